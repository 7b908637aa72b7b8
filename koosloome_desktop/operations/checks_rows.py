"""What the program notices about one row of a plan besides what `checks_plan` says of it: dates against the plan's
years, the session and today, money against its sources and what was spent, statuses that ask for a reason.

Every check gives one finding at most, and is cheap: all of them run over a row whenever it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.operations import plan, plan_progress, privacy
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.operations.dates_partial import first_day, last_day
from koosloome_desktop.operations.findings import Finding, hint, warning
from koosloome_desktop.operations.plan_fields import ASKING
from koosloome_desktop.support.i18n import N_

SETTLED = frozenset({"done", "dropped"})
"""Statuses of rows whose dates and sources no longer matter."""


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a row is judged against: the canvas's code, the plan's years, the first session's day ("" without one),
    today, and which habits the plan has (a check of what nobody ever fills in would only nag).
    """

    canvas: str = ""
    years: frozenset[str] = frozenset()
    session: str = ""
    today: date = date.max
    uses_sources: bool = False
    uses_links: bool = False


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row with its milestones and what meetings noted about it, oldest first."""

    action: Action
    milestones: Sequence[Milestone] = ()
    said: Sequence[Mapping[str, Any]] = ()


Check = Callable[[RowFacts, PlanContext], Finding | None]


def _real(day: str | None) -> str:
    return day if day and valid_partial(day) else ""


def _outside_years(facts: RowFacts, context: PlanContext) -> Finding | None:
    action, years = facts.action, context.years
    if not years or action.table_year is not None:
        return None
    for field in ("deadline", "start"):
        day = _real(getattr(action, field))
        if day and day[:4] not in years:
            text = N_("{row}: {date} lies outside the plan's years.")
            return warning("plan.outside_years", action, context.canvas, text, field, date_day=day)
    outside = next((year for year, cents in action.budget.items() if cents and year not in years), "")
    if outside:
        text = N_("{row}: money is set down for {year}, which is none of the plan's years.")
        return warning("plan.outside_years", action, context.canvas, text, "budget", year=outside)
    return None


def _before_session(facts: RowFacts, context: PlanContext) -> Finding | None:
    action, deadline = facts.action, _real(facts.action.deadline)
    # A row of a year's table is held against that year: an older plan was not made in this session.
    if not deadline or not context.session or action.status in SETTLED or action.table_year is not None:
        return None
    if last_day(deadline) >= context.session:
        return None
    text = N_("{row}: the deadline {deadline} is before the session of {session}.")
    days = {"deadline_day": deadline, "session_day": context.session}
    return warning("plan.deadline_before_session", action, context.canvas, text, "deadline", **days)


def _overdue(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    deadline = plan_progress.deadline_of(action, facts.said)
    late = plan_progress.days_late(action.status, deadline, context.today)
    if not late or action.draft:
        return None
    text = N_("{row}: the deadline {deadline} has passed, and it is not done.")
    return warning(
        "plan.overdue", action, context.canvas, text, "deadline", deadline_day=deadline, days=late
    )  # fmt: skip


def _overspent(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    spent = plan_progress.spent_of(action, facts.said)
    planned = plan.row_total(action)
    if spent is None or not plan.has_amount(action) or spent <= planned:
        return None
    text = N_("{row}: {spent} was spent, {planned} was planned.")
    return warning(
        "plan.overspent", action, context.canvas, text, "spent", spent_cents=spent, planned_cents=planned
    )  # fmt: skip


def _no_source(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    named = action.funding_source and not len(action.funding)
    if named or not context.uses_sources or action.status in SETTLED or not plan.row_total(action):
        return None
    open_ = plan.sources_of(action).get("", {})
    cents = sum(open_.values())
    if not any(open_.values()):
        return None
    if not len(action.funding):
        text = N_("{row}: nothing says where its money comes from.")
        return hint("plan.no_source", action, context.canvas, text, "funding_source")
    text = N_("{row}: the sources and the budget differ by {difference}.")
    return warning("plan.sources_differ", action, context.canvas, text, "funding_source", difference_cents=cents)


def _milestone_outside(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    if not facts.milestones:
        return None
    deadline, start = _real(plan_progress.deadline_of(action, facts.said)), _real(action.start)
    for step in facts.milestones:
        due = _real(step.due)
        late = due and deadline and first_day(due) > last_day(deadline)
        early = due and start and last_day(due) < first_day(start)
        if not step.done and (late or early):
            text = N_("{row}: the milestone “{step}” ({date}) lies outside the time of its row.")
            told = {"step": step.text, "date_day": due}
            return warning("plan.milestone_outside", action, context.canvas, text, "milestones", **told)
    return None


def _no_reason(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    if action.status not in ASKING or action.reason or any(one.get("note") for one in facts.said):
        return None
    text = N_("{row}: nothing says why it is late, postponed or dropped.")
    return hint("plan.no_reason", action, context.canvas, text, "status")


def _private(facts: RowFacts, context: PlanContext) -> Finding | None:
    action = facts.action
    for field in ("activity", "owner_role", "result", "first_step", "budget_note", "organisation", "reason"):
        text = getattr(action, field)
        if text and (found := privacy.private_part(text)):
            return _told_private(action, context, field, found)
    for role in action.partner_roles:
        if isinstance(role, str) and (found := privacy.private_part(role)):
            return _told_private(action, context, "partner_roles", found)
    return None


def _told_private(action: Action, context: PlanContext, field: str, found: privacy.Private) -> Finding:
    texts = {
        "name": N_("{row}: “{words}” looks like a person's name; a plan names roles."),
        "phone": N_("{row}: “{words}” looks like a phone number; it would be printed and passed on."),
    }
    return hint(f"plan.private_{found.kind}", action, context.canvas, texts[found.kind], field, words=found.text)


CHECKS: tuple[Check, ...] = (
    _outside_years,
    _before_session,
    _overdue,
    _overspent,
    _no_source,
    _milestone_outside,
    _no_reason,
    _private,
)
