"""The notes that are under the mouse while they are dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from koosloome_desktop.layout.primitives import NoteBox
from koosloome_desktop.views.board.painter import SHADOW_REACH, BoardPainter
from koosloome_desktop.views.fonts import BOLD, ui_font

_MOST: Final = 12
_TILT: Final = 4.0


class LiftedItem(QGraphicsItem):
    """Dragged notes as real items: the first dozen, and a number when there are more."""

    def __init__(self, painter: BoardPainter, boxes: Sequence[NoteBox]) -> None:
        super().__init__()
        self.setZValue(10)
        self.setOpacity(0.94)
        self._painter = painter
        self._count = len(boxes)
        self._boxes = list(boxes[:_MOST])
        rect = QRectF()
        for box in self._boxes:
            rect = rect.united(QRectF(box.x, box.y, box.w, box.h))
        reach = 2 * SHADOW_REACH + _TILT + 12
        self._rect = rect.adjusted(-reach, -reach, reach, reach)

    def boundingRect(self) -> QRectF:
        """All dragged notes with their shadows."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw them where they were lifted; the item itself is moved."""
        scale = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self._boxes:
            self._painter.note(painter, box, scale, lifted=True)
        if self._count > 1:
            first = self._boxes[0]
            at = QPointF(first.x + first.w, first.y)
            looks = self._painter.looks
            painter.setPen(QPen(looks.paper, 2))
            painter.setBrush(looks.accent)
            painter.drawEllipse(at, 13, 13)
            painter.setPen(QColor(looks.theme.accent_ink))
            painter.setFont(ui_font(13, BOLD))
            painter.drawText(QRectF(at.x() - 13, at.y() - 13, 26, 26), Qt.AlignmentFlag.AlignCenter, str(self._count))
