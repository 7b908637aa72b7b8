"""Nothing jumps: notes glide into their new places, and where the system asks for calm they stand there at once."""

from __future__ import annotations

from koosloome_desktop.layout.primitives import Board, Curve, NoteBox, ZoneBox
from koosloome_desktop.views.board.glide import between
from tests.drivers.waiting import PATIENCE_MS


def box(note_id: str, x: float, y: float) -> NoteBox:
    return NoteBox(note_id, x, y, 158, 98, "", 20, ("tekst",), 24, 16, 30)


def test_a_glide_goes_from_the_old_place_to_the_new_one():
    link = Curve(((0, 0), (1, 1), (2, 2), (3, 3)), "link", "a>b")
    old = Board(500, 500, (ZoneBox("z", 0, 0, 100, 100),), (), (box("a", 0, 0), box("b", 100, 0)), (link,))
    moved = Curve(((0, 0), (1, 1), (2, 2), (13, 13)), "link", "a>b")
    notes = (box("a", 0, 0), box("b", 300, 200), box("c", 9, 9))
    new = Board(500, 500, (ZoneBox("z", 0, 0, 300, 100),), (), notes, (moved,))
    glide = between(old, new)
    assert glide is not None
    assert set(glide.notes) == {"b"}
    assert glide.fresh == {"c"}
    assert glide.place("b", 300, 200) == (100, 0)
    glide.t = 0.5
    assert glide.place("b", 300, 200) == (200, 100)
    assert glide.place("a", 0, 0) == (0, 0)
    assert glide.zone("z", (0, 0, 300, 100)) == (0, 0, 200, 100)
    assert glide.points("a>b", moved.points)[-1] == (8, 8)
    glide.t = 1.0
    assert glide.place("b", 300, 200) == (300, 200)
    assert glide.points("a>b", moved.points) == moved.points


def test_boards_that_are_alike_and_storms_do_not_glide():
    still = Board(500, 500, (), (), (box("a", 0, 0),))
    assert between(still, still) is None
    many = Board(9, 9, (), (), tuple(box(str(i), i, 0) for i in range(600)))
    there = Board(9, 9, (), (), tuple(box(str(i), i + 50, 0) for i in range(600)))
    assert between(many, there) is None


def test_notes_glide_when_others_make_room_and_end_where_the_layout_wants_them(open_board, qtbot):
    board = open_board(moving=True)
    for text in ("Tuum", "esimene", "teine"):
        board.type_note(text)
    view = board.page.view
    view.motion.stop()
    before = view.board
    board.type("kolmas")
    board.press("Return")
    assert view.board is not before  # hits, keys and screen readers use the end at once
    assert view.motion.running
    assert view.layer.glide is not None
    view.grab()  # a frame in the middle can be painted
    qtbot.waitUntil(lambda: not view.motion.running, timeout=PATIENCE_MS)
    assert view.layer.glide is None


def test_a_second_change_during_a_glide_starts_from_its_end(open_board):
    board = open_board(moving=True)
    for text in ("Tuum", "a", "b", "c"):
        board.type_note(text)
    assert board.texts("cause") == ["a", "b", "c"]
    board.page.view.motion.stop()
    assert not board.page.view.motion.running
    assert board.overlaps() == []


def test_where_calm_is_asked_for_nothing_moves(board):
    for text in ("Tuum", "esimene", "teine"):
        board.type_note(text)
        assert not board.page.view.motion.running
