"""The inspector when nothing is selected: the canvas's question, numbers, legend; a plan's goal and totals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import legend
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.canvas_words import canvas_title, kind_code, zone_title
from koosloome_desktop.views.inspector_cluster import cluster_list
from koosloome_desktop.views.inspector_iteration import iteration_facts
from koosloome_desktop.views.inspector_parts import Jump, KindSign, fact, section
from koosloome_desktop.views.inspector_resource import canvas_parts
from koosloome_desktop.views.inspector_sent import goal_from, objectives, vote_lists
from koosloome_desktop.views.inspector_stage import good_map, journey_facts, lines_legend
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, frame, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector


def _question(layout: QVBoxLayout, text: str) -> None:
    if text:
        from koosloome_desktop.views.widgets import column

        notice = frame("notice")
        notice.setLayout(column(label(text, "body", wrap=True), margins=(12, 8, 12, 8)))
        layout.addWidget(notice)


def canvas_facts(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Fill the panel with a canvas."""
    document = panel.workshop.document
    lang = document.workshop.language
    variant = variant_of(canvas.type, canvas.variant)
    section(layout, _("Canvas"), first=True)
    layout.addWidget(label(canvas_title(canvas, lang), "card", wrap=True))
    if variant is not None:
        if variant.title.get(lang) != canvas.title:
            layout.addWidget(label(variant.title.get(lang), "muted", wrap=True))
        _question(layout, canvas.focus_question or variant.question.get(lang))
    iteration_facts(layout, panel, canvas)
    journey_facts(layout, panel, canvas)
    canvas_parts(layout, panel, canvas)
    notes = queries.standing(document, canvas.id)
    section(layout, _("Notes"))
    for code in dict.fromkeys(n.zone for n in notes if n.form == "note"):
        count = sum(1 for n in notes if n.zone == code and n.form == "note")
        _number(layout, zone_title(document, canvas, code, lang) or _("without a zone"), count)
    needs = sum(1 for n in notes if n.form == "need")
    if needs:
        _number(layout, _("Needs"), needs)
    _number(layout, _("All together"), len(notes), role="strong")
    cluster_list(layout, panel, canvas.id)
    _unmatched(layout, panel, canvas)
    vote_lists(layout, panel, canvas)
    _top(layout, panel)
    objectives(layout, panel, canvas)
    good_map(layout, panel, canvas)
    _legend(layout, panel, canvas, notes)


def _top(layout: QVBoxLayout, panel: Inspector) -> None:
    """The way of the top of a vote to the plan, where people voted."""
    command = panel.ctx.commands.find("canvas.top")
    if command is not None and command.when():
        layout.addSpacing(8)
        run = partial(panel.ctx.commands.run, command.id)
        made = button(command.title, icon=command.icon, run=run, hint=command.shortcut)
        layout.addWidget(made)


def _legend(layout: QVBoxLayout, panel: Inspector, canvas: Canvas, notes: list[Note]) -> None:
    """The kinds of notes there are, the lines between them, and the signs at their foot."""
    document = panel.workshop.document
    # All notes of a place are of one kind: a canvas of thousands has a handful of places.
    places: dict[tuple[str, ...], Note] = {}
    for note in notes:
        places.setdefault((note.form, note.zone, note.pin, note.attitude), note)
    kinds = list(dict.fromkeys(kind_code(document, n) for n in places.values()))
    if not kinds:
        return
    section(layout, _("Legend"))
    for code in kinds:
        layout.addWidget(KindSign(note_kind(code)))
    lines_legend(layout, panel, canvas)
    for sign, word in legend(document, canvas, notes):
        mark = label(sign, "body")
        mark.setFixedWidth(34)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = row(mark, label(_(word), "body", wrap=True), gap=12)
        line.setStretch(1, 1)
        layout.addLayout(line)


def _number(layout: QVBoxLayout, caption: str, count: int, role: str = "body") -> None:
    line = row(label(caption, role, wrap=True), label(str(count), "strong"))
    line.setStretch(0, 1)
    layout.addLayout(line)


def _unmatched(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    document = panel.workshop.document
    open_needs = queries.unmatched_needs(document, canvas.id)
    if not open_needs:
        return
    section(layout, _("Unmet needs: {count}").format(count=len(open_needs)))
    for need in open_needs:
        jump = Jump(note_kind("need").sign, need.text, _("unmet need"), panel.ctx.palette.bad)
        jump.clicked.connect(lambda _checked=False, i=need.id: panel.jump.emit(i))
        layout.addWidget(jump)


def plan_facts(layout: QVBoxLayout, panel: Inspector, canvas: Canvas) -> None:
    """Fill the panel with a plan."""
    document = panel.workshop.document
    rows = queries.actions(document, canvas.id)
    sums = plan.totals(rows, canvas.years)
    section(layout, _("Action plan"), first=True)
    layout.addWidget(label(canvas_title(canvas, document.workshop.language), "card", wrap=True))
    _question(layout, canvas.goal)
    goal_from(layout, panel, canvas)
    adopted = canvas.parts.get("adopted")
    if isinstance(adopted, Mapping) and adopted.get("date"):
        day = str(adopted["date"])
        when = locale.date(day, panel.ctx.lang) if valid_partial(day) else day
        fact(layout, _("Adopted"), " · ".join(x for x in (when, str(adopted.get("by") or "")) if x))
    iteration_facts(layout, panel, canvas)
    section(layout, _("Budget"))
    for year, cents in sums.by_year.items():
        layout.addLayout(row(label(year, "body"), None, label(locale.money(cents, panel.ctx.lang), "body")))
    total = label(locale.money(sums.total, panel.ctx.lang), "strong")
    layout.addLayout(row(label(_("All together"), "strong"), None, total))
    if sums.without_amount:
        fact(layout, _("No amount stated"), ", ".join(a.code or "–" for a in sums.without_amount))
    if canvas.result_indicators:
        section(layout, _("Indicators"))
        for each in canvas.result_indicators:
            layout.addWidget(label(f"·  {each}", "body", wrap=True))
