"""Texts into the cells of a plan, as one undo step: typed, pasted, filled down, for several rows at once.

Each cell is understood as typing is, with the row as it is after the cells before it; what cannot be taken is told and
the cell keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.actions import set_field, set_fields
from koosloome_desktop.operations.plan_fields import checked
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.columns import column_of
from koosloome_desktop.views.plan.edit import beside, understand, write
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
        read = Reading(model, alone=len(wanted) == 1)
        for action_id, group in groupby(wanted, key=itemgetter(0)):
            read.row(tx, tx.document.get(action_id, Action), [(field, text) for _id, field, text in group])
        refused.extend(read.refused)

    model.workshop.run(label, work)
    return refused


class Reading:
    """Reads texts as they are typed, row by row; `refused` says what could not be taken, with its place unless it is
    `alone`. What lies in the row itself is written once a row, however many cells of it there are.
    """

    def __init__(self, model: PlanModel, *, alone: bool = False) -> None:
        self._model, self._alone = model, alone
        self._today = model.today()
        self.refused: list[str] = []

    def row(self, tx: Transaction, action: Action, cells: Sequence[tuple[str, str]]) -> None:
        """Put texts (field, text) into the cells of a row."""
        values: dict[str, Any] = {}
        now = action
        for field, text in cells:
            edit = self.cell(now, field, text)
            if edit.refused:
                self.refused.append(
                    edit.refused if self._alone else f"{where(now, field, self._model)}: {edit.refused}"
                )
            elif beside(edit.values):
                self._write(tx, now, field, {**values, **edit.values})
                values, now = {}, tx.document.get(action.id, Action)
            elif edit.values:
                values |= edit.values
                now = replace(now, **edit.values)
        if values:
            set_fields(tx, action, values)

    def _write(self, tx: Transaction, action: Action, field: str, values: dict[str, Any]) -> None:
        try:
            write(tx, action, values)
        except KoosloomeError as error:
            told = error.line()
            self.refused.append(told if self._alone else f"{where(action, field, self._model)}: {told}")

    def cell(self, now: Action, field: str, text: str) -> Edit:
        """What a text does to a row as it is now; nothing where the cell shows just that, among other cells."""
        model = self._model
        if not self._alone and text.strip() == model.texts_for_copy(now, field):
            return Edit()
        edit = understand(model.workshop.document, now, field, text, model.ctx.lang, self._today)
        if edit.refused or beside(edit.values):
            return edit
        try:
            return Edit(checked(now, edit.values))
        except KoosloomeError as error:
            return Edit(refused=error.line())


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
