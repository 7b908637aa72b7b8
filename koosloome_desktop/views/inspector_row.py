"""The inspector for one row of an action plan: every field in sections that fold, milestones, sources, history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.checks_live import check_row_now
from koosloome_desktop.operations.drafts import mark_agreed, unmark_agreed
from koosloome_desktop.operations.origins import told
from koosloome_desktop.operations.plan_measures import propose
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import kind_of
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.inspector_imported import imported_facts
from koosloome_desktop.views.inspector_iteration import carried_from
from koosloome_desktop.views.inspector_measures import offer_measures
from koosloome_desktop.views.inspector_parts import Jump, section
from koosloome_desktop.views.inspector_row_parts import RowForm
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.history import history_facts
from koosloome_desktop.views.plan.marks import Weight, mark_of
from koosloome_desktop.views.plan.texts import agreed_words
from koosloome_desktop.views.source_words import canvas_of, dots_and_place
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_SIGNS = {Weight.WARNING: "◥", Weight.MISSING: "○", Weight.HINT: "·"}


def row_facts(layout: QVBoxLayout, panel: Inspector, action: Action) -> None:
    """Fill the panel with one action."""
    section(layout, f"{_('Action')} {action.code}".strip(), first=True)
    form = RowForm(layout, panel, action)
    _remarks(form)
    form.fields("activity", "result")
    _agreed(form)
    people = form.section("people", _("Who"))
    people.fields("owner_role", "organisation", "partner_roles", "target_group", "target_wide")
    _when(form.section("time", _("When and how far")))
    _money(form.section("money", _("Money")))
    found = propose(action)
    measured = form.section("measured", _("How we know"), folded=not (action.indicator or action.baseline or found))
    measured.fields("indicator", "baseline", "target", "actual")
    offer_measures(measured, found)
    _letters(form)
    promised = form.section("promise", _("Open government"), folded=not len(action.commitment))
    names = ("promise", "problem", "how", "plan_link", "more")
    promised.fields(*(f"commitment:{n}" for n in names), "principles")
    form.section("more", _("Goal and reminders"), folded=not (action.group or action.reminders)).fields(
        "group", "reminders"
    )
    imported_facts(form)
    sources_of(layout, panel, action)
    history_facts(layout, panel.workshop.document, action, panel.ctx.lang)
    carried_from(layout, panel, action)
    panel.add_commands()


def _remarks(form: RowForm) -> None:
    marks = [mark_of(f) for f in check_row_now(form.panel.workshop.document, form.action, form.today)]
    for mark in sorted(marks, key=lambda m: -m.weight)[:6]:
        role = "warn" if mark.weight is Weight.WARNING else "muted"
        form.layout.addWidget(label(f"{_SIGNS[mark.weight]}  {mark.text}", role, wrap=True))


def _agreed(form: RowForm) -> None:
    action, lang = form.action, form.lang
    if action.agreed_at:
        form.layout.addWidget(label(f"✓ {_('agreed')} {agreed_words(action, lang)}", "ok", wrap=True))
        made = button(_("Take the agreement back"), "link")
        made.clicked.connect(lambda: form.run(N_("Take the agreement back"), lambda tx: unmark_agreed(tx, action)))
    else:
        made = button(_("Agreed in the room"), icon="check")
        made.clicked.connect(lambda: form.run(N_("Agreed in the room"), lambda tx: mark_agreed(tx, action)))
    form.layout.addWidget(made)


def _when(form: RowForm) -> None:
    form.status()
    form.fields("start", "deadline", "percent", "reason", "first_step")
    form.steps(queries.milestones(form.panel.workshop.document, form.action.id))


def _money(form: RowForm) -> None:
    action = form.action
    years = list(plan.years_of(action))
    if len(years) > 1 and action.table_year is None:
        form.fields(*(f"budget:{year}" for year in years))
    else:
        form.field("budget")
    form.fields("funding_source", "funding", "own_contribution", "spent")


def _letters(form: RowForm) -> None:
    roles = form.texts.roles
    if roles:
        matrix = form.section("rasci", "RASCI", folded=True)
        matrix.fields(*(f"rasci:{i}" for i in range(len(roles))))


def sources_of(layout: QVBoxLayout, panel: Inspector, action: Action) -> None:
    """The notes an action comes from: their words, a way back, and under each its dots, place and canvas."""
    document = panel.workshop.document
    sources = [n for i in action.sources if isinstance(n := document.find(i), Note)]
    gone = [words for o in action.origins if (words := gone_words(o))]
    if not sources and not gone:
        return
    section(layout, _("Comes from"))
    for note in sources:
        jump = Jump("←", note.text, _("source"), kind_of(document, note).bar)
        jump.clicked.connect(partial(_go, panel, note.id))
        layout.addWidget(jump)
        words = " · ".join(x for x in (note.code, dots_and_place(document, note), canvas_of(document, note)) if x)
        if words:
            layout.addWidget(label(words, "muted", wrap=True))
    for words in gone:
        layout.addWidget(label(words, "quiet", wrap=True))


def gone_words(origin: FrozenMap) -> str:
    """What a row keeps of a note that is gone: ``P02 Bussid ei sõida · 7 täppi · 1. koht · kustutatud``."""
    gone = told(origin)
    if gone is None:
        return ""
    place = _("place {number}").format(number=gone.place) if gone.place else ""
    parts = (gone.words, dot_words(gone.dots) if gone.dots else "", place, gone.canvas, _("deleted since"))
    return " · ".join(x for x in parts if x)


def _go(panel: Inspector, record: str, _checked: bool = False) -> None:
    panel.jump.emit(record)
