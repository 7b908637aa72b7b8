"""Rows that sum other rows: the total that a table states, and sums of a part, which are no activities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from koosloome_desktop.imports.grid import RawRow, TableWarning
from koosloome_desktop.imports.plan_cells import amounts_by_year
from koosloome_desktop.imports.plan_columns import (
    YEAR,
    Header,
    has_total_word,
    is_subtotal_label,
    is_total_label,
    year_line,
)
from koosloome_desktop.imports.tables import ParsedRow, YearAmount
from koosloome_desktop.operations.money import parse_amount
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _


@dataclass(frozen=True, slots=True)
class Total:
    """A row that states a table's total: its label, the amount as written, amounts by year, and what else it says."""

    raw: RawRow
    label: str
    text: str
    cents: int | None
    by_year: tuple[YearAmount, ...]
    rest: tuple[str, ...]


_FIRST_DIGIT = re.compile("[-\u2212€]?[0-9]")


def total_of(raw: RawRow, header: Header, *, year: int | None, lang: str) -> Total | None:
    """The total that a row states for its table, or None; a label that names another year speaks of other tables."""
    at = next((i for i, cell in enumerate(raw.cells) if cell), 0)
    label, inline = _label(raw.cells[at], lang)
    years = set(map(int, YEAR.findall(label)))
    if not is_total_label(label) or len(years) > 1 or (year is not None and not years <= {year}):
        return None
    used = {at} | {i for i, column in enumerate(header.columns) if column == "year_amount"}
    free = [i for i, cell in enumerate(raw.cells) if cell and i not in used]
    by_source = {i for i, column in enumerate(header.columns) if column == "source_amount"}
    sums = [i for i in free if i not in by_source and parse_amount(raw.cells[i], lang).cents is not None]
    budget = header.index("budget")
    chosen = budget if budget in free else sums[0] if sums else None
    text = inline if chosen is None else raw.cells[chosen]
    if chosen is not None:
        label = raw.cells[at]
    rest = tuple(raw.cells[i] for i in free if i != chosen)
    by_year = tuple(amounts_by_year(raw.cells, header, lang))
    return Total(raw, label, text, parse_amount(text, lang).cents, by_year, rest)


def differing_sums(total: Total, rows: Sequence[ParsedRow]) -> Iterator[TableWarning]:
    """What a table of several years states otherwise than its rows give, by year and in all.

    A year table is compared by the plan's own checks, today and after every edit.
    """
    computed: dict[int, int] = {}
    plain = 0
    for row in rows:
        for amount in row.year_amounts:
            computed[amount.year] = computed.get(amount.year, 0) + (amount.cents or 0)
        plain += row.budget_cents or 0
    told = _("{year}: the table states {stated}, its rows give {computed}.")
    for stated in total.by_year:
        gives = computed.get(stated.year, 0)
        if stated.cents is not None and stated.cents != gives:
            words = told.format(year=stated.year, stated=locale.money(stated.cents), computed=locale.money(gives))
            yield TableWarning("import.stated_differs", total.raw.number, words)
    gives = sum(computed.values()) if computed else plain
    if total.cents is not None and total.cents != gives:
        told = _("The table states {stated} in all, its rows give {computed}.")
        words = told.format(stated=locale.money(total.cents), computed=locale.money(gives))
        yield TableWarning("import.stated_differs", total.raw.number, words)


def _label(cell: str, lang: str) -> tuple[str, str]:
    """A total's label and the amount that stands in the same cell (``Kokku: 39800.-``), if one does."""
    found = _FIRST_DIGIT.search(cell)
    label, amount = (cell[: found.start()], cell[found.start() :]) if found else (cell, "")
    if is_total_label(label) and year_line(amount) is None and parse_amount(amount, lang).cents is not None:
        return label.strip(" :=\u2013-"), amount
    return cell, ""


def sums_others(raw: RawRow, *, below_total: bool, lang: str) -> bool:
    """Whether a row sums other rows: its first cell is a label with a total word, all others are amounts.

    Below the table's total any label with such a word will do (``Eelarve kokku 4 aastat``); above it only one that
    begins or ends with it (``Kommunikatsioon kokku``).
    """
    label, *others = raw.filled
    if not (has_total_word(label) if below_total else is_subtotal_label(label)):
        return False
    return bool(others) and all(parse_amount(cell, lang).cents is not None for cell in others)
