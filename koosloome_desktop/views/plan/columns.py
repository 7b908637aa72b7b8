"""The columns of a plan's table as data, and the sets of them that people know from real plans.

A set is what a kind of plan asks for (the founding documents' five columns, a municipality's, a health profile's, an
open-government commitment's …). Columns that stand once per year (``budget:2027``) or once per role (``rasci:2``) are
made for the plan at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.support.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. `share` is its part of the spare width, `least` its smallest width in px.

    `kind` says how it is read and edited: text, long, people, date, money, status, percent, letter, steps, none.
    `literal` marks a title that is a name or a year and no message id.
    """

    field: str
    title: str
    least: int
    share: int
    kind: str = "text"
    literal: bool = False

    @property
    def right(self) -> bool:
        """Whether what stands in it is set to the right: amounts and shares."""
        return self.kind in {"money", "percent"}

    @property
    def middle(self) -> bool:
        """Whether it is set in the middle: letters."""
        return self.kind == "letter"

    @property
    def words(self) -> str:
        """The title in the language now."""
        return self.title if self.literal else _(self.title)


_ALL: Final = (
    Column("code", "#", 42, 0, "none", literal=True),
    Column("activity", N_("Action"), 150, 30, "long"),
    Column("group", N_("Goal or area"), 96, 14),
    Column("owner_role", N_("Responsible"), 98, 14, "people"),
    Column("organisation", N_("Organisation"), 98, 12),
    Column("partner_roles", N_("Partners"), 92, 14, "people"),
    Column("target_group", N_("Target group"), 88, 12, "long"),
    Column("target_wide", N_("Wider target group"), 96, 12, "long"),
    Column("result", N_("Result"), 118, 22, "long"),
    Column("indicator", N_("Indicator"), 100, 16, "long"),
    Column("baseline", N_("Baseline"), 70, 4),
    Column("target", N_("Target"), 70, 4),
    Column("actual", N_("Actual"), 70, 4),
    Column("time", N_("Time"), 108, 6, "date"),
    Column("start", N_("Begins"), 86, 1, "date"),
    Column("deadline", N_("Deadline"), 86, 1, "date"),
    Column("budget", N_("Budget €"), 80, 4, "money"),
    Column("funding_source", N_("Funding source"), 96, 12, "source"),
    Column("funding", N_("Split by source"), 110, 12, "long"),
    Column("own_contribution", N_("Own contribution €"), 86, 3, "money"),
    Column("spent", N_("Spent €"), 78, 3, "money"),
    Column("first_step", N_("First step"), 110, 16, "long"),
    Column("milestones", N_("Milestones"), 120, 18, "steps"),
    Column("status", N_("Status"), 106, 2, "status"),
    Column("percent", N_("Done %"), 62, 1, "percent"),
    Column("reason", N_("Reason"), 100, 12, "long"),
    Column("agreed", N_("Agreed"), 84, 2, "none"),
    Column("commitment:promise", N_("Promise"), 130, 20, "long"),
    Column("commitment:problem", N_("Problem to solve"), 130, 18, "long"),
    Column("commitment:how", N_("How it helps"), 130, 18, "long"),
    Column("principles", N_("Principles"), 100, 10),
    Column("commitment:plan_link", N_("Link to the development plan"), 110, 10, "long"),
    Column("commitment:more", N_("More"), 110, 12, "long"),
    Column("reminders", N_("Reminders"), 120, 12, "steps"),
    Column("sources", N_("Comes from"), 96, 8, "none"),
    Column("checks", N_("Remarks"), 120, 12, "none"),
)
BY_FIELD: Final = {c.field: c for c in _ALL}

YEARS: Final = "budget:*"
ROLES: Final = "rasci:*"
_BEFORE: Final = {"budget": (YEARS,), "checks": (ROLES,)}
"""Where the columns per year and per role stand among all columns."""


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """A named set. `fields` may hold `YEARS` (a column per year) and `ROLES` (one per role of the RASCI matrix).

    `titles` are the set's own titles by field, `group` what its rows are grouped by when nothing else is chosen.
    A `wide` set may be wider than the window; its first two columns then stay in sight.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    titles: tuple[tuple[str, str], ...] = ()
    group: str = ""
    wide: bool = False


SETS: Final = (
    ColumnSet(
        "usual",
        N_("Usual columns"),
        ("code", "activity", "owner_role", "partner_roles", "target_group", "result", "start", "deadline", "budget",
         "status"),
    ),
    ColumnSet(
        "five",
        N_("Five columns, a table per year"),
        ("activity", "time", "result", "budget", "target_group"),
        (("activity", N_("Actions")), ("budget", N_("Budget €"))),
        group="year",
    ),
    ColumnSet(
        "municipality",
        N_("Municipality"),
        ("code", "activity", "time", "owner_role", "partner_roles", YEARS, "funding_source", "result", "indicator"),
        (("time", N_("Deadline or years")),),
    ),
    ColumnSet(
        "health",
        N_("Health profile"),
        ("group", "activity", "budget", "funding_source", "owner_role", "indicator"),
        (("group", N_("Goal")), ("budget", N_("Resource €"))),
    ),
    ColumnSet(
        "avp",
        N_("Open government"),
        ("code", "activity", "commitment:promise", "milestones", "start", "deadline", "organisation", "partner_roles",
         "commitment:problem", "commitment:how", "principles", "commitment:plan_link", "commitment:more", "budget",
         "status"),
        (("organisation", N_("Responsible institution")), ("partner_roles", N_("Supporting partners"))),
        wide=True,
    ),
    ColumnSet(
        "minimum",
        N_("Who, what, by when"),
        ("activity", "owner_role", "deadline", "result", "first_step"),
    ),
    ColumnSet("rasci", N_("RASCI: who does what"), ("code", "activity", ROLES)),
    ColumnSet(
        "progress",
        N_("Progress"),
        ("code", "activity", "owner_role", "deadline", "status", "percent", "actual", "budget", "spent", "reason",
         "agreed"),
    ),
    ColumnSet(
        "all",
        N_("All columns"),
        tuple(
            name
            for c in _ALL
            if c.field != "time"
            for name in (*_BEFORE.get(c.field, ()), c.field)
        ),
        wide=True,
    ),
)  # fmt: skip
SET_BY_NAME: Final = {s.name: s for s in SETS}


def columns_of(name: str, years: Sequence[str], roles: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a set for a plan with these years and RASCI roles; the usual ones for an unknown name."""
    chosen = SET_BY_NAME.get(name, SETS[0])
    own = dict(chosen.titles)
    found: list[Column] = []
    for field in chosen.fields:
        if field == YEARS:
            found += [year_column(year) for year in years] or [BY_FIELD["budget"]]
        elif field == ROLES:
            found += [role_column(i, role) for i, role in enumerate(roles)]
        else:
            known = BY_FIELD[field]
            found.append(Column(field, own[field], known.least, known.share, known.kind) if field in own else known)
    return tuple({c.field: c for c in found}.values())


def year_column(year: str) -> Column:
    """The budget of one year."""
    return Column(f"budget:{year}", f"{year} €", 78, 3, "money", literal=True)


def role_column(number: int, role: str) -> Column:
    """A role of the RASCI matrix; its cells hold letters."""
    return Column(f"rasci:{number}", role, 86, 4, "letter", literal=True)


def column_of(field: str, roles: Sequence[str] = ()) -> Column | None:
    """The column of a field, also of a year or a role; None when there is none."""
    kind, _sep, rest = field.partition(":")
    if kind == "budget" and rest:
        return year_column(rest)
    if kind == "rasci":
        number = int(rest) if rest.isdigit() else -1
        return role_column(number, roles[number]) if 0 <= number < len(roles) else None
    return BY_FIELD.get(field)


def every_column(years: Sequence[str], roles: Sequence[str]) -> tuple[Column, ...]:
    """Every column there is for a plan, in the order of the widest set."""
    return tuple(dict.fromkeys((*columns_of("all", years, roles), BY_FIELD["time"])))
