"""A transaction: changes are seen at once inside it, validated at its end, and rolled back by an exception."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import ChangeSet, Origin, net, patched
from koosloome_desktop.model.records import Record
from koosloome_desktop.support.clock import instant

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document

R = TypeVar("R", bound=Record)


class Transaction:
    """The only way to change a document. After the block, `result` is the published change set, or None."""

    def __init__(self, document: Document, label: str, origin: Origin, merge_key: str) -> None:
        self.document = document
        self.label = label
        self.origin = origin
        self.merge_key = merge_key
        self.result: ChangeSet | None = None
        self._first: dict[str, Record | None] = {}
        self._log: list[tuple[Record | None, Record | None]] = []
        self.known: dict[str, tuple[int, int]] = {}
        """What verbs found out by looking through all records, and after how many changes: asked again in the same
        step, they look only at what was `written` since.
        """

    def written(self, since: int = 0) -> tuple[int, list[Record]]:
        """How many changes were made so far, and the records that those from the `since`-th on made or replaced."""
        return len(self._log), [new for _old, new in self._log[since:] if new is not None]

    def create(self, record: R) -> R:
        """Add a new record; ValueError when its id is taken."""
        if self.document.find(record.id) is not None:
            raise ValueError(f"{record.id} is there already")
        self.put(record)
        return record

    def update(self, record: R, **values: Any) -> R:
        """Replace fields of a record as it stands now; KeyError when it is gone."""
        current = self.document.get(record.id, type(record))
        changed = patched(current, values)
        self.put(changed)
        return changed  # type: ignore[return-value]

    def remove(self, record_id: str) -> None:
        """Take a record out, with everything that hangs on it; KeyError when it is not there."""
        if self.document.find(record_id) is None:
            raise KeyError(record_id)
        self.drop(record_id)

    def put(self, record: Record) -> None:
        """Create or replace a record, validated."""
        integrity.validate(record)
        self._swap(record.id, record)

    def drop(self, record_id: str) -> None:
        """Take a record out if it is there."""
        if self.document.find(record_id) is not None:
            self._swap(record_id, None)

    def _swap(self, record_id: str, new: Record | None) -> None:
        old = self.document.find(record_id)
        self._first.setdefault(record_id, old)
        self._log.append((old, new))
        self.document.replace_record(old, new)

    def __enter__(self) -> Self:
        self.document.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                integrity.close(self, list(self._first))
            except BaseException:
                self._roll_back()
                raise
            self.result = self._change_set()
        else:
            self._roll_back()
            return
        self.document.finish(self.result)

    def _roll_back(self) -> None:
        for old, new in reversed(self._log):
            self.document.replace_record(new, old)
        self.document.finish(None)

    def _change_set(self) -> ChangeSet | None:
        pairs = ((first, self.document.find(i)) for i, first in self._first.items())
        created, updated, removed = net(pairs)
        change = ChangeSet(
            self.label,
            self.origin,
            tuple(created),
            tuple(updated),
            tuple(removed),
            at=instant(self.document.clock.now()),
            merge_key=self.merge_key,
        )
        return None if change.empty else change
