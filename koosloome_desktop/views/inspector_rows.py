"""The inspector for several rows of a plan: what they share, set for all at once, and moved in time together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QVBoxLayout

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.actions import STATUSES, delete_actions, set_many, shift
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.count_words import action_words, short
from koosloome_desktop.views.inspector_parts import EditText, section
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.words import FIELD_WORDS, status_word
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_LISTED: Final = 6
_FIELDS: Final = ("owner_role", "organisation", "funding_source", "group")
_STEPS: Final = ((-7, N_("A week earlier")), (7, N_("A week later")), (30, N_("A month later")))


def rows_facts(layout: QVBoxLayout, panel: Inspector, actions: Sequence[Action]) -> None:
    """Fill the panel with several rows of one plan."""
    layout.addWidget(label(action_words(len(actions)), "card"))
    for action in actions[:_LISTED]:
        layout.addWidget(label(f"{action.code}  {short(action.activity, 60)}", "body", wrap=True))
    if len(actions) > _LISTED:
        layout.addWidget(label(f"… {len(actions) - _LISTED}", "muted"))
    total = plan.totals(a for a in actions if not a.draft).total
    layout.addWidget(label(f"{_('Budget in all')} {locale.money(total, panel.ctx.lang)}", "muted"))
    told = label("", "bad", wrap=True)
    told.hide()

    def put(values: dict[str, Any]) -> None:
        try:
            panel.workshop.run(N_("Edit actions"), lambda tx: set_many(tx, actions, values))
        except KoosloomeError as error:
            told.setText(error.line())
            told.show()

    section(layout, _("For all of them"))
    _status(layout, actions, put)
    for name in _FIELDS:
        values = {getattr(a, name) for a in actions}
        common = values.pop() if len(values) == 1 else ""
        edit = EditText(panel.ctx.commands, _(FIELD_WORDS[name]), common, partial(_put, put, name))
        edit.setPlaceholderText(_("mixed") if values else "")
        edit.left.connect(panel.closing.emit)
        layout.addLayout(column(label(_(FIELD_WORDS[name]), "field"), edit, gap=4))
    layout.addWidget(told)
    section(layout, _("In time"))
    for days, words in _STEPS:
        layout.addWidget(button(_(words), run=partial(_shift, panel, actions, days)))
    delete = button(_("Delete the rows"), icon="trash-2", run=partial(_delete, panel, actions))
    layout.addLayout(row(delete, None))


def _put(put: Callable[[dict[str, Any]], None], name: str, text: str) -> None:
    put({name: text})


def _status(layout: QVBoxLayout, actions: Sequence[Action], put: Callable[[dict[str, Any]], None]) -> None:
    box = Combo()
    box.setAccessibleName(_("Status"))
    codes = {a.status for a in actions}
    mixed = len(codes) > 1
    if mixed:
        box.addItem(_("mixed"), "")
    for code in STATUSES:
        box.addItem(status_word(code), code)
    box.setCurrentIndex(0 if mixed else box.findData(next(iter(codes), "")))
    box.activated.connect(lambda at: put({"status": box.itemData(at)}) if box.itemData(at) else None)
    layout.addLayout(column(label(_("Status"), "field"), box, gap=4))


def _shift(panel: Inspector, actions: Sequence[Action], days: int) -> None:
    panel.workshop.run(N_("Shift in time"), lambda tx: [shift(tx, a, days) for a in actions])


def _delete(panel: Inspector, actions: Sequence[Action]) -> None:
    panel.workshop.run(N_("Delete action"), lambda tx: delete_actions(tx, [a.id for a in actions]))
