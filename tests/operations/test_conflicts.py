"""Deciding between two wordings: nothing goes before somebody chose, and every choice is one step that comes back."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Conflict, Note
from koosloome_desktop.operations import conflicts
from koosloome_desktop.operations.notes import add_note, delete_notes
from koosloome_desktop.support.ids import new_id


@pytest.fixture
def document():
    made = new_workshop("Proov")
    canvas = made.of(Canvas)[0].id
    with made.transaction("Add note") as tx:
        note = add_note(tx, canvas, "seisab siin", zone="cause")
        tx.create(Conflict(id=new_id(), target=note.id, field="text", ours="kirjutati seal", theirs="seisab siin"))
    return made


def only(document) -> Conflict:
    (found,) = conflicts.unsettled(document)
    return found


def texts(document) -> list[str]:
    return [n.text for n in document.of(Note)]


def test_both_values_are_offered_and_what_stands_comes_first(document):
    assert conflicts.values(document, only(document)) == ["seisab siin", "kirjutati seal"]
    note = document.of(Note)[0]
    with document.transaction("Edit note") as tx:
        tx.update(note, text="kolmas sõnastus")
    assert conflicts.values(document, only(document)) == ["kolmas sõnastus", "seisab siin", "kirjutati seal"]


def test_a_decision_is_one_step_and_comes_back(document):
    history = History(document)
    before = document.digest()
    for value in ("seisab siin", "kirjutati seal"):
        with document.transaction("Decide between two wordings") as tx:
            conflicts.decide(tx, only(document), value)
        assert texts(document) == [value]
        assert conflicts.unsettled(document) == []
        history.undo()
        assert document.digest() == before


def test_both_can_stand_side_by_side(document):
    first = document.of(Note)[0]
    assert conflicts.can_keep_both(document, only(document))
    with document.transaction("Keep both wordings") as tx:
        (made,) = conflicts.keep_both(tx, only(document))
    assert texts(document) == ["seisab siin", "kirjutati seal"]
    assert (made.zone, made.canvas) == (first.zone, first.canvas)
    assert made.code not in {"", first.code}
    assert conflicts.unsettled(document) == []


def test_a_question_about_what_is_gone_goes_with_it(document):
    with document.transaction("Delete note") as tx:
        delete_notes(tx, [document.of(Note)[0].id])
    assert conflicts.unsettled(document) == []


def test_questions_about_one_record_stand_together(document):
    note = document.of(Note)[0]
    with document.transaction("Add note") as tx:
        other = add_note(tx, note.canvas, "muu")
        for target, name in ((other.id, "text"), (note.id, "zone")):
            tx.create(Conflict(id=new_id(), target=target, field=name, ours="a", theirs="b"))
    assert [(c.target, c.field) for c in conflicts.unsettled(document)] == [
        (note.id, "text"), (note.id, "zone"), (other.id, "text"),
    ]  # fmt: skip
