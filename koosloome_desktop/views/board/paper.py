"""The paper: a graphics view that shows a board with dots behind it, scrolled and zoomed by its camera."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QRegion
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from koosloome_desktop.layout.primitives import Board, NoteBox
from koosloome_desktop.support.palette import Palette
from koosloome_desktop.views.board.camera import Camera
from koosloome_desktop.views.board.found import FoundItem
from koosloome_desktop.views.board.layer import LayerItem
from koosloome_desktop.views.board.looks import Looks
from koosloome_desktop.views.board.marks import MarksItem
from koosloome_desktop.views.board.motion import Motion

_ROOM: Final = 60_000.0
"""Units of empty paper round a board, so that every part of it can be brought anywhere on the screen."""
_SETTLE_MS: Final = 130
_DOTS: Final = 24
_SHEET: Final = _DOTS * 32
_MOST_PARTS: Final = 40
_CRUMB: Final = 30_000
"""Px that may be painted in vain to have one part less."""


def together(parts: list[QRect]) -> list[QRect]:
    """The same area in fewer rectangles: neighbours become the box round them where that adds little.

    What lies over the board (strip, zoom, map) leaves a dozen crumbs after every pan, and each would be looked up and
    painted by itself; whatever is painted between them Qt leaves out.
    """
    found: list[tuple[int, int, int, int, int]] = []
    for part in parts:
        left, top = part.x(), part.y()
        right, bottom = left + part.width(), top + part.height()
        px = (right - left) * (bottom - top)
        for number, (x0, y0, x1, y1, own) in enumerate(found):
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)  # noqa: PLW2901
            if (x1 - x0) * (y1 - y0) <= own + px + _CRUMB:
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

    zoomed = Signal()

    def __init__(self, theme: Palette, parent: QWidget | None = None) -> None:
        self._scrolled: list[int] | None = None
        super().__init__(parent)
        self.looks = Looks(theme)
        self.layer = LayerItem(self.looks)
        self.marks = MarksItem(self.looks, lambda: self.layer.board)
        self.found = FoundItem(self.looks, lambda: self.layer.board)
        self.camera = Camera(self)
        self.motion = Motion(self)
        self._region = QRegion()
        self._now: list[QRect] = []
        self._dots: QPixmap | None = None
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
        self.layer.region = self._exposed
        self._settle = self._timer(_SETTLE_MS, self._settled)
        self._again = self._timer(0, self.viewport().update)
        self.layer.unfinished = self._again.start
        scene.setSceneRect(QRectF(-_ROOM, -_ROOM, 2 * _ROOM, 2 * _ROOM))

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
        self.scene().setSceneRect(-_ROOM, -_ROOM, board.width + 2 * _ROOM, board.height + 2 * _ROOM)
        self.viewport().update()

    def set_theme(self, theme: Palette) -> None:
        """Show everything in another theme."""
        self.looks = Looks(theme)
        self.marks.looks = self.found.looks = self.looks
        self._dots = None
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
        if x or y:
            super().scrollContentsBy(x, y)

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

    def _parts(self, area: QRect) -> list[QRect]:
        """The parts of the viewport that are being painted (px): thin strips while panning, not the box round them."""
        if self._now:
            return self._now
        if self._region.isEmpty() or self._region.rectCount() > _MOST_PARTS:
            return [area]
        parts: list[QRect] = list(self._region)  # type: ignore[call-overload]  # iterable, whatever the stubs say
        self._now = together(parts)
        return self._now

    def _exposed(self) -> list[QRectF]:
        """The same in board units; nothing when what is being painted is no part of the screen."""
        if self._region.isEmpty():
            return []
        scale = self.camera.scale
        dx, dy = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return [
            QRectF((r.x() + dx) / scale, (r.y() + dy) / scale, r.width() / scale, r.height() / scale)
            for r in self._parts(self._region.boundingRect())
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remember what is being painted, then paint."""
        self._region = event.region()
        super().paintEvent(event)
        self._region, self._now = QRegion(), []

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Warm paper with dots, as dense at every zoom."""
        if not isinstance(rect, QRectF):
            return
        ratio = painter.device().devicePixelRatioF()
        if self._dots is None or self._dots.devicePixelRatio() != ratio:
            self._dots = self._dotted(ratio)
        transform = painter.worldTransform()
        area = transform.mapRect(rect).toAlignedRect()
        dx, dy = transform.dx(), transform.dy()
        painter.save()
        painter.resetTransform()
        for part in self._parts(area):
            self._cover(painter, part, QPoint(math.floor(dx), math.floor(dy)), self._dots, ratio)
        painter.restore()

    @staticmethod
    def _cover(painter: QPainter, part: QRect, origin: QPoint, dots: QPixmap, ratio: float) -> None:
        """Cover a part with paper whose dots stand where the origin says: plain copies, quicker than a tiled fill."""
        left = part.left() - (part.left() - origin.x()) % _DOTS
        for y in range(part.top() - (part.top() - origin.y()) % _DOTS, part.bottom() + 1, _SHEET):
            for x in range(left, part.right() + 1, _SHEET):
                piece = QRect(x, y, _SHEET, _SHEET).intersected(part)
                at = (piece.topLeft() - QPoint(x, y)).toPointF() * ratio
                painter.drawPixmap(piece, dots, QRectF(at, QSizeF(piece.size()) * ratio).toRect())

    def _dotted(self, ratio: float) -> QPixmap:
        picture = QPixmap(round(_SHEET * ratio), round(_SHEET * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.looks.paper)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.looks.paper_dot)
        for x in range(_DOTS // 2, _SHEET, _DOTS):
            for y in range(_DOTS // 2, _SHEET, _DOTS):
                painter.drawEllipse(QPointF(x, y), 1.1, 1.1)
        painter.end()
        return picture
