"""What the inspector of a plan's row is put together from: fields that understand what is typed, folding sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.operations.milestones import tick_milestone
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.inspector_parts import EditText
from koosloome_desktop.views.plain import label, mnemonic_free, tip
from koosloome_desktop.views.plan.cell_hint import TIMES, cell_told
from koosloome_desktop.views.plan.columns import column_of
from koosloome_desktop.views.plan.edit import understand, write
from koosloome_desktop.views.plan.texts import CellTexts, step_line
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.style import INSPECTOR
from koosloome_desktop.views.understood import look, marked
from koosloome_desktop.views.widgets import button, column, set_role

if TYPE_CHECKING:
    from koosloome_desktop.views.inspector import Inspector

_FOLDS = "folds"
_TICK_TEXT = INSPECTOR - 72
"""Room in px for the words beside a tick: the date at their end stays in sight."""


class RowForm:
    """The fields of one row in one panel."""

    def __init__(self, layout: QVBoxLayout, panel: Inspector, action: Action) -> None:
        self.layout, self.panel, self.action = layout, panel, action
        self.lang = panel.ctx.lang
        self.today = local(panel.ctx.clock.now()).date()
        self.texts = CellTexts(panel.workshop.document, action.canvas, self.lang, self.today)

    def section(self, name: str, title: str, *, folded: bool = False) -> RowForm:
        """A section with a title that folds it; whether it is open is remembered while the panel lives."""
        folds = dict(self.panel.property(_FOLDS) or {})
        shut = bool(folds.get(name, folded))
        body = QWidget()
        inner = column(margins=(0, 0, 0, 4), gap=8)
        body.setLayout(inner)
        body.setVisible(not shut)
        head = button(title, "link", icon="chevron-right" if shut else "chevron-down")
        head.setCheckable(True)
        head.setChecked(not shut)
        head.setAccessibleName(title)

        def turn(open_: bool) -> None:
            body.setVisible(open_)
            self.panel.setProperty(_FOLDS, {**dict(self.panel.property(_FOLDS) or {}), name: not open_})
            self.panel.refresh()

        head.toggled.connect(turn)
        self.layout.addSpacing(6)
        self.layout.addWidget(head)
        self.layout.addWidget(body)
        return RowForm(inner, self.panel, self.action)

    def run(self, label_id: str, work: Callable[[Transaction], object], told: QLabel | None = None) -> bool:
        """Do something in one step; a refusal stands below the field."""
        try:
            self.panel.workshop.run(label_id, work)
        except KoosloomeError as error:
            if told is not None:
                told.setText(error.line())
                told.show()
            return False
        return True

    def field(self, name: str, caption: str = "") -> EditText:
        """A field of the row, understood as in the table."""
        known = column_of(name, self.texts.roles)
        title = caption or (known.words if known else name)
        told = label("", "bad", wrap=True)
        told.hide()

        def keep(text: str) -> None:
            document = self.panel.workshop.document
            action = document.get(self.action.id, Action)
            edit = understand(document, action, name, text, self.lang, self.today)
            if edit.refused:
                told.setText(edit.refused)
                told.show()
                return
            self.run(N_("Edit action"), lambda tx: write(tx, action, edit.values), told)

        edit = EditText(self.panel.ctx.commands, title, self.texts.edit(self.action, name), keep)
        edit.left.connect(self.panel.closing.emit)
        if known is not None and (name in TIMES or known.kind == "money"):
            edit.textChanged.connect(lambda: self._say(told, name, known.kind, edit.toPlainText()))
        words = label(title, "field")
        words.setBuddy(edit)
        self.layout.addLayout(column(words, edit, told, gap=4))
        return edit

    def _say(self, told: QLabel, name: str, kind: str, text: str) -> None:
        """What is understood of a time or an amount while it is typed."""
        document = self.panel.workshop.document
        action = document.get(self.action.id, Action)
        found = cell_told(document, action, name, kind, text, self.lang, self.today)
        told.setText(marked(found))
        set_role(told, look(found))
        told.setVisible(bool(found.text))

    def fields(self, *names: str) -> None:
        """Several fields below each other."""
        for name in names:
            self.field(name)

    def status(self) -> None:
        """The six statuses; a row that is late by itself says so."""
        box = Combo()
        box.setAccessibleName(_("Status"))
        box.addItems([status_word(s) for s in STATUSES])
        box.setCurrentIndex(STATUSES.index(self.action.status) if self.action.status in STATUSES else -1)
        box.activated.connect(lambda at: self._set({"status": STATUSES[at]}))
        self.layout.addLayout(column(label(_("Status"), "field"), box, gap=4))
        if self.texts.late(self.action) and self.action.status != "delayed":
            self.layout.addWidget(label(_("The deadline has passed: the row counts as delayed."), "bad", wrap=True))

    def _set(self, values: dict[str, Any]) -> None:
        self.run(N_("Edit action"), lambda tx: write(tx, self.action, values))

    def steps(self, milestones: Sequence[Milestone]) -> None:
        """The milestones: a tick for each, and all of them as lines to edit, one a line."""
        for step in milestones:
            tick = QCheckBox()
            whole = step_line(step, self.lang)[2:]
            short = tick.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, _TICK_TEXT)
            tick.setText(mnemonic_free(short))
            tip(tick, "" if short == whole else whole)
            tick.setChecked(step.done)
            tick.setAccessibleName(step.text)
            tick.clicked.connect(
                lambda _c=False, s=step: self.run(N_("Milestone reached"), lambda tx: tick_milestone(tx, s))
            )
            self.layout.addWidget(tick)
        self.field("milestones", _("Milestones, one a line: ✓ text · date"))
