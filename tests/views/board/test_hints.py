"""A note that states a missing solution: a quiet button, a question, a reworded twin. Nothing is stopped by it."""

from __future__ import annotations

import pytest

from tests.drivers.board import sample

pytestmark = pytest.mark.slow

LACK = "Majal puudub ühine kalender"
SO = "Inimesed ei tea, millal maja on avatud"


@pytest.fixture
def written(board):
    """A core problem and a cause that only says what is missing."""
    board.type_note("Maja seisab tühjana")
    board.type_note(LACK)
    return board


def hint(board) -> str:
    return board.page.bar.hint.text() if board.page.bar.hint.isVisible() else ""


def test_the_button_is_there_after_enter_and_goes_while_one_types(written):
    board = written
    assert "tagajärg" in hint(board)
    board.type("Järgmine mõte")
    assert hint(board) == ""
    board.press("Return")
    assert hint(board) == "", "the last note is sound"
    assert board.texts("cause") == [LACK, "Järgmine mõte"]


def test_a_click_asks_and_the_answer_takes_the_place_of_the_note(written):
    board = written
    before = board.document.digest()
    board.page.bar.hint.click()
    board.settle()
    assert LACK in board.page.bar.line.placeholderText()
    assert board.rings() == ["line"]
    board.type(SO)
    board.press("Return")
    twin, lack = board.note(SO), board.note(LACK)
    assert lack.parent == twin.id
    assert twin.parent == board.notes("core")[0].id
    assert twin.sources == (lack.id,)
    assert hint(board) == "", "it is answered"
    assert board.line == ""
    board.undo()
    assert board.document.digest() == before


def test_the_keys_do_the_same_and_escape_keeps_every_letter(written):
    board = written
    before = board.document.digest()
    board.type("pooleli")
    board.press("Ctrl+Shift+R")
    assert board.line == ""
    board.type("sest")
    board.press("Escape")
    assert board.line == "pooleli sest"
    assert board.document.digest() == before
    assert board.mode == "W"


def test_a_core_that_states_a_missing_solution_becomes_a_cause_of_what_follows(board):
    board.type_note("Külal puudub bussiühendus")
    cause = board.type_note("Liin suleti")
    board.page.modes.arrange(board.notes("core")[0].id)
    board.press("Ctrl+Shift+R")
    board.type("Eakad ei pääse arsti juurde")
    board.press("Return")
    (core,) = board.notes("core")
    assert core.text == "Eakad ei pääse arsti juurde"
    assert board.note("Külal puudub bussiühendus").parent == core.id
    assert board.note("Külal puudub bussiühendus").zone == "cause"
    assert board.document.find(cause.id).parent == core.id


def test_other_canvases_are_not_asked(open_board):
    board = open_board(sample("01"), "resource_map")
    board.type_note("Puudub kõlar")
    assert hint(board) == ""
    assert not board.ctx.commands.run("note.twin")


def test_what_is_half_answered_survives_a_kill(written):
    board = written
    board.press("Ctrl+Shift+R")
    board.type("sest keegi")
    board.page.drafts.save()
    assert board.workshop.drafts["line", board.canvas.id] == "sest keegi"
