from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.primitives import SCREEN, WALL, NoteIn, paper
from koosloome_desktop.layout.tree import layout_tree
from tests.layout.boards import ZONES, check_board, check_lines_clear, ends_at_notes, forest, texts

SCREENS = (SCREEN, SCREEN.sized(1310, 652), SCREEN.sized(1093, 500), WALL, paper(515, 740), paper(760, 500))


@pytest.mark.parametrize("profile", SCREENS, ids=lambda p: f"{p.name}-{p.area}")
@pytest.mark.parametrize("count", [1, 7, 40, 200])
def test_notes_of_a_tree_keep_apart_and_inside(count, profile):
    notes = forest(count, seed=count)
    board = layout_tree(notes, ZONES, profile)
    check_board(board, notes)
    check_lines_clear(board, {"link"})


@pytest.mark.parametrize("cores", [2, 3, 7, 12])
def test_several_cores_keep_their_links_off_each_other(cores):
    notes = forest(60, seed=cores, cores=cores)
    board = layout_tree(notes, ZONES, SCREEN.sized(1310, 652))
    check_board(board, notes)
    check_lines_clear(board, {"link"})


@given(
    st.lists(
        st.tuples(texts, st.sampled_from(["effect", "core", "cause", "elsewhere"]), st.integers(-1, 12)), max_size=13
    )
)
def test_any_small_tree_keeps_the_rules(rows):
    notes = [
        NoteIn(f"n{i}", text, zone=zone, parent=f"n{parent}" if parent >= 0 else "", kind=zone)
        for i, (text, zone, parent) in enumerate(rows)
    ]
    board = layout_tree(notes, ZONES, SCREEN.sized(1068, 728))
    check_board(board, notes)
    check_lines_clear(board, {"link"})
    assert layout_tree(notes, ZONES, SCREEN.sized(1068, 728)) == board


def test_causes_stand_below_the_core_and_effects_above():
    board = layout_tree(forest(40, seed=4), ZONES, SCREEN.sized(1310, 652))
    core = board.note("c0")
    for box in board.notes:
        if box.zone == "effect":
            assert box.y + box.h < core.y
        elif box.zone == "cause":
            assert box.y > core.y + core.h
    assert core.level == 0
    assert core.emphasis
    assert min(b.level for b in board.notes if b.zone == "cause") == 1


def test_every_parent_in_reach_is_linked_edge_to_edge():
    notes = forest(60, seed=9)
    by_id = {n.id: n for n in notes}
    board = layout_tree(notes, ZONES, SCREEN.sized(1310, 652))
    links = {c.key: c for c in board.curves if c.role == "link"}
    for note in notes:
        parent = by_id.get(note.parent)
        if parent is not None and note.zone != "core" and parent.zone in {note.zone, "core"}:
            assert f"{parent.id}>{note.id}" in links
    for key, link in links.items():
        assert ends_at_notes(board, key, link.points), key


def test_a_child_stands_deeper_than_its_parent():
    notes = [
        NoteIn("c", "Põhi", zone="core"),
        *(NoteIn(f"w{i}", f"miks {i}", zone="cause", parent=f"w{i - 1}" if i else "c") for i in range(5)),
    ]
    board = layout_tree(notes, ZONES, SCREEN)
    tops = [board.note(f"w{i}").y for i in range(5)]
    assert tops == sorted(tops)
    assert [board.note(f"w{i}").level for i in range(5)] == [1, 2, 3, 4, 5]


def test_circles_and_selves_are_shown_without_hanging():
    notes = [
        NoteIn("a", "A", zone="cause", parent="b"),
        NoteIn("b", "B", zone="cause", parent="a"),
        NoteIn("s", "S", zone="cause", parent="s"),
    ]
    check_board(layout_tree(notes, ZONES, SCREEN), notes)


def test_a_chain_of_a_thousand_whys_is_no_problem():
    notes = [NoteIn(f"w{i}", "miks", zone="cause", parent=f"w{i - 1}") for i in range(1000)]
    board = layout_tree(notes, ZONES, SCREEN.sized(1310, 652))
    assert len(board.notes) == 1000


def test_an_empty_tree_teaches_with_examples_that_are_no_notes():
    board = layout_tree([], ZONES, SCREEN.sized(1068, 728))
    assert board.notes == ()
    assert {g.zone for g in board.ghosts} == {"effect", "core", "cause"}
    assert all(g.state == "ghost" and g.id.startswith("ghost:") for g in board.ghosts)
    assert not board.curves
    check_board(board, [])


def test_zones_fill_the_area_and_never_overlap():
    for count in (0, 3, 30):
        board = layout_tree(forest(count, seed=2), ZONES, SCREEN.sized(1068, 728))
        assert board.width / board.height == pytest.approx(1068 / 728)
        assert board.width >= 1068 - 0.01
        tops = sorted((z.y, z.y + z.h) for z in board.zones)
        assert all(a[1] < b[0] for a, b in pairwise(tops))
        assert tops[-1][1] == pytest.approx(board.height)


def test_a_side_nobody_asked_for_has_no_band():
    board = layout_tree([NoteIn("c", "Põhi", zone="core")], ZONES[1:], SCREEN)
    assert {z.code for z in board.zones} == {"core", "cause"}


def test_notes_of_unknown_zones_are_not_lost():
    notes = [*forest(10, seed=1), NoteIn("x", "Uus liik", zone="future")]
    board = layout_tree(notes, ZONES, SCREEN)
    check_board(board, notes)
    assert board.zone("").contains(board.note("x").x, board.note("x").y)


def test_the_sample_stays_readable_on_a_small_laptop():
    notes = [n for n in forest(22, seed=5) if len(n.text) < 60]
    board = layout_tree(notes, ZONES, SCREEN.sized(1310, 652))
    assert min(1310 / board.width, 652 / board.height) > 0.55


def test_two_hundred_notes_use_the_shape_of_the_area():
    notes = [n for n in forest(260, seed=200) if len(n.text) < 90][:200]
    board = layout_tree(notes, ZONES, SCREEN.sized(1600, 900))
    used = sum(b.w * b.h for b in board.notes) / (board.width * board.height)
    assert used > 0.25, "a wide tree must not be mostly paper"
    assert min(1600 / board.width, 900 / board.height) > 0.3
