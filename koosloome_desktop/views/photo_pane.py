"""One photo to look at: fitted at first, larger and smaller about the mouse, dragged, turned by quarters.

`PhotoPane` is the picture, `PhotoPanel` the picture with its name and buttons: beside the line, and in a window of its
own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.photo_paint import empty_field
from koosloome_desktop.views.key_parts import written
from koosloome_desktop.views.photo_store import PhotoStore
from koosloome_desktop.views.plain import label, window_title
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, row, styled

LARGEST: Final = 4.0
"""Px of the screen for one of the photo."""
STEP: Final = 1.25
_GROUND: Final = "#1B2129"
_MARGIN: Final = 10
_PAN: Final = 60
_Key = Qt.Key


class PhotoPane(QWidget):
    """The picture. Letters typed here are told (`typed`): they belong into the line. Esc is told by `left`."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, store: PhotoStore) -> None:
        super().__init__()
        self.spoken_role = "Graphic"
        self._store = store
        self.asset = ""
        self.turns = 0
        self._scale = 0.0
        self._middle = QPointF(0.5, 0.5)
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        store.arrived.connect(self._arrived)

    def show_photo(self, asset: str) -> None:
        """Show another photo, whole and as it was taken."""
        if asset != self.asset:
            self.asset, self.turns = asset, 0
            self.fit()

    # -- how it is seen

    def fitted(self) -> float:
        """Px of the screen for one of the photo at which all of it is in sight, 1 at most."""
        size = self._size()
        room = QSize(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        return min(max(1, room.width()) / max(1, size.width()), max(1, room.height()) / max(1, size.height()), 1.0)

    @property
    def scale(self) -> float:
        """Px of the screen for one of the photo."""
        return self._scale or self.fitted()

    def fit(self) -> None:
        """All of it."""
        self._scale, self._middle = 0.0, QPointF(0.5, 0.5)
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller; what is at a point of the widget (px) stays there."""
        point = at if at is not None else QPointF(self.rect().center())
        before, fitted = self.scale, self.fitted()
        after = min(max(before * factor, fitted), LARGEST)
        if after <= fitted * 1.001:
            self.fit()
            return
        away = point - QPointF(self.rect().center())
        self._scale = after
        self._move(away * (1 / before - 1 / after))

    def turn(self) -> None:
        """A quarter to the right; only what is seen turns, the photo stays as it is."""
        self.turns = (self.turns + 1) % 4
        self.fit()

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by so many px of the screen."""
        self._move(QPointF(-dx, -dy) / self.scale)

    def _move(self, step: QPointF) -> None:
        """Another point of the photo in the middle: `step` in px of the photo as it is turned."""
        size = self._size()
        x = self._middle.x() + step.x() / max(1, size.width())
        y = self._middle.y() + step.y() / max(1, size.height())
        self._middle = QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self.update()

    def _size(self) -> QSize:
        """Px of the photo as it is turned."""
        asset = self._store.asset(self.asset)
        size = QSize(asset.width or 4, asset.height or 3) if asset is not None else QSize(4, 3)
        return size.transposed() if self.turns % 2 else size

    def area(self) -> QRectF:
        """Where the whole photo is now, in px of the widget."""
        size = self._size()
        width, height = size.width() * self.scale, size.height() * self.scale
        centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        return QRectF(centre.x() - width * self._middle.x(), centre.y() - height * self._middle.y(), width, height)

    # -- Qt

    def _arrived(self, asset: str) -> None:
        if asset == self.asset:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo on its ground, and the ring when the keyboard is here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000" if tokens().name == "contrast" else _GROUND))
        area = self.area()
        found = self._store.get(self.asset, max(area.width(), area.height()) * self.devicePixelRatioF())
        if found is None:
            _nothing(painter, self.rect())
        else:
            self._draw(painter, found, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), 2.5))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def _draw(self, painter: QPainter, found: QPixmap, area: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(QTransform.fromTranslate(area.center().x(), area.center().y()), combine=True)
        painter.rotate(90.0 * self.turns)
        size = area.size().transposed() if self.turns % 2 else area.size()
        place = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
        painter.drawPixmap(place, found, QRectF(found.rect()))
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it, + − 0 size it, Esc leaves; letters go to the line."""
        key, text = event.key(), event.text()
        steps = {_Key.Key_Left: (1, 0), _Key.Key_Right: (-1, 0), _Key.Key_Up: (0, 1), _Key.Key_Down: (0, -1)}
        if key == _Key.Key_Escape:
            self.left.emit()
        elif key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            dx, dy = steps[_Key(key)]
            self.pan(dx * _PAN, dy * _PAN)
        elif text in {"+", "="}:
            self.zoom_by(STEP)
        elif text in {"-", "−"}:
            self.zoom_by(1 / STEP)
        elif text == "0":
            self.fit()
        elif written(event):
            self.typed.emit(text)
        else:
            event.ignore()
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel sizes about the mouse."""
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self._from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along."""
        if self._from is not None:
            step = event.position() - self._from
            self._from = event.position()
            self.pan(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To its own size there, and back."""
        if self._scale:
            self.fit()
        else:
            self.zoom_by(1.0 / self.scale, event.position())


def _nothing(painter: QPainter, room: QRect) -> None:
    side = min(room.width(), room.height()) * 0.5
    middle = QPointF(room.center())
    empty_field(painter, QRectF(middle.x() - side * 0.66, middle.y() - side / 2, side * 1.32, side), 1.0)


class PhotoPanel(QWidget):
    """A photo with its name and buttons; `closing` when the person has seen enough."""

    closing = Signal()

    def __init__(self, store: PhotoStore, close_words: str) -> None:
        super().__init__()
        styled(self, "panel")
        self._store = store
        self.pane = PhotoPane(store)
        self.title: QLabel = label("", "card")
        self.title.setMinimumWidth(0)
        self.told: QLabel = label("", "muted", wrap=True)
        tools: list[tuple[str, str, Callable[[], object]]] = [
            ("minus", _("Smaller"), lambda: self.pane.zoom_by(1 / STEP)),
            ("plus", _("Larger"), lambda: self.pane.zoom_by(STEP)),
            ("minimize", _("The whole photo"), self.pane.fit),
            ("turn", _("Turn to the right"), self.pane.turn),
            ("x", close_words, self.closing.emit),
        ]
        self.buttons = [button("", "icon", icon=icon, name=name, run=run) for icon, name, run in tools]
        head = row(self.title, None, *self.buttons, margins=(14, 6, 8, 6), gap=4)
        self.setLayout(column(head, self.told, self.pane, gap=0))
        self.told.setContentsMargins(14, 0, 14, 6)
        self.told.hide()

    def show_photo(self, asset: str, title: str) -> None:
        """Show a photo under a name."""
        self.pane.show_photo(asset)
        self.title.setText(title)
        spoken = _("Photo: {text}").format(text=title)
        self.pane.setAccessibleName(spoken)
        missing = self._store.missing(asset)
        self.told.setText(_("The picture itself is not in this library; it came without pictures.") if missing else "")
        self.told.setVisible(missing)


class PhotoDialog(QDialog):
    """A photo as large as the window; Esc closes."""

    def __init__(self, store: PhotoStore, asset: str, title: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title(title))
        self.setAccessibleName(_("Photo: {text}").format(text=title))
        self.setModal(True)
        self.panel = PhotoPanel(store, _("Close"))
        self.panel.show_photo(asset, title)
        self.panel.closing.connect(self.reject)
        self.panel.pane.left.connect(self.reject)
        self.setLayout(column(self.panel, gap=0))
        size = parent.window().size()
        self.resize(round(size.width() * 0.94), round(size.height() * 0.92))
        self.panel.pane.setFocus(Qt.FocusReason.OtherFocusReason)
