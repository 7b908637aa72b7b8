"""Where everything of a Gantt chart stands in its viewport, and what is at a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF

from koosloome_desktop.layout.gantt import Axis, Bar, Piece, band_count, bands, bar_of, extent, fitted
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_moving import Part, Step
from koosloome_desktop.views.plan.gantt_rows import PAD, Row, Rows

BAND: Final = 22
"""Height of one band of the head."""
BAR: Final = 20
HALF: Final = 7
"""Half the width of a milestone's diamond."""
GRIP: Final = 7
"""How far from an end of a bar the pointer still takes that end."""
_NEAR: Final = timedelta(days=183)
STEPS: Final = {"month": Step.DAY, "quarter": Step.WEEK, "year": Step.MONTH}
"""By what things move at each scale."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is at a place: a row, a part of its bar, or a milestone (`step` is its id)."""

    action: str
    part: Part | None = None
    step: str = ""

    @property
    def grip(self) -> str:
        """The part's name, as the keyboard chooses it: start, whole, end or the id of a milestone."""
        return self.step or (self.part.value if self.part else "")


class Place:
    """Rows, axis, scroll and sizes; all rectangles are in the viewport."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.today = date(2000, 1, 1)
        self.first, self.last = extent((), self.today)
        self.axis = Axis(self.first, 4.0)
        self.width, self.height = 0, 0
        self.labels = 280
        self.scroll_x = self.scroll_y = 0
        self.code_width = 36
        """Room for the rows' numbers."""

    # -- sizes

    def resize(self, width: int, height: int) -> None:
        """The viewport's size in px; the label column takes about a quarter."""
        self.width, self.height = width, height
        self.labels = max(200, min(360, width * 28 // 100))

    @property
    def head(self) -> int:
        """Height of the head."""
        return BAND * band_count(self.axis.per_day) + 4

    @property
    def time_width(self) -> int:
        """Width of the part that shows time."""
        return max(1, self.width - self.labels)

    @property
    def whole_width(self) -> int:
        """Width of all the time there is."""
        return round(self.axis.end_x(self.last))

    @property
    def step(self) -> Step:
        """By what things move at this zoom."""
        return STEPS[self.axis.scale.value]

    def bands(self) -> tuple[tuple[Piece, ...], ...]:
        """The bands of the head over the days in sight."""
        return bands(self.axis, *self.days_in_sight())

    def days_in_sight(self) -> tuple[date, date]:
        """The first and the last day in sight."""
        return self.axis.day(self.scroll_x), self.axis.day(self.scroll_x + self.time_width)

    def fill(
        self, document: Document, actions: Sequence[Action], groups: Mapping[str, str], lang: str, today: date
    ) -> None:
        """Read the rows; `groups` are their headings by id."""
        longest = max((len(a.code) for a in actions), default=2)
        self.code_width, self.today = min(72, 14 + 8 * max(2, longest)), today
        self.rows.fill(document, actions, groups, self.labels - self.code_width - 2 * PAD, lang, today)

    # -- time

    def measure(self) -> None:
        """Take the time that the rows need, at the same zoom."""
        days = [d for row in self.rows.rows for d in row.days()]
        self.first, self.last = extent(days, self.today)
        self.axis = Axis(self.first, self.axis.per_day)

    def fit(self) -> int:
        """The zoom that shows all rows; how far to scroll then. Today is in it unless it is half a year away."""
        days = [d for row in self.rows.rows for d in row.days()] or [self.today]
        near = min(days) - _NEAR <= self.today <= max(days) + _NEAR
        first, last = extent(days, self.today if near else days[0])
        self.axis = Axis(self.first, fitted(first, last, self.time_width).per_day)
        return round(self.axis.x(first))

    def x(self, day: date) -> float:
        """Where a day begins, in the viewport."""
        return self.labels + self.axis.x(day) - self.scroll_x

    def day_at(self, x: float) -> date:
        """The day at a place of the viewport."""
        return self.axis.day(x - self.labels + self.scroll_x)

    # -- rows

    def row_rect(self, index: int) -> QRect:
        """A whole row, labels and time."""
        top = self.head + self.rows.top(index) - self.scroll_y
        return QRect(0, top, self.width, self.rows.rows[index].height)

    def in_sight(self) -> range:
        """The rows that are at least partly in sight."""
        return self.rows.stack.visible(self.scroll_y, self.height - self.head)

    def bar_rect(self, index: int, bar: Bar | None = None) -> QRectF:
        """A row's bar, or the box around its diamond; null without a date."""
        row = self.rows.rows[index]
        found = bar or bar_of(self.axis, row.span)
        if found is None:
            return QRectF()
        area = self.row_rect(index)
        top = area.top() + (area.height() - BAR) / 2
        left = self.labels + found.x - self.scroll_x
        if found.diamond:
            middle = left + found.w / 2
            return QRectF(middle - BAR / 2, top, BAR, BAR)
        return QRectF(left, top, max(4.0, found.w), BAR)

    def step_middle(self, index: int, day: date) -> QPointF:
        """The middle of a milestone's diamond."""
        area = self.row_rect(index)
        return QPointF(self.x(day) + self.axis.per_day / 2, area.top() + area.height() / 2)

    def undated_rect(self, index: int) -> QRectF:
        """The chip of a row without a date, at the left of the time."""
        area = self.row_rect(index)
        width = min(300.0, self.time_width - 24.0)
        return QRectF(self.labels + 12, area.top() + (area.height() - 26) / 2, width, 26)

    # -- what is where

    def hit(self, place: QPoint) -> Hit | None:
        """What is at a place; None over the head and below the rows."""
        if place.y() < self.head:
            return None
        index = self.rows.stack.at(place.y() - self.head + self.scroll_y)
        if index < 0 or place.y() < self.row_rect(index).top():
            return None
        row = self.rows.rows[index]
        if place.x() < self.labels:
            return Hit(row.action.id)
        return self._hit_time(index, row, place)

    def _hit_time(self, index: int, row: Row, place: QPoint) -> Hit:
        if not row.dated and not row.steps:
            inside = self.undated_rect(index).contains(QPointF(place))
            return Hit(row.action.id, Part.END if inside else None)
        for step in reversed(row.steps):
            middle = self.step_middle(index, step.day)
            if abs(place.x() - middle.x()) + abs(place.y() - middle.y()) <= HALF + 4:
                return Hit(row.action.id, step=step.record.id)
        box = self.bar_rect(index)
        if box.isNull() or not box.adjusted(-GRIP, -6, GRIP, 6).contains(QPointF(place)):
            return Hit(row.action.id)
        return Hit(row.action.id, _part(row, box, place.x()))

    def grip_rect(self, index: int, grip: str) -> QRectF:
        """Where the ring stands around the chosen part of a row."""
        row = self.rows.rows[index]
        for step in row.steps:
            if step.record.id == grip:
                middle = self.step_middle(index, step.day)
                return QRectF(middle.x() - 11, middle.y() - 11, 22, 22)
        box = self.bar_rect(index)
        if box.isNull():
            return self.undated_rect(index)
        if grip == Part.WHOLE or row.span.first is None:
            return box.adjusted(-4, -4, 4, 4) if grip != Part.START else QRectF(box.left() - 18, box.top(), 14, BAR)
        edge = box.left() if grip == Part.START else box.right()
        return QRectF(edge - 8, box.top() - 4, 16, BAR + 8)


def _part(row: Row, box: QRectF, x: int) -> Part:
    """Which part of a bar is at `x`: its ends at least a third of a short bar away from each other."""
    if row.span.first is None:
        return Part.START if x < box.left() - 1 else Part.END
    grip = min(GRIP, box.width() / 3)
    if row.span.last is not None and x >= box.right() - grip:
        return Part.END
    return Part.START if x <= box.left() + grip else Part.WHOLE
