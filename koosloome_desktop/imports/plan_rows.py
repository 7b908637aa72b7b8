"""Whether a row of cells is an activity, and what else it may be."""

from __future__ import annotations

from koosloome_desktop.imports.grid import RawRow
from koosloome_desktop.imports.plan_columns import Header, group_level, year_line, year_title
from koosloome_desktop.imports.plan_totals import sums_others
from koosloome_desktop.operations.dates import RangeKind, parse_range
from koosloome_desktop.operations.money import parse_amount


def is_activity(raw: RawRow, header: Header, *, below_total: bool, lang: str) -> bool:
    """Whether a row is an activity; below the total only one that says more than two things, or when or how much."""
    filled, activity = len(raw.filled), raw.cell(header.index("activity") or 0)
    if sums_others(raw, below_total=below_total, lang=lang):
        return False
    if below_total:
        return bool(activity) and (filled >= 3 or (filled == 2 and dated_or_priced(raw, header, lang)))
    return filled >= 2 or (bool(activity) and len(raw.cells) >= 2)


def dated_or_priced(raw: RawRow, header: Header, lang: str) -> bool:
    """Whether a row says when, or how much."""
    times = [parse_range(raw.cell(header.index(c)), default_year=2000) for c in ("time", "start", "deadline")]
    dated = any(time.kind not in (RangeKind.EMPTY, RangeKind.TEXT) for time in times)
    return dated or any(parse_amount(raw.cell(i), lang).cents is not None for i in header.money)


def heading_level(raw: RawRow, header: Header, following: str) -> int | None:
    """How deep a row heads the rows below it: one cell over the table, or one that is worded so; else None."""
    if len(raw.filled) != 1:
        return None
    text = raw.filled[0]
    at, activity = raw.cells.index(text), header.index("activity") or 0
    level = group_level(text, following)
    wide = any(first == at and last - first >= 2 for first, last in raw.over)
    left = at < activity and header.columns[at] in {"code", None}
    if activity in raw.under or not (wide or left or (level is not None and at <= activity)):
        return None
    return level or 0


def is_year(raw: RawRow) -> bool:
    """Whether a row is a bare year."""
    return len(raw.filled) == 1 and year_line(raw.filled[0]) is not None


def said_year(above: list[RawRow]) -> tuple[int | None, RawRow | None]:
    """The year that the lines above a table say last, and the line that says it."""
    for raw in reversed(above):
        text = raw.filled[0] if len(raw.filled) == 1 else ""
        said = year_line(text) or year_title(text)
        if said is not None:
            return said, raw
    return None, None
