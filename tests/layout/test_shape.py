"""Links of a branch where the branch stands: the numbers that they share are kept once and change no drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.shape import Shape, Target, Way, drawn, route

NUMBERS = st.floats(-5e4, 5e4).map(lambda x: x + 0.0)
POINTS = st.tuples(NUMBERS, NUMBERS)
PLACES = st.tuples(NUMBERS, NUMBERS, NUMBERS, st.sampled_from([1.0, -1.0]))
TARGETS = st.builds(
    Target, st.just("a>b"), NUMBERS, NUMBERS, st.integers(0, 2), NUMBERS, st.booleans(),
    st.one_of(st.just(()), st.tuples(POINTS, POINTS)),
)  # fmt: skip


@given(start=POINTS, target=TARGETS, down=st.floats(10.0, 80.0), at=POINTS, place=PLACES)
def test_a_link_is_drawn_where_its_branch_stands(start, target, down, at, place):
    x, y, base, sign = place
    way = route(start, target, down, at)
    shape = Shape([], 0.0, routes=[(Way(start, target, down, at), target.key)])
    (curve,) = shape.links(place)
    assert curve.points == tuple((x + px, base + sign * (y + py)) for px, py in way)
    assert (curve.role, curve.key) == ("link", "a>b")
    assert shape.links(place)[0] is curve


@given(points=st.tuples(POINTS, POINTS))
def test_a_spine_link_goes_straight_down_and_round_an_elbow(points):
    found = drawn(points)
    assert len(found) == 7
    assert found[0] == points[0]
    assert found[-1] == points[1]
    assert found[4] == (points[0][0], points[1][1])


def test_an_upright_link_keeps_each_number_once():
    shape = Shape([], 0.0, routes=[(((11.0, 98.0), (25.0, 161.0)), "a>b")])
    (curve,) = shape.links((40.5, 3.25, 1000.0, 1.0))
    upright = curve.points[4:6]
    assert upright[0][0] is upright[1][0]
    assert upright[0][1] is upright[1][1]
