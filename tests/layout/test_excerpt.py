"""The part of a board that a window shows: all that touches it is there, and it comes back from its text as it was."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.drawing import board as drawn
from koosloome_desktop.layout.excerpt import as_text, excerpt, from_text
from koosloome_desktop.layout.primitives import SCREEN, Board, PictureBox
from koosloome_desktop.operations import queries
from tests.drivers.board import sample


@pytest.fixture(scope="module")
def boards() -> list[Board]:
    """Every canvas of two samples."""
    found = []
    for name in ("01", "03"):
        document = sample(name)
        found += [
            drawn(document, canvas, SCREEN.sized(1200, 800), "et")
            for canvas in queries.canvases(document)
            if canvas.type != "action_plan"
        ]
    assert len(found) >= 4
    return found


def test_what_touches_the_part_is_in_it_and_nothing_far_away_is(boards):
    for board in boards:
        x0, y0, x1, y1 = board.width * 0.3, board.height * 0.2, board.width * 0.6, board.height * 0.7
        part = excerpt(board, (x0, y0, x1, y1))
        assert (part.width, part.height) == (board.width, board.height)
        touching = [n for n in board.notes if n.x < x1 and n.x + n.w > x0 and n.y < y1 and n.y + n.h > y0]
        assert set(touching) <= set(part.notes)
        assert all(n.x < x1 + 10 and n.x + n.w > x0 - 10 for n in part.notes)
        crossing = [c for c in board.curves if any(x0 < x < x1 and y0 < y < y1 for x, y in c.points)]
        assert {c.key for c in crossing} <= {c.key for c in part.curves}
        words = [t for t in board.texts if x0 < t.x < x1 and y0 < t.y < y1]
        assert set(words) <= set(part.texts)
    assert any(len(excerpt(b, (0, 0, b.width / 3, b.height / 3)).notes) < len(b.notes) for b in boards)


def test_a_part_comes_back_from_its_text(boards):
    for board in boards:
        whole = excerpt(board, (0, 0, board.width, board.height))
        assert (len(whole.notes), len(whole.curves)) == (len(board.notes), len(board.curves))
        again = from_text(as_text(whole))
        assert again is not None
        assert [(n.id, n.lines, n.footer, n.votes, n.state) for n in again.notes] == [
            (n.id, n.lines, n.footer, n.votes, n.state) for n in whole.notes
        ]
        for one, two in zip(again.notes, whole.notes, strict=True):
            assert (one.x, one.y, one.w, one.h) == pytest.approx((two.x, two.y, two.w, two.h), abs=0.001)
        assert as_text(again) == as_text(whole)
        assert again.note(board.notes[0].id) is not None, "it is indexed"


def test_anything_else_is_no_board():
    board = Board(10, 10, pictures=(PictureBox("a", 0, 0, 5, 5),))
    assert from_text(as_text(board)) == board
    for text in (
        "",
        "[]",
        "null",
        "7",
        '{"0":[1]}',
        '{"99":[]}',
        '{"3":["a",1]}',
        '{"0":1,"1":2}',
        as_text(board)[:-3],
    ):
        assert from_text(text) is None
