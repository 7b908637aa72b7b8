"""What fingers do on the board: one is the mouse's left button, but moves the paper where there is no note; two zoom
and move the paper; one that rests opens the menu. Made with the first touch; Qt makes a mouse of pens by itself.

What one finger does goes through the mouse's gestures (`gestures.py`), so that a step is the same step either way.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEventPoint, QGuiApplication, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from koosloome_desktop.views.board.view import BoardView

_LEFT: Final = Qt.MouseButton.LeftButton
_NEAR: Final = 24.0
"""Px between the two taps of a double tap: a finger is not a mouse."""
_LEAST: Final = 8.0
"""Px between two fingers, at least, when their distance is compared: below that it is chance."""
_RELEASED: Final = QEventPoint.State.Released


class Touch:
    """Fingers on a view: "" none, "one" a gesture of the mouse, "two" zooming, "rest" until all are lifted."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.state = ""
        self.hold = QTimer(view)
        """Runs while a finger rests where it came down."""
        self.hold.setSingleShot(True)
        self.hold.setInterval(QGuiApplication.styleHints().mousePressAndHoldInterval())
        self.hold.timeout.connect(self.held)
        self._finger = -1
        """The finger that is the mouse."""
        self._at = QPointF()
        self._tapped: tuple[int, QPointF, bool] | None = None
        """When (ms of the system) and where the last tap was, and whether it meant a sign of a note."""
        self._twice = False
        self._apart, self._scale, self._held = 1.0, 1.0, QPointF()
        """Of two fingers: their distance (px) and the scale as they began, and the board's point between them."""
        self._before: tuple[float, QPointF, bool] = (1.0, QPointF(), True)

    def event(self, event: QEvent) -> bool:
        """Answer a touch; False: it is for what lies over the board, where Qt makes a mouse of it."""
        if not isinstance(event, QTouchEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self.cancel()
            return True
        points = [p for p in event.points() if p.state() != _RELEASED]
        if kind == QEvent.Type.TouchBegin and not self._begin(event):
            return False
        if len(points) >= 2 and not self._dragging():
            self._two(points)
        elif self.state == "two":
            self.state = "rest"
        elif self.state == "one":
            self._one(event)
        if kind == QEvent.Type.TouchEnd:
            self.hold.stop()
            self.state = ""
        return True

    def cancel(self) -> None:
        """The touch was somebody else's (a palm, another program): note and paper go back to where they were."""
        self.hold.stop()
        state, self.state = self.state, ""
        self._tapped = None
        if state:
            self._view.gestures.cancel()
            self._put_back()

    def held(self) -> None:
        """A finger rests: the menu of what is under it."""
        if self.state == "one" and self._view.gestures.state == "press":
            self._view.gestures.cancel()
            self.state = "rest"
            self._view.menu_asked.emit(self._at.toPoint())

    # -- one finger

    def _begin(self, event: QTouchEvent) -> bool:
        view, point = self._view, event.points()[0]
        at = point.position()
        self.state, self._twice = "", False
        if view.viewport().childAt(at.toPoint()) is not None:
            return False
        camera = view.camera
        self._before = (camera.scale, camera.centre(), camera.fitted)
        last, self._tapped = self._tapped, None
        if last is not None:
            soon = event.timestamp() - last[0] < QApplication.doubleClickInterval()
            self._twice = soon and _distance(at, last[1]) < _NEAR and not last[2]
        self.state, self._finger, self._at = "one", point.id(), at
        view.gestures.press(self._mouse(QEvent.Type.MouseButtonPress, event), finger=True)
        self.hold.start()
        return True

    def _one(self, event: QTouchEvent) -> None:
        """The finger moved or was lifted; others count for nothing while it holds a note."""
        point = next((p for p in event.points() if p.id() == self._finger), None)
        if point is None or event.type() == QEvent.Type.TouchBegin:
            return
        view, gestures = self._view, self._view.gestures
        self._at = point.position()
        if point.state() != _RELEASED:
            gestures.move(self._mouse(QEvent.Type.MouseMove, event))
        elif gestures.state == "press" and self._twice:
            gestures.cancel()
            view.mouseDoubleClickEvent(self._mouse(QEvent.Type.MouseButtonDblClick, event))
        else:
            tap = gestures.state == "press"
            gestures.release(self._mouse(QEvent.Type.MouseButtonRelease, event))
            if tap:
                self._tapped = (event.timestamp(), self._at, gestures.spent)
        if gestures.state != "press":
            self.hold.stop()
        if point.state() == _RELEASED:
            self.state = "rest"

    def _dragging(self) -> bool:
        return self.state == "one" and self._view.gestures.state == "drag"

    def _mouse(self, kind: QEvent.Type, event: QTouchEvent) -> QMouseEvent:
        """What the mouse would tell."""
        moved, up = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
        none = Qt.MouseButton.NoButton
        there = self._view.viewport().mapToGlobal(self._at)
        # Not of the event's own device: Qt would take this for a change of the finger, and forget whose it is.
        return QMouseEvent(kind, self._at, there, none if moved else _LEFT, none if up else _LEFT, event.modifiers())

    # -- two fingers

    def _two(self, points: list[QEventPoint]) -> None:
        """Zoom round the middle of two fingers, and move the paper with it."""
        view, camera = self._view, self._view.camera
        first, second = points[0].position(), points[1].position()
        middle, apart = (first + second) / 2, max(_LEAST, _distance(first, second))
        if self.state != "two":
            self.hold.stop()
            view.gestures.cancel()
            self.state = "two"
            self._apart, self._scale, self._held = apart, camera.scale, view.to_board(middle)
            return
        where = self._held * camera.scale - QPointF(
            view.horizontalScrollBar().value(), view.verticalScrollBar().value()
        )
        step = middle - where
        if abs(step.x()) >= 1 or abs(step.y()) >= 1:
            camera.pan(step.x(), step.y())
        factor = self._scale * apart / self._apart / camera.scale
        if abs(factor - 1) > 1e-4:
            camera.zoom_by(factor, middle)

    def _put_back(self) -> None:
        camera = self._view.camera
        scale, centre, fitted = self._before
        if (camera.scale, camera.centre()) != (scale, centre):
            camera.look_at(scale, centre)
        camera.fitted = fitted


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
