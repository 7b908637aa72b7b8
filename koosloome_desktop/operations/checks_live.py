"""All checks of a plan, kept up to date while people work: only rows that changed are judged again.

Records are immutable, so a row is judged once for each state of itself, its milestones, its minutes and the plan's
context; asking again costs a comparison of identities. Figures stand in ADR 0013.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, Canvas, Milestone, PlanTable, Review
from koosloome_desktop.operations import plan_progress, queries
from koosloome_desktop.operations.checks_plan import check_doers, check_rasci, check_row, check_totals
from koosloome_desktop.operations.checks_rows import CHECKS, PlanContext, RowFacts
from koosloome_desktop.operations.checks_smart import SMART, overloaded
from koosloome_desktop.operations.dates import valid_partial
from koosloome_desktop.operations.dates_partial import last_day
from koosloome_desktop.operations.findings import Finding, Severity
from koosloome_desktop.operations.review import open_review
from koosloome_desktop.support.i18n import N_

QUICK_DAYS: Final = 30
"""A quick win is done within so many days of the session (domain notes 3.4)."""

_Key = tuple[Action, tuple[Milestone, ...], tuple[Any, ...]]


class LiveChecks:
    """The findings of one plan; ask after every change."""

    def __init__(self, document: Document, canvas_id: str) -> None:
        self._document, self._canvas_id = document, canvas_id
        self._context = PlanContext()
        self._rows: dict[str, tuple[_Key, tuple[Finding, ...]]] = {}
        self._matrix: tuple[object, frozenset[str], list[Finding]] = (None, frozenset(), [])

    def findings(self, today: date) -> list[Finding]:
        """Everything noticed: about the plan as a whole, then row by row in the plan's order, then RASCI."""
        document = self._document
        canvas = document.find(self._canvas_id)
        if not isinstance(canvas, Canvas):
            return []
        actions = document.within(Action, canvas.id)
        self._turn_to(context_of(document, canvas, actions, today))
        said = plan_progress.minutes(document, canvas.id)
        found = whole_plan(document, canvas, actions, today)
        for action in actions:
            found += self._row(action, said.get(action.code, ()))
        gone = self._rows.keys() - {a.id for a in actions}
        for record_id in gone:
            del self._rows[record_id]
        return found + self._of_matrix(canvas, actions)

    def of_row(self, action_id: str) -> tuple[Finding, ...]:
        """What was noticed about one row when it was last asked for."""
        known = self._rows.get(action_id)
        return known[1] if known is not None else ()

    def _of_matrix(self, canvas: Canvas, actions: Sequence[Action]) -> list[Finding]:
        part, dropped = canvas.parts.get("rasci"), frozenset(a.code for a in actions if a.status == "dropped")
        if self._matrix[0] is not part or self._matrix[1] != dropped:
            self._matrix = part, dropped, matrix_findings(canvas, dropped)
        return self._matrix[2]

    def _turn_to(self, context: PlanContext) -> None:
        if context != self._context:
            self._context = context
            self._rows.clear()

    def _row(self, action: Action, said: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
        steps = tuple(self._document.within(Milestone, action.id)) if self._has_steps(action) else ()
        key = (action, steps, tuple(said))
        known = self._rows.get(action.id)
        if known is not None and _same(known[0], key):
            return known[1]
        found = row_findings(RowFacts(action, steps, said), self._context)
        self._rows[action.id] = key, found
        return found

    def _has_steps(self, action: Action) -> bool:
        return self._document.count_within(Milestone, action.id) > 0


def _same(one: _Key, two: _Key) -> bool:
    return one[0] is two[0] and _identical(one[1], two[1]) and _identical(one[2], two[2])


def _identical(one: Sequence[object], two: Sequence[object]) -> bool:
    return len(one) == len(two) and all(a is b for a, b in zip(one, two, strict=True))


def check_row_now(document: Document, action: Action, today: date) -> list[Finding]:
    """Everything noticed about one row, without looking at the others: for a panel that shows one."""
    canvas = document.get(action.canvas, Canvas)
    context = context_of(document, canvas, document.within(Action, canvas.id), today)
    said = plan_progress.minutes(document, canvas.id).get(action.code, ())
    found = row_findings(RowFacts(action, document.within(Milestone, action.id), said), context)
    dropped = {action.code} if action.status == "dropped" else set()
    return [*found, *(f for f in matrix_findings(canvas, dropped) if f.row == action.code)]


def row_findings(facts: RowFacts, context: PlanContext) -> tuple[Finding, ...]:
    """Everything noticed about one row. A proposed row (draft) is only asked for what would be wrong, not for what is
    missing; a dropped one for nothing but its reason.
    """
    action = facts.action
    found = [*check_row(action, context.canvas)]
    found += [one for check in (*CHECKS, *SMART) if (one := check(facts, context)) is not None]
    if action.status == "dropped":
        found = [one for one in found if one.code == "plan.no_reason" or one.code.startswith("plan.private")]
    elif action.draft or action.status == "done":
        found = [one for one in found if one.severity is Severity.WARNING or one.code.startswith("plan.private")]
    return tuple(found)


def context_of(document: Document, canvas: Canvas, actions: Sequence[Action], today: date) -> PlanContext:
    """What the rows of a plan are judged against."""
    days = sorted(s.date for s in queries.sessions(document) if len(s.date) == 10 and valid_partial(s.date))
    return PlanContext(
        canvas=canvas.code,
        years=frozenset(str(year) for year in canvas.years),
        session=days[0] if days else "",
        today=today,
        uses_sources=any(a.funding_source or len(a.funding) for a in actions),
        uses_links=any(a.sources for a in actions),
    )


def matrix_findings(canvas: Canvas, dropped: Collection[str] = ()) -> list[Finding]:
    """What is noticed about the RASCI matrix of a plan; lines of dropped rows (codes) are left."""
    part = canvas.parts.get("rasci")
    matrix = part.get("matrix") if isinstance(part, Mapping) else None
    if not isinstance(matrix, Mapping):
        return []
    judged = {k: v for k, v in matrix.items() if k not in dropped}
    return check_rasci(judged, canvas=canvas.code) + check_doers(judged, canvas=canvas.code)


# -- the plan as a whole


def whole_plan(document: Document, canvas: Canvas, actions: Sequence[Action], today: date) -> list[Finding]:
    """What is noticed about the plan as a whole: totals, quick win, next meeting, sources, who has too much."""
    found = check_totals(actions, document.within(PlanTable, canvas.id), canvas.code)
    if not actions:
        return found
    found += _no_quick_win(document, canvas, actions, today)
    found += _no_review(document, canvas, actions, today)
    money = any(any(a.budget.values()) for a in actions)
    if money and not any(a.funding_source or len(a.funding) for a in actions):
        found.append(_hint("plan.no_source", canvas, N_("No row says where its money comes from.")))
    drafts = sum(a.draft for a in actions)
    if drafts:
        text = N_("Proposed rows that the room has not confirmed yet: {count}.")
        found.append(_hint("plan.drafts_left", canvas, text, count=drafts))
    return found + overloaded(actions, canvas.code)


def quick_wins(document: Document, actions: Sequence[Action], today: date) -> list[Action]:
    """Rows that are done within 30 days of the last session (of today, when the workshop has no session)."""
    base = _base(document, today)
    last = (base + timedelta(days=QUICK_DAYS)).isoformat()
    return [
        a
        for a in actions
        if a.deadline and valid_partial(a.deadline) and base.isoformat() <= last_day(a.deadline) <= last
    ]


def _base(document: Document, today: date) -> date:
    days = sorted(s.date for s in queries.sessions(document) if len(s.date) == 10 and valid_partial(s.date))
    return date.fromisoformat(days[-1]) if days else today


def _no_quick_win(document: Document, canvas: Canvas, actions: Sequence[Action], today: date) -> list[Finding]:
    over = today > _base(document, today) + timedelta(days=QUICK_DAYS)
    if over or quick_wins(document, actions, today):
        return []
    text = N_("No row is done within {days} days: what could be seen soon?")
    return [_hint("plan.no_quick_win", canvas, text, days=QUICK_DAYS)]


def _no_review(document: Document, canvas: Canvas, actions: Sequence[Action], today: date) -> list[Finding]:
    if open_review(document, canvas.id) is not None or all(a.status in plan_progress.CLOSED for a in actions):
        return []
    planned = canvas.parts.get("next_review")
    day = str(planned.get("date") or "") if isinstance(planned, Mapping) else ""
    if not valid_partial(day):
        text = N_("Nothing says when the plan is looked at again.")
        return [_hint("plan.no_review_date", canvas, text)]
    held = [str(r.content.get("date") or "") for r in document.within(Review, canvas.id)]
    if last_day(day) < today.isoformat() and not any(d >= day for d in held):
        text = N_("The follow-up meeting of {date} has not been held.")
        return [_hint("plan.review_overdue", canvas, text, date_day=day)]
    return []


def _hint(code: str, canvas: Canvas, text: str, **values: Any) -> Finding:
    return Finding(code, Severity.HINT, canvas.code, "", text, FrozenMap(values))


def check_all(document: Document, canvas: Canvas, today: date) -> list[Finding]:
    """Everything noticed about a plan, once: for paper, the command line and scripts."""
    return LiveChecks(document, canvas.id).findings(today)
