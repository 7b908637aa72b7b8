"""Rows of cells as they stand in a file of whatever kind, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableWarning:
    """Something that people should look at; `row` is its number in the file (None: the whole), `text` is for people.

    `sheet` names the sheet of a workbook with several.
    """

    code: str
    row: int | None
    text: str
    sheet: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file; `number` counts from 1, blank rows included.

    `under` are the columns that belong to a merged cell which begins in a row above (their cells are empty), `over`
    the merged cells of this row that cover columns to the right: (first, last).
    """

    number: int
    cells: tuple[str, ...]
    under: tuple[int, ...] = ()
    over: tuple[tuple[int, int], ...] = ()

    @property
    def filled(self) -> list[str]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell]

    def cell(self, index: int | None) -> str:
        """The cell of a column; ``""`` where the row is shorter, or there is no such column."""
        return self.cells[index] if index is not None and 0 <= index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that are not blank, in canonical text; `replaced` counts characters that became U+FFFD.

    `encoding` is ``xlsx`` for a sheet of a workbook, ``text`` and ``html`` for what was pasted. `notes` is what is to
    be said about it: hidden rows, formulas without a value, comments.
    """

    rows: tuple[RawRow, ...]
    encoding: str
    guessed: bool
    separator: str
    replaced: int = 0
    name: str = ""
    notes: tuple[TableWarning, ...] = ()


Scorer = Callable[[Sequence[RawRow]], int]
"""Says how many columns of what a reader looks for are recognised in the rows; 0 is none."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a file is to be read; empty values mean: find out.

    `lang` (et, en, ru) decides a few readings of numbers, `default_year` is the year of times without one. `sheets`
    are the sheets of a workbook that are read (None: all). `columns` are pairs of heading and column code that
    people chose; ``""`` keeps the column under its heading. `headless` takes rows without headings as well: their
    columns are called ``#1``, ``#2`` …
    """

    lang: str = "et"
    default_year: int | None = None
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] | None = None
    columns: tuple[tuple[str, str], ...] = ()
    headless: bool = False
