"""The clock in the top bar while a block is on: its name, the time left, how late the room is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from koosloome_desktop.operations import running, steps
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.agenda.words import back_words, course_words, left_words, step_words
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import enter_clicks

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.leading import Leading

_PAD: Final = 12
_NAME: Final = 22


class TimerChip(QAbstractButton):
    """Green while there is time, amber in the last five minutes, red over time; words say the same."""

    def __init__(self, parent: QWidget, *, still: bool) -> None:
        super().__init__(parent)
        self._leading: Leading | None = None
        self._parts: tuple[str, str] = ("", "")
        self._role = "ok"
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.show_time)
        self._still = still
        self.told: Callable[[], object] = lambda: None
        """Called every time the time was told."""
        self.hide()

    def follow(self, leading: Leading | None) -> bool:
        """Show the course of a workshop; whether a block is on there."""
        self._leading = leading
        on = leading is not None and leading.current() is not None
        if on and not self._still:
            self._tick.start()
        else:
            self._tick.stop()
        self.show_time()
        return on

    def show_time(self) -> None:
        """Tell the time anew."""
        leading = self._leading
        item, session = (leading.current(), leading.session()) if leading is not None else (None, None)
        if leading is None or item is None or session is None:
            self._parts = ("", "")
            return
        now = leading.now()
        clock = running.clock(item, now)
        course = course_words(running.course(leading.workshop.document, session, now))
        self._role = "bad" if clock.left < 0 else "warn" if clock.warns or clock.paused else "ok"
        inner = steps.step(item, now)
        beside = (step_words(inner) if inner is not None else "", back_words(item, clock, now), course)
        name = " · ".join(x for x in (short(item.title, _NAME), *beside) if x)
        time = f"‖ {left_words(clock)}" if clock.paused else left_words(clock)
        if (time, name) != self._parts:
            width_before = self.sizeHint().width()
            self._parts = (time, name)
            self.setMinimumWidth(self.sizeHint().width())
            if self.sizeHint().width() != width_before:
                self.updateGeometry()
            self.update()
        self.setAccessibleName(_("{block}: {time} left").format(block=item.title, time=left_words(clock)))
        tip(self, " · ".join(x for x in (item.title, *beside) if x))
        self.told()

    def words(self) -> str:
        """What is shown."""
        return " · ".join(p for p in self._parts if p)

    def sizeHint(self) -> QSize:
        """Room for name and time."""
        time, name = self._parts
        wide = QFontMetricsF(ui_font(16, SEMIBOLD, tabular=True)).horizontalAdvance(time)
        wide += QFontMetricsF(ui_font(13)).horizontalAdvance(name)
        return QSize(int(wide) + 3 * _PAD, 34)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the agenda."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        inks = {"ok": theme.ok, "warn": theme.warn, "bad": theme.bad}
        grounds = {"ok": theme.ok_soft, "warn": theme.warn_soft, "bad": theme.bad_soft}
        painter.setPen(QColor(theme.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(grounds[self._role]))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 8, 8)
        time, name = self._parts
        painter.setPen(QColor(theme.ink))
        painter.setFont(ui_font(13))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(_PAD, 0, -_PAD, 0), middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(inks[self._role]))
        painter.setFont(ui_font(16, SEMIBOLD, tabular=True))
        painter.drawText(area.adjusted(_PAD, 0, -_PAD, 0), middle | Qt.AlignmentFlag.AlignRight, time)
        painter.end()
