"""How much time a Gantt chart shows, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.layout.gantt import LEAST, MOST, Axis, Scale, per_day_for

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.gantt_chart import GanttChart


class GanttLens:
    """Zooms and scrolls; `fitted` holds as long as everything is shown, whatever is added."""

    def __init__(self, chart: GanttChart) -> None:
        self._chart = chart
        self.fitted = True

    def zoom(self, per_day: float, at: float | None = None) -> None:
        """Another zoom, in px a day; the day at `at` (a place of the viewport, the middle) stays where it is."""
        chart, place = self._chart, self._chart.place
        spot = place.labels + place.time_width / 2 if at is None else at
        day = (spot - place.labels + place.scroll_x) / place.axis.per_day
        self.fitted = False
        place.axis = Axis(place.first, max(LEAST, min(MOST, per_day)))
        chart.set_ranges()
        chart.horizontalScrollBar().setValue(round(day * place.axis.per_day - (spot - place.labels)))
        chart.scrolled()
        chart.zoomed.emit()

    def show_scale(self, scale: Scale) -> None:
        """One month, quarter or year fills the width, with today in sight."""
        self.zoom(per_day_for(scale, self._chart.place.time_width))
        self.show_day()

    def show_day(self) -> None:
        """Bring today to the first third of the width."""
        place = self._chart.place
        self._chart.horizontalScrollBar().setValue(round(place.axis.x(place.today) - place.time_width / 3))

    def fit(self) -> None:
        """All rows' time in the width."""
        at = self._chart.place.fit()
        self.fitted = True
        self._chart.set_ranges()
        self._chart.horizontalScrollBar().setValue(at)
        self._chart.scrolled()
        self._chart.zoomed.emit()
