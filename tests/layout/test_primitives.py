from __future__ import annotations

import dataclasses
import pickle

import pytest

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import SCREEN, Board, Curve, NoteIn, ZoneBox, paper
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


def test_a_zone_of_any_shape_is_hit_inside_its_outline_only():
    r, k = 100.0, 55.23
    ring = (
        (200.0, 100.0), (200.0, 100.0 + k), (100.0 + k, 200.0), (100.0, 200.0), (100.0 - k, 200.0), (0.0, 100.0 + k),
        (0.0, 100.0), (0.0, 100.0 - k), (100.0 - k, 0.0), (100.0, 0.0), (100.0 + k, 0.0), (200.0, 100.0 - k),
        (200.0, 100.0),
    )  # fmt: skip
    round_ = ZoneBox("inner", 0.0, 0.0, 2 * r, 2 * r, outline=ring)
    assert round_.contains(100.0, 100.0)
    assert round_.contains(100.0 + 69.0, 100.0 + 69.0)
    assert not round_.contains(100.0 + 73.0, 100.0 + 73.0)
    moved = round_.shifted(50.0, 0.0)
    assert moved.contains(245.0, 100.0)
    assert not moved.contains(45.0, 100.0)
    assert round_.scaled(0.5).contains(50.0, 50.0)
    board = Board(400, 400, zones=(ZoneBox("outer", 0, 0, 400, 400), ZoneBox("", 0, 0, 200, 200), round_))
    assert board.zone_at(100.0, 100.0).code == "inner"
    assert board.zone_at(195.0, 195.0).code == "outer"


def test_badges_stand_whole_between_footer_and_votes():
    note = NoteIn("n", "Bussid ei sõida", footer="▼ põhjus · väga pika nimega rühm", votes=12, badges=("×2", "↗"))
    box = Card(note, SCREEN, True).place(10.0, 20.0)
    *_above, footer, first, second, votes = box.foot()
    assert (first.text, second.text, votes.text) == ("×2", "↗", "12")
    ends = [line.x + measure(line.text, line.size, line.weight) for line in (footer, first, second)]
    assert footer.text.endswith("…")
    assert ends[0] < first.x
    assert ends[1] < second.x
    assert ends[2] < box.dot()[0] - box.dot()[2]
    assert [line.x * 2 for line in box.foot()] == [line.x for line in box.scaled(2.0).foot()]


def test_a_link_knows_its_bounds_before_it_is_drawn_and_equals_its_curve(board):
    links = [c for c in board.curves if type(c) is not Curve]
    assert links
    for link in links:
        found = link.bounds()
        plain = Curve(link.points, link.role, link.key)
        assert found == pytest.approx(plain.bounds())
        assert link == plain
        assert plain == link
        assert hash(link) == hash(plain)
        assert pickle.loads(pickle.dumps(link)) == plain
        assert link.shifted(3, 4) == plain.shifted(3, 4)
