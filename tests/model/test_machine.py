"""Any sequence of local and foreign changes, undo, redo and restarts gives a whole document, the same to all."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from koosloome_desktop.model import document, integrity
from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.history import LIMIT
from koosloome_desktop.model.records import Note
from tests.model.worlds import Desk, acts, random_act

EXAMPLES = {"quick": (40, 30), "ci": (60, 60), "full": (2_000, 60)}
"""Sequences that hypothesis makes (and makes small when they fail), and steps in each, by tier: the walks below are the
many, these show in few steps what went wrong.
"""
WALKS, STEPS = {"quick": (40, 60), "ci": (2_000, 60), "full": (3_400, 60)}[
    os.environ.get("KOOSLOOME_TEST_TIER", "quick")
]
"""Random walks over the same rules, and steps in each (quality.md, section 8)."""
LOOK_AGAIN = 10
"""After so many walks what was kept of their records is looked at again."""


class Machine(RuleBasedStateMachine):
    """Two desks do the same; one of them is started anew now and then. Digests say where undo and redo must lead."""

    @initialize()
    def begin(self) -> None:
        self.desk = Desk()
        self.before: list[str] = []
        """Digests to which undo must lead, oldest first; emptied by what comes from elsewhere."""
        self.after: list[str] = []
        self.writer: dict[str, Origin] = {}
        """Who wrote each note's text last."""
        self.desk.document.subscribe(self.watch)

    def watch(self, change: ChangeSet) -> None:
        for update in change.updated:
            if update.kind == "note" and "text" in update.after:
                self.writer[update.id] = change.origin
        for record in change.created:
            self.writer[record.id] = change.origin

    def texts_of_others(self) -> dict[str, str]:
        return {n.id: n.text for n in self.desk.document.of(Note) if self.writer.get(n.id) is Origin.REMOTE}

    @rule(act=acts())
    def work(self, act) -> None:
        digest = self.desk.document.digest()
        if self.desk.act(act) is not None:
            self.before.append(digest)
            del self.before[:-LIMIT]
            self.after.clear()
            assert self.desk.history.redo_step is None, "what was undone is over with a new step"

    @rule(some=st.lists(acts(), min_size=2, max_size=4))
    def work_in_one_step(self, some) -> None:
        self.work(lambda tx, text: [act(tx, f"{text}.{i}") for i, act in enumerate(some)])

    @rule(some=st.lists(acts(), min_size=2, max_size=4))
    def type_on(self, some) -> None:
        """Steps of one merge key within a second are one step, and none at all when they cancel out."""
        digest, undo = self.desk.document.digest(), self.desk.history.depth[0]
        key = f"key-{self.desk.count}"
        done = [self.desk.act(act, merge_key=key) for act in some]
        if any(done):
            self.after.clear()
            if self.desk.history.depth[0] > undo or undo == LIMIT:
                self.before.append(digest)
                del self.before[:-LIMIT]
            else:
                assert self.desk.document.digest() == digest

    @rule(act=acts(), origin=st.sampled_from([Origin.REMOTE, Origin.IMPORT]))
    def others_work(self, act, origin) -> None:
        if self.desk.act(act, origin) is not None:
            self.before.clear()
            self.after.clear()

    @rule()
    def undo(self) -> None:
        digest, others, depth = self.desk.document.digest(), self.texts_of_others(), self.desk.history.depth
        done = self.desk.history.undo()
        if self.before:
            assert done is not None
            assert self.desk.document.digest() == self.before.pop()
        if done is not None:
            self.after.append(digest)
        self.stays(others)
        assert (done is None) == (self.desk.document.digest() == digest)
        assert done is not None or self.desk.history.depth == (0, depth[1])

    @rule()
    def redo(self) -> None:
        digest, others = self.desk.document.digest(), self.texts_of_others()
        done = self.desk.history.redo()
        if self.after:
            assert done is not None
            assert self.desk.document.digest() == self.after.pop()
        if done is not None:
            self.before.append(digest)
        self.stays(others)
        assert (done is None) == (self.desk.document.digest() == digest)

    def stays(self, others: dict[str, str]) -> None:
        """What others wrote is as they wrote it, unless the record itself went with what it hung on."""
        for note_id, text in others.items():
            note = self.desk.document.find(note_id)
            assert note is None or note.text == text

    @precondition(lambda self: self.before)
    @rule()
    def undo_everything_and_redo_it(self) -> None:
        digest, steps, first = self.desk.document.digest(), len(self.before), self.before[0]
        for _ in range(steps):
            assert self.desk.history.undo() is not None
        assert self.desk.document.digest() == first
        for _ in range(steps):
            assert self.desk.history.redo() is not None
        assert self.desk.document.digest() == digest

    @rule()
    def restart(self) -> None:
        desk = self.desk.reopened()
        assert desk.document.digest() == self.desk.document.digest()
        live = [[step.ids() for step in stack] for stack in (self.desk.history._undo, self.desk.history._redo)]
        read = [[step.ids() for step in stack] for stack in (desk.history._undo, desk.history._redo)]
        if not self.foreign():
            assert read == live
        self.desk = desk
        self.desk.document.subscribe(self.watch)

    def foreign(self) -> bool:
        return any(change.origin in {Origin.REMOTE, Origin.IMPORT} for change in self.desk.journal)

    @rule(seconds=st.sampled_from([0.0, 0.5, 2.0, -5.0]))
    def time_passes(self, seconds) -> None:
        self.desk.clock.forward(seconds)

    @invariant()
    def the_document_is_whole(self) -> None:
        assert list(integrity.problems(self.desk.document)) == []

    @invariant()
    def the_journal_leads_here(self) -> None:
        assert self.desk.document.rev == 1 + len(self.desk.journal)

    def teardown(self) -> None:
        desk = self.desk
        copy = Desk()
        for change in desk.journal:
            copy.document.apply(change, origin=change.origin)
        assert copy.document.digest() == desk.document.digest()
        while desk.history.undo() is not None:
            assert list(integrity.problems(desk.document)) == []


_examples, _steps = EXAMPLES[os.environ.get("KOOSLOOME_TEST_TIER", "quick")]
TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=_examples, stateful_step_count=_steps, deadline=None)


class Kept:
    """What a function said of each record, told again of the same record: half of the walks' time went into lines of
    records that nothing had touched.
    """

    def __init__(self, told) -> None:
        self._told = told
        self._held = {}

    def __call__(self, record):
        found = self._held.get(id(record))
        if found is None:
            found = self._held[id(record)] = (record, self._told(record))
        return found[1]

    def look_again(self) -> None:
        """It still holds of every record: none was changed in place."""
        for record, said in self._held.values():
            assert self._told(record) == said
        self._held.clear()


@pytest.fixture
def kept(monkeypatch):
    """Lines and checks of records are kept; they are looked at again at the end of some walks."""
    made = [Kept(document.line_of), Kept(integrity.validate)]
    monkeypatch.setattr(document, "line_of", made[0])
    monkeypatch.setattr(integrity, "validate", made[1])
    return made


@pytest.mark.grows
@pytest.mark.timeout(1200)
def test_random_walks(kept):
    for seed in range(WALKS):
        chance, machine = random.Random(seed), Machine()
        machine.begin()
        try:
            for _ in range(STEPS):
                step(machine, chance)
            machine.teardown()
            if seed % LOOK_AGAIN == 0 or seed == WALKS - 1:
                for one in kept:
                    one.look_again()
        except BaseException as error:
            error.add_note(f"walk {seed}")
            raise


def step(machine: Machine, chance: random.Random) -> None:
    what = chance.random()
    if what < 0.35:
        machine.work(random_act(chance))
    elif what < 0.45:
        machine.work_in_one_step([random_act(chance) for _ in range(3)])
    elif what < 0.55:
        machine.type_on([random_act(chance) for _ in range(3)])
    elif what < 0.68:
        machine.others_work(random_act(chance), chance.choice((Origin.REMOTE, Origin.IMPORT)))
    elif what < 0.83:
        machine.undo()
    elif what < 0.93:
        machine.redo()
    elif what < 0.95:
        if machine.before:
            machine.undo_everything_and_redo_it()
    elif what < 0.97:
        machine.restart()
    else:
        machine.time_passes(chance.choice((0.0, 0.5, 2.0, -5.0)))
    machine.the_document_is_whole()
    machine.the_journal_leads_here()
