"""The columns of a plan's board: by status, responsible, year or goal; what a card says, and what a drop does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Milestone, PlanTable, Review
from koosloome_desktop.operations.dates_partial import valid_partial, year_of
from koosloome_desktop.operations.plan import has_amount, row_total
from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.operations.plan_moving import Dates, Step, dates_of, shifted
from koosloome_desktop.operations.plan_progress import Standing, minutes, standing
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.plan.words import status_word

KINDS: Final = {
    "status": N_("By status"),
    "owner": N_("By responsible"),
    "year": N_("By year"),
    "goal": N_("By goal"),
}
NONE: Final = {
    "owner": N_("Nobody is responsible"),
    "year": N_("Without a year"),
    "goal": N_("Without a goal"),
}


@dataclass(slots=True)
class Lane:
    """A column. `key` is the status, role, year or goal ("" for none); `cents` the sum of its rows, `wordless` how many
    of them state no amount.
    """

    key: str
    title: str
    cards: list[Standing] = field(default_factory=list)
    cents: int = 0
    wordless: int = 0

    def put(self, row: Standing) -> None:
        """One card more."""
        self.cards.append(row)
        if row.action.draft:  # what was only proposed counts in no sum
            return
        self.cents += row_total(row.action)
        self.wordless += not has_amount(row.action)


class Known:
    """Where rows stand, kept as long as row, milestones, meetings and day are the same ones."""

    def __init__(self) -> None:
        self._for: tuple[object, ...] = ()
        self._rows: dict[str, tuple[Action, tuple[Milestone, ...], Standing]] = {}

    def standings(self, document: Document, canvas_id: str, actions: Iterable[Action], today: date) -> list[Standing]:
        """Where these rows stand, in their order."""
        made_for = (today, *document.within(Review, canvas_id))
        if made_for != self._for:
            self._rows, self._for = {}, made_for
        before, self._rows = self._rows, {}
        said = minutes(document, canvas_id)
        for action in actions:
            steps = tuple(document.within(Milestone, action.id))
            found = before.get(action.id)
            if found is None or found[0] is not action or found[1] != steps:
                found = (action, steps, standing(action, steps, said.get(action.code, ()), today))
            self._rows[action.id] = found
        return [row for _action, _steps, row in self._rows.values()]


def lanes(
    document: Document, canvas_id: str, actions: Iterable[Action], kind: str, today: date, known: Known | None = None
) -> list[Lane]:
    """The columns with their cards in the plan's order; that of none stands last, and only when it is needed."""
    rows = (known or Known()).standings(document, canvas_id, actions, today)
    made = {key: Lane(key, title) for key, title in _columns(document, canvas_id, kind, rows)}
    for row in rows:
        made[key_of(row, kind)].put(row)
    return list(made.values())


def _columns(document: Document, canvas_id: str, kind: str, rows: Sequence[Standing]) -> list[tuple[str, str]]:
    if kind == "status":
        other = [r.status for r in rows if r.status not in STATUSES]
        return [(s, status_word(s)) for s in dict.fromkeys((*STATUSES, *other))]
    keys = list(dict.fromkeys(key_of(row, kind) for row in rows))
    if kind == "year":
        canvas = document.find(canvas_id)
        known = [str(y) for y in canvas.years] if isinstance(canvas, Canvas) else []
        known += [str(t.year) for t in document.within(PlanTable, canvas_id) if t.year is not None]
        keys = sorted({*keys, *known} - {""}) + ([""] if "" in keys else [])
    named = [(key, key) for key in keys if key]
    return named + [("", _(NONE[kind]))] * ("" in keys or not named)


def key_of(row: Standing, kind: str) -> str:
    """In which column a row stands."""
    action = row.action
    if kind == "status":
        return row.status
    if kind == "owner":
        return action.owner_role
    if kind == "goal":
        return action.group
    if action.table_year is not None:
        return str(action.table_year)
    day = next((d for d in (row.deadline, action.start) if d and valid_partial(d)), None)
    return str(year_of(day)) if day else ""


def values_for(row: Standing, kind: str, key: str) -> dict[str, Any]:
    """The fields that put a row into a column; a status is not among them, it may ask why."""
    if kind == "owner":
        return {"owner_role": key}
    if kind == "goal":
        return {"group": key}
    if row.action.table_year is not None:
        return {"table_year": int(key) if key else None}
    return _in_year(dates_of(row), key)


def _in_year(dates: Dates, key: str) -> dict[str, Any]:
    """The same days in another year; a row without dates gets the year's end as its deadline."""
    if not key:
        return Dates(None, None).changed(dates)
    held = dates.end or dates.start
    if held is None:
        return {"deadline": f"{key}-12"}
    months = 12 * (int(key) - year_of(held))
    moved = Dates(*(d and shifted(d, Step.MONTH, months) for d in (dates.start, dates.end)))
    return moved.changed(dates)
