"""Two programs on one library: fields are merged, the same field is kept twice, nobody wins unseen."""

from __future__ import annotations

import random

import pytest

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.records import Canvas, Cluster, Conflict, Note
from koosloome_desktop.support.ids import new_id, record_uuid
from tests.storage.helpers import Desk, scribble


def settle(*desks: Desk) -> None:
    """Let both write, then let each hear of the other."""
    for _ in range(3):
        for desk in desks:
            desk.tie.refresh()
            desk.settle()


def agree(one: Desk, two: Desk) -> None:
    """Both documents and the library hold the same, and it is whole."""
    settle(one, two)
    stored = one.reread()
    assert one.document.digest() == two.document.digest() == stored.digest()
    assert one.document.rev == two.document.rev == stored.rev
    assert one.tie.unsaved == two.tie.unsaved == 0
    assert list(integrity.problems(one.document)) == []
    assert one.library.check() == []
    assert one.errors == two.errors == []


def test_what_the_other_wrote_comes_in_as_remote(desks):
    one, two = desks
    published = []
    two.document.subscribe(published.append)
    one.set_note(1, text="esimene")
    one.settle()
    two.tie.refresh()
    two.settle()
    assert two.note(1).text == "esimene"
    assert [change.origin for change in published] == [Origin.REMOTE]
    assert two.history.depth == (0, 0)
    assert two.saved[-1][0] == two.document.rev == 2
    agree(one, two)


def test_nothing_new_is_no_change(desks):
    _, two = desks
    published = []
    two.document.subscribe(published.append)
    two.tie.refresh()
    two.settle()
    assert published == []
    assert two.document.rev == 1


def test_different_fields_of_one_note_are_merged(desks):
    one, two = desks
    one.set_note(1, text="uus tekst")
    one.settle()
    two.set_note(1, zone="causes")
    agree(one, two)
    assert (one.note(1).text, one.note(1).zone) == ("uus tekst", "causes")
    assert one.document.of(Conflict) == []


def test_the_same_field_keeps_both_values(desks):
    one, two = desks
    before = one.note(1).text
    one.set_note(1, text="nende")
    one.settle()
    two.set_note(1, text="meie", zone="causes")
    agree(one, two)
    assert (two.note(1).text, two.note(1).zone) == ("nende", "causes")
    (conflict,) = one.document.of(Conflict)
    assert (conflict.target, conflict.field, conflict.ours, conflict.theirs, conflict.actor) == (
        one.note(1).id, "text", "meie", "nende", "two",
    )  # fmt: skip
    # Taking back our own step may not take back theirs.
    two.history.undo()
    agree(one, two)
    assert (one.note(1).text, one.note(1).zone) == ("nende", "core")
    assert before != "nende"


def test_typing_on_into_a_conflict_asks_once(desks):
    one, two = desks
    one.set_note(1, text="nende")
    one.settle()
    for text in ("m", "me", "mei", "meie"):
        two.set_note(1, text=text)
    agree(one, two)
    (conflict,) = one.document.of(Conflict)
    assert (conflict.ours, conflict.theirs) == ("meie", "nende")


def test_the_same_value_from_both_is_no_conflict(desks):
    one, two = desks
    one.set_note(1, text="sama")
    one.settle()
    two.set_note(1, text="sama")
    agree(one, two)
    assert one.document.of(Conflict) == []


def test_lists_of_references_are_joined(desks):
    one, two = desks
    cluster = one.document.of(Cluster)[0]
    with one.document.transaction("Group") as tx:
        tx.update(cluster, notes=(one.note(3).id, one.note(2).id))
    one.settle()
    with two.document.transaction("Group") as tx:
        tx.update(cluster, notes=(*cluster.notes, two.note(4).id))
    agree(one, two)
    assert one.document.of(Cluster)[0].notes == (one.note(3).id, one.note(2).id, one.note(4).id)


def test_an_update_of_what_the_other_deleted_is_skipped(desks):
    one, two = desks
    gone = one.note(1).id
    with one.document.transaction("Delete") as tx:
        tx.remove(gone)
    one.settle()
    two.set_note(1, text="liiga hilja")
    agree(one, two)
    assert two.document.find(gone) is None
    assert two.history.undo() is None


def test_a_note_on_a_canvas_that_the_other_deleted_goes_with_it(desks):
    one, two = desks
    canvas = record_uuid(one.workshop, "canvas", "problem")
    with one.document.transaction("Delete") as tx:
        tx.remove(canvas)
    one.settle()
    with two.document.transaction("Add") as tx:
        tx.create(Note(id=new_id(), canvas=canvas, text="tühja"))
    agree(one, two)
    assert one.document.of(Note) == []


def test_deleting_a_canvas_on_which_the_other_wrote_takes_that_too(desks):
    one, two = desks
    canvas = record_uuid(one.workshop, "canvas", "problem")
    with one.document.transaction("Add") as tx:
        tx.create(Note(id=new_id(), canvas=canvas, text="jõudis enne"))
    one.settle()
    with two.document.transaction("Delete") as tx:
        tx.remove(canvas)
    agree(one, two)
    assert one.document.of(Note) == []


def test_a_circle_that_two_made_together_is_opened(desks):
    one, two = desks
    one.set_note(1, parent=one.note(2).id)
    one.settle()
    two.set_note(2, parent=two.note(1).id)
    agree(one, two)
    assert (one.note(1).parent, one.note(2).parent).count("") == 1


def test_changes_made_while_news_is_under_way_are_merged_too(desks):
    one, two = desks
    one.set_note(1, text="nende")
    one.set_note(2, text="nende")
    one.settle()
    two.set_note(3, text="meie 3")
    assert two.library.flush(20)
    # The news waits in the loop of the second program, which goes on typing on what it still shows.
    two.set_note(1, text="meie 1")
    two.set_note(4, text="meie 4")
    assert two.library.flush(20)
    two.set_note(2, zone="effects")
    two.settle()
    agree(one, two)
    assert [two.note(n).text for n in (1, 2, 3, 4)] == ["nende", "nende", "meie 3", "meie 4"]
    assert two.note(2).zone == "effects"
    assert [c.ours for c in two.document.of(Conflict)] == ["meie 1"]


def test_the_journal_of_one_holds_only_its_own_steps(desks):
    one, two = desks
    one.set_note(1, text="üks")
    one.settle()
    two.set_note(2, text="kaks")
    agree(one, two)
    assert [len(d.library.load(d.workshop).journal) for d in desks] == [1, 1]


def test_a_lost_part_of_the_journal_is_read_from_the_records(desks):
    one, two = desks
    one.set_note(1, text="üks")
    one.set_note(2, text="kaks")
    one.settle()
    one.library._writer.call(lambda line: line.do("DELETE FROM changes WHERE rev = 2"))
    agree(one, two)
    assert two.note(1).text == "üks"


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 6))])
def test_two_who_scribble_end_with_the_same_document(desks, seed):
    chance = random.Random(seed)
    for _ in range(60):
        desk = chance.choice(desks)
        what = chance.random()
        if what < 0.6:
            scribble(desk, chance)
        elif what < 0.7:
            desk.history.undo()
        elif what < 0.75:
            desk.history.redo()
        elif what < 0.85:
            desk.loop.run_pending()
        elif what < 0.95:
            desk.library.flush(20)
        else:
            desk.tie.refresh()
    assert all(canvas.code for canvas in desks[0].document.of(Canvas))
    agree(*desks)
