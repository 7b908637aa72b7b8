"""One row of cells as one activity: bullets, lists, time, money, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from koosloome_desktop.imports.grid import RawRow, TableWarning
from koosloome_desktop.imports.limits import cleaned, row_place
from koosloome_desktop.imports.plan_columns import Header, source_name, status_of
from koosloome_desktop.imports.tables import ParsedRow, ParsedStep, YearAmount, extra_cells, quoted, without_heading
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


_TEXTS: Final = ("owner_role", "organisation", "baseline", "target", "actual", "funding_source", "reason")
_LISTS: Final = ("activity", "result", "indicator", "first_step")
"""Texts that may be lists of their own: their bullets become lines."""
_COMMITMENT: Final = ("promise", "problem", "how", "more", "plan_link")
_MONEY: Final = ("own_contribution", "spent")


def read_row(raw: RawRow, header: Header, *, year: int | None, lang: str) -> ParsedRow:
    """The activity that a row describes; `year` is the table's, for times without one."""
    cells = cells_by_column(raw, header)
    narrow, wide = target_levels(cells.get("target_group", ""))
    texts: dict[str, Any] = {name: cells.get(name, "") for name in _TEXTS}
    texts |= {name: bullet_lines(cells.get(name, "")) for name in _LISTS}
    row = ParsedRow(
        **texts,
        target_group=narrow,
        target_wide="\n".join(part for part in (wide, cells.get("target_wide", "")) if part),
        partner_roles=split_list(cells.get("partner_roles", "")),
        principles=split_list(cells.get("principles", "")),
        milestones=tuple(steps_of(cells.get("milestones", ""), year, lang)),
        commitment=tuple((key, cells[key]) for key in _COMMITMENT if key in cells),
        group=" › ".join(bullet_lines(cells[c]) for c in ("group", "measure") if c in cells),
        status=status_of(cells.get("status", "")),
        status_text=cells.get("status", ""),
        code=cells.get("code", ""),
        year_amounts=tuple(amounts_by_year(raw.cells, header, lang)),
        source_amounts=tuple(amounts_by_source(raw.cells, header, lang)),
        extra_cells=extra_cells(raw.cells, header.cells, _read_columns(raw, header, lang)),
        source_row=raw.number,
    )
    row = _with_money(_with_time(row, cells, year, lang), cells.get("budget", ""), lang)
    return _with_sources(_with_numbers(row, cells, header, lang))


def _with_sources(row: ParsedRow) -> ParsedRow:
    """Amounts by source that name no year, beside amounts by year: of one year they are that year's.

    Of several years they say how much in all: that cannot be shared out among the years, and stays text.
    """
    years = sorted({amount.year for amount in row.year_amounts if amount.cents is not None})
    if not years or all(amount.year for amount in row.source_amounts):
        return row
    if len(years) == 1:
        return replace(row, source_amounts=tuple(replace(a, year=a.year or years[0]) for a in row.source_amounts))
    loose = [f"{a.source}: {a.text}" for a in row.source_amounts if not a.year]
    said = "\n".join(filter(None, (row.funding_source, *loose)))
    return replace(row, funding_source=said, source_amounts=tuple(a for a in row.source_amounts if a.year))


def _read_columns(raw: RawRow, header: Header, lang: str) -> list[str | None]:
    """The columns whose cells of this row were read: words in a column of amounts by source were not."""
    return [
        None if column == "source_amount" and parse_amount(raw.cell(i), lang).cents is None else column
        for i, column in enumerate(header.columns)
    ]


def cells_by_column(raw: RawRow, header: Header) -> dict[str, str]:
    """The filled cells of a row by what they mean; two columns of one meaning stand below each other."""
    found: dict[str, str] = {}
    for index, column in enumerate(header.columns):
        text = raw.cell(index)
        if column is not None and text:
            found[column] = f"{found[column]}\n{text}" if column in found else text
    return found


_LEVELS = re.compile(
    r"(?P<narrow>\W*(?:kitsamalt|kitsam|narrower|narrowly|уже|узкая)\b.*?)[;.,\s]*"
    r"(?P<wide>\b(?:laiemalt|laiem|wider|broader|more widely|шире|широкая)\b.*)",
    re.IGNORECASE | re.DOTALL,
)


def target_levels(text: str) -> tuple[str, str]:
    """A target group and the wider one: ``Kitsamalt: …; laiemalt: …``; both keep the word by which they are told."""
    found = _LEVELS.fullmatch(text)
    return (found["narrow"].strip(), found["wide"].strip()) if found else (text, "")


_STEP_DATE = re.compile(
    r"(?P<text>.*?)[\s,;:\u2013-]*\((?P<due>[^()]*)\)\W*|(?P<first>[^:\u2013]{3,30})[:\u2013] (?P<rest>.+)", re.DOTALL
)


_OWN_STEP = re.compile(r"(?P<mark>[☐☑]) *(?P<text>.*?)(?: \((?P<due>[^()]*[0-9][^()]*)\))?", re.DOTALL)


def steps_of(text: str, year: int | None, lang: str) -> Iterator[ParsedStep]:
    """The milestones in a cell, one a line; a date in brackets behind one, or before a colon, is its own."""
    for line in bullet_lines(text).split("\n"):
        own = _OWN_STEP.fullmatch(line)
        if own is not None:  # as this program writes them: nothing of it but the words is a text
            due = parse_range(own["due"] or "", default_year=year, lang=lang)
            words = own["text"] if due.end is not None or not own["due"] else line[1:].strip()
            yield ParsedStep(words, due.end, done=own["mark"] == "☑")
            continue
        found = _STEP_DATE.fullmatch(line)
        date, words = ("", line)
        if found is not None:
            date, words = (found["due"], found["text"]) if found["due"] is not None else (found["first"], found["rest"])
        due = parse_range(date, default_year=year, lang=lang)
        if due.end is not None and words.strip():
            yield ParsedStep(line, due.end)
        elif line:
            yield ParsedStep(line)


def _with_numbers(row: ParsedRow, cells: Mapping[str, str], header: Header, lang: str) -> ParsedRow:
    """Own contribution, what was spent and how much is done; a cell that is no number stays text under its heading."""
    values: dict[str, int] = {}
    kept = dict(row.extra_cells)
    for column in (*_MONEY, "percent"):
        text = cells.get(column, "")
        if not text:
            continue
        amount = parse_amount(text, lang)
        value = _percent(text) if column == "percent" else amount.cents
        if value is not None:
            values[column] = value
        if value is None or amount.note:
            name = header.cells[header.index(column) or 0]
            kept[name if name not in kept else f"{name} #{(header.index(column) or 0) + 1}"] = text
    return replace(
        row,
        own_contribution=values.get("own_contribution"),
        spent=values.get("spent"),
        percent=values.get("percent"),
        number_texts=tuple(cells[column] for column in (*_MONEY, "percent") if column in values),
        extra_cells=tuple(kept.items()),
    )


def _percent(text: str) -> int | None:
    found = re.fullmatch(r"([0-9]{1,3})(?:[.,]0+)? ?%?", text)
    return int(found[1]) if found and int(found[1]) <= 100 else None


def amounts_by_year(cells: Sequence[str], header: Header, lang: str) -> Iterator[YearAmount]:
    """The cells of columns of amounts by year that are not empty."""
    for index, (column, year) in enumerate(zip(header.columns, header.years, strict=True)):
        if column == "year_amount" and year is not None and index < len(cells) and cells[index]:
            amount = parse_amount(cells[index], lang)
            yield YearAmount(year, amount.cents, cells[index], amount.note)


def amounts_by_source(cells: Sequence[str], header: Header, lang: str) -> Iterator[YearAmount]:
    """The cells of columns of amounts by where the money comes from that are not empty; year 0 is not said."""
    for index, (column, year) in enumerate(zip(header.columns, header.years, strict=True)):
        if column == "source_amount" and index < len(cells) and cells[index]:
            amount = parse_amount(cells[index], lang)
            if amount.cents is None:
                continue  # kept under its heading
            yield YearAmount(year or 0, amount.cents, cells[index], amount.note, source_name(header.cells[index]))


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
    notes += [
        f"{' '.join(filter(None, (a.source, str(a.year or ''))))}: {a.note}" for a in row.source_amounts if a.note
    ]
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
    cents = [row.budget_cents, *(a.cents for a in (*row.year_amounts, *row.source_amounts))]
    below = next((one for one in cents if one is not None and one < 0), None)
    if below is not None:
        told = _("Row {row}: the amount {amount} is below zero.").format(row=number, amount=locale.money(below))
        yield TableWarning("import.negative_amount", number, told)


def _differing_sum(row: ParsedRow) -> Iterator[TableWarning]:
    by_year = [amount.cents for amount in row.year_amounts or row.source_amounts]
    computed = sum(cents for cents in by_year if cents is not None)
    if row.budget_cents is None or not by_year or None in by_year or computed == row.budget_cents:
        return
    told = _("Row {row} states {stated} in all, its parts give {computed}.").format(
        row=row.source_row, stated=locale.money(row.budget_cents), computed=locale.money(computed)
    )
    yield TableWarning("import.stated_differs", row.source_row, told)


_LINES: Final = frozenset(
    {"result", "target_group", "target_wide", "indicator", "baseline", "target", "actual", "partner_roles",
     "owner_role", "organisation", "first_step", "funding_source", "milestones", "principles", "reason"}
)  # fmt: skip


_SHORT: Final = 15
"""Characters of an activity that no word processor needs to break."""


def _goes_on(before: str, text: str) -> bool:
    return len(before) > _SHORT and before[-1] not in ".!?:;" and text[:1].islower()


def continued(row: ParsedRow, raw: RawRow, header: Header, lang: str = "et") -> ParsedRow | None:
    """The row with the lines that a following row adds to it, or None when that row is an activity of its own.

    Word processors spread a cell of several lines over several rows: below the first only texts are filled. A row whose
    activity belongs to a merged cell that began above goes on with that activity, whatever else it holds. An activity
    that goes on in small letters, alone in its row, is broken over two.
    """
    cells = cells_by_column(raw, header)
    below = header.index("activity") in raw.under
    extra = dict(extra_cells(raw.cells, header.cells, header.columns))
    alone = cells.keys() == {"activity"} and not extra and _goes_on(row.activity, cells["activity"])
    if not (below or alone or (cells and not extra and cells.keys() <= _LINES)):
        return None
    if below and any(parse_amount(raw.cell(i), lang).cents is not None for i in header.money):
        return None  # amounts of its own: a row of its own, whose activity the reader repeats

    def joined(before: str, text: str, sign: str = "\n") -> str:
        return cleaned(f"{before}{sign}{text}" if before and text else before or text, row_place(raw.number)).text

    values: dict[str, Any] = {}
    for column, text in cells.items():
        if column in {"partner_roles", "principles"}:
            values[column] = (*getattr(row, column), *split_list(text))
        elif column == "milestones":
            values[column] = (*row.milestones, *steps_of(text, None, lang))
        elif column == "activity":
            values[column] = joined(row.activity, text, " ")
        elif column in _LINES:
            values[column] = joined(getattr(row, column), bullet_lines(text))
        else:
            extra[header.cells[header.index(column) or 0]] = text
    kept = dict(row.extra_cells)
    for name, text in extra.items():
        kept[name] = joined(kept.get(name, ""), text)
    return replace(row, **values, extra_cells=tuple(kept.items()))
