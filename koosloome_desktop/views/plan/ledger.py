"""The sums of a plan, added up once and kept until money or rows change: an edited word costs no addition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Action, Canvas, PlanTable, Review
from koosloome_desktop.operations import plan, plan_progress
from koosloome_desktop.views.plan.texts import plan_years

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model_rows import PlanRows

_MONEY: Final = {
    "budget", "budget_note", "budget_text", "funding", "funding_source", "own_contribution", "spent", "draft",
    "table_year",
}  # fmt: skip


class Ledger:
    """Sums of the rows that are shown and of the whole plan; drafts count in none of them."""

    def __init__(self, model: PlanRows) -> None:
        self._model = model
        self._rows: frozenset[str] = frozenset()
        self._shown: tuple[plan.Sums, int] | None = None
        self._all: plan.PlanTotals | None = None
        self._years: tuple[str, ...] | None = None

    def take(self, change: ChangeSet) -> None:
        """Forget what a change makes wrong."""
        both = (*change.created, *change.removed)
        if any(isinstance(r, Action | PlanTable | Review) for r in both) or any(
            u.kind in {Canvas.kind, Review.kind} or (u.kind == Action.kind and _MONEY & u.after.keys())
            for u in change.updated
        ):
            self._shown = self._all = self._years = None

    def see(self, rows: frozenset[str]) -> None:
        """These rows (ids) are shown now."""
        if rows != self._rows:
            self._rows, self._shown = rows, None

    def years(self) -> tuple[str, ...]:
        """The years of the plan, ascending."""
        if self._years is None:
            canvas = self._model.workshop.document.find(self._model.canvas_id)
            self._years = plan_years(self._model.everything(), canvas if isinstance(canvas, Canvas) else None)
        return self._years

    def everything(self) -> plan.PlanTotals:
        """Totals of the whole plan; its own years are listed even when nothing falls into them."""
        if self._all is None:
            canvas = self._model.workshop.document.find(self._model.canvas_id)
            years = canvas.years if isinstance(canvas, Canvas) else ()
            self._all = plan.totals((a for a in self._model.everything() if not a.draft), years)
        return self._all

    def shown(self) -> tuple[plan.Sums, int]:
        """Sums of the rows that are shown, and what was spent on them, also by the minutes of meetings."""
        if self._shown is None:
            model = self._model
            rows = [a for a in model.rows if not a.draft]
            said = plan_progress.minutes(model.workshop.document, model.canvas_id)
            spent = sum(plan_progress.spent_of(a, said.get(a.code, ())) or 0 for a in rows)
            self._shown = plan.sums(rows), spent
        return self._shown
