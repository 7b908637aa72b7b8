"""Moving rows of a plan in time: what a drag or a key makes of a start and a deadline.

Dates keep their precision: a month moves by whole months whatever the scale is, a day by days, weeks or months. A
day that a month does not have becomes the month's last (31.01 + 1 month = 28.02).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from koosloome_desktop.operations.dates_partial import first_day, last_day, partial, valid_partial
from koosloome_desktop.operations.plan_progress import Standing

_MONTH_DAYS: Final = 30.4375


class Step(StrEnum):
    """By what things move: the unit of the scale."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Part(StrEnum):
    """What of a row is moved."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Dates:
    """A start and a deadline, partial dates or None."""

    start: str | None
    end: str | None

    @property
    def in_order(self) -> bool:
        """Whether it does not end before it begins."""
        return not (self.start and self.end) or first_day(self.start) <= last_day(self.end)

    def changed(self, before: Dates) -> dict[str, str | None]:
        """The fields of a row that differ from what they were."""
        found = {"start": self.start} if self.start != before.start else {}
        return found | ({"deadline": self.end} if self.end != before.end else {})


def dates_of(standing: Standing) -> Dates:
    """The dates of a row that hold; what is no date counts as none."""
    return Dates(*(d if d and valid_partial(d) else None for d in (standing.action.start, standing.deadline)))


def is_month(value: str | None) -> bool:
    """Whether only the month is known."""
    return value is not None and len(value) == len("2026-10")


def shifted(value: str, step: Step, count: int) -> str:
    """`value` moved by so many days, weeks or months; the same when it would leave the years that dates can have."""
    if is_month(value) or step is Step.MONTH:
        months = int(value[:4]) * 12 + int(value[5:7]) - 1 + count
        year, month = divmod(months, 12)
        day = None if is_month(value) else int(value[8:])
        moved = partial(year, month + 1, day)
        while moved is None and day is not None and day > 28:
            day -= 1
            moved = partial(year, month + 1, day)
        return moved or value
    try:
        day_then = date.fromisoformat(value) + timedelta(days=count * (7 if step is Step.WEEK else 1))
    except OverflowError:
        return value
    return partial(day_then.year, day_then.month, day_then.day) or value


def moved(dates: Dates, part: Part, step: Step, count: int) -> Dates:
    """The dates after a part was moved by `count` steps; a whole bar keeps its length in the coarser of its units.

    A start that is not there comes into being `count` steps from the deadline, and the other way round.
    """
    start, end = dates.start, dates.end
    if part is Part.WHOLE:
        if is_month(start) or is_month(end):
            step = Step.MONTH
        return Dates(start and shifted(start, step, count), end and shifted(end, step, count))
    if part is Part.START:
        base = start or end
        return Dates(shifted(base, step, count), end) if base else dates
    base = end or start
    return Dates(start, shifted(base, step, count)) if base else dates


def steps_in(days: float, value: str | None, step: Step) -> int:
    """How many steps a way of so many days is, for a date of that precision."""
    if is_month(value) or step is Step.MONTH:
        return round(days / _MONTH_DAYS)
    return round(days / 7) if step is Step.WEEK else round(days)


def dropped_on(day: date, step: Step) -> str:
    """The date of what is put on a scale: the day, or only the month where the scale knows no days."""
    return (partial(day.year, day.month) if step is Step.MONTH else partial(day.year, day.month, day.day)) or ""
