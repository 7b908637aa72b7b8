from __future__ import annotations

import pytest

from koosloome_desktop.layout.card import Card, level_out
from koosloome_desktop.layout.flow import best_columns, columns_in, columns_width, flow, flow_height, flow_notes
from koosloome_desktop.layout.primitives import SCREEN, NoteIn
from tests.layout.boards import check_board, scattered


@pytest.mark.parametrize("count", [0, 1, 40, 200])
@pytest.mark.parametrize("width", [100, 400, 1300])
def test_flowing_notes_keep_apart_and_show_everything(count, width):
    notes = scattered(count, count, ("a",))
    board = flow_notes(notes, SCREEN, width)
    check_board(board, notes)
    assert board.width <= max(width, SCREEN.note_width + 40)


def test_notes_of_one_height_read_row_by_row():
    cards = [Card(NoteIn(str(i), "Soe saal"), SCREEN, False) for i in range(7)]
    boxes = flow(cards, 3, 12).notes
    assert [b.y for b in boxes] == sorted(b.y for b in boxes)
    assert [round(b.x) for b in boxes[:4]] == [0, 170, 340, 0]


def test_the_height_can_be_known_without_placing():
    cards = [Card(n, SCREEN, True) for n in scattered(30, 3, ("a",))]
    for columns in (1, 2, 5):
        assert flow(cards, columns, 12).height == pytest.approx(flow_height(cards, columns, 12))


def test_clusters_are_framed_with_their_names():
    notes = scattered(30, 5, ("a",))
    board = flow_notes(notes, SCREEN, 900)
    frames = {p.key: p for p in board.panels if p.role == "cluster"}
    assert set(frames) == {n.cluster for n in notes if n.cluster}
    for box in board.notes:
        frame = frames.get(box.cluster)
        inside = [f for f in frames.values() if f.x <= box.x and f.y <= box.y < f.y + f.h and box.x < f.x + f.w]
        assert inside == ([frame] if frame else [])


def test_columns_are_counted_with_their_gaps():
    assert columns_in(158, 158, 12) == 1
    assert columns_in(327, 158, 12) == 1
    assert columns_in(328, 158, 12) == 2
    assert columns_in(10, 158, 12) == 1
    assert columns_width(3, 158, 12) == 498


def test_the_best_number_of_columns_follows_the_shape_of_the_area():
    def size(columns):
        return columns * 100.0, 2400.0 / columns

    assert best_columns((1000, 250), 20, size) > best_columns((500, 500), 20, size) > 2


def test_a_row_is_levelled_but_a_giant_stands_alone():
    row = [Card(NoteIn("a", "lühike"), SCREEN, True), Card(NoteIn("b", "pikk jutt " * 40), SCREEN, True)]
    level_out(row, 98)
    assert row[0].h == 98
    assert row[1].h > 147
