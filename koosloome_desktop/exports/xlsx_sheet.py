"""A sheet of a workbook with everything a printed table needs, and cells that are always what they are meant to be.

Note text never becomes a formula or a link: texts are written as strings, and what XlsxWriter would take for its own
rich markup (``<r>…</r>``) goes through its rich strings in two pieces. A text longer than a cell can hold goes on in
the row below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.exports.plan_columns import Cell as PlanCell
from koosloome_desktop.exports.plan_columns import Cents, Day
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Weight
from koosloome_desktop.layout.wrap import wrap

MOST: Final = 32_767
"""UTF-16 units that one cell can hold."""

_CODES: Final = {"et": "[$-425]", "en": "[$-809]", "ru": "[$-419]"}
_DATES: Final = {"et": "dd.mm.yyyy", "en": "dd/mm/yyyy", "ru": "dd.mm.yyyy"}
_TIMES: Final = {"et": 'hh"."mm', "en": "hh:mm", "ru": "hh:mm"}
_INK: Final = "#1F2933"
_MUTED: Final = "#52606D"
_HEAD: Final = "#E4E9EF"
_BAND: Final = "#F3F5F8"
_LINE: Final = "#C5CDD6"
_FOOT: Final = 120
_SIZE: Final = 10.0
_CHARACTER: Final = 5.25
"""Points of a character of a column's width (7 px at 96 dpi)."""
_PADDING: Final = 6.0
_WIDER: Final = 1.0
"""How much wider Arial runs than the typeface that we measure."""
_LINE_HEIGHT: Final = 12.75
_HIGHEST: Final = 409.0
"""The highest row there can be, in points."""
_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall time, ``HH:MM``."""

    value: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula that sums cells of the column it stands in, with the value that it gives (cents, or a count)."""

    ranges: tuple[tuple[int, int], ...]
    value: int
    money: bool = True


Value = PlanCell | Clock | Sum


def money_format(lang: str, *, decimals: bool) -> str:
    """The number format of amounts in euros as the language writes them."""
    digits = "#,##0.00" if decimals else "#,##0"
    if lang == "en":
        return f"[$€-809]{digits};-[$€-809]{digits}"
    # The language's code in front makes a program with another language group as this one does.
    code = _CODES[lang]
    return f"{code}{digits}\\ [$€{code[2:]};{code}\\-{digits}\\ [$€{code[2:]}"


class Formats:
    """The cell formats of a workbook, each made once."""

    def __init__(self, workbook: Any, lang: str) -> None:
        self.workbook, self.lang = workbook, lang
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(self, role: str = "", number: str = "", align: str = "") -> Any:
        """The format of a cell in a row of a role ("", head, band, total, title, fact) with a number format."""
        key = (role, number, align)
        if key not in self._made:
            look: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top"}
            look |= _ROLES[role]
            if number:
                look |= {"num_format": number, "text_wrap": False}
            if align:
                look["align"] = align
            if align == "right":
                look["indent"] = 1
            self._made[key] = self.workbook.add_format(look)
        return self._made[key]

    def day(self, role: str, *, month: bool) -> Any:
        """The format of a date, or of a month."""
        return self.of(role, f"{_CODES[self.lang]}mmmm\\ yyyy" if month else _DATES[self.lang], "left")

    def clock(self, role: str) -> Any:
        """The format of a wall time."""
        return self.of(role, _TIMES[self.lang], "left")


_CELL: Final[dict[str, Any]] = {"text_wrap": True, "border": 1, "border_color": _LINE}
_ROLES: Final[Mapping[str, dict[str, Any]]] = {
    "": _CELL,
    "head": {**_CELL, "bold": True, "bg_color": _HEAD, "valign": "vcenter"},
    "band": {**_CELL, "bold": True, "bg_color": _BAND, "text_wrap": False},
    "total": {**_CELL, "bold": True, "top": 2, "top_color": _INK},
    "title": {"bold": True, "font_size": 15},
    "fact": {"font_color": _MUTED},
}


class Sheet:
    """One sheet, written from the top. `decimals`: amounts of this sheet are shown with cents."""

    def __init__(self, formats: Formats, words: Words, name: str, *, decimals: bool = False) -> None:
        self.sheet = formats.workbook.add_worksheet(name)
        self.formats, self.words = formats, words
        self.money = money_format(formats.lang, decimals=decimals)
        self.row = 0
        self.width = 1
        self.widths: list[float] = []
        self.sheet.hide_gridlines(2)

    def open(self, title: str, facts: str, columns: Sequence[tuple[str, float]], *, right: frozenset[int]) -> None:
        """Title, a line of facts, and the header row, which stays in sight and is repeated on every printed page.

        `columns` are (title, width in characters); those in `right` stand to the right.
        """
        self.width = len(columns)
        for index, (_title, width) in enumerate(columns):
            self.sheet.set_column(index, index, width, None)
        self.widths = [width for _title, width in columns]
        self.text(0, title, self.formats.of("title"))
        self.sheet.set_row(0, 24)
        self.row = 1
        if facts:
            self.text(0, facts, self.formats.of("fact"))
            self.row = 2
        self.row += 1
        self.head([title for title, _width in columns], right=right)
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(self.row - 1)

    def head(self, titles: Sequence[str], *, right: frozenset[int] = frozenset()) -> None:
        """A row of column titles."""
        for index, title in enumerate(titles):
            self.text(index, title, self.formats.of("head", align="right" if index in right else ""))
        self._high(titles, weight="bold")
        self.row += 1

    def band(self, text: str) -> None:
        """A row across the whole table: a year, a group."""
        for index in range(self.width):
            self.text(index, text if index == 0 else "", self.formats.of("band"))
        self.row += 1

    def line(self, cells: Sequence[Value], role: str = "") -> int:
        """A row of the table; gives its number (from 0). What a cell cannot hold goes on in the rows below."""
        first, parts = self.row, [_cut(c) if isinstance(c, str) else [c] for c in cells]
        for depth in range(max(map(len, parts), default=1)):
            for index, found in enumerate(parts):
                self._cell(index, found[depth] if depth < len(found) else None, role)
            self._high([found[depth] if depth < len(found) else None for found in parts])
            self.row += 1
        return first

    def _high(self, cells: Sequence[Value], weight: Weight = "regular") -> None:
        """Make the row as high as its longest text, broken to its column: not every program does that on opening."""
        lines = 1
        for text, width in zip(cells, self.widths, strict=False):
            if isinstance(text, str) and text:
                lines = max(lines, sum(_lines(part, width, weight) for part in text.split("\n")))
        if lines > 1:
            self.sheet.set_row(self.row, min(lines * _LINE_HEIGHT + 2.5, _HIGHEST))

    def note(self, text: str) -> None:
        """A line of plain text under a table."""
        self.text(0, text, self.formats.of("fact"))
        self.row += 1

    def _cell(self, column: int, value: Value, role: str) -> None:
        formats = self.formats
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, formats.of(role))
        elif isinstance(value, str):
            self.text(column, value, formats.of(role))
        elif isinstance(value, Day):
            self._day(column, value.value, role)
        elif isinstance(value, Clock):
            self._clock(column, value.value, role)
        elif isinstance(value, Cents):
            self.sheet.write_number(self.row, column, value.value / 100, formats.of(role, self.money, "right"))
        elif isinstance(value, Sum):
            self._sum(column, value, role)
        else:
            self.sheet.write_number(self.row, column, value, formats.of(role, "0", "right"))

    def _day(self, column: int, value: str, role: str) -> None:
        month = len(value) == len("2026-10")
        try:
            day = dt.date.fromisoformat(f"{value}-01" if month else value)
        except ValueError:
            day = dt.date.min
        if day.year < _FIRST_YEAR:  # before the first day that a spreadsheet knows, or no date at all
            self.text(column, self.words.date(value), self.formats.of(role))
            return
        self.sheet.write_datetime(self.row, column, day, self.formats.day(role, month=month))

    def _clock(self, column: int, value: str, role: str) -> None:
        try:
            time = dt.time.fromisoformat(value)
        except ValueError:
            self.text(column, value, self.formats.of(role))
            return
        self.sheet.write_datetime(self.row, column, time, self.formats.clock(role))

    def _sum(self, column: int, value: Sum, role: str) -> None:
        from xlsxwriter.utility import xl_range

        ranges = ",".join(xl_range(first, column, last, column) for first, last in value.ranges)
        shown = self.formats.of(role, self.money if value.money else "0", "right")
        self.sheet.write_formula(
            self.row, column, f"=SUM({ranges})", shown, value.value / 100 if value.money else value.value
        )

    def text(self, column: int, text: str, look: Any) -> None:
        """A text, whatever it looks like."""
        if text.startswith("<r>") and text.endswith("</r>"):
            plain = self.formats.workbook.add_format()
            self.sheet.write_rich_string(self.row, column, text[:1], plain, text[1:], look)
        else:
            self.sheet.write_string(self.row, column, text, look)

    def print_on(self, paper: str, foot: str) -> None:
        """Landscape, as wide as the page, with page numbers."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(8 if paper == "a3" else 9)
        sheet.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{foot[:_FOOT].replace('&', '&&')}&R&8&P / &N")


def _lines(text: str, width: float, weight: Weight) -> int:
    """How many lines a text takes in a column of so many characters."""
    room = (width * _CHARACTER - _PADDING) / _WIDER
    if measure(text, _SIZE, weight) <= room:
        return 1
    return len(wrap(text, room, _SIZE, weight))


def _cut(text: str) -> list[str]:
    """The text in pieces that cells can hold; nearly always one."""
    if len(text) <= MOST // 2:
        return [text]
    pieces, piece, units = [], "", 0
    for char in text:
        size = 2 if ord(char) > 0xFFFF else 1
        if units + size > MOST:
            pieces.append(piece)
            piece, units = "", 0
        piece, units = piece + char, units + size
    return [*pieces, piece]
