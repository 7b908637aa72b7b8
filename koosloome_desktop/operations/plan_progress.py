"""How far a plan is: what a row's status, deadline, spent money and share done are today, by all that is known.

A row may have been followed up in a file that only the meeting's minutes tell of (a new deadline, what was spent): the
newest minutes count unless the row itself says it. `hilineb` is computed (domain notes 3.4): the deadline passed and
the row is neither done, postponed nor dropped; people may also set it by hand. Levels of completion follow the Open
Government Partnership's self-assessment (not started, limited, substantial, completed), by the share of milestones that
are done: 0 %, under 50 %, 50–99 %, 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Milestone, Review
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.operations.dates_partial import last_day, sort_key
from koosloome_desktop.operations.money import cents_from_json
from koosloome_desktop.operations.plan import row_total
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_

CLOSED: Final = frozenset({"done", "postponed", "dropped"})
"""Statuses that no deadline makes late."""
OGP: Final = {
    "not_started": N_("not started"),
    "limited": N_("limited"),
    "substantial": N_("substantial"),
    "completed": N_("completed"),
}
"""The four levels of completion of an open-government commitment, as message ids."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands today. `status` is the effective one, `set_status` what people set; `deadline` the one that
    holds, `first_deadline` the one it had at first; `percent` 0–100 or None when nothing says it; `spent` in cents or
    None; `days_late` days since the deadline, 0 when it is not late; `ogp` the level of completion.
    """

    action: Action
    status: str
    set_status: str
    deadline: str | None
    first_deadline: str | None
    spent: int | None
    percent: int | None
    days_late: int
    ogp: str
    note: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed and the row is still open."""
        return self.days_late > 0

    @property
    def overspent(self) -> bool:
        """Whether more was spent than the row states."""
        return self.spent is not None and len(self.action.budget) > 0 and self.spent > row_total(self.action)


def standings(document: Document, canvas_id: str, today: date) -> dict[str, Standing]:
    """Where every row of a plan stands, by record id, in the plan's order."""
    said = minutes(document, canvas_id)
    return {
        a.id: standing(a, document.within(Milestone, a.id), said.get(a.code, ()), today)
        for a in document.within(Action, canvas_id)
    }


def standing(
    action: Action, milestones: Sequence[Milestone], said: Sequence[Mapping[str, Any]], today: date
) -> Standing:
    """Where one row stands; `said` is what the meetings noted about it, oldest first (`minutes`)."""
    deadline = deadline_of(action, said)
    late = days_late(action.status, deadline, today)
    percent = percent_of(action, milestones)
    first = next((e.get("old") for e in action.history if e.get("field") == "deadline"), None)
    note = next((str(one["note"]) for one in reversed(said) if one.get("note")), "")
    return Standing(
        action=action,
        status="delayed" if late else action.status,
        set_status=action.status,
        deadline=deadline,
        first_deadline=first if isinstance(first, str) else action.deadline,
        spent=spent_of(action, said),
        percent=percent,
        days_late=late,
        ogp=ogp_level(action, milestones),
        note=note,
    )


def minutes(document: Document, canvas_id: str) -> dict[str, list[Mapping[str, Any]]]:
    """What the meetings of a plan noted about its rows, by the row's code, oldest first."""
    result: dict[str, list[Mapping[str, Any]]] = {}
    for review in document.within(Review, canvas_id):
        for one in review.content.get("rows") or ():
            if isinstance(one, Mapping):
                result.setdefault(str(one.get("row", "")), []).append(one)
    return result


def effective_status(action: Action, today: date, said: Sequence[Mapping[str, Any]] = ()) -> str:
    """The status that holds today: what people set, or `delayed` when the deadline has passed and the row is open."""
    return "delayed" if days_late(action.status, deadline_of(action, said), today) else action.status


def deadline_of(action: Action, said: Sequence[Mapping[str, Any]] = ()) -> str | None:
    """The deadline that holds: the row's own once it was moved here, else the newest that a meeting noted."""
    if not said or any(entry.get("field") == "deadline" for entry in action.history):
        return action.deadline
    noted = (str(one.get("new_deadline") or "") for one in reversed(said))
    return next((day for day in noted if valid_partial(day)), action.deadline)


def spent_of(action: Action, said: Sequence[Mapping[str, Any]] = ()) -> int | None:
    """What was spent, in cents: what the row says, else what the newest meeting noted."""
    if action.spent is not None:
        return action.spent
    noted = (cents_noted(one.get("actual_eur")) for one in reversed(said))
    return next((cents for cents in noted if cents is not None), None)


def cents_noted(value: Any) -> int | None:
    """An amount of minutes in cents; None for nothing and for what is no amount."""
    try:
        return None if value is None else cents_from_json(value)
    except KoosloomeError:
        return None


def days_late(status: str, deadline: str | None, today: date) -> int:
    """Days since the deadline of an open row (a month ends with its last day); 0 when it is not late."""
    if status in CLOSED or not deadline or not valid_partial(deadline):
        return 0
    return max(0, (today - date.fromisoformat(last_day(deadline))).days)


def percent_of(action: Action, milestones: Sequence[Milestone]) -> int | None:
    """How much of a row is done, 0–100: what people said, all of it when it is done, else the share of its milestones;
    None when nothing tells.
    """
    if action.percent is not None:
        return action.percent
    if action.status == "done":
        return 100
    if not milestones:
        return None
    return round(100 * sum(m.done for m in milestones) / len(milestones))


def ogp_level(action: Action, milestones: Sequence[Milestone]) -> str:
    """The level of completion by the share of milestones; a row without any goes by its status and its percent."""
    if milestones:
        done = sum(m.done for m in milestones)
        share = 100.0 * done / len(milestones)
    else:
        share = float(percent_of(action, ()) or 0)
        if not share and action.status == "in_progress":
            share = 1.0
    if share <= 0:
        return "not_started"
    if share >= 100:
        return "completed"
    return "substantial" if share >= 50 else "limited"


def overdue_first(found: Iterable[Standing]) -> list[Standing]:
    """Rows as a follow-up goes through them: overdue ones first (longest late at the top), then open ones by deadline,
    then done, postponed and dropped ones in the plan's order.
    """

    def key(row: Standing) -> tuple[int, int, tuple[str, str]]:
        if row.overdue:
            return (0, -row.days_late, ("", ""))
        if row.set_status in CLOSED:
            return (2, 0, ("", ""))
        return (1, 0, sort_key(row.deadline))

    return sorted(found, key=key)
