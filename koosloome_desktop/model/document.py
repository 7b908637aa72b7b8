"""The document: every record of one workshop, its indexes, and the one write path.

    with document.transaction("Add note") as tx:
        tx.create(note)

Leaving the block publishes one `ChangeSet`; leaving it by an exception changes nothing. The thread that made the
document owns it; writer, exports and the room work on snapshots and change sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import TypeVar, cast

from koosloome_desktop.model.changes import ChangeSet, Origin, patched
from koosloome_desktop.model.index import Index, place_of
from koosloome_desktop.model.payload import line_of
from koosloome_desktop.model.records import Record, Workshop
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.clock import Clock, SystemClock

R = TypeVar("R", bound=Record)
Subscriber = Callable[[ChangeSet], None]


class WritingWhilePublishing(RuntimeError):
    """A subscriber tried to write, or two transactions were open at once: a bug in the caller."""


class Document:
    """One workshop in memory. `rev` counts the change sets that made it (units: change sets, from 0)."""

    def __init__(self, workshop_id: str, *, clock: Clock | None = None, rev: int = 0) -> None:
        self.id = workshop_id
        self.rev = rev
        self.clock = clock or SystemClock()
        self._records: dict[str, Record] = {}
        self._index = Index()
        self._lists: dict[tuple[str, str], list[Record]] = {}
        self._subscribers: list[Subscriber] = []
        self._busy = False
        self.guard: Callable[[], object] = lambda: None
        """Asked before every LOCAL transaction; raises what speaks against a change."""

    # -- reading

    def find(self, record_id: str) -> Record | None:
        """The record, or None."""
        return self._records.get(record_id)

    def get(self, record_id: str, kind: type[R]) -> R:
        """The record of a known kind; KeyError when it is not there or of another kind."""
        record = self._records[record_id]
        if not isinstance(record, kind):
            raise KeyError(record_id)
        return record

    @property
    def workshop(self) -> Workshop:
        """The workshop's own record."""
        return self.get(self.id, Workshop)

    def of(self, kind: type[R]) -> list[R]:
        """All records of a kind; in order within each container."""
        return cast("list[R]", [self._records[i] for i in self._index.ids_of_kind(kind.kind)])

    def within(self, kind: type[R], container: str) -> list[R]:
        """Records of a kind in one container (notes of a canvas, items of a session), in order."""
        place = (kind.kind, container)
        found = self._lists.get(place)
        if found is None:
            # Kept, and changed with every record of this list: one shown change asks for the notes of its canvas many
            # times, and a step of a thousand notes asks for their neighbours at each of them.
            found = self._lists[place] = [self._records[i] for i in self._index.ids(*place)]
        return cast("list[R]", found.copy())

    def count_within(self, kind: type[Record], container: str) -> int:
        """How many records of a kind stand in a container."""
        return self._index.count(kind.kind, container)

    def pointing_at(self, target: str) -> list[tuple[str, str]]:
        """(record id, field) of every reference to `target`."""
        return self._index.pointing_at(target)

    def records(self) -> Iterator[Record]:
        """All records, in no promised order."""
        return iter(self._records.values())

    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    def snapshot(self) -> MappingProxyType[str, Record]:
        """The records as they are now, by id: a copy that another thread may read."""
        return MappingProxyType(dict(self._records))

    def digest(self) -> str:
        """SHA-256 (hex) of the whole document in canonical form: one line a record, sorted by id, LF between."""
        import hashlib

        total = hashlib.sha256()
        for record_id in sorted(self._records):
            total.update(line_of(self._records[record_id]).encode())
            total.update(b"\n")
        return total.hexdigest()

    # -- writing

    def transaction(
        self, label: str, *, origin: Origin = Origin.LOCAL, merge_key: str = "", guarded: bool = True
    ) -> Transaction:
        """Open the one way to change the document; `label` is an English message id that names the step.

        Change sets of one `merge_key` become one undo step while less than a second lies between them. Raises what
        `guard` raises, unless it is not `guarded`.
        """
        if guarded and origin is Origin.LOCAL:
            self.guard()
        return Transaction(self, label, origin, merge_key)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with every published change set, in order of subscription; returns the way to stop."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def load(self, records: Iterable[Record], rev: int) -> None:
        """Fill an empty document from storage, without publishing."""
        new = list(records)
        self._records.update((record.id, record) for record in new)
        self._index.fill(new)
        self._lists.clear()
        self.rev = rev

    def apply(self, change: ChangeSet, *, origin: Origin = Origin.REMOTE) -> ChangeSet | None:
        """Bring in a change made elsewhere. Updates of records that are gone, and re-creations, are skipped."""
        with self.transaction(change.label, origin=origin) as tx:
            for record in change.created:
                if self.find(record.id) is None:
                    tx.create(record)
            for update in change.updated:
                current = self.find(update.id)
                if current is not None:
                    tx.put(patched(current, update.after))
            for record in change.removed:
                if self.find(record.id) is not None:
                    tx.drop(record.id)
        return tx.result

    # -- for Transaction only

    def begin(self) -> None:
        """Mark a transaction as open."""
        if self._busy:
            raise WritingWhilePublishing("a transaction is open or being published")
        self._busy = True

    def replace_record(self, old: Record | None, new: Record | None) -> None:
        """Swap one record in table and indexes."""
        if old is not None:
            at, kept = self._index.discard(old), self._lists.get(place_of(old))
            if kept is not None:
                del kept[at]
            if new is None:
                del self._records[old.id]
        if new is not None:
            self._records[new.id] = new
            at, kept = self._index.add(new), self._lists.get(place_of(new))
            if kept is not None:
                kept.insert(at, new)

    def finish(self, change: ChangeSet | None) -> None:
        """Close the transaction and publish what it did (None: nothing)."""
        try:
            if change is not None:
                self.rev += 1
                for subscriber in tuple(self._subscribers):
                    subscriber(change)
        finally:
            self._busy = False
