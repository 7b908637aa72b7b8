"""Rows of an action plan in koosloome-workshop/1 files: shape, reading with the place of what is wrong, writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap, thaw
from koosloome_desktop.model.order import spread
from koosloome_desktop.model.records import Action, Canvas, Milestone, Note
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
    refuse,
    remember_lists,
    take,
    text,
    texts,
)
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.operations.money import cents_from_json, eur_json
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.i18n import _

STATUS_ET: Final = {
    "planned": "kavandatud",
    "in_progress": "töös",
    "done": "tehtud",
    "delayed": "hilineb",
    "postponed": "edasi lükatud",
    "dropped": "loobutud",
}

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
    text("organisation"),
    text("target_wide"),
    text("baseline"),
    text("target"),
    text("actual"),
    nested("funding_eur"),
    nested("own_contribution_eur"),
    nested("spent_eur"),
    text("first_step"),
    integer("percent"),
    Field("draft", "bool", default=False),
    text("agreed_at"),
    text("reason"),
    Field("commitment", "object", default=EMPTY),
    texts("principles"),
    nested("reminders"),
    nested("history"),
    Field("changes", "int", default=0),
    nested("continues"),
    nested("origins"),
)
"""The keys of a row; those from `sources` on are ours, all optional, at their default left out."""
MILESTONE: Final[Shape] = (text("text"), Field("due", "text", default=None), Field("done", "bool", default=False))
ORIGIN: Final[Shape] = (text("code"), text("text"), text("canvas"), integer("dots"), integer("place"))
REMINDER: Final[Shape] = (text("date"), text("text"))
HISTORY: Final[Shape] = (text("at"), text("review"), text("field"), nested("old"), nested("new"), text("reason"))

_AMOUNTS: Final = {"spent": "spent_eur", "own_contribution": "own_contribution_eur"}
_YEARS: Final = {"budget": "budget_eur"}
_FILE_NAMES: Final = {**_AMOUNTS, **_YEARS}
"""Fields that a history keeps in cents, and their names in files, where they are euros."""
_FIELDS: Final = {name: field for field, name in _FILE_NAMES.items()}


def check_date(value: Any, place: str) -> None:
    """Refuse what is no day or month; nothing and an empty text pass."""
    if value and not (isinstance(value, str) and valid_partial(value)):
        raise refuse(_("a date is expected here, as 2026-10-15 or 2026-10"), place)


def _years(data: Mapping[str, Any], key: str, place: str) -> FrozenMap:
    given, here = inner_object(data, key, place)
    return EMPTY if given is None else _cents_by_year(given, here)


def _cents_by_year(given: Mapping[str, Any], place: str) -> FrozenMap:
    return FrozenMap({year: cents_from_json(amount, place=f"{place}.{year}") for year, amount in given.items()})


def _funding(data: Mapping[str, Any], place: str) -> FrozenMap:
    """The budget by source and year."""
    given, here = inner_object(data, "funding_eur", place)
    if given is None:
        return EMPTY
    return FrozenMap({source: _years(given, source, here) for source in given})


def _amount(data: Mapping[str, Any], key: str, place: str) -> int | None:
    value = data.get(key)
    return None if value is None else cents_from_json(value, place=f"{place}.{key}")


def _reminders(data: Mapping[str, Any], place: str) -> tuple[FrozenMap, ...]:
    result = []
    for one, here in items(data, "reminders", place):
        take(REMINDER, one, here)
        check_date(one.get("date"), f"{here}.date")
        result.append(FrozenMap(one))
    return tuple(result)


def _origins(data: Mapping[str, Any], place: str) -> tuple[FrozenMap, ...]:
    found = []
    for one, here in items(data, "origins", place):
        take(ORIGIN, one, here)
        found.append(FrozenMap(one))
    return tuple(found)


def _history(data: Mapping[str, Any], place: str) -> tuple[FrozenMap, ...]:
    result = []
    for one, here in items(data, "history", place):
        take(HISTORY, one, here)
        name = one.get("field", "")
        field = _FIELDS.get(name, name)
        kept = dict(one)
        if "field" in one:
            kept["field"] = field
        for key in ("old", "new"):
            if isinstance(value := one.get(key), Mapping) and field in _YEARS:
                kept[key] = _cents_by_year(value, f"{here}.{key}")
            elif value is not None and field in _AMOUNTS:
                kept[key] = cents_from_json(value, place=f"{here}.{key}")
        result.append(FrozenMap(kept))
    return tuple(result)


def _check_values(taken: Taken, place: str) -> None:
    for key in ("start", "deadline"):
        check_date(taken.values.get(key), f"{place}.{key}")
    percent = taken.values.get("percent")
    if percent is not None and not 0 <= percent <= 100:
        raise refuse(_("a whole number from 0 to 100 is expected here"), f"{place}.percent")
    if taken.values.get("changes", 0) < 0:
        raise refuse(_("a whole number from 0 on is expected here"), f"{place}.changes")
    if agreed := taken.values.get("agreed_at"):
        try:
            from_instant(agreed)
        except ValueError:
            told = _("a moment is expected here, as 2026-10-15T14:05:00Z")
            raise refuse(told, f"{place}.agreed_at") from None


_REMEMBERED: Final = frozenset({"milestones", "sources", "funding_eur", "reminders", "history", "origins"})


def read_row(reading: Reading, canvas: Canvas, raw: Any, place: str, order: str) -> tuple[Action, list[Milestone]]:
    """A row with its milestones; notes it comes from and the row it continues are resolved when all are read."""
    taken = take(ROW, raw, place)
    remember_lists(taken, {k: v for k, v in raw.items() if k in _REMEMBERED}, ROW)
    _check_values(taken, place)
    record_id = reading.identify("action", canvas.code, taken.values["code"], f"{place}.id")
    fixed: dict[str, Any] = {
        "budget": _years(raw, "budget_eur", place),
        "funding": _funding(raw, place),
        "own_contribution": _amount(raw, "own_contribution_eur", place),
        "spent": _amount(raw, "spent_eur", place),
        "reminders": _reminders(raw, place),
        "history": _history(raw, place),
        "origins": _origins(raw, place),
    }
    reading.later(record_id, "sources", items(raw, "sources", place), ANYWHERE, shared.SOURCE_FORMS)
    if raw.get("continues") == "":
        taken.given.append("continues")
    elif raw.get("continues") is not None:
        reading.later(record_id, "continues", [(raw["continues"], f"{place}.continues")], canvas.code, ("action",))
    action = reading.build(Action, record_id, place, {"": taken}, canvas=canvas.id, order=order, **fixed)
    return action, _read_milestones(reading, canvas, action, raw, place)


def _read_milestones(
    reading: Reading, canvas: Canvas, action: Action, raw: Mapping[str, Any], place: str
) -> list[Milestone]:
    steps = items(raw, "milestones", place)
    milestones = []
    for index, ((one, here), key) in enumerate(zip(steps, spread(len(steps)), strict=True)):
        step = take(MILESTONE, one, here)
        check_date(step.values.get("due"), f"{here}.due")
        step_id = reading.identify("milestone", canvas.code, f"{action.code}/{index}", here)
        milestones.append(reading.build(Milestone, step_id, here, {"": step}, action=action.id, order=key))
    return milestones


# -- writing


def write_row(writing: Writing, codes: Counter[str], votes: Mapping[str, int], action: Action) -> dict[str, Any]:
    """The object of a row. `codes` counts the codes of all notes, to name those that stand twice with their canvas;
    `votes` are the dots that rows got.
    """
    document = writing.document
    computed: dict[str, Any] = {"budget_total_eur": eur_json(plan.row_total(action))}
    if action.status in STATUS_ET:
        computed["status_label_et"] = STATUS_ET[action.status]
    budget = _euros(action.budget)
    steps = [writing.put(MILESTONE, m) for m in queries.milestones(document, action.id)]
    sources = [ref for s in action.sources if (ref := _source(writing, codes, s))]
    inner = {
        "budget_eur": None if f".{NULL_MARK}budget_eur" in action.given and not budget else budget,
        "milestones": list_or_none(action, "milestones", steps),
        "sources": list_or_none(action, "sources", sources),
        "votes": votes.get(action.id),
        "funding_eur": _written_funding(action),
        "own_contribution_eur": None if action.own_contribution is None else eur_json(action.own_contribution),
        "spent_eur": None if action.spent is None else eur_json(action.spent),
        "reminders": list_or_none(action, "reminders", [thaw(r) for r in action.reminders]),
        "history": list_or_none(action, "history", [_written_history(h) for h in action.history]),
        "continues": _continued(writing, action),
        "origins": list_or_none(action, "origins", [thaw(o) for o in action.origins]),
    }
    return writing.put(ROW, action, computed=computed, inner=inner)


def _euros(cents: Mapping[str, int]) -> dict[str, Any]:
    return {year: eur_json(amount) for year, amount in cents.items()}


def _written_funding(action: Action) -> dict[str, Any] | None:
    funding = {source: _euros(years) for source, years in action.funding.items()}
    return funding if funding or ".funding_eur" in action.given else None


def _written_history(entry: FrozenMap) -> dict[str, Any]:
    told: dict[str, Any] = thaw(entry)
    field = told.get("field", "")
    if field not in _FILE_NAMES:
        return told
    told["field"] = _FILE_NAMES[field]
    for key in ("old", "new"):
        if isinstance(value := told.get(key), dict):
            told[key] = _euros(value)
        elif value is not None:
            told[key] = eur_json(value)
    return told


def _source(writing: Writing, codes: Counter[str], note_id: str) -> str:
    """The code of a note, with its canvas's code before it when several notes have that code."""
    note = writing.document.get(note_id, Note)
    code = shared.file_code(writing.document, note)
    return code if codes[code] < 2 else shared.note_ref(writing, ANYWHERE, note_id)


def _continued(writing: Writing, action: Action) -> str | None:
    """The code of the row that this one continues, with its canvas's code before it when that is another one."""
    if not action.continues:
        return "" if ".continues" in action.given else None
    earlier = writing.document.get(action.continues, Action)
    if earlier.canvas == action.canvas:
        return earlier.code
    return f"{writing.document.get(earlier.canvas, Canvas).code}/{earlier.code}"
