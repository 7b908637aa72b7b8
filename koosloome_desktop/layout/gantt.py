"""Pure geometry of a Gantt chart: a time axis, its bands, and rows one under another. Screen and paper share it.

Dates are `datetime.date`; lengths are px (or points: the unit is the caller's). A span is inclusive on both ends: a bar
from 1 to 3 May is three days wide. Labels are the caller's too; a band only says what it stands for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Final

DAY: Final = timedelta(days=1)
MONTH_DAYS: Final = 30.4375
"""Mean length of a month in days (Julian year / 12)."""

LEAST: Final = 0.15
MOST: Final = 48.0
"""Bounds of the zoom, px a day."""


class Scale(StrEnum):
    """What one looks at: days of a month, weeks of a quarter, months of years."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


SPANS: Final = {Scale.MONTH: 31, Scale.QUARTER: 92, Scale.YEAR: 366}
"""Days that fill the chart's width at each scale."""

_MONTH_FROM: Final = 14.0
_QUARTER_FROM: Final = 5.0


class Unit(StrEnum):
    """What a band's piece stands for."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a band: from `first` up to (not with) `end`."""

    unit: Unit
    first: date
    end: date


@dataclass(frozen=True, slots=True)
class Axis:
    """Days along x: `first` begins at 0, each day is `per_day` wide."""

    first: date
    per_day: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.per_day

    def end_x(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.per_day

    def day(self, x: float) -> date:
        """The day at a place; never outside what dates can say."""
        days = int(x // self.per_day)
        least, most = (date.min - self.first).days, (date.max - self.first).days
        return self.first + timedelta(days=max(least, min(days, most)))

    @property
    def scale(self) -> Scale:
        """The scale that this zoom is nearest to."""
        if self.per_day >= _MONTH_FROM:
            return Scale.MONTH
        return Scale.QUARTER if self.per_day >= _QUARTER_FROM else Scale.YEAR


def per_day_for(scale: Scale, width: float) -> float:
    """The zoom at which one month, quarter or year fills `width`, within what belongs to the scale."""
    wished = width / SPANS[scale]
    bounds = {
        Scale.MONTH: (_MONTH_FROM, MOST),
        Scale.QUARTER: (_QUARTER_FROM, _MONTH_FROM - 0.1),
        Scale.YEAR: (LEAST, _QUARTER_FROM - 0.1),
    }
    least, most = bounds[scale]
    return max(least, min(wished, most))


def month_start(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def extent(days: Iterable[date], today: date) -> tuple[date, date]:
    """Whole months that hold all `days` and today, with a month around them; (first, last), both inclusive."""
    known = [*days, today]
    first = month_start(month_start(min(known)) - DAY)
    return first, next_month(next_month(max(known))) - DAY


def fitted(first: date, last: date, width: float) -> Axis:
    """The axis that shows both days and everything between in `width`."""
    days = max(1, (last - first).days + 1)
    return Axis(first, max(LEAST, min(width / days, MOST)))


# --- bands


def _pieces(unit: Unit, first: date, last: date) -> Iterator[Piece]:
    at = _floor(unit, first)
    while at <= last:
        end = _after(unit, at)
        yield Piece(unit, at, end)
        at = end


def _floor(unit: Unit, day: date) -> date:
    if unit is Unit.YEAR:
        return date(day.year, 1, 1)
    if unit is Unit.QUARTER:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return month_start(day) if unit is Unit.MONTH else day


def _after(unit: Unit, day: date) -> date:
    if unit is Unit.YEAR:
        return date(day.year + 1, 1, 1)
    if unit is Unit.QUARTER:
        return next_month(next_month(next_month(day)))
    return next_month(day) if unit is Unit.MONTH else day + DAY


def band_count(per_day: float) -> int:
    """How many bands stand over a chart at a zoom."""
    if per_day * MONTH_DAYS < 26:
        return 2 if per_day * 91 >= 22 else 1
    return 2 if per_day < _QUARTER_FROM else 3


def bands(axis: Axis, first: date, last: date) -> tuple[tuple[Piece, ...], ...]:
    """The bands over a chart from `first` to `last`, widest first: years, then quarters or months, then days.

    Where months would be narrower than a short name, quarters stand in their place; days stand only where every
    working day has room for its number, else Mondays alone (weeks). Weekends never have a label.
    """
    years = tuple(_pieces(Unit.YEAR, first, last))
    if axis.per_day * MONTH_DAYS < 26:
        return (years, tuple(_pieces(Unit.QUARTER, first, last)))[: band_count(axis.per_day)]
    months = tuple(_pieces(Unit.MONTH, first, last))
    if band_count(axis.per_day) == 2:
        return years, months
    every = axis.per_day >= 20
    days = (p for p in _pieces(Unit.DAY, first, last) if p.first.weekday() < (5 if every else 1))
    return years, months, tuple(days)


def weekends(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Saturdays with the Mondays after, from `first` to `last`: what is shaded."""
    at = first + timedelta(days=(5 - first.weekday()) % 7)
    if first.weekday() == 6:
        yield first, first + DAY
    while at <= last:
        yield at, at + 2 * DAY
        at += timedelta(days=7)


# --- rows


@dataclass(frozen=True, slots=True)
class Span:
    """What a row covers; None where it is not known. Months are given as their first and last day."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a span is drawn along x. A `diamond` has its middle at `x` + `w` / 2; an open bar goes on to the right."""

    x: float
    w: float
    diamond: bool = False
    open_end: bool = False


def bar_of(axis: Axis, span: Span) -> Bar | None:
    """A bar from first to last day; a diamond on the last day where the first is unknown; None without any date.

    A span whose end comes before its begin is drawn as one day at its begin: nothing is hidden, nothing is negative.
    """
    if span.last is None:
        if span.first is None:
            return None
        return Bar(axis.x(span.first), max(axis.per_day * MONTH_DAYS, 12.0), open_end=True)
    if span.first is None:
        return Bar(axis.x(span.last), axis.per_day, diamond=True)
    last = max(span.first, span.last)
    return Bar(axis.x(span.first), axis.end_x(last) - axis.x(span.first))


class Stack:
    """Rows one under another, found by their place in logarithmic time."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.tops = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """Height of all rows."""
        return self.tops[-1]

    def at(self, y: float) -> int:
        """The row at a place, -1 outside."""
        if not 0 <= y < self.height:
            return -1
        return bisect_right(self.tops, y) - 1

    def visible(self, top: float, height: float) -> range:
        """The rows that stand at least partly between `top` and `top` + `height`."""
        if self.height <= 0 or top >= self.height or top + height <= 0:
            return range(0)
        first = max(0, bisect_right(self.tops, max(0.0, top)) - 1)
        last = bisect_right(self.tops, min(self.height - 1, top + height - 1)) - 1
        return range(first, last + 1)
