"""The stages of a canvas with lanes in files: their names and feelings, and which stage a note stands in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Reading,
    Shape,
    Taken,
    Writing,
    derived,
    inner_object,
    items,
    nested,
    number,
    take,
    text,
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


def stage_of(reading: Reading, canvas: Canvas, data: dict[str, Any], taken: Taken, place: str) -> dict[str, Any]:
    """The stage of a note; one that its canvas has not is refused."""
    code = data.get("stage")
    if code in (None, ""):
        if code == "":
            taken.given.append("stage")
        return {}
    reading.resolve(("stage",), canvas.code, code, f"{place}.stage")
    return {"stage": code}


def read_stages(reading: Reading, canvas: Canvas, data: dict[str, Any], place: str) -> list[Track]:
    """The stages with their feelings, in the file's order."""
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


def write_stages(writing: Writing, canvas: Canvas) -> list[dict[str, Any]]:
    """The stages in their order."""
    result = []
    for index, track in enumerate(queries.tracks(writing.document, canvas.id, "stage")):
        inner = {"emotion": _write_emotion(writing, track)}
        result.append(writing.put(STAGE, track, computed={"order": index + 1}, inner=inner))
    return result


def _write_emotion(writing: Writing, track: Track) -> dict[str, Any] | None:
    wished = writing.put(TO_BE, track, "emotion.to_be")
    inner = {"to_be": wished if wished or "emotion.to_be." in track.given else None}
    felt = writing.put(EMOTION, track, "emotion", inner=inner)
    return felt if felt or "emotion." in track.given else None


def stage_inner(note: Note, stages: Collection[str]) -> dict[str, Any]:
    """The stage of a note, left out where it is gone: a file never names a stage that it has not."""
    if note.stage in stages or (not note.stage and ".stage" in note.given):
        return {"stage": note.stage}
    return {}
