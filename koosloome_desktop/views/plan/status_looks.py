"""How a status looks where colour must not speak alone: a colour, a pattern and a sign for each of the six."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from koosloome_desktop.views.style import tokens


@dataclass(frozen=True, slots=True)
class Look:
    """`fill` and `edge` name tokens; `pattern` is laid over the fill in the edge's colour; `sign` is one letter."""

    fill: str
    edge: str
    sign: str
    pattern: Qt.BrushStyle = Qt.BrushStyle.NoBrush
    dashed: bool = False


LOOKS: Final = {
    "planned": Look("panel", "muted", "○"),
    "in_progress": Look("accent_soft", "accent", "▶"),
    "done": Look("ok_soft", "ok", "✓"),
    "delayed": Look("bad_soft", "bad", "!", Qt.BrushStyle.BDiagPattern),
    "postponed": Look("warn_soft", "warn", "»", Qt.BrushStyle.VerPattern),
    "dropped": Look("paper_dot", "muted", "✕", dashed=True),
}


def look_of(status: str) -> Look:
    """The look of a status; an unknown one looks planned."""
    return LOOKS.get(status, LOOKS["planned"])


def paint_bar(painter: QPainter, area: QRectF, status: str, percent: int | None = None) -> None:
    """A bar in the look of a status, with the part that is done in a full colour while work goes on."""
    look, colours = look_of(status), tokens().colours()
    edge = QColor(colours[look.edge])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[look.fill]))
    painter.drawRoundedRect(area, 4, 4)
    if percent and status in {"in_progress", "delayed", "postponed"}:
        part = QRectF(area)
        part.setWidth(max(4.0, area.width() * percent / 100))
        full = QColor(edge)
        full.setAlphaF(0.28)
        painter.setBrush(full)
        painter.drawRoundedRect(part, 4, 4)
    if look.pattern is not Qt.BrushStyle.NoBrush:
        hatch = QColor(edge)
        hatch.setAlphaF(0.5)
        painter.setBrush(QBrush(hatch, look.pattern))
        painter.drawRoundedRect(area, 4, 4)
    pen = QPen(edge, 1.5)
    if look.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    if status == "dropped":
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))


def diamond(middle: QPointF, half: float) -> QPolygonF:
    """A diamond around a point."""
    x, y = middle.x(), middle.y()
    return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])


def paint_diamond(painter: QPainter, middle: QPointF, half: float, *, filled: bool, colour: str) -> None:
    """A milestone: filled when it is reached."""
    ink, theme = QColor(tokens().colours()[colour]), tokens()
    painter.setPen(QPen(ink, 2.0))
    painter.setBrush(ink if filled else QColor(theme.panel))
    painter.drawPolygon(diamond(middle, half))
