"""Dates as far as they are known: ``YYYY-MM-DD``, or ``YYYY-MM`` when only the month is."""

from __future__ import annotations

import calendar
from functools import lru_cache
from typing import Final

from koosloome_desktop.support.patterns import pattern_of

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_PARTIAL = pattern_of(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


@lru_cache(maxsize=4096)
def valid_partial(text: str) -> bool:
    """Whether the text is a real day or month in the one stored form."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return False
    year, month, day = int(found[1]), int(found[2]), found[3]
    if year < 1 or not 1 <= month <= 12:
        return False
    return day is None or 1 <= int(day) <= calendar.monthrange(year, month)[1]


def partial(year: int, month: int, day: int | None = None) -> str | None:
    """The stored form, or None when there is no such day or the year is outside 1900…2199."""
    text = f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")
    return text if FIRST_YEAR <= year <= LAST_YEAR and valid_partial(text) else None


def year_of(date: str) -> int:
    """The year of a partial date; ValueError when it is none."""
    return int(_checked(date)[:4])


def first_day(date: str) -> str:
    """The first day that a partial date covers; ValueError when it is none."""
    return date if len(_checked(date)) == 10 else f"{date}-01"


@lru_cache(maxsize=4096)
def last_day(date: str) -> str:
    """The last day that a partial date covers (``2024-02`` → ``2024-02-29``); ValueError when it is none."""
    if len(_checked(date)) == 10:
        return date
    return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02d}"


def compare(one: str, other: str) -> int:
    """−1 when all of `one` lies before `other`, 1 when all of it lies after, 0 when they overlap.

    ValueError for what is no date. A month and a day in it overlap: ``compare("2026-09", "2026-09-15") == 0``.
    """
    if last_day(one) < first_day(other):
        return -1
    return int(first_day(one) > last_day(other))


def sort_key(date: str | None) -> tuple[str, str]:
    """Orders dates by their last day, then by their first; no date and what is none come last."""
    if date is None or not valid_partial(date):
        return ("9999-99-99", date or "")
    return (last_day(date), first_day(date))


def _checked(date: str) -> str:
    if not valid_partial(date):
        raise ValueError(f"not a date or a month: {date[:40]!r}")
    return date


_WALL_TIME = pattern_of("([0-9]{1,2})[:.]([0-9]{2})")


def minutes_between(start: str, end: str) -> int | None:
    """Minutes from one wall time (``16:30``) to the next such time, over midnight when need be; None for no time."""
    first, last = _WALL_TIME.fullmatch(start), _WALL_TIME.fullmatch(end)
    if first is None or last is None:
        return None
    minutes = [int(hour) * 60 + int(minute) for hour, minute in (first.groups(), last.groups())]
    if any(moment >= 24 * 60 for moment in minutes) or max(int(first[2]), int(last[2])) > 59:
        return None
    return (minutes[1] - minutes[0]) % (24 * 60)
