"""The inspector for one row of an action plan: every field, the long ones editable, milestones and sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.canvas_words import kind_of
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.inspector_iteration import carried_from
from koosloome_desktop.views.inspector_parts import EditText, Jump, fact, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.history import history_facts
from koosloome_desktop.views.plan.words import FIELD_WORDS, status_word
from koosloome_desktop.views.source_words import canvas_of, dots_and_place
from koosloome_desktop.views.widgets import column

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_EDITABLE = ("activity", "result", "indicator", "target_group", "owner_role", "funding_source", "budget_note")


def row_facts(layout: QVBoxLayout, panel: Inspector, action: Action) -> None:
    """Fill the panel with one action."""
    document, lang = panel.workshop.document, panel.ctx.lang
    section(layout, f"{_('Action')} {action.code}".strip(), first=True)
    _edit(layout, panel, action, "activity")
    fact(layout, _("Status"), status_word(action.status))
    when = [locale.date(d, lang) if d else "…" for d in (action.start, action.deadline)]
    fact(layout, _("Time"), "–".join(when) if action.start or action.deadline else action.time_text or "–")
    if plan.has_amount(action):
        for year, cents in plan.years_of(action).items():
            fact(layout, _("Budget {year}").format(year=year), locale.money(cents, lang))
    else:
        fact(layout, _("Budget"), action.budget_note or action.budget_text or "–")
    if action.partner_roles:
        fact(layout, _("Partners"), ", ".join(str(p) for p in action.partner_roles))
    for name in _EDITABLE[1:-1]:
        _edit(layout, panel, action, name)
    steps = queries.milestones(document, action.id)
    if steps:
        section(layout, _("Milestones"))
        for step in steps:
            due = f" · {locale.date(step.due, lang)}" if step.due else ""
            layout.addWidget(label(f"{'✓' if step.done else '○'}  {step.text}{due}", "body", wrap=True))
    sources_of(layout, panel, action)
    history_facts(layout, document, action, lang)
    carried_from(layout, panel, action)
    panel.add_commands()


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
        told = " · ".join(x for x in (note.code, dots_and_place(document, note), canvas_of(document, note)) if x)
        if told:
            layout.addWidget(label(told, "muted", wrap=True))
    for words in gone:
        layout.addWidget(label(words, "quiet", wrap=True))


def gone_words(origin: FrozenMap) -> str:
    """What a row keeps of a note that is gone: ``P02 Bussid ei sõida · 7 täppi · 1. koht · kustutatud``."""
    dots, place = origin.get("dots"), origin.get("place")
    told = [" ".join(str(x) for x in (origin.get("code"), origin.get("text")) if x)]
    if isinstance(dots, int) and dots > 0:
        told.append(dot_words(dots))
    if isinstance(place, int) and place > 0:
        told.append(_("place {number}").format(number=place))
    told.append(str(origin.get("canvas") or ""))
    return " · ".join(x for x in (*told, _("deleted since")) if x) if told[0] else ""


def _go(panel: Inspector, record: str, _checked: bool = False) -> None:
    panel.jump.emit(record)


def _edit(layout: QVBoxLayout, panel: Inspector, action: Action, name: str) -> None:
    caption = _(FIELD_WORDS[name])
    title = label(caption, "field")

    def keep(text: str) -> None:
        from koosloome_desktop.operations.actions import set_field

        panel.workshop.run("Edit action", lambda tx: set_field(tx, action, name, text))

    edit = EditText(panel.ctx.commands, caption, getattr(action, name), keep)
    edit.left.connect(panel.closing.emit)
    title.setBuddy(edit)
    layout.addLayout(column(title, edit, gap=4))
