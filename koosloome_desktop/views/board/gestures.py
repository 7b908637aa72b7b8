"""What the mouse does on the board: click, drag, rubber band, pan. A state machine of its own; Esc drops a drag.

A finger does the same (`touch.py`), but has no other button: beside the notes it moves the paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.board.drops import Drop

if TYPE_CHECKING:
    from koosloome_desktop.views.board.lifted import LiftedItem
    from koosloome_desktop.views.board.view import BoardView

_EDGE: Final = 28
"""Px from the edge of the view within which the paper moves on."""
_STEP: Final = 14
_EVERY_MS: Final = 30
"""The paper moves one step so often while the mouse rests at an edge."""
_BEYOND: Final = 14
_BELOW: Final = 40
"""Px of paper that may come into sight beyond the board and below it: less than lies round one that is fitted."""
_Buttons = Qt.MouseButton


class Gestures:
    """One mouse gesture at a time: "", press, drag, band or pan."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.state = ""
        self.drop: Drop | None = None
        self.spent = False
        """The last click meant a sign of a note: a second one right behind it opens no text."""
        self._button = _Buttons.NoButton
        """The button that the gesture began with, and ends with."""
        self._finger = False
        self._note = ""
        self._ids: tuple[str, ...] = ()
        self._from = QPoint()
        self._last = QPoint()
        self._start = QPointF()
        """Where the gesture began, in board units: it stays there however the paper moves or is zoomed meanwhile."""
        self._item: LiftedItem | None = None
        self._edge = QTimer(view)
        self._edge.setInterval(_EVERY_MS)
        self._edge.timeout.connect(self.go_on)

    def press(self, event: QMouseEvent, *, finger: bool = False) -> None:
        """A button went down. While another holds a gesture, nothing begins: a note in the hand would be lost."""
        if self.state and event.button() != self._button and event.buttons() & self._button:
            return
        self.cancel()  # whose end was never told: the button went up over something that took it
        self._button, self.spent, self._finger = event.button(), False, finger
        at = event.position().toPoint()
        self._from = self._last = at
        self._start = self._view.to_board(event.position())
        if event.button() in {_Buttons.MiddleButton, _Buttons.RightButton} or self._view.space_down:
            self.state = "pan"
            self._view.space_used = True
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == _Buttons.LeftButton:
            self.state = "press"
            found = self._view.note_at(at)
            self._note = found.id if found is not None else ""

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved with a button down."""
        at = event.position().toPoint()
        if self.state == "press" and (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._begin()
        if self.state == "pan":
            step = at - self._last
            self._view.camera.pan(step.x(), step.y())
        elif self.state in {"drag", "band"}:
            self._show(at)
            if any(self._edge_step(at)) and not self._edge.isActive():
                self._edge.start()
        self._last = at

    def go_on(self) -> None:
        """The mouse rests at an edge: the paper moves a step under it, as far as there is a board."""
        dx, dy = self._edge_step(self._last)
        if self.state not in {"drag", "band"} or not (dx or dy):
            self._edge.stop()
            return
        self._view.camera.pan(dx, dy)
        self._show(self._last)

    def look(self) -> None:
        """The board changed: a note that is gone (undo, a change from elsewhere) is no longer dragged."""
        if self.state == "drag" and any(self._view.board.note(i) is None for i in self._ids):
            self.cancel()

    def release(self, event: QMouseEvent) -> None:
        """The button went up; another one than the gesture's ends nothing."""
        if event.button() != self._button:
            return
        state, self.state = self.state, ""
        self._edge.stop()
        view = self._view
        at = event.position().toPoint()
        if state == "pan":
            view.viewport().unsetCursor()
            still = (at - self._from).manhattanLength() < QApplication.startDragDistance()
            if event.button() == _Buttons.RightButton and still:
                view.menu_asked.emit(at)
        elif state == "press":
            point = view.to_board(event.position())
            if self._note and view.badge(self._note, point.x(), point.y()):
                self.spent = True
                return
            if self._note:
                view.clicked.emit(self._note, event.modifiers())
            else:
                view.paper_clicked.emit(point.x(), point.y())
        elif state == "drag":
            drop, ids = self.drop, self._ids
            self._end_drag()
            if drop is not None:
                view.dropped.emit(ids, drop)
        elif state == "band":
            self._end_band(event)

    def _end_band(self, event: QMouseEvent) -> None:
        """What is within the rubber band is told."""
        view = self._view
        band = view.marks.marks.band
        view.marks.change(band=None)
        if band is not None:
            x, y, w, h = band
            view.banded.emit(tuple(view.layer.index.inside((x, y, x + w, y + h))), event.modifiers())

    def cancel(self) -> bool:
        """Drop what is under way (Esc); whether there was anything."""
        state, self.state = self.state, ""
        self._edge.stop()
        if state == "drag":
            self._end_drag()
        elif state == "band":
            self._view.marks.change(band=None)
        elif state == "pan":
            self._view.viewport().unsetCursor()
        return bool(state)

    def _begin(self) -> None:
        view = self._view
        if not self._note:
            self.state = "pan" if self._finger else "band"
            return
        ids = view.drag_ids(self._note)
        boxes = [b for i in ids if (b := view.board.note(i)) is not None]
        if not boxes:
            self.state = "pan" if self._finger else ""
            return
        boxes.sort(key=lambda b: b.id != self._note)
        self.state, self._ids = "drag", tuple(sorted(ids, key=lambda i: i != self._note))
        view.hold = (self._start.x() - boxes[0].x, self._start.y() - boxes[0].y)
        from koosloome_desktop.views.board.lifted import LiftedItem  # most openings end without a drag

        self._item = LiftedItem(view.layer.painter, boxes)
        view.scene().addItem(self._item)
        view.layer.hide_notes(frozenset(ids))
        view.marks.change(lifted=frozenset(ids), drop=None)

    def _show(self, at: QPoint) -> None:
        """Show a drag or a band that has come to a point of the viewport (px)."""
        point = self._view.to_board(QPointF(at))
        if self.state == "band":
            rect = QRectF(self._start, point).normalized()
            self._view.marks.change(band=(rect.x(), rect.y(), rect.width(), rect.height()))
            return
        if self._item is not None:
            self._item.setPos(point - self._start)
        self.drop = self._view.drop_at(self._ids, point.x(), point.y())
        self._view.marks.change(drop=self.drop)

    def _edge_step(self, at: QPoint) -> tuple[int, int]:
        """How far the paper moves (px) with the mouse there: towards what is out of sight, not away from all."""
        view = self._view
        size, board = view.viewport().size(), view.board
        whole = view.from_board(QRectF(0, 0, board.width, board.height))

        def step(place: int, room: int, low: float, high: float, beyond: int) -> int:
            back = place < _EDGE and low < _BEYOND
            on = place > room - _EDGE and high > room - beyond
            return _STEP * (back - on)

        return (
            step(at.x(), size.width(), whole.left(), whole.right(), _BEYOND),
            step(at.y(), size.height(), whole.top(), whole.bottom(), _BELOW),
        )

    def _end_drag(self) -> None:
        view = self._view
        if self._item is not None:
            view.scene().removeItem(self._item)
            self._item = None
        self.drop = None
        view.layer.hide_notes(frozenset())
        view.marks.change(lifted=frozenset(), drop=None)
