"""The action plan in koosloome-workshop/1 files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.canvases.action_plan import meetings, rows
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Canvas, Milestone, Note, PlanTable, Record
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.codec import (
    Field,
    Reading,
    Shape,
    Writing,
    derived,
    integer,
    items,
    list_or_none,
    nested,
    part,
    take,
    text,
    texts,
)
from koosloome_desktop.operations.money import cents_from_json, eur_json

# Rows and meetings stand in files of their own; others find everything here.
ROW, MILESTONE, REMINDER, HISTORY = rows.ROW, rows.MILESTONE, rows.REMINDER, rows.HISTORY
STATUS_ET = rows.STATUS_ET
MEETING, MEETING_ROW = meetings.MEETING, meetings.MEETING_ROW

CANVAS: Final[Shape] = (
    *shared.CANVAS_HEAD,
    text("goal"),
    Field("result_indicators", "list", default=()),
    Field("years", "list", default=()),
    nested("rows"),
    nested("tables"),
    derived("totals"),
    nested("follow_up"),
    part("rasci"),
    part("iterations"),
    part("next_review"),
    part("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("goal_sources"),
    nested("reviews"),
    part("adopted"),
    part("principles"),
    part("removed_rows"),
    nested("continues"),
)
TABLE: Final[Shape] = (
    integer("year"),
    texts("headers"),
    nested("stated_total_eur"),
    text("stated_total_text"),
    text("before_text"),
    text("after_text"),
)


def _read_tables(reading: Reading, canvas: Canvas, data: dict[str, Any], place: str) -> list[PlanTable]:
    found = items(data, "tables", place)
    result = []
    for index, ((raw, here), order) in enumerate(zip(found, spread(len(found)), strict=True)):
        taken = take(TABLE, raw, here)
        stated = raw.get("stated_total_eur")
        cents = None if stated is None else cents_from_json(stated, place=f"{here}.stated_total_eur")
        record_id = reading.identify("plan_table", canvas.code, f"{canvas.code}/{index}", here)
        fixed = {"canvas": canvas.id, "order": order, "stated_total": cents}
        result.append(reading.build(PlanTable, record_id, here, {"": taken}, **fixed))
    return result


def read(reading: Reading, data: dict[str, Any], place: str, order: str) -> list[Record]:
    """Records of an action plan, the canvas first."""
    canvas = shared.read_canvas(reading, CANVAS, data, place, order)
    goal_sources = items(data, "goal_sources", place)
    reading.later(canvas.id, "goal_sources", goal_sources, canvas.code, shared.SOURCE_FORMS)
    found = items(data, "rows", place)
    read_rows: list[tuple[Action, dict[str, Any], str]] = []
    milestones: list[Milestone] = []
    for index, ((raw, here), key) in enumerate(zip(found, spread(len(found)), strict=True)):
        one = shared.auto_code(raw, "id", "A", index)
        action, steps = rows.read_row(reading, canvas, one, here, key)
        read_rows.append((action, one, here))
        milestones += steps
    votes = shared.read_votes(reading, canvas, data, place, read_rows)
    tables = _read_tables(reading, canvas, data, place)
    reviews = meetings.read_meetings(reading, canvas, data, place)
    return [canvas, *(a for a, _raw, _here in read_rows), *milestones, *tables, *votes, *reviews]


def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
    """The object of an action plan in schema order."""
    document = writing.document
    actions = queries.actions(document, canvas.id)
    tables = [
        writing.put(TABLE, t, inner={"stated_total_eur": None if t.stated_total is None else eur_json(t.stated_total)})
        for t in document.within(PlanTable, canvas.id)
    ]
    codes = Counter(shared.file_code(document, n) for n in document.of(Note) if n.code)
    votes = shared.note_votes(writing, canvas)
    goal_sources = [ref for i in canvas.goal_sources if (ref := shared.note_ref(writing, canvas.id, i))]
    written = shared.told_apart([rows.write_row(writing, codes, votes, a) for a in actions])
    inner = {
        "goal_sources": list_or_none(canvas, "goal_sources", goal_sources),
        "rows": written,
        "tables": list_or_none(canvas, "tables", tables),
        "voting": shared.write_voting(writing, canvas),
        "ballots": shared.write_ballots(writing, canvas),
        "continues": shared.canvas_continued(writing, canvas),
        **meetings.write_meetings(writing, canvas),
    }
    named = {action.id: one["id"] for action, one in zip(actions, written, strict=True)}
    return writing.put(CANVAS, canvas, computed={"totals": totals_json(actions, canvas, named)}, inner=inner)


def totals_json(actions: list[Action], canvas: Canvas, named: Mapping[str, str]) -> dict[str, Any]:
    """The derived `totals` object; `named` gives the short id of every row in the file."""
    sums = plan.totals(actions, canvas.years)
    return {
        "by_year_eur": {year: eur_json(cents) for year, cents in sums.by_year.items()},
        "grand_total_eur": eur_json(sums.total),
        "rows_without_amount": [named[a.id] for a in sums.without_amount],
    }
