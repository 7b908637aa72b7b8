"""The lines that end at marked notes, drawn again and stronger: of many lines one sees where these go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from koosloome_desktop.layout.primitives import Board, Curve, NoteBox
from koosloome_desktop.views.board.looks import Looks
from koosloome_desktop.views.board.paths import bounds_of, path_of

_ROLES: Final = frozenset({"match", "leader", "relation", "wish", "money", "clash", "head"})
#: Lines of these roles run beside notes; others pass under them and stay there.
_BESIDE: Final = frozenset({"match", "leader"})
_WIDTH: Final = 2.6
_MOST: Final = 60
"""Notes marked at once from which on no line stands out any more."""


class Strands:
    """Finds the lines of notes on the board that is shown, and paints them."""

    def __init__(self) -> None:
        self._board: Board | None = None
        self._ends: dict[str, list[Curve]] = {}

    def of(self, board: Board, ids: Iterable[str]) -> list[Curve]:
        """The lines that begin or end at one of these notes, each once; nothing when there are too many notes."""
        if self._board is not board:
            self._board, self._ends = board, _ends(board)
        wanted = [i for i in ids if i]
        if not self._ends or len(wanted) > _MOST:
            return []
        return list({id(c): c for i in wanted for c in self._ends.get(i, ())}.values())

    def extent(self, board: Board, ids: Iterable[str]) -> QRectF:
        """A box round the lines of these notes."""
        found = QRectF()
        for curve in self.of(board, ids):
            found = found.united(bounds_of(curve))
        return found

    def paint(self, painter: QPainter, board: Board, ids: Iterable[str], looks: Looks, exposed: QRectF) -> None:
        """The lines in the accent, as wide on the screen as they should be, never over a note's text."""
        scale = max(painter.worldTransform().m11(), 0.05)
        for curve in self.of(board, ids):
            area = bounds_of(curve)
            if not area.intersects(exposed):
                continue
            style = looks.curve(curve).style()
            pen = QPen(looks.accent, max(_WIDTH / scale, looks.curve(curve).widthF() * 1.6), style)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.save()
            if curve.role not in _BESIDE:
                painter.setClipPath(_without(area, board.notes), Qt.ClipOperation.IntersectClip)
            painter.strokePath(path_of(curve), pen)
            painter.restore()


def _ends(board: Board) -> dict[str, list[Curve]]:
    """The lines of a board by the notes at their ends; keys are ``source>target`` with anything behind."""
    found: dict[str, list[Curve]] = {}
    for curve in board.curves:
        if curve.role in _ROLES:
            for end in curve.key.split(">")[:2]:
                found.setdefault(end, []).append(curve)
    return found


def _without(area: QRectF, notes: Iterable[NoteBox]) -> QPainterPath:
    """An area without the notes in it (notes never overlap)."""
    path = QPainterPath()
    path.addRect(area)
    for note in notes:
        box = QRectF(note.x, note.y, note.w, note.h).intersected(area)
        if not box.isEmpty():
            path.addRect(box)
    return path
