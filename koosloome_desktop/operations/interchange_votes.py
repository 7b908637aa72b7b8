"""Voting in files: the newest ballot's figures, dots as `votes` of their notes, rounds and methods as `ballots`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Ballot, Canvas, Note, Record, Tally
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Writing,
    derived,
    inner_object,
    items,
    list_or_none,
    nested,
    refuse,
    remember_lists,
    take,
    text,
)
from koosloome_desktop.support.i18n import _

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
    nested("targets"),
    nested("tallies"),
    Field("form", "text", default="dots"),
    Field("hidden", "bool", default=False),
)

TARGETS: Final = ("note", "need", "cluster", "action")
"""What can be voted for."""

TALLY: Final[Shape] = (
    nested("target"),
    text("method", required=True),
    Field("count", "int", default=0, required=True),
    text("group"),
    Field("voices", "int", default=0),
    Field("marks", "list", default=()),
)


def read_votes(
    reading: Reading,
    canvas: Canvas,
    data: Mapping[str, Any],
    place: str,
    notes: Sequence[tuple[Note | Action, dict[str, Any], str]],
) -> list[Record]:
    """Voting, ballots and tallies. `notes` are (note or row, object, place); their `votes` are one tally of method
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
        remember_lists(taken, raw, (nested("targets"),))
        parts = {"": taken}
        if index == last and voting is not None:
            head = take(VOTING, voting, place)
            head.values = {}
            head.given = [""]
            parts["voting"] = head
        code = taken.values["code"]
        ballot_id = reading.identify("ballot", canvas.code, code, f"{here}.id")
        result.append(reading.build(Ballot, ballot_id, here, parts, canvas=canvas.id, order=order))
        reading.later(ballot_id, "targets", items(raw, "targets", here), canvas.code, TARGETS)
        tallies = items(raw, "tallies", here)
        for number_, ((one, where), key) in enumerate(zip(tallies, spread(len(tallies)), strict=True)):
            row = take(TALLY, one, where)
            if row.values["count"] < 0:
                raise refuse(_("a whole number is expected here"), f"{where}.count")
            target = reading.resolve(TARGETS, canvas.code, one.get("target"), f"{where}.target")
            tally_id = reading.identify("tally", canvas.code, f"{code}/{number_}", where)
            result.append(reading.build(Tally, tally_id, where, {"": row}, ballot=ballot_id, target=target, order=key))
    return result


def note_votes(writing: Writing, canvas: Canvas) -> dict[str, int]:
    """Dots per note for `votes` keys, each as it was given."""
    return queries.stored_votes(writing.document, canvas.id)


def write_voting(writing: Writing, canvas: Canvas) -> dict[str, Any] | None:
    """The `voting` object: the newest ballot's figures; None when there is nothing to say."""
    document = writing.document
    ballots = document.within(Ballot, canvas.id)
    if not ballots:
        return None
    ballot = ballots[-1]
    if not (ballot.dots_per_person or ballot.voters or "voting." in ballot.given):
        return None
    cast = sum(t.count for t in tallies_here(document, ballot))
    computed = {"available": ballot.dots_per_person * ballot.voters, "cast": cast}
    return writing.put(VOTING, ballot, "voting", computed=computed)


def write_ballots(writing: Writing, canvas: Canvas) -> list[dict[str, Any]] | None:
    """The `ballots` list; None while one imported tally per note says it all."""
    document = writing.document
    ballots = document.within(Ballot, canvas.id)
    tallies = [tallies_here(document, b) for b in ballots]
    plain = len(ballots) < 2 and all(t.method == "imported" for row in tallies for t in row)
    if plain and not any(b.code or b.title or not b.closed or b.targets or b.form != "dots" for b in ballots):
        return None
    result = []
    taken = {b.code for b in ballots}
    for index, (ballot, row) in enumerate(zip(ballots, tallies, strict=True)):
        # What was parked since stays on the list: without it, an empty list would mean everything.
        homes = [
            (t, getattr(t, "canvas", "") or getattr(t, "parked_from", "")) for t in map(document.find, ballot.targets)
        ]
        listed = [t for t, home in homes if home == canvas.id]
        targets = list_or_none(ballot, "targets", [getattr(t, "code", "") for t in listed])
        inner = {"tallies": [_write_tally(writing, t) for t in row], "targets": targets}
        one = writing.put(BALLOT, ballot, inner=inner)
        one["id"] = ballot.code or _free(taken, index + 1)
        taken.add(one["id"])
        result.append(one)
    return result


def _free(taken: set[str], number: int) -> str:
    """The id of a round that has none: by its place, unless another has that."""
    while f"B{number}" in taken:
        number += 1
    return f"B{number}"


def _write_tally(writing: Writing, tally: Tally) -> dict[str, Any]:
    target = writing.document.find(tally.target)
    return writing.put(TALLY, tally, inner={"target": getattr(target, "code", "")})


def tallies_here(document: Document, ballot: Ballot) -> list[Tally]:
    """The tallies of a ballot whose target is on its canvas; what was parked since keeps its dots, but not in files."""
    found = ((t, document.find(t.target)) for t in document.within(Tally, ballot.id))
    return [t for t, target in found if getattr(target, "canvas", "") == ballot.canvas]
