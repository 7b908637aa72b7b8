"""An action keeps what its source notes said when they go, and has them back when that is undone."""

from __future__ import annotations

from koosloome_desktop.canvases.to_plan import make_action, voted
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Canvas, Note
from koosloome_desktop.operations import notes, queries
from koosloome_desktop.operations.photos import remove_canvas
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.support.clock import FixedClock
from tests.drivers.board import sample


class Room:
    """A sample with an action made of the note that got the most dots, and of another."""

    def __init__(self) -> None:
        self.document = sample("01")
        self.history = History(self.document)
        self.canvas = next(c for c in queries.canvases(self.document) if c.type == "problem_map")
        self.best = voted(self.document, self.canvas.id)[0]
        self.other = next(n for n in queries.standing(self.document, self.canvas.id) if n.id != self.best.target)
        today = FixedClock().now().date()
        with self.document.transaction("Make an action") as tx:
            sources = (self.best.target, self.other.id)
            self.made = make_action(tx, sources, PlanRow("Tegevus"), "et", today).id

    @property
    def action(self) -> Action:
        return self.document.get(self.made, Action)


def test_a_deleted_note_is_remembered_with_its_dots_place_and_canvas():
    room = Room()
    note = room.document.get(room.best.target, Note)
    with room.document.transaction("Delete note") as tx:
        notes.delete_notes(tx, [note.id])
    assert room.action.sources == (room.other.id,)
    (kept,) = room.action.origins
    assert dict(kept) == {
        "code": note.code, "text": note.text, "canvas": room.canvas.title, "dots": room.best.dots, "place": 1,
    }  # fmt: skip


def test_a_deleted_canvas_leaves_all_its_notes_in_the_row():
    room = Room()
    with room.document.transaction("Delete canvas") as tx:
        remove_canvas(tx, room.document.get(room.canvas.id, Canvas))
    assert room.action.sources == ()
    assert {o["text"] for o in room.action.origins} == {room.best.text, room.other.text}


def test_undo_brings_the_note_back_and_the_memory_goes():
    room = Room()
    before = room.document.digest()
    with room.document.transaction("Delete note") as tx:
        notes.delete_notes(tx, [room.best.target])
    room.history.undo()
    assert room.document.digest() == before
    assert room.action.origins == ()


def test_a_note_of_no_action_changes_none():
    room = Room()
    rows = room.document.of(Action)
    free = next(n for n in queries.standing(room.document, room.canvas.id) if n.id not in room.action.sources)
    with room.document.transaction("Delete note") as tx:
        notes.delete_notes(tx, [free.id])
    assert [a.origins for a in rows] == [a.origins for a in room.document.of(Action)]


def test_what_is_kept_is_told_and_what_says_nothing_is_not():
    from koosloome_desktop.model.frozen import FrozenMap
    from koosloome_desktop.operations.origins import Gone, told

    whole = FrozenMap({"code": "P02", "text": "Buss ei käi", "dots": 7, "place": 1, "canvas": "Probleemipuu"})
    assert told(whole) == Gone("P02 Buss ei käi", 7, 1, "Probleemipuu")
    assert told(FrozenMap({"text": "Buss", "dots": "palju", "place": -1, "canvas": 3})) == Gone("Buss")
    assert told(FrozenMap({"dots": 7})) is None
