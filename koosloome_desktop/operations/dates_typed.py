"""A time as somebody types it now, and as the program says back what it understood.

What was decided where a text can mean two things:

* ``30.9`` without a year is the next such day from today (today counts); in a table of a year it is of that year.
* ``29.2`` without a year is the next 29 February.
* A month, quarter or year keeps its precision: ``sept 2026`` stays a month and is over with its last day.
* ``+3k`` in a place for times is three months from today (kuu); in a place for money it is three thousand.
* A bare number of four digits is a year where a time is expected and an amount where money is.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from koosloome_desktop.operations.dates import DateRange, RangeKind, last_day, parse_range
from koosloome_desktop.operations.dates_relative import relative
from koosloome_desktop.operations.dates_words import in_genitive
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import language

_LEAP: Final = 8
"""After so many years at most there is a 29 February again (1896–1904)."""

_ROMAN: Final = ("I", "II", "III", "IV")
_PARTS: Final = {
    "et": ("{n} kvartal {year}", "{n} poolaasta {year}"),
    "en": ("Q{d} {year}", "H{d} {year}"),
    "ru": ("{n} квартал {year}", "{n} полугодие {year}"),
}
"""A quarter and a half-year by language; they read back."""
_OPEN: Final = {
    "et": (
        ("enne {day}", "enne {t} {year}"), ("kuni {day}", "hiljemalt {s} {year}"),
        ("alates {day}", "alates {st} {year}"),
    ),
    "en": (("before {day}", "before {day}"), ("by {day}", "by the end of {day}"), ("from {day}", "from {day}")),
    "ru": (("перед {day}", "перед {em} {year}"), ("до {day}", "до конца {of} {year}"), ("с {day}", "с {of} {year}")),
}  # fmt: skip
"""Before, until and since by language, each for a day and for a month; they read back."""


def parse_typed(
    text: str, *, today: date, lang: str = "et", year: int | None = None, since: date | None = None
) -> DateRange:
    """Read a time that is typed `today`; any text whatever gives a DateRange, none raises.

    `year` is the year of the table in which it is typed. Without one a time that names no year is the next such time
    that is not over on the day `since` (left out: today), e.g. the first deadline after a row's start. What is counted
    (``+3k``, ``in 3 weeks``) is counted from today.
    """
    since = since or today
    known = since.year if year is None else year
    found = parse_range(text, default_year=known, lang=lang)
    if found.kind is RangeKind.EMPTY:
        return found
    if found.kind is RangeKind.TEXT:
        counted = relative(text, today)
        if counted is not None:
            start, end, kind = counted
            return DateRange(start, end, RangeKind(kind), text)
    if year is not None or parse_range(text, default_year=None, lang=lang).kind is not RangeKind.TEXT:
        return found
    return _next(found, text, since, lang)


def _next(found: DateRange, text: str, since: date, lang: str) -> DateRange:
    """The first year from that one on in which the time exists and is not over."""
    for later in range(_LEAP + 1):
        there = parse_range(text, default_year=since.year + later, lang=lang)
        edge = there.end or there.start
        if edge is not None and last_day(edge) >= since.isoformat():
            return there
    return found


def said(when: DateRange, lang: str | None = None) -> str:
    """A time in words that `parse_typed` reads back as the same; "" for nothing, the text itself where it is none."""
    lang = lang or language()
    start, end, kind = when.start, when.end, when.kind
    if kind is RangeKind.BEFORE and end:
        return _open(end, _OPEN[lang][0], lang)
    if end is not None and start is None:
        return _open(end, _OPEN[lang][1], lang)
    if start is not None and end is None:
        return _open(start, _OPEN[lang][2], lang)
    if start is None or end is None:
        return when.text.strip()
    if kind in {RangeKind.QUARTER, RangeKind.HALF}:
        words, months = (_PARTS[lang][0], 3) if kind is RangeKind.QUARTER else (_PARTS[lang][1], 6)
        number = (int(start[5:7]) - 1) // months
        return words.format(n=_ROMAN[number], d=number + 1, year=int(start[:4]))
    if kind is RangeKind.YEAR:
        return start[:4]
    years = (start[5:], end[5:]) == ("01", "12") and start[:4] != end[:4]
    return f"{start[:4]}–{end[:4]}" if years else locale.period(start, end, lang)


def _open(day: str, words: tuple[str, str], lang: str) -> str:
    """A time that is open on one side; months take the endings that the words ask for."""
    if len(day) == len("2026-10-15"):
        return words[0].format(day=locale.date(day, lang))
    of = in_genitive(int(day[5:7]), lang)
    before = of[:-1] + ("ом" if of.endswith("а") else "ем")
    return words[1].format(
        day=locale.month(day, lang), year=day[:4], of=of, t=f"{of}t", s=f"{of}s", st=f"{of}st", em=before
    )
