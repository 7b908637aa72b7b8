"""Wall time and instants on the two nights when Tallinn moves its clocks, and across midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.support.zones import local, wall_instant, zone

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def test_an_ordinary_day() -> None:
    assert wall_instant(date(2026, 10, 15), time(17, 5)) == datetime(2026, 10, 15, 14, 5, tzinfo=UTC)
    assert local(datetime(2026, 10, 15, 14, 5, tzinfo=UTC)).time() == time(17, 5)


def test_the_hour_that_is_left_out() -> None:
    assert wall_instant(SPRING, time(2, 59)) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert local(wall_instant(SPRING, time(3, 30))).time() == time(4, 30)
    assert wall_instant(SPRING, time(4, 0)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_the_hour_that_comes_twice_is_the_first() -> None:
    first = wall_instant(AUTUMN, time(3, 30))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert local(first + timedelta(hours=1)).time() == time(3, 30)


def test_midnight_belongs_to_the_day_it_begins() -> None:
    assert local(datetime(2026, 10, 15, 21, 0, tzinfo=UTC)).date() == date(2026, 10, 16)
    assert wall_instant(date(2026, 10, 16), time(0, 0)) == datetime(2026, 10, 15, 21, 0, tzinfo=UTC)


ZONES = st.sampled_from(["Europe/Tallinn", "UTC", "America/St_Johns"])


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.times(), ZONES)
def test_there_and_back(day: date, clock: time, name: str) -> None:
    back = local(wall_instant(day, clock, name), name)
    shift = back.replace(tzinfo=None) - datetime.combine(day, clock)
    assert shift in (timedelta(0), timedelta(hours=1)), "only an hour that does not exist may move"


def test_what_is_no_zone_or_no_instant_is_refused() -> None:
    for name in ("Europe/Nowhere", "", "../../etc/passwd", "a\x00b"):
        with pytest.raises(ValueError, match="zone"):
            zone(name)
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 1, 1))  # noqa: DTZ001
