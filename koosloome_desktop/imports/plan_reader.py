"""Reads rows of cells into year tables: finds headers, year lines, totals and the prose around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from koosloome_desktop.imports.limits import cleaned, row_place
from koosloome_desktop.imports.plan_cells import continued, doubts, read_row
from koosloome_desktop.imports.plan_columns import Header, header_of, year_line, year_title
from koosloome_desktop.imports.plan_totals import Total, sums_others, total_of
from koosloome_desktop.imports.sniff import RawRow, Sheet, read_sheet
from koosloome_desktop.imports.tables import (
    ParsedPlan,
    ParsedRow,
    ParsedTable,
    TableWarning,
    quoted,
    sheet_warnings,
    source_of,
)
from koosloome_desktop.operations.dates import RangeKind, parse_range
from koosloome_desktop.operations.money import parse_amount
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _


def parse_plan(data: bytes | str, *, lang: str = "et", default_year: int | None = None) -> ParsedPlan:
    """The plan in a TSV or CSV file (bytes) or in a pasted text.

    `lang` (et, en, ru) decides a few readings of numbers; words of all three are always known. `default_year` is the
    year of times without one in tables without a year. Raises RefusedInput for a file over the limits, one that is no
    text, and one in which no plan is found.
    """
    return plan_of(read_sheet(data, plan_score), lang=lang, default_year=default_year)


def plan_score(rows: Sequence[RawRow]) -> int:
    """How much the rows look like a plan: the known columns of the best header."""
    headers = [header for row in rows if (header := header_of(row.cells)) is not None]
    return max((sum(column is not None for column in header.columns) for header in headers), default=0)


def plan_of(sheet: Sheet, *, lang: str, default_year: int | None) -> ParsedPlan:
    """The plan in the rows of a sheet; RefusedInput when there is none."""
    reader = _Reader(lang, default_year)
    for raw in sheet.rows:
        reader.feed(raw)
    tables = reader.finish()
    if not any(table.rows for table in tables):
        told = _("No action plan was found in the file: nothing to import.")
        hint = _("A plan has a row of headings such as Tegevus, Aeg, Tulemus, Eelarve, and rows below it.")
        raise RefusedInput(told, hint=hint)
    warnings = sorted(sheet_warnings(sheet) + reader.warnings, key=lambda warning: warning.row or 0)
    return ParsedPlan(tables, tuple(warnings), source_of(sheet))


@dataclass(slots=True)
class _Open:
    """The table that is being read."""

    header: Header
    year: int | None
    first: int
    before: list[str]
    last: int
    rows: list[ParsedRow] = field(default_factory=list)
    total: Total | None = None
    after: list[str] = field(default_factory=list)

    def parsed(self) -> ParsedTable:
        """The table as it stands."""
        total = self.total
        rest = ["\t".join(total.rest)] if total is not None and total.rest else []
        return ParsedTable(
            year=self.year,
            headers=self.header.cells,
            rows=tuple(self.rows),
            stated_total_cents=None if total is None else total.cents,
            stated_total_text="" if total is None else total.text,
            total_label="" if total is None else total.label,
            stated_by_year=() if total is None else total.by_year,
            before_text=_text(self.before, self.first),
            after_text=_text(rest + self.after, self.last),
            source_rows=(self.first, self.last),
        )


class _Reader:
    """Takes rows one by one. Lines that are no rows wait in `_loose` until it is known to which table they belong."""

    def __init__(self, lang: str, default_year: int | None) -> None:
        self._lang = lang
        self._default_year = default_year
        self._open: _Open | None = None
        self._loose: list[RawRow] = []
        self._year_waits = False
        self._closed: list[ParsedTable] = []
        self.warnings: list[TableWarning] = []

    def feed(self, raw: RawRow) -> None:
        """Take the next row that is not blank."""
        header = header_of(raw.cells)
        if header is not None:
            if not self._repeats(header):
                self._start(header, raw)
        elif self._open is None:
            self._loose.append(raw)
        elif _is_year(raw):
            self._loose.append(raw)
            self._year_waits = True
        elif self._year_waits:
            self._below_year_line(self._open, raw)
        else:
            self._inside(self._open, raw)

    def finish(self) -> tuple[ParsedTable, ...]:
        """Close what is open and give the tables."""
        if self._open is not None:
            self._open.after += map(_line, self._loose)
            self._closed.append(self._open.parsed())
        return tuple(self._closed)

    def _repeats(self, header: Header) -> bool:
        """Whether the header is only the open table's own, printed again on the next page."""
        now = self._open
        return now is not None and now.header.cells == header.cells and now.total is None and not self._loose

    # -- between tables

    def _below_year_line(self, now: _Open, raw: RawRow) -> None:
        """Below a year line there may be rows of another year whose header was written only once."""
        sums = total_of(raw, now.header, year=None, lang=self._lang) is not None
        if not sums and (len(raw.filled) >= 3 or self._dated_or_priced(now.header, raw)):
            now = self._start(now.header, raw)
            self._inside(now, raw)
        else:
            self._loose.append(raw)

    def _start(self, header: Header, raw: RawRow) -> _Open:
        above = self._loose
        if self._open is not None:
            above = self._divide(self._open, raw.number)
            self._closed.append(self._open.parsed())
        year, kept = self._year(header, above)
        self._open = _Open(header, year, raw.number, kept, last=raw.number)
        self._loose, self._year_waits = [], False
        return self._open

    def _divide(self, now: _Open, number: int) -> list[RawRow]:
        """Give the open table its share of the loose lines; the others belong to the table that begins at `number`.

        From the last year line on they belong to the next table; without one, the last block of lines does.
        """
        cut = next((i for i in reversed(range(len(self._loose))) if _is_year(self._loose[i])), None)
        if cut is None:
            numbers = [now.last, *(raw.number for raw in self._loose), number]
            gaps = [i for i in range(len(self._loose)) if numbers[i + 1] - numbers[i] > 1]
            detached = numbers[-1] - numbers[-2] > 1
            cut = gaps[-1] if gaps else len(self._loose) if detached else 0
        now.after += map(_line, self._loose[:cut])
        return self._loose[cut:]

    def _year(self, header: Header, above: list[RawRow]) -> tuple[int | None, list[str]]:
        """The year of a table, and the lines above it that are kept as text: all but a bare year, which it carries."""
        said, carrier = _said_year(above)
        year = header.year if header.year is not None else said
        if "year_amount" in header.columns:
            year = None
        elif carrier is not None and year != said:
            told = _("The heading says {year}, the line above the table {line}; the heading counts.")
            self._warn("import.year_differs", carrier.number, told.format(year=year, line=said))
        bare = year == said and carrier is not None and carrier.filled == [str(year)]
        return year, [_line(raw) for raw in above if not (bare and raw is carrier)]

    # -- inside a table

    def _inside(self, now: _Open, raw: RawRow) -> None:
        total = total_of(raw, now.header, year=now.year, lang=self._lang)
        if total is not None and now.total is None:
            self._take_loose(now)
            now.total, now.last = total, raw.number
        elif total is None and self._continues(now, raw):
            now.last = raw.number
        elif total is None and self._is_row(now, raw):
            self._take_row(now, raw)
        else:
            self._loose.append(raw)

    def _continues(self, now: _Open, raw: RawRow) -> bool:
        if not now.rows or now.total is not None or self._loose:
            return False
        longer = continued(now.rows[-1], raw, now.header)
        if longer is None:
            return False
        now.rows[-1] = longer
        told = _("Row {row} continues the row above it.").format(row=raw.number)
        self._warn("import.row_continued", raw.number, told)
        return True

    def _take_row(self, now: _Open, raw: RawRow) -> None:
        if now.total is not None:  # rows go on below it: it was not the table's total
            told = _("Row {row} sums only some of the rows; it is kept as text: “{text}”.")
            self._keep_as_text(now, now.total.raw, told)
            now.total = None
        self._take_loose(now)
        row = read_row(raw, now.header, year=now.year or self._default_year, lang=self._lang)
        now.rows.append(row)
        now.last = raw.number
        self.warnings += doubts(row)

    def _is_row(self, now: _Open, raw: RawRow) -> bool:
        filled, at = len(raw.filled), now.header.index("activity") or 0
        activity = raw.cells[at] if at < len(raw.cells) else ""
        if sums_others(raw, below_total=now.total is not None, lang=self._lang):
            return False
        if now.total is not None:
            return bool(activity) and (filled >= 3 or (filled == 2 and self._dated_or_priced(now.header, raw)))
        return filled >= 2 or (bool(activity) and len(raw.cells) >= 2)

    def _dated_or_priced(self, header: Header, raw: RawRow) -> bool:
        def cell(column: str) -> str:
            at = header.index(column)
            return raw.cells[at] if at is not None and at < len(raw.cells) else ""

        times = [parse_range(cell(column), default_year=2000) for column in ("time", "start", "deadline")]
        dated = any(time.kind not in (RangeKind.EMPTY, RangeKind.TEXT) for time in times)
        return dated or parse_amount(cell("budget"), self._lang).cents is not None

    def _take_loose(self, now: _Open) -> None:
        """Lines amid the rows of a table."""
        for raw in self._loose:
            self._keep_as_text(now, raw, _("Row {row} was not read as an activity; it is kept as text: “{text}”."))
        self._loose = []

    def _keep_as_text(self, now: _Open, raw: RawRow, told: str) -> None:
        now.after.append(_line(raw))
        self._warn("import.row_unread", raw.number, told.format(row=raw.number, text=quoted(" ".join(raw.filled))))

    def _warn(self, code: str, row: int, text: str) -> None:
        self.warnings.append(TableWarning(code, row, text))


def _is_year(raw: RawRow) -> bool:
    return len(raw.filled) == 1 and year_line(raw.filled[0]) is not None


def _said_year(above: list[RawRow]) -> tuple[int | None, RawRow | None]:
    """The year that the lines above a table say last, and the line that says it."""
    for raw in reversed(above):
        text = raw.filled[0] if len(raw.filled) == 1 else ""
        said = year_line(text) or year_title(text)
        if said is not None:
            return said, raw
    return None, None


def _line(raw: RawRow) -> str:
    return "\t".join(raw.filled)


def _text(lines: list[str], row: int) -> str:
    return cleaned("\n".join(lines), row_place(row)).text
