"""Action plans in tables as people paste them: several year tables, headers that change, money in words, wrong totals.

Nothing is corrected and no word is lost: a row keeps its raw time and budget beside what was understood, prose around
the tables goes to `before_text` and `after_text`, and whatever could not be read as a row is named in `warnings` by its
row number. The values are plain and frozen, and pass between processes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from koosloome_desktop.imports.grid import Sheet, TableWarning
from koosloome_desktop.operations.dates import year_of
from koosloome_desktop.support.i18n import _

_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class TableSource:
    """How a file was read: its encoding and separator, and whether the encoding was guessed.

    `sheets` are those of a workbook, `taken` those that were read.
    """

    encoding: str
    guessed: bool
    separator: str
    sheets: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    def told(self) -> str:
        """The guess as a sentence for people; ``""`` when nothing was guessed."""
        if not self.guessed:
            return ""
        return _("The encoding was guessed: {encoding}. Look whether õ, ä, š and ž are right.").format(
            encoding=self.encoding
        )


@dataclass(frozen=True, slots=True)
class YearAmount:
    """A cell of a column of amounts by year; `cents` is None for an empty cell and for words, which are in `note`.

    `source` is where the money comes from, ``""`` for a column that does not say.
    """

    year: int
    cents: int | None
    text: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ParsedStep:
    """A milestone: its words, its date (partial) where one was written, whether a tick stood before it."""

    text: str
    due: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One activity. Texts are canonical; dates are partial (``YYYY-MM[-DD]``); money is in cents.

    `time_text` is the time as written, ``""`` where start and deadline were written in their stored form. `budget_note`
    is the text that stands in place of an amount, or what was said beside it (``+ km``). `status` is a code,
    `status_text` what was written. `source_amounts` are amounts by where the money comes from; year 0 is that of the
    table. `number_texts` are own contribution, what was spent and percent as written. `commitment` are pairs of key and
    text of an open-government commitment. `extra_cells` are pairs of heading and text, in order, of columns without a
    meaning and of cells that could not be read as their column's kind.
    """

    activity: str
    time_text: str = ""
    start: str | None = None
    deadline: str | None = None
    result: str = ""
    budget_cents: int | None = None
    budget_text: str = ""
    budget_note: str = ""
    year_amounts: tuple[YearAmount, ...] = ()
    source_amounts: tuple[YearAmount, ...] = ()
    target_group: str = ""
    target_wide: str = ""
    owner_role: str = ""
    organisation: str = ""
    partner_roles: tuple[str, ...] = ()
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    actual: str = ""
    funding_source: str = ""
    own_contribution: int | None = None
    spent: int | None = None
    first_step: str = ""
    percent: int | None = None
    number_texts: tuple[str, ...] = ()
    milestones: tuple[ParsedStep, ...] = ()
    principles: tuple[str, ...] = ()
    commitment: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    group: str = ""
    status: str = ""
    status_text: str = ""
    code: str = ""
    extra_cells: tuple[tuple[str, str], ...] = ()
    source_row: int = 0


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """One table. `year` is the year in which its rows count, None for a table of several years.

    `stated_total_cents` is None when no total was stated or it is no amount; `total_label` is how its row was called.
    `source_rows` are the numbers of its header and of its last row, `sheet` is the sheet it stands on.
    `columns` are the meanings of its headings (``""``: kept under the heading), `examples` a first cell of each. A
    table without headings and rows holds prose only.
    """

    year: int | None
    headers: tuple[str, ...]
    rows: tuple[ParsedRow, ...]
    columns: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    stated_total_cents: int | None = None
    stated_total_text: str = ""
    total_label: str = ""
    stated_by_year: tuple[YearAmount, ...] = ()
    before_text: str = ""
    after_text: str = ""
    source_rows: tuple[int, int] = (0, 0)
    sheet: str = ""

    def budget_of(self, row: ParsedRow, default_year: int | None = None) -> dict[str, int]:
        """A row's cents by year (text): its year columns, else its amount in the table's year, else in its own year.

        `default_year` takes an amount for which there is no year anywhere; without it such a row gives an empty
        mapping, and its `budget_text` is all that is known.
        """
        by_year = {str(a.year): a.cents for a in row.year_amounts if a.cents is not None}
        if by_year:
            return by_year
        year = self.year_of(row, default_year)
        if row.budget_cents is not None:
            return {} if year is None else {str(year): row.budget_cents}
        for amounts in self.funding_of(row, default_year).values():
            for key, cents in amounts.items():
                by_year[key] = by_year.get(key, 0) + cents
        return by_year

    def year_of(self, row: ParsedRow, default_year: int | None = None) -> int | None:
        """The year in which an amount counts that names none."""
        if self.year is not None:
            return self.year
        return next((year_of(date) for date in (row.deadline, row.start) if date), default_year)

    def funding_of(self, row: ParsedRow, default_year: int | None = None) -> dict[str, dict[str, int]]:
        """A row's cents by funding source and year; amounts without a year anywhere are left out."""
        found: dict[str, dict[str, int]] = {}
        for amount in row.source_amounts:
            year = amount.year or self.year_of(row, default_year)
            if amount.cents is not None and year is not None:
                of_source = found.setdefault(amount.source, {})
                of_source[str(year)] = of_source.get(str(year), 0) + amount.cents
        return found


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """What a file holds, in the order in which it stands there."""

    tables: tuple[ParsedTable, ...]
    warnings: tuple[TableWarning, ...]
    source: TableSource

    @property
    def rows(self) -> tuple[ParsedRow, ...]:
        """The rows of all tables."""
        return tuple(row for table in self.tables for row in table.rows)


def quoted(text: str) -> str:
    """A text as it is quoted in a warning: short, on one line."""
    return shorten(text, _SHOWN, placeholder="…")


def source_of(sheet: Sheet) -> TableSource:
    """How a sheet was read."""
    return TableSource(sheet.encoding, sheet.guessed, sheet.separator)


def sheet_warnings(sheet: Sheet) -> list[TableWarning]:
    """What to know about the file as a whole: a guessed encoding, and characters that could not be read."""
    found = list(sheet.notes)
    if told := source_of(sheet).told():
        found.append(TableWarning("import.encoding_guessed", None, told))
    if sheet.replaced:
        told = _("Characters that could not be read: {count}; each is shown as \ufffd.").format(count=sheet.replaced)
        found.append(TableWarning("import.unreadable_characters", None, told, sheet.name))
    return found


_NAMELESS = re.compile("#[0-9]+")


def extra_cells(
    cells: Sequence[str], headers: Sequence[str], columns: Sequence[str | None]
) -> tuple[tuple[str, str], ...]:
    """Pairs of header and text of the filled cells without a known column; every header stands once.

    A cell without a heading goes by its number (``#6``), the second of one name by name and number (``Märkus #7``).
    """
    found: dict[str, str] = {}
    for index, cell in enumerate(cells):
        if not cell or (index < len(columns) and columns[index] is not None):
            continue
        name = headers[index] if index < len(headers) else ""
        while not name or name in found:
            name = f"{name} #{index + 1}".strip()
        found[name] = cell
    return tuple(found.items())


def without_heading(extra: Sequence[tuple[str, str]]) -> bool:
    """Whether one of the pairs is a cell that had no heading."""
    return any(_NAMELESS.fullmatch(name) for name, _text in extra)
