"""Notes folded into one: nothing is lost, dots are summed, and they come apart again, also after a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import notes_in
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Ballot, Canvas, Note
from koosloome_desktop.operations import actions, merging, notes, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput


class Room:
    """A problem tree: core, a and b under it, c under b, d under core; a and b have dots, b a cluster."""

    def __init__(self) -> None:
        self.document = new_workshop(
            "Proov", canvases=[("problem_map", "problem_tree"), ("action_plan", "table_years")]
        )
        self.canvas = queries.canvases(self.document)[0].id
        with self.document.transaction("Fill") as tx:
            core = notes.add_note(tx, self.canvas, "core", zone="core")
            add = {"zone": "cause", "parent": core.id}
            self.core = core.id
            self.a = notes.add_note(tx, self.canvas, "Buss ei käi", group="1", **add).id
            self.b = notes.add_note(tx, self.canvas, "Bussi pole", group="2", **add).id
            self.c = notes.add_note(tx, self.canvas, "Raha pole", zone="cause", parent=self.b).id
            self.d = notes.add_note(tx, self.canvas, "Teed on halvad", **add).id
            cluster = notes.add_cluster(tx, self.canvas, "Transport")
            notes.put_in_cluster(tx, self.canvas, [self.b, self.d], cluster)
            notes.set_votes(tx, self.canvas, self.a, 3)
            notes.set_votes(tx, self.canvas, self.b, 2)
            notes.link(tx, self.canvas, "relation", self.b, self.d)
            notes.link(tx, self.canvas, "relation", self.a, self.b)

    def merge(self, *ids: str) -> Note:
        with self.document.transaction("Merge") as tx:
            return merging.merge(tx, ids[0], ids)

    def separate(self, note_id: str) -> list[Note]:
        with self.document.transaction("Separate") as tx:
            return merging.separate(tx, note_id)

    def note(self, note_id: str) -> Note:
        return self.document.get(note_id, Note)

    def texts(self) -> list[str]:
        return [n.text for n in queries.notes(self.document, self.canvas)]

    def reload(self) -> Document:
        """The document as another program would have it after the file."""
        text = workshop_file.dumps(workshop_file.write(self.document))
        read = workshop_file.read(json.loads(text))
        assert read.warnings == ()
        again = Document(read.id)
        again.load(read.records, 0)
        assert workshop_file.dumps(workshop_file.write(again)) == text
        assert list(integrity.problems(again)) == []
        return again


def test_two_notes_become_one_with_the_words_of_the_leading_one() -> None:
    room = Room()
    one = room.merge(room.b, room.a)
    assert room.texts() == ["core", "Bussi pole", "Raha pole", "Teed on halvad"]
    assert one.code == "P06"
    assert [n.text for n in queries.wordings(room.document, one.id)] == ["Buss ei käi", "Bussi pole"]
    assert room.note(room.c).parent == one.id
    assert list(integrity.problems(room.document)) == []


def test_what_one_of_them_knows_the_new_note_knows_the_leading_one_first() -> None:
    room = Room()
    with room.document.transaction("Mark") as tx:
        tx.update(room.note(room.a), reach="alone")
        tx.update(room.note(room.b), reach="none", trend="growing", strength=4)
    one = room.merge(room.a, room.b)
    assert (one.reach, one.trend, one.strength) == ("alone", "growing", 4)


def test_dots_are_kept_for_each_and_summed_for_the_one() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    assert queries.votes(room.document, room.canvas) == {one.id: 5}
    assert queries.stored_votes(room.document, room.canvas) == {room.a: 3, room.b: 2}
    assert queries.rank(queries.votes(room.document, room.canvas), one.id) == 1


def test_the_board_shows_both_groups_and_how_often_it_was_said() -> None:
    room = Room()
    with room.document.transaction("Again") as tx:
        tx.update(room.note(room.a), times=3, said_by=("4",))
    one = room.merge(room.a, room.b)
    shown = next(n for n in notes_in(room.document, room.document.get(room.canvas, Canvas), "et") if n.id == one.id)
    assert shown.badges == ("×4",)
    assert "rühm 1, 4, 2" in shown.footer
    assert shown.cluster == "Transport"


def test_links_and_clusters_follow_and_a_link_between_them_is_none() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    found = queries.links(room.document, room.canvas, "relation")
    assert [(x.source, x.target) for x in found] == [(one.id, room.d)]
    assert queries.cluster_of(room.document, room.canvas)[one.id].notes == (one.id, room.d)


def test_taken_apart_everything_is_as_it_was() -> None:
    room = Room()
    before = workshop_file.write(room.document)["canvases"][0]
    room.separate(room.merge(room.a, room.b).id)
    after = workshop_file.write(room.document)["canvases"][0]
    assert after["notes"] == before["notes"]
    assert after["voting" if "voting" in before else "zones"] == before["voting" if "voting" in before else "zones"]
    # Folded they were of one cluster, and stay so.
    assert queries.cluster_of(room.document, room.canvas)[room.a].label == "Transport"


def test_taken_apart_tomorrow_from_a_file() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    again = room.reload()
    found = next(n for n in again.of(Note) if n.code == one.code)
    assert len(queries.notes(again, found.canvas)) == 4
    assert queries.votes(again, found.canvas)[found.id] == 5
    with again.transaction("Separate") as tx:
        back = merging.separate(tx, found.id)
    assert [n.text for n in back] == ["Buss ei käi", "Bussi pole"]
    child = next(n for n in again.of(Note) if n.text == "Raha pole")
    assert child.parent == back[1].id
    assert {again.get(i, Note).code: n for i, n in queries.votes(again, found.canvas).items()} == {"P02": 3, "P03": 2}


def test_what_came_to_the_one_goes_to_the_first_and_its_action_names_all() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    plan = queries.canvases(room.document)[1]
    with room.document.transaction("More") as tx:
        notes.set_votes(tx, room.canvas, one.id, 4)
        under = notes.add_note(tx, room.canvas, "Uus põhjus", zone="cause", parent=one.id)
        notes.link(tx, room.canvas, "relation", one.id, room.core)
        action = actions.add_action(tx, plan.id, "Buss käima", sources=(one.id,))
        tx.update(room.note(one.id), times=2, said_by=("3",))
    room.separate(one.id)
    assert queries.votes(room.document, room.canvas) == {room.a: 7, room.b: 2}
    assert room.note(under.id).parent == room.a
    assert (room.a, room.core) in [(x.source, x.target) for x in queries.links(room.document, room.canvas, "relation")]
    assert room.document.get(action.id, Action).sources == (room.a, room.b)
    assert (room.note(room.a).times, room.note(room.a).said_by) == (2, ("3",))
    assert list(integrity.problems(room.document)) == []


def test_moved_since_they_come_apart_where_the_one_stands() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    with room.document.transaction("Move") as tx:
        notes.move_note(tx, room.note(one.id), zone="effect")
    assert {n.zone for n in room.separate(one.id)} == {"effect"}


def test_a_folded_note_can_be_folded_again_and_comes_apart_step_by_step() -> None:
    room = Room()
    first = room.merge(room.a, room.b)
    second = room.merge(first.id, room.d)
    assert merging.times(room.document, second) == 3
    assert len(queries.wordings(room.document, second.id)) == 3
    assert queries.votes(room.document, room.canvas) == {second.id: 5}
    room.reload()
    room.separate(second.id)
    assert room.texts() == ["core", "Buss ei käi", "Raha pole", "Teed on halvad"]


def test_a_branch_is_folded_without_hanging_under_itself() -> None:
    room = Room()
    one = room.merge(room.c, room.b)
    assert one.parent == room.core
    two = room.merge(one.id, room.core)
    assert two.parent == ""
    assert [room.note(i).parent for i in (room.a, room.d)] == [two.id, two.id]
    assert list(integrity.problems(room.document)) == []


def test_deleting_the_one_takes_its_originals_and_undo_brings_all_back() -> None:
    room = Room()
    one = room.merge(room.a, room.b)
    history, before = History(room.document), room.document.digest()
    with room.document.transaction("Delete") as tx:
        notes.delete_notes(tx, [one.id])
    assert room.document.find(room.a) is None
    assert room.note(room.c).parent == room.core
    history.undo()
    assert room.document.digest() == before


@pytest.mark.parametrize("chosen", [("a",), ("a", "a"), ("a", "folded"), ("a", "need"), ("a", "gone")])
def test_what_cannot_become_one_is_refused(chosen: tuple[str, ...]) -> None:
    room = Room()
    with room.document.transaction("Need") as tx:
        need = notes.add_note(tx, room.canvas, "Vajadus", form="need")
    room.merge(room.b, room.d)
    ids = [{"a": room.a, "folded": room.b, "need": need.id, "gone": "gone"}[name] for name in chosen]
    assert not merging.can_merge(room.document, ids)
    with pytest.raises(ValueError, match="become one"):
        room.merge(*ids)


def test_a_file_with_notes_folded_in_a_circle_is_refused() -> None:
    room = Room()
    room.merge(room.a, room.b)
    data = workshop_file.write(room.document)
    data["canvases"][0]["notes"][-1]["merged_into"] = "P05"
    with pytest.raises(RefusedInput) as refused:
        workshop_file.read(data)
    assert "merged_into" in refused.value.place


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 9)), max_size=8))
def test_any_folding_and_taking_apart_undone_is_the_same_document(steps: list[tuple[bool, int, int]]) -> None:
    room = Room()
    history, before = History(room.document), room.document.digest()
    total = sum(queries.votes(room.document, room.canvas).values())
    for fold, one, other in steps:
        there = queries.notes(room.document, room.canvas)
        chosen = [there[one % len(there)].id, there[other % len(there)].id]
        if fold and merging.can_merge(room.document, chosen):
            room.merge(*chosen)
        elif not fold and queries.folded(room.document, chosen[0]):
            room.separate(chosen[0])
        assert sum(queries.votes(room.document, room.canvas).values()) == total
        assert list(integrity.problems(room.document)) == []
    room.reload()
    while history.undo() is not None:
        pass
    assert room.document.digest() == before


def test_the_one_note_stands_on_the_vote_list_and_at_the_goal_for_its_originals() -> None:
    room = Room()
    plan = queries.canvases(room.document)[1].id
    with room.document.transaction("List") as tx:
        listed = tx.create(Ballot(id="b" * 32, order="a", canvas=room.canvas, closed=False, targets=(room.a, room.b)))
    made = room.merge(room.a, room.b).id
    assert room.document.get(listed.id, Ballot).targets == (made,)
    with room.document.transaction("Goal") as tx:
        tx.update(tx.document.get(plan, Canvas), goal="x", goal_sources=(made,))
        before = len(tx.document.of(Ballot))
        notes.set_votes(tx, room.canvas, made, 4)
        assert len(tx.document.of(Ballot)) == before
    room.separate(made)
    assert room.document.get(listed.id, Ballot).targets == (room.a, room.b)
    assert room.document.get(plan, Canvas).goal_sources == (room.a, room.b)
