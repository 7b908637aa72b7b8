"""Undo and redo of what this program did itself.

One history per workshop, shared by all windows. Undo gives back only the fields the step changed, and of those only
the ones that are still as the step left them: what others did in between stays. Redo is recomputed from what undo
really took away. A step on a record deleted since is skipped. The last `LIMIT` steps survive a restart: they are read
back from the journal in the order in which they were published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from koosloome_desktop.model.changes import ChangeSet, Origin, Update, carried, compose, patched
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import same
from koosloome_desktop.support.clock import from_instant

LIMIT = 200
MERGE_SECONDS = 1.0


class History:
    """The undo and redo stacks of one document; subscribes itself, first of all subscribers."""

    def __init__(self, document: Document, journal: Iterable[ChangeSet] = ()) -> None:
        self._document = document
        self._undo: list[ChangeSet] = []
        self._redo: list[ChangeSet] = []
        for change in journal:
            self._take(change)
        self._unsubscribe = document.subscribe(self._take)

    def close(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    @property
    def undo_step(self) -> ChangeSet | None:
        """The step that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def redo_step(self) -> ChangeSet | None:
        """The undone step that redo would bring back."""
        return self._redo[-1] if self._redo else None

    @property
    def depth(self) -> tuple[int, int]:
        """How many steps can be undone and redone."""
        return len(self._undo), len(self._redo)

    def undo(self) -> ChangeSet | None:
        """Take back the last own step; what it really changed, or None when there was nothing (left) to change."""
        return self._step(self._undo, Origin.UNDO)

    def redo(self) -> ChangeSet | None:
        """Bring back the last undone step."""
        return self._step(self._redo, Origin.REDO)

    def forget(self) -> None:
        """Nothing can be undone or redone any more: a person was erased whom the steps may name."""
        self._undo.clear()
        self._redo.clear()

    def _step(self, stack: list[ChangeSet], origin: Origin) -> ChangeSet | None:
        while stack:
            done = _take_back(self._document, stack[-1], origin)
            if done is not None:
                return done
            # Everything it touched is gone through others' changes: an empty step is not a step.
            stack.pop()
        return None

    def _take(self, change: ChangeSet) -> None:
        if change.origin is Origin.UNDO:
            self._move(self._undo, self._redo, change)
        elif change.origin is Origin.REDO:
            self._move(self._redo, self._undo, change)
        elif change.origin is Origin.LOCAL:
            self._redo.clear()
            if self._undo and continues(self._undo[-1], change):
                merged = compose(self._undo[-1], change)
                self._undo[-1] = merged
                if merged.empty:
                    self._undo.pop()
            else:
                self._undo.append(change)
                del self._undo[:-LIMIT]

    @staticmethod
    def _move(source: list[ChangeSet], target: list[ChangeSet], change: ChangeSet) -> None:
        # Steps that had nothing left to change were dropped in silence: a journal read back still has them on top.
        places = range(len(source) - 1, -1, -1)
        place = next((i for i in places if not _touched(source[i]).isdisjoint(_touched(change))), len(source) - 1)
        del source[max(place, 0) :]
        target.append(change)
        del target[:-LIMIT]


def _touched(change: ChangeSet) -> set[tuple[str, str]]:
    """(record id, field) of everything a change touched; the field is empty where the record came or went."""
    whole = {(record.id, "") for record in (*change.created, *change.removed)}
    return whole | {(update.id, name) for update in change.updated for name in update.after}


def continues(last: ChangeSet, change: ChangeSet) -> bool:
    """Whether `change` belongs to the same step as `last`: same merge key, within a second, nothing foreign between."""
    if not change.merge_key or change.merge_key != last.merge_key or last.origin is not Origin.LOCAL:
        return False
    left = {update.id: update.after for update in last.updated}
    for update in change.updated:
        known: Mapping[str, Any] = left.get(update.id, {})
        if any(name in known and not same(known[name], value) for name, value in update.before.items()):
            return False
    apart = (from_instant(change.at) - from_instant(last.at)).total_seconds()
    return 0 <= apart <= MERGE_SECONDS


def _take_back(document: Document, step: ChangeSet, origin: Origin) -> ChangeSet | None:
    with document.transaction(step.label, origin=origin) as tx:
        for record in step.removed:
            if document.find(record.id) is None:
                tx.create(record)
        for update in step.updated:
            current = document.find(update.id)
            if current is not None:
                # A field that somebody else has set since is theirs now, and stays.
                back = Update(update.id, update.kind, update.after, update.before)
                tx.put(patched(current, carried(current, back)[0]))
        for record in step.created:
            tx.drop(record.id)
    return tx.result
