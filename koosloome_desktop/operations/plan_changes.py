"""What changed in a plan: in a meeting, since the meeting before, since it was adopted; and how far each year is.

Pure reading. Changes come from the rows' histories; where a file brought only minutes, from those. Several changes of
one field are one: the value it had first, the value it has last; what came back to where it was is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import same
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import plan, plan_progress
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.operations.review import meeting_name, reviews, rows_noted
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.zones import local


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row: `old` and `new` as the history keeps them (money in cents, dates as stored, None where
    nothing stood). A row that came has the field ``row`` and `old` None, one that was taken out `new` None and its
    activity as `old`. `row` is the row's id, "" when it is gone.
    """

    row: str
    code: str
    field: str
    old: Any
    new: Any
    reason: str = ""
    at: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class YearProgress:
    """How far one year is. `rows` fall due in it (year ``""``: no deadline), `done`, `dropped` and `overdue` of them;
    `budget` is what the plan sets down for it, `spent` what was noted as spent in it. Cents.
    """

    year: str
    rows: int = 0
    done: int = 0
    dropped: int = 0
    overdue: int = 0
    budget: int = 0
    spent: int = 0

    @property
    def share(self) -> int | None:
        """How much of what was not dropped is done, in percent; None when nothing falls due."""
        counted = self.rows - self.dropped
        return round(100 * self.done / counted) if counted else None


# -- changes


def previous_review(document: Document, review: Review) -> Review | None:
    """The meeting before this one."""
    before = None
    for one in reviews(document, review.canvas):
        if one.id == review.id:
            return before
        before = one
    return None


def in_meeting(document: Document, review: Review) -> list[Change]:
    """What a meeting changed, row by row in the plan's order."""
    name = meeting_name(review)
    noted = rows_noted(review)
    before = _noted_before(document, review)
    result: list[Change] = []
    for action in document.within(Action, review.canvas):
        entries = [e for e in action.history if name and e.get("review") == name]
        found = _joined(action, entries)
        known = {change.field for change in found}
        said = noted.get(action.code, {})
        told = _from_minutes(action, said, before.get(action.code, ()), name)
        result += found + [change for change in told if change.field not in known]
    return result


def since_review(document: Document, review: Review) -> list[Change]:
    """What changed since a meeting ended: in the meetings after it, and between them."""
    later = {meeting_name(r) for r in _after(reviews(document, review.canvas), review)}
    name = meeting_name(review)
    edge = max((str(e.get("at")) for a in document.within(Action, review.canvas) for e in a.history
                if e.get("review") == name and e.get("at")), default="")  # fmt: skip
    edge = edge or f"{name}~"
    result: list[Change] = []
    for action in document.within(Action, review.canvas):
        entries = [e for e in action.history if e.get("review", "") in later or _later(e, edge, name)]
        result += _joined(action, entries)
    for one in _after(reviews(document, review.canvas), review):
        known = {(change.code, change.field) for change in result}
        result += [c for c in in_meeting(document, one) if (c.code, c.field) not in known]
    return result + removed(document, review.canvas, edge)


def since_adoption(document: Document, canvas: Canvas) -> list[Change]:
    """What changed since the plan was adopted; everything that is kept when it never was."""
    part = canvas.parts.get("adopted")
    part = part if isinstance(part, Mapping) else {}
    edge = str(part.get("at") or "") or (f"{part['date']}~" if part.get("date") else "")
    result: list[Change] = []
    for action in document.within(Action, canvas.id):
        result += _joined(action, [e for e in action.history if str(e.get("at") or "") > edge or e.get("review")])
    known = {(change.code, change.field) for change in result}
    for review in reviews(document, canvas.id):
        for change in in_meeting(document, review):
            if (change.code, change.field) not in known:
                result.append(change)
                known.add((change.code, change.field))
    return result + removed(document, canvas.id, edge)


def removed(document: Document, canvas_id: str, after: str = "") -> list[Change]:
    """Rows that were taken out of a plan that is followed, oldest first; `after` is an instant."""
    canvas = document.find(canvas_id)
    found = canvas.parts.get("removed_rows") if isinstance(canvas, Canvas) else None
    gone = [one for one in found if isinstance(one, Mapping)] if isinstance(found, tuple) else []
    return [
        Change("", str(one.get("code") or ""), "row", one.get("activity"), None, "", str(one.get("at") or ""))
        for one in gone
        if str(one.get("at") or "~") > after
    ]


def of_row(action: Action) -> list[Change]:
    """Everything that is kept about one row, oldest first, each change for itself."""
    return [_change(action, entry) for entry in action.history]


def _change(action: Action, entry: Mapping[str, Any]) -> Change:
    return Change(
        action.id, action.code, str(entry.get("field") or ""), entry.get("old"), entry.get("new"),
        str(entry.get("reason") or ""), str(entry.get("at") or ""), str(entry.get("review") or ""),
    )  # fmt: skip


def _joined(action: Action, entries: Iterable[Mapping[str, Any]]) -> list[Change]:
    """One change a field: from its first old value to its last new one."""
    found: dict[str, Change] = {}
    for entry in entries:
        change = _change(action, entry)
        first = found.get(change.field)
        found[change.field] = change if first is None else replace(change, old=first.old)
    return [change for change in found.values() if not same(change.old, change.new)]


def _after(all_reviews: Sequence[Review], review: Review) -> list[Review]:
    places = [i for i, r in enumerate(all_reviews) if r.id == review.id]
    return list(all_reviews[places[0] + 1 :]) if places else []


def _later(entry: Mapping[str, Any], edge: str, name: str) -> bool:
    return entry.get("review", "") != name and str(entry.get("at") or "") > edge


def _noted_before(document: Document, review: Review) -> dict[str, list[Mapping[str, Any]]]:
    """What the meetings before this one noted, by the row's code, newest first."""
    result: dict[str, list[Mapping[str, Any]]] = {}
    for one in reviews(document, review.canvas):
        if one.id == review.id:
            break
        for code, said in rows_noted(one).items():
            result.setdefault(code, []).insert(0, said)
    return result


def _from_minutes(
    action: Action, said: Mapping[str, Any], before: Sequence[Mapping[str, Any]], name: str
) -> list[Change]:
    """What minutes alone tell: a status other than before, a deadline moved, money spent."""
    result: list[Change] = []

    def add(field: str, old: Any, new: Any) -> None:
        if new not in (None, "") and not same(old, new):
            result.append(Change(action.id, action.code, field, old, new, str(said.get("reason") or ""), "", name))

    earlier = next((one.get("status") for one in before if one.get("status")), None)
    add("status", said.get("old_status") or earlier, said.get("status"))
    moved = next((one.get("new_deadline") for one in before if one.get("new_deadline")), None)
    add("deadline", said.get("old_deadline") or moved or action.deadline, said.get("new_deadline"))
    spent = next((one.get("actual_eur") for one in before if one.get("actual_eur") is not None), None)
    add("spent", plan_progress.cents_noted(spent), plan_progress.cents_noted(said.get("actual_eur")))
    return result


# -- how far each year is


def by_year(document: Document, canvas_id: str, today: date) -> list[YearProgress]:
    """How far the years of a plan are, ascending; rows without a deadline stand last under ``""``.

    A row falls due in the year of its table, else of the deadline that holds. Money counts as spent in the year of the
    meeting that noted it (the part that was new then), else in the year in which the row falls due.
    """
    canvas = document.find(canvas_id)
    found = {str(y): YearProgress(str(y)) for y in (canvas.years if isinstance(canvas, Canvas) else ())}
    noted = _spent_by_year(document, canvas_id)
    for row in plan_progress.standings(document, canvas_id, today).values():
        year = due_year(row)
        one = found.get(year, YearProgress(year))
        found[year] = replace(
            one,
            rows=one.rows + 1,
            done=one.done + (row.set_status == "done"),
            dropped=one.dropped + (row.set_status == "dropped"),
            overdue=one.overdue + row.overdue,
        )
        _add_money(found, "budget", plan.years_of(row.action))
        _add_money(found, "spent", _spent(row, noted.get(row.action.code, {}), year))
    return sorted(found.values(), key=lambda one: one.year or "~")


def due_year(row: plan_progress.Standing) -> str:
    """The year in which a row falls due, ``""`` when nothing says it."""
    if row.action.table_year is not None:
        return str(row.action.table_year)
    return row.deadline[:4] if row.deadline and valid_partial(row.deadline) else ""


def _add_money(found: dict[str, YearProgress], field: str, years: Mapping[str, int]) -> None:
    for year, cents in years.items():
        one = found.get(year, YearProgress(year))
        found[year] = replace(one, **{field: getattr(one, field) + cents})


def _spent(row: plan_progress.Standing, noted: Mapping[str, int], year: str) -> dict[str, int]:
    """What a row spent, by year; what no meeting noted goes to the year it was entered in, else when it is due."""
    if row.spent is None:
        return {}
    result = dict(noted)
    rest = row.spent - sum(result.values())
    if rest:
        entered = next((str(e.get("at") or "") for e in reversed(row.action.history) if e.get("field") == "spent"), "")
        where = _local_year(entered) or year
        result[where] = result.get(where, 0) + rest
    return result


def _spent_by_year(document: Document, canvas_id: str) -> dict[str, dict[str, int]]:
    """What meetings noted as newly spent, by row code and the year of the meeting."""
    result: dict[str, dict[str, int]] = {}
    for review in reviews(document, canvas_id):
        year = meeting_name(review)[:4]
        for code, said in rows_noted(review).items():
            cents = plan_progress.cents_noted(said.get("actual_eur"))
            if cents is None or not year:
                continue
            years = result.setdefault(code, {})
            years[year] = years.get(year, 0) + cents - sum(years.values())
    return result


def _local_year(at: str) -> str:
    try:
        return str(local(from_instant(at)).year) if at else ""
    except ValueError:
        return ""
