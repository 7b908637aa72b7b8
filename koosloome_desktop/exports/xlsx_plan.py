"""The sheet of an action plan: rows with real dates and amounts, sums by formula, what a table stated otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.exports.plan_columns import Cents, PlanColumn, PlanFacts
from koosloome_desktop.exports.xlsx_sheet import Sheet, Sum, Value
from koosloome_desktop.model.records import Action, PlanTable
from koosloome_desktop.operations import plan

_ROOM: Final = 165.0
"""Characters side by side that are still read well on a landscape page."""
_UNITS: Final = (6.4, 13.0)
"""The least and the largest number of characters of a column of share 1."""
_LEAST: Final = 10.5
"""Characters of a date."""

Range = tuple[int, int]


class PlanSheet:
    """Writes one plan into a sheet in a column set."""

    def __init__(self, sheet: Sheet, facts: PlanFacts, columns: str) -> None:
        self.sheet, self.facts, self.set = sheet, facts, columns
        rows = [*facts.rows, *facts.drafts]
        self.columns = facts.columns(columns, rows)
        if any(c.key == "budget" for c in self.columns) and _split_budgets(rows):
            at = [c.key for c in self.columns].index("budget") + 1
            self.columns.insert(at, PlanColumn("budget_note", facts.title("budget_note"), 1.8))
        self.ranges: list[Range] = []

    def write(self, title: str, told: str) -> None:
        """The whole sheet."""
        sheet, facts = self.sheet, self.facts
        right = frozenset(i for i, c in enumerate(self.columns) if c.money)
        unit = min(max(_ROOM / sum(c.share for c in self.columns), _UNITS[0]), _UNITS[1])
        titles = [(c.title, round(max(c.share * unit, _least(c)), 1)) for c in self.columns]
        sheet.open(title, joined([facts.canvas.goal, told]), titles, right=right)
        tables = facts.year_tables()
        for table, rows in tables:
            self._table(table, rows, several=len(tables) > 1, right=right)
        if len(tables) > 1:
            self._total(facts.rows, self.ranges, facts.words.gettext("Budget in all"))
        if facts.drafts:
            sheet.band(facts.words.gettext("Proposed, not confirmed"))
            for action in facts.drafts:
                sheet.line(self._cells(action))

    def _table(self, table: PlanTable | None, rows: Sequence[Action], *, several: bool, right: frozenset[int]) -> None:
        sheet, facts, words = self.sheet, self.facts, self.facts.words
        name = ""
        if table is not None:
            name = str(table.year) if table.year is not None else words.gettext("Without a year")
            sheet.band(joined([name, table.before_text]))
            if self.set == "five" and table.headers:
                own = {c.key: c.title for c in facts.columns(self.set, rows, table)}
                sheet.head([own.get(c.key, c.title) for c in self.columns], right=right)
        elif several:
            sheet.band(words.gettext("Rows of no table"))
        first, group = sheet.row, ""
        for action in rows:
            if action.group and action.group != group and not any(c.key == "group" for c in self.columns):
                sheet.band(action.group)
            group = action.group
            sheet.line(self._cells(action))
        own_range = [(first, sheet.row - 1)] if sheet.row > first else []
        self.ranges += own_range
        self._total(rows, own_range, joined([words.gettext("Budget in all"), name], " "))
        if table is not None:
            self._stated(table, rows)

    def _cells(self, action: Action) -> list[Value]:
        return [self._cell(action, c.key) for c in self.columns]

    def _cell(self, action: Action, key: str) -> Value:
        """A cell; an amount stays an amount beside its note, which has a column of its own then."""
        if key == "budget" and plan.has_amount(action):
            return Cents(plan.row_total(action))
        return self.facts.cell(action, key)

    def _total(self, rows: Sequence[Action], ranges: Sequence[Range], name: str) -> None:
        """The last row of a table: its sums, and how many rows state no amount."""
        sums = plan.totals(rows)
        cells: list[Value] = [None] * len(self.columns)
        keys = [c.key for c in self.columns]
        cells[keys.index("activity") if "activity" in keys else 0] = name
        for index, column in enumerate(self.columns):
            value = _sum_of(column.key, rows, sums.by_year)
            if value is not None and ranges:
                cells[index] = Sum(tuple(ranges), value)
        told = self.facts.without_amount(rows)
        at = next((i for i, c in enumerate(self.columns) if c.money), len(cells))
        free = next((i for i in (at - 1, at + 1) if 0 < i < len(cells) and cells[i] is None), None)
        if told and free is not None:
            cells[free] = told
        self.sheet.line(cells, "total")

    def _stated(self, table: PlanTable, rows: Sequence[Action]) -> None:
        """What the table itself states, when that is not what its rows give; then the text after it."""
        words, total = self.facts.words, plan.totals(rows).total
        stated = table.stated_total
        if stated is not None and stated != total:
            sign = "+" if stated > total else ""
            told = words.gettext("the table states {stated} ({difference})")
            self.sheet.note(told.format(stated=words.money(stated), difference=sign + words.money(stated - total)))
        elif stated is None and table.stated_total_text:
            self.sheet.note(words.gettext("the table states: {text}").format(text=table.stated_total_text))
        if table.after_text:
            self.sheet.note(table.after_text)


def _least(column: PlanColumn) -> float:
    return 6.5 if column.key in {"code", "percent", "votes"} else _LEAST


def _split_budgets(rows: Sequence[Action]) -> bool:
    return any(plan.has_amount(a) and a.budget_note for a in rows)


def _sum_of(key: str, rows: Sequence[Action], by_year: Mapping[str, int]) -> int | None:
    """The sum of a money column in cents; None for a column that is not summed."""
    if key.startswith("year:"):
        return by_year.get(key.removeprefix("year:"), 0)
    if key in {"budget", "total"}:
        return sum(by_year.values())
    if key in {"own_contribution", "spent"}:
        return sum(getattr(a, key) or 0 for a in rows)
    return None


def decimals(facts: PlanFacts) -> bool:
    """Whether any amount of a plan has cents, so that all are shown with them."""
    rows = [*facts.rows, *facts.drafts]
    amounts = [c for a in rows for c in (*a.budget.values(), a.own_contribution or 0, a.spent or 0)]
    return any(c % 100 for c in amounts)
