"""The deadlines of all workshops: what is overdue, what comes within a month, what comes later.

Read from the library's columns, no workshop is opened for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from koosloome_desktop.operations.dates import last_day, valid_partial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koosloome_desktop.storage.rows import DueRow

SOON: Final = 30
"""So many days ahead are soon."""
_STALE: Final = 7
"""A reminder is still shown so many days after its date."""


class Dues(Protocol):
    """What gives the rows: a library."""

    def due(self) -> Sequence[DueRow]:
        """What has a date and is not over."""
        ...


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date in one workshop. `kind` is action, reminder (of an action), meeting (to come) or review (begun and not
    ended); `record` is where a click goes to; `due` is YYYY-MM-DD or YYYY-MM; `days` are left until its last day, below
    zero when it is over.
    """

    workshop: str
    workshop_title: str
    sample: bool
    record: str
    kind: str
    text: str
    owner: str
    due: str
    days: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Dates by how near they are, the nearest first (overdue: the oldest first)."""

    overdue: tuple[Deadline, ...] = ()
    soon: tuple[Deadline, ...] = ()
    later: tuple[Deadline, ...] = ()

    def __len__(self) -> int:
        return len(self.overdue) + len(self.soon) + len(self.later)


def overview(library: Dues, today: date) -> Overview:
    """The deadlines of a library as they stand on a day."""
    return of_rows(library.due(), today)


def of_rows(rows: Sequence[DueRow], today: date) -> Overview:
    """The same of rows that were read."""
    found = sorted(_all(rows, today), key=lambda d: (d.days, d.kind != "review", d.workshop, d.text))
    return Overview(
        tuple(d for d in found if d.days < 0),
        tuple(d for d in found if 0 <= d.days <= SOON),
        tuple(d for d in found if d.days > SOON),
    )


def _all(rows: Sequence[DueRow], today: date) -> Iterator[Deadline]:
    for row in _as_minuted(rows):
        if not valid_partial(row.due):
            continue
        if row.kind == "action":
            yield _deadline(row, "action", row.title, row.due, today)
            for day, text in row.reminders:
                # A reminder is no deadline: it is never overdue, and one that is long over says nothing any more.
                if valid_partial(day) and (left := _days(day, today)) >= -_STALE:
                    yield _deadline(row, "reminder", text or row.title, day, today, days=max(0, left))
        elif row.kind == "review":
            if row.status == "open":
                yield _deadline(row, "review", row.place, row.due, today, days=0)
        else:
            yield _deadline(row, "meeting", row.place, row.due, today)


def _as_minuted(rows: Sequence[DueRow]) -> Iterator[DueRow]:
    """The rows with the deadline that the newest minutes give them, where only the minutes know of it."""
    told = {(r.workshop, r.canvas, code): due for r in rows if r.kind == "review" for code, due in r.minutes}
    for row in rows:
        due = told.get((row.workshop, row.canvas, row.code)) if row.kind == "action" and not row.moved else None
        yield replace(row, due=due) if due else row


def _deadline(row: DueRow, kind: str, text: str, due: str, today: date, *, days: int | None = None) -> Deadline:
    record = row.canvas if row.kind in {"canvas", "review"} else row.record
    left = _days(due, today) if days is None else days
    return Deadline(row.workshop, row.workshop_title, row.sample, record, kind, text, row.owner, due, left)


def _days(due: str, today: date) -> int:
    return (date.fromisoformat(last_day(due)) - today).days
