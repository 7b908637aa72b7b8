"""The journey map in koosloome-workshop/1 files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from koosloome_desktop.canvases.spec import Reader, Writer
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Note, Record, Track
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Taken,
    Writing,
    derived,
    inner_object,
    items,
    list_or_none,
    nested,
    number,
    part,
    take,
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
STAGE: Final[Shape] = (
    text("id", "code", required=True),
    derived("order"),
    text("name"),
    nested("emotion"),
    text("evidence"),
    text("level"),
)
EMOTION: Final[Shape] = (number("value"), text("label", "word"), nested("to_be"))
TO_BE: Final[Shape] = (number("value", "to_be"), text("label", "to_be_word"))
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
        stages = _read_stages(reading, canvas, data, place)
        lanes = shared.read_tracks(reading, canvas, data, "lanes", place, "lane", labels.get(canvas.variant, {}))
        found = items(data, "notes", place)
        notes = shared.read_notes(reading, canvas, found, NOTE, prefix="J", fixed=_stage_of)
        clusters = shared.read_clusters(reading, canvas, data, place)
        triples = [(n, raw, here) for n, (raw, here) in zip(notes, found, strict=True)]
        votes = shared.read_votes(reading, canvas, data, place, triples)
        links = shared.read_links(reading, canvas, data, place, shared.LINKS)
        return [canvas, *stages, *lanes, *notes, *clusters, *votes, *links]

    return read


def _stage_of(reading: Reading, canvas: Canvas, data: dict[str, Any], taken: Taken, place: str) -> dict[str, Any]:
    code = data.get("stage")
    if code in (None, ""):
        if code == "":
            taken.given.append("stage")
        return {}
    reading.resolve(("stage",), canvas.code, code, f"{place}.stage")
    return {"stage": code}


def _read_stages(reading: Reading, canvas: Canvas, data: dict[str, Any], place: str) -> list[Track]:
    found = items(data, "stages", place)
    result = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        one = shared.auto_code(raw, "id", "S", index)
        taken = take(STAGE, one, here)
        parts = {"": taken, **_read_emotion(one, here)}
        record_id = reading.identify("stage", canvas.code, taken.values["code"], f"{here}.id")
        result.append(reading.build(Track, record_id, here, parts, canvas=canvas.id, axis="stage", order=order))
    return result


def _read_emotion(stage: dict[str, Any], place: str) -> dict[str, Taken]:
    """The feeling at a stage and the wished one in it, by their paths in the stage's object."""
    parts: dict[str, Taken] = {}
    emotion, here = inner_object(stage, "emotion", place)
    if emotion is not None:
        parts["emotion"] = take(EMOTION, emotion, here)
        parts["emotion"].given.append("")
        wished, where = inner_object(emotion, "to_be", here)
        if wished is not None:
            parts["emotion.to_be"] = take(TO_BE, wished, where)
            parts["emotion.to_be"].given.append("")
    return parts


def writer(labels: Labels) -> Writer:
    """The writer for a kind with these built-in lane labels."""

    def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
        document = writing.document
        stages = []
        for index, track in enumerate(queries.tracks(document, canvas.id, "stage")):
            inner = {"emotion": _write_emotion(writing, track)}
            stages.append(writing.put(STAGE, track, computed={"order": index + 1}, inner=inner))
        votes = shared.note_votes(writing, canvas)
        codes = {track.code for track in queries.tracks(document, canvas.id, "stage")}
        stored = queries.stored_notes(document, canvas.id)
        notes = [shared.put_note(writing, NOTE, n, votes, _inner(n, codes)) for n in stored]
        lanes = shared.write_tracks(writing, canvas, "lane", labels.get(canvas.variant, {}))
        whole = {
            "stages": list_or_none(canvas, "stages", stages),
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


def _write_emotion(writing: Writing, track: Track) -> dict[str, Any] | None:
    wished = writing.put(TO_BE, track, "emotion.to_be")
    inner = {"to_be": wished if wished or "emotion.to_be." in track.given else None}
    felt = writing.put(EMOTION, track, "emotion", inner=inner)
    return felt if felt or "emotion." in track.given else None


def _inner(note: Note, stages: Collection[str]) -> dict[str, Any]:
    """The stage of a note, left out where it is gone: a file never names a stage that it has not."""
    if note.stage in stages or (not note.stage and ".stage" in note.given):
        return {"stage": note.stage}
    return {}
