"""Same again: what is alike stands above the line; Down, Enter counts it instead of writing it twice."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.drivers.board import sample
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


def offered(board) -> list[str]:
    return [board.document.find(i).text for i in board.page.same.found] if board.page.same_list.isVisible() else []


def test_half_a_sentence_shows_the_note_that_says_it_and_enter_alone_still_writes(board):
    board.type_note("Noored ei osale")
    board.type_note("Bussid ei sõida õhtul")
    board.type("buss ei sõida")
    assert offered(board) == ["Bussid ei sõida õhtul"]
    assert not board.page.strip.isVisible()
    board.press("Return")
    assert board.texts("cause") == ["Bussid ei sõida õhtul", "buss ei sõida"]
    assert offered(board) == []


def test_down_and_enter_count_the_note_and_keep_both_groups(board):
    board.type_note("Noored ei osale")
    board.press("Ctrl+G", "2")
    note = board.type_note("Bussid ei sõida õhtul")
    board.press("Ctrl+G", "3")
    board.type("bussid ei sõitnud õhtuti")
    before = board.document.digest()
    board.press("Down")
    assert (board.rings(), board.line) == (["line"], "bussid ei sõitnud õhtuti")
    board.press("Return")
    said = board.document.find(note.id)
    assert (said.group, said.times, said.said_by) == ("2", 2, ("3",))
    assert (board.line, board.texts("cause"), offered(board)) == ("", ["Bussid ei sõida õhtul"], [])
    board.page.stage.fresh()
    box = board.page.view.board.note(note.id)
    assert [sign for _x, sign in box.badges] == ["×2"]
    assert "rühm 2, 3" in box.footer
    assert "×2" in board.toasts[-1]
    board.undo()
    assert board.document.digest() == before


def test_the_same_group_again_is_counted_and_named_once(board):
    board.press("Ctrl+G", "1")
    note = board.type_note("Bussid ei sõida õhtul")
    for _ in range(2):
        board.type("Bussid ei sõida")
        board.press("Down", "Return")
    said = board.document.find(note.id)
    assert (said.times, said.said_by) == (3, ())


def test_up_escape_and_letters_leave_the_list_with_the_text_as_it_was(board):
    board.type_note("Bussid ei sõida õhtul")
    board.type("bussid ei sõi")
    board.press("Down")
    assert board.page.same.at == 0
    board.press("Up")
    assert board.page.same.at == -1
    board.press("Down", "Esc")
    assert (board.page.same.at, board.line) == (-1, "bussid ei sõi")
    board.press("Down")
    board.sign("d")
    assert (board.page.same.at, board.line) == (-1, "bussid ei sõid")
    board.press("Return")
    assert len(board.notes()) == 2


def test_a_click_counts_too(board):
    note = board.type_note("Bussid ei sõida õhtul")
    board.type("bussid ei sõi")
    board.page.same_list.findChildren(QPushButton)[0].click()
    board.settle()
    assert board.document.find(note.id).times == 2
    assert board.line == ""


def test_only_this_canvas_and_never_while_a_note_is_reworded_or_a_cluster_named(open_board):
    board = open_board(sample("01"), "journey_map")
    board.type("Kogukonnamaja seisab suurema osa nädalast tühjana")
    assert all(board.page.verbs.note(i) is not None for i in board.page.same.found)
    board.page.bar.line.clear()
    board.press("Up")
    assert len(board.line) > 8
    assert offered(board) == []


def test_the_list_lies_inside_a_small_window_and_cuts_long_notes(open_board):
    board = open_board(size=(560, 420))
    board.type_note("Noored ei osale")
    board.type_note("Bussid ei sõida õhtul, nädalavahetusel ega koolivaheajal, sest liinileping lõpeb kell seitse " * 2)
    board.type("bussid ei sõida õhtul nädalavahetusel ega koolivaheajal")
    shown = board.page.same_list
    assert shown.isVisible()
    assert board.page.view.viewport().rect().contains(shown.geometry())
    for row in shown.findChildren(QPushButton):
        assert row.fontMetrics().horizontalAdvance(row.text()) <= row.width()


def test_the_panel_says_how_often_and_by_which_groups(open_window):
    driver = open_window("01", size=(1600, 900))
    driver.open(0)
    page = driver.view.page()
    note = next(n for n in page.presenter.notes() if n.zone == "cause")
    page.verbs.set_group([note.id], "1")
    page.verbs.say_again(note.id, "3")
    page.verbs.say_again(note.id)
    page.go_to(note.id)
    settle()
    said = [x.text() for x in driver.view.inspector.findChildren(QLabel)]
    assert "3 korda · rühm 1, rühm 3" in said
