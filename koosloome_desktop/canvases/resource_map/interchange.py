"""The community resource map in koosloome-workshop/1 files."""

from __future__ import annotations

from typing import Any, Final

from koosloome_desktop.canvases.spec import Reader, Writer
from koosloome_desktop.model.records import Canvas, Record
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Writing,
    derived,
    integer,
    items,
    list_or_none,
    nested,
    number,
    part,
    text,
)

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    part("community_phase"),
    part("phases"),
    part("view"),
    nested("zones"),
    nested("notes"),
    nested("needs"),
    nested("matches"),
    nested("relations"),
    derived("unmatched_needs"),
    part("map_image"),
    part("legend"),
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("continues"),
)
NOTE: Final[Shape] = (
    text("id", "code", required=True),
    text("zone"),
    text("text", required=True),
    text("ring"),
    number("x"),
    number("y"),
    text("pin"),
    nested("votes"),
    text("exchange"),
    Field("unused", "bool", default=False),
)
NEED: Final[Shape] = (
    text("id", "code", required=True),
    text("text", required=True),
    text("whose"),
    integer("priority"),
    nested("votes"),
    text("exchange"),
)
MATCH: Final[Shape] = (nested("need"), nested("resource"))
RELATION: Final[Shape] = (nested("from"), nested("to"), text("kind", "label"))
_ANY = ("note", "need")
MATCHES: Final = shared.LinkList("matches", "match", MATCH, ("need", "resource"), (("need", "note"), _ANY))
RELATIONS: Final = shared.LinkList("relations", "relation", RELATION, ("from", "to"), (_ANY, _ANY))


def reader(labels: shared.Labels) -> Reader:
    """The reader for a kind with these built-in zone labels."""

    def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        canvas = shared.read_canvas(reading, CANVAS, data, place, order)
        zones = shared.read_tracks(reading, canvas, data, "zones", place, "zone", labels)
        found, wanted = items(data, "notes", place), items(data, "needs", place)
        notes = shared.read_notes(reading, canvas, found, NOTE, prefix="R")
        needs = shared.read_notes(reading, canvas, wanted, NEED, form="need", prefix="N")
        matches = shared.read_links(reading, canvas, data, place, MATCHES)
        relations = shared.read_links(reading, canvas, data, place, RELATIONS)
        clusters = shared.read_clusters(reading, canvas, data, place)
        both = zip([*notes, *needs], [*found, *wanted], strict=True)
        votes = shared.read_votes(reading, canvas, data, place, [(n, raw, here) for n, (raw, here) in both])
        return [canvas, *zones, *notes, *needs, *matches, *relations, *clusters, *votes]

    return read


def writer(labels: shared.Labels) -> Writer:
    """The writer for a kind with these built-in zone labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        document = writing.document
        votes = shared.note_votes(writing, canvas)
        notes = [shared.put_note(writing, NOTE, n, votes) for n in queries.stored_notes(document, canvas.id)]
        needs = [shared.put_note(writing, NEED, n, votes) for n in queries.stored_notes(document, canvas.id, "need")]
        unmatched = [n.code for n in queries.unmatched_needs(document, canvas.id)]
        inner = {
            "zones": list_or_none(canvas, "zones", shared.write_tracks(writing, canvas, "zone", labels)),
            "notes": shared.told_apart(notes),
            "needs": list_or_none(canvas, "needs", shared.told_apart(needs)),
            "matches": shared.write_links(writing, canvas, MATCHES),
            "relations": shared.write_links(writing, canvas, RELATIONS),
            "clusters": shared.write_clusters(writing, canvas),
            "voting": shared.write_voting(writing, canvas),
            "continues": shared.canvas_continued(writing, canvas),
            "ballots": shared.write_ballots(writing, canvas),
        }
        return writing.put(CANVAS, canvas, computed={"unmatched_needs": unmatched}, inner=inner)

    return write
