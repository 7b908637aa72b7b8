"""What lies over the notes: the one ring, ticks on what is selected, the current note, the place under a drag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from koosloome_desktop.layout.primitives import Board, NoteBox
from koosloome_desktop.views.board.drops import Drop
from koosloome_desktop.views.board.looks import CORNER, RING, RING_OFF, Looks
from koosloome_desktop.views.board.strands import Strands

_BADGE: Final = 9.0
_REACH: Final = 14.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked. At most one note has the ring (it has the keyboard); `current` is the note the line is about;
    `band` is the rubber band (x, y, w, h), `drop` the place under a drag, `lifted` what is being dragged, `tie` the two
    ends of a link that is being drawn, `title` the box of a title that has the ring.
    """

    ring: str = ""
    selected: frozenset[str] = frozenset()
    current: str = ""
    band: tuple[float, float, float, float] | None = None
    drop: Drop | None = None
    lifted: frozenset[str] = frozenset()
    tie: tuple[str, str] | None = None
    title: tuple[float, float, float, float] | None = None


class MarksItem(QGraphicsItem):
    """Paints the marks above the layer; only marked notes in sight cost anything."""

    def __init__(self, looks: Looks, board: Callable[[], Board]) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(1)
        self.looks = looks
        self.marks = Marks()
        self._board = board
        self._strands = Strands()

    def change(self, **values: Any) -> None:
        """Set some of the marks and repaint where it matters."""
        new = replace(self.marks, **values)
        if new == self.marks:
            return
        before = self._extent()
        self.marks = new
        after = self._extent()
        self.update(before.united(after))

    def boundingRect(self) -> QRectF:
        """The whole board and a little more: rings reach outside their notes."""
        board = self._board()
        return QRectF(0, 0, board.width, board.height).adjusted(-4000, -4000, 4000, 4000)

    def grown(self) -> None:
        """The board changed."""
        self.prepareGeometryChange()
        self.update()

    def _extent(self) -> QRectF:
        """A box round everything that is marked."""
        marks, found = self.marks, QRectF()
        if len(marks.selected) > 60:
            return self.boundingRect()
        board = self._board()
        for note_id in {marks.ring, marks.current, *marks.selected, *marks.lifted, *(marks.tie or ())}:
            box = board.note(note_id)
            if box is not None:
                found = found.united(_grown(QRectF(box.x, box.y, box.w, box.h)))
        if marks.title is not None:
            found = found.united(_grown(QRectF(*marks.title)))
        if marks.band is not None:
            found = found.united(_grown(QRectF(*marks.band)))
        if marks.drop is not None:
            found = found.united(_grown(QRectF(*marks.drop.extent())))
        return found.united(self._strands.extent(board, {marks.ring, *marks.selected}))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is marked in the exposed part."""
        scale = painter.worldTransform().m11()
        exposed: QRectF = option.exposedRect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        board, marks = self._board(), self.marks
        self._strands.paint(painter, board, {marks.ring, *marks.selected} - marks.lifted, self.looks, exposed)
        for note_id in marks.lifted:
            box = board.note(note_id)
            if box is not None:
                self._outline(painter, box, scale, Qt.PenStyle.DotLine, self.looks.muted, 0.0)
        for note_id in marks.selected - marks.lifted:
            box = board.note(note_id)
            if box is not None and _grown(QRectF(box.x, box.y, box.w, box.h)).intersects(exposed):
                self._selected(painter, box, scale, alone=len(marks.selected) == 1)
        box = board.note(marks.current) if marks.current and marks.current != marks.ring else None
        if box is not None:
            self._outline(painter, box, scale, Qt.PenStyle.DashLine, self.looks.accent, RING_OFF)
        if marks.tie is not None:
            self._tie(painter, board.note(marks.tie[0]), board.note(marks.tie[1]), scale)
        box = board.note(marks.ring) if marks.ring not in marks.lifted else None
        if box is not None:
            self._ring(painter, QRectF(box.x, box.y, box.w, box.h), scale)
        if marks.title is not None:
            self._ring(painter, QRectF(*marks.title), scale)
        if marks.drop is not None:
            self._drop(painter, marks.drop, scale)
        self._band(painter, scale)

    def _band(self, painter: QPainter, scale: float) -> None:
        """The rubber band."""
        if self.marks.band is None:
            return
        fill = QColor(self.looks.accent)
        fill.setAlphaF(0.12)
        painter.setPen(QPen(self.looks.accent, 1.0 / scale))
        painter.setBrush(fill)
        painter.drawRect(QRectF(*self.marks.band))

    def _tie(self, painter: QPainter, one: NoteBox | None, other: NoteBox | None, scale: float) -> None:
        """A dashed line from note to note, from edge to edge."""
        if one is None or other is None or one.id == other.id:
            return
        a, b = (QRectF(n.x, n.y, n.w, n.h) for n in (one, other))
        painter.setPen(QPen(self.looks.accent, 2.2 / max(scale, 0.05), Qt.PenStyle.DashLine))
        painter.drawLine(_edge(a, b.center()), _edge(b, a.center()))

    def _ring(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        """The solid ring: 2.5 px on the screen whatever the zoom, with a gap of paper inside."""
        off = (RING_OFF + RING / 2) / max(scale, 0.05)
        rect = rect.adjusted(-off, -off, off, off)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.looks.accent, RING / max(scale, 0.05)))
        corner = CORNER + off
        painter.drawRoundedRect(rect, corner, corner)

    def _outline(
        self, painter: QPainter, box: NoteBox, scale: float, style: Qt.PenStyle, colour: QColor, off: float
    ) -> None:
        off = off / max(scale, 0.05)
        rect = QRectF(box.x, box.y, box.w, box.h).adjusted(-off, -off, off, off)
        pen = QPen(colour, 1.3 / max(scale, 0.05), style)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, CORNER + off, CORNER + off)

    def _selected(self, painter: QPainter, box: NoteBox, scale: float, *, alone: bool) -> None:
        """A selected note wears a tick at its corner when there are several: a shape, not only a colour."""
        if alone:
            return
        k = 1.0 / max(scale, 0.3)
        centre = QPointF(box.x + box.w - 2, box.y + 2)
        painter.setPen(QPen(self.looks.paper, 1.5 * k))
        painter.setBrush(self.looks.accent)
        painter.drawEllipse(centre, _BADGE * k, _BADGE * k)
        tick = QPainterPath(centre + QPointF(-4.0, 0.2) * k)
        tick.lineTo(centre + QPointF(-1.2, 3.2) * k)
        tick.lineTo(centre + QPointF(4.2, -3.0) * k)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(QColor(self.looks.theme.accent_ink), 1.9 * k, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPath(tick)

    def _drop(self, painter: QPainter, drop: Drop, scale: float) -> None:
        """A bar where the note would stand, or the outline of what would take it."""
        if drop.box is not None:
            fill = QColor(self.looks.accent)
            fill.setAlphaF(0.08)
            painter.setBrush(fill)
            painter.setPen(QPen(self.looks.accent, 2.0 / scale, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(*drop.box), 8, 8)
        if drop.bar is not None:
            x0, y0, x1, y1 = drop.bar
            painter.setPen(QPen(self.looks.accent, 3.5 / scale, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))


def _edge(rect: QRectF, towards: QPointF) -> QPointF:
    """Where the line from the middle of a box towards a point leaves the box."""
    middle = rect.center()
    way = towards - middle
    share = max(abs(way.x()) / (rect.width() / 2), abs(way.y()) / (rect.height() / 2), 1.0)
    return middle + way / share


def _grown(rect: QRectF) -> QRectF:
    return rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)
