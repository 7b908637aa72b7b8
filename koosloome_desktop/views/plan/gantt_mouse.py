"""The mouse on a Gantt chart: bars, their ends and milestones are dragged, rows without a date are put on the scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from koosloome_desktop.layout.gantt import bar_of
from koosloome_desktop.operations.plan_moving import Dates, Part, dropped_on, moved, shifted, steps_in
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.gantt_moving import Moving, moving_area
from koosloome_desktop.views.plan.gantt_place import Hit
from koosloome_desktop.views.plan.gantt_rows import Row, span_of
from koosloome_desktop.views.plan.gantt_words import period

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.gantt_chart import GanttChart


@dataclass(frozen=True, slots=True)
class _Grab:
    """What was pressed, and where, in days of the axis."""

    hit: Hit
    at: QPoint
    days: float


def wrong_order(dates: Dates) -> str:
    """Why these dates cannot be, or ""."""
    if dates.in_order or not (dates.start and dates.end):
        return ""
    told = _("The action would end ({end}) before it begins ({start}).")
    return told.format(start=locale.date(dates.start), end=locale.date(dates.end))


class GanttMouse:
    """One gesture at a time; `moving` is what is shown of it."""

    def __init__(self, chart: GanttChart) -> None:
        self._chart = chart
        self._grab: _Grab | None = None
        self._due: str | None = None
        self.moving: Moving | None = None

    def press(self, at: QPoint) -> None:
        """Choose what is there and be ready to drag it."""
        chart = self._chart
        chart.fresh()
        hit = chart.place.hit(at)
        if hit is None:
            return
        chart.choose(hit.action, hit.grip)
        if hit.grip:
            self._grab = _Grab(hit, at, self._days(at))

    def move(self, at: QPoint, *, held: bool) -> None:
        """Drag, or show by the pointer's shape what can be dragged."""
        if not held or self._grab is None:
            self._shape(at)
            return
        far = (at - self._grab.at).manhattanLength() >= QApplication.startDragDistance()
        if self.moving is None and not far:
            return
        self._follow(at)
        row = self._chart.place.rows.row(self._grab.hit.action)
        if row is None:  # it went while it was dragged
            self.cancel()
            return
        place, before = self._chart.place, self.moving
        self.moving = self._moved(row, at)
        if before is None:
            self._chart.viewport().update()  # the ring and the dates beside the bar go
        else:
            self._chart.viewport().update(moving_area(place, before).united(moving_area(place, self.moving)))

    def release(self) -> None:
        """Let go: one undo step, or the reason why not."""
        moving, grab = self.moving, self._grab
        due = self._due
        self.cancel()
        if moving is None or grab is None:
            return
        chart = self._chart
        if moving.refused:
            chart.page.say_refused(moving.refused)
            return
        row = chart.place.rows.row(moving.action)
        if grab.hit.step:
            chart.verbs.set_step_due(grab.hit.step, due)
        elif row is not None:
            chart.verbs.move_in_time(moving.action, moving.dates.changed(row.dates))
        chart.announce(moving.text)

    def cancel(self) -> bool:
        """Drop the gesture, everything stays as it was; whether there was one."""
        was = self.moving is not None
        self.moving, self._grab, self._due = None, None, None
        self._chart.viewport().update()
        return was

    # -- what comes out

    def _days(self, at: QPoint) -> float:
        place = self._chart.place
        return (at.x() - place.labels + place.scroll_x) / place.axis.per_day

    def _moved(self, row: Row, at: QPoint) -> Moving | None:
        grab, place, lang = self._grab, self._chart.place, self._chart.lang
        if grab is None:
            return None
        days = self._days(at) - grab.days
        if grab.hit.step:
            return self._moved_step(row, days)
        part = grab.hit.part or Part.WHOLE
        if not row.dated:
            dates = Dates(None, dropped_on(place.day_at(at.x()), place.step))
        else:
            dates = moved(row.dates, part, place.step, steps_in(days, _measure(row.dates, part), place.step))
        bar = bar_of(place.axis, span_of(dates))
        return Moving(row.action.id, part.value, dates, bar, period(dates, lang), QPointF(at), wrong_order(dates))

    def _moved_step(self, row: Row, days: float) -> Moving | None:
        grab, place = self._grab, self._chart.place
        step = next((s for s in row.steps if grab is not None and s.record.id == grab.hit.step), None)
        if grab is None or step is None or not step.record.due:
            return None
        self._due = shifted(step.record.due, place.step, steps_in(days, step.record.due, place.step))
        last = span_of(Dates(None, self._due)).last or step.day
        index = place.rows.place[row.action.id]
        text = f"{step.record.text}: {locale.date(self._due, self._chart.lang)}"
        at = place.step_middle(index, last)
        return Moving(row.action.id, step.record.id, row.dates, None, text, at)

    def _follow(self, at: QPoint) -> None:
        """At an edge of the time the chart goes along."""
        chart, place = self._chart, self._chart.place
        bar = chart.horizontalScrollBar()
        if at.x() > place.width - 24:
            bar.setValue(bar.value() + 16)
        elif place.labels <= at.x() < place.labels + 24 or at.x() < place.labels:
            bar.setValue(bar.value() - 16)

    def _shape(self, at: QPoint) -> None:
        hit = self._chart.place.hit(at)
        row = self._chart.place.rows.row(hit.action) if hit else None
        shape = Qt.CursorShape.ArrowCursor
        if hit is not None and hit.grip and row is not None:
            sideways = hit.part in {Part.START, Part.END} and row.span.first is not None
            shape = Qt.CursorShape.SizeHorCursor if sideways or hit.step else Qt.CursorShape.OpenHandCursor
        self._chart.viewport().setCursor(QCursor(shape))


def _measure(dates: Dates, part: Part) -> str | None:
    """The date whose precision says how the way is counted."""
    if part is Part.START:
        return dates.start or dates.end
    if part is Part.END:
        return dates.end or dates.start
    return next((d for d in (dates.start, dates.end) if d and len(d) == len("2026-10")), dates.start or dates.end)
