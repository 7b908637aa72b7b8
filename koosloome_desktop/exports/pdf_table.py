"""Tables over pages: the head is repeated, a row is split only when it is higher than a page, subheads stay with a row.

A cell is a stack of texts in one or several styles. Everything is broken by the layout's wrap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from koosloome_desktop.exports.pdf_frame import BODY, Book, Style, broken, place
from koosloome_desktop.exports.pdf_items import Box, Link, Rule, Text
from koosloome_desktop.layout.metrics import BASELINE, LINE, measure
from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.support.palette import LIGHT

PAD_X: Final = 6.0
PAD_Y: Final = 3.5
BAR: Final = 3.0
HEAD: Final = Style(8.6, "semibold", "#FFFFFF", 1.2)
GROUP: Final = Style(9.5, "semibold", LIGHT.ink, 1.3)
_GROUP_FILL: Final = "#F1EEE6"
_SHORT: Final = 8
_SLACK: Final = 6.0  # more than first lines of different sizes are ever apart

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, width in points (resolved by `widths`), where its texts stand."""

    title: str
    width: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a cell in a style; ``link`` is the name of the place it leads to."""

    text: str
    style: Style = BODY
    link: str = ""


Cell = Sequence[Part]


@dataclass(slots=True)
class Row:
    """A row. ``bar`` is the colour of a kind's bar at its left edge; roles: plain, group (a subhead), total.

    ``name`` makes it a place that links can lead to.
    """

    cells: Sequence[Cell]
    bar: str = ""
    role: Literal["plain", "group", "total"] = "plain"
    name: str = ""


_Line = tuple[str, Style, str]
"""A finished line of a cell: text, style, the place it leads to."""


@dataclass(slots=True)
class _Lines:
    """A measured row: per column (line, style, link), and the height of the tallest column without padding."""

    row: Row
    columns: list[list[_Line]] = field(default_factory=list)
    height: float = 0.0

    def drop(self, index: int) -> float:
        """How much lower a cell starts so that the first lines of all cells stand on one baseline."""
        if not self.columns[index]:
            return 0.0
        return max(_first(lines) for lines in self.columns if lines) - _first(self.columns[index])

    def measure(self) -> None:
        """Work out the height of the tallest cell."""
        heights = (self.drop(i) + sum(s.line for _, s, _link in lines) for i, lines in enumerate(self.columns))
        self.height = max(*heights, BODY.line, BODY.line)


def _broken(part: Part, width: float, lang: str) -> Sequence[str]:
    """The lines of a part of a cell; codes and numbers, of which a long table has thousands, need no look."""
    text, style = part.text, part.style
    if len(text) < _SHORT and text.isalnum() and len(text) * style.size < width:
        return (text,)
    return broken(text, style, width, lang)


def _first(lines: Sequence[_Line]) -> float:
    """From the top of a cell to its first baseline."""
    style = lines[0][1]
    return ((style.leading - LINE) / 2 + BASELINE) * style.size


def cell(text: str, style: Style = BODY) -> Cell:
    """A cell of one text."""
    return (Part(text, style),)


def snug(texts: Iterable[str], style: Style = BODY, *, title: str = "", most: float = 120.0) -> float:
    """The width a column needs so that none of these short texts breaks, at most `most`."""
    widest = max((measure(t, style.size, style.weight) for t in texts), default=0.0)
    head = max((measure(w, HEAD.size, HEAD.weight) for w in title.split()), default=0.0)
    return min(max(widest, head) + 2 * PAD_X + 1.0, most)


class Table:
    """Writes rows into a book."""

    def __init__(
        self, book: Book, columns: Sequence[Column], *, bars: bool = False, pad: float = PAD_Y, head: Style = HEAD
    ) -> None:
        """`bars` leaves room for kinds' bars at the left edge, `pad` is the air above and below a row's texts, `head`
        the look of titles.
        """
        self.pad, self.head = pad * book.air, head
        self.book = book
        self.columns = columns
        self.inset = BAR + 3.0 if bars else 0.0
        self.width = sum(c.width for c in columns) + self.inset
        self._head_lines = [wrap(c.title, c.width - 2 * PAD_X, head.size, head.weight, book.lang) for c in columns]
        most = max((len(lines) for lines in self._head_lines), default=1)
        self.head_height = max(most, 1) * head.line + 2 * PAD_Y + 1.0

    def write(self, rows: Iterable[Row]) -> None:
        """The whole table at the cursor. A subhead stays with its row, the last row never stands alone on a page.

        A book that makes no pages takes the table as it is.
        """
        take = getattr(self.book, "take_table", None)
        if take is not None:
            take(self.columns, rows)
            return
        held: list[list[_Lines]] = []
        first = True
        for unit in self._units(rows):
            held.append(unit)
            if len(held) > 2:
                self._place(held.pop(0), first)
                first = False
        if held:
            self._place([measured for unit in held for measured in unit], first)
            self.book.y += 2.0

    def _units(self, rows: Iterable[Row]) -> Iterator[list[_Lines]]:
        """Rows with the subheads above them."""
        unit: list[_Lines] = []
        for row in rows:
            unit.append(self._measured(row))
            if row.role != "group":
                yield unit
                unit = []
        if unit:
            yield unit

    def _place(self, together: Sequence[_Lines], first: bool) -> None:
        """Rows that stay together: a subhead and the row below it, usually just one row."""
        book = self.book
        wanted = sum(r.height + 2 * self.pad for r in together)
        head = self.head_height if first else 0.0
        if wanted + self.head_height > book.whole:
            if len(together) == 1 or any(r.height + 2 * self.pad + self.head_height > book.whole for r in together):
                self._place_tall(together, first)
            else:
                for index, one in enumerate(together):
                    self._place([one], first and index == 0)
            return
        if book.need(head + wanted) or first:
            self._head()
        for measured in together:
            self._row(measured)

    def _place_tall(self, together: Sequence[_Lines], first: bool) -> None:
        """Rows higher than a page: as many lines as fit, then the next page."""
        book = self.book
        if book.need(self.head_height + 80.0) or first:
            self._head()
        for measured in together:
            rest = measured
            while True:
                fits, rest_or_none = _split(rest, book.room - 2 * self.pad)
                self._row(fits)
                if rest_or_none is None:
                    break
                rest = rest_or_none
                book.turn()
                self._head()

    def _measured(self, row: Row) -> _Lines:
        book = self.book
        found = _Lines(row)
        for column, parts in zip(self.columns, row.cells, strict=False):
            width = self.width - 2 * PAD_X if row.role == "group" else column.width - 2 * PAD_X
            lines = [(line, part.style, part.link) for part in parts for line in _broken(part, width, book.lang)]
            found.columns.append(lines)
        found.measure()
        return found

    def _head(self) -> None:
        book, y, head = self.book, self.book.y, self.head
        if not any(self._head_lines):
            return
        book.put(Box(book.left, y, self.width, self.head_height, LIGHT.rail))
        x = book.left + self.inset
        for column, lines in zip(self.columns, self._head_lines, strict=True):
            for index, line in enumerate(lines):
                baseline = y + PAD_Y + 0.5 + (index * head.leading + BASELINE) * head.size
                shift = _shift(column, line, head)
                book.put(Text(x + shift, baseline, line, head.size, head.weight, head.colour))
            x += column.width
        book.y += self.head_height

    def _row(self, measured: _Lines) -> None:
        book, y = self.book, self.book.y
        height = measured.height + 2 * self.pad
        row, x = measured.row, book.left + self.inset
        items = book.page.items
        if row.name:
            place(book, row.name)
            row.name = ""  # a row over two pages begins once
        if row.role == "group":
            items.append(Box(book.left, y, self.width, height, _GROUP_FILL))
            x = book.left
        if row.role == "total":
            items.append(Rule(book.left, y, book.left + self.width, y, LIGHT.rail, 1.2))
        if row.bar:
            items.append(Box(book.left, y + 2.0, BAR, height - 4.0, row.bar))
        for index, (column, lines) in enumerate(zip(self.columns, measured.columns, strict=False)):
            top = y + self.pad + measured.drop(index)
            for line, style, link in lines:
                baseline = top + ((style.leading - LINE) / 2 + BASELINE) * style.size
                shift = PAD_X if row.role == "group" else _shift(column, line, style)
                items.append(Text(x + shift, baseline, line, style.size, style.weight, style.colour))
                if link:
                    wide = measure(line, style.size, style.weight)
                    book.page.links.append(Link(x + shift, top, wide, style.line, link))
                top += style.line
            x += column.width
        items.append(Rule(book.left, y + height, book.left + self.width, y + height, LIGHT.line))
        book.y += height


def _shift(column: Column, line: str, style: Style) -> float:
    if column.align == "left":
        return PAD_X
    free = column.width - measure(line, style.size, style.weight)
    return free - PAD_X if column.align == "right" else free / 2


def _split(measured: _Lines, room: float) -> tuple[_Lines, _Lines | None]:
    """As much of a row as fits, and the rest (None when all does). At least one line goes."""
    now, later = _Lines(measured.row), _Lines(measured.row)
    for lines in measured.columns:
        used, count = 0.0, 0
        for _, style, _link in lines:
            if used + style.line > room - _SLACK and count:
                break
            used, count = used + style.line, count + 1
        now.columns.append(lines[:count])
        later.columns.append(lines[count:])
    now.measure()
    if not any(later.columns):
        return now, None
    later.measure()
    return now, later


def widths(total: float, wanted: Sequence[float]) -> list[float]:
    """Column widths that fill `total`: positive values are points, negative ones shares of what is left."""
    fixed = sum(w for w in wanted if w > 0)
    shares = -sum(w for w in wanted if w < 0)
    rest = max(total - fixed, 0.0)
    return [w if w > 0 else rest * -w / shares for w in wanted]
