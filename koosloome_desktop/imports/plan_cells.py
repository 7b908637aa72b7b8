"""One row of cells as one activity: bullets, lists, time, money, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from koosloome_desktop.imports.limits import cleaned, row_place
from koosloome_desktop.imports.plan_columns import Header, status_of
from koosloome_desktop.imports.sniff import RawRow
from koosloome_desktop.imports.tables import ParsedRow, TableWarning, YearAmount, extra_cells, quoted, without_heading
from koosloome_desktop.operations.dates import RangeKind, parse_range
from koosloome_desktop.operations.dates_words import month_of
from koosloome_desktop.operations.money import Amount, parse_amount
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _

_BULLETS = "-\u2010-\u2015\u2212\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\u2023\u2043*\uf0b7"
_BULLET_LINE = re.compile(rf"[{_BULLETS}][ \u00a0\t]+")
_LIST_SIGN = re.compile(r"[;\n]")


def bullet_lines(text: str) -> str:
    """The lines of a cell without their bullets, joined by LF.

    A cell of one line that begins with a bullet may hold more of them (``- Uuring on tehtud - 10 lühivideot``): it is
    split at the same sign, but not inside a range of numbers or months. A cell without bullets comes back as it is.
    """
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) == 1 and _BULLET_LINE.match(text):
        lines = _inline_bullets(text)
    return "\n".join(line[found.end() :] if (found := _BULLET_LINE.match(line)) else line for line in lines).strip()


def _inline_bullets(text: str) -> list[str]:
    sign = text[0]
    lines = [""]
    for part in re.split(rf"(?<=\s){re.escape(sign)}(?=\s)", text[1:]):
        if lines[-1] and _is_range(lines[-1], part):
            lines[-1] += sign + part
        elif lines[-1]:
            lines.append(part)
        else:
            lines[-1] = part
    return [line.strip() for line in lines]


def _is_range(before: str, after: str) -> bool:
    """Whether a dash stands between two numbers or two months, as in ``mai - juuni 2021``."""
    left, right = before.split(), after.split()
    if not left or not right:
        return not after.strip()
    ends = (left[-1].strip(".,()"), right[0].strip(".,()"))
    return all(end[:1].isdigit() for end in ends) or all(month_of(end.lower()) for end in ends)


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list in a cell: by lines and semicolons when there are any, else by commas outside brackets."""
    parts = _LIST_SIGN.split(bullet_lines(text))
    if len(parts) == 1:
        parts = _outside_brackets(parts[0])
    return tuple(part.strip() for part in parts if part.strip())


def _outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth = max(0, depth + (char in "([") - (char in ")]"))
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def read_row(raw: RawRow, header: Header, *, year: int | None, lang: str) -> ParsedRow:
    """The activity that a row describes; `year` is the table's, for times without one."""
    cells = raw.cells
    by_column = {c: cells[i] for i, c in enumerate(header.columns) if c is not None and i < len(cells) and cells[i]}
    row = ParsedRow(
        activity=by_column.get("activity", ""),
        result=bullet_lines(by_column.get("result", "")),
        target_group=by_column.get("target_group", ""),
        owner_role=by_column.get("owner_role", ""),
        partner_roles=split_list(by_column.get("partner_roles", "")),
        indicator=by_column.get("indicator", ""),
        funding_source=by_column.get("funding_source", ""),
        status=status_of(by_column.get("status", "")),
        status_text=by_column.get("status", ""),
        code=by_column.get("code", ""),
        year_amounts=tuple(amounts_by_year(cells, header, lang)),
        extra_cells=extra_cells(cells, header.cells, header.columns),
        source_row=raw.number,
    )
    return _with_money(_with_time(row, by_column, year, lang), by_column.get("budget", ""), lang)


def amounts_by_year(cells: Sequence[str], header: Header, lang: str) -> Iterator[YearAmount]:
    """The cells of columns of amounts by year that are not empty."""
    for index, (column, year) in enumerate(zip(header.columns, header.years, strict=True)):
        if column == "year_amount" and year is not None and index < len(cells) and cells[index]:
            amount = parse_amount(cells[index], lang)
            yield YearAmount(year, amount.cents, cells[index], amount.note)


def _with_time(row: ParsedRow, cells: dict[str, str], year: int | None, lang: str) -> ParsedRow:
    time = parse_range(cells.get("time", ""), default_year=year, lang=lang)
    start = parse_range(cells.get("start", ""), default_year=year, lang=lang)
    due = parse_range(cells.get("deadline", ""), default_year=year, lang=lang)
    told = [time.text] if time.text else []
    first, last = time.start, time.end
    if start.kind is not RangeKind.EMPTY:
        first = start.start if start.start is not None else first
        if start.kind is RangeKind.RANGE and last is None:
            last = start.end
    if due.kind is not RangeKind.EMPTY:
        last = due.end if due.end is not None else last
        if due.kind is RangeKind.RANGE and first is None:
            first = due.start
    # What is written just as it is stored need not be kept twice.
    told += [part.text for part, stored in ((start, first), (due, last)) if part.text and part.text != stored]
    return replace(row, time_text=" – ".join(told), start=first, deadline=last)


def _with_money(row: ParsedRow, text: str, lang: str) -> ParsedRow:
    amount: Amount = parse_amount(text, lang)
    notes = [amount.note] + [f"{a.year}: {a.note}" for a in row.year_amounts if a.note]
    note = "\n".join(note for note in notes if note)
    return replace(row, budget_cents=amount.cents, budget_text=text, budget_note=note)


def doubts(row: ParsedRow) -> Iterator[TableWarning]:
    """What people should look at in a row."""
    number = row.source_row
    if not row.activity:
        yield TableWarning("import.no_activity", number, _("Row {row} names no activity.").format(row=number))
    if without_heading(row.extra_cells):
        told = _("Row {row} has more cells than the heading; they are kept.").format(row=number)
        yield TableWarning("import.extra_cells", number, told)
    if row.time_text and row.start is None and row.deadline is None:
        told = _("Row {row}: the time “{text}” was not understood and is kept as text.")
        yield TableWarning("import.time_unread", number, told.format(row=number, text=quoted(row.time_text)))
    if row.status_text and not row.status:
        told = _("Row {row}: the status “{text}” is not known.")
        yield TableWarning("import.status_unknown", number, told.format(row=number, text=quoted(row.status_text)))
    yield from _differing_sum(row)


def _differing_sum(row: ParsedRow) -> Iterator[TableWarning]:
    by_year = [amount.cents for amount in row.year_amounts]
    computed = sum(cents for cents in by_year if cents is not None)
    if row.budget_cents is None or not by_year or None in by_year or computed == row.budget_cents:
        return
    told = _("Row {row} states {stated} in all, its years give {computed}.").format(
        row=row.source_row, stated=locale.money(row.budget_cents), computed=locale.money(computed)
    )
    yield TableWarning("import.stated_differs", row.source_row, told)


def continued(row: ParsedRow, raw: RawRow, header: Header) -> ParsedRow | None:
    """The row with the lines that a following row adds to it, or None when that row is an activity of its own.

    Word processors spread a cell of several lines over several rows: below the first only texts are filled.
    """
    columns = [*header.columns, *[None] * len(raw.cells)]
    lines = {columns[i]: bullet_lines(cell) for i, cell in enumerate(raw.cells) if cell}
    if not lines or not lines.keys() <= {"result", "target_group", "indicator"}:
        return None

    def joined(column: str, text: str) -> str:
        return cleaned(f"{text}\n{lines.get(column, '')}", row_place(raw.number)).text

    return replace(
        row,
        result=joined("result", row.result),
        target_group=joined("target_group", row.target_group),
        indicator=joined("indicator", row.indicator),
    )
