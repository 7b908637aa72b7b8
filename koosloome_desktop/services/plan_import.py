"""Rows of a table into a workshop: a plan's tables become a plan canvas, notes go to their zones. One undo step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.canvases.inputs import zone_codes, zone_title
from koosloome_desktop.imports.notes_table import ParsedNote, ParsedNotes
from koosloome_desktop.imports.tables import ParsedPlan, ParsedRow, ParsedTable
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Canvas, PlanTable
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.operations.dates_partial import year_of
from koosloome_desktop.operations.queries import next_code
from koosloome_desktop.services.importing import Content
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import fold


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in: records by kind, whether nothing was new, and what to look at."""

    records: dict[str, int]
    unchanged: bool
    warnings: tuple[Warned, ...]


def rows_into(document: Document, content: Content, *, this_year: int) -> Brought:
    """Bring a read table into a workshop. The same rows again change nothing.

    An amount with no year anywhere counts in the workshop's first session's year, else in `this_year`, and is told.
    """
    if content.plan is not None:
        return _plan_into(document, content.plan, content, _first_year(document) or this_year)
    if content.notes is None:
        raise TypeError("neither a plan nor notes")
    return _notes_into(document, content.notes, content)


def _first_year(document: Document) -> int | None:
    dates = [s.date for s in queries.sessions(document) if s.date]
    return year_of(min(dates)) if dates else None


def _plan_into(document: Document, plan: ParsedPlan, content: Content, assumed: int) -> Brought:
    mark = content.digest
    warnings = list(content.warnings)
    if any(c.extra.get("", EMPTY).get("imported_from") == mark for c in document.of(Canvas)):
        return Brought({}, True, content.warnings)
    with document.transaction(N_("Import plan")) as tx:
        canvas = _empty_plan(tx, document) or add_canvas(tx, "action_plan", "table_years", document.workshop.language)
        budgets = [[t.budget_of(row, assumed) for row in t.rows] for t in plan.tables]
        years = {str(t.year) for t in plan.tables if t.year is not None}
        years |= {year for rows in budgets for row in rows for year in row}
        warnings += _assumed(plan, assumed)
        extra = canvas.extra.having("", FrozenMap({"imported_from": mark}))
        tx.update(canvas, title=content.title, years=tuple(sorted(years)), extra=extra)
        keys = list(spread(len(plan.rows)))
        taken = {a.code for a in document.of(Action)}
        number = 0
        for table, rows, order in zip(plan.tables, budgets, spread(len(plan.tables)), strict=True):
            tx.create(_table_record(canvas, table, order))
            for index, row in enumerate(table.rows):
                code = _free_code(taken, row.code, table.year, index + 1)
                taken.add(code)
                kept = {"code": code, "order": keys[number], "budget": FrozenMap(rows[index])}
                tx.create(_action(canvas, table, row, kept))
                number += 1
    return Brought({"action": number, "plan_table": len(plan.tables)}, False, tuple(warnings))


def _assumed(plan: ParsedPlan, year: int) -> Iterator[Warned]:
    for table in plan.tables:
        for row in table.rows:
            if row.budget_cents is not None and not table.budget_of(row):
                told = _("the amount of {activity} has no year; it counts in {year}")
                place = _("row {number}").format(number=row.source_row)
                yield Warned("import.year_assumed", place, told.format(activity=row.activity, year=year))


def _empty_plan(tx: Transaction, document: Document) -> Canvas | None:
    for canvas in queries.canvases(document):
        if canvas.type == "action_plan" and canvas.raw is None and not queries.actions(tx.document, canvas.id):
            return canvas
    return None


def _table_record(canvas: Canvas, table: ParsedTable, order: str) -> PlanTable:
    stated: dict[str, Any] = {"total_label": table.total_label} if table.total_label else {}
    if table.stated_by_year:
        stated["stated_by_year"] = [{"year": a.year, "text": a.text} for a in table.stated_by_year]
    return PlanTable(
        id=new_id(),
        order=order,
        canvas=canvas.id,
        year=table.year,
        headers=table.headers,
        stated_total=table.stated_total_cents,
        stated_total_text=table.stated_total_text,
        before_text=table.before_text,
        after_text=table.after_text,
        extra=FrozenMap({"": stated}) if stated else EMPTY,
    )


def _free_code(taken: set[str], own: str, year: int | None, in_year: int) -> str:
    """The row's own number, else its year and place in the table, else the next free: codes are unique in a
    workshop.
    """
    by_year = f"{year}-{in_year:02d}" if year is not None else ""
    return next((c for c in (own, by_year) if c and c not in taken), "") or next_code(taken, "A")


def _action(canvas: Canvas, table: ParsedTable, row: ParsedRow, kept: Mapping[str, Any]) -> Action:
    cells: dict[str, Any] = {"cells": dict(row.extra_cells)} if row.extra_cells else {}
    if row.status_text and not row.status:
        cells["status_text"] = row.status_text
    return Action(
        id=new_id(),
        canvas=canvas.id,
        activity=row.activity,
        start=row.start,
        deadline=row.deadline,
        owner_role=row.owner_role,
        partner_roles=row.partner_roles,
        result=row.result,
        indicator=row.indicator,
        target_group=row.target_group,
        budget_note=row.budget_note,
        funding_source=row.funding_source,
        status=row.status or "planned",
        table_year=table.year,
        time_text=row.time_text,
        budget_text=row.budget_text,
        extra=FrozenMap({"": cells}) if cells else EMPTY,
        **kept,
    )


def _notes_into(document: Document, parsed: ParsedNotes, content: Content) -> Brought:
    warnings = list(content.warnings)
    known = {(n.canvas, n.zone, n.text) for c in queries.canvases(document) for n in queries.notes(document, c.id)}
    if parsed.before_text:
        warnings.append(Warned("import.text_before", "", parsed.before_text))
    count = 0
    with document.transaction(N_("Import notes")) as tx:
        for row in parsed.notes:
            canvas = _canvas_named(document, row.canvas)
            if canvas is None:
                told = _("there is no canvas {name}; the note went to the parking lot").format(name=row.canvas)
                warnings.append(Warned("import.unknown_canvas", _place(row), told))
                verbs.add_note(tx, "", row.text, form="parking")
                count += 1
                continue
            zone, form = _zone_named(document, canvas, row.zone)
            if (canvas.id, zone, row.text) in known and not row.votes:
                continue
            note = verbs.add_note(tx, canvas.id, row.text, zone=zone, form=form, group=row.group)
            if row.extra_cells:
                tx.update(note, extra=FrozenMap({"": {"cells": dict(row.extra_cells)}}))
            if row.votes:
                verbs.set_votes(tx, canvas.id, note.id, row.votes, "imported")
            count += 1
    return Brought({"note": count}, count == 0, tuple(warnings))


def _place(row: ParsedNote) -> str:
    return _("row {number}").format(number=row.source_row)


def _named(name: str, options: Iterable[tuple[str, str]]) -> str:
    """The value whose text is `name`, else the only one that begins with it, else ``""``."""
    wanted = fold(name)
    found = [(fold(text), value) for text, value in options]
    exact = [value for text, value in found if text == wanted]
    begins = [value for text, value in found if text.startswith(wanted)] if wanted else []
    return exact[0] if exact else begins[0] if len(set(begins)) == 1 else ""


def _canvas_named(document: Document, name: str) -> Canvas | None:
    usable = [c for c in queries.canvases(document) if c.raw is None and c.type != "action_plan"]
    if not name:
        return usable[0] if usable else None
    found = _named(name, [(text, c.id) for c in usable for text in (c.code, c.type, c.title)])
    return next((c for c in usable if c.id == found), None)


def _zone_named(document: Document, canvas: Canvas, name: str) -> tuple[str, str]:
    """(zone code, note form) of a zone by its code or title; what is not known stays as it is and shows in the tray."""
    options = []
    for code in zone_codes(document, canvas):
        options += [(code, code), *((zone_title(canvas, code, None, lang), code) for lang in ("et", "en", "ru"))]
    code = _named(name, options) or name
    return ("", "need") if code == "needs" else (code, "note")
