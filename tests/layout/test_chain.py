from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.chain import layout_chain
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_board, check_lines_clear, scattered, texts
from tests.layout.shapes import PROFILES, least, titles_clear

ROLES = ("core", "why", "root")
ZONES = (
    ZoneIn("core", "Põhiprobleem", "Üks lause", "core", ("Sõit jääb ära",)),
    ZoneIn("why", "Miks?", "Miks see nii on?", "cause", ("Juhti pole", "Aegu ei vaadata koos")),
    ZoneIn("root", "Juurpõhjus", "Mida saame ise muuta?", "opportunity"),
)


def chain(notes, profile):
    return layout_chain(notes, ZONES, profile, "Miks?", ROLES)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_a_chain_of_any_length_is_whole(count, profile):
    notes = scattered(count, count, ("core", "why", "why", "why", "root"))
    board = chain(notes, profile)
    check_board(board, notes)
    titles_clear(board)
    check_lines_clear(board, {"step"})
    assert least(board) >= profile.least_text


@given(st.lists(st.tuples(texts, st.sampled_from([*ROLES, "lost"])), max_size=12))
def test_any_small_chain_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone=z) for i, (t, z) in enumerate(rows)]
    board = chain(notes, SCREEN.sized(1094, 560))
    check_board(board, notes)
    check_lines_clear(board, {"step"})
    assert chain(list(notes), SCREEN.sized(1094, 560)) == board


def test_it_asks_why_between_the_links_and_numbers_them():
    notes = [NoteIn("c", "Lõunat raisatakse", zone="core")]
    notes += [NoteIn(f"w{i}", "Söögiks on kümme minutit", zone="why") for i in range(5)]
    notes += [NoteIn("r", "Kutsume vedaja", zone="root")]
    board = chain(notes, SCREEN.sized(1600, 900))
    assert [t.text for t in board.texts] == [f"{i}. Miks?" for i in range(1, 6)]
    whys = [board.note(f"w{i}") for i in range(5)]
    assert all(a.y + a.h < b.y and a.x < b.x for a, b in pairwise(whys)), "stairs down to the right"
    assert [b.level for b in whys] == [1, 2, 3, 4, 5]
    assert board.note("r").y > whys[-1].y


def test_growth_beyond_five_goes_on_in_the_next_column():
    notes = [NoteIn(f"w{i}", "Söögiks on kümme minutit", zone="why") for i in range(24)]
    board = chain(notes, SCREEN.sized(1094, 560))
    assert len({round(b.x) for b in board.notes}) > 1
    assert len([t for t in board.texts if t.text.endswith("Miks?")]) == 24
