"""Time along x and rows down y: axes, bands, bars and what is in sight."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.layout.gantt import (
    Axis,
    Scale,
    Span,
    Stack,
    Unit,
    band_count,
    bands,
    bar_of,
    extent,
    fitted,
    per_day_for,
    weekends,
)

DAYS = st.dates(date(1990, 1, 1), date(2080, 1, 1))


@given(DAYS, st.integers(-4000, 4000), st.floats(0.2, 48))
def test_a_day_is_found_where_it_stands(first, days, per_day):
    axis = Axis(first, per_day)
    day = first + timedelta(days=days)
    assert axis.day(axis.x(day) + per_day / 2) == day
    assert axis.end_x(day) == pytest.approx(axis.x(day + timedelta(days=1)))


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("width", [300, 700, 1200, 1700])
def test_a_chosen_scale_is_the_one_that_is_shown(scale, width):
    assert Axis(date(2026, 1, 1), per_day_for(scale, width)).scale is scale


@given(DAYS, st.integers(1, 1500), st.floats(0.2, 48))
def test_bands_cover_what_is_in_sight_without_gaps(first, days, per_day):
    last = first + timedelta(days=days)
    axis = Axis(first, per_day)
    found = bands(axis, first, last)
    assert len(found) == band_count(per_day)
    assert {p.unit for p in found[0]} == {Unit.YEAR}
    for pieces in found[:2]:
        assert pieces[0].first <= first
        assert pieces[-1].end > last
        assert all(a.end == b.first for a, b in itertools.pairwise(pieces))


def test_weekends_have_no_labels_and_are_shaded():
    first, last = date(2026, 10, 1), date(2026, 11, 30)
    days = bands(Axis(first, 30), first, last)[2]
    assert days
    assert all(p.first.weekday() < 5 for p in days)
    weeks = bands(Axis(first, 8), first, last)[2]
    assert {p.first.weekday() for p in weeks} == {0}
    shaded = list(weekends(first, last))
    assert shaded[0] == (date(2026, 10, 3), date(2026, 10, 5))
    assert all(a.weekday() == 5 and (b - a).days == 2 for a, b in shaded)
    assert next(weekends(date(2026, 10, 4), last)) == (date(2026, 10, 4), date(2026, 10, 5))


def test_a_bar_is_inclusive_a_lone_deadline_a_diamond_and_nothing_is_negative():
    axis = Axis(date(2026, 1, 1), 10)
    one = bar_of(axis, Span(date(2026, 1, 1), date(2026, 1, 1)))
    assert (one.x, one.w, one.diamond) == (0, 10, False)
    month = bar_of(axis, Span(date(2026, 2, 1), date(2026, 2, 28)))
    assert (month.x, month.w) == (310, 280)
    lone = bar_of(axis, Span(None, date(2026, 1, 3)))
    assert lone.diamond
    assert lone.x == 20
    assert bar_of(axis, Span(None, None)) is None
    assert bar_of(axis, Span(date(2026, 3, 1), None)).open_end
    assert bar_of(axis, Span(date(2026, 3, 2), date(2026, 2, 1))).w == 10


@given(st.lists(DAYS, max_size=6), DAYS)
def test_the_extent_is_whole_months_around_everything(days, today):
    first, last = extent(days, today)
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    for day in [*days, today]:
        assert first < day < last
    axis = fitted(first, last, 900)
    assert axis.end_x(last) <= 901 or axis.per_day == pytest.approx(0.15)


@given(st.lists(st.integers(1, 90), max_size=40), st.integers(-50, 3000), st.integers(0, 700))
def test_rows_in_sight_are_those_that_touch_the_window(heights, top, height):
    stack = Stack(heights)
    tops = [sum(heights[:i]) for i in range(len(heights) + 1)]
    seen = [i for i in range(len(heights)) if tops[i] < top + height and tops[i + 1] > top]
    assert list(stack.visible(top, height)) == seen
    for i in range(len(heights)):
        assert stack.at(tops[i]) == i
        assert stack.at(tops[i + 1] - 1) == i
    assert stack.at(stack.height) == -1
