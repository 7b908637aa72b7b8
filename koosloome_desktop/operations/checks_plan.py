"""What the program notices about a plan, its RASCI matrix and an agenda. Nothing is corrected; people decide.

Pure functions over records. The codes of findings are a promise to scripts (``koosloome check --json``) and never
change their meaning. The rules are those that a facilitator checks by hand: sums against the stated total, a row's time
inside its year table, owner, amount and deadline present, exactly one A in a RASCI row, blocks that fill the session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, PlanTable, Session
from koosloome_desktop.operations import findings, plan, rasci
from koosloome_desktop.operations.dates import compare, valid_partial, year_of
from koosloome_desktop.operations.dates_partial import minutes_between
from koosloome_desktop.operations.findings import Finding, Severity
from koosloome_desktop.support.i18n import N_


def check_plan(actions: Sequence[Action], tables: Iterable[PlanTable] = (), *, canvas: str = "") -> list[Finding]:
    """All findings about a plan, in a fixed order: totals by year, then row by row. `canvas` is the canvas's code."""
    found = check_totals(actions, tables, canvas)
    for action in actions:
        found += check_row(action, canvas)
    return found


def check_row(action: Action, canvas: str) -> list[Finding]:
    """What a row says of itself that cannot be, and what it does not say."""
    return [one for check in _ROW_CHECKS for one in check(action, canvas)]


def check_totals(actions: Sequence[Action], tables: Iterable[PlanTable], canvas: str) -> list[Finding]:
    """Years whose table states another total than its rows give."""
    found = []
    for one in plan.stated(actions, tables):
        if not one.differs:
            continue
        text = N_("{year}: the table states {stated}, its rows give {computed}; the difference is {difference}.")
        values = {
            "year": one.year,
            "stated_cents": one.stated,
            "computed_cents": one.computed,
            "difference_cents": one.differs,
        }
        found.append(Finding("plan.total_differs", Severity.WARNING, canvas, "", text, FrozenMap(values)))
    return found


def _row(  # one finding as a list
    code: str, severity: Severity, action: Action, canvas: str, text: str, field: str, **values: Any
) -> list[Finding]:
    return [findings.of_row(code, severity, action, canvas, text, field, **values)]


def _outside_year(action: Action, canvas: str) -> list[Finding]:
    dates = [d for d in (action.start, action.deadline) if d and valid_partial(d)]
    if action.table_year is None or all(year_of(d) == action.table_year for d in dates):
        return []
    text = N_("{row}: its time ({time}) lies outside the year of its table, {year}.")
    time = action.time_text or " – ".join(dict.fromkeys(dates))
    return _row(
        "plan.row_outside_year", Severity.WARNING, action, canvas, text, "deadline",
        time=time, year=action.table_year, start=action.start, deadline=action.deadline,
    )  # fmt: skip


def _deadline_before_start(action: Action, canvas: str) -> list[Finding]:
    start, deadline = action.start, action.deadline
    if not (start and deadline and valid_partial(start) and valid_partial(deadline)) or compare(deadline, start) >= 0:
        return []
    text = N_("{row}: the deadline {deadline} is before the start {start}.")
    return _row(
        "plan.deadline_before_start", Severity.WARNING, action, canvas, text, "deadline", start=start, deadline=deadline
    )


def _no_owner(action: Action, canvas: str) -> list[Finding]:
    if action.owner_role:
        return []
    return _row(
        "plan.no_owner", Severity.HINT, action, canvas, N_("{row}: nobody is named as responsible."), "owner_role"
    )


def _no_deadline(action: Action, canvas: str) -> list[Finding]:
    if action.deadline:
        return []
    if action.time_text:
        text = N_("{row}: has no deadline; the time is given as “{time}”.")
        return _row("plan.no_deadline", Severity.HINT, action, canvas, text, "deadline", time=action.time_text)
    return _row("plan.no_deadline", Severity.HINT, action, canvas, N_("{row}: has no deadline."), "deadline")


def _no_amount(action: Action, canvas: str) -> list[Finding]:
    if plan.has_amount(action):
        return []
    if note := action.budget_note or action.budget_text:
        text = N_("{row}: words stand in place of an amount: “{note}”.")
        return _row("plan.no_amount", Severity.HINT, action, canvas, text, "budget", note=note)
    return _row("plan.no_amount", Severity.HINT, action, canvas, N_("{row}: has no amount."), "budget")


_ROW_CHECKS: tuple[Callable[[Action, str], list[Finding]], ...] = (
    _outside_year,
    _deadline_before_start,
    _no_owner,
    _no_deadline,
    _no_amount,
)


def check_rasci(matrix: Mapping[str, Sequence[Any]], *, canvas: str = "") -> list[Finding]:
    """Rows of a RASCI matrix (row code → one letter per role) that do not have exactly one A, who is accountable.

    A cell may hold several letters (``R/A``); small letters count. A row that is no list has no A.
    """
    found = []
    for row, cells in matrix.items():
        count = _marked(cells, "A")
        if count != 1:
            text = N_("{row}: {count} roles are marked A (accountable); exactly one is needed.")
            values = FrozenMap({"row": row, "count": count})
            found.append(Finding("rasci.not_one_a", Severity.WARNING, canvas, row, text, values, "rasci"))
    return found


def check_doers(matrix: Mapping[str, Sequence[Any]], *, canvas: str = "") -> list[Finding]:
    """Rows of a RASCI matrix in which nobody has an R: someone answers for them, nobody does them."""
    text = N_("{row}: nobody is marked R (does it).")
    return [
        Finding("rasci.no_r", Severity.HINT, canvas, row, text, FrozenMap({"row": row}), "rasci")
        for row, cells in matrix.items()
        if not _marked(cells, "R")
    ]


def _marked(cells: Any, letter: str) -> int:
    if not isinstance(cells, list | tuple):
        return 0
    return _counts(tuple(cell if isinstance(cell, str) else "" for cell in cells)).get(letter, 0)


@lru_cache(maxsize=2048)
def _counts(cells: tuple[str, ...]) -> dict[str, int]:
    """How often each letter stands in a line; the lines of a long matrix are much alike."""
    return Counter(letter for cell in cells for letter in rasci.split(cell))


def check_agenda(sessions: Iterable[tuple[Session, Sequence[AgendaItem]]]) -> list[Finding]:
    """Sessions whose blocks together last longer or shorter than the session; `row` is the session's number.

    A session without blocks, and one whose times cannot be read, is not judged.
    """
    found = []
    for session, items in sessions:
        planned = minutes_between(session.start, session.end)
        lengths = [minutes_between(item.start, item.end) for item in items]
        known = [length for length in lengths if length is not None]
        if planned is None or not lengths or len(known) < len(lengths) or sum(known) == planned:
            continue
        text = N_("Session {row}: the blocks last {computed} minutes, the session {planned}.")
        values = {"row": session.number, "planned": planned, "computed": sum(known)}
        row = str(session.number)
        found.append(Finding("agenda.sum_differs", Severity.WARNING, "", row, text, FrozenMap(values)))
    return found
