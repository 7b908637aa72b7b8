"""Sums of an action plan. Money is integer cents; a row of a year table counts in that table's year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from koosloome_desktop.model.records import Action, PlanTable


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Computed totals in cents: per year (text, ascending), all together, and the rows that state no amount."""

    by_year: dict[str, int]
    total: int
    without_amount: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Everything that can be added up in some rows, in cents.

    `by_source` is source → {year: cents} in the order in which sources first appear; what no source is named for stands
    under ``""``, so that all sources together give `total`. `words` counts rows with a sentence in place of an amount
    ("+ n rows not counted"), `empty` those that say nothing. `spent` is what the rows say was spent.
    """

    rows: int = 0
    by_year: dict[str, int] = field(default_factory=dict)
    total: int = 0
    by_source: dict[str, dict[str, int]] = field(default_factory=dict)
    own_contribution: int = 0
    spent: int = 0
    words: int = 0
    empty: int = 0

    def of_source(self, source: str) -> int:
        """What one source gives in all years."""
        return sum(self.by_source.get(source, {}).values())


@dataclass(frozen=True, slots=True)
class Group:
    """A goal or area with its rows and their sums; `name` is ``""`` for rows that stand under none."""

    name: str
    rows: tuple[Action, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class Stated:
    """A year's total as the table states it beside what its rows give, in cents."""

    year: int
    stated: int
    computed: int

    @property
    def differs(self) -> int:
        """Stated minus computed."""
        return self.stated - self.computed


def row_total(action: Action) -> int:
    """The sum of a row's years, in cents."""
    return sum(action.budget.values())


def years_of(action: Action) -> dict[str, int]:
    """A row's cents by the year they count in."""
    return _counted(action, action.budget)


def _counted(action: Action, years: Mapping[str, int]) -> dict[str, int]:
    if action.table_year is not None and len(years):
        return {str(action.table_year): sum(years.values())}
    return dict(years)


def has_amount(action: Action) -> bool:
    """Whether a row states an amount (zero is one; empty and a sentence are not)."""
    return len(action.budget) > 0


def has_words(action: Action) -> bool:
    """Whether a sentence stands in place of an amount."""
    return not has_amount(action) and bool(action.budget_note or action.budget_text)


def sources_of(action: Action) -> dict[str, dict[str, int]]:
    """A row's cents by source and the year they count in; what the split leaves open stands under ``""``.

    A row that is not split has everything under its `funding_source`.
    """
    budget = years_of(action)
    if not len(action.funding):
        return {action.funding_source: budget} if budget else {}
    result = {source: _counted(action, years) for source, years in action.funding.items()}
    open_ = {year: cents - sum(years.get(year, 0) for years in result.values()) for year, cents in budget.items()}
    for years in result.values():
        for year in years:
            if year not in budget:
                open_[year] = open_.get(year, 0) - years[year]
    rest = {year: cents for year, cents in open_.items() if cents}
    if rest:
        known = result.get("", {})
        result[""] = {y: known.get(y, 0) + rest.get(y, 0) for y in sorted({*known, *rest})}
    return result


def counted(actions: Iterable[Action]) -> Iterator[Action]:
    """The rows that count: those that the room took on, without drafts."""
    return (action for action in actions if not action.draft)


def totals(actions: Iterable[Action], years: Iterable[object] = ()) -> PlanTotals:
    """Totals of these rows; `years` are listed even when nothing falls into them. Drafts do not count yet."""
    by_year = {str(y): 0 for y in years}
    without: list[Action] = []
    for action in counted(actions):
        if not has_amount(action):
            without.append(action)
        for year, cents in years_of(action).items():
            by_year[year] = by_year.get(year, 0) + cents
    return PlanTotals(dict(sorted(by_year.items())), sum(by_year.values()), tuple(without))


def sums(actions: Iterable[Action], years: Iterable[object] = ()) -> Sums:
    """Everything that can be added up in these rows; `years` are listed even when nothing falls into them.

    Drafts do not count yet.
    """
    by_year = {str(y): 0 for y in years}
    by_source: dict[str, dict[str, int]] = {}
    rows = own = spent = words = empty = 0
    for action in counted(actions):
        rows += 1
        own += action.own_contribution or 0
        spent += action.spent or 0
        words += has_words(action)
        empty += not (has_amount(action) or has_words(action))
        for year, cents in years_of(action).items():
            by_year[year] = by_year.get(year, 0) + cents
        for source, parts in sources_of(action).items():
            into = by_source.setdefault(source, {})
            for year, cents in parts.items():
                into[year] = into.get(year, 0) + cents
    ordered = {source: dict(sorted(parts.items())) for source, parts in by_source.items()}
    total = sum(by_year.values())
    return Sums(rows, dict(sorted(by_year.items())), total, ordered, own, spent, words, empty)


def groups(
    actions: Iterable[Action], years: Iterable[object] = (), key: Callable[[Action], str] | None = None
) -> list[Group]:
    """The rows by goal or area (or by `key`), in the order in which groups first appear, each with its sums."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(key(action) if key else action.group, []).append(action)
    listed = tuple(years)
    return [Group(name, tuple(rows), sums(rows, listed)) for name, rows in found.items()]


def overspent(actions: Iterable[Action]) -> list[Action]:
    """Rows that say more was spent than they state; a row without an amount is not judged."""
    return [a for a in actions if a.spent is not None and has_amount(a) and a.spent > row_total(a)]


def stated(actions: Iterable[Action], tables: Iterable[PlanTable]) -> list[Stated]:
    """The totals that year tables state beside what their rows give, by year.

    A year with a table that states nothing cannot be compared: rows know the year of their table, not the table.
    """
    told: dict[int, int] = {}
    silent: set[int] = set()
    for table in tables:
        if table.year is None:
            continue
        if table.stated_total is None:
            silent.add(table.year)
        else:
            told[table.year] = told.get(table.year, 0) + table.stated_total
    computed = totals(a for a in actions if a.table_year is not None).by_year
    return [Stated(y, cents, computed.get(str(y), 0)) for y, cents in sorted(told.items()) if y not in silent]
