"""One finger on what scrolls moves it; a tap is a click; a finger that rests asks for the menu, or takes along what is
under it when it goes on.

Qt makes a mouse of a finger at once: a swipe over the agenda would take a block along, over a list choose, over a cell
open it, and no finger has a right button. So a window waits until the finger has said what it wants. Boards answer
fingers themselves (`board/touch.py`). Loaded with the first touch.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QTouchEvent, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QDialog, QWidget

_LEFT: Final = Qt.MouseButton.LeftButton
_RIGHT: Final = Qt.MouseButton.RightButton
_NONE: Final = Qt.MouseButton.NoButton
_NEAR: Final = 24
"""Px between the two taps of a double tap."""


class Fingers:
    """The first finger on one native window: "" none, "wait", "scroll", "held" (it rested), "mouse", or "stuck" where
    nothing goes that way.
    """

    def __init__(self, window: QWindow) -> None:
        self._window = window
        self.state = ""
        self.hold = QTimer(window)
        """Runs while a finger rests where it came down."""
        self.hold.setSingleShot(True)
        self.hold.setInterval(QGuiApplication.styleHints().mousePressAndHoldInterval())
        self.hold.timeout.connect(self.held)
        self._finger = -1
        self._start = self._at = QPointF()
        self._areas: list[QAbstractScrollArea] = []
        self._area: QAbstractScrollArea | None = None
        self._from = QPoint()
        self._tapped: tuple[int, QPointF] | None = None

    def event(self, event: QEvent) -> bool:
        """Whether a touch was for what scrolls; else Qt goes on with it."""
        if not isinstance(event, QTouchEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.TouchBegin and not self._begin(event):
            self.state = ""
            return False
        if not self.state:
            return False
        event.accept()
        if kind == QEvent.Type.TouchCancel:
            self.cancel()
            return True
        point = next((p for p in event.points() if p.id() == self._finger), None)
        if point is not None:
            self._at = point.position()
            self._move()
        if kind == QEvent.Type.TouchEnd:
            self._end(event)
        return True

    def cancel(self) -> None:
        """The touch was somebody else's: what was scrolled is put back, what was held is let go where it was."""
        self.hold.stop()
        state, self.state = self.state, ""
        if state == "scroll" and self._area is not None:
            self._area.horizontalScrollBar().setValue(self._from.x())
            self._area.verticalScrollBar().setValue(self._from.y())
        elif state == "mouse":
            self._at = self._start
            self._mouse(QEvent.Type.MouseMove)
            self._mouse(QEvent.Type.MouseButtonRelease)

    def held(self) -> None:
        """The finger rests: when it goes on it drags what it holds, when it is lifted it asks for the menu."""
        if self.state == "wait":
            self.state = "held"

    def _begin(self, event: QTouchEvent) -> bool:
        self.hold.stop()
        point = event.points()[0]
        areas = self._under(point.position().toPoint())
        if areas is None or QApplication.activePopupWidget() is not None:
            return False
        self._areas = areas
        self._finger, self._start, self._at = point.id(), point.position(), point.position()
        self.state = "wait"
        self.hold.start()
        return True

    def _child(self, at: QPoint) -> QWidget | None:
        top = next((w for w in QApplication.topLevelWidgets() if w.windowHandle() == self._window), None)
        return top.childAt(at) if top is not None else None

    def _under(self, at: QPoint) -> list[QAbstractScrollArea] | None:
        """What scrolls at a point of the window, from the innermost outwards; None where others answer fingers."""
        found: list[QAbstractScrollArea] = []
        here = self._child(at)
        if here is None:
            return None
        while here is not None and not here.isWindow():
            if isinstance(here, QAbstractSlider) or getattr(here, "own_fingers", False):
                return None
            if isinstance(here, QAbstractScrollArea) and any(_room(here)):
                found.append(here)
            here = here.parentWidget()
        return found

    def _move(self) -> None:
        way = (self._at - self._start).toPoint()
        if self.state in {"wait", "held"} and way.manhattanLength() >= QApplication.startDragDistance():
            self.hold.stop()
            self._set_off(way)
        if self.state == "scroll" and self._area is not None:
            self._area.horizontalScrollBar().setValue(self._from.x() - way.x())
            self._area.verticalScrollBar().setValue(self._from.y() - way.y())
        elif self.state == "mouse":
            self._mouse(QEvent.Type.MouseMove)

    def _set_off(self, way: QPoint) -> None:
        """The finger goes: it scrolls, but drags after it rested, and where nothing scrolls."""
        if self.state == "held" or not self._areas:
            self.state = "mouse"
            at, self._at = self._at, self._start
            self._mouse(QEvent.Type.MouseButtonPress)
            self._at = at
            return
        down = abs(way.y()) >= abs(way.x())
        self._area = next((a for a in self._areas if _room(a)[down]), None)
        self.state = "scroll" if self._area is not None else "stuck"
        if self._area is not None:
            self._from = QPoint(self._area.horizontalScrollBar().value(), self._area.verticalScrollBar().value())

    def _end(self, event: QTouchEvent) -> None:
        self.hold.stop()
        state, self.state = self.state, ""
        last, self._tapped = self._tapped, None
        if state == "mouse":
            self._mouse(QEvent.Type.MouseButtonRelease)
        elif state == "held" and self._menu():
            return
        elif state in {"wait", "held"}:
            self._tapped = (event.timestamp(), self._start)
            soon = last is not None and event.timestamp() - last[0] < QApplication.doubleClickInterval()
            if last is not None and soon and (self._start - last[1]).manhattanLength() < _NEAR:
                self._tapped = None
                self._mouse(QEvent.Type.MouseButtonDblClick)
            else:
                self._mouse(QEvent.Type.MouseButtonPress)
            self._mouse(QEvent.Type.MouseButtonRelease)

    def _menu(self) -> bool:
        """What the right button would do; whether there is a menu."""
        child = self._child(self._start.toPoint())
        if child is None:
            return False
        if isinstance(child.window(), QDialog):
            # It would take what nobody wanted, for a "What's this?" that none of ours has.
            child.window().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._mouse(QEvent.Type.MouseButtonPress, _RIGHT)
        self._mouse(QEvent.Type.MouseButtonRelease, _RIGHT)
        there = self._window.mapToGlobal(self._start.toPoint())
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, child.mapFromGlobal(there), there)
        return QApplication.sendEvent(child, asked) and asked.isAccepted()

    def _mouse(self, kind: QEvent.Type, button: Qt.MouseButton = _LEFT) -> None:
        """Tell the window what the mouse would tell it."""
        moved, up = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
        there = self._window.mapToGlobal(self._at)
        buttons = (_NONE if moved else button, _NONE if up else button)
        event = QMouseEvent(kind, self._at, self._at, there, *buttons, QGuiApplication.keyboardModifiers())
        QApplication.sendEvent(self._window, event)


def _room(area: QAbstractScrollArea) -> tuple[bool, bool]:
    """Whether there is more than is in sight, across and down."""
    bars = (area.horizontalScrollBar(), area.verticalScrollBar())
    across, down = (bar.maximum() > bar.minimum() for bar in bars)
    return across, down
