"""Tables that were copied from a browser, a word processor or a spreadsheet: their text, and nothing else.

Only the standard library's tokenizer looks at the markup: no entity of its own making, no link, no picture, no style
is followed or kept (quality T12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from koosloome_desktop.imports.grid import RawRow, Sheet
from koosloome_desktop.imports.limits import MAX_COLUMNS, check_row, check_size, cleaned, row_place

_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_SILENT: Final = frozenset({"script", "style", "head", "title", "template"})
_LINES: Final = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "ul", "ol", "tr", "table", "caption"})


def has_table(text: str) -> bool:
    """Whether a pasted text is HTML with a table in it."""
    head = text[:2_000].lstrip().lower()
    return head.startswith(("<", "version:")) and _TABLE.search(text) is not None


def read_html(text: str) -> Sheet:
    """The rows of all tables, and the lines around them, each as a row; RefusedInput over the limits."""
    check_size(len(text))
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    rows: list[RawRow] = []
    replaced = 0
    for number, row in enumerate(reader.rows, 1):
        if any(row.cells):
            check_row(number, len(rows) + 1, row.cells)
            results = [cleaned(cell, row_place(number)) for cell in row.cells]
            replaced += sum(result.replaced for result in results)
            rows.append(RawRow(number, tuple(r.text for r in results), tuple(row.under), tuple(row.over)))
    return Sheet(tuple(rows), "html", False, "", replaced)


@dataclass(slots=True)
class _Row:
    cells: list[str] = field(default_factory=list)
    under: list[int] = field(default_factory=list)
    over: list[tuple[int, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self._row: _Row | None = None
        self._cell = self._line = ""
        self._in_cell = False
        self._span = (1, 1)
        self._down: dict[int, int] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Cells and rows begin; block tags break lines."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "tr":
            self._end_row()
            self.end_line()
            self._row = _Row()
        elif tag in {"td", "th"} and self._row is not None:
            self._end_cell()
            spans = dict(attrs)
            self._span = (_span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._in_cell, self._cell = True, ""
        elif tag in _LINES:
            self._break("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        """Cells and rows end; block tags break lines."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
            self._down = {} if tag == "table" else self._down
        elif tag in _LINES:
            self._break("")

    def handle_data(self, data: str) -> None:
        """Text; line ends of the markup are spaces."""
        if self._silent:
            return
        if self._in_cell:
            self._cell += re.sub(r"\s+", " ", data)
        else:
            self._line += re.sub(r"\s+", " ", data)

    def _break(self, sign: str) -> None:
        if self._in_cell:
            self._cell = f"{self._cell.rstrip(' ')}\n{sign}"
        else:
            self.end_line()

    def end_line(self) -> None:
        """A line outside a table is a row of one cell."""
        if self._line.strip():
            self.rows.append(_Row([self._line.strip()]))
        self._line = ""

    def _end_cell(self) -> None:
        if not self._in_cell or self._row is None:
            return
        self._in_cell = False
        self._skip_covered(self._row)
        text = re.sub(r"\n+", "\n", "\n".join(part.strip() for part in self._cell.split("\n"))).strip()
        wide, high = self._span
        at = len(self._row.cells)
        wide = max(1, min(wide, MAX_COLUMNS + 1 - at))
        self._row.cells += [text, *[""] * (wide - 1)]
        if wide > 1:
            self._row.over.append((at, at + wide - 1))
        if high > 1:
            self._down |= dict.fromkeys(range(at, at + wide), high - 1)

    def _skip_covered(self, row: _Row) -> None:
        """Columns that a cell of a row above covers."""
        while self._down.get(len(row.cells), 0) > 0:
            self._down[len(row.cells)] -= 1
            row.under.append(len(row.cells))
            row.cells.append("")

    def _end_row(self) -> None:
        self._end_cell()
        row, self._row = self._row, None
        if row is None:
            return
        # Columns right of the last cell that a cell above covers.
        for at in sorted(k for k, left in self._down.items() if left > 0 and k >= len(row.cells)):
            row.cells += [""] * (at + 1 - len(row.cells))
            row.under.append(at)
            self._down[at] -= 1
        self.rows.append(row)


def _span(text: str | None) -> int:
    return min(int(text), MAX_COLUMNS) if text and text.isascii() and text.isdigit() and int(text[:6]) > 0 else 1
