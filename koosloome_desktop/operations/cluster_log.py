"""What a cluster remembers of itself: the names it had, which notes joined and left, and when.

Every change of a cluster goes through `change`, so that its history is complete. Notes stand in it by their codes: the
history is told to people and must not hold on to records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Cluster, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.clock import from_instant, instant

LIMIT: Final = 100
"""Entries that are kept."""
TOGETHER: Final = 60.0
"""Seconds within which notes that join (or leave) are one entry."""
NAMED, JOINED, LEFT, MERGED = "named", "joined", "left", "merged"


def change(
    tx: Transaction, cluster: Cluster, *, label: str | None = None, notes: Sequence[str] | None = None, merged: str = ""
) -> Cluster:
    """Give a cluster another name or other notes, and remember it; `merged` is the name of one that came into it."""
    document = tx.document
    current = document.get(cluster.id, Cluster)
    values: dict[str, Any] = {}
    entries: list[dict[str, Any]] = []
    if label is not None and label != current.label:
        values["label"] = label
        entries.append({"what": NAMED, "name": label})
    if merged:
        entries.append({"what": MERGED, "name": merged})
    if notes is not None and tuple(notes) != current.notes:
        values["notes"] = tuple(notes)
        entries += _moved(document, current.notes, notes)
    if not values:
        return current
    history = current.history
    for entry in entries:
        history = _with(history, entry, instant(document.clock.now()))
    return tx.update(current, **values, history=history[-LIMIT:])


def _moved(document: Document, before: Sequence[str], after: Sequence[str]) -> Iterator[dict[str, Any]]:
    for what, ids, others in ((JOINED, after, set(before)), (LEFT, before, set(after))):
        codes = [n.code for i in ids if i not in others and isinstance(n := document.find(i), Note) and n.code]
        if codes:
            yield {"what": what, "notes": codes}


def _with(history: tuple[Any, ...], entry: dict[str, Any], at: str) -> tuple[Any, ...]:
    """The history with one more entry, or with its last one grown."""
    last = history[-1] if history else None
    if isinstance(last, FrozenMap) and last.get("what") == entry["what"] in {JOINED, LEFT} and _soon(last, at):
        known = last.get("notes")
        codes = dict.fromkeys((*(known if isinstance(known, tuple) else ()), *entry["notes"]))
        return (*history[:-1], last.having("notes", tuple(codes)))
    return (*history, FrozenMap({"at": at, **entry}))


def _soon(last: FrozenMap, at: str) -> bool:
    try:
        return 0 <= (from_instant(at) - from_instant(str(last.get("at")))).total_seconds() <= TOGETHER
    except ValueError:
        return False
