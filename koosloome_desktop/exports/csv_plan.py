"""An action plan as CSV, in the columns that this program (and others) read again: one table, or one for each year."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.exports.csv_text import csv_bytes
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.exports.plan_columns import PlanColumn, PlanFacts
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import plan

Rows = list[list[str]]


def plan_csv(document: Document, canvases: Sequence[Canvas], lang: str, columns: str) -> bytes:
    """The plans one below the other; amounts and dates as the language writes them."""
    words = Words(lang)
    rows: Rows = []
    for canvas in canvases:
        if len(canvases) > 1:
            rows += [[], [words.canvas(canvas)]] if rows else [[words.canvas(canvas)]]
        rows += _plan(PlanFacts(document, canvas, words), columns)
    return csv_bytes(rows)


def _plan(facts: PlanFacts, columns: str) -> Rows:
    found: Rows = []
    tables = facts.year_tables()
    own = [*facts.rows, *facts.drafts]
    for table, rows in tables:
        listed = rows if table is not None or facts.tables else own
        shown = _shown(facts, columns, own)
        if table is not None and columns == "five":
            shown = facts.columns(columns, rows, table)
        if found:
            found.append([])
        if table is not None and table.year is not None:
            found.append([str(table.year)])
        found.append([c.title for c in shown])
        found += [[facts.text(a, c.key) for c in shown] for a in listed]
        if table is not None:
            found.append(_total(facts, shown, listed))
    return found


def _shown(facts: PlanFacts, columns: str, rows: Sequence[Action]) -> list[PlanColumn]:
    """The columns; of all columns those that a reader of plans understands, without what is no plan's own."""
    found = facts.columns(columns, rows)
    if columns != "all":
        return found
    left_out = {"votes", "sources"}
    if any(a.time_text for a in rows):
        left_out |= {"start", "deadline"}
        at = next(i for i, c in enumerate(found) if c.key == "time_text")
        found[at] = PlanColumn("time", facts.title("time"), 1.0)
    return [c for c in found if c.key not in left_out]


def _total(facts: PlanFacts, columns: Sequence[PlanColumn], rows: Sequence[Action]) -> list[str]:
    sums = plan.totals(rows)
    cells = [""] * len(columns)
    keys = [c.key for c in columns]
    for index, key in enumerate(keys):
        if key.startswith("year:"):
            cells[index] = facts.words.money(sums.by_year.get(key.removeprefix("year:"), 0))
        elif key in {"budget", "total"}:
            cells[index] = facts.words.money(sums.total)
    cells[keys.index("activity") if "activity" in keys else 0] = facts.words.gettext("Budget in all")
    return cells
