"""Reads rows of cells into year tables: finds headers, year lines, groups, totals and the prose around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from koosloome_desktop.imports.grid import RawRow, Sheet, TableOptions, TableWarning
from koosloome_desktop.imports.headless import guessed_header, headless_score
from koosloome_desktop.imports.plan_cells import continued, doubts, read_row
from koosloome_desktop.imports.plan_columns import Header, header_of, year_line, year_title
from koosloome_desktop.imports.plan_headers import filled_down, join_headers, unmerged_amounts
from koosloome_desktop.imports.plan_rows import dated_or_priced, heading_level, is_activity, is_year, said_year
from koosloome_desktop.imports.plan_texts import line, prose_tables, texts_in_pieces
from koosloome_desktop.imports.plan_totals import Total, differing_sums, sums_others, total_of
from koosloome_desktop.imports.sniff import read_sheet
from koosloome_desktop.imports.tables import (
    ParsedPlan,
    ParsedRow,
    ParsedTable,
    quoted,
    sheet_warnings,
    source_of,
)
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.i18n import _


def parse_plan(data: bytes | str, *, lang: str = "et", default_year: int | None = None) -> ParsedPlan:
    """The plan in a TSV or CSV file (bytes) or in a pasted text.

    `lang` (et, en, ru) decides a few readings of numbers; words of all three are always known. `default_year` is the
    year of times without one in tables without a year. Raises RefusedInput for a file over the limits, one that is no
    text, and one in which no plan is found.
    """
    return plan_of([read_sheet(data, plan_score)], TableOptions(lang=lang, default_year=default_year))


def plan_score(rows: Sequence[RawRow]) -> int:
    """How much the rows look like a plan: the known columns of the best header."""
    headers = [header for row in join_headers(rows) if (header := header_of(row.cells)) is not None]
    return max((header.known for header in headers), default=0)


def plan_of(sheets: Sequence[Sheet], options: TableOptions) -> ParsedPlan:
    """The plan in the rows of these sheets; RefusedInput when there is none.

    The words of a sheet without a table stand in tables of prose, so that nothing is lost.
    """
    tables: list[ParsedTable] = []
    warnings: list[TableWarning] = []
    for sheet in sheets:
        reader = _Reader(options, sheet.name)
        rows = join_headers(sheet.rows, dict(options.columns))
        if options.headless and not plan_score(sheet.rows) and headless_score(sheet.rows):
            header = guessed_header(sheet.rows, dict(options.columns), options.lang)
            reader.begin(header, sheet.rows[0])
            rows = rows[header.cells[: len(rows[0].cells)] == rows[0].cells :]
        for raw, following in zip_longest(rows, rows[1:]):
            reader.feed(raw, following)
        tables += reader.finish()
        warnings += sorted(sheet_warnings(sheet) + reader.warnings, key=lambda warning: warning.row or 0)
    if not any(table.rows for table in tables):
        told = _("No action plan was found in the file: nothing to import.")
        hint = _("A plan has a row of headings such as Tegevus, Aeg, Tulemus, Eelarve, and rows below it.")
        raise RefusedInput(told, hint=hint)
    return ParsedPlan(tuple(tables), (*warnings, *_kept_columns(tables)), source_of(sheets[0]))


def _kept_columns(tables: Iterable[ParsedTable]) -> list[TableWarning]:
    """One warning that names the columns that have no field of their own."""
    names: dict[str, None] = {}
    for table in tables:
        for heading, column, example in zip(table.headers, table.columns, table.examples, strict=False):
            if heading and not column and example:
                names[heading] = None
    if not names:
        return []
    told = _("These columns have no field of their own and are kept with their rows: {names}.")
    return [TableWarning("import.columns_kept", None, told.format(names=", ".join(" ".join(n.split()) for n in names)))]


@dataclass(slots=True)
class _Open:
    """The table that is being read. `above` are the cells of the last row, with what merged cells say;
    `waiting` are the depths of headings of groups that no row followed yet.
    """

    header: Header
    year: int | None
    first: int
    before: list[str]
    last: int
    rows: list[ParsedRow] = field(default_factory=list)
    total: Total | None = None
    after: list[str] = field(default_factory=list)
    above: tuple[str, ...] = ()
    groups: dict[int, str] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    examples: dict[int, str] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """What the headings of groups say of the next row."""
        return " › ".join(text for _level, text in sorted(self.groups.items()))

    def parsed(self, sheet: str) -> list[ParsedTable]:
        """The table as it stands; what is too much text for one stands in tables of prose around it."""
        total = self.total
        rest = ["\t".join(total.rest)] if total is not None and total.rest else []
        early, before = texts_in_pieces(self.before)
        late, after = texts_in_pieces(rest + self.after)
        width = range(len(self.header.cells))
        table = ParsedTable(
            year=self.year,
            headers=self.header.cells,
            rows=tuple(self.rows),
            columns=tuple(column or "" for column in self.header.columns),
            examples=tuple(self.examples.get(i, "") for i in width),
            stated_total_cents=None if total is None else total.cents,
            stated_total_text="" if total is None else total.text,
            total_label="" if total is None else total.label,
            stated_by_year=() if total is None else total.by_year,
            before_text=before,
            after_text=after,
            source_rows=(self.first, self.last),
            sheet=sheet,
        )
        return [*prose_tables(early, sheet), table, *prose_tables(late, sheet)]


class _Reader:
    """Takes rows one by one. Lines that are no rows wait in `_loose` until it is known to which table they belong."""

    def __init__(self, options: TableOptions, sheet: str = "") -> None:
        self._options, self._sheet = options, sheet
        self._lang = options.lang
        self._chosen = dict(options.columns)
        self._open: _Open | None = None
        self._loose: list[RawRow] = []
        self._year_waits = False
        self._following = ""
        self._sheet_year = year_line(sheet) or year_title(sheet)
        self._closed: list[ParsedTable] = []
        self.warnings: list[TableWarning] = []

    def feed(self, raw: RawRow, following: RawRow | None = None) -> None:
        """Take the next row that is not blank; `following` is the one after it."""
        self._following = following.filled[0] if following is not None and following.filled else ""
        header = header_of(raw.cells, self._chosen)
        if header is not None:
            if not self._repeats(header):
                self._start(header, raw)
        elif self._open is None:
            self._loose.append(raw)
        elif is_year(raw):
            self._loose.append(raw)
            self._year_waits = True
        elif self._year_waits:
            self._below_year_line(self._open, raw)
        else:
            self._inside(self._open, raw)

    def begin(self, header: Header, first: RawRow) -> None:
        """Take the rows from `first` on as those of a table with this header, which does not stand there."""
        self._start(header, first)
        told = _("The headings are not known here; look whether the columns are right.")
        self._warn("import.no_headings", None, told)

    def finish(self) -> tuple[ParsedTable, ...]:
        """Close what is open and give the tables."""
        if self._open is not None:
            self._open.after += map(line, self._loose)
            self._close(self._open)
        elif self._loose:
            self._closed += prose_tables(texts_in_pieces(map(line, self._loose), whole=True)[0], self._sheet)
            told = _("No table was found on this sheet; its text is kept beside the plan.")
            self._warn("import.sheet_without_table", None, told)
        return tuple(self._closed)

    def _close(self, now: _Open) -> None:
        self._unused_groups(now)
        if now.total is not None and now.year is None:
            told = differing_sums(now.total, now.rows)
            self.warnings += (replace(one, sheet=self._sheet) for one in told)
        self._closed += now.parsed(self._sheet)

    def _repeats(self, header: Header) -> bool:
        """Whether the header is only the open table's own, printed again on the next page."""
        now = self._open
        return now is not None and now.header.cells == header.cells and now.total is None and not self._loose

    # -- between tables

    def _below_year_line(self, now: _Open, raw: RawRow) -> None:
        """Below a year line there may be rows of another year whose header was written only once."""
        sums = total_of(raw, now.header, year=None, lang=self._lang) is not None
        if not sums and (len(raw.filled) >= 3 or dated_or_priced(raw, now.header, self._lang)):
            now = self._start(now.header, raw)
            self._inside(now, raw)
        else:
            self._loose.append(raw)

    def _start(self, header: Header, raw: RawRow) -> _Open:
        above = self._loose
        if self._open is not None:
            above = self._divide(self._open, raw.number)
            self._close(self._open)
        year, kept = self._year(header, above)
        self._open = _Open(header, year, raw.number, kept, last=raw.number)
        self._loose, self._year_waits = [], False
        return self._open

    def _divide(self, now: _Open, number: int) -> list[RawRow]:
        """Give the open table its share of the loose lines; the others belong to the table that begins at `number`.

        From the last year line on they belong to the next table; without one, the last block of lines does.
        """
        cut = next((i for i in reversed(range(len(self._loose))) if is_year(self._loose[i])), None)
        if cut is None:
            numbers = [now.last, *(raw.number for raw in self._loose), number]
            gaps = [i for i in range(len(self._loose)) if numbers[i + 1] - numbers[i] > 1]
            detached = numbers[-1] - numbers[-2] > 1
            cut = gaps[-1] if gaps else len(self._loose) if detached else 0
        now.after += map(line, self._loose[:cut])
        return self._loose[cut:]

    def _year(self, header: Header, above: list[RawRow]) -> tuple[int | None, list[str]]:
        """The year of a table, and the lines above it that are kept as text: all but a bare year, which it carries."""
        said, carrier = said_year(above)
        year = header.year if header.year is not None else said if said is not None else self._sheet_year
        if "year_amount" in header.columns or len({y for y in header.years if y is not None}) > 1:
            year = None
        elif carrier is not None and year != said:
            told = _("The heading says {year}, the line above the table {line}; the heading counts.")
            self._warn("import.year_differs", carrier.number, told.format(year=year, line=said))
        bare = year == said and carrier is not None and carrier.filled == [str(year)]
        return year, [line(raw) for raw in above if not (bare and raw is carrier)]

    # -- inside a table

    def _inside(self, now: _Open, raw: RawRow) -> None:
        total = total_of(raw, now.header, year=now.year, lang=self._lang)
        if total is not None:
            self._take_total(now, total)
        elif self._heads_group(now, raw) or self._sums_some(now, raw) or self._continues(now, raw):
            now.last = raw.number
        elif is_activity(raw, now.header, below_total=now.total is not None, lang=self._lang):
            self._take_row(now, raw)
        else:
            self._loose.append(raw)

    def _take_total(self, now: _Open, total: Total) -> None:
        if now.total is not None:
            self._loose.append(total.raw)
            return
        self._take_loose(now)
        now.total, now.last = total, total.raw.number

    def _sums_some(self, now: _Open, raw: RawRow) -> bool:
        """A sum of some of the rows is kept at once: the heading of the next group may follow it."""
        if now.total is not None or not sums_others(raw, below_total=False, lang=self._lang):
            return False
        self._take_loose(now)
        self._keep_as_text(now, raw, _("Row {row} sums only some of the rows; it is kept as text: “{text}”."))
        return True

    def _heads_group(self, now: _Open, raw: RawRow) -> bool:
        """Whether a row is the heading of the rows below it: one cell over the table, or one that is worded so."""
        level = heading_level(raw, now.header, self._following)
        if level is None or now.total is not None or self._loose:
            return False
        text = raw.filled[0]
        self._unused_groups(now, level)
        now.groups = {k: v for k, v in now.groups.items() if k < level} | {level: " ".join(text.split())}
        now.above = ()
        now.waiting.add(level)
        return True

    @staticmethod
    def _unused_groups(now: _Open, level: int = 0) -> None:
        """Headings of this depth or a deeper one that no row followed are kept as text."""
        now.after += [now.groups[one] for one in sorted(now.waiting) if one >= level]
        now.waiting = {one for one in now.waiting if one < level}

    def _continues(self, now: _Open, raw: RawRow) -> bool:
        if not now.rows or now.total is not None or self._loose or now.waiting:
            return False
        longer = continued(now.rows[-1], raw, now.header, self._lang)
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
        if unmerged_amounts(raw, now.header):
            told = _("Row {row}: its amount stands in a merged cell with rows above; it counts in the first of them.")
            self._warn("import.amount_merged", raw.number, told.format(row=raw.number))
        raw = filled_down(raw, now.above, now.header)
        row = read_row(raw, now.header, year=now.year or self._options.default_year, lang=self._lang)
        if now.group:
            row = replace(row, group=" › ".join(filter(None, (now.group, row.group))))
        now.waiting.clear()
        now.rows.append(row)
        now.last, now.above = raw.number, raw.cells
        for index, cell in enumerate(raw.cells):
            if cell and index not in now.examples:
                now.examples[index] = quoted(cell)
        self.warnings += (replace(doubt, sheet=self._sheet) for doubt in doubts(row))

    def _take_loose(self, now: _Open) -> None:
        """Lines amid the rows of a table."""
        for raw in self._loose:
            self._keep_as_text(now, raw, _("Row {row} was not read as an activity; it is kept as text: “{text}”."))
        self._loose = []

    def _keep_as_text(self, now: _Open, raw: RawRow, told: str) -> None:
        now.after.append(line(raw))
        self._warn("import.row_unread", raw.number, told.format(row=raw.number, text=quoted(" ".join(raw.filled))))

    def _warn(self, code: str, row: int | None, text: str) -> None:
        self.warnings.append(TableWarning(code, row, text, self._sheet))
