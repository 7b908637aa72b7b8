"""Draws the primitives of a layout board with QPainter, in board units; never measures and never breaks lines.

Used by the layer on the screen, by dragged notes and by pictures of single notes (`sprites`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from koosloome_desktop.layout.primitives import Curve, MarkBox, NoteBox, PanelBox, TextLine, ZoneBox
from koosloome_desktop.views.board.looks import BAR, CORNER, TEXT_FROM, Field, Looks
from koosloome_desktop.views.board.paths import path_of

#: Rings of the soft shadow: how far it grows, how far it drops (units), how dark (0…255).
_SHADOW = ((0.5, 1.0, 20), (1.5, 2.0, 12), (3.0, 3.0, 7))
FOLD = 4.0
"""How far the paper behind a folded note stands out (units)."""
SHADOW_REACH = 6.5
"""How far a note's picture reaches beyond its box (units)."""

PhotoPaint = Callable[[QPainter, str, QRectF, float, bool], None]


def no_photo(_painter: QPainter, _asset: str, _area: QRectF, _scale: float, _fill: bool) -> None:
    """Where no pictures are known their place stays as it is."""


class BoardPainter:
    """Paints single primitives in one theme."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.photo: PhotoPaint = no_photo
        """Paints the photo of an asset into a rectangle (board units) at a scale, cut to fill it or whole."""

    def field(self, painter: QPainter, rect: QRectF, look: Field) -> None:
        """A rounded field."""
        painter.setPen(look.edge if look.edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(look.fill if look.fill is not None else Qt.BrushStyle.NoBrush)
        if look.corner:
            painter.drawRoundedRect(rect, look.corner, look.corner)
        else:
            painter.drawRect(rect)

    def zone(self, painter: QPainter, zone: ZoneBox, scale: float) -> None:
        """A zone with its title and question."""
        look = self.looks.zone(zone.kind)
        if zone.outline:
            painter.setPen(look.edge if look.edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(look.fill if look.fill is not None else Qt.BrushStyle.NoBrush)
            painter.drawPath(path_of(Curve(zone.outline)))
        else:
            self.field(painter, QRectF(zone.x, zone.y, zone.w, zone.h), look)
        self.lines(painter, zone.texts, scale)

    def panel(self, painter: QPainter, panel: PanelBox, scale: float) -> None:
        """A panel with its texts."""
        look = self.looks.panel_of(panel)
        if look.fill is not None or look.edge is not None:
            self.field(painter, QRectF(panel.x, panel.y, panel.w, panel.h), look)
        self.lines(painter, panel.texts, scale)

    def curve(self, painter: QPainter, curve: Curve, path: QPainterPath | None = None) -> None:
        """A curve in the pen of its role; a closed field is filled."""
        fill = self.looks.filled(curve)
        if fill is not None:
            painter.fillPath(path if path is not None else path_of(curve), fill)
            return
        painter.strokePath(path if path is not None else path_of(curve), self.looks.curve(curve))

    def mark(self, painter: QPainter, mark: MarkBox, scale: float) -> None:
        """A feeling: ring (dashed where it is a wish), value, word; or a pin: disc, sign, number."""
        if mark.plate is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.looks.plate)
            painter.drawRoundedRect(QRectF(*mark.plate), 4.0, 4.0)
        if mark.pin:
            painter.setPen(QPen(self.looks.panel, mark.r * 0.12))
            painter.setBrush(self.looks.pin(mark.pin))
        else:
            style = Qt.PenStyle.DashLine if mark.kind else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self.looks.mark(mark.value), mark.r * 0.18, style))
            painter.setBrush(self.looks.panel)
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.r, mark.r)
        self.lines(painter, mark.texts, scale)

    def lines(self, painter: QPainter, lines: Iterable[TextLine], scale: float) -> None:
        """Finished lines of text in the colours of their roles; nothing where they would be too small to read."""
        if scale < TEXT_FROM:
            return
        for line in lines:
            painter.setPen(self.looks.role(line.role))
            self.looks.texts.draw(painter, line)

    def note(self, painter: QPainter, box: NoteBox, scale: float, *, lifted: bool = False) -> None:
        """A note with all that stands on it. `lifted` casts a longer shadow."""
        self.blank(painter, box, scale, lifted=lifted)
        self.words(painter, box, scale)

    def blank(self, painter: QPainter, box: NoteBox, scale: float, *, lifted: bool = False) -> None:
        """The paper of a note: shadow, tint, edge and bar."""
        k = box.scale
        rect = QRectF(box.x, box.y, box.w, box.h)
        if scale >= 0.5 and not self.looks.strict:
            self._shadow(painter, rect, k, 2.0 if lifted else 1.0)
        self._body(painter, box, rect, k)

    def words(self, painter: QPainter, box: NoteBox, scale: float) -> None:
        """All that is on a note: its photo, what is written, its dot."""
        where = box.picture_rect()
        if where is not None:
            self._photo(painter, box, QRectF(*where), scale)
        if scale < TEXT_FROM:
            return
        texts = self.looks.texts
        painter.setPen(self.looks.note_ink)
        for line in box.body():
            texts.draw(painter, line)
        for line in (*box.below(), *box.foot()):
            painter.setPen(self.looks.role(line.role))
            texts.draw(painter, line)
        spot = box.dot()
        if spot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.looks.dot)
            painter.drawEllipse(QPointF(spot[0], spot[1]), spot[2], spot[2])

    def _photo(self, painter: QPainter, box: NoteBox, area: QRectF, scale: float) -> None:
        """The photo of a note: inside its edge, round at the corner it shares with it."""
        k = box.scale
        inner = area.adjusted(0, k, -k, 0)
        painter.save()
        shape = QPainterPath(inner.bottomLeft())
        shape.lineTo(inner.topLeft())
        corner = (CORNER - 1) * k
        shape.lineTo(inner.right() - corner, inner.top())
        shape.arcTo(QRectF(inner.right() - 2 * corner, inner.top(), 2 * corner, 2 * corner), 90, -90)
        shape.lineTo(inner.bottomRight())
        shape.closeSubpath()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        self.photo(painter, box.photo, inner, scale, True)
        painter.restore()

    def _shadow(self, painter: QPainter, rect: QRectF, k: float, strength: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        base = 2 if self.looks.dark else 1
        for grow, drop, dark in _SHADOW:
            painter.setBrush(QColor(0, 0, 0, int(dark * base * strength)))
            g, d = grow * k * strength, drop * k * strength
            painter.drawRoundedRect(rect.adjusted(-g, -g + d, g, g + d), CORNER * k + g, CORNER * k + g)

    def _body(self, painter: QPainter, box: NoteBox, rect: QRectF, k: float) -> None:
        tint, bar, edge = self.looks.note(box)
        if box.state == "folded":
            self._second(painter, rect, k, tint, edge)
        unmatched = box.state == "unmatched"
        pen = QPen(edge, (1.4 if unmatched else 1.0) * k, Qt.PenStyle.DashLine if unmatched else Qt.PenStyle.SolidLine)
        half = pen.widthF() / 2
        inner = rect.adjusted(half, half, -half, -half)
        painter.setPen(pen)
        painter.setBrush(tint)
        painter.drawRoundedRect(inner, CORNER * k, CORNER * k)
        # The bar keeps the note's round corners at its left and is straight at its right.
        corner, width = CORNER * k, BAR * k
        path = QPainterPath(QPointF(rect.left() + width, rect.top()))
        path.lineTo(rect.left() + corner, rect.top())
        path.arcTo(QRectF(rect.left(), rect.top(), 2 * corner, 2 * corner), 90, 90)
        path.lineTo(rect.left(), rect.bottom() - corner)
        path.arcTo(QRectF(rect.left(), rect.bottom() - 2 * corner, 2 * corner, 2 * corner), 180, 90)
        path.lineTo(rect.left() + width, rect.bottom())
        path.closeSubpath()
        painter.fillPath(path, bar)

    def _second(self, painter: QPainter, rect: QRectF, k: float, tint: QColor, edge: QColor) -> None:
        """The edge of another paper below a folded note: there is more behind it."""
        off = FOLD * k
        painter.setPen(QPen(edge, k))
        painter.setBrush(tint)
        painter.drawRoundedRect(rect.adjusted(off, off, off, off), CORNER * k, CORNER * k)

    def ghost(self, painter: QPainter, box: NoteBox, scale: float) -> None:
        """An example on an empty board: an outline with quiet text, plainly not a note."""
        tint, _bar, edge = self.looks.note(box)
        fill = QColor(tint)
        fill.setAlphaF(0.10 if self.looks.dark else 0.30)
        painter.setBrush(Qt.BrushStyle.NoBrush if self.looks.strict else fill)
        painter.setPen(QPen(edge, 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        if scale >= TEXT_FROM:
            painter.setPen(self.looks.muted)
            for line in box.body():
                self.looks.texts.draw(painter, line)
