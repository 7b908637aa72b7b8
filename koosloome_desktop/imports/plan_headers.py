"""Headings over two or three lines, and cells that one merged cell fills for several rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from koosloome_desktop.imports.grid import RawRow
from koosloome_desktop.imports.plan_columns import YEAR, Header, header_of, is_source
from koosloome_desktop.imports.plan_words import COLUMN_OF, plain

_LONGEST = 60


def join_headers(rows: Sequence[RawRow], chosen: Mapping[str, str] | None = None) -> list[RawRow]:
    """The rows with headings over several lines in one: ``Maksumus`` over ``2025 | 2026`` is ``Maksumus 2025``."""
    joined: list[RawRow] = []
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        while at < len(rows) and (both := _both(row, rows[at], chosen)) is not None:
            row, at = both, at + 1
        joined.append(row)
    return joined


def _both(top: RawRow, below: RawRow, chosen: Mapping[str, str] | None) -> RawRow | None:
    """One heading of two lines, or None when the second line is none."""
    if not _may_go_on(top, below):
        return None
    width = max(len(top.cells), len(below.cells))
    over = _spread(top, below, width)
    cells = tuple(f"{over[i]} {below.cell(i)}".strip() for i in range(width))
    both = header_of(cells, chosen)
    alone = header_of(top.cells, chosen)
    if both is None or (alone is not None and both.known <= alone.known):
        return None
    return replace(below, cells=cells, under=(), over=())


def _may_go_on(top: RawRow, below: RawRow) -> bool:
    if below.number - top.number > 1 or not top.filled or not below.filled:
        return False
    if any(len(cell) > _LONGEST for cell in (*top.filled, *below.filled)):
        return False
    return (len(below.filled) >= 2 or bool(below.under)) and all(map(_is_heading, below.filled))


@lru_cache(maxsize=4096)
def _is_heading(cell: str) -> bool:
    """Whether a cell of the second line can only be a heading: a year, a known word, a funding source."""
    short = plain(cell).strip(" .:")
    return bool(YEAR.fullmatch(short.removesuffix(" a").rstrip("."))) or short in COLUMN_OF or is_source(short)


def _spread(top: RawRow, below: RawRow, width: int) -> list[str]:
    """The upper line with merged cells filled to the right; without merges, over the blanks that have a second line."""
    cells = [top.cell(i) for i in range(width)]
    merged = dict(top.over)
    current, until = "", -1
    for index in range(width):
        if cells[index]:
            current, until = cells[index], merged.get(index, index if merged else width)
        elif index <= until and below.cell(index):
            cells[index] = current
    return cells


FILLED_DOWN = frozenset(
    {"group", "measure", "promise", "owner_role", "organisation", "time", "start", "deadline", "target_group", "status",
     "funding_source", "partner_roles", "code", "principles"}
)  # fmt: skip
"""What a merged cell says of every row that it covers. An amount counts once, in the first."""


def filled_down(raw: RawRow, above: Sequence[str], header: Header) -> RawRow:
    """The row with what merged cells, and blanks below a goal, say of it; `above` are the cells of the row before."""
    cells = list(raw.cells)
    for index, column in enumerate(header.columns):
        if index >= len(above) or not above[index] or raw.cell(index):
            continue
        covered = index in raw.under and (column in FILLED_DOWN or column == "activity")
        if covered or column in {"group", "measure"}:
            cells += [""] * (index + 1 - len(cells))
            cells[index] = above[index]
    return replace(raw, cells=tuple(cells))


def unmerged_amounts(raw: RawRow, header: Header) -> bool:
    """Whether an amount of this row stands in a merged cell that began above."""
    return any(index in raw.under for index in header.money)
