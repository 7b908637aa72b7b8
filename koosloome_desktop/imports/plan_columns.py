"""What the cells of a heading mean, which lines are totals, years and headings of groups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from koosloome_desktop.imports.plan_words import (
    ACTIVITY_IF_NONE,
    COLUMN_OF,
    GROUP_WORDS,
    SOURCES,
    STATUS_OF,
    plain,
)

YEAR: Final = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_YEAR_LINE = re.compile(
    r"(?:aasta|year|год)? ?(?P<year>(?:19|20|21)[0-9]{2})\.? ?(?:a|aasta|year|г|год)?[.:]?", re.IGNORECASE
)
_UNIT = re.compile(r"\([^()]*\)|(?<!\w)(?:€|eur|eurot|eurodes|euro|euros|евро|tuh)(?!\w)|[^\w %#№-]+|(?<!\w)-|-(?!\w)")
_YEAR_WORDS = re.compile(r"(?<!\w)(?:a|aasta|aastaks|aastal|year|for|г|год|на)(?!\w)")
_PAIR = re.compile(r"[/,]|(?<!\w)(?:ja|and|и)(?!\w)")
_MONEY_WORDS = re.compile(
    r"(?<!\w)(?:eelarve|maksumus|summa|kulu|kulud|budget|cost|costs|бюджет|стоимость|сумма)(?!\w)"
)
_SOURCE_WORDS = re.compile(
    r"(?<!\w)(?:rahastus|rahastamine|rahastusallikas|rahastusallikad|finantseerimine|finantseerimisallikas|sh|sellest"
    r"|funding|source|sources|financing|финансирование|источник|в том числе)(?!\w)"
)
_BARE_YEAR = re.compile(
    r"(?:aasta |year |год )?[0-9]{4}\.?(?: ?(?:a|aasta|г|год)\.?)?(?:,? ?\(?(?:€|eur|eurot|eurodes|euro|евро)\)?)?"
)
_LONGEST_HEADER: Final = 80
_LONGEST_GROUP: Final = 300

REPEATABLE: Final = frozenset({"year_amount", "source_amount", "group", "measure", "result", "principles"})
"""Columns of which a table may have several: their amounts add up, their texts stand below each other."""

_FULL_DATE = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column headings: the column of each cell (None for one of no known meaning), and years in them."""

    cells: tuple[str, ...]
    columns: tuple[str | None, ...]
    years: tuple[int | None, ...]

    @property
    def year(self) -> int | None:
        """The one year that headings of a year table carry (``Tegevused 2021``), or None."""
        by_year = ("year_amount", "source_amount")
        found = {y for y, c in zip(self.years, self.columns, strict=True) if y is not None and c not in by_year}
        return found.pop() if len(found) == 1 else None

    @property
    def known(self) -> int:
        """How many columns have a meaning."""
        return sum(column is not None for column in self.columns)

    @property
    def money(self) -> tuple[int, ...]:
        """Where amounts of the budget stand."""
        return tuple(i for i, c in enumerate(self.columns) if c in {"budget", "year_amount", "source_amount"})

    def index(self, column: str) -> int | None:
        """Where a column stands, or None."""
        return self.columns.index(column) if column in self.columns else None


def header_of(cells: Sequence[str], chosen: Mapping[str, str] | None = None) -> Header | None:
    """The header that a row is, or None.

    A header has an activity column and one more known column; or three known ones, then a commitment, a measure or its
    first unknown column counts as the activity. Of two columns with one meaning the first counts, the other has none.
    `chosen` are the meanings that people gave to headings.
    """
    if len(cells) < 2 or any(len(cell) > _LONGEST_HEADER for cell in cells):
        return None
    if sum(_FULL_DATE.search(cell) is not None for cell in cells) > 1:
        return None  # a row: headings do not hold days
    named = [_column(cell) for cell in cells]
    if not _may_be_years(named):
        return None
    columns = _without_doubles(_year_amounts([column for column, _year in named], [year for _column, year in named]))
    if not _with_activity(columns, cells):
        return None
    if chosen:
        columns = [
            (chosen[heading_key(cell)] or None) if cell and heading_key(cell) in chosen else column
            for cell, column in zip(cells, columns, strict=True)
        ]
    years = tuple(year for _column, year in named)
    # A column of amounts by year needs its year: what people chose wrongly is kept under its heading.
    kept = (None if c == "year_amount" and y is None else c for c, y in zip(columns, years, strict=True))
    return Header(tuple(cells), tuple(kept), years)


def _may_be_years(named: Sequence[tuple[str | None, int | None]]) -> bool:
    """Whether the bare years among the cells can be headings: amounts such as 2000 and 1950 look like years too.

    Years of headings are all different, and follow each other or stand beside a heading in words.
    """
    years = [year for column, year in named if column == "year_amount" and year is not None]
    if not years:
        return True
    words = [column for column, _year in named if column not in {None, "year_amount"}]
    in_turn = years == list(range(years[0], years[0] + len(years)))
    return len(set(years)) == len(years) and (len(words) >= 2 or "activity" in words or (in_turn and len(years) >= 2))


def heading_key(cell: str) -> str:
    """What a heading is known by when people choose its meaning."""
    return plain(cell)


def year_free(cell: str) -> str:
    """The key of a heading without its year: ``Tegevused 2021`` and ``Tegevused 2022`` are one."""
    return plain(YEAR.sub(" ", plain(cell)))


def _with_activity(columns: list[str | None], cells: Sequence[str]) -> bool:
    """Whether this is a header, and if it is, with an activity column."""
    known = sum(column is not None for column in columns)
    if "activity" in columns:
        return known >= 2
    if known < 3:
        return False
    at = next((columns.index(c) for c in ACTIVITY_IF_NONE if c in columns), None)
    if at is None:
        at = next((i for i, c in enumerate(columns) if c is None and cells[i]), None)
    if at is None:
        return False
    columns[at] = "activity"
    return True


@lru_cache(maxsize=4096)
def _column(cell: str) -> tuple[str | None, int | None]:
    years = YEAR.findall(cell)
    year = int(years[0]) if len(years) == 1 else None
    short = _short(cell)
    column = COLUMN_OF.get(short) or COLUMN_OF.get(plain(short.replace("%", " ")))
    if column is None and year is not None:
        short = plain(_YEAR_WORDS.sub(" ", short))
        column = COLUMN_OF.get(short) or ("year_amount" if not short and _BARE_YEAR.fullmatch(plain(cell)) else None)
    if column is None and is_source(short):
        column = "source_amount"
    if column is None:  # "Tähtaeg/aastad", "Vastutaja ja partnerid"
        column = COLUMN_OF.get(_short(_PAIR.split(plain(cell), maxsplit=1)[0]))
    if column is None:  # "Maksumus Kokku" of a heading over two lines, "Näitaja Algtase"
        column = _by_last_words(short)
    return column, year


def _short(cell: str) -> str:
    return plain(_UNIT.sub(" ", YEAR.sub(" ", plain(cell))))


def _by_last_words(short: str) -> str | None:
    first, _space, rest = short.partition(" ")
    return COLUMN_OF.get(rest) if rest and first in COLUMN_OF else None


def is_source(short: str) -> bool:
    """Whether a heading in plain form names where money comes from: ``vallaeelarve``, ``rahastus riik``."""
    bare = plain(_SOURCE_WORDS.sub(" ", short))
    return bare in SOURCES or plain(_MONEY_WORDS.sub(" ", bare)) in SOURCES


def source_name(cell: str) -> str:
    """The funding source that a heading names, as it is written, without year and unit."""
    bare = " ".join(re.sub(r"\([^()]*\)", " ", YEAR.sub(" ", cell)).split()).strip(" ,.:;-\u2013")
    words = bare.split()
    while len(words) > 1 and (_SOURCE_WORDS.fullmatch(plain(words[0])) or _MONEY_WORDS.fullmatch(plain(words[0]))):
        words = words[1:]
    return " ".join(words)


def _year_amounts(columns: list[str | None], years: list[int | None]) -> list[str | None]:
    """``Eelarve 2026``, ``Eelarve 2027`` are amounts by year; one alone is the budget of a year table."""
    by_year = {y for c, y in zip(columns, years, strict=True) if c in ("budget", "year_amount") and y is not None}
    if len(by_year) < 2:
        return columns
    pairs = zip(columns, years, strict=True)
    return ["year_amount" if column == "budget" and year is not None else column for column, year in pairs]


def _without_doubles(columns: list[str | None]) -> list[str | None]:
    if "budget" not in columns:
        columns = ["budget" if column == "row_total" else column for column in columns]
    seen: set[str] = set()
    kept: list[str | None] = []
    for column in columns:
        double = column in seen and column not in REPEATABLE
        kept.append(None if double or column == "row_total" else column)
        if column is not None:
            seen.add(column)
    return kept


def year_line(text: str) -> int | None:
    """The year of a line that says nothing else: ``2021``, ``2021. aasta``, ``Aasta 2021``."""
    found = _YEAR_LINE.fullmatch(" ".join(text.split()))
    return int(found["year"]) if found else None


_TITLE: Final = (
    "tegevuskava|tegevusplaan|kava|plaan|eelarve|eelarvega|koos|ja|a|aasta|aastaks|aastal|indikatiivne|tegevused|tabel"
    "|action|plan|activity|budget|with|and|for|the|year|of"
    "|план|действий|мероприятий|бюджет|с|бюджетом|и|на|год|года|г"
)
_TITLE_WORDS: Final = frozenset(_TITLE.split("|"))
_PLAN_WORD = re.compile(r"tegevuskava|tegevusplaan|action plan|план (?:действий|мероприятий)|plan of action")
_DATE = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\.|[-\u2013/]")


def year_title(text: str) -> int | None:
    """The one year of a title such as ``Tegevuskava 2026``, ``Kivivalla tegevuskava 2026. aastaks``; None for prose."""
    years = YEAR.findall(text)
    short = plain(_UNIT.sub(" ", YEAR.sub(" ", plain(text))))
    if len(years) != 1:
        return None
    named = _PLAN_WORD.search(short) is not None and len(short.split()) <= 8 and not _DATE.search(text)
    return int(years[0]) if named or _TITLE_WORDS.issuperset(short.split()) else None


_NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?(?![0-9.,])\s*\D|(?P<roman>[IVX]{1,5})[.)]?\s+\w"
)


def group_level(text: str, following: str = "") -> int | None:
    """How deep a heading of a group of rows is (0 first), or None for a line that is none: ``Eesmärk 1. …``.

    A line that is only numbered is a heading when what is `following` goes on below it: ``1. Noored``, ``1.1``.
    """
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST_GROUP:
        return None
    numbered = _NUMBERED.match(line)
    words = GROUP_WORDS.match(line) if numbered is None else GROUP_WORDS.match(line[numbered.end() - 1 :])
    if words is not None:
        return 1 if words["measure"] or line.casefold().startswith("ala") else 0
    if numbered is None or not numbered["number"]:
        return None
    if not following.startswith(numbered["number"].rstrip(".") + "."):
        return None
    return numbered["number"].rstrip(".").count(".")


_TOTAL = re.compile(r"(?<!\w)(?:kokku|kogusumma|kogumaksumus|koondsumma|total|in all|итого|всего)(?!\w)")
_TOTAL_COMPANY = re.compile(
    r"(?<!\w)(?:eelarve|maksumus|summa|sum|kulud|kulu|aasta|aastal|a|kõik|tegevuskava|budget|cost|costs|grand|overall"
    r"|all|year|for|of|the|in|бюджет|бюджету|сумма|расходы|стоимость|общий|общая|за|по|на|год|году|г)(?!\w)"
)
_SUBTOTAL = re.compile(
    r"(?:.*\w )(?:kokku|total)|(?:kokku|total|subtotal|vahesumma|итого|всего|промежуточный итог)(?: \w.*)?"
)
_SUM_WORD: Final = frozenset({"summa", "eelarve summa", "сумма"})
"""Labels of totals that are a total only where a table has rows above and amounts beside."""


def is_total_label(text: str) -> bool:
    """Whether a cell says that its row is the table's total and nothing else: ``Eelarve kokku``, ``Total 2021``."""
    short = plain(_UNIT.sub(" ", YEAR.sub(" ", plain(text))))
    if short in _SUM_WORD:
        return True
    if len(short) > _LONGEST_HEADER or not _TOTAL.search(short):
        return False
    return not _TOTAL_COMPANY.sub(" ", _TOTAL.sub(" ", short)).strip()


def has_total_word(text: str) -> bool:
    """Whether a label speaks of a sum at all."""
    return len(text) <= _LONGEST_HEADER and _TOTAL.search(plain(text)) is not None


def is_subtotal_label(text: str) -> bool:
    """Whether a cell says that its row sums some of the rows: ``Kommunikatsioon kokku``, ``Vahesumma``."""
    short = plain(_UNIT.sub(" ", plain(text)))
    return len(short) <= _LONGEST_HEADER and _SUBTOTAL.fullmatch(short) is not None


def status_of(text: str) -> str:
    """The status code of a word in any of the languages, or of a code itself; ``""`` for any other text."""
    return STATUS_OF.get(plain(text.replace("_", " ")).rstrip(".!"), "")
