"""What part of the board is in sight, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

if TYPE_CHECKING:
    from koosloome_desktop.views.board.paper import PaperView

MARGIN: Final = 18
"""Px of paper round a fitted board."""
FOOT: Final = 46
"""Px of paper below it: the zoom chip lies there and hides no note."""
LARGEST: Final = 4.0
SMALLEST: Final = 0.04
READABLE: Final = 0.55
"""A board whose fit would be smaller than this opens at this scale instead: 20 px text is 11 px then."""
_EDGE: Final = 28


class Camera:
    """Zoom and place of a view. While `fitted` it follows the board: nobody has zoomed or panned since."""

    def __init__(self, view: PaperView) -> None:
        self._view = view
        self.fitted = True

    @property
    def scale(self) -> float:
        """Screen px per board unit."""
        return self._view.transform().m11()

    def area(self) -> tuple[float, float]:
        """Room for the board in px: the viewport without its margins."""
        size = self._view.viewport().size()
        return (max(320.0, size.width() - 2.0 * MARGIN), max(200.0, size.height() - MARGIN - FOOT))

    def fit_scale(self) -> float:
        """The scale at which the whole board is in sight, 1 at most."""
        board = self._view.board
        if board.width <= 0 or board.height <= 0:
            return 1.0
        width, height = self.area()
        return max(SMALLEST, min(width / board.width, height / board.height, 1.0))

    def fit(self) -> None:
        """Show the whole board."""
        board = self._view.board
        self.fitted = True
        scale = self.fit_scale()
        self.look_at(scale, QPointF(board.width / 2, board.height / 2 + (FOOT - MARGIN) / 2 / scale))

    def may_fit(self) -> bool:
        """Whether the whole board in sight could still be read."""
        return self.fit_scale() >= READABLE * 0.8

    def open(self) -> None:
        """The first look at a board: all of it when that can be read, else its beginning in a readable size."""
        fit = self.fit_scale()
        if fit >= READABLE:
            self.fit()
            return
        self.fitted = True
        board = self._view.board
        width, height = self.area()
        across = max(READABLE, min(1.0, width / board.width))
        tall = min(board.height, height / across)
        wide = min(board.width, width / across)
        self.look_at(across, QPointF(wide / 2, tall / 2 + (FOOT - MARGIN) / 2 / across))
        self.fitted = False

    def look_at(self, scale: float, centre: QPointF) -> None:
        """Set scale and the board's point in the middle of the view."""
        view = self._view
        scale = max(SMALLEST, min(LARGEST, scale))
        if abs(scale - self.scale) > 1e-9:
            view.set_update_mode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
            view.setTransform(QTransform.fromScale(scale, scale))
        size = view.viewport().size()
        view.horizontalScrollBar().setValue(round(centre.x() * scale - size.width() / 2))
        view.verticalScrollBar().setValue(round(centre.y() * scale - size.height() / 2))
        view.camera_moved()

    def centre(self) -> QPointF:
        """The board's point in the middle of the view."""
        view, scale = self._view, self.scale
        size = view.viewport().size()
        x = (view.horizontalScrollBar().value() + size.width() / 2) / scale
        return QPointF(x, (view.verticalScrollBar().value() + size.height() / 2) / scale)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom about a point of the viewport (px), its middle when none is given."""
        view, before = self._view, self.scale
        size = view.viewport().size()
        at = anchor if anchor is not None else QPointF(size.width() / 2, size.height() / 2)
        scale = max(SMALLEST, min(LARGEST, before * factor))
        x = (view.horizontalScrollBar().value() + at.x()) / before
        y = (view.verticalScrollBar().value() + at.y()) / before
        self.fitted = False
        view.zooming()
        middle = QPointF(x + (size.width() / 2 - at.x()) / scale, y + (size.height() / 2 - at.y()) / scale)
        self.look_at(scale, middle)

    def pan(self, dx: float, dy: float) -> None:
        """Move the paper by so many px: the pixels that are there are moved, only the new strip is painted."""
        view = self._view
        self.fitted = False
        view.set_update_mode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        view.scroll_by(-round(dx), -round(dy))
        view.camera_moved()

    def reveal(self, rect: QRectF) -> None:
        """Pan as little as is needed to have a box (board units) in sight."""
        edge = _EDGE / self.scale
        seen = self.seen().adjusted(0, 0, 0, -(FOOT - _EDGE) / self.scale)  # chip and strip lie over the foot
        wanted = rect.adjusted(-edge, -edge, edge, edge)
        if seen.contains(wanted) or self._whole():
            return
        dx = _shift(wanted.left(), wanted.right(), seen.left(), seen.right())
        dy = _shift(wanted.top(), wanted.bottom(), seen.top(), seen.bottom())
        if dx or dy:
            was = self.fitted
            self.pan(-dx * self.scale, -dy * self.scale)
            self.fitted = was

    def _whole(self) -> bool:
        """Whether the whole board is in sight: then nothing needs to move."""
        board = self._view.board
        return self.fitted and self.seen().contains(QRectF(0, 0, board.width, board.height))

    def seen(self) -> QRectF:
        """The part of the board in sight, in board units."""
        view, scale = self._view, self.scale
        size = view.viewport().size()
        left, top = view.horizontalScrollBar().value() / scale, view.verticalScrollBar().value() / scale
        return QRectF(left, top, size.width() / scale, size.height() / scale)


def _shift(low: float, high: float, seen_low: float, seen_high: float) -> float:
    """How far to go so that low…high is in sight; its beginning wins when it is larger than the view."""
    if low < seen_low or high - low > seen_high - seen_low:
        return low - seen_low
    return max(0.0, high - seen_high)
