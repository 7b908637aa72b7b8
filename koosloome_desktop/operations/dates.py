"""The time of an activity as people write it, and partial dates.

A deadline is a day or a month without a zone: ``YYYY-MM-DD`` or ``YYYY-MM``. The spellings are those of real
Estonian plans (``Juuni - oktoober 2021``, ``03/ 2014 - 03/ 2016``, ``2 .oktoober 2014``, ``enne 30.märtsi``) with
their English and Russian counterparts. Numeric dates are read day first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from koosloome_desktop.operations.dates_partial import (
    compare,
    first_day,
    last_day,
    partial,
    sort_key,
    valid_partial,
    year_of,
)
from koosloome_desktop.operations.dates_tokens import Day, MonthToken, Number, Part, Token, Year, tokens
from koosloome_desktop.operations.dates_words import Edge, Mark

__all__ = [
    "DateRange", "RangeKind", "compare", "first_day", "last_day", "parse_range", "sort_key", "valid_partial", "year_of",
]  # fmt: skip

_MAX_LENGTH: Final = 120
_PARTS: Final = {Mark.QUARTER: 3, Mark.HALF: 6}
"""Parts of a year and how many months they have."""


class RangeKind(StrEnum):
    """How a time was written."""

    EMPTY = "empty"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"
    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DateRange:
    """What a text says about time.

    `start` and `end` are partial dates, both inclusive, None where open or unknown; a single day or month is both.
    For BEFORE `end` is the date that was named, though it no longer belongs. TEXT means that it could not be read.
    `text` is the input.
    """

    start: str | None
    end: str | None
    kind: RangeKind
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    """One date of the text: a day (`day` set), or the months `first`…`last` of a year; `number` alone is unfinished.

    `numeric` marks a month that was written in digits, so that ``06 - 10.2021`` is two months and ``12-märts`` is not.
    """

    kind: RangeKind
    year: int | None = None
    first: int = 0
    last: int = 0
    day: int | None = None
    number: int | None = None
    numeric: bool = False
    edge: Edge = Edge.NONE

    def start(self) -> str | None:
        """The first day or month."""
        return None if self.year is None else partial(self.year, self.first, self.day)

    def end(self) -> str | None:
        """The last day or month."""
        return None if self.year is None else partial(self.year, self.last, self.day)


def parse_range(text: str, *, default_year: int | None, lang: str = "et") -> DateRange:
    """Read a time or a deadline; any text whatever gives a DateRange, none raises.

    The whole text has to be a time, else it is TEXT. `default_year` is the year of what has none (``30.9``, ``enne
    30.märtsi``); without one such a text is TEXT. A range whose end comes before its start in the year goes over New
    Year (``detsember - jaanuar 2022``). `lang` "en" also takes ``9/30/2026``, which has no day-first reading.
    """
    if not text.strip():
        return DateRange(None, None, RangeKind.EMPTY, text)
    found = tokens(text, month_first=lang == "en") if len(text) <= _MAX_LENGTH else None
    if not found:
        return DateRange(None, None, RangeKind.TEXT, text)
    result = _read(_without_year_words(found, default_year), default_year)
    return DateRange(*(result or (None, None, RangeKind.TEXT)), text)


_Result = tuple[str | None, str | None, RangeKind]


def _without_year_words(found: list[Token], default_year: int | None) -> list[Token]:
    """``2021. aasta`` says the year already; ``aasta lõpuks`` means the year of the table."""
    kept: list[Token] = [token for token in found if token is not Mark.YEAR_WORD]
    if len(kept) < len(found) and default_year is not None and all(isinstance(token, Mark) for token in kept):
        return [*kept, Year(default_year)]
    return kept


def _read(found: list[Token], default_year: int | None) -> _Result | None:
    leading: list[Mark] = []
    rest = list(found)
    if len(rest) > 2 and rest[-2] is Mark.END and isinstance(rest[-1], Year):  # "mai lõpuks 2026"
        rest[-2:] = [rest[-1], Mark.END]
    while rest and isinstance(mark := rest[0], Mark) and mark not in _PARTS:
        leading.append(mark)
        rest = rest[1:]
    one, rest = _span(rest)
    if one is None:
        return None
    if rest in ([], [Mark.END]):
        return _single(one, [*leading, Mark.END] if rest else leading, default_year)
    return _range(one, rest, leading, default_year)


def _single(one: _Span, marks: list[Mark], default_year: int | None) -> _Result | None:
    span = _in_year(one, default_year)
    start, end = span.start(), span.end()
    if span.number is not None or start is None or end is None:
        return None
    said = set(marks) - {Mark.END}
    if len(said) > 1 or not said <= {Mark.BEFORE, Mark.UNTIL, Mark.SINCE}:
        return None
    if Mark.BEFORE in said:
        return None, end, RangeKind.BEFORE
    if Mark.UNTIL in said or Mark.END in marks or (not said and one.edge is Edge.UNTIL):
        return None, end, RangeKind.UNTIL
    if Mark.SINCE in said or one.edge is Edge.SINCE:
        return start, None, RangeKind.SINCE
    return start, end, span.kind


def _range(one: _Span, rest: list[Token], leading: list[Mark], default_year: int | None) -> _Result | None:
    between = leading == [Mark.BETWEEN]
    if leading not in ([], [Mark.SINCE], [Mark.BETWEEN]):
        return None
    if rest[0] in (Mark.DASH, Mark.TO, Mark.UNTIL) or (between and rest[0] is Mark.AND):
        rest = rest[1:]
    elif one.edge is not Edge.SINCE:
        return None
    if rest[:1] == [Mark.UNTIL]:  # "alates juunist kuni oktoobrini", "с июня - до октября"
        rest = rest[1:]
    other, rest = _span(rest)
    if other is None or rest not in ([], [Mark.END]):
        return None
    pair = _completed(one, other)
    if pair is None:
        return None
    first, last = _with_years(*pair, default_year)
    start, end = first.start(), last.end()
    return None if start is None or end is None else (start, end, RangeKind.RANGE)


def _completed(one: _Span, other: _Span) -> tuple[_Span, _Span] | None:
    """Lend a bare number what it shares with the other side: ``1.-5. juuni``, ``I-II kvartal``, ``06-10.2021``."""
    if one.number is not None and other.number is None:
        lent = _lent(one.number, other)
        return None if lent is None else (lent, other)
    if other.number is not None and one.number is None:
        lent = _lent(other.number, replace(one, year=other.year if other.year is not None else one.year))
        return None if lent is None else (one, lent)
    return None if one.number is not None else (one, other)


def _lent(number: int, giver: _Span) -> _Span | None:
    if giver.kind is RangeKind.DAY:
        return replace(giver, day=number)
    if giver.kind is RangeKind.QUARTER:
        return _part_span(number, 3, giver.year)
    if giver.kind is RangeKind.HALF:
        return _part_span(number, 6, giver.year)
    if giver.numeric:
        return replace(giver, first=number, last=number)
    if giver.kind is RangeKind.YEAR and giver.year is not None and number > 12:
        return replace(giver, year=giver.year - giver.year % 100 + number)
    return None


def _with_years(one: _Span, other: _Span, default_year: int | None) -> tuple[_Span, _Span]:
    over_new_year = int((one.first, one.day or 0) > (other.last, other.day or 99))
    if one.year is None and other.year is None:
        one = _in_year(one, default_year)
    if one.year is None and other.year is not None:
        one = replace(one, year=other.year - over_new_year)
    if other.year is None and one.year is not None:
        other = replace(other, year=one.year + over_new_year)
    return one, other


def _in_year(span: _Span, default_year: int | None) -> _Span:
    return span if span.year is not None else replace(span, year=default_year)


def _part_span(number: int, months: int, year: int | None) -> _Span | None:
    if not 1 <= number <= 12 // months:
        return None
    kind = RangeKind.QUARTER if months == 3 else RangeKind.HALF
    return _Span(kind, year, (number - 1) * months + 1, number * months)


def _span(found: list[Token]) -> tuple[_Span | None, list[Token]]:
    """The date at the head of the tokens, and what follows it."""
    if not found:
        return None, found
    head, rest = found[0], found[1:]
    if isinstance(head, Day):
        return _dated(_Span(RangeKind.DAY, head.year, head.month, head.month, head.day), rest)
    if isinstance(head, MonthToken):
        return _month_span(head, rest)
    if isinstance(head, Year):
        return _year_span(head.year, rest)
    if isinstance(head, Part):
        return _dated(_part_span(head.number, head.months, None), rest)
    if isinstance(head, Number):
        return _number_span(head.value, rest)
    if head in _PARTS and rest and isinstance(rest[0], Number):  # "kvartal II", "Quarter 3"
        return _dated(_part_span(rest[0].value, _PARTS[head], None), rest[1:])
    return None, found


def _dated(span: _Span | None, rest: list[Token]) -> tuple[_Span | None, list[Token]]:
    """The span with the year that follows it, if one does."""
    if span is not None and span.year is None and rest and isinstance(rest[0], Year):
        return replace(span, year=rest[0].year), rest[1:]
    return span, rest


def _month_span(head: MonthToken, rest: list[Token]) -> tuple[_Span | None, list[Token]]:
    month = _Span(RangeKind.MONTH, head.year, head.month, head.month, numeric=head.year is not None, edge=head.edge)
    if head.year is None and rest and isinstance(rest[0], Number):  # "June 5, 2021"
        return _dated(replace(month, kind=RangeKind.DAY, day=rest[0].value), rest[1:])
    return _dated(month, rest)


def _year_span(year: int, rest: list[Token]) -> tuple[_Span | None, list[Token]]:
    """A year alone, or one that stands before its month or quarter: ``2021 juuni``, ``2026. a III kvartal``."""
    if rest and not isinstance(rest[0], Year | Day | Mark):
        inner, after = _span(rest)
        if inner is not None and inner.year is None and inner.number is None:
            return replace(inner, year=year), after
    return _Span(RangeKind.YEAR, year, 1, 12), rest


def _number_span(value: int, rest: list[Token]) -> tuple[_Span | None, list[Token]]:
    if rest and isinstance(rest[0], MonthToken) and rest[0].year is None:
        month = rest[0]
        return _dated(_Span(RangeKind.DAY, None, month.month, month.month, value, edge=month.edge), rest[1:])
    if rest and isinstance(rest[0], Mark) and rest[0] in _PARTS:
        return _dated(_part_span(value, _PARTS[rest[0]], None), rest[1:])
    return _dated(_Span(RangeKind.TEXT, number=value), rest)
