"""Rows that are pasted below a plan: their texts are understood row by row, then all are made in one step.

Made first and then typed into cell by cell, a row would be written as often as it has cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.records import Action
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.actions import add_actions
from koosloome_desktop.operations.plan_fields import checked
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.views.plan.edit import beside
from koosloome_desktop.views.plan.filling import Cell, Reading, where

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel


class NewRows:
    """`texts` is what stands in the cells of each row, `given` what all of them take over. Once `understood` is gone
    through, `make` makes them; `refused` says then what could not be taken.
    """

    def __init__(self, model: PlanModel, texts: Sequence[Mapping[str, str]], given: Mapping[str, Any]) -> None:
        self._model, self._texts, self._given = model, texts, given
        self._values: list[dict[str, Any]] = []
        self._beside: list[Cell] = []
        self._not: list[tuple[int, str, str]] = []
        self.refused: list[str] = []

    def understood(self) -> Iterator[None]:
        """Row after row; nothing is written."""
        read = Reading(self._model)
        for texts in self._texts:
            self._take(texts, read)
            yield

    def _take(self, texts: Mapping[str, str], read: Reading) -> None:
        """Each cell is understood as typing is, with the row as it is after the cells before it."""
        at = len(self._values)
        row = Action(id="-", canvas=self._model.canvas_id)
        try:
            values = checked(row, {"activity": texts["activity"], **self._given})
        except KoosloomeError as error:
            self.refused.append(error.line())
            return
        row = replace(row, **values)
        for field, text in texts.items():
            if not text or field == "activity":
                continue
            edit = read.cell(row, field, text)
            if edit.refused:
                self._not.append((at, field, edit.refused))
            elif beside(edit.values):
                self._beside.append((str(at), field, text))
            else:
                values |= edit.values
                row = replace(row, **edit.values)
        self._values.append(values)

    def make(self, tx: Transaction) -> list[Cell]:
        """The rows; what is still to be typed into them, because it lies beside the row itself."""
        rows = add_actions(tx, self._model.canvas_id, self._values)
        self.refused += [f"{where(rows[at], field, self._model)}: {why}" for at, field, why in self._not]
        return [(rows[int(at)].id, field, text) for at, field, text in self._beside]
