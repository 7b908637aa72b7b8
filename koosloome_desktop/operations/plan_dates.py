"""Dates of a plan that are moved by days, at the precision they have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from koosloome_desktop.operations.dates_partial import first_day, partial, valid_partial

_MONTH_DAYS: Final = 30.436875
"""Mean length of a month in days (Gregorian calendar: 146 097 days in 4 800 months)."""


def shifted(day: str | None, days: int) -> str | None:
    """A day moved by `days`; a month moved by the nearest whole number of months. At the edge of 1900…2199, and what is
    no date, stays.
    """
    if not day or not valid_partial(day) or not days:
        return day
    if len(day) == 10:
        moved = date.fromisoformat(day) + timedelta(days=days)
        return partial(moved.year, moved.month, moved.day) or day
    return by_months(day, round(days / _MONTH_DAYS))


def by_months(month: str, count: int) -> str:
    """A month (``YYYY-MM``) moved by whole months."""
    start = first_day(month)
    index = int(start[:4]) * 12 + int(start[5:7]) - 1 + count
    return partial(index // 12, index % 12 + 1) or month
