"""Finding words in a workshop, choosing notes by what they are, and replacing words everywhere at once.

Texts are compared folded (`support.text.fold`): case does not matter, õ and o are two letters. What is looked for is
plain text, never a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Cluster, Milestone, Note, Record, Track
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import merging, queries
from koosloome_desktop.operations.haystack import straw, straws
from koosloome_desktop.support.text import TextTooLong, clean, fold

NO_CLUSTER: Final = "-"
"""The cluster of a filter that wants notes without one."""
FIELDS: Final[dict[type[Record], tuple[str, ...]]] = {
    Canvas: ("title", "focus_question", "goal"),
    Track: ("name",),
    Note: ("text",),
    Cluster: ("label",),
    Action: ("activity", "result", "indicator", "target_group", "owner_role", "budget_note"),
    Milestone: ("text",),
}
"""The texts of a workshop that people wrote, by kind of record."""

_folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that has the words: the record to go to, its canvas ("" = the parking lot), its text and what it is
    (note, need, action, cluster, parking).
    """

    record: str
    canvas: str
    text: str
    kind: str


def find(document: Document, text: str) -> list[Hit]:
    """Everything that has these words: canvas by canvas, then the parked topics. An empty text finds nothing."""
    wanted = fold(text)
    if not wanted:
        return []
    found: list[Hit] = []
    for canvas in queries.canvases(document):
        found += _on_canvas(document, canvas, wanted)
    lot = queries.notes(document, "", "parking")
    return found + [Hit(n.id, "", n.text, "parking") for n in lot if straw(document, n).has(wanted)]


def _on_canvas(document: Document, canvas: Canvas, wanted: str) -> Iterator[Hit]:
    for note, words, codes in straws(document, canvas.id):
        if wanted in words or wanted in codes:
            yield Hit(note.id, canvas.id, note.text, note.form)
    for action in queries.actions(document, canvas.id):
        texts = (getattr(action, name) for name in FIELDS[Action])
        if _same_code(action.code, wanted) or any(wanted in _folded(t) for t in texts):
            yield Hit(action.id, canvas.id, action.activity, "action")
    for cluster in document.within(Cluster, canvas.id):
        first = next((i for i in cluster.notes if document.find(i) is not None), "")
        if first and wanted in _folded(cluster.label):
            yield Hit(first, canvas.id, cluster.label, "cluster")


def _same_code(code: str, wanted: str) -> bool:
    return bool(code) and code.casefold() == wanted


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes of a canvas are wanted: words, a group, a cluster (its id, or NO_CLUSTER), a kind, with dots."""

    text: str = ""
    group: str = ""
    cluster: str = ""
    kind: str = ""
    dotted: bool = False

    @property
    def empty(self) -> bool:
        """Whether every note is wanted."""
        return self == Filter()


def passing(document: Document, canvas: str, wanted: Filter, kind_of: Callable[[Note], str]) -> list[str]:
    """The ids of the notes of a canvas that a filter wants, in order; `kind_of` names the kind of a note."""
    words = fold(wanted.text)
    found = [n for n, said, codes in straws(document, canvas) if not words or words in said or words in codes]
    if wanted.group:
        found = [n for n in found if wanted.group in merging.groups(document, n)]
    if wanted.cluster:
        clusters = queries.cluster_of(document, canvas)
        found = [n for n in found if (clusters[n.id].id if n.id in clusters else NO_CLUSTER) == wanted.cluster]
    if wanted.kind:
        found = [n for n in found if kind_of(n) == wanted.kind]
    if wanted.dotted:
        votes = queries.votes(document, canvas)
        found = [n for n in found if votes.get(n.id, 0) > 0]
    return [n.id for n in found]


# -- replacing


@dataclass(frozen=True, slots=True)
class Replacement:
    """One text that would change: where, what it is now, what it would be, and how many times the words stand in it."""

    record: str
    field: str
    before: str
    after: str
    count: int


def replacements(document: Document, text: str, other: str, canvas: str = "") -> list[Replacement]:
    """What replacing `text` by `other` would change on a canvas, or in the whole workshop.

    Case does not matter for what is looked for; where it began with a capital, `other` does too, and where it did not
    though `text` does, `other` does not either. What reads as `other` already stays, though `text` is a part of it:
    Enter pressed once more changes nothing. A text that would be left empty, or be longer than a text may be, stays.
    """
    if not text.strip():
        return []
    wanted = clean(text).text
    part = wanted.casefold() in other.casefold() and wanted.casefold() != other.casefold()
    done = f"(?P<done>{re.escape(other)})|" if part else "(?P<done>(?!))|"
    pattern = re.compile(f"{done}{re.escape(wanted)}", re.IGNORECASE)
    found: list[Replacement] = []
    for kind, names in FIELDS.items():
        for record in document.of(kind):
            if canvas and _canvas_of(document, record) != canvas:
                continue
            found += _in_record(record, names, pattern, other, capital=wanted[:1].isupper())
    return found


def _in_record(
    record: Record, names: tuple[str, ...], pattern: re.Pattern[str], other: str, *, capital: bool
) -> Iterator[Replacement]:
    def put(found: re.Match[str]) -> str:
        word = found.group()
        if found["done"] is not None:
            return word
        return other[:1].lower() + other[1:] if capital and word[:1].islower() else _as_written(word, other)

    for name in names:
        before: str = getattr(record, name)
        # A function as the replacement: nothing in `other` is taken for a reference to the pattern.
        after = pattern.sub(put, before)
        count = sum(found["done"] is None for found in pattern.finditer(before))
        try:
            after = clean(after).text
        except TextTooLong:
            continue
        if count and after and after != before:
            yield Replacement(record.id, name, before, after, count)


def _as_written(found: str, other: str) -> str:
    """The other words with a capital where the found ones had one: "Maja" becomes "Hoone", "MAJA" "HOONE"."""
    if len(found) > 1 and found.isupper() and any(c.isalpha() for c in found[1:]):
        return other.upper()
    return other[:1].upper() + other[1:] if found[:1].isupper() else other


def _canvas_of(document: Document, record: Record) -> str:
    if isinstance(record, Canvas):
        return record.id
    action = document.find(record.action) if isinstance(record, Milestone) else None
    return str(getattr(action or record, "canvas", ""))


def replace_all(tx: Transaction, found: list[Replacement]) -> int:
    """Change the texts that are still as they were found; how many places changed."""
    changed = 0
    for one in found:
        record = tx.document.find(one.record)
        if record is not None and getattr(record, one.field, None) == one.before:
            values: dict[str, Any] = {one.field: one.after}
            tx.update(record, **values)
            changed += one.count
    return changed
