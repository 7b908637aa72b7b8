"""The view of a board: mouse and keyboard on the paper. It shows a `Board` and tells gestures; it changes no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.palette import Palette
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.gestures import Gestures
from koosloome_desktop.views.board.paper import PaperView

if TYPE_CHECKING:
    from PySide6.QtGui import QTabletEvent

    from koosloome_desktop.views.board.touch import Touch

_TOUCHES: Final = frozenset(
    {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
)


class BoardView(PaperView):
    """Shows one board and hears mouse and keys. `keys` gets every key press (True = taken), `typed` the text of input
    methods; `drag_ids` names what goes along when a note is dragged, `drop_at` where it would land, `badge`
    whether a click on a note (board units) meant one of its signs.
    """

    clicked = Signal(str, object)
    double_clicked = Signal(str)
    paper_clicked = Signal(float, float)
    paper_double_clicked = Signal(float, float)
    banded = Signal(object, object)
    dropped = Signal(object, object)
    menu_asked = Signal(object)
    photo_opened = Signal(str)
    resized = Signal()
    focus_changed = Signal()

    def __init__(self, theme: Palette, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.gestures = Gestures(self)
        self.keys: Callable[[QKeyEvent], bool] = lambda _e: False
        self.typed: Callable[[str], None] = lambda _t: None
        self.space: Callable[[], None] = lambda: None
        self.drag_ids: Callable[[str], Sequence[str]] = lambda note_id: (note_id,)
        self.hold: tuple[float, float] | None = None
        self.drop_at: Callable[[tuple[str, ...], float, float], Drop | None] = lambda _i, _x, _y: None
        self.badge: Callable[[str, float, float], bool] = lambda _n, _x, _y: False
        self.takes: Callable[[QMimeData], bool] = lambda _mime: False
        self.given: Callable[[QMimeData, float, float], None] = lambda _mime, _x, _y: None
        self.space_down = self.space_used = False
        self.touch: Touch | None = None
        """What fingers do; made with the first touch."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A gesture begins."""
        self.gestures.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A gesture goes on."""
        self.gestures.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A gesture ends."""
        self.gestures.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a note opens its text, on its photo the photo; beside the notes it may mean a title."""
        found, point = self.note_at(event.position().toPoint()), self.to_board(event.position())
        if self.gestures.spent:
            event.accept()
            return
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            where = found.picture_rect()
            on_photo = where is not None and QRectF(*where).contains(point)
            (self.photo_opened if on_photo else self.double_clicked).emit(found.id)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.paper_double_clicked.emit(point.x(), point.y())
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What the page takes may come in."""
        event.setAccepted(self.takes(event.mimeData()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It may be dropped anywhere on the board, and stays where it came from."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """It was dropped."""
        point = self.to_board(event.position())
        self.given(event.mimeData(), point.x(), point.y())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel and a touchpad pan; with Ctrl they zoom about the mouse, but not while the paper still runs on."""
        steps = event.pixelDelta() if event.hasPixelDelta() and _exact() else event.angleDelta()
        turn = event.angleDelta().y() or event.pixelDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn and event.phase() != Qt.ScrollPhase.ScrollMomentum:
                self.camera.zoom_by(1.0015**turn, event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not steps.x():
            self.camera.pan(steps.y(), 0)
        elif not steps.isNull():  # fingers that come down on a touchpad, or go, move nothing
            self.camera.pan(steps.x(), steps.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Fingers, and a pinch on a touchpad, which zooms."""
        if event.type() in _TOUCHES:
            return self._touched(event)
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            # What a system tells at once is not believed beyond half and double: a factor of 0 would lose the board.
            self.camera.zoom_by(max(0.5, min(2.0, 1.0 + event.value())), event.position())
            return True
        return super().viewportEvent(event)

    def _touched(self, event: QEvent) -> bool:
        if self.touch is None:
            from koosloome_desktop.views.board.touch import Touch

            self.touch = Touch(self)
        event.setAccepted(self.touch.event(event))
        return True

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen is a mouse, as Qt makes it of what is not taken here; its other end rubs nothing out, nor moves it."""
        from PySide6.QtGui import QPointingDevice

        event.setAccepted(event.pointerType() == QPointingDevice.PointerType.Eraser)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key asks for the menu of the note with the ring; a right click asks when the button goes up."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.board.note(self.marks.marks.ring)
            if box is not None:
                at = self.from_board(QRectF(box.x, box.y, box.w, box.h)).center().toPoint()
                self.menu_asked.emit(at)
        event.accept()

    # -- keyboard

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from zone to zone here; F6 leaves."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page decides; what it does not take goes to the window."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not event.isAutoRepeat():
                self.space_down, self.space_used = True, False
            event.accept()
            return
        event.setAccepted(self.keys(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space toggles when it is let go, unless it was held to pan."""
        if event.key() == Qt.Key.Key_Space and self.space_down and not event.isAutoRepeat():
            self.space_down = False
            if not self.space_used:
                self.space()
            event.accept()
            return
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters always write: what an input method composed goes to the line."""
        if event.commitString():
            self.typed(event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Input methods and dead keys may compose here."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        return super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.space_down = False
        self.focus_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page lays the board out anew."""
        super().resizeEvent(event)
        self.resized.emit()


def _exact() -> bool:
    """Whether what the system calls pixels are such: on X11 they are whatever the driver counts (Qt, QWheelEvent)."""
    return QGuiApplication.platformName() != "xcb"
