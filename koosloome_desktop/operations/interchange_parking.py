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
    Field,
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
from koosloome_desktop.operations.interchange import NOTE_MORE, SOURCE_FORMS, file_code, note_ref
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
    text("reach"),
    text("trend"),
    text("scope", "bound"),
    Field("collapsed", "bool", default=False),
    Field("chosen", "bool", default=False),
    Field("span", "int", default=1),
    text("whose"),
    integer("priority"),
    text("exchange"),
    Field("unused", "bool", default=False),
    *NOTE_MORE,
)
"""The keys of a parked note: those of notes of every kind of canvas, so that it comes back as it was."""


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
    # A topic that was an object stays one, even when a text would do.
    taken.given.append("")
    canvas = raw.get("canvas") or ""
    if not isinstance(canvas, str):
        raise refuse(_("a text is expected here"), f"{here}.canvas")
    home = reading.resolve(("canvas",), "", canvas, f"{here}.canvas") if canvas else ""
    for key in ("sources", "held"):
        reading.later(record_id, key, items(raw, key, here), canvas, SOURCE_FORMS)
    for key in ("parent", "merged_into", "continues"):
        if raw.get(key):
            reading.later(record_id, key, [(raw[key], f"{here}.{key}")], canvas, SOURCE_FORMS)
    if raw.get("photo") is not None:
        reading.later(record_id, "photo", [(raw["photo"], f"{here}.photo")], "", ("photo",))
    count = raw.get("votes")
    if count is not None and (type(count) is not int or count < 0):
        raise refuse(_("a whole number is expected here"), f"{here}.votes")
    if count is not None and not home:  # there is no round they could belong to
        taken.extra["votes"] = count
    note = reading.build(Note, record_id, here, {"": taken}, form=PARKING, order=order, parked_from=home)
    if count is None or not home:
        return [note]
    return [note, *_dots(reading, note, count, canvases)]


def _dots(reading: Reading, note: Note, count: int, canvases: Sequence[Record]) -> list[Record]:
    """The dots that a parked note had."""
    rounds = [b for b in canvases if isinstance(b, Ballot) and b.canvas == note.parked_from]
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


def check_lot(reading: Reading, records: Sequence[Record]) -> None:
    """Refuse parked notes that hang under, or are folded into, themselves by way of others."""
    found = {r.id: r for r in records if isinstance(r, Note)} if reading.waiting else {}
    for wait in reading.waiting:
        if wait.attr not in {"parent", "merged_into"}:
            continue
        seen, current = {wait.record_id}, getattr(found[wait.record_id], wait.attr)
        while current:
            if current in seen:
                raise refuse(_("a note hangs under itself"), wait.refs[0][1])
            seen.add(current)
            current = getattr(found[current], wait.attr)


def write_parking(writing: Writing) -> list[Any]:
    """The topics as they stand in files."""
    return [_written(writing, note) for note in queries.stored_notes(writing.document, "", PARKING)]


def _written(writing: Writing, note: Note) -> Any:
    document = writing.document
    home = document.find(note.parked_from) if note.parked_from else None
    scope = home.id if isinstance(home, Canvas) else ""
    inner: dict[str, Any] = {
        "canvas": home.code if isinstance(home, Canvas) else "" if ".canvas" in note.given else None,
        "sources": list_or_none(note, "sources", [r for i in note.sources if (r := note_ref(writing, scope, i))]),
        "held": list_or_none(note, "held", [r for i in note.held if (r := note_ref(writing, scope, i))]),
    }
    for key in ("parent", "merged_into", "continues"):
        target = document.find(getattr(note, key))
        if isinstance(target, Note) and target.code:
            inner[key] = note_ref(writing, scope, target.id)
        elif f".{key}" in note.given:
            inner[key] = ""
    if note.photo:
        inner["photo"] = document.get(note.photo, Asset).code
    if scope:
        votes = queries.stored_votes(document, scope)
        inner["votes"] = votes.get(note.id)
    result = writing.put(PARKED, note, inner=inner)
    if note.code:
        result["id"] = file_code(document, note)
    return note.text if result.keys() == {"text"} and "." not in note.given else result
