"""A large sheet cut into small ones: where to cut, what overlaps, which piece goes where. Lengths are points.

Each piece shows its cell and, to the right and below, a strip of its neighbours to glue on. Cut along the marks on all
four sides and the cells lie edge to edge and make up the large sheet exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_frame import MM, PAPERS, Book, Style
from koosloome_desktop.exports.pdf_items import Box, Mark, Page, Rule, Stamp, Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

MARGIN: Final = 12 * MM
"""What no printer needs to reach; marks and names of the pieces stand in it."""
OVERLAP: Final = 10 * MM
_MARK: Final = 6 * MM
_MARK_GAP: Final = 2 * MM
_MAP_SHARE: Final = 0.62
_NAMES: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a sheet of `width` × `height` is cut: `sheet` is the small paper as it lies."""

    width: float
    height: float
    sheet: tuple[float, float]

    @property
    def window(self) -> tuple[float, float]:
        """What a small sheet can show."""
        return self.sheet[0] - 2 * MARGIN, self.sheet[1] - 2 * MARGIN

    @property
    def step(self) -> tuple[float, float]:
        """From one piece's beginning to the next."""
        return self.window[0] - OVERLAP, self.window[1] - OVERLAP

    @property
    def columns(self) -> int:
        """Pieces side by side."""
        return max(math.ceil((self.width - OVERLAP) / self.step[0] - 1e-9), 1)

    @property
    def rows(self) -> int:
        """Pieces below each other."""
        return max(math.ceil((self.height - OVERLAP) / self.step[1] - 1e-9), 1)

    @property
    def count(self) -> int:
        """Pieces in all."""
        return self.columns * self.rows

    def pieces(self) -> Iterator[tuple[int, int]]:
        """(column, row) of every piece, row by row."""
        return ((column, row) for row in range(self.rows) for column in range(self.columns))

    def cell(self, column: int, row: int) -> Rect:
        """The part of the large sheet that a piece makes up when it is cut: x, y, width, height."""
        x, y = column * self.step[0], row * self.step[1]
        right = self.width if column == self.columns - 1 else x + self.step[0]
        bottom = self.height if row == self.rows - 1 else y + self.step[1]
        return x, y, right - x, bottom - y

    def shown(self, column: int, row: int) -> Rect:
        """The part of the large sheet that is printed on a piece: its cell and what overlaps."""
        x, y, _, _ = self.cell(column, row)
        return x, y, min(self.window[0], self.width - x), min(self.window[1], self.height - y)

    def name(self, column: int, row: int) -> str:
        """The piece's name on the map: A1 is the upper left one."""
        letter = _NAMES[row] if row < len(_NAMES) else f"{row + 1}."
        return f"{letter}{column + 1}"


def tiling(width: float, height: float, paper: str) -> Tiling:
    """The way of cutting that takes fewest sheets of a paper, upright or across."""
    small = PAPERS[paper]
    both = (Tiling(width, height, small), Tiling(width, height, (small[1], small[0])))
    return min(both, key=lambda t: t.count)


def tile_pages(name: str, title: str, tiles: Tiling, scale: float, words: Words) -> list[Page]:
    """The map, then the pieces of the sheet called `name`, enlarged by `scale`."""
    pages = [_map(name, title, tiles, scale, words)]
    pages += [_piece(name, title, tiles, scale, words, at) for at in tiles.pieces()]
    return pages


def _piece(name: str, title: str, tiles: Tiling, scale: float, words: Words, at: tuple[int, int]) -> Page:
    width, height = tiles.sheet
    page = Page(width, height, title, plain=True)
    x, y, w, h = tiles.shown(*at)
    stamp = Stamp(name, MARGIN - x, MARGIN - y + tiles.height, scale, (MARGIN, MARGIN, w, h))
    page.items.append(stamp)
    _, _, cell_w, cell_h = tiles.cell(*at)
    _marks(page, (MARGIN, MARGIN, cell_w, cell_h), (w, h))
    told = words.gettext(N_("{piece} · row {row} of {rows}, column {column} of {columns}")).format(
        piece=tiles.name(*at), row=at[1] + 1, rows=tiles.rows, column=at[0] + 1, columns=tiles.columns
    )
    baseline = height - MARGIN + _MARK_GAP + 11.0
    page.items.append(Text(MARGIN + 8.0, baseline, told, 8.2, "semibold", LIGHT.ink))
    page.marks.append(Mark(1, tiles.name(*at), 0.0))
    return page


def _marks(page: Page, cell: Rect, shown: tuple[float, float]) -> None:
    """Lines outside the printed part that say where to cut: two at each corner of the cell."""
    x, y, w, h = cell
    right, bottom = x + shown[0], y + shown[1]
    for at in (x, x + w):
        page.items.append(Rule(at, y - _MARK_GAP - _MARK, at, y - _MARK_GAP, LIGHT.ink, 0.5))
        page.items.append(Rule(at, bottom + _MARK_GAP, at, bottom + _MARK_GAP + _MARK, LIGHT.ink, 0.5))
    for at in (y, y + h):
        page.items.append(Rule(x - _MARK_GAP - _MARK, at, x - _MARK_GAP, at, LIGHT.ink, 0.5))
        page.items.append(Rule(right + _MARK_GAP, at, right + _MARK_GAP + _MARK, at, LIGHT.ink, 0.5))


def _map(name: str, title: str, tiles: Tiling, scale: float, words: Words) -> Page:
    """The large sheet in small with the names of its pieces, and how to put them together."""
    book = Book(words.lang)
    book.size = (min(tiles.sheet), max(tiles.sheet))
    book.start(title, plain=True)
    book.title(title, words.ngettext("{count} sheet to print", "{count} sheets to print", tiles.count))
    steps = (
        N_("Print at 100 %, without fitting to the page."),
        N_("Cut each sheet along its marks; strips to the right and below may stay for glue."),
        N_("Put the sheets together by their names: A1 is the upper left corner."),
    )
    book.bullets([words.gettext(s) for s in steps], Style(10.5, leading=1.32), numbered=True)
    book.gap(10.0)
    k = min(book.width / tiles.width, book.room / tiles.height, _MAP_SHARE)
    left, top = book.left + (book.width - tiles.width * k) / 2, book.y
    book.put(Stamp(name, left, top + tiles.height * k, scale * k))
    for at in tiles.pieces():
        x, y, w, h = (v * k for v in tiles.cell(*at))
        book.put(Box(left + x, top + y, w, h, "", LIGHT.accent_text, 0.0, 0.9))
        label = tiles.name(*at)
        wide = measure(label, 11.0, "bold") + 8.0
        book.put(Box(left + x + 3.0, top + y + 3.0, wide, 16.0, "#FFFFFF", LIGHT.accent_text, 3.0))
        book.put(Text(left + x + 7.0, top + y + 15.0, label, 11.0, "bold", LIGHT.accent_text))
    return book.page
