"""Field values of an action out of what was typed: a time, an amount, a role. Knows nothing of screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Canvas, PlanTable
from koosloome_desktop.operations.dates import DateRange, RangeKind, year_of
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.money import Amount, AmountState, parse_amount
from koosloome_desktop.operations.plan_line import PlanRow
from koosloome_desktop.support.text import clean


def times(when: DateRange | None) -> dict[str, Any]:
    """Start and deadline of a time; a sentence in its place is kept as `time_text`.

    A single day, month, quarter or year is a deadline; only what was said as a span has a start too.
    """
    if when is None or when.kind is RangeKind.EMPTY:
        return {}
    if when.kind is RangeKind.TEXT:
        return {"time_text": when.text.strip()}
    if when.kind is RangeKind.SINCE:
        return {"start": when.start}
    return {"start": when.start, "deadline": when.end} if when.kind is RangeKind.RANGE else {"deadline": when.end}


def money(amount: Amount | None, year: int) -> dict[str, Any]:
    """Budget of an amount in the year in which it counts; a sentence in its place is kept as `budget_note`."""
    if amount is None or amount.is_empty:
        return {}
    if amount.state is AmountState.TEXT or amount.cents is None or amount.cents < 0:
        return {"budget": EMPTY, "budget_note": amount.note}
    return {"budget": FrozenMap({str(year): amount.cents}), "budget_note": amount.note}


def budget_year(document: Document, canvas: str, *, table: int | None, days: Iterable[str | None], today: date) -> int:
    """The year in which an amount counts: of its table, of its days, the plan's first, this one."""
    found = document.find(canvas)
    years = found.years if isinstance(found, Canvas) else ()
    return table or next((year_of(d) for d in days if d), None) or (int(years[0]) if years else today.year)


def table_for(document: Document, canvas: str, days: Iterable[str | None]) -> int | None:
    """The year table in which a row with these days belongs; None where there is none."""
    tables = {t.year for t in document.within(PlanTable, canvas) if t.year is not None}
    return next((y for d in days if d and (y := year_of(d)) in tables), None)


def values_of(document: Document, canvas: str, row: PlanRow, *, table: int | None, today: date) -> dict[str, Any]:
    """What a typed row sets besides the activity; `table` is the year of the table that is open."""
    values = times(row.when)
    days = [values.get("start"), values.get("deadline")]
    table = table if table is not None else table_for(document, canvas, days[::-1])
    year = budget_year(document, canvas, table=table, days=days[::-1], today=today)
    values |= money(row.amount, year)
    if row.owner:
        values["owner_role"] = clean(row.owner).text
    if row.partners:
        values["partner_roles"] = tuple(clean(p).text for p in row.partners)
    return values | {"table_year": table}


def row_of(activity: str, owner: str, when: str, amount: str, *, today: date, lang: str) -> PlanRow:
    """A row out of the fields of a form, each typed by itself: what is no time or money stays as words."""
    return PlanRow(
        activity.strip(), owner.strip(), (), parse_typed(clean(when).text, today=today, lang=lang),
        parse_amount(clean(amount).text, lang),
    )  # fmt: skip
