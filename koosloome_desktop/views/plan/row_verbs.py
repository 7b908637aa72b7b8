"""What can be done with whole rows of a plan's table: new, copied, moved, deleted, several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.actions import add_actions, delete_actions, duplicate_actions, move_actions, shift
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.plan.filling import filled

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel
    from koosloome_desktop.views.plan.table import PlanTable

_TOLD: Final = 3


def told(refused: Sequence[str]) -> str:
    """The first refusals, and how many more there are."""
    shown = list(refused[:_TOLD])
    left = len(refused) - len(shown)
    if left > 0:
        shown.append(ngettext("and {count} more", "and {count} more", left).format(count=left))
    return "\n".join(shown)


def like_neighbour(plan: PlanModel, action: Action | None) -> dict[str, Any]:
    """What a new row takes over so that it stands where it was put in: the year's table, the goal."""
    year = plan.year if plan.year is not None else action.table_year if action is not None else None
    return {"table_year": year, "group": action.group if action is not None else ""}


class RowVerbs:
    """Verbs over the chosen rows of one table. Each is one undo step."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self._fresh = ""

    def insert(self, *, above: bool = False) -> None:
        """A new row above or below the current one, with the cursor in its first cell."""
        plan, table = self._table.plan, self._table
        action = plan.action_at(table.currentIndex().row())
        values = {"activity": "", **like_neighbour(plan, action)}
        place = {} if action is None else {"before": action.id} if above else {"after": action.id}
        made: list[Action] = []
        plan.workshop.run(N_("Add action"), lambda tx: made.extend(add_actions(tx, plan.canvas_id, [values], **place)))
        if table.go_to(made[0].id):
            self._fresh = made[0].id
            table.edit(table.currentIndex())

    def left(self) -> None:
        """An editor was left with Esc: a row that was only just put in and says nothing goes again."""
        fresh, self._fresh = self._fresh, ""
        plan = self._table.plan
        action = next((a for a in plan.rows if a.id == fresh), None) if fresh else None
        if action is None or action.activity:
            return
        step = plan.workshop.history.undo_step
        if step is not None and any(r.id == fresh for r in step.created):
            plan.workshop.undo()

    def duplicate(self) -> None:
        """Copies of the chosen rows, each below its original."""
        plan = self._table.plan
        rows = [a for a in plan.rows if a.id in set(self._table.chosen())]
        made: list[Action] = []
        plan.workshop.run(N_("Duplicate action"), lambda tx: made.extend(duplicate_actions(tx, rows)))
        if made:
            self._table.go_to(made[0].id)

    def delete(self) -> None:
        """Delete the chosen rows; the cursor stays where they were."""
        table, plan = self._table, self._table.plan
        ids, row, column = table.chosen(), table.currentIndex().row(), table.currentIndex().column()
        if not ids:
            return
        first = min(plan.row_of(i) for i in ids)
        plan.workshop.run(N_("Delete action"), lambda tx: delete_actions(tx, ids))
        left = plan.rowCount()
        if left:
            table.setCurrentIndex(plan.index(min(max(min(row, first), 0), left - 1), max(column, 0)))
        else:
            table.to_line.emit()

    def move(self, step: int) -> None:
        """Move the chosen rows past the neighbour that is shown."""
        table, plan = self._table, self._table.plan
        ids = table.chosen()
        index = table.currentIndex()
        action = plan.action_at(index.row()) if index.isValid() else None
        if action is None or not ids:
            return
        if plan.shape.sort:
            plan.refused.emit(_("The rows are sorted. Give them their own order first, then they can be moved."))
            return
        places = sorted(plan.row_of(i) for i in ids)
        neighbour = plan.action_at(places[0] - 1 if step < 0 else places[-1] + 1)
        if neighbour is None:
            return
        field = plan.columns[index.column()].field
        others = [a.id for a in plan.everything() if a.id not in set(ids)]
        place = others.index(neighbour.id) + (1 if step > 0 else 0)
        plan.workshop.run(N_("Move action"), lambda tx: move_actions(tx, ids, place))
        table.go_to(action.id, field)
        self._select_rows(ids)

    def _select_rows(self, ids: Sequence[str]) -> None:
        if len(ids) < 2:
            return
        plan, model = self._table.plan, self._table.selectionModel()
        for action_id in ids:
            row = plan.row_of(action_id)
            block = QItemSelection(plan.index(row, 0), plan.index(row, plan.columnCount() - 1))
            model.select(block, QItemSelectionModel.SelectionFlag.Select)

    def set_all(self, label: str, values: dict[str, Any]) -> None:
        """The same values for all chosen rows."""
        plan = self._table.plan
        rows = [a for a in plan.rows if a.id in set(self._table.chosen())]
        plan.refused.emit(told(filled(plan, label, [(a.id, values) for a in rows])))

    def shift(self, days: int) -> None:
        """Move the chosen rows in time."""
        plan = self._table.plan
        rows = [a for a in plan.rows if a.id in set(self._table.chosen())]
        plan.workshop.run(N_("Shift in time"), lambda tx: [shift(tx, a, days) for a in rows])
