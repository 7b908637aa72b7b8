"""The keys of a Gantt chart (mode G): arrows choose, Alt+arrows move what is chosen, + and − lengthen, Enter types.

One model: ↑ ↓ choose a row, ← → a part of it (its start, the whole bar, its deadline, each milestone). Everything else
acts on what is chosen, by the unit of the scale: a day, a week or a month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.operations.plan_moving import Dates, Part, moved, shifted
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plan.gantt_mouse import wrong_order
from koosloome_desktop.views.plan.gantt_rows import Row
from koosloome_desktop.views.plan.gantt_words import period
from koosloome_desktop.views.plan.to_line import letters_to_line

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.gantt_chart import GanttChart

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_LONGER: Final = frozenset({_Key.Key_Plus, _Key.Key_Equal})


class GanttKeys:
    """What each key does; `press` tells whether it did anything."""

    def __init__(self, chart: GanttChart) -> None:
        self._chart = chart

    @staticmethod
    def grips(row: Row) -> list[str]:
        """The parts of a row that ← and → go through, from left to right."""
        steps = [s.record.id for s in row.steps]
        if not row.dated:
            return [str(Part.END), *steps]
        if row.span.first is None or row.span.last is None:
            return [str(Part.START), str(Part.END), *steps]
        return [str(Part.START), str(Part.WHOLE), str(Part.END), *steps]

    def press(self, event: QKeyEvent) -> bool:
        """Take a key."""
        self._chart.fresh()  # the key before may have changed what is shown
        key, mods = event.key(), plain(event)
        if key == _Key.Key_Escape:
            if not self._chart.mouse.cancel():
                self._chart.page.focus_line()
            return True
        if mods == _Mod.AltModifier:
            return self._place(key)
        if mods & (_Mod.ControlModifier | _Mod.AltModifier):
            return False
        if key in {_Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End,
                   _Key.Key_PageUp, _Key.Key_PageDown}:  # fmt: skip
            return self._go(key)
        return self._act(key, event.text()) or letters_to_line(self._chart.page, event)

    # -- choosing

    def _go(self, key: int) -> bool:
        chart = self._chart
        if key in {_Key.Key_Left, _Key.Key_Right}:
            row = chart.place.rows.row(chart.chosen)
            grips = self.grips(row) if row else []
            if chart.grip in grips:
                at = grips.index(chart.grip) + (1 if key == _Key.Key_Right else -1)
                chart.choose(chart.chosen, grips[max(0, min(at, len(grips) - 1))])
            return True
        rows = chart.place.rows
        at, last = rows.place.get(chart.chosen, 0), len(rows.rows) - 1
        page = max(1, len(chart.place.in_sight()) - 1)
        steps = {_Key.Key_Up: at - 1, _Key.Key_Down: at + 1, _Key.Key_Home: 0, _Key.Key_End: last,
                 _Key.Key_PageUp: at - page, _Key.Key_PageDown: at + page}  # fmt: skip
        to = steps[_Key(key)]
        if key == _Key.Key_Down and to > last:
            chart.page.focus_line()
        elif last >= 0:
            chart.choose(rows.rows[max(0, min(to, last))].action.id)
        return True

    # -- moving

    def _place(self, key: int) -> bool:
        chart = self._chart
        if key in {_Key.Key_Left, _Key.Key_Right}:
            self.shift(1 if key == _Key.Key_Right else -1)
            return True
        if key in {_Key.Key_Up, _Key.Key_Down}:
            by = 1 if key == _Key.Key_Down else -1
            chart.verbs.move_row(chart.chosen, by, [r.action.id for r in chart.place.rows.rows])
            return True
        return False

    def shift(self, count: int) -> None:
        """Move the chosen part by units of the scale."""
        chart = self._chart
        row = chart.place.rows.row(chart.chosen)
        step = next((s for s in row.steps if s.record.id == chart.grip), None) if row else None
        if row is None:
            return
        if step is not None and step.record.due:
            chart.verbs.set_step_due(step.record.id, shifted(step.record.due, chart.place.step, count))
            return
        if not row.dated:
            chart.page.say_refused(_("This row has no date yet: Enter types one."))
            return
        self._set(row, moved(row.dates, Part(chart.grip), chart.place.step, count))

    def lengthen(self, count: int) -> None:
        """Move the deadline by units of the scale, whatever part is chosen."""
        row = self._chart.place.rows.row(self._chart.chosen)
        if row is not None and row.dated:
            self._set(row, moved(row.dates, Part.END, self._chart.place.step, count))

    def _set(self, row: Row, dates: Dates) -> None:
        chart = self._chart
        refused = wrong_order(dates)
        chart.page.say_refused(refused)
        if not refused and chart.verbs.move_in_time(row.action.id, dates.changed(row.dates)):
            chart.fresh()
            chart.reveal()
            chart.announce(period(dates, chart.lang))

    # -- doing

    def _act(self, key: int, text: str) -> bool:
        chart = self._chart
        if key in ENTER or key == _Key.Key_F2:
            if key == _Key.Key_F2 or not chart.page.drafts.confirm():
                chart.editor.open_date()
        elif key in _LONGER or key == _Key.Key_Minus:
            self.lengthen(1 if key in _LONGER else -1)
        elif key == _Key.Key_Space:
            self.tick()
        elif key == _Key.Key_Insert:
            chart.editor.open_step(None)
        elif key in {_Key.Key_Delete, _Key.Key_Backspace}:
            self.clear()
        elif text in {"1", "2", "3", "4", "5", "6"}:
            self.status(STATUSES[int(text) - 1])
        else:
            return text.isdigit() and bool(text)
        return True

    def status(self, status: str) -> None:
        """Give the chosen row a status; the last three ask why first."""
        if self._chart.chosen:
            self._chart.asked.emit(status)

    def tick(self) -> None:
        """A milestone is reached, or not after all."""
        chart = self._chart
        if chart.verbs.step(chart.grip) is not None:
            chart.verbs.tick_step(chart.grip)

    def clear(self) -> None:
        """Take away the chosen date, or the milestone; the whole bar: both dates."""
        chart = self._chart
        row = chart.place.rows.row(chart.chosen)
        if row is None:
            return
        if chart.verbs.step(chart.grip) is not None:
            chart.verbs.delete_step(chart.grip)
            return
        start = None if chart.grip in {Part.START, Part.WHOLE} else row.dates.start
        end = None if chart.grip in {Part.END, Part.WHOLE} else row.dates.end
        chart.verbs.move_in_time(row.action.id, Dates(start, end).changed(row.dates))
