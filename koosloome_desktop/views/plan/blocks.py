"""What can be done with the chosen cells of a plan's table. Each is one undo step; nothing goes unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication

from koosloome_desktop.model.records import Action
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plan.clipboard import from_tsv, to_tsv
from koosloome_desktop.views.plan.filling import Cell, filled, typed_into, values_of
from koosloome_desktop.views.plan.new_rows import NewRows
from koosloome_desktop.views.plan.pasting import Pasted, laid_out
from koosloome_desktop.views.plan.row_verbs import like_neighbour, told
from koosloome_desktop.views.slices import in_slices

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.table import PlanTable


class Blocks:
    """Verbs over the selection of one table."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self.whole_table: Callable[[], bool] = lambda: False
        """Takes a table with its own head off the clipboard (the import's preview); False when there is none."""

    # -- which cells

    def cells(self) -> list[tuple[Action, str]]:
        """The chosen cells as (row, field), by row and column; the current one when none is selected."""
        plan, found = self._table.plan, []
        for row, column in sorted(self._table.chosen_cells()):
            action = plan.action_at(row)
            if action is not None:
                found.append((action, plan.columns[column].field))
        return found

    def _corner(self) -> tuple[int, int]:
        cells = self._table.chosen_cells() or {(0, 0)}
        return min(row for row, _column in cells), min(column for _row, column in cells)

    def _say(self, refused: Sequence[str]) -> None:
        self._table.plan.refused.emit(told(refused))

    # -- texts

    def clear(self) -> None:
        """Empty the chosen cells; what cannot be empty is told."""
        plan = self._table.plan
        cells = [(a.id, f, "") for a, f in self.cells() if self._editable(f) and f != "status"]
        self._say(typed_into(plan, N_("Clear cells"), cells) if cells else [])

    def _editable(self, field: str) -> bool:
        place = self._table.plan.place_of(field)
        return place >= 0 and self._table.plan.columns[place].kind != "none"

    def type_into_all(self, text: str) -> None:
        """Ctrl+Enter: the typed text into every chosen cell."""
        cells: list[Cell] = [(a.id, f, text) for a, f in self.cells() if self._editable(f)]
        self._say(typed_into(self._table.plan, N_("Edit actions"), cells))
        self._table.setFocus()

    def letter(self, letter: str) -> None:
        """A RASCI letter into every chosen letter cell; where all have it, it goes."""
        plan = self._table.plan
        cells = [(a, f) for a, f in self.cells() if f.startswith("rasci:")]
        there = all(plan.texts.text(a, f) == letter for a, f in cells)
        wanted: list[Cell] = [(a.id, f, "" if there else letter) for a, f in cells]
        self._say(typed_into(plan, N_("Who does what"), wanted))

    def fill_down(self) -> None:
        """Ctrl+D: the uppermost chosen cell of each column into those below it; a single cell takes the one above."""
        table, plan = self._table, self._table.plan
        rows = sorted({plan.row_of(a.id) for a, _f in self.cells()})
        fields = list(dict.fromkeys(f for _a, f in self.cells() if self._editable(f)))
        if len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, *rows]
        first = plan.action_at(rows[0]) if rows else None
        if first is None or len(rows) < 2:
            return
        values: dict[str, Any] = {}
        refused = []
        for field in fields:
            copied = values_of(first, field, plan.texts.letters(first))
            if copied is None:
                refused.append(_("This column is not filled down."))
            else:
                values |= copied
        below = [a for r in rows[1:] if (a := plan.action_at(r)) is not None]
        refused += filled(plan, N_("Fill down"), [(a.id, values) for a in below])
        self._say(refused)
        table.setFocus()

    def copy(self, *, whole: bool = False) -> None:
        """The chosen cells, or the whole table with its head, to the clipboard as a spreadsheet takes them."""
        table, plan = self._table, self._table.plan
        if whole:
            rows = [[c.words for c in plan.columns]]
            rows += [[plan.texts_for_copy(a, c.field) for c in plan.columns] for a in plan.rows]
        else:
            picked = table.chosen_cells()
            columns = sorted({column for _row, column in picked})
            lines = [a for r in sorted({row for row, _column in picked}) if (a := plan.action_at(r)) is not None]
            rows = [[plan.texts_for_copy(a, plan.columns[c].field) for c in columns] for a in lines]
        text = to_tsv(rows)
        QGuiApplication.clipboard().setText(text.removesuffix("\n") if len(rows) == 1 and len(rows[0]) == 1 else text)

    def cut(self) -> None:
        """Copy and empty."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """The clipboard's cells from the chosen one on, understood as if they were typed."""
        plan, text = self._table.plan, QGuiApplication.clipboard().text()
        grid = from_tsv(text)
        if not grid or not self._table.currentIndex().isValid():
            return
        if self.whole_table():
            return
        row, column = self._corner()
        pasted = laid_out(plan, grid, row, column, self.cells())
        refused = self._write(pasted)
        if refused is None:
            return
        self._say([*pasted.told, *refused])
        self._choose(row, column, pasted)
        self._table.setFocus()

    def _write(self, pasted: Pasted) -> list[str] | None:
        """What was refused; None when somebody stopped it, and nothing was written."""
        plan = self._table.plan
        if not pasted.new:
            return typed_into(plan, N_("Paste"), pasted.cells)
        new = NewRows(plan, pasted.new, like_neighbour(plan, plan.rows[-1] if plan.rows else None))
        if not in_slices(self._table, new.understood(), _("Pasting the rows …")):
            return None
        refused = typed_into(plan, N_("Paste"), pasted.cells, new.make)
        return [*refused, *new.refused]

    def _choose(self, row: int, column: int, pasted: Pasted) -> None:
        plan, table = self._table.plan, self._table
        if plan.rowCount() and plan.columnCount():
            last = plan.index(
                min(row + pasted.rows, plan.rowCount()) - 1, min(column + pasted.columns, plan.columnCount()) - 1
            )
            block = QItemSelection(plan.index(row, column), last)
            table.setCurrentIndex(plan.index(row, column))
            table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
