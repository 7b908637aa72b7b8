"""Topics put off for later: nothing of them is lost, they find back, also after a file, and each leaves in one step."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import linking, merging, notes, parking, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput


class Room:
    """A workshop of four canvases: a tree core > b > c, dots on b, b linked and in a cluster; a need and a resource."""

    def __init__(self) -> None:
        self.document = new_workshop("Proov")
        self.tree, self.journey, self.map, self.plan = (c.id for c in queries.canvases(self.document))
        with self.document.transaction("Fill") as tx:
            self.core = notes.add_note(tx, self.tree, "core", zone="core").id
            self.b = notes.add_note(tx, self.tree, "Buss ei käi", zone="cause", parent=self.core, group="2").id
            self.c = notes.add_note(tx, self.tree, "Raha pole", zone="cause", parent=self.b).id
            notes.put_in_cluster(tx, self.tree, [self.b, self.c], notes.add_cluster(tx, self.tree, "Transport"))
            notes.set_votes(tx, self.tree, self.b, 3, "imported")
            linking.toggle(tx, tx.document.get(self.b, Note), tx.document.get(self.core, Note))
            self.need = notes.add_note(tx, self.map, "Õhtune buss", form="need").id
            notes.add_note(tx, "", "Parkla lumekoristus", form="parking")

    def run(self, work) -> None:
        with self.document.transaction("Step") as tx:
            work(tx)

    def note(self, note_id: str) -> Note:
        return self.document.get(note_id, Note)

    def lot(self) -> list[str]:
        return [n.text for n in parking.parked(self.document)]

    def reload(self) -> Document:
        text = workshop_file.dumps(workshop_file.write(self.document))
        read = workshop_file.read(json.loads(text))
        again = Document(read.id)
        again.load(read.records, 0)
        assert workshop_file.dumps(workshop_file.write(again)) == text
        assert list(integrity.problems(again)) == []
        return again


def test_a_parked_note_leaves_the_canvas_and_what_hung_under_it_moves_up() -> None:
    room = Room()
    history, before = History(room.document), room.document.digest()
    room.run(lambda tx: parking.park(tx, [room.b]))
    assert room.lot() == ["Parkla lumekoristus", "Buss ei käi"]
    assert [n.text for n in queries.notes(room.document, room.tree)] == ["core", "Raha pole"]
    assert room.note(room.c).parent == room.core
    assert queries.links(room.document, room.tree, "relation") == []
    assert queries.votes(room.document, room.tree) == {}
    assert room.b not in queries.cluster_of(room.document, room.tree)
    assert list(integrity.problems(room.document)) == []
    history.undo()
    assert room.document.digest() == before


def test_brought_back_it_stands_where_it_stood_with_its_dots_and_links() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.b]))
    room.run(lambda tx: parking.bring_back(tx, room.b))
    note = room.note(room.b)
    assert (note.canvas, note.form, note.zone, note.parent, note.parked_from) == (
        room.tree, "note", "cause", room.core, "",
    )  # fmt: skip
    assert queries.votes(room.document, room.tree) == {room.b: 3}
    assert len(queries.links(room.document, room.tree, "relation")) == 1
    assert room.lot() == ["Parkla lumekoristus"]


def test_a_topic_stays_a_text_in_files_and_a_note_says_where_it_stood() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.b, room.need]))
    lot = workshop_file.write(room.document)["parking_lot"]
    assert lot == [
        "Parkla lumekoristus",
        {"id": "P02", "canvas": "problem", "zone": "cause", "text": "Buss ei käi", "parent": "P01", "votes": 3,
         "group": "2"},
        {"id": "N1", "canvas": "resources", "zone": "needs", "text": "Õhtune buss"},
    ]  # fmt: skip


def test_back_after_a_file_as_if_nothing_had_been() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.b, room.need]))
    again = room.reload()
    by_code = {n.code: n for n in again.of(Note) if n.code}
    with again.transaction("Back") as tx:
        back = parking.bring_back(tx, by_code["P02"].id)
        need = parking.bring_back(tx, by_code["N1"].id)
    assert again.get(back.canvas, Canvas).code == "problem"
    assert (back.zone, back.parent) == ("cause", by_code["P01"].id)
    assert (need.form, need.zone) == ("need", "")
    assert queries.votes(again, back.canvas) == {back.id: 3}


def test_a_merged_note_goes_with_all_its_wordings() -> None:
    room = Room()
    room.run(lambda tx: merging.merge(tx, room.b, [room.c]))
    one = queries.notes(room.document, room.tree)[-1].id
    room.run(lambda tx: parking.park(tx, [one]))
    assert room.lot() == ["Parkla lumekoristus", "Buss ei käi"]
    again = room.reload()
    found = next(n for n in parking.parked(again) if n.code)
    assert len(queries.wordings(again, found.id)) == 2
    with again.transaction("Back") as tx:
        parking.bring_back(tx, found.id)
        back = merging.separate(tx, found.id)
    assert [n.text for n in back] == ["Buss ei käi", "Raha pole"]
    assert {n.canvas for n in back} == {found.parked_from}


def test_an_action_is_made_of_a_topic_and_the_topic_is_gone() -> None:
    room = Room()
    history, before = History(room.document), room.document.digest()
    topic = parking.parked(room.document)[0]
    room.run(lambda tx: parking.to_action(tx, topic.id, room.plan))
    assert room.lot() == []
    assert [a.activity for a in queries.actions(room.document, room.plan)] == ["Parkla lumekoristus"]
    history.undo()
    assert room.document.digest() == before


def test_an_action_of_a_parked_note_has_it_as_its_source_back_on_its_canvas() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.b]))
    room.run(lambda tx: parking.to_action(tx, room.b, room.plan))
    action = queries.actions(room.document, room.plan)[0]
    assert (action.activity, action.sources) == ("Buss ei käi", (room.b,))
    assert room.note(room.b).canvas == room.tree
    room.reload()


def test_an_action_keeps_its_source_when_that_is_parked() -> None:
    room = Room()
    from koosloome_desktop.operations.actions import add_action

    room.run(lambda tx: add_action(tx, room.plan, "Buss käima", sources=(room.b,)))
    room.run(lambda tx: parking.park(tx, [room.b]))
    again = room.reload()
    action = queries.actions(again, queries.canvases(again)[3].id)[0]
    assert again.get(action.sources[0], Note).text == "Buss ei käi"


def test_a_topic_can_be_put_on_any_canvas() -> None:
    room = Room()
    topic = parking.parked(room.document)[0]
    with pytest.raises(ValueError, match="no canvas"):
        room.run(lambda tx: parking.bring_back(tx, topic.id))
    room.run(lambda tx: parking.bring_back(tx, topic.id, room.tree, "effect"))
    note = room.note(topic.id)
    assert (note.canvas, note.zone, note.form, note.code) == (room.tree, "effect", "note", "P04")


def test_when_its_canvas_is_deleted_a_parked_note_stays_as_a_topic() -> None:
    room = Room()
    room.run(lambda tx: parking.park(tx, [room.b]))
    room.run(lambda tx: tx.remove(room.tree))
    assert room.lot() == ["Parkla lumekoristus", "Buss ei käi"]
    assert parking.home_of(room.document, room.note(room.b)) is None
    room.reload()


@pytest.mark.parametrize(
    "entry", [7, {"id": "P90"}, {"text": "x", "canvas": "gone"}, {"text": "x", "id": "P01", "canvas": "problem"},
              {"text": "x", "id": "P91", "canvas": "problem", "votes": -1}],
)  # fmt: skip
def test_what_cannot_be_read_is_named_by_its_place(entry: object) -> None:
    data = workshop_file.write(Room().document)
    data["parking_lot"].append(entry)
    with pytest.raises(RefusedInput) as refused:
        workshop_file.read(data)
    assert refused.value.place.startswith(("parking_lot[1]", "canvases[0].notes"))
