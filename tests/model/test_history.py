"""Undo and redo, one case at a time; `test_machine` tries all of them together."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.history import LIMIT, History
from koosloome_desktop.model.records import Cluster, Note, Tally
from tests.model.worlds import Desk


@pytest.fixture
def desk():
    return Desk()


def text(desk: Desk, note: str, value: str, origin: Origin = Origin.LOCAL, key: str = "") -> None:
    desk.act(lambda tx, _: tx.update(tx.document.get(note, Note), text=value), origin, key)


def read(desk: Desk, note: str) -> str:
    return desk.document.get(note, Note).text


def test_undo_and_redo(desk):
    text(desk, "n0", "a")
    text(desk, "n0", "b")
    assert desk.history.depth == (2, 0)
    assert desk.history.undo().origin is Origin.UNDO
    assert (read(desk, "n0"), desk.history.depth) == ("a", (1, 1))
    assert desk.history.redo_step is not None
    assert desk.history.redo().origin is Origin.REDO
    assert (read(desk, "n0"), desk.history.depth) == ("b", (2, 0))
    assert desk.history.redo() is None
    desk.history.undo()
    text(desk, "n1", "c")
    assert desk.history.depth == (2, 0)
    assert desk.history.undo_step.updated[0].id == "n1"


def test_only_own_steps_are_taken_back(desk):
    text(desk, "n0", "mine")
    text(desk, "n1", "theirs", Origin.REMOTE)
    text(desk, "n2", "brought", Origin.IMPORT)
    assert desk.history.depth == (1, 0)
    desk.history.undo()
    assert [read(desk, n) for n in ("n0", "n1", "n2")] == ["märge 0", "theirs", "brought"]


def test_a_field_that_others_set_since_stays(desk):
    desk.act(lambda tx, _: tx.update(tx.document.get("n0", Note), text="mine", zone="mine"))
    text(desk, "n0", "theirs", Origin.REMOTE)
    desk.history.undo()
    assert (read(desk, "n0"), desk.document.get("n0", Note).zone) == ("theirs", "")
    desk.history.redo()
    assert (read(desk, "n0"), desk.document.get("n0", Note).zone) == ("theirs", "mine")


def test_what_others_added_to_a_list_stays(desk):
    def put(note):
        return lambda tx, _: tx.update(c := tx.document.get("c", Cluster), notes=(*c.notes, note))

    desk.act(put("n2"))
    desk.act(put("n3"), Origin.REMOTE)
    desk.history.undo()
    assert desk.document.get("c", Cluster).notes == ("n0", "n1", "n3")
    desk.history.redo()
    assert desk.document.get("c", Cluster).notes == ("n0", "n1", "n2", "n3")


def test_votes_that_arrived_meanwhile_stay(desk):
    text(desk, "n1", "mine")
    desk.act(lambda tx, _: tx.create(Tally(id="v", ballot="b", target="n1", method="phone", count=5)), Origin.REMOTE)
    desk.act(lambda tx, _: tx.update(tx.document.get("t", Tally), count=9), Origin.REMOTE)
    desk.history.undo()
    assert desk.history.undo() is None
    assert (desk.document.get("v", Tally).count, desk.document.get("t", Tally).count) == (5, 9)


def test_a_step_on_what_others_deleted_is_skipped(desk):
    text(desk, "n0", "first")
    text(desk, "n5", "second")
    desk.act(lambda tx, _: tx.remove("n5"), Origin.REMOTE)
    undone = desk.history.undo()
    assert undone.updated[0].id == "n0"
    assert desk.document.find("n5") is None
    assert desk.history.depth == (0, 1)
    # The journal knows nothing of the skipped step, and still gives the same history.
    again = desk.reopened()
    assert again.history.depth == (0, 1)
    assert again.history.redo() is not None
    assert read(again, "n0") == "first"


def test_deleting_and_undoing_brings_everything_back(desk):
    before = desk.document.digest()
    desk.act(lambda tx, _: tx.remove("canvas-a"))
    desk.history.undo()
    assert desk.document.digest() == before


def test_redo_is_made_of_what_undo_took_away(desk):
    desk.act(lambda tx, _: tx.create(Note(id="x", canvas="canvas-a", text="mine")))
    text(desk, "x", "theirs", Origin.REMOTE)
    desk.history.undo()
    assert desk.document.find("x") is None
    desk.history.redo()
    assert read(desk, "x") == "theirs"


def test_typing_within_a_second_is_one_step(desk):
    for letters in ("k", "ki", "kii"):
        text(desk, "n0", letters, key="type-n0")
        desk.clock.forward(1.0)
    assert desk.history.depth == (1, 0)
    desk.clock.forward(0.1)
    text(desk, "n0", "kiik", key="type-n0")
    text(desk, "n1", "x", key="type-n1")
    text(desk, "n1", "y")
    assert desk.history.depth == (4, 0)
    desk.history.undo()
    desk.history.undo()
    desk.history.undo()
    assert read(desk, "n0") == "kii"
    desk.history.undo()
    assert read(desk, "n0") == "märge 0"


def test_typing_that_ends_where_it_began_is_no_step(desk):
    text(desk, "n0", "x", key="k")
    text(desk, "n0", "märge 0", key="k")
    assert desk.history.depth == (0, 0)


def test_a_clock_that_goes_back_ends_a_step(desk):
    text(desk, "n0", "x", key="k")
    desk.clock.forward(-86_400)
    text(desk, "n0", "y", key="k")
    assert desk.history.depth == (2, 0)


def test_typing_over_what_others_wrote_is_a_step_of_its_own(desk):
    text(desk, "n0", "mine", key="k")
    text(desk, "n0", "theirs", Origin.REMOTE)
    text(desk, "n0", "theirs and mine", key="k")
    assert desk.history.depth == (2, 0)
    desk.history.undo()
    assert read(desk, "n0") == "theirs"
    assert desk.history.undo() is None
    assert read(desk, "n0") == "theirs"


def test_the_last_200_steps_are_kept(desk):
    for number in range(LIMIT + 50):
        text(desk, "n0", f"{number}")
    assert desk.history.depth == (LIMIT, 0)
    while desk.history.undo():
        pass
    assert read(desk, "n0") == "49"
    assert desk.history.depth == (0, LIMIT)


def test_a_closed_history_hears_nothing(desk):
    other = History(desk.document)
    other.close()
    text(desk, "n0", "x")
    assert (other.depth, desk.history.depth) == ((0, 0), (1, 0))
