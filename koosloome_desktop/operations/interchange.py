"""Objects that several canvas kinds share in files: zones, notes, clusters, votes, links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Asset, Canvas, Cluster, Link, Note, Track
from koosloome_desktop.operations import interchange_votes, queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Taken,
    Writing,
    integer,
    items,
    list_or_none,
    nested,
    number,
    part,
    refuse,
    remember_lists,
    take,
    text,
    texts,
)
from koosloome_desktop.support.i18n import _

# Voting stands in a file of its own; canvases find everything here.
VOTING, BALLOT, TALLY = interchange_votes.VOTING, interchange_votes.BALLOT, interchange_votes.TALLY
note_votes, read_votes = interchange_votes.note_votes, interchange_votes.read_votes
write_voting, write_ballots = interchange_votes.write_voting, interchange_votes.write_ballots

CANVAS_HEAD: Final[Shape] = (
    text("id", "code", required=True),
    text("type", required=True),
    text("variant", required=True),
    text("title"),
    text("focus_question"),
    part("set_aside"),
    part("zone_orders"),
    part("from_list"),
)

ZONE: Final[Shape] = (text("code", required=True), Field("label", "words", default=None))

PROBLEM_NOTE: Final[Shape] = (
    text("id", "code", required=True),
    text("zone"),
    text("text", required=True),
    nested("parent"),
    nested("votes"),
    integer("level"),
    number("x"),
    number("y"),
    text("attitude"),
    integer("strength"),
    text("reach"),
    text("trend"),
    text("scope", "bound"),
    Field("collapsed", "bool", default=False),
    Field("chosen", "bool", default=False),
)
"""The keys of a note on a problem map; `NOTE_MORE` follows."""

NOTE_MORE: Final[Shape] = (
    text("group"),
    text("author"),
    text("second"),
    nested("sources"),
    Field("times", "int", default=1),
    texts("said_by"),
    nested("photo"),
    nested("merged_into"),
    nested("held"),
    nested("continues"),
)
"""Keys that notes of every kind of canvas may have; they stand after those of the kind."""

SOURCE_FORMS: Final = ("note", "need")

CLUSTER: Final[Shape] = (
    text("id", "code", required=True),
    text("label"),
    nested("notes"),
    Field("history", "list", default=()),
)

Labels = Mapping[str, Mapping[str, str]]
"""Built-in labels by code: {"et": …, "en": …}."""


def auto_code(data: Any, key: str, prefix: str, index: int) -> Any:
    """`data` with a short id under `key` when the file gave none."""
    if isinstance(data, dict) and key not in data:
        return {key: f"{prefix}{index + 1}", **data}
    return data


def read_canvas(reading: Reading, shape: Shape, data: dict[str, Any], place: str, order: str) -> Canvas:
    """The canvas record itself."""
    taken = take(shape, data, place)
    remember_lists(taken, data, shape)
    code = taken.values["code"]
    record_id = reading.identify("canvas", "", code, f"{place}.id")
    if data.get("continues") == "":
        taken.given.append("continues")
    elif data.get("continues") is not None:
        reading.later(record_id, "continues", [(data["continues"], f"{place}.continues")], "", ("canvas",))
    return reading.build(Canvas, record_id, place, {"": taken}, order=order)


def canvas_continued(writing: Writing, canvas: Canvas) -> str | None:
    """The code of the earlier canvas that a canvas carries on, for its key `continues`."""
    if canvas.continues:
        return writing.document.get(canvas.continues, Canvas).code
    return "" if ".continues" in canvas.given else None


def read_tracks(
    reading: Reading, canvas: Canvas, data: Mapping[str, Any], key: str, place: str, axis: str, labels: Labels
) -> list[Track]:
    """Zones or lanes; a label equal to the built-in one is not stored."""
    found = items(data, key, place)
    result = []
    for (one, here), order in zip(found, spread(len(found)), strict=True):
        taken = take(ZONE, one, here)
        label = taken.values.get("label")
        if label is not None and dict(label) == labels.get(taken.values["code"]):
            taken.values["label"] = None
        record_id = reading.identify(axis, canvas.code, taken.values["code"], f"{here}.code")
        result.append(reading.build(Track, record_id, here, {"": taken}, canvas=canvas.id, axis=axis, order=order))
    return result


def write_tracks(writing: Writing, canvas: Canvas, axis: str, labels: Labels) -> list[dict[str, Any]]:
    """Zones or lanes with their own or built-in labels."""
    result = []
    for track in queries.tracks(writing.document, canvas.id, axis):
        one = writing.put(ZONE, track)
        builtin = labels.get(track.code)
        if track.label is None and builtin and "label" not in one:
            rest = {k: v for k, v in one.items() if k != "code"}
            one = {"code": track.code, "label": dict(builtin), **rest}
        result.append(one)
    return result


def check_circles(found: Sequence[tuple[dict[str, Any], str]], key: str) -> None:
    """Refuse notes (object, place) that name each other in a circle under a key."""
    above = {one.get("id"): one.get(key) for one, _place in found if isinstance(one.get("id"), str)}
    for one, place in found:
        seen, current = {one.get("id")}, one.get(key)
        while isinstance(current, str) and current:
            if current in seen:
                raise refuse(_("a note hangs under itself"), f"{place}.{key}")
            seen.add(current)
            current = above.get(current)


NoteTaker = Callable[[Reading, Canvas, dict[str, Any], Taken, str], dict[str, Any]]


def read_notes(
    reading: Reading,
    canvas: Canvas,
    found: Sequence[tuple[Any, str]],
    shape: Shape,
    *,
    form: str = "note",
    prefix: str = "M",
    fixed: NoteTaker | None = None,
) -> list[Note]:
    """Notes in the file's order; parents are resolved when all are known."""
    shape = (*shape, *NOTE_MORE)
    pending: list[tuple[str, Taken, dict[str, Any], str, str]] = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        one = auto_code(raw, "id", prefix, index)
        taken = take(shape, one, here)
        taken.given += [key for key in ("parent", "merged_into", "continues") if one.get(key) == ""]
        remember_lists(taken, one, NOTE_MORE)
        record_id = reading.identify(form, canvas.code, taken.values["code"], f"{here}.id")
        reading.later(record_id, "sources", items(one, "sources", here), canvas.code, SOURCE_FORMS)
        if one.get("photo") is not None:
            reading.later(record_id, "photo", [(one["photo"], f"{here}.photo")], "", ("photo",))
        reading.later(record_id, "held", items(one, "held", here), canvas.code, SOURCE_FORMS)
        if one.get("continues") not in (None, ""):
            reading.later(record_id, "continues", [(one["continues"], f"{here}.continues")], canvas.code, SOURCE_FORMS)
        pending.append((record_id, taken, one, here, order))
    check_circles([(one, here) for _id, _taken, one, here, _order in pending], "merged_into")
    result = []
    for record_id, taken, one, here, order in pending:
        values = fixed(reading, canvas, one, taken, here) if fixed else {}
        if one.get("merged_into") not in (None, ""):
            where = f"{here}.merged_into"
            values["merged_into"] = reading.resolve((form,), canvas.code, one["merged_into"], where)
        note = reading.build(Note, record_id, here, {"": taken}, canvas=canvas.id, form=form, order=order, **values)
        result.append(note)
    return result


def parent_of(reading: Reading, canvas: Canvas, data: dict[str, Any], _taken: Taken, place: str) -> dict[str, Any]:
    """The `parent` reference of a note."""
    code = data.get("parent")
    if code in (None, ""):
        return {}
    return {"parent": reading.resolve(("note",), canvas.code, code, f"{place}.parent")}


def check_parents(notes: Sequence[Note], place: str) -> None:
    """Refuse a circle of parents."""
    above = {n.id: n.parent for n in notes}
    for index, note in enumerate(notes):
        seen, current = {note.id}, note.parent
        while current:
            if current in seen:
                raise refuse(_("a note hangs under itself"), f"{place}.notes[{index}].parent")
            seen.add(current)
            current = above.get(current, "")


def put_note(
    writing: Writing, shape: Shape, note: Note, votes: Mapping[str, int], inner: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A note as it stands in files: the keys of its kind, then `NOTE_MORE`; `inner` are nested keys of the kind."""
    return writing.put((*shape, *NOTE_MORE), note, inner=note_inner(writing, note, votes) | dict(inner or {}))


def told_apart(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Objects of one list, each with an id of its own: what somebody else made while a step was taken back may have got
    the code that the step brings back, and a file in which an id stands twice cannot be read.
    """
    taken = {str(one.get("id", "")) for one in objects}
    seen: set[str] = set()
    for one in objects:
        code = str(one.get("id", ""))
        if code in seen:
            number = 2
            while f"{code}-{number}" in taken:
                number += 1
            one["id"] = code = f"{code}-{number}"
            taken.add(code)
        seen.add(code)
    return objects


def note_ref(writing: Writing, canvas: str, note_id: str) -> str:
    """How a note is named from a canvas: by its code, with its canvas's code before it when that is another one.

    A parked note is named from the canvas it stood on, ``/code`` when that is gone; `ANYWHERE` as the canvas gives the
    whole name. A topic that never stood on one has no name in files: "".
    """
    note = writing.document.get(note_id, Note)
    home = note.canvas or note.parked_from
    found = writing.document.find(home) if home else None
    code = file_code(writing.document, note)
    if home == canvas or not note.code:
        return code
    return f"{found.code}/{code}" if isinstance(found, Canvas) else f"/{code}"


def file_code(document: Document, note: Note) -> str:
    """The code of a note in files: its own, but of parked notes whose canvases are gone several may have the same."""
    if note.canvas or note.parked_from or not note.code:
        return note.code
    lot = (n for n in document.within(Note, "") if n.code == note.code and not n.parked_from)
    twice = [n.id for n in lot if (n.zone == queries.NEED_ZONE) == (note.zone == queries.NEED_ZONE)]
    at = twice.index(note.id) if note.id in twice else 0
    return f"{note.code}-{at + 1}" if at else note.code


def named_here(note: Note, canvas: str) -> bool:
    """Whether a note can be named by its code alone on a canvas: it stands there, or did until it was parked."""
    return bool(note.code) and (note.canvas or note.parked_from) == canvas


def note_inner(writing: Writing, note: Note, votes: Mapping[str, int]) -> dict[str, Any]:
    """The nested keys of a note: its parent's code, its dots and its sources, as far as there are any."""
    result: dict[str, Any] = {}
    sources = [ref for i in note.sources if (ref := note_ref(writing, note.canvas, i))]
    result["sources"] = list_or_none(note, "sources", sources)
    if note.photo:
        result["photo"] = writing.document.get(note.photo, Asset).code
    if note.continues:
        result["continues"] = note_ref(writing, note.canvas, note.continues) or None
    elif ".continues" in note.given:
        result["continues"] = ""
    result["held"] = list_or_none(note, "held", [note_ref(writing, note.canvas, i) for i in note.held])
    for key in ("parent", "merged_into"):
        target = writing.document.find(getattr(note, key))
        if isinstance(target, Note) and named_here(target, note.canvas):
            result[key] = target.code
        elif f".{key}" in note.given:
            result[key] = ""
    if note.id in votes:
        result["votes"] = votes[note.id]
    return result


def read_clusters(reading: Reading, canvas: Canvas, data: Mapping[str, Any], place: str) -> list[Cluster]:
    """Clusters with their notes in the file's order."""
    found = items(data, "clusters", place)
    result = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        one = auto_code(raw, "id", "K", index)
        taken = take(CLUSTER, one, here)
        remember_lists(taken, one, CLUSTER)
        members = [reading.resolve(("note", "need"), canvas.code, c, p) for c, p in items(one, "notes", here)]
        record_id = reading.identify("cluster", canvas.code, taken.values["code"], f"{here}.id")
        fixed = {"canvas": canvas.id, "order": order, "notes": tuple(members)}
        result.append(reading.build(Cluster, record_id, here, {"": taken}, **fixed))
    return result


def write_clusters(writing: Writing, canvas: Canvas) -> list[dict[str, Any]] | None:
    """The `clusters` list."""
    result = []
    for cluster in writing.document.within(Cluster, canvas.id):
        codes = [writing.document.get(n, Note).code for n in cluster.notes]
        result.append(writing.put(CLUSTER, cluster, inner={"notes": list_or_none(cluster, "notes", codes)}))
    return list_or_none(canvas, "clusters", result)


LINK: Final[Shape] = (nested("from"), nested("to"), text("kind", "label"))
"""A link that people drew between two notes."""


@dataclass(frozen=True, slots=True)
class LinkList:
    """A list of connections in a file: its key, the link type, the shape of one, the keys of source and target.

    `kinds` are the forms that source and target may name.
    """

    key: str
    type: str
    shape: Shape
    ends: tuple[str, str]
    kinds: tuple[Sequence[str], Sequence[str]]


LINKS: Final = LinkList("links", "relation", LINK, ("from", "to"), (("note",), ("note",)))
"""Links of canvases that have no list of their own for them."""


def read_links(reading: Reading, canvas: Canvas, data: Mapping[str, Any], place: str, wanted: LinkList) -> list[Link]:
    """The connections of one list."""
    found = items(data, wanted.key, place)
    ends, kinds = wanted.ends, wanted.kinds
    result = []
    for index, ((one, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        taken = take(wanted.shape, one, here)
        source, target = (
            reading.resolve(kinds[side], canvas.code, one.get(ends[side]), f"{here}.{ends[side]}") for side in (0, 1)
        )
        record_id = reading.identify("link", canvas.code, f"{canvas.code}/{wanted.key}/{index}", here)
        fixed = {"canvas": canvas.id, "type": wanted.type, "source": source, "target": target, "order": order}
        result.append(reading.build(Link, record_id, here, {"": taken}, **fixed))
    return result


def write_links(writing: Writing, canvas: Canvas, wanted: LinkList) -> list[dict[str, Any]] | None:
    """The connections of one list as they stand in files."""
    result = []
    for link in queries.stored_links(writing.document, canvas.id, wanted.type):
        codes = [writing.document.get(i, Note).code for i in (link.source, link.target)]
        result.append(writing.put(wanted.shape, link, inner=dict(zip(wanted.ends, codes, strict=True))))
    return list_or_none(canvas, wanted.key, result)
