"""The paper: a graphics view that shows a board with dots behind it, scrolled and zoomed by its camera."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from koosloome_desktop.layout.primitives import Board, NoteBox
from koosloome_desktop.support.palette import Palette
from koosloome_desktop.views.board.camera import Camera
from koosloome_desktop.views.board.found import FoundItem
from koosloome_desktop.views.board.ground import Ground
from koosloome_desktop.views.board.layer import ROOM, LayerItem, Part
from koosloome_desktop.views.board.looks import Looks
from koosloome_desktop.views.board.marks import MarksItem
from koosloome_desktop.views.board.motion import Motion
from koosloome_desktop.views.board.scrolling import Scrolling

_SETTLE_MS: Final = 130
_STANDING: Final = 3
"""Items that are always there: layer, what was found, marks."""
_MOST_PARTS: Final = 40
_FEW: Final = 10
_CRUMB: Final = 30_000
"""Px that may be painted in vain to have one part less."""


def together(parts: list[QRect]) -> list[QRect]:
    """The same area in fewer rectangles: neighbours become the box round them where that adds little.

    What lies over the board (strip, zoom, map) leaves crumbs after every pan. Each is looked up and painted by itself
    while they are few: under a clip that is no rectangle Qt paints span by span, ten times as slow. Of many each would
    cost more than that; whatever is painted between them Qt leaves out.
    """
    exact = _joined(parts, 0)
    return exact if len(exact) <= _FEW else _joined(parts, _CRUMB)


def _joined(parts: list[QRect], crumb: int) -> list[QRect]:
    found: list[tuple[int, int, int, int, int]] = []
    for part in parts:
        left, top = part.x(), part.y()
        right, bottom = left + part.width(), top + part.height()
        px = (right - left) * (bottom - top)
        for number, (x0, y0, x1, y1, own) in enumerate(found):
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)  # noqa: PLW2901
            if (x1 - x0) * (y1 - y0) <= own + px + crumb:
                found[number] = (x0, y0, x1, y1, (x1 - x0) * (y1 - y0))
                break
        else:
            found.append((left, top, right, bottom, px))
    return [QRect(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1, _own in found]


def _viewport() -> QWidget:
    """The widget that is painted on, as Qt makes it itself. Asked for one that it made, the binding makes Python's
    classes of all widgets there are, to find the one that fits: ten milliseconds of opening the first workshop.
    """
    made = QWidget()
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    return made


class PaperView(QGraphicsView):
    """Shows one board in one theme."""

    own_fingers = True
    """Fingers do here what they do on a board (`touch.py`), not what they do on other things that scroll."""
    zoomed = Signal()
    """The camera moved; what lies over the board may have moved with it."""
    panned = Signal()
    """The paper moved under what lies over it."""

    def __init__(self, theme: Palette, parent: QWidget | None = None) -> None:
        self._scrolled: list[int] | None = None
        super().__init__(parent)
        self.looks = Looks(theme)
        self.ground = Ground(self.looks)
        self.layer = LayerItem(self.looks, self.ground)
        self.marks = MarksItem(self.looks, lambda: self.layer.board)
        self.found = FoundItem(self.looks, lambda: self.layer.board)
        self.camera = Camera(self)
        self.motion = Motion(self)
        self.scrolling = Scrolling(self)
        self._region = QRegion()
        self._seen = QRegion()
        self._now: list[QRect] = []
        self._last_zoom = 0.0
        self._build()

    def _build(self) -> None:
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        scene.addItem(self.layer)
        scene.addItem(self.found)
        scene.addItem(self.marks)
        self.setScene(scene)
        self.setViewport(_viewport())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.layer.parts = self._exposed
        self._settle = self._timer(_SETTLE_MS, self._settled)
        self._again = self._timer(0, self.viewport().update)
        self.layer.unfinished = self._again.start
        scene.setSceneRect(QRectF(-ROOM, -ROOM, 2 * ROOM, 2 * ROOM))

    def _timer(self, ms: int, run: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(run)
        return timer

    # -- the board

    @property
    def board(self) -> Board:
        """The board that is shown."""
        return self.layer.board

    def show_board(self, board: Board) -> None:
        """Show another board; the camera stays, unless it is fitted."""
        self.layer.show_board(board)
        self.marks.grown()
        self.found.grown()
        self.scene().setSceneRect(-ROOM, -ROOM, board.width + 2 * ROOM, board.height + 2 * ROOM)
        self.viewport().update()

    def set_theme(self, theme: Palette) -> None:
        """Show everything in another theme."""
        self.looks = Looks(theme)
        self.marks.looks = self.found.looks = self.looks
        self.ground.set_looks(self.looks)
        self.layer.set_looks(self.looks)
        self.viewport().update()

    def note_at(self, at: QPoint) -> NoteBox | None:
        """The note at a point of the viewport (px), or the one whose pin is there."""
        point = self.to_board(QPointF(at))
        found = self.layer.index.hit(point.x(), point.y())
        return found if found is not None else self.layer.board.pin_at(point.x(), point.y())

    def to_board(self, at: QPointF) -> QPointF:
        """A point of the viewport (px) in board units."""
        scale = self.camera.scale
        return QPointF(
            (at.x() + self.horizontalScrollBar().value()) / scale, (at.y() + self.verticalScrollBar().value()) / scale
        )

    def from_board(self, rect: QRectF) -> QRectF:
        """A box in board units on the viewport (px)."""
        scale = self.camera.scale
        dx, dy = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRectF(rect.x() * scale - dx, rect.y() * scale - dy, rect.width() * scale, rect.height() * scale)

    # -- painting

    def set_update_mode(self, mode: QGraphicsView.ViewportUpdateMode) -> None:
        """Minimal while panning, full while zooming."""
        if self.viewportUpdateMode() != mode:
            self.setViewportUpdateMode(mode)

    def zooming(self) -> None:
        """A person zooms: one step is drawn sharp at once, a run of steps draws what it has and is sharp at its end."""
        now = time.monotonic()
        self.layer.moving = now - self._last_zoom < _SETTLE_MS / 1000
        self._last_zoom = now
        if self.layer.moving:
            self._settle.start()

    def scroll_by(self, dx: int, dy: int) -> None:
        """Move what is in sight by so many px, both ways at once: bar by bar Qt moves pixels and overlays twice."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        self._scrolled = [0, 0]
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        x, y = self._scrolled
        self._scrolled = None
        if len(self.scene().items()) == _STANDING and self.layer.glide is None:
            self.scrolling.move(x, y)
            self.panned.emit()
        else:  # Qt knows where moving items were painted before
            super().scrollContentsBy(x, y)
            self.camera_moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """A bar moved; both of them are waited for in `scroll_by`."""
        if self._scrolled is None:
            super().scrollContentsBy(dx, dy)
            return
        self._scrolled[0] += dx
        self._scrolled[1] += dy

    def camera_moved(self) -> None:
        """Tell those who lie over the board."""
        self.zoomed.emit()

    def _settled(self) -> None:
        self.layer.moving = False
        self.viewport().update()

    def _exposed(self) -> list[Part]:
        """What is being painted: thin strips while panning, not the box round them; nothing when that is no part of the
        screen.
        """
        region = self._region
        if region.isEmpty():
            return []
        if region != self._seen:
            few = region.rectCount() <= _MOST_PARTS
            self._seen, self._now = region, together(list(region)) if few else [region.boundingRect()]  # type: ignore[call-overload]  # iterable, whatever the stubs say
        scale = self.camera.scale
        dx, dy = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        parts = []
        for px in self._now:
            left, top = (px.x() + dx) / scale, (px.y() + dy) / scale
            parts.append(Part(px, QRectF(left, top, px.width() / scale, px.height() / scale)))
        return parts

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remember what is being painted, then paint."""
        self._region = event.region()
        super().paintEvent(event)
        self._region = QRegion()

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Paper, where the layer does not paint it with the board: in pictures of the view."""
        if isinstance(rect, QRectF) and self._region.isEmpty():
            transform = painter.worldTransform()
            painter.save()
            painter.resetTransform()
            self.ground.cover(painter, transform.mapRect(rect).toAlignedRect(), transform)
            painter.restore()
