"""Any sequence of structure verbs and of ways between canvases, also with foreign changes between, can be undone to the
same document, stays whole, draws every note, and goes through the file byte by byte.
"""

from __future__ import annotations

import json
import random

import pytest

from koosloome_desktop.canvases.creating import add_objectives
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.sending import ACTION, WAYS, send
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import flipping, notes, queries, tree
from koosloome_desktop.services import workshop_file
from tests.exports.reading import sample


class Walk:
    """Random verbs over a sample; `foreign` ones come from elsewhere and are not undone."""

    def __init__(self, seed: int) -> None:
        self.document = sample("01_kogukonnamaja")
        self.chance = random.Random(seed)
        self.history = History(self.document)
        self.tree = queries.canvases(self.document)[0]

    def notes(self, zone: str = "") -> list[Note]:
        return [n for n in self.document.of(Note) if n.canvas and not n.merged_into and (not zone or n.zone == zone)]

    def some(self, most: int = 3, zone: str = "") -> list[Note]:
        return self.chance.sample(found, min(most, len(found))) if (found := self.notes(zone)) else []

    def step(self, tx) -> None:
        verb = self.chance.choice((
            self.mark, self.fold, self.uncover, self.twin, self.flip, self.turn, self.send, self.hands, self.choose,
            self.delete,
        ))  # fmt: skip
        verb(tx)

    def mark(self, tx) -> None:
        field, value = self.chance.choice([("reach", "none"), ("trend", "same"), ("bound", "out"), ("bound", "")])
        tree.mark(tx, [n.id for n in self.some()], field, value)

    def fold(self, tx) -> None:
        tree.fold(tx, [n.id for n in self.some()], closed=self.chance.random() < 0.7)

    def uncover(self, tx) -> None:
        for note in self.some(1):
            tree.uncover(tx, note.id)

    def twin(self, tx) -> None:
        for note in self.some(1, "cause"):
            tree.twin(tx, note, "mis sellest järgneb")

    def flip(self, tx) -> None:
        if flipping.objectives_of(self.document, self.tree.id) is None:
            add_objectives(tx, self.tree, "et")

    def turn(self, tx) -> None:
        mirror = flipping.objectives_of(self.document, self.tree.id)
        todo = flipping.unturned(self.document, mirror) if mirror is not None else []
        if mirror is not None and todo:
            flipping.turn(tx, mirror, self.chance.choice(todo), "korras")

    def send(self, tx) -> None:
        send(tx, self.chance.choice((*WAYS, ACTION)), self.some(4), "et")

    def hands(self, tx) -> None:
        cores = self.notes("core")
        if cores:
            other = notes.add_note(tx, self.tree.id, "teine lause", zone="core")
            tree.count_hands(tx, [*cores, other], other, 4)

    def choose(self, tx) -> None:
        for note in self.some(1, "core"):
            tree.choose_core(tx, note)

    def delete(self, tx) -> None:
        notes.delete_notes(tx, [n.id for n in self.some(2)])

    def own(self, count: int) -> None:
        for _step in range(count):
            with self.document.transaction("Step") as tx:
                self.step(tx)

    def check(self) -> None:
        assert list(integrity.problems(self.document)) == []
        for canvas in self.document.of(Canvas):
            standing = {n.id for n in queries.standing(self.document, canvas.id)}
            printed = {b.id for b in board(self.document, canvas, paper(760, 500), "et").notes}
            assert canvas.type == "action_plan" or printed == standing
            if canvas.variant in {"problem_tree", "objective_tree"}:
                hidden, _behind = tree.folded(queries.standing(self.document, canvas.id))
                shown = {b.id for b in board(self.document, canvas, SCREEN, "et").notes}
                assert shown == standing - hidden
        text = workshop_file.dumps(workshop_file.write(self.document))
        read = workshop_file.read(json.loads(text))
        again = Document(read.id)
        again.load(read.records, 0)
        assert workshop_file.dumps(workshop_file.write(again)) == text


@pytest.mark.parametrize("seed", range(12))
def test_any_steps_are_undone_to_the_same_document_and_stay_whole(seed):
    walk = Walk(seed)
    before = walk.document.digest()
    walk.own(25)
    walk.check()
    while walk.history.undo() is not None:
        pass
    assert walk.document.digest() == before
    while walk.history.redo() is not None:
        pass
    walk.check()


@pytest.mark.parametrize("seed", range(100, 106))
def test_foreign_changes_between_stay_when_the_own_ones_are_undone(seed):
    walk = Walk(seed)
    twin = sample("01_kogukonnamaja")
    texts = {}
    for number in range(8):
        walk.own(3)
        known = [n.id for n in twin.of(Note) if walk.document.find(n.id) is not None]
        note_id = walk.chance.choice(known)
        texts[note_id] = f"võõras {number}"
        for document in (walk.document, twin):
            with document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
                tx.update(document.get(note_id, Note), text=texts[note_id])
    while walk.history.undo() is not None:
        pass
    assert walk.document.digest() == twin.digest()
    walk.check()
