"""The rows of an action plan as Qt's tables see them; it knows the document and the open year, nothing of looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Canvas, PlanTable
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.plan.edit import understand, write
from koosloome_desktop.views.plan.words import COLUMNS, cell_text, edit_text

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

Index = QModelIndex | QPersistentModelIndex


class PlanModel(QAbstractTableModel):
    """One plan; `year` None shows every row. `refused` says why a typed text was not taken."""

    refused = Signal(str)

    def __init__(self, workshop: OpenWorkshop, canvas_id: str, ctx: PageContext) -> None:
        super().__init__()
        self.workshop, self.canvas_id, self.ctx = workshop, canvas_id, ctx
        self.year: int | None = None
        self._rows: list[Action] = []
        self.reload()

    # -- rows

    @property
    def rows(self) -> list[Action]:
        """The rows that are shown, in order."""
        return list(self._rows)

    def everything(self) -> list[Action]:
        """All rows of the plan, whatever year is open."""
        return queries.actions(self.workshop.document, self.canvas_id)

    def tables(self) -> list[PlanTable]:
        """The year tables, ascending; empty for a plan that is one table."""
        found = [t for t in self.workshop.document.within(PlanTable, self.canvas_id) if t.year is not None]
        return sorted(found, key=lambda t: t.year or 0)

    def totals(self) -> plan.PlanTotals:
        """Sums of the rows that are shown."""
        canvas = self.workshop.document.find(self.canvas_id)
        years = canvas.years if isinstance(canvas, Canvas) and self.year is None else ()
        return plan.totals(self._rows, years)

    def show_year(self, year: int | None) -> None:
        """Show the rows of one year's table, or all."""
        if year != self.year:
            self.year = year
            self.reload()

    def reload(self) -> None:
        """Read the rows anew."""
        self.beginResetModel()
        rows = self.everything()
        self._rows = [a for a in rows if self.year is None or a.table_year == self.year]
        self.endResetModel()

    def take(self, change: ChangeSet) -> bool:
        """Bring a change in; whether rows came, went or moved."""
        ids = {a.id for a in self._rows}
        mine = [u for u in change.updated if u.id in ids]
        moved = any("order" in u.after or "table_year" in u.after for u in mine)
        both = (*change.created, *change.removed)
        if moved or any(isinstance(r, Action | PlanTable) for r in both):
            self.reload()
            return True
        for update in mine:
            row = next(i for i, a in enumerate(self._rows) if a.id == update.id)
            self._rows[row] = self.workshop.document.get(update.id, Action)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        return False

    def action(self, index: Index) -> Action:
        """The row of a cell."""
        return self._rows[index.row()]

    def row_of(self, action_id: str) -> int:
        """The place of a row; -1 when it is not shown."""
        return next((i for i, a in enumerate(self._rows) if a.id == action_id), -1)

    # -- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows of the open year."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns of the table."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> object:
        """Text of a cell; for screen readers with the column's name."""
        if not index.isValid():
            return None
        action, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            if column.field == "code":
                return action.code or str(index.row() + 1)
            return cell_text(action, column.field, self.ctx.lang)
        if role == Qt.ItemDataRole.EditRole:
            return edit_text(action, column.field, self.ctx.lang)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = cell_text(action, column.field, self.ctx.lang)
            return f"{_(column.title)}: {text or _('empty')}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the number can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and COLUMNS[index.column()].field != "code":
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; False, and `refused` says why, when it cannot be."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        action, name = self._rows[index.row()], COLUMNS[index.column()].field
        if str(value) == edit_text(action, name, self.ctx.lang):
            return True
        today = local(self.ctx.clock.now()).date()
        edit = understand(self.workshop.document, action, name, str(value), self.ctx.lang, today)
        self.refused.emit(edit.refused)
        if edit.refused:
            return False
        self.workshop.run(N_("Edit action"), lambda tx: write(tx, action, edit.values))
        return True
