"""Running an agenda: which block is on, how long it still has, whether the room is ahead or behind.

Everything is computed from what stands in the records (`AgendaItem.began`, `ended`, `paused`, `held`, `added`) and the
present instant: after a crash or a night's sleep of the laptop the clock goes on at the right second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.agenda import PAUSES, blocks, length, moments
from koosloome_desktop.support.clock import from_instant, instant

WARNING_SECONDS: Final = 300
"""When a running block says that its end is near: five minutes (domain.md 3.5)."""
LATE_SECONDS: Final = 120
"""From how far behind a proposal to shorten is worth a word."""
_SAME_DAY: Final = 8 * 3600
SHORTEST: Final = 5
"""No block is proposed to be cut to less, in minutes."""


def running(document: Document) -> AgendaItem | None:
    """The block that is on; the one that began last, should a file claim several."""
    found = [i for s in queries.sessions(document) for i in blocks(document, s.id) if i.began and not i.ended]
    return max(found, key=lambda i: i.began, default=None)


def start_block(tx: Transaction, item: AgendaItem, now: datetime) -> AgendaItem:
    """Begin a block; the one that is on ends. A block that was on before begins anew."""
    on = running(tx.document)
    if on is not None and on.id != item.id:
        end_block(tx, on, now)
    again = bool(item.began)
    return tx.update(
        item, began=instant(now), ended="", paused="", held=0, added=0 if again else item.added, skipped=False
    )  # fmt: skip


def end_block(tx: Transaction, item: AgendaItem, now: datetime) -> AgendaItem:
    """End a block."""
    return tx.update(item, ended=instant(now), paused="", held=held_seconds(item, now))


def skip_block(tx: Transaction, item: AgendaItem) -> AgendaItem:
    """Leave a block out: it prints as "jäi ära"."""
    return tx.update(item, skipped=True, began="", ended="", paused="", held=0, added=0)


def unskip_block(tx: Transaction, item: AgendaItem) -> AgendaItem:
    """Take a block in again."""
    return tx.update(item, skipped=False)


def pause(tx: Transaction, item: AgendaItem, now: datetime) -> AgendaItem:
    """Let the timer stand; nothing for one that stands."""
    return item if item.paused or not item.began or item.ended else tx.update(item, paused=instant(now))


def go_on(tx: Transaction, item: AgendaItem, now: datetime) -> AgendaItem:
    """Let the timer go on."""
    return tx.update(item, paused="", held=held_seconds(item, now)) if item.paused else item


def add_minutes(tx: Transaction, item: AgendaItem, minutes: int) -> AgendaItem:
    """Give a running block more (or with a negative number fewer) minutes; it never gets shorter than nothing."""
    least = -length(item.start, item.end)
    return tx.update(item, added=max(least, item.added + minutes))


def held_seconds(item: AgendaItem, now: datetime) -> int:
    """Seconds that the timer has stood, until now."""
    return item.held + (max(0, round((now - from_instant(item.paused)).total_seconds())) if item.paused else 0)


@dataclass(frozen=True, slots=True)
class Clock:
    """A running block at one instant, in seconds: how long it has been on (without pauses), how long it lasts with
    what was added, what is left (negative when it is over time); whether it stands.
    """

    elapsed: int
    whole: int
    left: int
    paused: bool

    @property
    def warns(self) -> bool:
        """Whether the end is near: under five minutes, of a block that is longer than ten."""
        return 0 < self.left <= WARNING_SECONDS and self.whole > 2 * WARNING_SECONDS


def clock(item: AgendaItem, now: datetime) -> Clock:
    """Where a block that is on stands; one that has not begun has everything left.

    A clock that was set back does not make the block longer than it is: elapsed time is never negative.
    """
    whole = 60 * (length(item.start, item.end) + item.added)
    if not item.began:
        return Clock(0, whole, whole, False)
    end = from_instant(item.ended) if item.ended else now
    elapsed = max(0, int((end - from_instant(item.began)).total_seconds()) - held_seconds(item, end))
    return Clock(elapsed, whole, whole - elapsed, bool(item.paused))


@dataclass(frozen=True, slots=True)
class Course:
    """How a session goes: the block that is on, the next one, how many seconds the room is behind (ahead: negative),
    when it will end if everything else goes as planned, and when it should end (instants, None without a date).
    """

    current: AgendaItem | None
    following: AgendaItem | None
    behind: int
    ends: datetime | None
    planned_end: datetime | None


def course(document: Document, session: Session, now: datetime) -> Course:
    """Where a session stands now. Left-out blocks count nothing, blocks to come as planned."""
    items = blocks(document, session.id)
    on = next((i for i in items if i.began and not i.ended), None)
    started = [at for at, i in enumerate(items) if i.began]
    rest = [i for i in items[(started[-1] + 1 if started else 0) :] if not i.skipped and not i.began]
    left = max(0, clock(on, now).left) if on is not None else 0
    to_come = sum(60 * (length(i.start, i.end) + i.added) for i in rest)
    times = moments(session, items, document.workshop.zone)
    if times is None or not items:
        return Course(on, rest[0] if rest else None, 0, None, None)
    planned_end = times[-1][1]
    if not started:
        return Course(
            None, rest[0] if rest else None, max(0, round((now - times[0][0]).total_seconds())), None, planned_end
        )
    ends = now + timedelta(seconds=left + to_come)
    return Course(on, rest[0] if rest else None, round((ends - planned_end).total_seconds()), ends, planned_end)


@dataclass(frozen=True, slots=True)
class Cut:
    """A proposal: make a block so many minutes shorter."""

    item: AgendaItem
    minutes: int


def cuts(items: Sequence[AgendaItem], seconds: int) -> list[Cut]:
    """Blocks to come that could be shortened so that `seconds` are won, the longest first; empty when too little.

    Pauses are spared as long as anything else can give; a block never loses more than half, nor goes under 5 minutes.
    """
    need = -(-max(0, seconds) // 60)
    found: list[Cut] = []
    for pauses in (False, True):
        for item in sorted(items, key=lambda i: -length(i.start, i.end)):
            if (item.type in PAUSES) is not pauses or need <= 0 or item.began or item.skipped:
                continue
            minutes = length(item.start, item.end)
            most = min(minutes // 2, minutes - SHORTEST)
            if most > 0:
                found.append(Cut(item, min(most, need)))
                need -= found[-1].minutes
    return found if need <= 0 and found else []


ENDING: Final = ("vote", "owners", "agreements", "pdf")
"""The four things that "Lõpeta nüüd" leaves room for, in order (room.md section 1)."""


def end_now(minutes: int) -> dict[str, int]:
    """Minutes for each of the last things when only 5, 10 or 20 minutes are left; the last takes none: it is two keys.

    [Own choice: voting a fifth, owners and dates three fifths, agreements the rest.]
    """
    vote = max(1, minutes // 5)
    owners = max(1, 3 * minutes // 5)
    return {"vote": vote, "owners": owners, "agreements": max(1, minutes - vote - owners), "pdf": 0}
