"""The journey map in koosloome-workshop/1 files."""

from __future__ import annotations

from collections.abc import Mapping
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
    Writing,
    items,
    list_or_none,
    nested,
    part,
    text,
)

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    part("persona"),
    part("as_is"),
    nested("stages"),
    nested("lanes"),
    part("emotion_scale"),
    nested("notes"),
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("links"),
    nested("continues"),
)
NOTE: Final[Shape] = (
    text("id", "code", required=True),
    nested("stage"),
    text("lane", "zone"),
    text("text", required=True),
    nested("votes"),
    Field("span", "int", default=1),
)


Labels = Mapping[str, shared.Labels]
"""Built-in lane labels by variant."""


def reader(labels: Labels) -> Reader:
    """The reader for a kind with these built-in lane labels."""

    def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        canvas = shared.read_canvas(reading, CANVAS, data, place, order)
        known = stages.read_stages(reading, canvas, data, place)
        lanes = shared.read_tracks(reading, canvas, data, "lanes", place, "lane", labels.get(canvas.variant, {}))
        found = items(data, "notes", place)
        notes = shared.read_notes(reading, canvas, found, NOTE, prefix="J", fixed=stages.stage_of)
        clusters = shared.read_clusters(reading, canvas, data, place)
        triples = [(n, raw, here) for n, (raw, here) in zip(notes, found, strict=True)]
        votes = shared.read_votes(reading, canvas, data, place, triples)
        links = shared.read_links(reading, canvas, data, place, shared.LINKS)
        return [canvas, *known, *lanes, *notes, *clusters, *votes, *links]

    return read


def writer(labels: Labels) -> Writer:
    """The writer for a kind with these built-in lane labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        document = writing.document
        votes = shared.note_votes(writing, canvas)
        codes = {track.code for track in queries.tracks(document, canvas.id, "stage")}
        stored = queries.stored_notes(document, canvas.id)
        notes = [shared.put_note(writing, NOTE, n, votes, stages.stage_inner(n, codes)) for n in stored]
        lanes = shared.write_tracks(writing, canvas, "lane", labels.get(canvas.variant, {}))
        whole = {
            "stages": list_or_none(canvas, "stages", stages.write_stages(writing, canvas)),
            "lanes": list_or_none(canvas, "lanes", lanes),
            "notes": shared.told_apart(notes),
            "clusters": shared.write_clusters(writing, canvas),
            "links": shared.write_links(writing, canvas, shared.LINKS),
            "voting": shared.write_voting(writing, canvas),
            "continues": shared.canvas_continued(writing, canvas),
            "ballots": shared.write_ballots(writing, canvas),
        }
        return writing.put(CANVAS, canvas, inner=whole)

    return write
