"""The iterations of a co-creation sprint: the next one carries canvases on as a new version and shows what changed.

A version is a canvas of its own in the same workshop that names the one it `continues`; so do its notes and rows, which
keep their short ids (P01 stays P01). Votes, meetings and agreements stay with the version they belong to. The earlier
version is left as it was. Everything is one transaction, so one undo takes a whole iteration back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap, same
from koosloome_desktop.model.order import between
from koosloome_desktop.model.records import (
    Action,
    Canvas,
    Cluster,
    Link,
    Milestone,
    Note,
    PlanTable,
    Record,
    Track,
)
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.patterns import pattern_of

_COUNTED: Final = pattern_of(r"\s+\d+/\d+$")
_STAYS: Final = ("adopted", "removed_rows")
"""Parts of a plan that belong to the version that was adopted."""
_NAMED: Final = "as_is"
"""The part by which a wished journey names the one as it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one note or row: `what` is added, removed or changed; `fields` gives (old, new) by field.

    `old` and `new` are record ids, "" where there is none; a note that was folded into another since has `new` = that
    other and the field ``merged_into``.
    """

    kind: str
    what: str
    old: str
    new: str
    code: str
    text: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def number_of(document: Document) -> tuple[int, int]:
    """Which iteration the workshop is in, of how many; (1, 1) for a workshop that is no sprint."""
    told = document.workshop.iteration
    number, total = (told.get("number"), told.get("of")) if told else (None, None)
    first = number if type(number) is int and number > 0 else 1
    return first, max(first, total) if type(total) is int else first


def number_of_canvas(document: Document, canvas: Canvas) -> tuple[int, int]:
    """Which iteration a canvas belongs to, of how many: the workshop's, less one for each later version."""
    number, total = number_of(document)
    after = later(document, canvas.id)
    while after is not None and number > 1:
        number -= 1
        after = later(document, after.id)
    return number, total


def earlier(document: Document, canvas: Canvas) -> list[Canvas]:
    """The versions before a canvas, newest first."""
    result: list[Canvas] = []
    seen = {canvas.id}
    current = document.find(canvas.continues)
    while isinstance(current, Canvas) and current.id not in seen:
        result.append(current)
        seen.add(current.id)
        current = document.find(current.continues)
    return result


def later(document: Document, canvas_id: str) -> Canvas | None:
    """The version that carries a canvas on; None for the newest."""
    # A handful of canvases is looked through sooner than the thousands of notes that point at one of them.
    users = (c for c in document.within(Canvas, "") if c.continues == canvas_id)
    found = sorted(users, key=lambda c: (c.order, c.id))
    return found[-1] if found else None


def ordered(document: Document) -> list[Canvas]:
    """All canvases: the newest versions in order, then the earlier ones, the later of them first."""
    newest = current(document)
    kept = {canvas.id for canvas in newest}
    rest = [canvas for canvas in document.within(Canvas, "") if canvas.id not in kept]
    return [*newest, *sorted(rest, key=lambda c: len(earlier(document, c)), reverse=True)]


def current(document: Document) -> list[Canvas]:
    """The newest versions, in order: what the workshop works on now."""
    canvases = document.within(Canvas, "")
    continued = {c.continues for c in canvases}
    return [c for c in canvases if c.id not in continued]


def next_iteration(tx: Transaction, canvases: Iterable[Canvas] | None = None) -> list[Canvas]:
    """Begin the next iteration: new versions of these canvases (default: of all newest ones), and the workshop's count
    goes up by one. Canvases of a kind that this program does not know are left.
    """
    document = tx.document
    number, total = number_of(document)
    chosen = [c for c in (current(document) if canvases is None else canvases) if c.raw is None]
    if not chosen:
        return []
    number += 1
    total = max(total, number)
    told = {**dict(document.workshop.iteration or EMPTY), "number": number, "of": total}
    tx.update(document.workshop, iteration=FrozenMap(told))
    return _Copying(tx, f"{number}/{total}").all(chosen)


class _Copying:
    """One run of copying; `ids` knows what became of every record, so that references point to the new version."""

    def __init__(self, tx: Transaction, counted: str) -> None:
        self.tx, self.document, self.counted = tx, tx.document, counted
        self.ids: dict[str, str] = {}

    def all(self, canvases: Sequence[Canvas]) -> list[Canvas]:
        """New versions of these canvases after all others."""
        held = [(c, self._held(c)) for c in canvases]
        for canvas, records in held:
            self.ids[canvas.id] = new_id()
            self.ids |= {record.id: new_id() for record in records}
        result = [self._canvas(canvas) for canvas, _records in held]
        for _canvas, records in held:
            for record in records:
                self.tx.create(self._copy(record))
        return result

    def _held(self, canvas: Canvas) -> list[Record]:
        """What stands on a canvas and is carried on, owners before what hangs on them."""
        document, here = self.document, canvas.id
        rows = document.within(Action, here)
        return [
            *document.within(Track, here),
            *document.within(Note, here),
            *document.within(Cluster, here),
            *document.within(Link, here),
            *rows,
            *(step for row in rows for step in document.within(Milestone, row.id)),
            *document.within(PlanTable, here),
        ]

    def _canvas(self, canvas: Canvas) -> Canvas:
        last = self.document.within(Canvas, "")[-1]
        title = _COUNTED.sub("", canvas.title)
        return self.tx.create(
            replace(
                canvas,
                id=self.ids[canvas.id],
                order=between(last.order, ""),
                code=self._free_code(canvas.code),
                title=f"{title} {self.counted}".strip(),
                parts=self._parts(canvas),
                mirrors=self._new(canvas.mirrors),
                goal_sources=tuple(self._new(i) for i in canvas.goal_sources),
                continues=canvas.id,
            )
        )

    def _parts(self, canvas: Canvas) -> FrozenMap:
        """The parts of a canvas; one that names another canvas by its code names the new version of that."""
        parts = canvas.parts.without(*_STAYS)
        other = next((c for c in self.document.within(Canvas, "") if c.code == parts.get(_NAMED)), None)
        made = self.document.find(self._new(other.id)) if other is not None and other.id in self.ids else None
        return parts.having(_NAMED, made.code) if isinstance(made, Canvas) else parts

    def _free_code(self, code: str) -> str:
        base = re.sub(r"-\d+$", "", code)
        taken = {c.code for c in self.document.within(Canvas, "")}
        number = 2
        while f"{base}-{number}" in taken:
            number += 1
        return f"{base}-{number}"

    def _new(self, record_id: str) -> str:
        return self.ids.get(record_id, record_id)

    def _copy(self, record: Record) -> Record:
        values: dict[str, Any] = {"id": self.ids[record.id]}
        for name in record.refs:
            value = getattr(record, name)
            values[name] = tuple(map(self._new, value)) if isinstance(value, tuple) else self._new(value)
        if isinstance(record, Note | Action):
            values["continues"] = record.id
        if isinstance(record, Action):
            values |= {"agreed_at": "", "history": (), "changes": 0}
        return replace(record, **values)


# -- what changed

_NOTE_FIELDS: Final = (
    "text", "zone", "stage", "parent", "ring", "attitude", "strength", "whose", "priority", "chosen", "reach", "trend",
    "bound", "exchange", "unused",
)  # fmt: skip
_ROW_FIELDS: Final = (
    "activity", "start", "deadline", "owner_role", "organisation", "partner_roles", "result", "indicator", "baseline",
    "target", "actual", "target_group", "target_wide", "budget", "budget_note", "funding_source", "funding",
    "own_contribution", "spent", "status", "reason", "percent", "group", "first_step",
)  # fmt: skip
_POINTING: Final = frozenset({"parent"})


def changes_between(document: Document, old: Canvas, new: Canvas) -> list[Difference]:
    """What became of the notes and rows of one version in another: changed and added ones in the new order, then what
    is not there any more. Works over several versions, too.
    """
    origins = _origins(document, old, new)
    result = []
    for record in _facts(document, new):
        origin = origins.get(record.id)
        if origin is None:
            result.append(_told(record, "added", "", record.id))
        elif fields := _fields(document, origin, record, origins):
            result.append(_told(record, "changed", origin.id, record.id, fields))
    return result + _gone(document, old, origins)


def since_last(document: Document, canvas: Canvas) -> list[Difference]:
    """What changed since the version before; everything is new when there is none."""
    before = earlier(document, canvas)
    return changes_between(document, before[0], canvas) if before else []


def _facts(document: Document, canvas: Canvas) -> list[Note | Action]:
    notes = [n for n in document.within(Note, canvas.id) if not n.merged_into]
    return [*notes, *document.within(Action, canvas.id)]


def _origins(document: Document, old: Canvas, new: Canvas) -> dict[str, Note | Action]:
    """The record of the old version that each of the new one carries on, by the new one's id."""
    result: dict[str, Note | Action] = {}
    for record in (*document.within(Note, new.id), *document.within(Action, new.id)):
        seen: set[str] = set()
        at: Record | None = record
        while isinstance(at, Note | Action) and at.canvas != old.id and at.id not in seen:
            seen.add(at.id)
            at = document.find(at.continues)
        if isinstance(at, Note | Action) and at.canvas == old.id:
            result[record.id] = at
    return result


def _fields(
    document: Document, old: Note | Action, new: Note | Action, origins: Mapping[str, Note | Action]
) -> dict[str, tuple[Any, Any]]:
    names = _NOTE_FIELDS if isinstance(new, Note) else _ROW_FIELDS
    found: dict[str, tuple[Any, Any]] = {}
    for name in names:
        before, after = getattr(old, name, None), getattr(new, name)
        if name in _POINTING:
            origin = origins.get(after)
            if (origin.id if origin is not None else after) != before:
                found[name] = (_code(document, before), _code(document, after))
        elif not same(before, after):
            found[name] = (before, after)
    return found


def _code(document: Document, record_id: Any) -> str:
    return str(getattr(document.find(str(record_id or "")), "code", ""))


def _gone(document: Document, old: Canvas, origins: Mapping[str, Note | Action]) -> list[Difference]:
    carried = {origin.id: record_id for record_id, origin in origins.items()}
    result = []
    for record in _facts(document, old):
        now = document.find(carried.get(record.id, ""))
        if isinstance(now, Note) and now.merged_into:
            fields = {"merged_into": ("", _code(document, now.merged_into))}
            result.append(_told(record, "changed", record.id, now.merged_into, fields))
        elif now is None:
            result.append(_told(record, "removed", record.id, ""))
    return result


def _told(
    record: Note | Action, what: str, old: str, new: str, fields: Mapping[str, tuple[Any, Any]] | None = None
) -> Difference:
    text = record.text if isinstance(record, Note) else record.activity
    kind = "note" if isinstance(record, Note) else "row"
    return Difference(kind, what, old, new, record.code, text, fields or {})
