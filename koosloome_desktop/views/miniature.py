"""True miniatures: the board itself drawn small, texts as lines of their own length. Nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Board, Curve, NoteBox, PanelBox, Point, TextLine, ZoneBox
from koosloome_desktop.support.palette import Palette, note_kind

_READABLE: Final = 8.0
"""Text smaller than this (px) is drawn as a line."""
_SPECK: Final = 4.0
"""A note narrower than this (px) is a speck in the colour of its kind."""


def miniature(board: Board, size: QSize, theme: Palette, ratio: float = 1.0) -> QPixmap:
    """A board in a picture of `size` px (at a device pixel ratio), whole, in the middle."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.paper))
    if board.width <= 0 or board.height <= 0:
        return picture
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = 6
    scale = min((size.width() - 2 * margin) / board.width, (size.height() - 2 * margin) / board.height, 1.0)
    painter.translate((size.width() - board.width * scale) / 2, (size.height() - board.height * scale) / 2)
    painter.scale(scale, scale)
    _draw(painter, board, theme, scale)
    painter.end()
    return picture


def plan_miniature(rows: Sequence[Sequence[str]], size: QSize, theme: Palette, ratio: float = 1.0) -> QPixmap:
    """The table of a plan in small: its head and its rows, the cells' texts as lines of their own length."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.paper))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(12, 12, size.width() - 24, size.height() - 24)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    head = QRectF(area.left(), area.top(), area.width(), 13)
    painter.setBrush(QColor(theme.paper_dot))
    painter.drawRoundedRect(head, 4, 4)
    _plan_row(painter, ("", *("–" * 6,) * 4), head.adjusted(6, 0, -6, 0), theme)
    high = min(18.0, (area.height() - 16) / max(1, len(rows)))
    for i, row in enumerate(rows[: int((area.height() - 14) // max(high, 9.0))]):
        _plan_row(painter, row, QRectF(area.left() + 6, head.bottom() + 2 + i * high, area.width() - 12, high), theme)
    painter.end()
    return picture


def _plan_row(painter: QPainter, row: Sequence[str], area: QRectF, theme: Palette) -> None:
    shares = (0.30, 0.17, 0.25, 0.12, 0.16)
    left = area.left()
    for i, (share, text) in enumerate(zip(shares, row, strict=False)):
        room = area.width() * share - 6
        ink = QColor(theme.ink if i == 0 else theme.accent_text if i == len(shares) - 1 else theme.muted)
        ink.setAlphaF(0.75 if i == 0 else 0.5)
        painter.setBrush(ink)
        if text:
            wide = min(room, 4 + len(text) * 2.2)
            painter.drawRoundedRect(QRectF(left, area.center().y() - 1.2, wide, 2.4), 1.2, 1.2)
        left += area.width() * share


def _draw(painter: QPainter, board: Board, theme: Palette, scale: float) -> None:
    for zone in board.zones:
        _zone(painter, zone, theme, scale)
    for panel in board.panels:
        _panel(painter, panel, theme, scale)
    for curve in board.curves:
        _curve(painter, curve, theme, scale)
    for ghost in board.ghosts:
        painter.setOpacity(0.45)
        _note(painter, ghost, theme, scale)
    painter.setOpacity(1.0)
    for note in board.notes:
        _note(painter, note, theme, scale)
    for mark in board.marks:
        painter.setPen(QPen(QColor(theme.panel if mark.pin else theme.accent), 1.6 / scale))
        painter.setBrush(QColor(note_kind(mark.pin).bar if mark.pin else theme.panel))
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.r, mark.r)
    for text in board.texts:
        _text(painter, text, theme, scale)


def _zone(painter: QPainter, zone: ZoneBox, theme: Palette, scale: float) -> None:
    painter.setPen(QPen(QColor(theme.line), 1 / scale))
    fill = QColor(note_kind(zone.kind).tint if zone.kind else theme.zone_fill)
    if zone.kind:
        fill.setAlphaF(0.28 if theme.name == "light" else 0.08)
    painter.setBrush(fill)
    if zone.outline:
        painter.drawPath(_path(zone.outline))
    else:
        painter.drawRoundedRect(QRectF(zone.x, zone.y, zone.w, zone.h), 14, 14)
    for text in zone.texts:
        _text(painter, text, theme, scale)


def _panel(painter: QPainter, panel: PanelBox, theme: Palette, scale: float) -> None:
    fills = {"stage": theme.rail, "head": theme.rail, "total": theme.paper_dot, "alt": theme.paper}
    painter.setPen(QPen(QColor(theme.line), 1 / scale))
    fills["force"] = note_kind(panel.kind).bar
    painter.setBrush(QColor(fills.get(panel.role, theme.panel)))
    if panel.role not in {"cell", "empty", "lane"}:
        painter.drawRoundedRect(QRectF(panel.x, panel.y, panel.w, panel.h), 6, 6)
    for text in panel.texts:
        _text(painter, text, theme, scale, light=panel.role in {"stage", "head"})


def _curve(painter: QPainter, curve: Curve, theme: Palette, scale: float) -> None:
    if len(curve.points) < 4:
        return
    colour, width = {
        "feeling": (theme.accent, 1.8),
        "match": (theme.accent, 0.7),
        "low": (theme.warn, 0.7),
        "guide": (theme.line, 0.6),
        "zero": (theme.line, 0.8),
        "spine": (theme.link, 2.0),
        "bone": (theme.link, 1.4),
    }.get(curve.role, (theme.link, 1.0))
    painter.setPen(QPen(QColor(colour), width / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(curve.points))


def _path(chain: Sequence[Point]) -> QPainterPath:
    """A chain of cubics as a path."""
    points = [QPointF(x, y) for x, y in chain]
    path = QPainterPath(points[0])
    for i in range(1, len(points) - 2, 3):
        path.cubicTo(points[i], points[i + 1], points[i + 2])
    return path


def _note(painter: QPainter, note: NoteBox, theme: Palette, scale: float) -> None:
    kind = note_kind(note.kind)
    area = QRectF(note.x, note.y, note.w, note.h)
    if note.w * scale < _SPECK:
        painter.fillRect(area, QColor(kind.bar))
        return
    painter.setPen(QPen(QColor(note_kind(note.kind).bar), 0.4 / scale))
    painter.setBrush(QColor(kind.tint))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(kind.bar))
    painter.drawRect(QRectF(note.x, note.y, max(6.0 * note.scale, 1.5 / scale), note.h))
    for line in (*note.body(), *note.below()):
        _text(painter, line, theme, scale, note=True)
    dot = note.dot()
    if dot is not None:
        painter.setBrush(QColor(theme.dot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(dot[0], dot[1]), max(dot[2], 1.6 / scale), max(dot[2], 1.6 / scale))


def _text(
    painter: QPainter, line: TextLine, theme: Palette, scale: float, *, note: bool = False, light: bool = False
) -> None:
    colour = QColor("#FFFFFF" if light else theme.note_ink if note else theme.muted)
    if line.size * scale >= _READABLE:
        font = painter.font()
        font.setPixelSize(max(1, round(line.size)))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(line.x, line.y), line.text)
        return
    colour.setAlphaF(0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    height = max(line.size * 0.22, 0.8 / scale)
    width = min(measure(line.text, line.size, line.weight), 2000.0)
    painter.drawRect(QRectF(line.x, line.y - line.size * 0.42, width, height))
