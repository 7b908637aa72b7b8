"""The columns of an action plan in files, the sets that offices know, and what stands in a row's cell.

A cell is a text, a `Day` (date or month), `Cents`, a number or nothing: a spreadsheet writes them as what they are,
everything else as people of the language write them (`plain`). Sets: domain notes 3.4 (the founding five columns, the
municipality's, the health profile's, the open-government commitment's, the least that a co-creation needs).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Note, PlanTable
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.origins import told
from koosloome_desktop.support.i18n import N_

FIVE: Final = ("activity", "time", "result", "budget", "target_group")
"""The founding documents' columns, in their order; a year's table may bring its own words for them."""

YEARS: Final = "years"
"""Stands for one column of money for each year of the plan."""

SETS: Final[Mapping[str, tuple[str, ...]]] = {
    "five": FIVE,
    "council": ("code", "activity", "time", "owner_role", "result", "indicator", "budget", "target_group"),
    "municipality": (
        "code", "activity", "time", "owner_role", "partner_roles", YEARS, "total", "funding_source", "result_indicator",
    ),
    "health": ("group", "activity", "budget", "owner_role", "indicator"),
    "avp": (
        "code", "promise", "activity", "milestones", "start", "deadline", "organisation", "partner_roles", "problem",
        "how", "principles", "plan_link", "more", "status",
    ),
    "minimum": ("activity", "owner_role", "deadline", "result", "first_step"),
    "progress": (
        "code", "activity", "owner_role", "deadline", "status", "percent", "actual", "budget", "spent", "reason",
    ),
    "all": (
        "code", "group", "activity", "start", "deadline", "time_text", "result", "indicator", "baseline", "target",
        "actual", "owner_role", "organisation", "partner_roles", "target_group", "target_wide", YEARS, "total",
        "budget_note", "funding_source", "own_contribution", "spent", "first_step", "milestones", "status", "percent",
        "reason", "promise", "problem", "how", "principles", "plan_link", "more", "votes",
        "sources",
    ),
}  # fmt: skip
"""The column sets by name; `all` leaves out columns that no row fills."""

TITLES: Final[Mapping[str, str]] = {
    "code": N_("No"),
    "group": N_("Goal or area"),
    "activity": N_("Activity"),
    "time": N_("Time"),
    "time_text": N_("Time in words"),
    "start": N_("Begins"),
    "deadline": N_("Deadline"),
    "result": N_("Result"),
    "result_indicator": N_("Result and indicator"),
    "indicator": N_("Indicator"),
    "baseline": N_("Baseline"),
    "target": N_("Target"),
    "actual": N_("Reached"),
    "owner_role": N_("Responsible"),
    "organisation": N_("Organisation"),
    "partner_roles": N_("Partners"),
    "target_group": N_("Target group"),
    "target_wide": N_("Wider target group"),
    "budget": N_("Budget"),
    "total": N_("In all"),
    "budget_note": N_("Note on the budget"),
    "funding_source": N_("Funding source"),
    "own_contribution": N_("Own contribution"),
    "spent": N_("Spent"),
    "first_step": N_("First step"),
    "milestones": N_("Milestones"),
    "status": N_("Status"),
    "percent": N_("Done, %"),
    "reason": N_("Reason"),
    "promise": N_("Commitment"),
    "problem": N_("Problem it answers"),
    "how": N_("How it helps"),
    "plan_link": N_("Link to the development plan"),
    "more": N_("More"),
    "principles": N_("Principles"),
    "votes": N_("Votes"),
    "sources": N_("Comes from"),
}
MONEY: Final = frozenset({"budget", "total", "own_contribution", "spent"})
"""Columns of money besides those of years."""

_SHARES: Final = {"activity": 3.0, "result": 3.0, "result_indicator": 3.0, "sources": 2.4, "milestones": 2.6}
_NARROW: Final = {"code": 0.6, "percent": 0.7, "votes": 0.6, "start": 1.1, "deadline": 1.1, "status": 1.1}


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a month as stored: ``2026-10-15`` or ``2026-10``."""

    value: str


@dataclass(frozen=True, slots=True)
class Cents:
    """An amount of money."""

    value: int


Cell = str | int | Day | Cents | None
"""What stands in a cell; None and "" are empty."""


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its key (``year:2027`` for a year's money), its title in the file's language, its share of width."""

    key: str
    title: str
    share: float

    @property
    def money(self) -> bool:
        """Whether its cells are amounts (or a sentence in their place)."""
        return self.key in MONEY or self.key.startswith("year:")


class PlanFacts:
    """What the tables of one plan ask again and again."""

    def __init__(self, document: Document, canvas: Canvas, words: Words) -> None:
        self.document, self.canvas, self.words = document, canvas, words
        self.rows = [a for a in queries.actions(document, canvas.id) if not a.draft]
        self.drafts = [a for a in queries.actions(document, canvas.id) if a.draft]
        self.tables = document.within(PlanTable, canvas.id)
        self.votes = queries.votes(document, canvas.id)
        self.years = list(plan.totals(self.rows, canvas.years).by_year)

    def columns(self, name: str, rows: Sequence[Action], table: PlanTable | None = None) -> list[PlanColumn]:
        """The columns of a set for these rows; `all` without those that stay empty."""
        keys: list[str] = []
        for key in SETS[name]:
            keys += [f"year:{y}" for y in self.years] if key == YEARS else [key]
        if name == "all":
            always = {"code", "activity", "deadline", "result", "owner_role", "total"}
            keys = [k for k in keys if k in always or any(self.cell(a, k) not in (None, "") for a in rows)]
        titles = [self.title(k) for k in keys]
        if name == "five" and table is not None and len(table.headers) >= len(FIVE):
            titles = [h or t for h, t in zip(table.headers, titles, strict=False)]
        return [PlanColumn(k, t, _share(k)) for k, t in zip(keys, titles, strict=True)]

    def title(self, key: str) -> str:
        """The title of a column."""
        return key.removeprefix("year:") if key.startswith("year:") else self.words.gettext(TITLES[key])

    def cell(self, action: Action, key: str) -> Cell:
        """What stands in a row's cell."""
        if key.startswith("year:"):
            found = plan.years_of(action).get(key.removeprefix("year:"))
            return None if found is None else Cents(found)
        getter = _GETTERS.get(key)
        if getter is not None:
            return getter(self, action)
        value = getattr(action, key)
        return None if value is None else str(value)

    def plain(self, cell: Cell) -> str:
        """A cell as people of the file's language write it."""
        if isinstance(cell, Day):
            return self.words.date(cell.value)
        if isinstance(cell, Cents):
            return self.words.money(cell.value)
        if isinstance(cell, int):
            return self.words.number(cell)
        return cell or ""

    def text(self, action: Action, key: str) -> str:
        """A row's cell in words; a table without a column for it gets the status into the activity."""
        return self.plain(self.cell(action, key))

    def year_tables(self) -> list[tuple[PlanTable | None, list[Action]]]:
        """The rows table by table as the plan came, rows of no table last; one table without any."""
        used: set[str] = set()
        found: list[tuple[PlanTable | None, list[Action]]] = []
        for table in self.tables:
            own = [a for a in self.rows if a.table_year == table.year and a.id not in used]
            used |= {a.id for a in own}
            found.append((table, own))
        rest = [a for a in self.rows if a.id not in used]
        if rest or not found:
            found.append((None, rest))
        return found

    def without_amount(self, rows: Sequence[Action]) -> str:
        """How many rows of a sum state no amount, "" for none."""
        count = len(plan.totals(rows).without_amount)
        if not count:
            return ""
        return self.words.ngettext("+ {count} row without an amount", "+ {count} rows without an amount", count)


def _share(key: str) -> float:
    return _SHARES.get(key) or _NARROW.get(key) or (1.0 if key in MONEY or key.startswith("year:") else 1.5)


def _time(facts: PlanFacts, action: Action) -> Cell:
    return action.time_text or facts.words.period(action.start, action.deadline)


def _budget(_facts: PlanFacts, action: Action) -> Cell:
    if plan.has_amount(action) and not action.budget_note:
        return Cents(plan.row_total(action))
    if plan.has_amount(action):
        return f"{_facts.words.money(plan.row_total(action))}\n{action.budget_note}"
    return action.budget_note or action.budget_text


def _total(_facts: PlanFacts, action: Action) -> Cell:
    """A sentence in the place of an amount stands where the amount would."""
    return Cents(plan.row_total(action)) if plan.has_amount(action) else action.budget_note or action.budget_text


def _result_indicator(_facts: PlanFacts, action: Action) -> Cell:
    return "\n".join(t for t in (action.result, action.indicator) if t)


def _partners(facts: PlanFacts, action: Action) -> Cell:
    return ", ".join(t for t in (facts.words.of(p) for p in action.partner_roles) if t)


def _milestones(facts: PlanFacts, action: Action) -> Cell:
    lines = []
    for step in queries.milestones(facts.document, action.id):
        due = f" ({facts.words.date(step.due)})" if step.due else ""
        lines.append(f"{'☑' if step.done else '☐'} {step.text}{due}")
    return "\n".join(lines)


def _status(facts: PlanFacts, action: Action) -> Cell:
    if action.draft:
        return facts.words.gettext("proposed, not confirmed")
    return facts.words.named(STATUSES, action.status)


def _sources(facts: PlanFacts, action: Action) -> Cell:
    notes = (facts.document.find(i) for i in action.sources)
    there = [joined([n.code, n.text]) for n in notes if isinstance(n, Note)]
    return "\n".join([*there, *(gone.words for gone in filter(None, map(told, action.origins)))])


def _day(value: str | None) -> Cell:
    return Day(value) if value else None


def _cents(value: int | None) -> Cell:
    return None if value is None else Cents(value)


def _said(key: str) -> Callable[[PlanFacts, Action], Cell]:
    return lambda facts, action: facts.words.of(action.commitment.get(key))


_GETTERS: Final[Mapping[str, Callable[[PlanFacts, Action], Cell]]] = {
    "time": _time,
    "start": lambda _f, a: _day(a.start),
    "deadline": lambda _f, a: _day(a.deadline),
    "budget": _budget,
    "budget_note": lambda _f, a: a.budget_note if plan.has_amount(a) else "",
    "total": _total,
    "result_indicator": _result_indicator,
    "partner_roles": _partners,
    "own_contribution": lambda _f, a: _cents(a.own_contribution),
    "spent": lambda _f, a: _cents(a.spent),
    "milestones": _milestones,
    "status": _status,
    "percent": lambda _f, a: a.percent,
    "principles": lambda f, a: ", ".join(f.words.of(p) for p in a.principles),
    "votes": lambda f, a: f.votes.get(a.id),
    "sources": _sources,
    "promise": _said("promise"),
    "problem": _said("problem"),
    "how": _said("how"),
    "plan_link": _said("plan_link"),
    "more": _said("more"),
}
