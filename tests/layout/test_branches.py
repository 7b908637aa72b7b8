"""Pillars in one row stand as any shapes in one row stand."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.branches import _along, side_by_side
from koosloome_desktop.layout.shape import Shape, Spacing, shelve

SPACING = Spacing(24.0, 36.0, 500.0, 10, outline=True)
PILLARS = st.lists(
    st.tuples(
        st.sampled_from([98.0, 112.0, 300.0]) | st.floats(20.0, 900.0), st.floats(160.0, 400.0), st.integers(0, 3)
    ),
    min_size=1,
    max_size=8,
)


def made(sizes: list[tuple[float, float, int]]) -> list[Shape]:
    return [
        Shape(
            [(0.0, high, 0.0, wide)], 2.0,
            routes=[(((2.0, 0.0), (16.0, 30.0 * n)), f"up>{number}.{n}") for n in range(links)],
        )
        for number, (high, wide, links) in enumerate(sizes)
    ]  # fmt: skip


@given(PILLARS)
def test_pillars_stand_as_shelves_put_them(sizes):
    free = replace(SPACING, widest=math.inf)
    one, two = made(sizes), made(sizes)
    group, targets = side_by_side(one, SPACING)
    known, at = shelve(two, [""] * len(two), free)
    assert group.bands == known.bands
    assert group.entry == known.entry
    assert [p[:2] for p in group.parts] == [p[:2] for p in known.parts]
    assert [p[2] for p in group.parts] == one
    assert group.fits == 0.0
    assert targets == [t for target, c in zip(at, two, strict=True) for t in _along(target, c, bus=True)]
    assert all(not pillar.routes for pillar in one)
