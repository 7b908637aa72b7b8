"""Paints pictures on a board: filling a note's area, or whole as a map; a calm field where there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from koosloome_desktop.views.photo_store import PhotoStore
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.style_sheet import mix

_LEAST: Final = 26.0
"""Px of the shorter side from which an empty field says by a sign that a picture belongs there."""


class PhotoPainter:
    """Takes pixels from a store; called with the board's painter."""

    def __init__(self, store: PhotoStore) -> None:
        self._store = store

    def __call__(self, painter: QPainter, asset: str, area: QRectF, scale: float, fill: bool) -> None:
        """Paint an asset into `area` (board units); `fill` cuts its longer side, else it is shown whole."""
        ratio = painter.device().devicePixelRatioF()
        long_side = max(area.width(), area.height()) * scale * ratio
        found = self._store.get(asset, long_side * (4 / 3 if fill else 1.0))
        if found is None:
            empty_field(painter, area, scale)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if fill:
            painter.drawPixmap(area, found, cut(found, area))
        else:
            painter.drawPixmap(whole(found, area), found, QRectF(found.rect()))
        painter.restore()


def cut(found: QPixmap, area: QRectF) -> QRectF:
    """The middle part of a picture that has the shape of an area."""
    width, height = float(found.width()), float(found.height())
    k = min(width / max(area.width(), 1e-6), height / max(area.height(), 1e-6))
    w, h = area.width() * k, area.height() * k
    return QRectF((width - w) / 2, (height - h) / 2, w, h)


def whole(found: QPixmap, area: QRectF) -> QRectF:
    """The place of a whole picture in the middle of an area."""
    k = min(area.width() / max(1, found.width()), area.height() / max(1, found.height()))
    w, h = found.width() * k, found.height() * k
    return QRectF(area.center().x() - w / 2, area.center().y() - h / 2, w, h)


def empty_field(painter: QPainter, area: QRectF, scale: float) -> None:
    """Where a picture is on its way, or is not in this library: a quiet field with hills and a sun, as on any
    picture."""
    theme = tokens()
    painter.save()
    painter.fillRect(area, QColor(mix(theme.note_ink, "#FFFFFF", 0.86)))
    side = min(area.width(), area.height()) * 0.42
    if min(area.width(), area.height()) * scale >= _LEAST:
        middle = area.center()
        frame = QRectF(middle.x() - side * 0.65, middle.y() - side / 2, side * 1.3, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(mix(theme.note_ink, "#FFFFFF", 0.45)), side / 14, Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, side / 9, side / 9)
        hills = QPainterPath(QPointF(frame.left() + side * 0.1, frame.bottom() - side * 0.12))
        for x, y in ((0.45, 0.42), (0.72, 0.72), (0.88, 0.58), (1.2, 0.88)):
            hills.lineTo(frame.left() + side * x, frame.top() + side * y)
        painter.drawPath(hills)
        painter.drawEllipse(QPointF(frame.left() + side * 0.95, frame.top() + side * 0.3), side * 0.09, side * 0.09)
    painter.restore()
