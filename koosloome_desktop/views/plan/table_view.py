"""The plan as a table with its sticky sums: one of the views of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.table import PlanTable, TotalsRow
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.widgets import column, frame

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class TableView(PlanView):
    """The table and the row of sums below it, as one card."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.model = page.model
        self.table = PlanTable(self.model)
        self.totals = TotalsRow(self.table)
        self.card = frame("card")
        self.card.setLayout(column(self.table, self.totals, margins=(1, 6, 1, 4), gap=0))
        body = column(self.card, None)
        body.setStretch(0, 100)
        self.setLayout(body)
        self.table.installEventFilter(self)
        self.table.to_line.connect(self.to_line)
        self.table.picked.connect(self._tell_picked)
        # A short plan is a short card: the sums stand right under its last row.
        self.table.resized.connect(
            lambda: self.card.setMaximumHeight(self.table.maximumHeight() + self.totals.height() + 12)
        )

    def _tell_picked(self) -> None:
        self.picked.emit(tuple(self.table.chosen()) if self.table.hasFocus() else ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table's focus tells the mode."""
        if watched is self.table and event.type() == QEvent.Type.FocusIn:
            self.focused.emit("T")
            self._tell_picked()
        return super().eventFilter(watched, event)

    def take(self, change: ChangeSet) -> None:
        """Rows that came or went keep the cell where it is."""
        held = self.table.currentIndex()
        if self.model.take(change) and held.isValid():
            row = min(held.row(), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, held.column()))
        self.totals.count()

    def reload(self) -> None:
        """Read the rows anew."""
        self.model.reload()
        self.totals.count()

    def focus_view(self) -> bool:
        """Put the keyboard into the table; False when it is empty."""
        if not self.model.rowCount():
            return False
        return self.table.go_to(self.model.rows[max(0, self.table.currentIndex().row())].id)

    def go_to(self, action_id: str) -> bool:
        """Choose a row."""
        return self.table.go_to(action_id)

    def show_last(self) -> None:
        """Scroll down, whatever had to grow."""
        self.table.arrange()
        self.table.scrollToBottom()

    def refresh_words(self) -> None:
        """Titles and sums in the language now."""
        self.totals.count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.arrange()


def table_commands(page: PlanPage) -> list[Command]:
    """What can be done in the table."""

    def some() -> bool:
        return page.views.current_name == "table" and page.model.rowCount() > 0

    def here() -> bool:
        return some() and page.table.currentIndex().isValid()

    return [
        Command("plan.copy", N_("Copy the table"), icon="copy", group="plan", when=some,
                run=lambda: page.table.copy(whole=True)),
        Command("plan.up", N_("Move the row up"), ("Alt+Up",), "arrow-up", "plan", here,
                lambda: page.table.move_row(-1)),
        Command("plan.down", N_("Move the row down"), ("Alt+Down",), "arrow-down", "plan", here,
                lambda: page.table.move_row(1)),
        Command("plan.delete", N_("Delete the row"), (), "trash-2", "plan", here, page.table.delete_rows),
    ]  # fmt: skip
