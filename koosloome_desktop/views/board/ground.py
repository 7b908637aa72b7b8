"""The paper under a board: plain, with dots that are as dense at every zoom."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from koosloome_desktop.views.board.looks import Looks

DOTS: Final = 24
"""Px between two dots."""
_SHEET: Final = (DOTS * 32, DOTS * 32)
_SLIM: Final = (DOTS * 3, DOTS * 48)
"""For strips at the side: of a wide sheet each row of a strip would come from another page of memory."""
_NARROW: Final = _SLIM[0] - DOTS + 1


class Ground:
    """Covers parts of the screen with paper, by plain copies of sheets that are painted once (a tiled fill takes
    0.2 ms for a strip).
    """

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._ratio = 0.0
        self._sheet = self._slim = QPixmap()

    def set_looks(self, looks: Looks) -> None:
        """Another theme."""
        self._looks = looks
        self._ratio = 0.0

    def cover(self, painter: QPainter, part: QRect, transform: QTransform) -> None:
        """Cover a part (px; the painter counts in px too) with paper whose dots stand where a view's transform says."""
        ratio = painter.device().devicePixelRatioF()
        if self._ratio != ratio:
            self._ratio = ratio
            self._sheet, self._slim = self._dotted(*_SHEET), self._dotted(*_SLIM)
        left, top, width, height = part.x(), part.y(), part.width(), part.height()
        dots, (wide, high) = (self._slim, _SLIM) if width <= _NARROW else (self._sheet, _SHEET)
        first = left - (left - math.floor(transform.dx())) % DOTS
        for y in range(top - (top - math.floor(transform.dy())) % DOTS, top + height, high):
            for x in range(first, left + width, wide):
                x0, y0 = max(x, left), max(y, top)
                w, h = min(x + wide, left + width) - x0, min(y + high, top + height) - y0
                sx, sy = round((x0 - x) * ratio), round((y0 - y) * ratio)
                painter.drawPixmap(x0, y0, w, h, dots, sx, sy, round(w * ratio), round(h * ratio))

    def _dotted(self, wide: int, high: int) -> QPixmap:
        ratio = self._ratio
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._looks.paper)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._looks.paper_dot)
        for x in range(DOTS // 2, wide, DOTS):
            for y in range(DOTS // 2, high, DOTS):
                painter.drawEllipse(QPointF(x, y), 1.1, 1.1)
        painter.end()
        return picture
