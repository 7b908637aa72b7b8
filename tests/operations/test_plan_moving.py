"""Dates keep their precision when they are moved, and what a drag makes of them can be told before it is done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.operations.plan_moving import Dates, Part, Step, dropped_on, moved, shifted, steps_in

DAY = st.dates(date(1950, 1, 1), date(2150, 12, 31)).map(str)
MONTH = DAY.map(lambda d: d[:7])
ANY = st.one_of(DAY, MONTH)


@pytest.mark.parametrize(
    ("value", "step", "count", "then"),
    [
        ("2026-10-30", Step.DAY, 3, "2026-11-02"),
        ("2026-10-30", Step.WEEK, -1, "2026-10-23"),
        ("2026-01-31", Step.MONTH, 1, "2026-02-28"),
        ("2028-01-31", Step.MONTH, 1, "2028-02-29"),
        ("2026-12", Step.DAY, 1, "2027-01"),
        ("2026-12", Step.MONTH, -12, "2025-12"),
        ("2199-12", Step.MONTH, 1, "2199-12"),
        ("1900-01-01", Step.DAY, -1, "1900-01-01"),
    ],
)
def test_a_date_moves_at_its_precision(value, step, count, then):
    assert shifted(value, step, count) == then


@given(ANY, st.sampled_from(Step), st.integers(-400, 400))
def test_a_moved_date_is_a_date_of_the_same_precision(value, step, count):
    then = shifted(value, step, count)
    assert valid_partial(then)
    assert len(then) == len(value)
    if step is not Step.MONTH:
        assert shifted(then, step, -count) == value


@given(ANY, ANY, st.sampled_from(Step), st.integers(-200, 200))
def test_a_whole_bar_never_turns_around(one, other, step, count):
    dates = Dates(*sorted((one, other)))
    if dates.in_order:
        assert moved(dates, Part.WHOLE, step, count).in_order


def test_an_end_that_is_missing_comes_from_the_other_one():
    assert moved(Dates(None, "2026-10-30"), Part.START, Step.WEEK, -2) == Dates("2026-10-16", "2026-10-30")
    assert moved(Dates("2026-10", None), Part.END, Step.DAY, 1) == Dates("2026-10", "2026-11")
    assert moved(Dates(None, None), Part.END, Step.DAY, 1) == Dates(None, None)
    assert moved(Dates(None, "2026-10-30"), Part.WHOLE, Step.DAY, 1) == Dates(None, "2026-10-31")


def test_order_is_told_with_months_as_a_whole():
    assert Dates("2026-10-15", "2026-10").in_order
    assert not Dates("2026-11-01", "2026-10").in_order
    assert Dates("2026-11-01", None).in_order


def test_a_way_is_counted_in_what_it_moves_by():
    assert steps_in(10.4, "2026-10-30", Step.DAY) == 10
    assert steps_in(10.6, "2026-10-30", Step.WEEK) == 2
    assert steps_in(10.6, "2026-10", Step.DAY) == 0
    assert steps_in(-40, "2026-10-30", Step.MONTH) == -1


def test_what_is_put_on_a_scale_gets_a_day_only_where_days_can_be_seen():
    assert dropped_on(date(2026, 10, 30), Step.DAY) == "2026-10-30"
    assert dropped_on(date(2026, 10, 30), Step.MONTH) == "2026-10"


def test_only_what_changed_is_written():
    before = Dates("2026-10-01", "2026-10-30")
    assert Dates("2026-10-01", "2026-11-02").changed(before) == {"deadline": "2026-11-02"}
    assert before.changed(before) == {}
