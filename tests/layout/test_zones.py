from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.flow import stretched
from koosloome_desktop.layout.primitives import SCREEN, WALL, NoteIn, ZoneIn, paper
from koosloome_desktop.layout.zones import layout_bands
from tests.layout.boards import ZONES, check_board, scattered, texts

CODES = [z.code for z in ZONES]


@pytest.mark.parametrize("profile", [SCREEN, SCREEN.sized(1310, 652), WALL, paper(515, 740)], ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_bands_keep_their_notes_inside(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_bands(notes, ZONES, profile)
    check_board(board, notes)
    tops = sorted((z.y, z.y + z.h) for z in board.zones)
    assert all(a[1] < b[0] for a, b in pairwise(tops))


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "lost"]), st.sampled_from(["", "K1", "K2"])), max_size=12))
def test_any_small_board_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z, cluster=k) for i, (t, z, k) in enumerate(rows)]
    board = layout_bands(notes, ZONES, SCREEN.sized(1068, 728))
    check_board(board, notes)
    assert layout_bands(notes, ZONES, SCREEN.sized(1068, 728)) == board


def test_notes_keep_their_order_within_a_zone():
    notes = [NoteIn(f"n{i}", "Soe saal", zone="cause") for i in range(20)]
    board = layout_bands(notes, ZONES, SCREEN.sized(1068, 728))
    seen = sorted(board.notes, key=lambda b: (b.y, b.x))
    assert [b.id for b in seen] == [n.id for n in notes]


def test_titles_stand_left_of_the_notes():
    board = layout_bands(scattered(40, 8, CODES), ZONES, SCREEN.sized(1068, 728))
    left = min(b.x for b in board.notes)
    assert all(t.x < left for z in board.zones for t in z.texts)


def test_an_unknown_canvas_is_a_list():
    notes = scattered(12, 1, ["a", "b"])
    board = layout_bands(notes, (), SCREEN.sized(900, 600))
    check_board(board, notes)
    assert [z.code for z in board.zones] == [""]


def test_empty_zones_show_their_examples():
    board = layout_bands([NoteIn("n", "x", zone="core")], ZONES, SCREEN)
    assert {g.zone for g in board.ghosts} == {"effect", "cause"}
    assert board.hit(board.ghosts[0].x + 5, board.ghosts[0].y + 5) is None


def test_a_board_takes_the_shape_of_its_area():
    assert stretched(500, 300, (1000, 500)) == (1000, 500)
    assert stretched(2000, 300, (1000, 500)) == (2000, 1000)
    assert stretched(500, 300, None) == (500, 300)
    board = layout_bands([], [ZoneIn("a", "A")], SCREEN.sized(1000, 500))
    assert (board.width, board.height) == (1000, 500)
