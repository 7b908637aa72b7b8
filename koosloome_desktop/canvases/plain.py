"""Files of a kind whose canvas is zones and notes: what a canvas folder without an `interchange` of its own uses.

A kind that has more to keep writes its own module, as the problem map does.
"""

from __future__ import annotations

from typing import Any, Final

from koosloome_desktop.model.records import Canvas, Record
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import Reading, Shape, Writing, items, list_or_none, nested, text

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    nested("zones"),
    nested("notes"),
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
)
NOTE: Final[Shape] = (
    text("id", "code", required=True),
    text("zone"),
    text("text", required=True),
    nested("parent"),
    nested("votes"),
)


def reader(labels: shared.Labels, prefix: str = "M") -> Any:
    """The reader for a kind with these built-in zone labels; notes without an id are named with `prefix`."""

    def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        canvas = shared.read_canvas(reading, CANVAS, data, place, order)
        zones = shared.read_tracks(reading, canvas, data, "zones", place, "zone", labels)
        found = items(data, "notes", place)
        notes = shared.read_notes(reading, canvas, found, NOTE, prefix=prefix, fixed=shared.parent_of)
        shared.check_parents(notes, place)
        clusters = shared.read_clusters(reading, canvas, data, place)
        triples = [(n, raw, here) for n, (raw, here) in zip(notes, found, strict=True)]
        return [canvas, *zones, *notes, *clusters, *shared.read_votes(reading, canvas, data, place, triples)]

    return read


def writer(labels: shared.Labels) -> Any:
    """The writer for a kind with these built-in zone labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        votes = shared.note_votes(writing, canvas)
        notes = [shared.put_note(writing, NOTE, n, votes) for n in queries.notes(writing.document, canvas.id)]
        inner = {
            "zones": list_or_none(canvas, "zones", shared.write_tracks(writing, canvas, "zone", labels)),
            "notes": notes,
            "clusters": shared.write_clusters(writing, canvas),
            "voting": shared.write_voting(writing, canvas),
            "ballots": shared.write_ballots(writing, canvas),
        }
        return writing.put(CANVAS, canvas, inner=inner)

    return write
