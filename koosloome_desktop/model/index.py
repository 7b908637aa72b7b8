"""Lookups beside the record table: ordered lists per container, and who points at whom.

Kept up to date record by record, so that one typed note among 10,000 costs a binary search and not a scan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from koosloome_desktop.model.records import Record

Key = tuple[str, str]
"""(order key, id): how siblings stand."""


class Index:
    """Ordered ids per (kind, container), and the reverse of every declared reference."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], list[Key]] = {}
        self._known: dict[str, dict[tuple[str, str], int]] = {}
        self._unread: list[Record] = []
        """Records whose references nobody asked for yet: a workshop that is only looked at never needs them."""

    def add(self, record: Record) -> int:
        """Take in a record; the number of its place in its list."""
        pointing = self._pointing()
        keys, key = self._lists.setdefault(place_of(record), []), (record.order, record.id)
        at = bisect_left(keys, key)
        keys.insert(at, key)
        for field, target in references(record):
            users = pointing.setdefault(target, {})
            users[record.id, field] = users.get((record.id, field), 0) + 1
        return at

    def fill(self, records: Iterable[Record]) -> None:
        """Take in many records at once: their lists are put in order once, not at each of them."""
        lists = self._lists
        for record in records:
            place = place_of(record)
            keys = lists.get(place)
            if keys is None:
                keys = lists[place] = []
            keys.append((record.order, record.id))
            self._unread.append(record)
        for keys in lists.values():
            keys.sort()

    def _pointing(self) -> dict[str, dict[tuple[str, str], int]]:
        """Who points at whom, of all that was taken in."""
        pointing, unread = self._known, self._unread
        if unread:
            self._unread = []
        for record in unread:
            name = record.id
            for field, target in references(record):
                users = pointing.setdefault(target, {})
                users[name, field] = users.get((name, field), 0) + 1
        return pointing

    def discard(self, record: Record) -> int:
        """Forget a record exactly as it was added; the number of the place that it had in its list."""
        pointing = self._pointing()
        place = place_of(record)
        keys = self._lists[place]
        at = bisect_left(keys, (record.order, record.id))
        del keys[at]
        if not keys:
            del self._lists[place]
        for field, target in references(record):
            users = pointing[target]
            users[record.id, field] -= 1
            if not users[record.id, field]:
                del users[record.id, field]
            if not users:
                del pointing[target]
        return at

    def ids(self, kind: str, container: str) -> list[str]:
        """Ids of a kind in one container, in order."""
        return [i for _, i in self._lists.get((kind, container), ())]

    def ids_of_kind(self, kind: str) -> list[str]:
        """Ids of a kind over all containers, in order within each."""
        return [i for (k, _), keys in self._lists.items() if k == kind for _, i in keys]

    def count(self, kind: str, container: str) -> int:
        """How many of a kind stand in a container."""
        return len(self._lists.get((kind, container), ()))

    def pointing_at(self, target: str) -> list[tuple[str, str]]:
        """(record id, field) of every declared reference to `target`."""
        return list(self._pointing().get(target, ()))


def place_of(record: Record) -> tuple[str, str]:
    """The list a record stands in: its kind and its container."""
    return record.kind, str(getattr(record, record.owner)) if record.owner else ""


def references(record: Record) -> Iterator[tuple[str, str]]:
    """(field, target id) of every declared, filled reference of a record."""
    for field in record.refs:
        value = getattr(record, field)
        if isinstance(value, tuple):
            for target in value:
                yield field, target
        elif value:
            yield field, value
