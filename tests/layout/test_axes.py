from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.axes import AxesIn, layout_axes, plot_of, unplaced
from koosloome_desktop.layout.plot import Plot
from koosloome_desktop.layout.primitives import SCREEN, NoteIn, ZoneIn
from tests.layout.boards import check_board, scattered, texts
from tests.layout.shapes import PROFILES, least, titles_clear

ZONES = (
    ZoneIn("core", "Põhiprobleem", "Üks lause", "core", ("Rannaala on autosid täis",)),
    ZoneIn("stakeholder", "Osapooled", "Keda see puudutab?", "stakeholder", ("Külaselts", "Vald", "Naabrid", "Kool")),
)
WORDS = AxesIn(
    "Huvi", "Mõju", "väike", "suur",
    {"high-high": "Tee tihedat koostööd", "low-high": "Hoia rahul", "high-low": "Hoia kursis", "low-low": "Jälgi"},
    "Paigutamata", "Kui palju see neid puudutab?",
)  # fmt: skip
CODES = ("core", "stakeholder", "stakeholder", "stakeholder")


def places(notes, seed, share=0.8):
    random = Random(seed)
    return {n.id: (random.random(), random.random()) for n in notes if random.random() < share}


def quadrant(board, box):
    plot = plot_of(board)
    return box.x + box.w / 2 >= plot.x + plot.w / 2, box.y + box.h / 2 < plot.y + plot.h / 2


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("count", [0, 1, 40, 200])
def test_the_field_keeps_all_its_notes(count, profile):
    notes = scattered(count, count, CODES)
    board = layout_axes(notes, ZONES, profile, WORDS, places(notes, count))
    check_board(board, notes)
    titles_clear(board)
    assert least(board) >= profile.least_text


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_placed_note_stays_in_its_quadrant_and_others_wait_in_the_tray(share):
    notes = [NoteIn(f"n{i}", "Maakonna ühistranspordikeskus", zone="stakeholder") for i in range(60)]
    values = places(notes, 7, share)
    board = layout_axes(notes, ZONES, SCREEN.sized(1094, 560), WORDS, values)
    check_board(board, notes)
    assert sorted(unplaced(board.notes, board)) == sorted(n.id for n in notes if n.id not in values)
    for note_id, (x, y) in values.items():
        assert quadrant(board, board.note(note_id)) == (x >= 0.5, y >= 0.5)


@given(
    st.lists(st.tuples(texts, st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))), max_size=14),
)
def test_any_small_field_keeps_the_rules(rows):
    notes = [NoteIn(f"n{i}", t, zone="stakeholder") for i, (t, _) in enumerate(rows)]
    values = {f"n{i}": v for i, (_, v) in enumerate(rows)}
    board = layout_axes(notes, ZONES, SCREEN.sized(1094, 560), WORDS, values)
    check_board(board, notes)
    assert layout_axes(list(notes), ZONES, SCREEN.sized(1094, 560), WORDS, values) == board


def test_a_note_alone_stands_exactly_where_its_values_say():
    notes = [NoteIn("a", "Külaselts", zone="stakeholder"), NoteIn("b", "Vald", zone="stakeholder")]
    board = layout_axes(notes, ZONES, SCREEN.sized(1094, 560), WORDS, {"a": (0.9, 0.2), "b": (0.1, 0.8)})
    plot = plot_of(board)
    for note_id, value in (("a", (0.9, 0.2)), ("b", (0.1, 0.8))):
        box = board.note(note_id)
        assert plot.value((box.x, box.y), (box.w, box.h)) == pytest.approx(value, abs=0.005)


@given(st.floats(0, 1), st.floats(0, 1))
def test_places_and_values_are_two_ways_of_one_thing(x, y):
    plot, card = Plot(30.0, 40.0, 900.0, 500.0, 30.0), (158.0, 60.0)
    found = plot.value(plot.corner((x, y), card), card)
    assert found == pytest.approx((x, y), abs=0.0011)
    assert (found[0] >= 0.5, found[1] >= 0.5) == (x >= 0.5, y >= 0.5)


def test_twenty_at_one_place_all_find_room_near_it():
    notes = [NoteIn(f"n{i}", "Elanikud", zone="stakeholder") for i in range(20)]
    board = layout_axes(notes, ZONES, SCREEN.sized(1094, 560), WORDS, dict.fromkeys((n.id for n in notes), (0.9, 0.9)))
    check_board(board, notes)
    assert all(quadrant(board, b) == (True, True) for b in board.notes)


def test_examples_stand_in_an_empty_field_and_are_no_notes():
    board = layout_axes([], ZONES, SCREEN.sized(1094, 560), WORDS, {})
    assert board.notes == ()
    assert len(board.ghosts) == 5
    check_board(board, [])


def test_axes_are_named_with_their_ends():
    board = layout_axes([], ZONES, SCREEN.sized(1094, 560), WORDS, {})
    said = [t.text for t in board.texts]
    assert said.count("väike") == 2
    assert said.count("suur") == 2
    assert {"Huvi →", "↑ Mõju"} <= set(said)
    assert [c.key for c in board.curves if c.role == "axis"] == ["y", "x", "y", "x"]


def test_a_board_without_axes_has_no_plot():
    from koosloome_desktop.layout.zones import layout_bands

    board = layout_bands([], ZONES, SCREEN)
    assert plot_of(board) is None
    assert unplaced(board.notes, board) == []
