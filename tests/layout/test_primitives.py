from __future__ import annotations

import dataclasses

import pytest

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import SCREEN, Board, NoteIn, paper
from koosloome_desktop.layout.tree import layout_tree
from tests.layout.boards import ZONES, check_board, forest


@pytest.fixture
def notes():
    return forest(30, seed=7)


@pytest.fixture
def board(notes):
    return layout_tree(notes, ZONES, SCREEN.sized(1310, 652))


def test_a_note_is_found_by_id_and_by_place(board):
    for box in board.notes:
        assert board.note(box.id) is box
        assert board.hit(box.x + box.w / 2, box.y + box.h / 2) is box
        assert board.zone_at(box.x + 1, box.y + 1).code == box.zone
    assert board.note("gone") is None
    assert board.hit(-5, -5) is None
    assert board.zone("gone") is None


def test_a_scaled_board_keeps_all_rules(board, notes):
    small = board.scaled(0.5)
    assert small.width == board.width / 2
    check_board(small, notes)
    assert small.notes[0].scale == 0.5
    assert [t.text for t in small.notes[0].body()] == [t.text for t in board.notes[0].body()]


def test_scaling_back_gives_the_same_board(board):
    assert board.scaled(0.5).scaled(2) == board


def test_a_moved_board_still_holds_everything(board, notes):
    moved = board.shifted(30, 40)
    check_board(moved, notes)
    assert moved.notes[0].x == pytest.approx(board.notes[0].x + 30)
    assert next(moved.notes[0].body()).y == pytest.approx(next(board.notes[0].body()).y + 40)


def test_boards_are_values(board):
    assert board == dataclasses.replace(board)
    assert hash(board) == hash(dataclasses.replace(board))
    with pytest.raises(dataclasses.FrozenInstanceError):
        board.width = 3


def test_the_text_of_a_note_stands_where_its_offsets_say():
    box = Card(NoteIn("n", "Soe saal\ntalvel"), SCREEN, False).place(100, 50)
    first, second = box.body()
    assert (first.x, first.y) == (100 + box.text_x, 50 + box.first_baseline)
    assert second.y - first.y == pytest.approx(box.line_height)


def test_paper_prints_the_smallest_text_of_a_full_page_at_eight_points():
    profile = paper(515, 740)
    assert profile.area[0] / 515 == pytest.approx(13 / 8)


def test_an_empty_board_is_a_board():
    assert Board(10, 10).shifted(1, 2) == Board(11, 12)
