"""The grid finds exactly what a look at every note would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.views.board.index import _ASKED, Grid, touches

PLACE = st.integers(-3000, 9000).map(float)
RECT = st.builds(lambda x, y, w, h: (x, y, x + w, y + h), PLACE, PLACE, st.integers(0, 6000), st.integers(0, 6000))


@given(st.lists(RECT, max_size=30), RECT)
def test_what_touches_a_rectangle_is_found_once_and_in_order(rects, wanted):
    grid = Grid(rects)
    known = [i for i, r in enumerate(rects) if touches(r, wanted)]
    assert all(grid.within(wanted) == known for _ in range(_ASKED))
    assert not grid._cells
    assert grid.within(wanted) == known
    assert bool(grid._cells or grid._wide) is bool(rects)


def test_a_very_wide_thing_is_found_from_anywhere():
    grid = Grid([(0.0, 0.0, 90_000.0, 90_000.0), (10.0, 10.0, 20.0, 20.0)])
    for _ in range(_ASKED + 1):
        assert grid.within((50_000.0, 50_000.0, 50_001.0, 50_001.0)) == [0]
        assert grid.within((15.0, 15.0, 15.0, 15.0)) == [0, 1]
