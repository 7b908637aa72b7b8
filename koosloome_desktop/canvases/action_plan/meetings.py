"""Follow-up meetings of a plan in files: the last is `follow_up`, those before it are `reviews`, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.canvases.action_plan.rows import check_date
from koosloome_desktop.model.frozen import FrozenMap, thaw
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Record, Review
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Writing,
    inner_object,
    items,
    list_or_none,
    nested,
    take,
    text,
    texts,
)
from koosloome_desktop.operations.money import cents_from_json

MEETING: Final[Shape] = (
    text("date"),
    text("place"),
    text("owner_role"),
    nested("rows"),
    text("note"),
    Field("open", "bool", default=False),
    texts("present"),
)
MEETING_ROW: Final[Shape] = (
    text("row"),
    text("status"),
    text("note"),
    nested("actual_eur"),
    text("new_deadline"),
    text("reason"),
    text("old_status"),
    text("old_deadline"),
)
"""One row as the meeting saw it; `actual_eur` is what was spent by then, `old_…` what stood there before it."""


def read_meetings(reading: Reading, canvas: Canvas, data: Mapping[str, Any], place: str) -> list[Record]:
    """The reviews of a plan, oldest first. A content is kept whole, what the program reads in it is checked."""
    found = [(one, here) for one, here in items(data, "reviews", place)]
    last, here = inner_object(data, "follow_up", place)
    if last is not None:
        found.append((last, here))
    result: list[Record] = []
    for index, ((content, where), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        _check(content, where)
        review_id = reading.identify("review", canvas.code, f"{canvas.code}/{index + 1}", where)
        result.append(Review(id=review_id, canvas=canvas.id, order=order, content=FrozenMap(content)))
    return result


def _check(content: Any, place: str) -> None:
    take(MEETING, content, place)
    check_date(content.get("date"), f"{place}.date")
    for row, here in items(content, "rows", place):
        take(MEETING_ROW, row, here)
        for key in ("new_deadline", "old_deadline"):
            check_date(row.get(key), f"{here}.{key}")
        if row.get("actual_eur") is not None:
            cents_from_json(row["actual_eur"], place=f"{here}.actual_eur")


def write_meetings(writing: Writing, canvas: Canvas) -> dict[str, Any]:
    """The keys `follow_up` and `reviews` as they should be written."""
    contents = [thaw(r.content) for r in writing.document.within(Review, canvas.id)]
    return {
        "follow_up": contents[-1] if contents else None,
        "reviews": list_or_none(canvas, "reviews", contents[:-1]),
    }
