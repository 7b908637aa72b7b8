"""Tables with wrapped cells: column widths from content, row heights from the tallest cell, a head and total rows.

Units are the caller's: board units on a screen, points on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Board, PanelBox, TextLine, Weight
from koosloome_desktop.layout.text import Align, TextBlock, block

#: A row higher than this many text sizes sets its cells at the top instead of the middle: eyes start reading there.
_TOP_FROM: Final = 7.0


@dataclass(frozen=True, slots=True)
class ColumnIn:
    """A column: ``least`` and ``most`` width, ``share`` of what is left over (0 = takes none), alignment."""

    key: str
    title: str
    least: float = 60.0
    most: float = 400.0
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class CellIn:
    """A cell: its text, a smaller muted line below, colour role, weight, and the kind of chip drawn behind ("" =
    none).
    """

    text: str
    sub: str = ""
    role: str = "ink"
    weight: Weight = "regular"
    chip: str = ""
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class RowIn:
    """A row with one cell per column; role ``row``, ``total``, or ``group`` (only the first cell, across the table)."""

    key: str
    cells: tuple[CellIn, ...]
    role: str = "row"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Sizes of a table: text, small text, head; air in cells; whether every second row is tinted."""

    size: float = 14.0
    sub: float = 12.0
    head: float = 12.0
    pad_x: float = 10.0
    pad_y: float = 8.0
    striped: bool = False
    lang: str = "et"

    def scaled(self, k: float) -> TableStyle:
        """The same style ``k`` times as large."""
        return replace(
            self, size=self.size * k, sub=self.sub * k, head=self.head * k, pad_x=self.pad_x * k, pad_y=self.pad_y * k
        )


@dataclass(frozen=True, slots=True)
class TableRow:
    """A finished row: its field with all texts, the chips behind texts, one field per cell (key ``row/column``)."""

    box: PanelBox
    chips: tuple[PanelBox, ...] = ()
    cells: tuple[PanelBox, ...] = ()

    def shifted(self, dx: float, dy: float) -> TableRow:
        """The row moved by (dx, dy)."""
        return TableRow(
            self.box.shifted(dx, dy),
            tuple(c.shifted(dx, dy) for c in self.chips),
            tuple(c.shifted(dx, dy) for c in self.cells),
        )


@dataclass(frozen=True, slots=True)
class TableBox:
    """A finished table: columns as (key, x, width), the head, the rows from top to bottom."""

    width: float
    height: float
    columns: tuple[tuple[str, float, float], ...]
    head: TableRow
    rows: tuple[TableRow, ...]

    def row(self, key: str) -> TableRow | None:
        """The row of that key, None when there is none."""
        return next((r for r in self.rows if r.box.key == key), None)

    def board(self) -> Board:
        """The table as a board, for painters that draw boards."""
        panels = [p for r in (self.head, *self.rows) for p in (r.box, *r.chips)]
        return Board(self.width, self.height, panels=tuple(panels))


def layout_table(
    columns: Sequence[ColumnIn], rows: Sequence[RowIn], width: float, style: TableStyle | None = None
) -> TableBox:
    """The table in ``width``. A row with fewer cells than columns leaves the rest empty; more cells are an error."""
    chosen = style or TableStyle()
    for row in rows:
        if len(row.cells) > len(columns):
            raise ValueError(f"row {row.key} has more cells than there are columns")
    widths = column_widths(columns, rows, width, chosen)
    placed, x = [], 0.0
    for column, w in zip(columns, widths, strict=True):
        placed.append((column.key, x, w))
        x += w
    titles = RowIn("head", tuple(CellIn(c.title, role="head", weight="semibold") for c in columns), "head")
    head = _row(titles, columns, widths, replace(chosen, size=chosen.head), "head")
    done: list[TableRow] = []
    y = head.box.h
    for i, row in enumerate(rows):
        role = "alt" if chosen.striped and row.role == "row" and i % 2 else row.role
        made = _row(row, columns, widths, chosen, role).shifted(0.0, y)
        done.append(made)
        y += made.box.h
    return TableBox(x, y, tuple(placed), head, tuple(done))


def column_widths(
    columns: Sequence[ColumnIn], rows: Sequence[RowIn], width: float, style: TableStyle
) -> tuple[float, ...]:
    """Widths that fill ``width``: every column its least, then towards its content, then by share."""
    wanted = [_wanted(i, c, rows, style) for i, c in enumerate(columns)]
    least = [min(c.least, w) if c.share == 0 else c.least for c, w in zip(columns, wanted, strict=True)]
    free = width - sum(least)
    if free <= 0:
        return tuple(w * width / sum(least) for w in least)
    need = [max(w - m, 0.0) for w, m in zip(wanted, least, strict=True)]
    if sum(need) >= free:
        return tuple(m + n * free / sum(need) for m, n in zip(least, need, strict=True))
    rest = free - sum(need)
    shares = [c.share for c in columns] if any(c.share for c in columns) else [1.0] * len(columns)
    return tuple(m + n + rest * s / sum(shares) for m, n, s in zip(least, need, shares, strict=True))


def _wanted(index: int, column: ColumnIn, rows: Sequence[RowIn], style: TableStyle) -> float:
    """The width at which no cell of the column would wrap, within the column's limits."""
    widest = measure(column.title, style.head, "semibold")
    for row in rows:
        if row.role == "group" or index >= len(row.cells):
            continue
        cell = row.cells[index]
        chip = 2 * style.pad_x * 0.8 if cell.chip else 0.0
        for line in cell.text.split("\n"):
            widest = max(widest, measure(line, style.size, cell.weight) + chip)
        widest = max(widest, measure(cell.sub, style.sub))
    # A hair more than measured, else rounding wraps a cell that just fits.
    return min(max(widest * 1.003 + 2 * style.pad_x, column.least), max(column.most, column.least))


def _row(row: RowIn, columns: Sequence[ColumnIn], widths: Sequence[float], style: TableStyle, role: str) -> TableRow:
    """A row at y 0."""
    spans = [sum(widths)] if row.role == "group" else list(widths)
    contents = [
        _contents(cell, w, cell.align or column.align, style)
        for cell, column, w in zip(row.cells, columns, spans, strict=False)
    ]
    h = max((c.height for c in contents), default=style.size * 1.24) + 2 * style.pad_y
    texts: list[TextLine] = []
    chips: list[PanelBox] = []
    fields: list[PanelBox] = []
    x = 0.0
    for cell, column, content, w in zip(row.cells, columns, contents, spans, strict=False):
        top = style.pad_y if h > _TOP_FROM * style.size else (h - content.height) / 2
        lines = tuple(t.shifted(x, top) for t in content.lines)
        texts += lines
        fields.append(PanelBox(f"{row.key}/{column.key}", x, 0.0, w, h, "cell", cell.chip, lines))
        if cell.chip and lines:
            chips.append(_chip(f"{row.key}/{column.key}", cell.chip, lines, style))
        x += w
    return TableRow(PanelBox(row.key, 0.0, 0.0, sum(widths), h, role, "", tuple(texts)), tuple(chips), tuple(fields))


def _contents(cell: CellIn, width: float, align: Align, style: TableStyle) -> TextBlock:
    """The lines of a cell at (0, 0) of the cell's field."""
    extra = style.pad_x * 0.8 if cell.chip else 0.0
    x, room = style.pad_x + extra, max(width - 2 * (style.pad_x + extra), style.size)
    main = block(cell.text, room, style.size, cell.weight, cell.role, at=(x, 0.0), align=align, lang=style.lang)
    if not cell.sub:
        return main
    below = block(cell.sub, room, style.sub, "regular", "muted", at=(x, main.height), align=align, lang=style.lang)
    return TextBlock(main.lines + below.lines, main.height + below.height, max(main.width, below.width))


def _chip(key: str, kind: str, lines: Sequence[TextLine], style: TableStyle) -> PanelBox:
    """The rounded field behind a cell's lines."""
    left = min(t.x for t in lines)
    right = max(t.x + measure(t.text, t.size, t.weight) for t in lines)
    pad = style.pad_x * 0.8
    top, bottom = lines[0].y - style.size, lines[-1].y + style.size * 0.42
    return PanelBox(key, left - pad, top, right - left + 2 * pad, bottom - top, "chip", kind)
