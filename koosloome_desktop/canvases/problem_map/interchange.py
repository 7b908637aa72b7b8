"""The problem map in koosloome-workshop/1 files."""

from __future__ import annotations

from typing import Any, Final

from koosloome_desktop.canvases.spec import Reader, Writer
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Note, Record
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Reading,
    Shape,
    Writing,
    derived,
    items,
    list_or_none,
    nested,
    part,
    refuse,
)
from koosloome_desktop.support.i18n import _

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    nested("zones"),
    nested("notes"),
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("how_might_we"),
    part("objective_tree"),
    derived("force_totals"),
    part("axes"),
    part("problem_statement"),
    nested("links"),
    nested("mirrors"),
    nested("continues"),
)


def reader(labels: shared.Labels) -> Reader:
    """The reader for a kind with these built-in zone labels."""

    def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
        canvas = shared.read_canvas(reading, CANVAS, data, place, order)
        if data.get("mirrors") not in (None, ""):
            reading.later(canvas.id, "mirrors", [(data["mirrors"], f"{place}.mirrors")], "", ("canvas",))
        zones = shared.read_tracks(reading, canvas, data, "zones", place, "zone", labels)
        found = items(data, "notes", place)
        notes = shared.read_notes(reading, canvas, found, shared.PROBLEM_NOTE, prefix="P", fixed=shared.parent_of)
        shared.check_parents(notes, place)
        clusters = shared.read_clusters(reading, canvas, data, place)
        triples = [(n, raw, here) for n, (raw, here) in zip(notes, found, strict=True)]
        votes = shared.read_votes(reading, canvas, data, place, triples)
        links = shared.read_links(reading, canvas, data, place, shared.LINKS)
        return [canvas, *zones, *notes, *clusters, *votes, *_read_questions(reading, canvas, data, place), *links]

    return read


def _read_questions(reading: Reading, canvas: Canvas, data: dict[str, Any], place: str) -> list[Note]:
    found = items(data, "how_might_we", place)
    result = []
    for index, ((text, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        if not isinstance(text, str):
            raise refuse(_("a text is expected here"), here)
        record_id = reading.identify("hmw", canvas.code, f"{canvas.code}/{index}", here)
        result.append(Note(id=record_id, canvas=canvas.id, form="hmw", text=text, order=order))
    return result


def force_totals(document: Document, canvas: Canvas) -> dict[str, int]:
    """The sums of both columns of a field of forces by zone: what is derived on every writing."""
    notes = queries.standing(document, canvas.id)
    return {zone: sum(n.strength or 0 for n in notes if n.zone == zone) for zone in ("enabler", "obstacle")}


def _mirrors(writing: Writing, canvas: Canvas) -> str | None:
    """The code of the problem tree that an objective tree turns round."""
    if canvas.mirrors:
        return writing.document.get(canvas.mirrors, Canvas).code
    return "" if ".mirrors" in canvas.given else None


def writer(labels: shared.Labels) -> Writer:
    """The writer for a kind with these built-in zone labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        document = writing.document
        votes = shared.note_votes(writing, canvas)
        stored = queries.stored_notes(document, canvas.id)
        notes = [shared.put_note(writing, shared.PROBLEM_NOTE, n, votes) for n in stored]
        questions = [n.text for n in queries.notes(document, canvas.id, "hmw")]
        inner = {
            "zones": list_or_none(canvas, "zones", shared.write_tracks(writing, canvas, "zone", labels)),
            "notes": shared.told_apart(notes),
            "clusters": shared.write_clusters(writing, canvas),
            "links": shared.write_links(writing, canvas, shared.LINKS),
            "voting": shared.write_voting(writing, canvas),
            "ballots": shared.write_ballots(writing, canvas),
            "how_might_we": list_or_none(canvas, "how_might_we", questions),
            "mirrors": _mirrors(writing, canvas),
            "continues": shared.canvas_continued(writing, canvas),
        }
        computed = {"force_totals": force_totals(document, canvas)} if canvas.variant == "force_field" else {}
        return writing.put(CANVAS, canvas, inner=inner, computed=computed)

    return write
