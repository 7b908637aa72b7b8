"""Dots and links have no short ids: a file names them by their place in a list, which shifts when one before goes.

Between two copies of a workshop they are the same by what they are of; else a number of dots would be compared with
that of another note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from koosloome_desktop.model.records import Link, Record, Tally
from koosloome_desktop.services.package_file import counted, record_hash
from koosloome_desktop.support.ids import record_uuid


def aligned(
    theirs: Sequence[Record], ours: Mapping[str, Record], bases: Mapping[str, Any], workshop: str
) -> tuple[list[Record], dict[str, Any]]:
    """A file's records with the ids that dots and links have here, and `bases` (hashes at the beginning, by id) alike.

    One that is of something else than ours of this id gets an id that follows from what it is of.
    """
    known = {key: r.id for r in ours.values() if (key := _of(r)) is not None}
    told = dict(bases)
    found: list[Record] = []
    taken: set[str] = set()
    for record in theirs:
        key = _of(record)
        other = record
        if key is not None:
            own = known.get(key)
            mine = ours.get(record.id)
            if own is None and mine is not None and _of(mine) != key:
                own = record_uuid(workshop, record.kind, "/".join(key))
            if own is not None and own != record.id and own not in taken:
                other = replace(record, id=own)
                edited = told.pop(record.id, None) != record_hash(record)
                if not edited:
                    told[own] = record_hash(other)
            taken.add(other.id)
        found.append(other)
    return found, told


def _of(record: Record) -> tuple[str, ...] | None:
    if isinstance(record, Tally):
        return "tally", *counted(record, {})
    if isinstance(record, Link):
        return "link", record.canvas, record.type, record.source, record.target
    return None
