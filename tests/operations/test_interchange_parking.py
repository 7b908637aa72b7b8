"""The parking lot in files: whatever a topic has comes back, and nothing that was parked makes a file unreadable."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Ballot, Canvas, Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions, merging, notes, parking, photos, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput

TREE = ("problem_map", "problem_tree")


class Room:
    """Two trees with a note P01 each, as two teams' files have them, and a plan."""

    def __init__(self) -> None:
        self.document = new_workshop("Proov", canvases=[TREE, TREE, ("action_plan", "table_years")])
        self.one, self.two, self.plan = (c.id for c in queries.canvases(self.document))
        with self.document.transaction("Fill") as tx:
            self.first = notes.add_note(tx, self.one, "esimene", zone="cause").id
            made = notes.add_note(tx, self.two, "teine", zone="cause")
            self.second = tx.update(made, code="P01").id

    def run(self, work: Callable[[Transaction], object]) -> None:
        with self.document.transaction("Step") as tx:
            work(tx)

    def note(self, note_id: str) -> Note:
        return self.document.get(note_id, Note)

    def delete(self, canvas: str) -> None:
        self.run(lambda tx: photos.remove_canvas(tx, self.document.get(canvas, Canvas)))


def loaded(data: Any) -> Document:
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document


def again(document: Document) -> Document:
    """What is read of what is written, which is written the same once more."""
    text = workshop_file.dumps(workshop_file.write(document))
    found = loaded(json.loads(text))
    assert workshop_file.dumps(workshop_file.write(found)) == text
    assert list(integrity.problems(found)) == []
    return found


def data(**first: Any) -> dict[str, Any]:
    """The file of a room whose first note has these keys, too."""
    found = json.loads(workshop_file.dumps(workshop_file.write(Room().document)))
    found["canvases"][0]["notes"][0] |= first
    return found


def sources(document: Document) -> list[list[str]]:
    return [[document.get(i, Note).text for i in a.sources] for a in document.of(Action)]


def test_a_note_brought_to_a_canvas_where_its_code_is_taken_gets_another() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.second]))
    room.run(lambda tx: parking.bring_back(tx, room.second, room.one, "cause"))
    assert [n.code for n in queries.notes(room.document, room.one)] == ["P01", "P02"]
    assert sorted(n.code for n in again(room.document).of(Note)) == ["P01", "P02"]


def test_actions_keep_their_own_sources_when_one_of_two_notes_of_a_code_is_parked() -> None:
    room = Room()
    room.run(lambda tx: [actions.add_action(tx, room.plan, "x", sources=(i,)) for i in (room.first, room.second)])
    room.run(lambda tx: parking.park(tx, [room.second]))
    assert sources(again(room.document)) == [["esimene"], ["teine"]]
    room.delete(room.two)
    assert sources(again(room.document)) == [["esimene"], ["teine"]]


def test_notes_of_one_code_are_told_apart_when_their_canvases_are_gone() -> None:
    room = Room()
    room.run(lambda tx: [actions.add_action(tx, room.plan, "x", sources=(i,)) for i in (room.first, room.second)])
    room.run(lambda tx: tx.update(tx.document.get(room.plan, Canvas), goal_sources=(room.second, room.first)))
    room.run(lambda tx: parking.park(tx, [room.first, room.second]))
    room.delete(room.one)
    room.delete(room.two)
    found = again(room.document)
    assert [n.code for n in parking.parked(found)] == ["P01", "P01-2"]
    assert sources(found) == [["esimene"], ["teine"]]
    plan = queries.canvases(found)[0]
    assert [found.get(i, Note).text for i in plan.goal_sources] == ["teine", "esimene"]


def test_a_note_keeps_a_source_that_is_parked_and_whose_canvas_is_gone() -> None:
    room = Room()
    room.run(lambda tx: tx.update(room.note(room.second), sources=(room.first,)))
    room.run(lambda tx: parking.park(tx, [room.first]))
    room.delete(room.one)
    found = again(room.document)
    (note,) = [n for n in found.of(Note) if n.text == "teine"]
    assert [found.get(i, Note).text for i in note.sources] == ["esimene"]


def test_a_source_is_found_on_a_canvas_whose_code_has_a_slash() -> None:
    room = Room()
    room.run(lambda tx: tx.update(tx.document.get(room.one, Canvas), code="a/b"))
    room.run(lambda tx: tx.update(room.note(room.second), sources=(room.first,)))
    found = again(room.document)
    (note,) = [n for n in found.of(Note) if n.text == "teine"]
    assert [found.get(i, Note).text for i in note.sources] == ["esimene"]


def test_a_parked_note_keeps_all_that_notes_have() -> None:
    room = Room()
    marks = {"reach": "alone", "trend": "growing", "bound": "out", "collapsed": True, "chosen": True, "span": 2,
             "exchange": "swap", "unused": True, "second": "другое", "times": 2, "said_by": ("3",)}  # fmt: skip
    room.run(lambda tx: tx.update(room.note(room.first), **marks))
    room.run(lambda tx: parking.park(tx, [room.first]))
    (found,) = parking.parked(again(room.document))
    assert {name: getattr(found, name) for name in marks} == marks


@pytest.mark.parametrize(
    "topic",
    [
        {"text": "x", "group": "2", "author": "A", "second": "y", "times": 3},
        {"text": "x"},
        {"id": None, "canvas": None, "text": "x", "votes": None},
        {"id": "P77", "text": "x", "votes": 2},
        {"id": "P77", "canvas": "", "text": "x", "parent": "", "merged_into": ""},
        {"id": "P77", "canvas": "problem", "text": "x", "votes": 2, "level": None, "sources": [], "held": None},
    ],
)
def test_a_topic_comes_back_as_it_was_written(topic: dict[str, Any]) -> None:
    assert workshop_file.write(loaded(data() | {"parking_lot": [topic]}))["parking_lot"] == [topic]


def test_a_note_folded_into_a_parked_one_stays_folded() -> None:
    parked = {"id": "P50", "canvas": "problem", "text": "x"}
    found = again(loaded(data(merged_into="P50") | {"parking_lot": [parked]}))
    assert [n.code for n in found.of(Note) if n.merged_into] == ["P01"]


def test_a_folded_note_keeps_the_note_over_it_when_that_is_parked() -> None:
    room = Room()

    def fold(tx: Transaction) -> None:
        kid, other = (notes.add_note(tx, room.one, t, zone="cause", parent=room.first).id for t in "ab")
        merging.merge(tx, kid, [other])
        parking.park(tx, [room.first])

    room.run(fold)
    before = sorted(n.text for n in room.document.of(Note) if n.parent)
    assert before == ["a", "b"]
    assert sorted(n.text for n in again(room.document).of(Note) if n.parent) == before


@pytest.mark.parametrize("key", ["merged_into", "parent"])
@pytest.mark.parametrize(("standing", "parked"), [("", "P50"), ("P50", "P01")])
def test_a_circle_through_the_lot_is_refused_with_its_place(key: str, standing: str, parked: str) -> None:
    topic = {"id": "P50", "canvas": "problem", "text": "x", key: parked}
    with pytest.raises(RefusedInput) as refused:
        loaded(data(**{key: standing}) | {"parking_lot": [topic]})
    assert refused.value.place == f"parking_lot[0].{key}"


def test_a_canvas_that_is_no_text_is_refused_with_its_place() -> None:
    with pytest.raises(RefusedInput) as refused:
        loaded(data() | {"parking_lot": [{"text": "x", "canvas": 5}]})
    assert refused.value.place == "parking_lot[0].canvas"


def test_dots_below_zero_are_refused_with_their_place_in_a_round_too() -> None:
    found = data()
    found["canvases"][0]["ballots"] = [{"id": "B1", "tallies": [{"target": "P01", "method": "hands", "count": -2}]}]
    with pytest.raises(RefusedInput) as refused:
        loaded(found)
    assert refused.value.place == "canvases[0].ballots[0].tallies[0].count"


def test_a_vote_list_whose_notes_are_all_parked_does_not_become_one_for_everything() -> None:
    room = Room()
    room.run(lambda tx: tx.create(Ballot(id="b" * 32, canvas=room.one, order="a", targets=(room.first,))))
    room.run(lambda tx: parking.park(tx, [room.first]))
    (ballot,) = again(room.document).of(Ballot)
    assert len(ballot.targets) == 1


def test_only_a_map_of_resources_takes_a_topic_back_as_a_need() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.second]))
    room.run(lambda tx: parking.bring_back(tx, room.second, room.one, "needs"))
    assert room.note(room.second).form == "note"
    assert sorted(n.text for n in again(room.document).of(Note)) == ["esimene", "teine"]


def test_a_note_never_comes_back_under_what_hangs_under_it() -> None:
    room = Room()

    def work(tx: Transaction) -> None:
        upper = notes.add_note(tx, room.one, "ülal", zone="cause")
        tx.update(room.note(room.first), parent=upper.id)
        parking.park(tx, [room.first])
        tx.update(upper, parent=room.first)  # as taking folded notes apart can leave it
        parking.bring_back(tx, room.first)

    room.run(work)
    assert room.note(room.first).parent == ""
