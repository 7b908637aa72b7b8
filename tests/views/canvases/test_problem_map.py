"""Branches of a tree by keys: one note, and many at once."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def tree(board):
    """A core problem with four effects that should have been causes."""
    board.type_note("Tuum")
    board.press("Tab")
    for text in ("a", "b", "c", "d"):
        board.type_note(text)
    return board


def parents(board) -> dict[str, str]:
    return {n.text: getattr(board.document.find(n.parent), "text", "") for n in board.notes()}


def test_alt_arrows_move_all_that_is_chosen_to_the_other_side_as_one_step(tree):
    before = tree.document.snapshot()
    assert tree.texts("effect") == ["a", "b", "c", "d"]
    tree.press("Down", "Ctrl+A", "Alt+Down")
    assert (tree.texts("effect"), tree.texts("cause")) == ([], ["a", "b", "c", "d"])
    assert set(parents(tree).values()) == {"", "Tuum"}
    tree.undo()
    assert tree.document.snapshot() == before


def test_everything_chosen_goes_over_too_though_the_core_stays(tree):
    tree.press("Down", "Ctrl+A", "Ctrl+A", "Alt+Down")
    assert (tree.texts("core"), tree.texts("cause")) == (["Tuum"], ["a", "b", "c", "d"])


def test_some_of_a_row_go_past_the_neighbour_and_keep_their_order(tree):
    tree.click(tree.note("b"))
    tree.press("Shift+Right", "Alt+Left")
    assert tree.texts("effect") == ["b", "c", "a", "d"]
    tree.press("Alt+Left")
    assert tree.texts("effect") == ["b", "c", "a", "d"]
    tree.press("Alt+Right", "Alt+Right")
    assert tree.texts("effect") == ["a", "d", "b", "c"]


def test_some_of_a_row_go_under_the_one_before_them_and_come_back_behind_it(tree):
    tree.click(tree.note("b"))
    tree.press("Shift+Right", "Alt+Up")
    assert parents(tree) == {"Tuum": "", "a": "Tuum", "b": "a", "c": "a", "d": "Tuum"}
    tree.press("Alt+Down")
    assert tree.texts("effect") == ["a", "b", "c", "d"]
    assert parents(tree)["b"] == parents(tree)["c"] == "Tuum"


def test_what_hangs_under_a_chosen_note_follows_it(tree):
    tree.click(tree.note("b"))
    tree.press("Alt+Up", "Escape", "Down")  # b hangs under a
    tree.click(tree.note("a"))
    tree.press("Ctrl+A", "Alt+Down")
    assert sorted(tree.texts("cause")) == ["a", "b", "c", "d"]
    assert parents(tree)["b"] == "a"
