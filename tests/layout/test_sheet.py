from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from koosloome_desktop.layout.sheet import layout_sheet
from tests.layout.boards import check_board, scattered, texts
from tests.layout.shapes import PROFILES, least, titles_clear

CODES = ("key_question", "for_whom", "factors", "evidence", "reframing")
ZONES = tuple(ZoneIn(c, f"Pealkiri {c}", "Mille põhjal me seda teame?", "evidence", ("Näide",)) for c in CODES)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_panels_keep_their_notes(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_sheet(notes, ZONES, profile, (1, 3, 1))
    check_board(board, notes)
    titles_clear(board)
    assert least(board) >= profile.least_text


@given(st.lists(st.tuples(texts, st.sampled_from([*CODES, "lost"]), st.sampled_from(["", "K1"])), max_size=12))
def test_any_small_sheet_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z, cluster=k) for i, (t, z, k) in enumerate(rows)]
    board = layout_sheet(notes, ZONES, SCREEN.sized(1094, 560), (1, 3, 1))
    check_board(board, notes)
    assert layout_sheet(list(notes), ZONES, SCREEN.sized(1094, 560), (1, 3, 1)) == board


def test_rows_are_as_asked_and_fill_the_area():
    board = layout_sheet([], ZONES, SCREEN.sized(1310, 652), (1, 3, 1))
    tops = [round(board.zone(c).y) for c in CODES]
    assert tops[0] < tops[1] == tops[2] == tops[3] < tops[4]
    assert board.zone("key_question").w == pytest.approx(board.width)
    assert board.width / board.height == pytest.approx(1310 / 652)
    assert max(z.y + z.h for z in board.zones) == pytest.approx(board.height)


def test_a_zone_more_gets_a_row_of_its_own():
    zones = (*ZONES, ZoneIn("own", "Oma"))
    board = layout_sheet([NoteIn("n", "x", zone="own")], zones, SCREEN, (1, 3, 1))
    assert board.zone("own").y > board.zone("reframing").y
