"""In which turn records come in, and what each finds beside it: short ids that are taken, room in the order.

Known for all while many come in at once: to look through all that is there for each took the square of their number.
"""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import KINDS, Canvas, Record
from koosloome_desktop.operations import queries

_PREFIX = {"note": "M", "action": "A", "person": "O", "cluster": "K"}


class Beside:
    """The short ids and order keys of a document while records are added to it; tell it of each by `came`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._codes: dict[str, set[str]] = {}
        self._highest: dict[tuple[str, str], int] = {}
        self._orders: dict[tuple[str, str], set[str]] = {}
        self._last: dict[tuple[str, str], str] = {}

    def code(self, record: Record, code: str) -> str:
        """The short id itself where it is free, else the next one that is."""
        taken = self._taken(record.kind)
        if code and code not in taken:
            return code
        if isinstance(record, Canvas):
            number = 2
            while f"{code}-{number}" in taken:
                number += 1
            return f"{code}-{number}"
        letters = code.rstrip("0123456789") or _PREFIX.get(record.kind, "X")
        place = (record.kind, letters)
        if place not in self._highest:
            self._highest[place] = queries.highest_code(taken, letters)
        return f"{letters}{self._highest[place] + 1}"

    def order(self, record: Record) -> str:
        """The order key itself where nothing else has it, else one after all others of its kind and container."""
        place = self._place(record)
        taken = self._ordered(place)
        if record.order and record.order not in taken:
            return record.order
        return between(self._last[place], "")

    def came(self, record: Record) -> None:
        """A record was added."""
        code = str(getattr(record, "code", ""))
        if record.kind in self._codes:
            self._codes[record.kind].add(code)
        for kind, letters in self._highest:
            if kind == record.kind:
                here = (kind, letters)
                self._highest[here] = max(self._highest[here], queries.highest_code([code], letters))
        place = self._place(record)
        if place in self._orders:
            self._orders[place].add(record.order)
            self._last[place] = max(self._last[place], record.order)

    def _taken(self, kind: str) -> set[str]:
        if kind not in self._codes:
            self._codes[kind] = {str(getattr(r, "code", "")) for r in self._document.of(KINDS[kind])}
        return self._codes[kind]

    def _ordered(self, place: tuple[str, str]) -> set[str]:
        if place not in self._orders:
            self._orders[place] = {r.order for r in self._document.within(KINDS[place[0]], place[1])}
            self._last[place] = max(self._orders[place], default="")
        return self._orders[place]

    @staticmethod
    def _place(record: Record) -> tuple[str, str]:
        return record.kind, str(getattr(record, record.owner, "")) if record.owner else ""


def in_turn(document: Document, records: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """The records so that what each belongs to and hangs on is there before it, else as they were given; and those of
    which that is neither in the document nor among them.
    """
    given = {r.id: r for r in records}
    level: dict[str, int | None] = {}
    for record in records:
        way, walked = [record.id], {record.id}
        while way:
            needs = [i for i in _needs(given[way[-1]]) if document.find(i) is None]
            first = next((i for i in needs if i in given and i not in level and i not in walked), None)
            if first is not None:
                way.append(first)
                walked.add(first)
                continue
            known = [n for i in needs if (n := level.get(i)) is not None]  # none for what needs itself in the end
            level[way.pop()] = max(known, default=-1) + 1 if len(known) == len(needs) else None
    ready = [(n, r) for r in records if (n := level[r.id]) is not None]
    return [r for _n, r in sorted(ready, key=lambda one: one[0])], [r for r in records if level[r.id] is None]


def _needs(record: Record) -> list[str]:
    owner = str(getattr(record, record.owner, "")) if record.owner else ""
    return [i for i in (owner, str(getattr(record, "parent", ""))) if i]
