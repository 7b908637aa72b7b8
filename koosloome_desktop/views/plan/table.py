"""The table of an action plan (keys: mode T)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QWidget

from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.blocks import Blocks
from koosloome_desktop.views.plan.filling import filled
from koosloome_desktop.views.plan.grid import PlanGrid
from koosloome_desktop.views.plan.model import PlanModel
from koosloome_desktop.views.plan.picking import LISTED, DatePicker, open_list
from koosloome_desktop.views.plan.row_verbs import RowVerbs
from koosloome_desktop.views.plan.table_keys import pressed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelectionRange


class PlanTable(PlanGrid):
    """A spreadsheet's habits over the rows of a plan; Esc goes to the line."""

    picked = Signal()

    def __init__(self, model: PlanModel) -> None:
        super().__init__(model)
        self.back: Callable[[], object] | None = None
        """Where Esc goes when somebody jumped here from a list."""
        self.blocks, self.rows_ = Blocks(self), RowVerbs(self)
        self.cells.down.connect(self.go_down)
        self.cells.closeEditor.connect(self._closed)
        self.cells.everywhere.connect(self.blocks.type_into_all)
        self.cells.pick.connect(self._pick_in)
        self.selectionModel().currentChanged.connect(lambda *_a: self._moved())
        self.selectionModel().selectionChanged.connect(lambda *_a: self.picked.emit())

    def _closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        if hint == QStyledItemDelegate.EndEditHint.RevertModelCache:
            self.later(self.rows_.left)

    def _moved(self) -> None:
        self.viewport().update()
        self.frozen.update()
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mode T of keys.md."""
        if not pressed(self, event):
            super().keyPressEvent(event)

    def go_down(self) -> None:
        """To the same column of the next row; from the last one to the line below."""
        index = self.currentIndex()
        if index.row() + 1 < self.plan.rowCount():
            self.setCurrentIndex(self.plan.index(index.row() + 1, index.column()))
        else:
            self.to_line.emit()

    def go_to(self, action_id: str, field: str = "activity") -> bool:
        """Put the cell cursor and the keyboard on a field of a row; whether it is shown."""
        if not self.put(action_id, field):
            return False
        self.setFocus()
        return True

    def chosen_cells(self) -> set[tuple[int, int]]:
        """Row and column of every selected cell, else of the current one: read by its rectangles, cell by cell Qt
        would ask of each whether it may be chosen.
        """
        found = {
            (row, column)
            for part in cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
        }
        now = self.currentIndex()
        return found or ({(now.row(), now.column())} if now.isValid() else set())

    def chosen(self) -> list[str]:
        """The ids of the rows with a selected cell, else of the current row."""
        rows = sorted({row for row, _column in self.chosen_cells()}) or [self.currentIndex().row()]
        return [a.id for r in rows if (a := self.plan.action_at(r)) is not None]

    # -- pickers

    def pick(self) -> bool:
        """Open what can be picked for the current cell (Alt+Down); False when it is free text."""
        index = self.currentIndex()
        action = self.plan.action_at(index.row()) if index.isValid() else None
        if action is None:
            return False
        column = self.plan.columns[index.column()]
        if column.kind == "date":
            self._pick_date(action.id, "deadline" if column.field == "time" else column.field)
            return True
        if column.kind not in {"status", "people", "source"} and column.field not in {"organisation", "group", *LISTED}:
            return False
        self.edit(index)
        editor = self.viewport().focusWidget()
        if isinstance(editor, QWidget):
            self._pick_in(editor)
        return True

    def _pick_in(self, editor: QWidget) -> None:
        if isinstance(editor, QLineEdit) and open_list(editor):
            return
        index = self.currentIndex()
        action = self.plan.action_at(index.row())
        if action is not None and self.plan.columns[index.column()].kind == "date":
            field = self.plan.columns[index.column()].field
            self._pick_date(action.id, "deadline" if field == "time" else field)
        elif hasattr(editor, "showPopup"):
            editor.showPopup()

    def _pick_date(self, action_id: str, field: str) -> None:
        plan = self.plan
        action = next(a for a in plan.rows if a.id == action_id)

        def keep(value: str) -> None:
            plan.refused.emit("\n".join(filled(plan, N_("Edit action"), [(action_id, {field: value})])))
            self.setFocus()

        picker = DatePicker(self, str(getattr(action, field) or ""), plan.today(), plan.ctx.lang, keep)
        area: QRect = self.visualRect(self.currentIndex())
        picker.show_under(self.viewport().mapToGlobal(QPoint(area.left(), area.bottom())))
