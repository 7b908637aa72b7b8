"""Texts into the cells of a plan, as one undo step: typed, pasted, filled down, for several rows at once.

Each cell is understood as typing is, with the row as it is after the cells before it; what cannot be taken is told and
the cell keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.actions import set_field
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.columns import column_of
from koosloome_desktop.views.plan.edit import understand, write
from koosloome_desktop.views.plan.edit_more import Edit

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.lines import Heading
    from koosloome_desktop.views.plan.model import PlanModel

Cell = tuple[str, str, str]
"""A row's id, a field, a text."""

_TOGETHER: Final = {
    "time": ("start", "deadline", "time_text"),
    "budget": ("budget", "budget_note", "budget_text", "funding"),
}
_OWN: Final = frozenset({"code", "milestones", "reminders", "sources", "checks", "agreed"})


def typed_into(
    model: PlanModel, label: str, cells: Iterable[Cell], more: Callable[[Transaction], list[Cell]] = lambda _tx: []
) -> list[str]:
    """Put texts into cells, one undo step; what was refused, with the place when there are several.

    `more` makes rows in the same step and says what goes into them. A text that is what the cell shows changes nothing.
    """
    wanted = list(cells)
    refused: list[str] = []

    def work(tx: Transaction) -> None:
        wanted.extend(more(tx))
        today = model.today()
        for action_id, field, text in wanted:
            action = tx.document.get(action_id, Action)
            if len(wanted) > 1 and text.strip() == model.texts_for_copy(action, field):
                continue
            edit = understand(model.workshop.document, action, field, text, model.ctx.lang, today)
            if not edit.refused:
                edit = _written(tx, action, edit)
            if edit.refused:
                refused.append(edit.refused if len(wanted) == 1 else f"{where(action, field, model)}: {edit.refused}")

    model.workshop.run(label, work)
    return refused


def where(action: Action, field: str, model: PlanModel) -> str:
    """A cell in words: the row's number and the column."""
    column = column_of(field, model.texts.roles)
    return " · ".join(x for x in (action.code or action.activity[:30], column.words if column else "") if x)


def _written(tx: Transaction, action: Action, edit: Edit) -> Edit:
    try:
        write(tx, action, edit.values)
    except KoosloomeError as error:
        return Edit(refused=error.line())
    return edit


def values_of(action: Action, field: str, letters: Sequence[str] = ()) -> dict[str, Any] | None:
    """What a cell of another row takes over when it is filled from this one; None where it cannot be copied."""
    kind, _sep, rest = field.partition(":")
    if field in _OWN:
        return None
    if kind == "budget" and rest:
        return {field: action.budget.get(rest)}
    if kind == "rasci":
        return {field: letters[int(rest)] if int(rest) < len(letters) else ""}
    if kind == "commitment":
        return {field: str(action.commitment.get(rest) or "")}
    return {name: getattr(action, name) for name in _TOGETHER.get(field, (field,))}


def filled(model: PlanModel, label: str, wanted: Iterable[tuple[str, dict[str, Any]]]) -> list[str]:
    """Set values of rows (row id → values by field), one undo step; the refusals."""
    refused: list[str] = []
    rows = list(wanted)

    def work(tx: Transaction) -> None:
        for action_id, values in rows:
            action = tx.document.get(action_id, Action)
            done = _written(tx, action, Edit(values))
            if done.refused:
                refused.append(f"{action.code}: {done.refused}")

    model.workshop.run(label, work)
    return refused


def rename_group(model: PlanModel, heading: Heading, row: int, name: str) -> None:
    """Give a group another name: all its rows get it, one undo step."""
    field, rows = model.shape.grouping, model.in_group(row)
    if name.strip() == heading.key:
        return

    def work(tx: Transaction) -> None:
        for action in rows:
            set_field(tx, tx.document.get(action.id, Action), field, name)

    model.workshop.run(N_("Rename group"), work)
    model.reload()
