"""Which note an arrow goes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.views.board.spatial import nearest

GRID = {f"{x}{y}": (x * 100.0, y * 80.0, x * 100.0 + 80, y * 80.0 + 60) for x in range(3) for y in range(3)}


def go(name: str, direction: str) -> str | None:
    return nearest(((n, r) for n, r in GRID.items() if n != name), GRID[name], direction)


@pytest.mark.parametrize(
    ("start", "direction", "wanted"),
    [("11", "up", "10"), ("11", "down", "12"), ("11", "left", "01"), ("11", "right", "21"), ("00", "up", None),
     ("22", "right", None), ("00", "right", "10")],
)  # fmt: skip
def test_in_a_grid_the_neighbour_is_next(start, direction, wanted):
    assert go(start, direction) == wanted


def test_a_note_in_the_same_row_wins_over_a_nearer_one_aside():
    start = (0.0, 0.0, 80.0, 60.0)
    things = [("aside", (90.0, 90.0, 170.0, 150.0)), ("row", (160.0, 10.0, 240.0, 70.0))]
    assert nearest(things, start, "right") == "row"


def test_what_lies_far_aside_is_not_in_that_direction():
    assert nearest([("far", (20.0, 900.0, 100.0, 960.0))], (0.0, 0.0, 80.0, 60.0), "right") is None


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=12, unique=True),
    st.sampled_from(["up", "down", "left", "right"]),
)
def test_one_always_gets_further_in_the_direction_pressed(places, direction):
    boxes = {str(i): (float(x), float(y), x + 80.0, y + 60.0) for i, (x, y) in enumerate(places)}
    found = nearest(((n, r) for n, r in boxes.items() if n != "0"), boxes["0"], direction)
    if found is not None:
        axis = 0 if direction in {"left", "right"} else 1
        sign = 1 if direction in {"right", "down"} else -1
        assert sign * (boxes[found][axis] - boxes["0"][axis]) > 0
