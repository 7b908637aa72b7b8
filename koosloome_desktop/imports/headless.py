"""Rows that were copied without their headings: what the columns mean is guessed from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from koosloome_desktop.imports.grid import RawRow
from koosloome_desktop.imports.plan_columns import Header, heading_key, status_of
from koosloome_desktop.operations.dates import RangeKind, parse_range
from koosloome_desktop.operations.money import parse_amount

_LOOKED_AT: Final = 200
_MOST: Final = 0.6
_LONGEST: Final = 60
"""The share of filled cells by which a column is known."""
_CODE = re.compile(r"[A-Z]{0,2}[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}\.?")


def headless_score(rows: Sequence[RawRow]) -> int:
    """How many columns the rows have in common: most of them have several, with words in one."""
    several = [row for row in rows[:_LOOKED_AT] if len(row.filled) > 1]
    if not several or len(several) * 2 < len(rows[:_LOOKED_AT]):
        return 0
    return max(len(row.cells) for row in several)


def guessed_header(rows: Sequence[RawRow], chosen: Mapping[str, str], lang: str) -> Header:
    """Headings ``#1``, ``#2`` … with the meanings that people chose, else those that the cells suggest.

    A first row of words over amounts or times is taken for headings in words that are not known here.
    """
    looked = rows[:_LOOKED_AT]
    width = max(len(row.cells) for row in looked)
    numbered = tuple(f"#{i + 1}" for i in range(width))
    columns = _guessed(looked[1:] or looked, width, lang)
    words = looked[0].cells + ("",) * (width - len(looked[0].cells))
    cells = words if has_unknown_headings(rows, lang) else numbered
    for index, cell in enumerate(cells):
        if heading_key(cell) in chosen:
            columns[index] = chosen[heading_key(cell)] or None
    return Header(cells, tuple(columns), (None,) * width)


def has_unknown_headings(rows: Sequence[RawRow], lang: str) -> bool:
    """Whether the first row is one of headings: short words that differ, over a column of amounts or times."""
    first = rows[0].filled
    if len(first) < 2 or len(rows) < 2 or len(set(first)) < len(first) or any(len(cell) > _LONGEST for cell in first):
        return False
    if any(_is_value(cell, lang) for cell in first):
        return False
    return any(_is_value(cell, lang) for row in rows[1:_LOOKED_AT] for cell in row.cells)


def _is_value(text: str, lang: str) -> bool:
    return bool(text) and (parse_amount(text, lang).cents is not None or _is_time(text, lang))


def _guessed(rows: Sequence[RawRow], width: int, lang: str) -> list[str | None]:
    columns: list[str | None] = [None] * width
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("code", lambda text: _CODE.fullmatch(text) is not None),
        ("status", lambda text: bool(status_of(text))),
        ("time", lambda text: _is_time(text, lang)),
        ("budget", lambda text: parse_amount(text, lang).cents is not None),
    )
    for column, test in tests:
        for index in range(width if column != "code" else 1):
            cells = [text for row in rows if (text := row.cell(index))]
            if columns[index] is None and cells and sum(map(test, cells)) >= _MOST * len(cells):
                columns[index] = column
                break
    words = [i for i in range(width) if columns[i] is None and any(row.cell(i) for row in rows)]
    if words:
        columns[words[0]] = "activity"
    return columns


def _is_time(text: str, lang: str) -> bool:
    if parse_amount(text, lang).cents is not None and not re.search(r"[0-9]\.[0-9]|[0-9]{4}", text):
        return False
    return parse_range(text, default_year=2000, lang=lang).kind not in {RangeKind.EMPTY, RangeKind.TEXT}
