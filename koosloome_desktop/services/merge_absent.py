"""What a file still has and the workshop has not any more: what stays away, and what comes back with what was changed.

A merge leaves a decided `Conflict` at the workshop itself: the hashes of the records that the file was compared with.
Deleting one of them afterwards is an answer, and holds until the other side changes that record (ADR 0025).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.record import OnDelete
from koosloome_desktop.model.records import Conflict, Note, Record
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.ids import record_uuid

_DIGITS: Final = 16
"""Hex digits of a hash that are kept: 64 bits tell a workshop's records apart, and no text is found in them."""


def mark(record_hash: str) -> str:
    """What is remembered of a record (`package_file.record_hash`, which holds its id too)."""
    return record_hash[:_DIGITS]


def seen_before(document: Document) -> frozenset[str]:
    """The marks of all records that merges of files compared so far."""
    return frozenset(m for c in _memories(document) for m in c.theirs if isinstance(m, str))


def _memories(document: Document) -> list[Conflict]:
    asked = (document.find(i) for i, name in document.pointing_at(document.id) if name == "target")
    return [
        c for c in asked
        if isinstance(c, Conflict) and c.decided and not c.field and not c.actor and isinstance(c.theirs, tuple)
    ]  # fmt: skip


def remember(tx: Transaction, seen: Iterable[str]) -> None:
    """Keep the marks that are new, in one record more; undo of the merge takes it back."""
    new = tuple(sorted(set(seen) - seen_before(tx.document)))
    if new:
        made = record_uuid(tx.document.id, "merged", "/".join(new))
        if tx.document.find(made) is None:
            tx.create(Conflict(id=made, target=tx.document.id, theirs=new, decided=True))


def coming_back(document: Document, create: Sequence[Record], away: Sequence[Record]) -> list[Record]:
    """Those of `away` that cannot be left out beside `create`: what a new record hangs on, and what once went with
    what comes back now (steps of an action, notes of a canvas). A new note alone brings no canvas back, it is parked.
    """
    left = {r.id: r for r in away}
    found: dict[str, Record] = {}
    waiting = list(create)
    while waiting:
        for above in _hangs_on(waiting.pop(), notes_too=False):
            if above in left:
                found[above] = left.pop(above)
                waiting.append(found[above])
    there = {r.id for r in create} | set(found)
    going = True
    while going:
        going = False
        for record in list(left.values()):
            owners = _hangs_on(record, notes_too=True)
            if any(o in there for o in owners) and all(o in there or document.find(o) is not None for o in owners):
                found[record.id] = left.pop(record.id)
                there.add(record.id)
                going = True
    return list(found.values())


def _hangs_on(record: Record, *, notes_too: bool) -> list[str]:
    """The ids without which a record is not there."""
    if isinstance(record, Note) and not notes_too:
        return []
    names = [name for name, rule in record.refs.items() if rule is OnDelete.CASCADE]
    return [str(target) for name in names if (target := getattr(record, name))]


def without(record: Record, gone: Set[str], mine: Record) -> Record:
    """A record of a file without what is gone here, as `mine` lost it too: that is no difference to ask about."""
    values: dict[str, Any] = {}
    for name, rule in record.refs.items():
        value = getattr(record, name)
        if rule is OnDelete.PRUNE and not gone.isdisjoint(value):
            values[name] = tuple(v for v in value if v not in gone)
        elif rule is OnDelete.CLEAR and value in gone:
            values[name] = getattr(mine, name)
    return replace(record, **values) if values else record


def parked(document: Document, mine: Record, other: Record) -> bool:
    """Whether a note of a file waits in the parking lot here as its canvas is gone."""
    return (
        isinstance(mine, Note) and isinstance(other, Note) and mine.form == "parking"
        and bool(other.canvas) and document.find(other.canvas) is None
    )  # fmt: skip


PLACE: Final = frozenset({"canvas", "form", "zone", "stage", "parent"})
"""Where a note stands, which parking it changes."""
