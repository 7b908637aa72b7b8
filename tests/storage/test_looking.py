"""The file of an open library, looked over: quickly each time, wholly once a week, whatever the clock does."""

from __future__ import annotations

from datetime import timedelta

from koosloome_desktop.storage import reading
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.looking import look_over
from koosloome_desktop.support.clock import FixedClock
from tests.storage.helpers import spoil


def last(library: Library) -> str | None:
    return library._writer.call(lambda line: reading.meta_value(line, "checked_whole"))


def test_the_whole_check_comes_once_a_week_and_a_wrong_clock_puts_it_off_for_no_year(folder):
    now = FixedClock().now()
    with Library.open(folder) as library:
        seen = []
        for days in (0, 3, 8, 8 + 3 * 365, 6):
            assert look_over(library, now + timedelta(days=days)) == []
            seen.append(last(library))
    assert seen[0] == seen[1], "twice within a week"
    assert len(set(seen)) == 4, "not after a week, or not with the clock back"


def test_damage_is_found_while_the_library_is_open_and_is_no_whole_check(folder):
    spoil(folder / "library.sqlite", "blobs")
    with Library.open(folder) as library:
        assert look_over(library, FixedClock().now())
        assert last(library) is None
