"""Fingers on a window: touches as the system tells them, through Qt's own routing of them to widgets."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


@cache
def screen() -> QPointingDevice:
    """The touch screen of all tests: Qt lets go of none."""
    return QTest.createTouchDevice()


class Fingers:
    """Fingers on one widget; points are px of it. Each finger has a number, and is lifted before it comes again."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self.down: dict[int, QPoint] = {}
        """Which are down, and where."""

    def tell(self, pressed: dict[int, QPointF] | None = None, moved: dict[int, QPointF] | None = None,
             lifted: tuple[int, ...] = ()) -> None:  # fmt: skip
        """One report of the screen: what came down, what moved, what was lifted; the others rest."""
        told = QTest.touchEvent(self.widget, screen(), False)
        for finger, at in self.down.items():
            if finger in (moved or {}):
                self.down[finger] = moved[finger].toPoint()
                told.move(finger, self.down[finger], self.widget)
            elif finger in lifted:
                told.release(finger, at, self.widget)
            else:
                told.move(finger, at, self.widget)  # QTest forgets where a finger is that it tells to rest
        for finger, at in (pressed or {}).items():
            self.down[finger] = at.toPoint()
            told.press(finger, self.down[finger], self.widget)
        for finger in lifted:
            del self.down[finger]
        told.commit()
        for _round in range(3):
            QApplication.processEvents()

    def press(self, at: QPointF, finger: int = 0) -> None:
        """A finger comes down."""
        self.tell(pressed={finger: at})

    def move(self, *way: QPointF, finger: int = 0) -> None:
        """A finger goes along a way."""
        for at in way:
            self.tell(moved={finger: at})

    def lift(self, *fingers: int) -> None:
        """Fingers are lifted, all that are down when none is named."""
        self.tell(lifted=fingers or tuple(self.down))

    def tap(self, at: QPointF) -> None:
        """Down and up."""
        self.press(at)
        self.lift()

    def drag(self, start: QPointF, end: QPointF, *, lift: bool = True) -> None:
        """One finger from here to there."""
        self.press(start)
        self.move(*(start + (end - start) * share for share in (0.2, 0.6, 1.0)))
        if lift:
            self.lift()

    def cancel(self) -> None:
        """The system takes the touch away: a palm, another program."""
        native = self.widget.window().windowHandle()
        QApplication.sendEvent(native, QTouchEvent(QEvent.Type.TouchCancel, screen()))
        self.lift()
