"""What stands in the cells of a plan: text to see, text to edit, and what rows are sorted and grouped by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Milestone, Note
from koosloome_desktop.operations import plan, plan_progress, queries
from koosloome_desktop.operations.actions import STATUSES
from koosloome_desktop.operations.checks_live import QUICK_DAYS
from koosloome_desktop.operations.dates import last_day, sort_key, year_of
from koosloome_desktop.support import locale
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.collation import sort_key as collated
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.plan.columns import Column
from koosloome_desktop.views.plan.words import STATUS_WORDS, amount, cell_text, edit_text, status_word

DONE: Final = "✓"
OPEN: Final = "○"
_LAST: Final = "\U0010ffff"
_OVER: Final = {"done", "dropped"}


def plan_years(actions: Sequence[Action], canvas: Canvas | None) -> tuple[str, ...]:
    """The years of a plan, ascending: its own, those of its tables, those in which money is meant to be spent."""
    found = {str(y) for y in canvas.years} if canvas is not None else set()
    for action in actions:
        found.update(plan.years_of(action))
    return tuple(sorted(y for y in found if y))


def rasci_of(canvas: Canvas | None) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The roles and the rows of a plan's RASCI matrix (row code → letters)."""
    part = canvas.parts.get("rasci") if canvas is not None else None
    if not isinstance(part, Mapping):
        return (), {}
    roles, matrix = part.get("roles"), part.get("matrix")
    names = tuple(str(r) for r in roles) if isinstance(roles, list | tuple) else ()
    return names, matrix if isinstance(matrix, Mapping) else {}


def step_line(step: Milestone, lang: str) -> str:
    """A milestone on one line: ✓ or ○, its text, its date."""
    due = f" · {locale.date(step.due, lang)}" if step.due else ""
    return f"{DONE if step.done else OPEN} {step.text}{due}"


class CellTexts:
    """Reads the cells of one plan. Holds what is the same for every row; make it anew when the canvas changes."""

    def __init__(self, document: Document, canvas_id: str, lang: str, today: date) -> None:
        self._document, self._lang, self._today = document, lang, today
        found = document.find(canvas_id)
        self._canvas = found if isinstance(found, Canvas) else None
        self.roles, self._matrix = rasci_of(self._canvas)
        self._said = plan_progress.minutes(document, canvas_id)
        base = date.fromisoformat(
            max((s.date for s in queries.sessions(document) if len(s.date) == 10), default=str(today))
        )
        self._base, self._quick = base.isoformat(), (base + timedelta(days=QUICK_DAYS)).isoformat()

    def letters(self, action: Action) -> tuple[str, ...]:
        """The RASCI letters of a row, one per role."""
        row = self._matrix.get(action.code, ())
        known = [str(x or "") for x in row] if isinstance(row, list | tuple) else []
        return tuple((known + [""] * len(self.roles))[: len(self.roles)])

    def percent(self, action: Action) -> int | None:
        """How much of a row is done, 0–100; None when nothing tells."""
        return plan_progress.percent_of(action, queries.milestones(self._document, action.id))

    def text(self, action: Action, field: str) -> str:
        """What a cell shows."""
        kind, _sep, rest = field.partition(":")
        special = getattr(self, f"_{kind}", None)
        return special(action, rest) if special is not None else cell_text(action, field, self._lang)

    def status(self, action: Action) -> str:
        """The status that holds today, as its code: delayed by itself when the deadline has passed."""
        return plan_progress.effective_status(action, self._today, self._said.get(action.code, ()))

    def quick(self, action: Action) -> bool:
        """A quick win: done within 30 days of the last session, and not over."""
        return (
            bool(action.deadline)
            and action.status not in _OVER
            and self._base <= last_day(str(action.deadline)) <= (self._quick)
        )

    def late(self, action: Action) -> bool:
        """Whether the deadline of an open row has passed."""
        return plan_progress.days_late(action.status, action.deadline, self._today) > 0

    def edit(self, action: Action, field: str) -> str:
        """What stands in the editor of a cell."""
        if field == "milestones":
            return "\n".join(step_line(s, self._lang) for s in queries.milestones(self._document, action.id))
        if field == "percent":
            return "" if action.percent is None else str(action.percent)
        if field in {"budget", "status"}:
            return edit_text(action, field, self._lang)
        return self.text(action, field)

    # -- the cells that are more than a field

    def _budget(self, action: Action, year: str) -> str:
        if not year:
            return amount(action, self._lang)
        return _cents(plan.years_of(action).get(year), self._lang)

    def _rasci(self, action: Action, number: str) -> str:
        letters = self.letters(action)
        at = int(number)
        return letters[at] if at < len(letters) else ""

    def _commitment(self, action: Action, name: str) -> str:
        return str(action.commitment.get(name) or "")

    def _time(self, action: Action, _rest: str) -> str:
        start, end = action.start, action.deadline
        if start and end:
            # Room round the dash lets a narrow column break there and not within a date.
            return locale.period(start, end, self._lang).replace("–", " – ")
        if start or end:
            words = locale.date(str(start or end), self._lang)
            return words if end else f"{words} – …"
        return action.time_text

    def _status(self, action: Action, _rest: str) -> str:
        return status_word(self.status(action))

    def _percent(self, action: Action, _rest: str) -> str:
        found = self.percent(action)
        return "" if found is None else locale.percent(found / 100, self._lang)

    def _milestones(self, action: Action, _rest: str) -> str:
        return "\n".join(step_line(s, self._lang) for s in queries.milestones(self._document, action.id))

    def _funding(self, action: Action, _rest: str) -> str:
        return "; ".join(f"{source}: {_split(by_year, self._lang)}" for source, by_year in action.funding.items())

    def _spent(self, action: Action, _rest: str) -> str:
        return _cents(plan_progress.spent_of(action, self._said.get(action.code, ())), self._lang)

    def _reminders(self, action: Action, _rest: str) -> str:
        return "\n".join(reminder_line(one, self._lang) for one in action.reminders)

    def _agreed(self, action: Action, _rest: str) -> str:
        return f"{DONE} {agreed_words(action, self._lang)}" if action.agreed_at else ""

    def _sources(self, action: Action, _rest: str) -> str:
        return source_words(self._document, action)


def reminder_line(reminder: Mapping[str, Any], lang: str) -> str:
    """A reminder on one line: its text and its date."""
    day = str(reminder.get("date") or "")
    return " · ".join(x for x in (str(reminder.get("text") or ""), locale.date(day, lang) if day else "") if x)


def _cents(cents: int | None, lang: str) -> str:
    return "" if cents is None else locale.money(cents, lang, sign="").strip()


def _split(by_year: Mapping[str, int], lang: str) -> str:
    if len(by_year) == 1:
        return _cents(next(iter(by_year.values())), lang)
    return ", ".join(f"{year}: {_cents(cents, lang)}" for year, cents in by_year.items())


def agreed_words(action: Action, lang: str) -> str:
    """The day and time at which a row was agreed to; what is no instant is shown as it is."""
    try:
        return locale.date_time(from_instant(action.agreed_at), lang)
    except ValueError:
        return action.agreed_at


def source_words(document: Document, action: Action) -> str:
    """Where an action came from: the codes of its notes and the dots they got."""
    notes = [n for i in action.sources if isinstance(n := document.find(i), Note)]
    if not notes:
        return ""
    shown = dict.fromkeys((n.canvas, queries.shown_as(document, n.id)) for n in notes)
    dots = sum(queries.votes(document, canvas).get(note, 0) for canvas, note in shown)
    codes = ", ".join(n.code for n in notes if n.code)
    return " · ".join(x for x in (f"↖ {codes}".strip(), dot_words(dots) if dots else "") if x)


# -- order and groups


def order_of(texts: CellTexts, action: Action, column: Column, lang: str) -> tuple[int, Any]:
    """What rows are sorted by in a column; empty cells come last."""
    field = column.field
    if field == "status":
        return 0, STATUSES.index(action.status) if action.status in STATUSES else len(STATUSES)
    if field in {"start", "deadline", "time"}:
        day = action.deadline if field == "deadline" else action.start or action.deadline
        return (0, sort_key(day)) if day else (1, "")
    number = _number(texts, action, field)
    if number is not None:
        return 0, number
    if column.kind in {"money", "percent"}:
        return 1, texts.text(action, field)
    words = texts.text(action, field)
    return (0, _collated(words, lang)) if words else (1, "")


@lru_cache(maxsize=8192)
def _collated(words: str, lang: str) -> str:
    return collated(words, lang)


def _number(texts: CellTexts, action: Action, field: str) -> int | None:
    if field == "budget":
        return plan.row_total(action) if plan.has_amount(action) else None
    if field.startswith("budget:"):
        return plan.years_of(action).get(field.partition(":")[2])
    if field in {"own_contribution", "spent"}:
        found = getattr(action, field)
        return found if isinstance(found, int) else None
    return texts.percent(action) if field == "percent" else None


def group_key(action: Action, group: str) -> str:
    """The group a row stands in; "" for none."""
    if group == "year":
        if action.table_year is not None:
            return str(action.table_year)
        years = [str(year_of(d)) for d in (action.start, action.deadline) if d] or list(action.budget)
        return years[0] if years else ""
    return str(getattr(action, group, "") or "")


def group_title(key: str, group: str, *, tables: bool = False) -> str:
    """The heading of a group; with year `tables` a year stands for its table."""
    if group == "status":
        return status_word(key)
    if key:
        return _("Begins in {year}").format(year=key) if group == "year" and not tables else key
    return {
        "owner_role": _("Nobody is responsible"),
        "group": _("Without a goal"),
        "year": _("Without a time"),
    }.get(group, _("Without a source"))


def group_order(key: str, group: str, first: int, lang: str) -> tuple[Any, ...]:
    """The order of groups: years and statuses by their own, goals as they come in the plan, the rest by alphabet."""
    if not key:
        return (1, _LAST)
    if group == "status":
        return (0, list(STATUS_WORDS).index(key) if key in STATUS_WORDS else 99)
    return (0, first) if group == "group" else (0, collated(key, lang))
