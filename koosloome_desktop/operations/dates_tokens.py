"""A written time cut into dates, numbers and marks: the first half of reading it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from koosloome_desktop.operations.dates_words import FILLERS, MARKS, ORDINALS, ROMAN, Edge, Mark, month_of
from koosloome_desktop.support.patterns import pattern_of


@dataclass(frozen=True, slots=True)
class Day:
    """A numeric date; the year is None in ``30.9``."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class MonthToken:
    """A month word, or a numeric month with its year."""

    month: int
    year: int | None = None
    edge: Edge = Edge.NONE


@dataclass(frozen=True, slots=True)
class Year:
    """Four digits."""

    year: int


@dataclass(frozen=True, slots=True)
class Number:
    """One or two digits, an ordinal word or a Roman numeral."""

    value: int


@dataclass(frozen=True, slots=True)
class Part:
    """``Q3`` or ``H1``: a part of a year, of 3 or 6 months."""

    number: int
    months: int


Token = Day | MonthToken | Year | Number | Part | Mark

_SCAN = pattern_of(
    r"(?P<iso>(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ t]00:00(?::00)?)?(?![0-9]))"
    r"|(?P<isomonth>(?<![0-9])([0-9]{4})-(0[1-9]|1[0-2])(?![0-9-]))"
    r"|(?P<dmy>([0-9]{1,2}) ?(?P<sep>[./]) ?([0-9]{1,2}) ?(?P=sep) ?([0-9]{4}|[0-9]{2})(?![0-9]))"
    r"|(?P<my>([0-9]{1,2}) ?[./] ?([0-9]{4})(?![0-9]))"
    r"|(?P<dm>([0-9]{1,2}) ?([./]) ?([0-9]{1,2})(?![0-9]))"
    r"|(?P<year>[0-9]{4}(?![0-9]))"
    r"|(?P<number>([0-9]{1,2})(?![0-9])(?:-?(?:st|nd|rd|th|го|ого|й|ый|ий|е|ое|я|ая)(?![^\W\d_]))?)"
    r"|(?P<part>([qh])([1-4])(?![0-9]))"
    r"|(?P<dash>[-\u2010-\u2015\u2212]|\u2026|\.{2,3})"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<skip>[ .,]+)"
)
_SPACES = pattern_of(r"\s+")
_PLAIN_YO = str.maketrans("ё", "е")


def tokens(text: str, *, month_first: bool = False) -> list[Token] | None:
    """The tokens of a text, or None as soon as something in it is no part of a date.

    `month_first` lets ``9/30/2026`` be the 30th of September where no other reading is possible.
    """
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text).replace("\u200b", "")).strip().lower()
    plain = plain.translate(_PLAIN_YO).replace("не позднее", "до")
    found: list[Token] = []
    at = 0
    while at < len(plain):
        match = _SCAN.match(plain, at)
        if match is None:
            return None
        at = match.end()
        kind = match.lastgroup
        if kind == "skip":
            continue
        token = _word(match["word"]) if kind == "word" else _sign(match, str(kind), month_first=month_first)
        if token is None:
            return None
        found += token
    return found


def _word(word: str) -> list[Token] | None:
    if word in FILLERS:
        return []
    if (mark := MARKS.get(word)) is not None:
        return [mark]
    if (number := ROMAN.get(word) or ORDINALS.get(word)) is not None:
        return [Number(number)]
    if (month := month_of(word)) is not None:
        return [MonthToken(month[0], None, month[1])]
    return None


def _sign(match: re.Match[str], kind: str, *, month_first: bool) -> list[Token] | None:
    if kind == "dash":
        return [Mark.DASH]
    numbers = [int(group) for group in re.findall("[0-9]+", match[kind])]
    if kind == "part":
        return _part(match[kind][0], numbers[0])
    if kind in ("dmy", "dm"):
        return _day_first(numbers, slashes="/" in match[kind], month_first=month_first)
    if kind == "iso":
        return [Day(*numbers[:3])]
    if kind in ("isomonth", "my"):
        month, year = sorted(numbers)  # a year has four digits
        return [MonthToken(month, year)]
    return [Year(numbers[0]) if kind == "year" else Number(numbers[0])]


def _part(letter: str, number: int) -> list[Token] | None:
    if letter == "h":
        return [Part(number, 6)] if number <= 2 else None
    return [Part(number, 3)]


def _day_first(numbers: list[int], *, slashes: bool, month_first: bool) -> list[Token]:
    day, month = numbers[:2]
    if slashes and month_first and month > 12 >= day:
        day, month = month, day
    year = numbers[2] if len(numbers) == 3 else None
    return [Day(year + 2000 if year is not None and year < 100 else year, month, day)]
