"""What became of a row since the room agreed to it: every change of a fact is kept beside the row, with the old value.

While a plan is being written nothing is remembered. From the moment a row was agreed to, the plan adopted or followed
up, a change of one of `REMEMBERED` adds {at, review?, field, old, new, reason?} to the row's history, oldest first;
money is in cents. Several changes of one field on one day, or in one meeting, are one entry; one that is taken back
leaves none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap, same
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.support.clock import from_instant, instant
from koosloome_desktop.support.zones import local

REMEMBERED: Final = frozenset(
    {
        "activity", "start", "deadline", "owner_role", "organisation", "result", "target", "actual", "status",
        "budget", "own_contribution", "spent", "percent", "row",
    }
)  # fmt: skip
"""Fields whose changes are kept; `row` tells of a row that came after the plan was adopted."""


def followed(document: Document, action: Action) -> bool:
    """Whether changes of this row are remembered."""
    return bool(action.agreed_at) or plan_followed(document, action.canvas)


def plan_followed(document: Document, canvas_id: str) -> bool:
    """Whether a plan was adopted or had a follow-up meeting."""
    canvas = document.find(canvas_id)
    adopted = isinstance(canvas, Canvas) and canvas.parts.get("adopted") is not None
    return adopted or document.count_within(Review, canvas_id) > 0


def remembered(
    document: Document, action: Action, changed: Mapping[str, Any], *, reason: str = "", review: str = ""
) -> dict[str, Any]:
    """What must be stored beside `changed` fields: `changes` rises when dates move, `history` where it is kept."""
    result: dict[str, Any] = {}
    if not changed.keys().isdisjoint({"start", "deadline"}):
        result["changes"] = action.changes + 1
    if review or followed(document, action):
        history = action.history
        at = instant(document.clock.now())
        for field in sorted(changed.keys() & REMEMBERED):
            history = with_change(history, at, field, getattr(action, field), changed[field], reason, review)
        if history != action.history:
            result["history"] = history
    return result


def with_change(
    history: tuple[FrozenMap, ...], at: str, field: str, old: Any, new: Any, reason: str = "", review: str = ""
) -> tuple[FrozenMap, ...]:
    """The history with one change more."""
    place = next((i for i in range(len(history) - 1, -1, -1) if history[i].get("field") == field), -1)
    before, after = history, history[:0]
    if place >= 0 and _same_time(history[place], at, review):
        old = history[place].get("old")
        reason = reason or str(history[place].get("reason") or "")
        before, after = history[:place], history[place + 1 :]
    if same(old, new):
        return before + after
    told = {"at": at, "review": review, "field": field, "old": old, "new": new, "reason": reason}
    return (*before, FrozenMap({k: v for k, v in told.items() if v != "" or k in {"old", "new"}}), *after)


def _same_time(entry: Mapping[str, Any], at: str, review: str) -> bool:
    if entry.get("review", "") != review:
        return False
    return bool(review) or _day(str(entry.get("at") or "")) == _day(at)


def _day(at: str) -> str:
    try:
        return local(from_instant(at)).date().isoformat()
    except ValueError:
        return at


def earlier(action: Action, field: str) -> list[FrozenMap]:
    """The kept changes of one field, oldest first: the deadlines that were moved, the statuses it had."""
    return [entry for entry in action.history if entry.get("field") == field]
