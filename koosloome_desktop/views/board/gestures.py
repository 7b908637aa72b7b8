"""What the mouse does on the board: click, drag, rubber band, pan. A state machine of its own; Esc drops a drag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.lifted import LiftedItem

if TYPE_CHECKING:
    from koosloome_desktop.views.board.view import BoardView

_EDGE: Final = 28
_STEP: Final = 14
_Buttons = Qt.MouseButton


class Gestures:
    """One mouse gesture at a time: "", press, drag, band or pan."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.state = ""
        self.drop: Drop | None = None
        self._note = ""
        self._ids: tuple[str, ...] = ()
        self._from = QPoint()
        self._last = QPoint()
        self._item: LiftedItem | None = None

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        at = event.position().toPoint()
        self._from = self._last = at
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
        elif self.state == "drag":
            self._drag(at)
        elif self.state == "band":
            self._band(at)
        self._last = at

    def release(self, event: QMouseEvent) -> None:
        """The button went up."""
        state, self.state = self.state, ""
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
            band = view.marks.marks.band
            view.marks.change(band=None)
            if band is not None:
                x, y, w, h = band
                ids = tuple(view.layer.index.inside((x, y, x + w, y + h)))
                view.banded.emit(ids, event.modifiers())

    def cancel(self) -> bool:
        """Drop what is under way (Esc); whether there was anything."""
        state, self.state = self.state, ""
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
            self.state = "band"
            return
        ids = view.drag_ids(self._note)
        boxes = [b for i in ids if (b := view.board.note(i)) is not None]
        if not boxes:
            self.state = ""
            return
        boxes.sort(key=lambda b: b.id != self._note)
        self.state, self._ids = "drag", tuple(sorted(ids, key=lambda i: i != self._note))
        start = view.to_board(QPointF(self._from))
        view.hold = (start.x() - boxes[0].x, start.y() - boxes[0].y)
        self._item = LiftedItem(view.layer.painter, boxes)
        view.scene().addItem(self._item)
        view.layer.hide_notes(frozenset(ids))
        view.marks.change(lifted=frozenset(ids), drop=None)

    def _drag(self, at: QPoint) -> None:
        view = self._view
        self._scroll_at_edge(at)
        scale = view.camera.scale
        if self._item is not None:
            step = (QPointF(at) - QPointF(self._from)) / scale
            self._item.setPos(step)
        point = view.to_board(QPointF(at))
        self.drop = view.drop_at(self._ids, point.x(), point.y())
        view.marks.change(drop=self.drop)

    def _scroll_at_edge(self, at: QPoint) -> None:
        """Near the edge of the view the paper moves on."""
        rect = self._view.viewport().rect()
        dx = _STEP * ((at.x() < _EDGE) - (at.x() > rect.width() - _EDGE))
        dy = _STEP * ((at.y() < _EDGE) - (at.y() > rect.height() - _EDGE))
        if dx or dy:
            self._view.camera.pan(dx, dy)
            self._from += QPoint(dx, dy)

    def _end_drag(self) -> None:
        view = self._view
        if self._item is not None:
            view.scene().removeItem(self._item)
            self._item = None
        self.drop = None
        view.layer.hide_notes(frozenset())
        view.marks.change(lifted=frozenset(), drop=None)

    def _band(self, at: QPoint) -> None:
        one, two = self._view.to_board(QPointF(self._from)), self._view.to_board(QPointF(at))
        rect = QRectF(one, two).normalized()
        self._view.marks.change(band=(rect.x(), rect.y(), rect.width(), rect.height()))
