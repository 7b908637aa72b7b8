"""Whatever is done to a plan can be taken back, also when others worked in between, and every state fits a file."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.model import integrity
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import actions, notes, queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import KoosloomeError
from tests.operations.plan_steps import STEPS, plan_of

pytestmark = pytest.mark.slow


def survives(document: Document) -> None:
    """The document is whole, can be written and read again, and is the same then."""
    assert list(integrity.problems(document)) == []
    text = workshop_file.dumps(workshop_file.write(document))
    again = Document(document.id)
    again.load(workshop_file.read(json.loads(text)).records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text


def do(document: Document, canvas: Canvas, name: str, seed: int, origin: Origin = Origin.LOCAL) -> bool:
    """One step; whether it changed anything. A refusal changes nothing."""
    before = document.digest()
    try:
        with document.transaction(name, origin=origin) as tx:
            STEPS[name](tx, document.get(canvas.id, Canvas), Random(seed))
    except KoosloomeError:
        assert document.digest() == before
        return False
    assert isinstance(document.clock, FixedClock)
    document.clock.forward(3600)
    return tx.result is not None


WORK = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 99)), min_size=1, max_size=14)


@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_step_does_something_and_undo_and_redo_are_exact(name: str) -> None:
    changed = 0
    for seed in range(12):
        document, canvas = plan_of()
        do(document, canvas, "meeting note", seed)
        do(document, canvas, "propose", seed + 100)
        if seed % 2:
            do(document, canvas, "finish", seed)
        if seed % 3:
            do(document, canvas, "agree all", seed)
            do(document, canvas, "principles", seed)
        history = History(document)
        before = document.digest()
        if not do(document, canvas, name, seed):
            continue
        changed += 1
        after = document.digest()
        survives(document)
        history.undo()
        assert document.digest() == before
        history.redo()
        assert document.digest() == after
    assert changed


@settings(max_examples=60, deadline=None)
@given(WORK)
def test_any_work_is_taken_back_to_the_same_document(work: list[tuple[str, int]]) -> None:
    document, canvas = plan_of()
    history = History(document)
    before = document.digest()
    steps = sum(do(document, canvas, name, seed) for name, seed in work)
    after = document.digest()
    survives(document)
    assert history.depth == (steps, 0)
    for _ in range(steps):
        assert history.undo() is not None
    assert document.digest() == before
    for _ in range(steps):
        assert history.redo() is not None
    assert document.digest() == after


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 99), st.booleans()), min_size=2, max_size=14))
def test_what_others_did_in_between_stays_and_the_document_stays_whole(work: list[tuple[str, int, bool]]) -> None:
    document, canvas = plan_of()
    history = History(document)
    for name, seed, foreign in work:
        do(document, canvas, name, seed, Origin.REMOTE if foreign else Origin.LOCAL)
    while history.undo() is not None:
        survives(document)
    while history.redo() is not None:
        survives(document)


@pytest.mark.parametrize("kind", ["row", "note"])
def test_a_code_that_somebody_else_took_meanwhile_does_not_spoil_the_file(kind: str) -> None:
    document, canvas = plan_of(1)
    problems = queries.canvases(document)[0].id
    history = History(document)

    def add(tx: Transaction) -> object:
        return actions.add_action(tx, canvas.id, "x") if kind == "row" else notes.add_note(tx, problems, "x")

    with document.transaction("Mine") as tx:
        add(tx)
    history.undo()
    with document.transaction("Theirs", origin=Origin.REMOTE) as tx:
        add(tx)
    history.redo()
    survives(document)
    found = workshop_file.write(document)["canvases"]
    ids = [one["id"] for one in (found[1]["rows"] if kind == "row" else found[0]["notes"])]
    assert len(set(ids)) == len(ids)
    assert [i for i in ids if i.endswith("-2")] == [f"{'A2' if kind == 'row' else 'P05'}-2"]


def test_a_foreign_row_and_a_foreign_word_stay_when_own_work_is_undone() -> None:
    document, canvas = plan_of()
    history = History(document)
    rows = document.within(Action, canvas.id)
    do(document, canvas, "agree all", 0)
    do(document, canvas, "add", 1, Origin.REMOTE)
    with document.transaction("Foreign", origin=Origin.REMOTE) as tx:
        tx.update(rows[0], owner_role="keegi teine")
    with_foreign = len(document.within(Action, canvas.id))
    history.undo()
    found = document.within(Action, canvas.id)
    assert len(found) == with_foreign == len(rows) + 1
    assert found[0].owner_role == "keegi teine"
    assert not any(a.agreed_at for a in found)
