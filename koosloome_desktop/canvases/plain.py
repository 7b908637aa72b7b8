"""Files of a kind whose canvas is zones (or lanes and stages) and notes: what a canvas folder without an `interchange`
of its own uses.

Whatever drawing a form of such a kind names, what its notes can then say is written and read: their place, strength,
reach, branch, stage, and the links between them. A kind that has more to keep writes its own module.
"""

from __future__ import annotations

from typing import Any, Final

from koosloome_desktop.canvases.spec import Reader, Writer
from koosloome_desktop.model.records import Canvas, Record
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import interchange_stages as stages
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Taken,
    Writing,
    items,
    list_or_none,
    nested,
    part,
    text,
)

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    part("axes"),
    nested("stages"),
    nested("lanes"),
    nested("zones"),
    nested("notes"),
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("links"),
    nested("continues"),
)
NOTE: Final[Shape] = (*shared.PROBLEM_NOTE, nested("stage"), Field("span", "int", default=1), text("ring"), text("pin"))


def _places(reading: Reading, canvas: Canvas, data: dict[str, Any], taken: Taken, place: str) -> dict[str, Any]:
    above = shared.parent_of(reading, canvas, data, taken, place)
    return above | stages.stage_of(reading, canvas, data, taken, place)


def reader(labels: shared.Labels, prefix: str = "M") -> Reader:
    """The reader for a kind with these built-in zone labels; notes without an id are named with `prefix`."""

    def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        canvas = shared.read_canvas(reading, CANVAS, data, place, order)
        tracks = stages.read_stages(reading, canvas, data, place)
        for key, axis in (("lanes", "lane"), ("zones", "zone")):
            tracks += shared.read_tracks(reading, canvas, data, key, place, axis, labels)
        found = items(data, "notes", place)
        notes = shared.read_notes(reading, canvas, found, NOTE, prefix=prefix, fixed=_places)
        shared.check_parents(notes, place)
        clusters = shared.read_clusters(reading, canvas, data, place)
        triples = [(n, raw, here) for n, (raw, here) in zip(notes, found, strict=True)]
        votes = shared.read_votes(reading, canvas, data, place, triples)
        links = shared.read_links(reading, canvas, data, place, shared.LINKS)
        return [canvas, *tracks, *notes, *clusters, *votes, *links]

    return read


def writer(labels: shared.Labels) -> Writer:
    """The writer for a kind with these built-in zone labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        document = writing.document
        votes = shared.note_votes(writing, canvas)
        codes = {track.code for track in queries.tracks(document, canvas.id, "stage")}
        stored = queries.stored_notes(document, canvas.id)
        notes = [shared.put_note(writing, NOTE, n, votes, stages.stage_inner(n, codes)) for n in stored]
        inner = {
            "stages": list_or_none(canvas, "stages", stages.write_stages(writing, canvas)),
            "lanes": list_or_none(canvas, "lanes", shared.write_tracks(writing, canvas, "lane", labels)),
            "zones": list_or_none(canvas, "zones", shared.write_tracks(writing, canvas, "zone", labels)),
            "notes": shared.told_apart(notes),
            "clusters": shared.write_clusters(writing, canvas),
            "voting": shared.write_voting(writing, canvas),
            "ballots": shared.write_ballots(writing, canvas),
            "links": shared.write_links(writing, canvas, shared.LINKS),
            "continues": shared.canvas_continued(writing, canvas),
        }
        return writing.put(CANVAS, canvas, inner=inner)

    return write
