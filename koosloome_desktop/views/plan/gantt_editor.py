"""The small line in a Gantt chart in which a date, or a new milestone, is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.dates import RangeKind, parse_range
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.plan_moving import Dates, Part, dropped_on
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER
from koosloome_desktop.views.plan.gantt_mouse import wrong_order
from koosloome_desktop.views.understood import OK, Bubble, Told, time_told

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.gantt_chart import GanttChart

_WIDTH = 260


class GanttEditor(QObject):
    """Enter takes what is typed, or says why it cannot; Esc leaves it as it was; leaving it takes what can be taken."""

    def __init__(self, chart: GanttChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self._action = self._grip = ""
        self._day: date | None = None
        self.line = Field(chart.page.ctx.commands, parent=chart.viewport())
        self.line.setProperty("role", "cell")
        self.line.hide()
        self.line.installEventFilter(self)
        Bubble(self.line, self._told)

    def _told(self, text: str) -> Told:
        """What is said of the date that is being typed; of a new milestone only its date."""
        lang, today = self._chart.lang, self._chart.place.today
        if self._grip != "new":
            return time_told(text, today=today, lang=lang, year=self._year())
        _words, due = split_date(text, today.year, lang)
        return Told(locale.date(due, lang), OK) if due else Told()

    def _year(self) -> int:
        row = self._chart.place.rows.row(self._action)
        found = row.dates.end or row.dates.start if row is not None else None
        return int((found or str(self._chart.place.today))[:4])

    @property
    def open(self) -> bool:
        """Whether something is being typed."""
        return not self.line.isHidden()

    def open_date(self) -> None:
        """Type the chosen date: a start, a deadline or that of a milestone."""
        chart = self._chart
        row = chart.place.rows.row(chart.chosen)
        if row is None:
            return
        step = chart.verbs.step(chart.grip)
        value = row.dates.start if chart.grip == Part.START else row.dates.end
        name = _("Begins") if chart.grip == Part.START else _("Deadline")
        if step is not None:
            value, name = step.due, step.text
        self._show(chart.grip, locale.date(value, chart.lang) if value else "", name, _("date, month or “from – to”"))

    def open_step(self, day: date | None) -> None:
        """Type a new milestone of the chosen row; `day` is its date unless one is typed."""
        row = self._chart.place.rows.row(self._chart.chosen)
        if row is None:
            return
        self._day = day
        shown = locale.date(day, self._chart.lang) if day else _("date")
        self._show("new", "", _("New milestone"), _("milestone, {date}").format(date=shown))

    def follow(self) -> None:
        """Stay where the row is."""
        index = self._chart.place.rows.place.get(self._action, -1)
        if not self.open or index < 0:
            return
        place = self._chart.place
        spot = place.grip_rect(index, self._grip if self._grip != "new" else str(Part.END))
        left = max(place.labels + 8, min(int(spot.left()), place.width - _WIDTH - 8))
        area = place.row_rect(index)
        self.line.setGeometry(QRect(left, area.center().y() - 16, _WIDTH, 32))

    def _show(self, grip: str, text: str, name: str, hint: str) -> None:
        self._action, self._grip = self._chart.chosen, grip
        self.line.setText(text)
        self.line.selectAll()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self._chart.page.say_refused("")
        self.line.show()
        self.line.raise_()
        self.follow()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc, and leaving."""
        if watched is self.line and self.open:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.key() in ENTER:
                    self._take()
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self._chart.page.say_refused("")
                    self._close()
                    return True
            if event.type() == QEvent.Type.FocusOut and self._chart.window().isActiveWindow():
                self._leave()
        return super().eventFilter(watched, event)

    def _close(self) -> None:
        self.line.hide()
        self._chart.setFocus()

    def _leave(self) -> None:
        """The keyboard went elsewhere: what can be understood is taken, else the old date stays."""
        self.line.hide()
        if not self._understood():
            self._chart.page.say_refused("")

    def _take(self) -> None:
        if self._understood():
            self._close()

    def _understood(self) -> bool:
        text = clean(self.line.text()).text
        if self._grip == "new":
            return self._new_step(text)
        row = self._chart.place.rows.row(self._action)
        if row is None:
            return True
        step = self._chart.verbs.step(self._grip)
        found = parse_typed(text, today=self._chart.place.today, lang=self._chart.lang, year=self._year())
        if found.kind is RangeKind.TEXT:
            told = _("“{text}” is not a date. Write it as {example}, or only the month: {month}.")
            day = self._chart.place.today
            example, month = locale.date(day, self._chart.lang), locale.month(day, self._chart.lang)
            self._chart.page.say_refused(told.format(text=text, example=example, month=month))
            return False
        if step is not None:
            due = found.end or found.start
            return due == step.due or self._chart.verbs.set_step_due(step.id, due)
        dates = Dates(found.start, found.end)
        if found.kind is not RangeKind.RANGE:
            one = self._grip == Part.START
            value = (found.start or found.end) if one else (found.end or found.start)
            dates = Dates(value, row.dates.end) if one else Dates(row.dates.start, value)
        return self._set(dates)

    def _set(self, dates: Dates) -> bool:
        row = self._chart.place.rows.row(self._action)
        refused = wrong_order(dates)
        self._chart.page.say_refused(refused)
        if refused or row is None:
            return False
        changed = dates.changed(row.dates)
        return not changed or self._chart.verbs.move_in_time(self._action, changed)

    def _new_step(self, text: str) -> bool:
        words, due = split_date(text, self._chart.place.today.year, self._chart.lang)
        if not words:
            return True
        if due is None and self._day is not None:
            due = dropped_on(self._day, self._chart.place.step)
        return self._chart.verbs.add_step(self._action, words, due)


def split_date(text: str, year: int, lang: str) -> tuple[str, str | None]:
    """A text and the date at its end, if there is one: “Luba käes, 30.3” → ("Luba käes", "2026-03-30")."""
    words = text.split()
    for at in range(max(1, len(words) - 4), len(words)):
        found = parse_range(" ".join(words[at:]), default_year=year, lang=lang)
        if found.kind not in {RangeKind.TEXT, RangeKind.EMPTY, RangeKind.YEAR}:
            return " ".join(words[:at]).rstrip(",;: "), found.end or found.start
    return text, None
