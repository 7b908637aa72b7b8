"""What can be done with the columns of a plan's table: choose a set, hide, move, widen, sort, group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.views.plan.columns import Column, columns_of
from koosloome_desktop.views.plan.shape import Filter, Shape

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.grid import PlanGrid

_STEP: Final = 24


class ColumnVerbs:
    """Changes the shape of one table; the chosen cell stays chosen where it can."""

    def __init__(self, table: PlanGrid) -> None:
        self._table = table

    def every(self) -> tuple[Column, ...]:
        """The columns of the set, hidden ones too."""
        plan = self._table.plan
        years = plan.years if plan.year is None else (str(plan.year),)
        return columns_of(plan.shape.columns, years, plan.texts.roles)

    def current(self) -> str:
        """The field of the cell cursor; "" without one."""
        index = self._table.currentIndex()
        return self._table.plan.columns[index.column()].field if index.isValid() else ""

    def choose(self, name: str) -> None:
        """Another set of columns."""
        self._reshape(self._table.plan.shape.with_set(name))

    def hide(self, field: str) -> None:
        """Take a column out of sight; the last one stays."""
        plan = self._table.plan
        if field and len(plan.columns) > 1:
            self._reshape(replace(plan.shape, hidden=(*plan.shape.hidden, field)))

    def show(self, field: str) -> None:
        """Bring a hidden column back."""
        shape = self._table.plan.shape
        self._reshape(replace(shape, hidden=tuple(f for f in shape.hidden if f != field)))

    def step(self, field: str, by: int) -> None:
        """Move a column by one place."""
        plan = self._table.plan
        at = plan.place_of(field)
        if at >= 0:
            self._reshape(plan.shape.moved(self.every(), field, at + by))

    def widen(self, field: str, by: int) -> None:
        """Wider (+1), narrower (−1), or as the table has it (0)."""
        plan = self._table.plan
        at = plan.place_of(field)
        if at >= 0:
            width = None if not by else self._table.columnWidth(at) + by * _STEP
            self._reshape(plan.shape.wide(field, width))

    def reset(self) -> None:
        """Columns, order and widths as the set has them."""
        shape = self._table.plan.shape
        self._reshape(replace(shape, order=(), hidden=(), widths=()))

    def sort(self, field: str) -> None:
        """Sort by a column; again: the other way, then as the plan has its rows; "" at once."""
        shape = self._table.plan.shape
        self._reshape(shape.sorted_by(field) if field else replace(shape, sort="", down=False))

    def group(self, name: str) -> None:
        """Group rows by a field; "" not at all."""
        self._reshape(replace(self._table.plan.shape, group=name))

    def filter(self, chosen: Filter) -> None:
        """Show only some rows."""
        self._reshape(replace(self._table.plan.shape, filter=chosen))

    def hints(self) -> None:
        """Show the weakest remarks, or not."""
        shape = self._table.plan.shape
        self._reshape(replace(shape, hints=not shape.hints))

    def _reshape(self, shape: Shape) -> None:
        table, plan = self._table, self._table.plan
        index = table.currentIndex()
        action = plan.action_at(index.row()) if index.isValid() else None
        field = plan.columns[index.column()].field if index.isValid() else ""
        had = table.hasFocus()
        plan.reshape(shape)
        if action is not None:
            table.put(action.id, field)
        if had and not plan.rowCount():
            table.to_line.emit()
