"""The record kinds of an action plan and its follow-up; `model.records` hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.record import OnDelete, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """A row of an action plan. `budget` maps a year to cents; empty, zero and `budget_note` are three states.

    `funding` splits the budget by source: source → {year: cents}; empty means all of it comes from `funding_source`.
    `own_contribution`, `spent` and `actual`/`baseline`/`target` of the indicator are what was brought in, spent and
    measured (cents; texts with their unit). `target_wide` is the wider of two target groups ("kitsamalt … laiemalt …").
    `percent` is how much is done when people say it (0–100), None when it is counted from the milestones.
    `draft` marks a row that was proposed and that the room has not confirmed; `agreed_at` is the instant (UTC) at which
    it was read back and agreed to. `reason` says why a row is late, postponed or dropped. `commitment` holds the fields
    of an open-government commitment (promise, problem, how, more, plan_link), `principles` what it is tied to,
    `reminders` are {date, text}. `history` tells of what follow-up meetings changed, oldest first: {at, review, field,
    old, new, reason}. `changes` counts changes of its dates, for calendars (SEQUENCE).
    `continues` is the row of an earlier iteration that this one carries on.
    `origins` tell of source notes that are gone, as they were then: {code, text, canvas, dots, place}.
    """

    kind: ClassVar[str] = "action"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {
        "canvas": OnDelete.CASCADE,
        "sources": OnDelete.PRUNE,
        "continues": OnDelete.CLEAR,
    }
    canvas: str = ""
    code: str = ""
    activity: str = ""
    start: str | None = None
    deadline: str | None = None
    owner_role: str = ""
    partner_roles: tuple[Any, ...] = ()
    result: str = ""
    indicator: str = ""
    target_group: str = ""
    budget: FrozenMap = EMPTY
    budget_note: str = ""
    funding_source: str = ""
    status: str = "planned"
    group: str = ""
    table_year: int | None = None
    time_text: str = ""
    budget_text: str = ""
    sources: tuple[str, ...] = ()
    organisation: str = ""
    target_wide: str = ""
    baseline: str = ""
    target: str = ""
    actual: str = ""
    funding: FrozenMap = EMPTY
    own_contribution: int | None = None
    spent: int | None = None
    first_step: str = ""
    percent: int | None = None
    draft: bool = False
    agreed_at: str = ""
    reason: str = ""
    commitment: FrozenMap = EMPTY
    principles: tuple[str, ...] = ()
    reminders: tuple[FrozenMap, ...] = ()
    history: tuple[FrozenMap, ...] = ()
    changes: int = 0
    continues: str = ""
    origins: tuple[FrozenMap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A dated step of an action."""

    kind: ClassVar[str] = "milestone"
    owner: ClassVar[str] = "action"
    refs: ClassVar[dict[str, OnDelete]] = {"action": OnDelete.CASCADE}
    action: str = ""
    text: str = ""
    due: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable(Record):
    """One year's table of a plan as it was pasted: headers, stated total, the prose around it."""

    kind: ClassVar[str] = "plan_table"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE}
    canvas: str = ""
    year: int | None = None
    headers: tuple[str, ...] = ()
    stated_total: int | None = None
    stated_total_text: str = ""
    before_text: str = ""
    after_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A follow-up meeting on a plan; `content` is its object as the file gives it."""

    kind: ClassVar[str] = "review"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE}
    canvas: str = ""
    content: FrozenMap = EMPTY
