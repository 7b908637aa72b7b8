"""Tables that stand beside each other on one sheet, parted by a blank column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from koosloome_desktop.imports.grid import RawRow, Scorer, Sheet

_A_TABLE = 2
"""So many known columns make a block a table of its own."""


def beside_each_other(sheet: Sheet, scorer: Scorer) -> list[Sheet]:
    """The sheet itself, or its blocks of columns when at least two of them are tables."""
    blocks = list(_blocks(sheet))
    if len(blocks) < 2:
        return [sheet]
    parts = [_part(sheet, first, last) for first, last in blocks]
    if sum(scorer(rows) >= _A_TABLE for rows in parts) < 2:
        return [sheet]
    found = [replace(sheet, rows=tuple(rows), notes=(), replaced=0, guessed=False) for rows in parts]
    found[0] = replace(found[0], notes=sheet.notes, replaced=sheet.replaced, guessed=sheet.guessed)
    return found


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """First and last column of what stands between blank columns."""
    used = sorted({i for row in sheet.rows for i, cell in enumerate(row.cells) if cell})
    first = previous = used[0] if used else 0
    for index in used[1:]:
        if index - previous > 1:
            yield first, previous
            first = index
        previous = index
    if used:
        yield first, previous


def _part(sheet: Sheet, first: int, last: int) -> list[RawRow]:
    rows = []
    for row in sheet.rows:
        cells = row.cells[first : last + 1]
        if any(cells):
            under = tuple(i - first for i in row.under if first <= i <= last)
            over = tuple((a - first, min(b, last) - first) for a, b in row.over if first <= a <= last)
            rows.append(RawRow(row.number, cells, under, over))
    return rows
