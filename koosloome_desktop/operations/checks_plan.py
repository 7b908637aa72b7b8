"""What the program notices about a plan, its RASCI matrix and an agenda. Nothing is corrected; people decide.

Pure functions over records. The codes of findings are a promise to scripts (``koosloome check --json``) and never
change their meaning. The rules are those that a facilitator checks by hand: sums against the stated total, a row's time
inside its year table, owner, amount and deadline present, exactly one A in a RASCI row, blocks that fill the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from textwrap import shorten
from typing import Any, Final

from koosloome_desktop.model.frozen import EMPTY, FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, PlanTable, Session
from koosloome_desktop.operations import plan
from koosloome_desktop.operations.dates import compare, valid_partial, year_of
from koosloome_desktop.operations.dates_partial import minutes_between
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _

_SHOWN: Final = 80
"""Characters of a quoted text in a sentence."""


class Severity(StrEnum):
    """A warning says that two statements disagree, a hint that something is missing."""

    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `canvas` and `row` are codes, ``""`` where they do not apply.

    `values` are plain scalars for scripts and for the sentence; money is in cents under a name that ends in ``_cents``.
    """

    code: str
    severity: Severity
    canvas: str
    row: str
    text_id: str
    values: FrozenMap = EMPTY

    def text(self) -> str:
        """The sentence in the interface's language."""
        return _(self.text_id).format(**{k.removesuffix("_cents"): _shown(k, v) for k, v in self.values.items()})


def _shown(name: str, value: Any) -> Any:
    """A value as it stands in a sentence: money with its sign, a long text short and on one line."""
    if name.endswith("_cents"):
        return locale.money(value)
    return shorten(value, _SHOWN, placeholder="…") if isinstance(value, str) else value


def check_plan(actions: Sequence[Action], tables: Iterable[PlanTable] = (), *, canvas: str = "") -> list[Finding]:
    """All findings about a plan, in a fixed order: totals by year, then row by row. `canvas` is the canvas's code."""
    found = _differing_totals(actions, tables, canvas)
    for action in actions:
        for check in _ROW_CHECKS:
            found += check(action, canvas)
    return found


def _differing_totals(actions: Sequence[Action], tables: Iterable[PlanTable], canvas: str) -> list[Finding]:
    stated: dict[int, int] = {}
    silent: set[int] = set()
    for table in tables:
        if table.year is None:
            continue
        if table.stated_total is None:
            silent.add(table.year)
        else:
            stated[table.year] = stated.get(table.year, 0) + table.stated_total
    # Rows know the year of their table, not the table: a year with a table that states nothing cannot be compared.
    own = [a for a in actions if a.table_year is not None]
    computed = plan.totals(own).by_year
    found = []
    for year, total in sorted(stated.items()):
        rows_give = computed.get(str(year), 0)
        if year in silent or rows_give == total:
            continue
        text = N_("{year}: the table states {stated}, its rows give {computed}; the difference is {difference}.")
        values = {
            "year": year,
            "stated_cents": total,
            "computed_cents": rows_give,
            "difference_cents": total - rows_give,
        }
        found.append(Finding("plan.total_differs", Severity.WARNING, canvas, "", text, FrozenMap(values)))
    return found


def _row(code: str, severity: Severity, action: Action, canvas: str, text: str, **values: Any) -> list[Finding]:
    named = FrozenMap({"row": action.code or action.activity, **values})
    return [Finding(code, severity, canvas, action.code, text, named)]


def _outside_year(action: Action, canvas: str) -> list[Finding]:
    dates = [d for d in (action.start, action.deadline) if d and valid_partial(d)]
    if action.table_year is None or all(year_of(d) == action.table_year for d in dates):
        return []
    text = N_("{row}: its time ({time}) lies outside the year of its table, {year}.")
    time = action.time_text or " – ".join(dict.fromkeys(dates))
    return _row(
        "plan.row_outside_year", Severity.WARNING, action, canvas, text,
        time=time, year=action.table_year, start=action.start, deadline=action.deadline,
    )  # fmt: skip


def _deadline_before_start(action: Action, canvas: str) -> list[Finding]:
    start, deadline = action.start, action.deadline
    if not (start and deadline and valid_partial(start) and valid_partial(deadline)) or compare(deadline, start) >= 0:
        return []
    text = N_("{row}: the deadline {deadline} is before the start {start}.")
    return _row("plan.deadline_before_start", Severity.WARNING, action, canvas, text, start=start, deadline=deadline)


def _no_owner(action: Action, canvas: str) -> list[Finding]:
    if action.owner_role:
        return []
    return _row("plan.no_owner", Severity.HINT, action, canvas, N_("{row}: nobody is named as responsible."))


def _no_deadline(action: Action, canvas: str) -> list[Finding]:
    if action.deadline:
        return []
    if action.time_text:
        text = N_("{row}: has no deadline; the time is given as “{time}”.")
        return _row("plan.no_deadline", Severity.HINT, action, canvas, text, time=action.time_text)
    return _row("plan.no_deadline", Severity.HINT, action, canvas, N_("{row}: has no deadline."))


def _no_amount(action: Action, canvas: str) -> list[Finding]:
    if plan.has_amount(action):
        return []
    if note := action.budget_note or action.budget_text:
        text = N_("{row}: words stand in place of an amount: “{note}”.")
        return _row("plan.no_amount", Severity.HINT, action, canvas, text, note=note)
    return _row("plan.no_amount", Severity.HINT, action, canvas, N_("{row}: has no amount."))


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
        letters = cells if isinstance(cells, list | tuple) else ()
        count = sum(_accountable(cell) for cell in letters)
        if count != 1:
            text = N_("{row}: {count} roles are marked A (accountable); exactly one is needed.")
            values = FrozenMap({"row": row, "count": count})
            found.append(Finding("rasci.not_one_a", Severity.WARNING, canvas, row, text, values))
    return found


def _accountable(cell: Any) -> bool:
    letters = set(cell.upper()) & set(ascii_uppercase) if isinstance(cell, str) else set()
    return "A" in letters <= set("RASCI")


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
