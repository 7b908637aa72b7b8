"""The record kinds of an action plan and its follow-up; `model.records` hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.record import OnDelete, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """A row of an action plan. `budget` maps a year to cents; empty, zero and `budget_note` are three states."""

    kind: ClassVar[str] = "action"
    owner: ClassVar[str] = "canvas"
    refs: ClassVar[dict[str, OnDelete]] = {"canvas": OnDelete.CASCADE, "sources": OnDelete.PRUNE}
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
