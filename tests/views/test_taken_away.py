"""A note whose text is open is deleted, put off or folded by somebody else: what was typed is not lost for that."""

from __future__ import annotations

import pytest

from koosloome_desktop.model.changes import Origin
from koosloome_desktop.operations import merging, notes, parking
from koosloome_desktop.views.modes import Mode

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("fate", ["deleted", "parked", "folded"])
def test_what_was_typed_into_a_note_that_somebody_else_takes_away_is_in_the_line(board, fate):
    for text in ("Buss ei käi", "Tee on umbes"):
        board.type_note(text)
    first, second = board.notes()
    board.type("pool")
    board.double_click(first)
    board.press("End")
    board.type(" õhtul")
    with board.document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
        if fate == "deleted":
            notes.delete_notes(tx, [first.id])
        elif fate == "parked":
            parking.park(tx, [first.id])
        else:
            merging.merge(tx, second.id, [first.id])
    board.settle()
    assert board.page.bar.line.text() == "pool Buss ei käi õhtul"
    assert board.page.desk.mode == Mode.WRITE
    assert board.toasts[-1] == "Märget enam ei ole. See, mida kirjutasid, on real."
    board.press("Return")
    assert "pool Buss ei käi õhtul" in [n.text for n in board.notes()]


def test_an_open_text_that_nobody_changed_goes_with_its_note(board):
    board.type_note("Buss ei käi")
    (first,) = board.notes()
    board.double_click(first)
    with board.document.transaction("Elsewhere", origin=Origin.REMOTE) as tx:
        notes.delete_notes(tx, [first.id])
    board.settle()
    assert board.page.bar.line.text() == ""
