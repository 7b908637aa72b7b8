from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.iceberg import layout_iceberg
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_board, scattered, texts
from tests.layout.shapes import PROFILES, corners_inside, least, titles_clear

CODES = ("events", "patterns", "structures", "mental_models")
ZONES = tuple(ZoneIn(c, f"{c}: mis kordub?", "Mida me endale ütleme?", "event", ("Näide",)) for c in CODES)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_every_note_lies_in_the_ice_of_its_layer(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_iceberg(notes, ZONES, profile)
    check_board(board, notes)
    corners_inside(board)
    titles_clear(board)
    assert least(board) >= profile.least_text


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "lost"]), st.sampled_from(["", "K1"])), max_size=14))
def test_any_small_berg_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z, cluster=k) for i, (t, z, k) in enumerate(rows)]
    board = layout_iceberg(notes, ZONES, SCREEN.sized(1094, 560))
    check_board(board, notes)
    corners_inside(board)
    assert layout_iceberg(list(notes), ZONES, SCREEN.sized(1094, 560)) == board


def test_only_the_first_layer_is_above_the_water():
    notes = [NoteIn(f"n{i}", "Buss jäi tulemata", zone=CODES[i % 4]) for i in range(16)]
    board = layout_iceberg(notes, ZONES, SCREEN.sized(1310, 652))
    water = next(c for c in board.curves if c.role == "water")
    level = water.points[0][1]
    assert water.points[0][0] == 0
    assert water.points[-1][0] == pytest.approx(board.width)
    for box in board.notes:
        assert (box.y + box.h < level) is (box.zone == "events")
    layers = [board.zone(c) for c in CODES]
    assert all(a.y < b.y for a, b in pairwise(layers))
    sea = next(z for z in board.zones if not z.code)
    assert board.zone_at(4.0, sea.y + 40.0) is None, "the sea takes no notes"


def test_one_layer_needs_no_water():
    board = layout_iceberg([NoteIn("n", "x", zone="events")], ZONES[:1], SCREEN.sized(1310, 652))
    assert not [c for c in board.curves if c.role == "water"]
