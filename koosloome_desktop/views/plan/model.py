"""The plan as Qt asks for it, cell by cell: texts, titles, what can be edited, what was typed. Nothing of looks."""

from __future__ import annotations

from PySide6.QtCore import Qt

from koosloome_desktop.model.records import Action
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plan.cell_heard import spoken
from koosloome_desktop.views.plan.filling import rename_group, typed_into
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.model_rows import Index, PlanRows
from koosloome_desktop.views.plan.texts import group_title

# Put together once: Qt asks for every cell that is chosen, and each sign between two of them costs more than the rest.
_SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SEEN | Qt.ItemFlag.ItemIsEditable
_RENAMED = {"group", "owner_role", "funding_source"}


class PlanModel(PlanRows):
    """A cell is a column of an action, or the heading of a group in the first column."""

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words
        if role == Qt.ItemDataRole.AccessibleTextRole and self.shape.sort == column.field:
            return f"{column.words}: {_('sorted downwards') if self.shape.down else _('sorted')}"
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        line, field = self.lines[row], self.columns[column].field
        if isinstance(line, Heading):
            return group_title(line.key, self.shape.grouping, tables=bool(self.tables())) if column == 0 else ""
        if field == "code":
            return line.code or str(row + 1)
        return self.marks.words(line) if field == "checks" else self.texts.text(line, field)

    def texts_for_copy(self, action: Action, field: str) -> str:
        """What a cell gives to the clipboard: amounts as a spreadsheet reads them, a status as it was set."""
        if field == "status":
            return self.texts.edit(action, field)
        text = (
            action.code
            if field == "code"
            else self.marks.words(action)
            if field == "checks"
            else self.texts.text(action, field)
        )
        place = self.place_of(field)
        money = place >= 0 and self.columns[place].kind == "money" and text[-1:].isdigit()
        return "".join(text.split()) if money else text

    def data(self, index: Index, role: int = 0) -> object:
        """Text of a cell; for screen readers with the column's name and what the checks say."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return line.key if isinstance(line, Heading) else self.texts.edit(line, column.field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self, index.row(), index.column())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that say what was typed can be edited, and headings that name a field of their rows."""
        if not index.isValid():
            return _SEEN
        if isinstance(self.lines[index.row()], Heading):
            return _TYPED if index.column() == 0 and self.shape.grouping in _RENAMED else _SEEN
        return _TYPED if self.columns[index.column()].kind != "none" else _SEEN

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; False, and `refused` says why, when it cannot be."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, field = self.lines[index.row()], self.columns[index.column()].field
        if isinstance(line, Heading):
            rename_group(self, line, index.row(), str(value))
            return True
        if str(value) == self.texts.edit(line, field):
            self.refused.emit("")
            return True
        refused = typed_into(self, N_("Edit action"), [(line.id, field, str(value))])
        self.refused.emit("\n".join(refused))
        return not refused
