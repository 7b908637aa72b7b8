"""The page of an action plan: chips with sums, year tabs, the table, its sums, and the line “New action”.

Has the same signals and methods as `CanvasPage`, so that the window treats all pages alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import replaced_words
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.empty import empty_plan
from koosloome_desktop.views.plan.head import PlanHead
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.table import PlanTable, TotalsRow
from koosloome_desktop.views.style import LINE
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import column, frame, row, styled

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

_PLACE = "plan.line"


class PlanPage(QWidget):
    """An action plan to read and edit by keyboard alone."""

    selection_changed = Signal(object)
    mode_changed = Signal(str)
    toast = Signal(str)

    least_width = 1120
    """Below this width in px beside it the inspector is an overlay."""

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, ctx: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "paper")
        self.workshop, self.canvas_id, self.ctx = workshop, canvas_id, ctx
        self.model = PlanModel(workshop, canvas_id, ctx)
        self.table = PlanTable(self.model)
        self.totals = TotalsRow(self.table)
        self.head = PlanHead(self.model)
        self.reason = label("", "bad", wrap=True)
        self.reason.hide()
        self.line = Field(ctx.commands)
        self._build()
        self._wire()
        self._show_state()

    def _build(self) -> None:
        self.card = frame("card")
        self.card.setLayout(column(self.table, self.totals, margins=(1, 6, 1, 4), gap=0))
        self.empty = empty_plan(self.workshop, self.canvas_id)
        self.line.setProperty("role", "capture")
        self.chip = label(_("New action"), "chip")
        enter, adds = label("Enter", "kbd"), label(_("adds"), "muted")
        self._adds = adds
        bar = styled(QWidget(), "line")
        bar.setFixedHeight(LINE)
        bar.setLayout(row(self.chip, self.line, row(enter, adds, gap=6), margins=(24, 0, 24, 0), gap=12))
        body = column(self.head, self.card, self.empty, self.reason, None, margins=(24, 16, 24, 12), gap=12)
        body.setStretch(1, 100)
        self.setLayout(column(body, bar, gap=0))
        self.line.setText(self.workshop.drafts.get((_PLACE, self.canvas_id), ""))
        self.refresh_words()

    def _wire(self) -> None:
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(1000)
        self._draft.timeout.connect(self._keep_draft)
        self.line.textEdited.connect(lambda _t: self._draft.start())
        self.line.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.to_line.connect(self.focus_line)
        # A short plan is a short card: the sums stand right under its last row.
        self.table.resized.connect(
            lambda: self.card.setMaximumHeight(self.table.maximumHeight() + self.totals.height() + 12)
        )
        self.table.picked.connect(self._picked)
        self.model.refused.connect(self._refused)
        self.head.year.connect(self._year)
        self.head.jump.connect(lambda i: self.table.go_to(i, "owner_role"))
        self._stop = self.workshop.on_change(self._changed)

    # -- what changes

    def _changed(self, change: ChangeSet) -> None:
        held = self.table.currentIndex()
        if self.model.take(change) and held.isValid():
            row_now = min(held.row(), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row_now, held.column()))
        self._show_state()

    def _show_state(self) -> None:
        some = bool(self.model.everything())
        self.card.setVisible(some)
        self.head.setVisible(some)
        self.empty.setVisible(not some)
        self.head.show_facts()
        self.totals.count()

    def _year(self, year: object) -> None:
        self.model.show_year(year if isinstance(year, int) else None)
        self._show_state()

    def _refused(self, text: str) -> None:
        self.reason.setText(text)
        self.reason.setVisible(bool(text))

    def _picked(self) -> None:
        ids = tuple(self.table.chosen()) if self.table.hasFocus() else ()
        self.selection_changed.emit(ids)

    # -- the line

    def _keep_draft(self) -> None:
        self.workshop.save_draft(_PLACE, self.canvas_id, self.line.text())

    def add(self) -> bool:
        """Add the line's text as an action; whether there was any."""
        text = text_in(self.line).strip()
        if not text:
            return False
        year = self.model.year
        try:
            self.workshop.run(N_("Add action"), lambda tx: add_action(tx, self.canvas_id, text, table_year=year))
        except KoosloomeError as error:
            self._refused(error.line())
            return False
        self._refused("")
        told = replaced_words([text])
        if told:
            self.toast.emit(told)
        self.line.clear()
        self._keep_draft()
        self.table.arrange()
        self.table.scrollToBottom()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds; Up on an empty line goes to the table; focus tells the mode."""
        if event.type() == QEvent.Type.FocusIn:
            self.mode_changed.emit("W" if watched is self.line else "T")
            if watched is self.table:
                self._picked()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.add()
                return True
            up = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers()
            if up and not self.line.text() and self.model.rowCount():
                last = self.model.rowCount() - 1 if event.key() == Qt.Key.Key_Up else 0
                self.table.go_to(self.model.rows[last].id)
                return True
            if event.key() == Qt.Key.Key_Escape:
                return True
        return super().eventFilter(watched, event)

    # -- what the window asks of every page

    def focus_line(self) -> None:
        """Put the keyboard into the line “New action”."""
        self.line.setFocus()

    def focus_canvas(self) -> bool:
        """Put the keyboard into the table; False when it is empty."""
        if not self.model.rowCount():
            return False
        index = self.table.currentIndex()
        return self.table.go_to(self.model.rows[max(0, index.row())].id)

    def go_to(self, record_id: str) -> bool:
        """Show a row, in whatever year it stands."""
        if self.model.row_of(record_id) < 0 and self.model.year is not None:
            self.head.choose(None)
        return self.table.go_to(record_id)

    def fit(self) -> None:
        """A table always fits."""

    def zoom_by(self, factor: float) -> None:
        """A table has no zoom."""

    def zoom_text(self) -> str:
        """No zoom to show."""
        return ""

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self.chip.setText(_("New action"))
        self._adds.setText(_("adds"))
        self.line.setPlaceholderText(_("What will be done?"))
        self.line.setAccessibleName(_("New action"))
        self.head.show_facts()
        self.totals.count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.arrange()

    def commands(self) -> list[Command]:
        """What can be done here, for the command table."""
        some = self.model.rowCount

        def here() -> bool:
            return some() > 0 and self.table.currentIndex().isValid()

        return [
            Command("plan.line", N_("New action"), icon="plus", group="plan", run=self.focus_line),
            Command("plan.copy", N_("Copy the table"), icon="copy", group="plan", when=lambda: some() > 0,
                    run=lambda: self.table.copy(whole=True)),
            Command("plan.up", N_("Move the row up"), ("Alt+Up",), "arrow-up", "plan", here,
                    lambda: self.table.move_row(-1)),
            Command("plan.down", N_("Move the row down"), ("Alt+Down",), "arrow-down", "plan", here,
                    lambda: self.table.move_row(1)),
            Command("plan.delete", N_("Delete the row"), (), "trash-2", "plan", here, self.table.delete_rows),
            Command("plan.owner", N_("Next action without a responsible"), (), "user-plus", "plan",
                    lambda: bool(self.head.ownerless()), self.head.jump_on),
        ]  # fmt: skip

    def close_page(self) -> None:
        """Keep what is half typed and stop listening."""
        self._keep_draft()
        self._stop()
