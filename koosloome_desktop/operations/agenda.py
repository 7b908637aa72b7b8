"""What people do with an agenda: sessions, blocks one after another, their times, sums.

A block keeps its start and end as wall times of the workshop's zone, as files state them; its length is the difference
(past midnight where the end is before the start). After every change the times of a session's blocks are computed anew
from its beginning, so that moving a block moves all times (domain.md 3.5). A block of zero minutes is preparation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import order_at, order_last
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean
from koosloome_desktop.support.zones import zone as zone_of

DAY: Final = 24 * 60
TYPES: Final = (
    "arrival", "check_in", "agreements", "canvas", "discussion", "vote", "break", "lunch", "check_out", "feedback",
    "homework", "practice", "buffer",
)  # fmt: skip
"""Categories of blocks; those of koosloome-workshop/1 first, then what templates need besides."""
PAUSES: Final = frozenset({"break", "lunch"})
LONGEST: Final = 12 * 60
"""The longest block, in minutes."""
_TEXTS: Final = frozenset({"title", "method", "lead_role", "note", "outcome", "type"})


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of a wall time ``HH:MM``; None when it is none."""
    hours, colon, rest = text.partition(":")
    if not (colon and hours.isdecimal() and rest.isdecimal() and len(rest) == 2):
        return None
    value = int(hours) * 60 + int(rest)
    return value if int(rest) < 60 and value < DAY else None


def wall(minutes: int) -> str:
    """The wall time so many minutes after midnight; it goes round at midnight."""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{hours:02d}:{rest:02d}"


def length(start: str, end: str) -> int:
    """Minutes between two wall times, past midnight where the end is before the start; 0 when one is none."""
    first, last = minutes_of(start), minutes_of(end)
    return 0 if first is None or last is None else (last - first) % DAY


def blocks(document: Document, session: str) -> list[AgendaItem]:
    """The blocks of a session, in order."""
    return document.within(AgendaItem, session)


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes of a session: of its blocks, as planned by its own times, and the difference (over is positive)."""

    blocks: int
    planned: int

    @property
    def over(self) -> int:
        """Minutes too many; negative when there is time left, 0 when the session states no end."""
        return self.blocks - self.planned if self.planned else 0


def sums(session: Session, items: Iterable[AgendaItem]) -> Sums:
    """Add a session's blocks up."""
    return Sums(sum(length(i.start, i.end) for i in items), length(session.start, session.end))


def add_session(
    tx: Transaction, day: str = "", start: str = "", minutes: int = 0, *, form: str = "", group: str = ""
) -> Session:
    """A session after the others; `minutes` is how long it is planned to last."""
    known = queries.sessions(tx.document)
    begin = minutes_of(start)
    return tx.create(
        Session(
            id=new_id(),
            order=order_last(tx.document, Session, ""),
            number=max((s.number for s in known), default=0) + 1,
            date=day,
            start=start,
            end=wall(begin + minutes) if begin is not None and minutes else "",
            form=clean(form).text,
            group=clean(group).text,
        )
    )


def set_session(tx: Transaction, session: Session, **values: Any) -> Session:
    """Change a session's date, start, end, form or group; another start moves its end and all its blocks along."""
    if "start" in values and "end" not in values:
        begin, planned = minutes_of(values["start"]), length(session.start, session.end)
        if begin is not None and planned:
            values["end"] = wall(begin + planned)
    changed = tx.update(session, **values)
    retime(tx, changed)
    return changed


def copy_session(tx: Transaction, session: Session, day: str) -> Session:
    """The same agenda on another day, as it was planned: nothing of how it went comes along."""
    made = add_session(tx, day, session.start, length(session.start, session.end), form=session.form)
    for item in blocks(tx.document, session.id):
        tx.create(
            AgendaItem(
                id=new_id(),
                order=item.order,
                session=made.id,
                start=item.start,
                end=item.end,
                type=item.type,
                title=item.title,
                method=item.method,
                canvas_code=item.canvas_code,
                materials=item.materials,
                lead_role=item.lead_role,
                note=item.note,
                outcome=item.outcome,
                steps=item.steps,
                breakout=item.breakout,
            )
        )
    return made


def retime(tx: Transaction, session: Session, lengths: dict[str, int] | None = None) -> None:
    """Compute the times of a session's blocks anew, one after another from its start; `lengths` gives blocks new ones.

    A session without a start begins with its first block.
    """
    items = blocks(tx.document, session.id)
    at = minutes_of(session.start)
    if at is None:
        at = next((m for i in items if (m := minutes_of(i.start)) is not None), 9 * 60)
    for item in items:
        minutes = (lengths or {}).get(item.id, length(item.start, item.end))
        start, end = wall(at), wall(at + minutes)
        if (item.start, item.end) != (start, end):
            tx.update(item, start=start, end=end)
        at += minutes


def add_block(
    tx: Transaction, session: Session, title: str, minutes: int, *, index: int | None = None, **values: Any
) -> AgendaItem:
    """A block at a place among the others (None: at the end); ValueError for a length below 0 or over 12 hours."""
    _judge(minutes)
    others = blocks(tx.document, session.id)
    place = len(others) if index is None else max(0, min(index, len(others)))
    made = tx.create(
        AgendaItem(
            id=new_id(),
            order=order_at(others, place),
            session=session.id,
            title=clean(title).text,
            start="00:00",
            end=wall(minutes),
            **values,
        )
    )
    retime(tx, session, {made.id: minutes})
    return tx.document.get(made.id, AgendaItem)


def _judge(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST:
        raise ValueError(f"a block lasts 0 to {LONGEST} minutes")


def set_minutes(tx: Transaction, item: AgendaItem, minutes: int) -> None:
    """Give a block another length; what follows moves. ValueError for a length below 0 or over 12 hours."""
    _judge(minutes)
    retime(tx, tx.document.get(item.session, Session), {item.id: minutes})


def set_block(tx: Transaction, item: AgendaItem, **values: Any) -> AgendaItem:
    """Change a block's texts, materials, canvas or type; texts are cleaned."""
    cleaned = {k: clean(v).text if k in _TEXTS and isinstance(v, str) else v for k, v in values.items()}
    if "materials" in cleaned:
        cleaned["materials"] = tuple(t for t in (clean(m).text for m in cleaned["materials"]) if t)
    return tx.update(item, **cleaned)


def move_block(tx: Transaction, item: AgendaItem, index: int, session: Session | None = None) -> None:
    """Move a block to a place among the other blocks (0 = first), perhaps of another session; all times follow."""
    here = tx.document.get(item.session, Session)
    there = session or here
    others = [i for i in blocks(tx.document, there.id) if i.id != item.id]
    order = order_at(others, max(0, min(index, len(others))))
    tx.update(item, session=there.id, order=order)
    retime(tx, there)
    if there.id != here.id:
        retime(tx, here)


def delete_blocks(tx: Transaction, ids: Iterable[str]) -> None:
    """Delete blocks; what follows moves up."""
    sessions: dict[str, Session] = {}
    for item_id in ids:
        item = tx.document.find(item_id)
        if isinstance(item, AgendaItem):
            sessions[item.session] = tx.document.get(item.session, Session)
            tx.remove(item_id)
    for session in sessions.values():
        retime(tx, session)


def duplicate_block(tx: Transaction, item: AgendaItem) -> AgendaItem:
    """The same block once more, right behind it."""
    items = blocks(tx.document, item.session)
    index = next(i for i, one in enumerate(items) if one.id == item.id) + 1
    return add_block(
        tx,
        tx.document.get(item.session, Session),
        item.title,
        length(item.start, item.end),
        index=index,
        type=item.type,
        method=item.method,
        canvas_code=item.canvas_code,
        materials=item.materials,
        lead_role=item.lead_role,
        note=item.note,
        outcome=item.outcome,
        steps=item.steps,
        breakout=item.breakout,
    )


def day_of(text: str) -> date | None:
    """The day of a stored date; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moment(day: str, time: str, zone: str) -> datetime | None:
    """The instant of a local date and wall time in a zone; None when one of them is missing or none.

    A time that the change of clocks skips is taken as the hour after, one that comes twice as the first
    (PEP 495, fold 0).
    """
    minutes = minutes_of(time)
    try:
        local = date.fromisoformat(day)
    except ValueError:
        return None
    if minutes is None:
        return None
    naive = datetime(local.year, local.month, local.day, *divmod(minutes, 60))  # noqa: DTZ001 - the zone comes next
    return naive.replace(tzinfo=zone_of(zone))


def moments(session: Session, items: Sequence[AgendaItem], zone: str) -> list[tuple[datetime, datetime]] | None:
    """When each block begins and ends, as instants; after the first one by elapsed minutes, so that a change of clocks
    in the night makes no block an hour longer or shorter. None when the session has no date or start.
    """
    start = items[0].start if items and minutes_of(session.start) is None else session.start
    first = moment(session.date, start, zone)
    if first is None:
        return None
    found = []
    at, there = first.astimezone(UTC), zone_of(zone)
    for item in items:
        end = at + timedelta(minutes=length(item.start, item.end))
        found.append((at.astimezone(there), end.astimezone(there)))
        at = end
    return found
