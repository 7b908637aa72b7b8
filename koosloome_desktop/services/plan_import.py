"""Rows of a table into a workshop: a plan's tables become a plan canvas, notes go to their zones. One undo step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from koosloome_desktop.canvases.creating import add_canvas
from koosloome_desktop.canvases.inputs import zone_codes, zone_title
from koosloome_desktop.imports.notes_table import ParsedNote, ParsedNotes
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.codec import Warned
from koosloome_desktop.operations.dates_partial import year_of
from koosloome_desktop.services.importing import Content
from koosloome_desktop.services.plan_records import assumed_years, plan_into
from koosloome_desktop.support.i18n import N_, _
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
        return _plan_into(document, content, year_for(document, this_year))
    if content.notes is None:
        raise TypeError("neither a plan nor notes")
    return _notes_into(document, content.notes, content)


def _first_year(document: Document) -> int | None:
    dates = [s.date for s in queries.sessions(document) if s.date]
    return year_of(min(dates)) if dates else None


def known_plan(document: Document, mark: str) -> Canvas | None:
    """The canvas that holds the content with this digest already."""
    for canvas in document.of(Canvas):
        if mark in str(canvas.extra.get("", EMPTY).get("imported_from", "")).split():
            return canvas
    return None


def _plan_into(document: Document, content: Content, assumed: int) -> Brought:
    if known_plan(document, content.digest) is not None:
        return Brought({}, True, content.warnings)
    with document.transaction(N_("Import plan")) as tx:
        return plan_in_transaction(tx, content, assumed)


def plan_in_transaction(tx: Transaction, content: Content, assumed: int, canvas_id: str = "") -> Brought:
    """Bring a read plan in: below the rows of the plan `canvas_id`, else into an empty plan, else into a new one."""
    if content.plan is None:
        raise TypeError("no plan")
    document = tx.document
    if canvas_id:
        canvas = document.get(canvas_id, Canvas)
    else:
        canvas = _empty_plan(tx, document) or add_canvas(tx, "action_plan", "table_years", document.workshop.language)
        canvas = tx.update(canvas, title=content.title)
    counts = plan_into(tx, canvas, content.plan, content.digest, assumed)
    return Brought(counts, False, (*content.warnings, *assumed_years(content.plan, assumed)))


def year_for(document: Document, this_year: int) -> int:
    """The year of amounts that have none: that of the workshop's first session, else `this_year`."""
    return _first_year(document) or this_year


def _empty_plan(tx: Transaction, document: Document) -> Canvas | None:
    for canvas in queries.canvases(document):
        if canvas.type == "action_plan" and canvas.raw is None and not queries.actions(tx.document, canvas.id):
            return canvas
    return None


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
