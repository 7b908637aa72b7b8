"""The action plan in koosloome-workshop/1 files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap, thaw
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Canvas, Milestone, Note, PlanTable, Record, Review
from koosloome_desktop.operations import interchange as shared
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.codec import (
    ANYWHERE,
    NULL_MARK,
    Field,
    Reading,
    Shape,
    Taken,
    Writing,
    derived,
    inner_object,
    integer,
    items,
    list_or_none,
    nested,
    part,
    refuse,
    remember_lists,
    take,
    text,
    texts,
)
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.operations.money import cents_from_json, eur_json
from koosloome_desktop.support.i18n import _

STATUS_ET: Final = {
    "planned": "kavandatud",
    "in_progress": "töös",
    "done": "tehtud",
    "delayed": "hilineb",
    "postponed": "edasi lükatud",
    "dropped": "loobutud",
}

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
    nested("clusters"),
    nested("voting"),
    nested("ballots"),
    nested("goal_sources"),
)
ROW: Final[Shape] = (
    text("id", "code", required=True),
    text("activity"),
    Field("start", "text", default=None),
    Field("deadline", "text", default=None),
    text("owner_role"),
    Field("partner_roles", "list", default=()),
    text("result"),
    text("indicator"),
    text("target_group"),
    nested("budget_eur"),
    derived("budget_total_eur"),
    text("budget_note"),
    text("funding_source"),
    Field("status", "text", default="planned"),
    derived("status_label_et"),
    nested("milestones"),
    text("group"),
    integer("table_year"),
    text("time_text"),
    text("budget_text"),
    nested("sources"),
    nested("votes"),
)
MILESTONE: Final[Shape] = (text("text"), Field("due", "text", default=None), Field("done", "bool", default=False))
TABLE: Final[Shape] = (
    integer("year"),
    texts("headers"),
    nested("stated_total_eur"),
    text("stated_total_text"),
    text("before_text"),
    text("after_text"),
)


def _date(taken: Taken, key: str, place: str) -> None:
    value = taken.values.get(key)
    if value and not valid_partial(value):
        raise refuse(_("a date is expected here, as 2026-10-15 or 2026-10"), f"{place}.{key}")


def _budget(data: Mapping[str, Any], place: str) -> FrozenMap:
    given, here = inner_object(data, "budget_eur", place)
    if given is None:
        return EMPTY
    return FrozenMap({year: cents_from_json(amount, place=f"{here}.{year}") for year, amount in given.items()})


def _read_row(reading: Reading, canvas: Canvas, raw: Any, place: str, order: str) -> tuple[Action, list[Milestone]]:
    taken = take(ROW, raw, place)
    remember_lists(taken, {k: v for k, v in raw.items() if k in {"milestones", "sources"}}, ROW)
    for key in ("start", "deadline"):
        _date(taken, key, place)
    record_id = reading.identify("action", canvas.code, taken.values["code"], f"{place}.id")
    budget = _budget(raw, place)
    reading.later(record_id, "sources", items(raw, "sources", place), ANYWHERE, shared.SOURCE_FORMS)
    action = reading.build(Action, record_id, place, {"": taken}, canvas=canvas.id, order=order, budget=budget)
    steps = items(raw, "milestones", place)
    milestones = []
    for index, ((one, here), key) in enumerate(zip(steps, spread(len(steps)), strict=True)):
        step = take(MILESTONE, one, here)
        _date(step, "due", here)
        step_id = reading.identify("milestone", canvas.code, f"{action.code}/{index}", here)
        milestones.append(reading.build(Milestone, step_id, here, {"": step}, action=action.id, order=key))
    return action, milestones


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
    rows: list[Action] = []
    milestones: list[Milestone] = []
    for index, ((raw, here), key) in enumerate(zip(found, spread(len(found)), strict=True)):
        action, steps = _read_row(reading, canvas, shared.auto_code(raw, "id", "A", index), here, key)
        rows.append(action)
        milestones += steps
    tables = _read_tables(reading, canvas, data, place)
    result: list[Record] = [canvas, *rows, *milestones, *tables]
    content, here = inner_object(data, "follow_up", place)
    if content is not None:
        review_id = reading.identify("review", canvas.code, f"{canvas.code}/1", here)
        result.append(Review(id=review_id, canvas=canvas.id, order=next(spread(1)), content=FrozenMap(content)))
    return result


def write(writing: Writing, canvas: Canvas) -> dict[str, Any]:
    """The object of an action plan in schema order."""
    document = writing.document
    rows = queries.actions(document, canvas.id)
    reviews = document.within(Review, canvas.id)
    tables = [
        writing.put(TABLE, t, inner={"stated_total_eur": None if t.stated_total is None else eur_json(t.stated_total)})
        for t in document.within(PlanTable, canvas.id)
    ]
    codes = Counter(shared.file_code(document, n) for n in document.of(Note) if n.code)
    goal_sources = [ref for i in canvas.goal_sources if (ref := shared.note_ref(writing, canvas.id, i))]
    inner = {
        "goal_sources": list_or_none(canvas, "goal_sources", goal_sources),
        "rows": [_write_row(writing, codes, a) for a in rows],
        "tables": list_or_none(canvas, "tables", tables),
        "follow_up": thaw(reviews[-1].content) if reviews else None,
    }
    return writing.put(CANVAS, canvas, computed={"totals": totals_json(rows, canvas)}, inner=inner)


def totals_json(rows: list[Action], canvas: Canvas) -> dict[str, Any]:
    """The derived `totals` object."""
    sums = plan.totals(rows, canvas.years)
    return {
        "by_year_eur": {year: eur_json(cents) for year, cents in sums.by_year.items()},
        "grand_total_eur": eur_json(sums.total),
        "rows_without_amount": [a.code for a in sums.without_amount],
    }


def _source(writing: Writing, codes: Counter[str], note_id: str) -> str:
    """The code of a note, with its canvas's code before it when several notes have that code."""
    note = writing.document.get(note_id, Note)
    code = shared.file_code(writing.document, note)
    return code if codes[code] < 2 else shared.note_ref(writing, ANYWHERE, note_id)


def _write_row(writing: Writing, codes: Counter[str], action: Action) -> dict[str, Any]:
    document = writing.document
    computed: dict[str, Any] = {"budget_total_eur": eur_json(plan.row_total(action))}
    if action.status in STATUS_ET:
        computed["status_label_et"] = STATUS_ET[action.status]
    budget = {year: eur_json(cents) for year, cents in action.budget.items()}
    steps = [writing.put(MILESTONE, m) for m in queries.milestones(document, action.id)]
    sources = [ref for s in action.sources if (ref := _source(writing, codes, s))]
    inner = {
        "budget_eur": None if f".{NULL_MARK}budget_eur" in action.given and not budget else budget,
        "milestones": list_or_none(action, "milestones", steps),
        "sources": list_or_none(action, "sources", sources),
    }
    return writing.put(ROW, action, computed=computed, inner=inner)
