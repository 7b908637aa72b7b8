"""What was looked for, on the board: broken outlines with numbers, and paper over what a filter does not want."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from koosloome_desktop.layout.primitives import Board, NoteBox
from koosloome_desktop.views.board.looks import CORNER, Looks, face

_REACH: Final = 24.0
_VEIL: Final = 0.78


@dataclass(frozen=True, slots=True)
class Found:
    """The notes that have the words, in order; the one that Enter goes to; `bright` ones are not dimmed (None: all);
    `numbered` ones wear their number.
    """

    notes: tuple[str, ...] = ()
    here: str = ""
    bright: frozenset[str] | None = None
    numbered: bool = True


class FoundItem(QGraphicsItem):
    """Paints above the notes and below ring and selection; costs nothing while nothing is looked for."""

    def __init__(self, looks: Looks, board: Callable[[], Board]) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(0.5)
        self.looks = looks
        self.found = Found()
        self._board = board

    def show_found(self, found: Found) -> None:
        """Mark these."""
        if found != self.found:
            self.found = found
            self.update()

    def boundingRect(self) -> QRectF:
        """The whole board and a little more."""
        board = self._board()
        return QRectF(0, 0, board.width, board.height).adjusted(-100, -100, 100, 100)

    def grown(self) -> None:
        """The board changed."""
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what lies in the exposed part."""
        found, board = self.found, self._board()
        exposed: QRectF = option.exposedRect
        if found.bright is not None:
            self._dim(painter, board, found.bright, exposed)
        if not found.notes:
            return
        scale = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = exposed.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        for number, note_id in enumerate(found.notes, 1):
            box = board.note(note_id)
            if box is not None and QRectF(box.x, box.y, box.w, box.h).intersects(near):
                self._outline(painter, box, scale, number, here=note_id == found.here)

    def _dim(self, painter: QPainter, board: Board, bright: frozenset[str], exposed: QRectF) -> None:
        """Paper over the notes that are not wanted, thin enough to see where they are."""
        veil = QColor(self.looks.paper)
        veil.setAlphaF(_VEIL)
        for box in board.notes:
            rect = QRectF(box.x, box.y, box.w, box.h)
            if box.id not in bright and rect.intersects(exposed):
                painter.fillRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), veil)

    def _outline(self, painter: QPainter, box: NoteBox, scale: float, number: int, *, here: bool) -> None:
        """A broken outline and a number; that of the one that Enter goes to is filled."""
        k = 1.0 / max(scale, 0.3)
        warn = QColor(self.looks.theme.warn)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(warn, (3.2 if here else 2.0) * k, Qt.PenStyle.DashLine))
        off = 3.0 * k
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h).adjusted(-off, -off, off, off), CORNER, CORNER)
        if not self.found.numbered:
            return
        painter.setFont(face(max(1, round(13 * k)), "bold"))
        width = painter.fontMetrics().horizontalAdvance(str(number)) + 10 * k
        badge = QRectF(box.x - 8 * k, box.y - 10 * k, max(width, 20 * k), 20 * k)
        painter.setPen(QPen(warn, 1.5 * k))
        painter.setBrush(warn if here else self.looks.panel)
        painter.drawRoundedRect(badge, 10 * k, 10 * k)
        painter.setPen(self.looks.panel if here else warn)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
