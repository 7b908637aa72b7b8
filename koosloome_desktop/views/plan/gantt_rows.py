"""The rows of a Gantt chart: what each says and covers, kept as long as its records are the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from koosloome_desktop.layout.gantt import Span, Stack
from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Milestone, Review
from koosloome_desktop.operations.dates_partial import first_day, last_day, valid_partial
from koosloome_desktop.operations.plan_moving import Dates, dates_of
from koosloome_desktop.operations.plan_progress import Standing, minutes, standing
from koosloome_desktop.support.i18n import _

SIZE: Final = 14
LINE: Final = 18
BELOW: Final = 16
PAD: Final = 10
LEAST: Final = 44
HEADING: Final = 34
"""Height of the heading over the rows without a date."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with a date that can be drawn: the day on which it falls due."""

    record: Milestone
    day: date


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `lines` is the activity, `owner` who answers for it, both broken for the label column; `before` is the
    day of the first deadline where that was moved.
    """

    standing: Standing
    dates: Dates
    milestones: tuple[Milestone, ...]
    steps: tuple[Step, ...]
    span: Span
    lines: tuple[str, ...]
    owner: tuple[str, ...]
    height: int
    before: date | None = None

    @property
    def action(self) -> Action:
        """Its record."""
        return self.standing.action

    @property
    def status(self) -> str:
        """The status that holds today."""
        return self.standing.status

    @property
    def late(self) -> int:
        """Days since its deadline."""
        return self.standing.days_late

    @property
    def dated(self) -> bool:
        """Whether anything of it stands on the scale."""
        return self.span.first is not None or self.span.last is not None

    def days(self) -> list[date]:
        """Every day that the scale must show for it."""
        return [d for d in (self.span.first, self.span.last, *(s.day for s in self.steps)) if d is not None]


def span_of(dates: Dates) -> Span:
    """What a row covers, whole months where only the month is known."""
    return Span(
        date.fromisoformat(first_day(dates.start)) if dates.start else None,
        date.fromisoformat(last_day(dates.end)) if dates.end else None,
    )


class Rows:
    """The rows in order, those without a date last, under a heading of their own."""

    def __init__(self) -> None:
        self._known: dict[str, Row] = {}
        self._for: tuple[object, ...] = ()
        self.rows: list[Row] = []
        self.place: dict[str, int] = {}
        self.undated = 0
        """How many rows at the end have no date."""
        self.stack = Stack(())
        self.heads: dict[int, str] = {}
        """What stands over a row: the heading of its group, or of the rows without a date."""

    def fill(
        self,
        document: Document,
        actions: Sequence[Action],
        groups: Mapping[str, str],
        width: int,
        lang: str,
        today: date,
    ) -> None:
        """Read the rows for a label column of `width` px; what did not change is not made again. `groups` are the
        headings under which rows stand, by their ids; empty when the plan is not grouped.
        """
        canvas = actions[0].canvas if actions else ""
        made_for = (width, lang, today, *document.within(Review, canvas))
        if self._for != made_for:
            self._known, self._for = {}, made_for
        said = minutes(document, canvas)
        known, self._known = self._known, {}
        dated: list[Row] = []
        undated: list[Row] = []
        for action in actions:
            steps = tuple(document.within(Milestone, action.id))
            row = known.get(action.id)
            if row is None or row.action is not action or row.milestones != steps:
                row = _row(standing(action, steps, said.get(action.code, ()), today), steps, width, lang)
            self._known[action.id] = row
            (dated if row.dated else undated).append(row)
        self.rows, self.undated = [*dated, *undated], len(undated)
        self.place = {row.action.id: i for i, row in enumerate(self.rows)}
        self.heads = {i: title for i, title in enumerate(_titles(dated, groups)) if title}
        if undated:
            self.heads[len(dated)] = _("Without a date ({count})").format(count=len(undated))
        self.stack = Stack([row.height + HEADING * (i in self.heads) for i, row in enumerate(self.rows)])

    def top(self, index: int) -> int:
        """Where a row begins, below the heading that may stand over it."""
        return self.stack.tops[index] + (HEADING if index in self.heads else 0)

    def row(self, action_id: str) -> Row | None:
        """The row of an action."""
        place = self.place.get(action_id)
        return None if place is None else self.rows[place]


def _titles(rows: Sequence[Row], groups: Mapping[str, str]) -> list[str]:
    """The heading over each row: that of its group where the group begins."""
    found, before = [], ""
    for row in rows:
        title = groups.get(row.action.id, "")
        found.append(title if title != before else "")
        before = title
    return found


def _row(found: Standing, steps: tuple[Milestone, ...], width: int, lang: str) -> Row:
    action, dates = found.action, dates_of(found)
    lines = wrap(action.activity, width, SIZE, "semibold", lang)
    owner = wrap(action.owner_role, width, 12, "regular", lang) if action.owner_role else ()
    drawn = [Step(m, date.fromisoformat(last_day(m.due))) for m in steps if m.due and valid_partial(m.due)]
    first = found.first_deadline
    moved = first is not None and valid_partial(first) and first != dates.end
    return Row(
        standing=found,
        dates=dates,
        milestones=steps,
        steps=tuple(sorted(drawn, key=lambda s: s.day)),
        span=span_of(dates),
        lines=tuple(lines),
        owner=tuple(owner),
        height=max(LEAST, len(lines) * LINE + max(1, len(owner)) * BELOW + 2 * PAD - 4),
        before=date.fromisoformat(last_day(first)) if first and moved else None,
    )
