"""Heights of a plan's rows: every row that is in sight shows its whole text; a long plan measures the others later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.grid import PlanGrid

_AT_ONCE: Final = 120
"""Rows of a plan that is measured as a whole; a longer one only where one looks."""
_SAMPLE: Final = 12
_ROUNDS: Final = 6
_ABOUT: Final = 8
"""Px by which the mean height may be off before all rows are laid out anew."""


class Heights:
    """Keeps which rows are measured. A row that was not has the mean height of the first ones."""

    def __init__(self, table: PlanGrid) -> None:
        self._table = table
        self._known: set[int] = set()
        self._widths: list[int] = []

    def forget(self, first: int = 0, last: int = -1) -> None:
        """These rows say something else now; without numbers: all."""
        if last < 0:
            self._known.clear()
        self._known.difference_update(range(first, last + 1))

    def renew(self, widths: list[int]) -> None:
        """Other columns, other heights: measure what is in sight."""
        self._widths = widths
        self._known.clear()
        count = self._table.plan.rowCount()
        if count > _AT_ONCE:
            some = [self._needed(row) for row in range(min(count, _SAMPLE))]
            head, mean = self._table.verticalHeader(), sum(some) // len(some)
            if abs(head.defaultSectionSize() - mean) > _ABOUT:
                head.setDefaultSectionSize(mean)
        else:
            for row in range(count):
                self._set(row)
        self.settle()

    def settle(self) -> None:
        """Measure the rows in sight. Higher rows push others out of sight, lower ones let others in: until all fit."""
        if len(self._widths) != self._table.plan.columnCount():
            return  # other columns: their widths come first, and then the heights
        for _round in range(_ROUNDS):
            fresh = [row for row in self._in_sight() if row not in self._known]
            if not fresh:
                return
            for row in fresh:
                self._set(row)

    def _in_sight(self) -> range:
        table = self._table
        first = table.rowAt(0)
        last = table.rowAt(table.viewport().height() - 1)
        count = table.plan.rowCount()
        return range(max(0, first), count if last < 0 else last + 1) if first >= 0 else range(min(count, 40))

    def _set(self, row: int) -> None:
        self._known.add(row)
        height = self._needed(row)
        if self._table.rowHeight(row) != height:
            self._table.setRowHeight(row, height)

    def _needed(self, row: int) -> int:
        look = self._table.cells.look
        return max((look.height(row, i, w) for i, w in enumerate(self._widths)), default=44)
