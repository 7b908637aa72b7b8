"""Objects that several canvas kinds share in files: zones, notes, clusters, votes, links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Asset, Ballot, Canvas, Cluster, Link, Note, Record, Tally, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Taken,
    Writing,
    derived,
    inner_object,
    integer,
    items,
    list_or_none,
    nested,
    number,
    refuse,
    remember_lists,
    take,
    text,
    texts,
)
from koosloome_desktop.support.i18n import _

CANVAS_HEAD: Final[Shape] = (
    text("id", "code", required=True),
    text("type", required=True),
    text("variant", required=True),
    text("title"),
    text("focus_question"),
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
)
"""The keys of a note on a problem map; `NOTE_MORE` follows."""

NOTE_MORE: Final[Shape] = (
    text("group"),
    text("author"),
    nested("sources"),
    Field("times", "int", default=1),
    texts("said_by"),
    nested("photo"),
)
"""Keys that notes of every kind of canvas may have; they stand after those of the kind."""

SOURCE_FORMS: Final = ("note", "need")

CLUSTER: Final[Shape] = (text("id", "code", required=True), text("label"), nested("notes"))

VOTING: Final[Shape] = (
    Field("dots_per_person", "int", default=0),
    Field("voters", "int", default=0),
    derived("available"),
    derived("cast"),
)

BALLOT: Final[Shape] = (
    text("id", "code", required=True),
    text("title"),
    Field("dots_per_person", "int", default=0),
    Field("voters", "int", default=0),
    Field("closed", "bool", default=True),
    nested("tallies"),
)

TALLY: Final[Shape] = (nested("target"), text("method", required=True), Field("count", "int", default=0, required=True))

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
    return reading.build(Canvas, record_id, place, {"": taken}, order=order)


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
        if one.get("parent") == "":
            taken.given.append("parent")
        remember_lists(taken, one, NOTE_MORE)
        record_id = reading.identify(form, canvas.code, taken.values["code"], f"{here}.id")
        reading.later(record_id, "sources", items(one, "sources", here), canvas.code, SOURCE_FORMS)
        if one.get("photo") is not None:
            reading.later(record_id, "photo", [(one["photo"], f"{here}.photo")], "", ("photo",))
        pending.append((record_id, taken, one, here, order))
    result = []
    for record_id, taken, one, here, order in pending:
        values = fixed(reading, canvas, one, taken, here) if fixed else {}
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


def note_ref(writing: Writing, canvas: str, note_id: str) -> str:
    """How a note is named from a canvas: by its code, with its canvas's code before it when that is another one.

    A parked topic has no name in files: "".
    """
    note = writing.document.get(note_id, Note)
    if note.canvas == canvas or not note.code:
        return note.code
    return f"{writing.document.get(note.canvas, Canvas).code}/{note.code}"


def note_inner(writing: Writing, note: Note, votes: Mapping[str, int]) -> dict[str, Any]:
    """The nested keys of a note: its parent's code, its dots and its sources, as far as there are any."""
    result: dict[str, Any] = {}
    sources = [ref for i in note.sources if (ref := note_ref(writing, note.canvas, i))]
    result["sources"] = list_or_none(note, "sources", sources)
    if note.photo:
        result["photo"] = writing.document.get(note.photo, Asset).code
    if note.parent:
        result["parent"] = writing.document.get(note.parent, Note).code
    elif ".parent" in note.given:
        result["parent"] = ""
    if note.id in votes:
        result["votes"] = votes[note.id]
    return result


def read_votes(
    reading: Reading,
    canvas: Canvas,
    data: Mapping[str, Any],
    place: str,
    notes: Sequence[tuple[Note, dict[str, Any], str]],
) -> list[Record]:
    """Voting, ballots and tallies. `notes` are (record, object, place); their `votes` are one tally of method
    imported.
    """
    rounds = items(data, "ballots", place)
    voting, here = inner_object(data, "voting", place)
    counted = [(n, o["votes"], f"{p}.votes") for n, o, p in notes if o.get("votes") is not None]
    for _note, count, where in counted:
        if type(count) is not int or count < 0:
            raise refuse(_("a whole number is expected here"), where)
    if rounds:
        return _read_ballots(reading, canvas, rounds, voting, here)
    if voting is None and not counted:
        return []
    taken = take(VOTING, voting or {}, here)
    if voting is not None:
        taken.given.append("")
    ballot_id = reading.identify("ballot", canvas.code, f"{canvas.code}/1", place)
    order = next(spread(1))
    ballot = reading.build(Ballot, ballot_id, here, {"voting": taken}, canvas=canvas.id, order=order)
    result: list[Record] = [ballot]
    for (note, count, where), key in zip(counted, spread(len(counted)), strict=True):
        tally_id = reading.identify("tally", canvas.code, f"{canvas.code}/1/{note.code}", where)
        result.append(Tally(id=tally_id, order=key, ballot=ballot_id, target=note.id, count=count))
    return result


def _read_ballots(
    reading: Reading, canvas: Canvas, rounds: Sequence[tuple[Any, str]], voting: dict[str, Any] | None, place: str
) -> list[Record]:
    result: list[Record] = []
    last = len(rounds) - 1
    for index, ((raw, here), order) in enumerate(zip(rounds, spread(len(rounds)), strict=True)):
        taken = take(BALLOT, raw, here)
        parts = {"": taken}
        if index == last and voting is not None:
            head = take(VOTING, voting, place)
            head.values = {}
            head.given = [""]
            parts["voting"] = head
        code = taken.values["code"]
        ballot_id = reading.identify("ballot", canvas.code, code, f"{here}.id")
        result.append(reading.build(Ballot, ballot_id, here, parts, canvas=canvas.id, order=order))
        tallies = items(raw, "tallies", here)
        for number_, ((one, where), key) in enumerate(zip(tallies, spread(len(tallies)), strict=True)):
            row = take(TALLY, one, where)
            target = reading.resolve(
                ("note", "need", "cluster", "action"), canvas.code, one.get("target"), f"{where}.target"
            )
            tally_id = reading.identify("tally", canvas.code, f"{code}/{number_}", where)
            result.append(reading.build(Tally, tally_id, where, {"": row}, ballot=ballot_id, target=target, order=key))
    return result


def note_votes(writing: Writing, canvas: Canvas) -> dict[str, int]:
    """Dots per note for `votes` keys."""
    return queries.votes(writing.document, canvas.id)


def write_voting(writing: Writing, canvas: Canvas) -> dict[str, Any] | None:
    """The `voting` object: the newest ballot's figures; None when there is nothing to say."""
    document = writing.document
    ballots = document.within(Ballot, canvas.id)
    if not ballots:
        return None
    ballot = ballots[-1]
    if not (ballot.dots_per_person or ballot.voters or "voting." in ballot.given):
        return None
    cast = sum(t.count for t in document.within(Tally, ballot.id))
    computed = {"available": ballot.dots_per_person * ballot.voters, "cast": cast}
    return writing.put(VOTING, ballot, "voting", computed=computed)


def write_ballots(writing: Writing, canvas: Canvas) -> list[dict[str, Any]] | None:
    """The `ballots` list; None while one imported tally per note says it all."""
    document = writing.document
    ballots = document.within(Ballot, canvas.id)
    tallies = [document.within(Tally, b.id) for b in ballots]
    plain = len(ballots) < 2 and all(t.method == "imported" for row in tallies for t in row)
    if plain and not any(b.code or b.title or not b.closed for b in ballots):
        return None
    result = []
    for index, (ballot, row) in enumerate(zip(ballots, tallies, strict=True)):
        one = writing.put(BALLOT, ballot, inner={"tallies": [_write_tally(writing, t) for t in row]})
        one["id"] = ballot.code or f"B{index + 1}"
        result.append(one)
    return result


def _write_tally(writing: Writing, tally: Tally) -> dict[str, Any]:
    target = writing.document.find(tally.target)
    return writing.put(TALLY, tally, inner={"target": getattr(target, "code", "")})


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
    for link in queries.links(writing.document, canvas.id, wanted.type):
        codes = [writing.document.get(i, Note).code for i in (link.source, link.target)]
        result.append(writing.put(wanted.shape, link, inner=dict(zip(wanted.ends, codes, strict=True))))
    return list_or_none(canvas, wanted.key, result)
