"""The parking lot in files: a topic that was only ever said is a text; a note that was parked is an object that says
where it stood, too, so that it finds back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Asset, Ballot, Canvas, Note, Record, Tally
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Reading,
    Shape,
    Writing,
    integer,
    items,
    list_or_none,
    nested,
    number,
    refuse,
    remember_lists,
    take,
    text,
)
from koosloome_desktop.operations.interchange import NOTE_MORE, SOURCE_FORMS, note_ref
from koosloome_desktop.operations.parking import NEED_ZONE, PARKING
from koosloome_desktop.support.i18n import _

PARKED: Final[Shape] = (
    text("id", "code"),
    nested("canvas"),
    text("zone"),
    text("stage"),
    text("text", required=True),
    nested("parent"),
    nested("votes"),
    integer("level"),
    number("x"),
    number("y"),
    text("ring"),
    text("pin"),
    text("attitude"),
    integer("strength"),
    text("whose"),
    integer("priority"),
    *NOTE_MORE,
)


def identify_parked(reading: Reading, data: dict[str, Any]) -> list[str]:
    """The ids of the topics, before anything that may name them is read."""
    result = []
    for index, (raw, here) in enumerate(items(data, "parking_lot", "")):
        code = raw.get("id") if isinstance(raw, dict) else None
        canvas = raw.get("canvas") if isinstance(raw, dict) else None
        if isinstance(code, str) and code:
            kind = "need" if raw.get("zone") == NEED_ZONE else "note"
            result.append(reading.identify(kind, canvas if isinstance(canvas, str) else "", code, f"{here}.id"))
        else:
            result.append(reading.identify("parking", "", str(index), here))
    return result


def read_parking(
    reading: Reading, data: dict[str, Any], ids: Sequence[str], canvases: Sequence[Record]
) -> list[Record]:
    """The topics; the dots of a note go to the newest round of its canvas."""
    found = items(data, "parking_lot", "")
    result: list[Record] = []
    for record_id, (raw, here), order in zip(ids, found, spread(len(found)), strict=True):
        if isinstance(raw, str):
            result.append(Note(id=record_id, form=PARKING, text=raw, order=order))
        elif isinstance(raw, dict):
            result += _read_one(reading, raw, here, record_id, order, canvases)
        else:
            raise refuse(_("a text is expected here"), here)
    return result


def _read_one(
    reading: Reading, raw: dict[str, Any], here: str, record_id: str, order: str, canvases: Sequence[Record]
) -> list[Record]:
    taken = take(PARKED, raw, here)
    remember_lists(taken, raw, PARKED)
    canvas = raw.get("canvas") if isinstance(raw.get("canvas"), str) else ""
    home = reading.resolve(("canvas",), "", canvas, f"{here}.canvas") if canvas else ""
    for key in ("sources", "held"):
        reading.later(record_id, key, items(raw, key, here), str(canvas), SOURCE_FORMS)
    for key in ("parent", "merged_into"):
        if raw.get(key):
            reading.later(record_id, key, [(raw[key], f"{here}.{key}")], str(canvas), SOURCE_FORMS)
    if raw.get("photo") is not None:
        reading.later(record_id, "photo", [(raw["photo"], f"{here}.photo")], "", ("photo",))
    note = reading.build(Note, record_id, here, {"": taken}, form=PARKING, order=order, parked_from=home)
    count = raw.get("votes")
    if count is None:
        return [note]
    if type(count) is not int or count < 0:
        raise refuse(_("a whole number is expected here"), f"{here}.votes")
    return [note, *_dots(reading, note, count, canvases)]


def _dots(reading: Reading, note: Note, count: int, canvases: Sequence[Record]) -> list[Record]:
    """The dots that a parked note had."""
    rounds = [b for b in canvases if isinstance(b, Ballot) and b.canvas == note.parked_from]
    if not note.parked_from:
        return []
    made: list[Record] = []
    if not rounds:
        name = f"{note.parked_from}/parked"
        ballot = Ballot(
            id=reading.identify("ballot", "parked", name, ""), canvas=note.parked_from, order=next(spread(1))
        )
        made.append(ballot)
        rounds = [ballot]
    tally_id = reading.identify("tally", "parked", f"{note.parked_from}/{note.code}", "")
    return [*made, Tally(id=tally_id, ballot=rounds[-1].id, target=note.id, count=count, order=next(spread(1)))]


def write_parking(writing: Writing) -> list[Any]:
    """The topics as they stand in files."""
    return [_written(writing, note) for note in queries.stored_notes(writing.document, "", PARKING)]


def _written(writing: Writing, note: Note) -> Any:
    document = writing.document
    home = document.find(note.parked_from) if note.parked_from else None
    if not note.code and not isinstance(home, Canvas) and not note.extra:
        return note.text
    scope = home.id if isinstance(home, Canvas) else ""
    inner: dict[str, Any] = {
        "canvas": home.code if isinstance(home, Canvas) else None,
        "sources": list_or_none(note, "sources", [r for i in note.sources if (r := note_ref(writing, scope, i))]),
        "held": list_or_none(note, "held", [r for i in note.held if (r := note_ref(writing, scope, i))]),
    }
    for key in ("parent", "merged_into"):
        target = document.find(getattr(note, key))
        if isinstance(target, Note) and target.code:
            inner[key] = note_ref(writing, scope, target.id)
    if note.photo:
        inner["photo"] = document.get(note.photo, Asset).code
    if scope:
        votes = queries.stored_votes(document, scope)
        inner["votes"] = votes.get(note.id)
    return writing.put(PARKED, note, inner=inner)
