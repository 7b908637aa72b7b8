"""Read tables as the records of a plan: its tables, rows and milestones, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from koosloome_desktop.imports.limits import row_place
from koosloome_desktop.imports.tables import ParsedPlan, ParsedRow, ParsedTable
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import between, spread
from koosloome_desktop.model.records import Action, Canvas, Milestone, PlanTable
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.operations.queries import next_code
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.ids import new_id

_SAME = (
    "activity", "start", "deadline", "owner_role", "organisation", "partner_roles", "result", "indicator", "baseline",
    "target", "actual", "target_group", "target_wide", "budget_note", "funding_source", "own_contribution", "spent",
    "first_step", "percent", "principles", "reason", "group", "time_text", "budget_text",
)  # fmt: skip
"""Fields of a read row that the record has under the same name."""


def plan_into(tx: Transaction, canvas: Canvas, plan: ParsedPlan, mark: str, assumed: int) -> dict[str, int]:
    """Add a read plan below what a plan canvas holds; how many records of each kind.

    `mark` is the digest of the content, by which the same one is known again; amounts without a year anywhere count in
    the year `assumed`.
    """
    document = tx.document
    years = {str(t.year) for t in plan.tables if t.year is not None}
    years |= {year for table in plan.tables for row in table.rows for year in table.budget_of(row, assumed)}
    known = canvas.extra.get("", EMPTY)
    marks = " ".join(filter(None, (str(known.get("imported_from", "")), mark)))
    extra = canvas.extra.having("", FrozenMap({**known, "imported_from": marks}))
    tx.update(canvas, years=tuple(sorted({str(y) for y in canvas.years} | years)), extra=extra)
    codes = _Codes(a.code for a in document.of(Action))
    rows = _keys_after(document.within(Action, canvas.id), len(plan.rows))
    orders = _keys_after(document.within(PlanTable, canvas.id), len(plan.tables))
    counts = {"action": 0, "plan_table": 0, "milestone": 0}
    for table, order in zip(plan.tables, orders, strict=True):
        tx.create(_table_record(canvas, table, order))
        counts["plan_table"] += 1
        for index, row in enumerate(table.rows):
            code = codes.free(row.code, table.year, index + 1)
            action = tx.create(_action(canvas, table, row, {"code": code, "order": next(rows)}, assumed))
            counts["action"] += 1
            for step, key in zip(row.milestones, spread(len(row.milestones)), strict=True):
                tx.create(
                    Milestone(id=new_id(), order=key, action=action.id, text=step.text, due=step.due, done=step.done)
                )
                counts["milestone"] += 1
    return {kind: count for kind, count in counts.items() if count}


def _keys_after(known: list[Any] | tuple[Any, ...], count: int) -> Iterator[str]:
    """Order keys for so many records after those that are there."""
    if not known:
        yield from spread(count)
        return
    low = known[-1].order
    for _number in range(count):
        low = between(low, "")
        yield low


def assumed_years(plan: ParsedPlan, year: int) -> Iterator[Warned]:
    """The rows whose amount has no year anywhere."""
    for table in plan.tables:
        for row in table.rows:
            stated = row.budget_cents is not None or any(a.cents is not None for a in row.source_amounts)
            if stated and not table.budget_of(row):
                told = _("the amount of {activity} has no year; it counts in {year}")
                place = ", ".join(filter(None, (table.sheet, row_place(row.source_row))))
                yield Warned("import.year_assumed", place, told.format(activity=row.activity, year=year))


def _table_record(canvas: Canvas, table: ParsedTable, order: str) -> PlanTable:
    stated: dict[str, Any] = {"total_label": table.total_label} if table.total_label else {}
    if table.stated_by_year:
        stated["stated_by_year"] = [{"year": a.year, "text": a.text} for a in table.stated_by_year]
    if table.sheet:
        stated["sheet"] = table.sheet
    return PlanTable(
        id=new_id(),
        order=order,
        canvas=canvas.id,
        year=table.year,
        headers=() if table.headers[:1] == ("#1",) else table.headers,
        stated_total=table.stated_total_cents,
        stated_total_text=table.stated_total_text,
        before_text=table.before_text,
        after_text=table.after_text,
        extra=FrozenMap({"": stated}) if stated else EMPTY,
    )


class _Codes:
    """Codes of rows: unique in a workshop."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: Sequence[str] = tuple(self._taken)

    def free(self, own: str, year: int | None, in_year: int) -> str:
        """The row's own number, else its year and place in the table, else the next free."""
        by_year = f"{year}-{in_year:02d}" if year is not None else ""
        code = next((c for c in (own, by_year) if c and c not in self._taken), "")
        while not code or code in self._taken:
            code = next_code(self._next, "A")
            self._next = (code,)
        self._taken.add(code)
        return code


def _action(canvas: Canvas, table: ParsedTable, row: ParsedRow, kept: Mapping[str, Any], assumed: int) -> Action:
    cells = dict(row.extra_cells)
    extra: dict[str, Any] = {"cells": cells} if cells else {}
    if row.status_text and not row.status:
        extra["status_text"] = row.status_text
    if row.code and row.code != kept["code"]:
        extra["number_text"] = row.code
    return Action(
        id=new_id(),
        canvas=canvas.id,
        budget=FrozenMap(table.budget_of(row, assumed)),
        funding=FrozenMap(table.funding_of(row, assumed)),
        commitment=FrozenMap(dict(row.commitment)),
        status=row.status or "planned",
        table_year=table.year,
        extra=FrozenMap({"": extra}) if extra else EMPTY,
        **{name: getattr(row, name) for name in _SAME},
        **kept,
    )
