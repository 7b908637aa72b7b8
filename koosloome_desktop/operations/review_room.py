"""Who is at a follow-up meeting, the order in which it goes through the rows, and the numbers at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Milestone, Review
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.plan_progress import (
    CLOSED,
    Standing,
    cents_noted,
    minutes,
    overdue_first,
    standing,
    standings,
)
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.operations.review import meeting_name, rows_noted
from koosloome_desktop.support.text import clean

PRESENT: Final = "present"
"""Key of the roles that were at a meeting."""


def set_present(tx: Transaction, review: Review, roles: Iterable[str]) -> Review:
    """Who is there, as roles; empty ones are left out."""
    current = tx.document.get(review.id, Review)
    kept = tuple(r for r in (clean(role).text for role in roles) if r)
    content = current.content.having(PRESENT, kept) if kept else current.content.without(PRESENT)
    return tx.update(current, content=content)


def set_percent(tx: Transaction, review: Review, action: Action, percent: int | None) -> Action:
    """How much of a row is done, 0–100; None goes back to what its milestones say."""
    return set_fields(tx, action, {"percent": percent}, review=meeting_name(tx.document.get(review.id, Review)))


def present(review: Review) -> tuple[str, ...]:
    """The roles that were there."""
    found = review.content.get(PRESENT)
    return tuple(str(r) for r in found) if isinstance(found, tuple) else ()


def before_meeting(document: Document, review: Review, day: date) -> list[Standing]:
    """The rows as they stood when the meeting began, in the order it goes through them: overdue ones first, then by
    deadline, then those that were over already. What the meeting itself says does not move a row.
    """
    earlier, noted = _earlier(document, review), rows_noted(review)
    found = [
        standing(_as_before(a, noted.get(a.code, {})), document.within(Milestone, a.id), earlier.get(a.code, ()), day)
        for a in document.within(Action, review.canvas)
        if not a.draft
    ]
    return overdue_first(found)


def _as_before(action: Action, noted: Mapping[str, Any]) -> Action:
    values: dict[str, Any] = {}
    if noted.get("old_status"):
        values["status"] = noted["old_status"]
    if noted.get("old_deadline"):
        values["deadline"] = noted["old_deadline"]
    return replace(action, **values) if values else action


def _earlier(document: Document, review: Review) -> dict[str, list[Mapping[str, Any]]]:
    """What the meetings before this one noted, by the row's code."""
    found = minutes(document, review.canvas)
    own = {id(one) for one in rows_noted(review).values()}
    return {code: [one for one in said if id(one) not in own] for code, said in found.items()}


def settled(noted: Mapping[str, Any], row: Standing) -> bool:
    """Whether a row is dealt with: this meeting `noted` a status for it, or it was over before."""
    return bool(noted.get("status")) or row.set_status in CLOSED - {"postponed"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a plan stands: rows by effective status, how many there are, cents planned and spent (spent: of the rows that
    say it), and how many rows spent more than they planned.
    """

    by_status: dict[str, int]
    rows: int
    planned: int
    spent: int
    overspent: int


def numbers(document: Document, canvas_id: str, today: date) -> Numbers:
    """The numbers of a plan on a day; drafts are left out."""
    found = [s for s in standings(document, canvas_id, today).values() if not s.action.draft]
    by_status: dict[str, int] = {}
    for row in found:
        by_status[row.status] = by_status.get(row.status, 0) + 1
    planned = sum(plan.row_total(s.action) for s in found)
    spent = sum(s.spent or 0 for s in found)
    return Numbers(by_status, len(found), planned, spent, sum(s.overspent for s in found))


def meeting_numbers(review: Review) -> dict[str, int]:
    """How many rows a meeting gave each status."""
    result: dict[str, int] = {}
    for one in rows_noted(review).values():
        status = str(one.get("status") or "")
        if status:
            result[status] = result.get(status, 0) + 1
    return result


def spent_at(review: Review) -> int:
    """What a meeting noted as spent, cents in all."""
    found = (cents_noted(one.get("actual_eur")) for one in rows_noted(review).values())
    return sum(cents for cents in found if cents is not None)
