"""Sums of an action plan. Money is integer cents; a row of a year table counts in that table's year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from koosloome_desktop.model.records import Action


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Computed totals in cents: per year (text, ascending), all together, and the rows that state no amount."""

    by_year: dict[str, int]
    total: int
    without_amount: tuple[Action, ...]


def row_total(action: Action) -> int:
    """The sum of a row's years, in cents."""
    return sum(action.budget.values())


def years_of(action: Action) -> dict[str, int]:
    """A row's cents by the year they count in."""
    if action.table_year is not None and len(action.budget):
        return {str(action.table_year): row_total(action)}
    return dict(action.budget)


def has_amount(action: Action) -> bool:
    """Whether a row states an amount (zero is one; empty and a sentence are not)."""
    return len(action.budget) > 0


def totals(actions: Iterable[Action], years: Iterable[object] = ()) -> PlanTotals:
    """Totals of these rows; `years` are listed even when nothing falls into them."""
    by_year = {str(y): 0 for y in years}
    without: list[Action] = []
    for action in actions:
        if not has_amount(action):
            without.append(action)
        for year, cents in years_of(action).items():
            by_year[year] = by_year.get(year, 0) + cents
    return PlanTotals(dict(sorted(by_year.items())), sum(by_year.values()), tuple(without))
