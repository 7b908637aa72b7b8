"""The curves of a board as paths for a painter: whole, or only the pieces that come near a part of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from koosloome_desktop.layout.primitives import Curve, Point
from koosloome_desktop.views.board.index import Rect

_ACROSS: Final = 1
_DOWN: Final = 2

Piece = tuple[float, float, float, float, int]
"""The box round one cubic, and whether it is a straight line across or down."""


def path_of(curve: Curve) -> QPainterPath:
    """A chain of cubic Béziers as a path."""
    points = curve.points
    path = QPainterPath(QPointF(*points[0]))
    for i in range(0, len(points) - 3, 3):
        if _piece(points, i)[4]:
            path.lineTo(*points[i + 3])
        else:
            path.cubicTo(*(QPointF(*p) for p in points[i + 1 : i + 4]))
    return path


def bounds_of(curve: Curve) -> QRectF:
    """A box round all points of a curve and so round the curve."""
    xs, ys = [p[0] for p in curve.points], [p[1] for p in curve.points]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-3, -3, 3, 3)


def _piece(points: Sequence[Point], i: int) -> Piece:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[i : i + 4]
    left, right = min(x0, x1, x2, x3), max(x0, x1, x2, x3)
    top, foot = min(y0, y1, y2, y3), max(y0, y1, y2, y3)
    if top == foot and min(x0, x3) == left and max(x0, x3) == right:
        return (left, top, right, foot, _ACROSS)
    if left == right and min(y0, y3) == top and max(y0, y3) == foot:
        return (left, top, right, foot, _DOWN)
    return (left, top, right, foot, 0)


class Paths:
    """The paths of a board's curves by number, each made when it is first seen; a curve that has not changed since the
    board before keeps its own.
    """

    def __init__(self, curves: Sequence[Curve] = (), before: Paths | None = None) -> None:
        self._curves = curves
        self._whole: dict[int, QPainterPath] = {}
        self._pieces: dict[int, list[Piece]] = {}
        if before is not None and (before._whole or before._pieces):
            numbers = {id(c): n for n, c in enumerate(curves)}
            old = before._curves
            self._whole = {n: p for o, p in before._whole.items() if (n := numbers.get(id(old[o]), -1)) >= 0}
            self._pieces = {n: p for o, p in before._pieces.items() if (n := numbers.get(id(old[o]), -1)) >= 0}

    def __getitem__(self, number: int) -> QPainterPath:
        """The path of a whole curve."""
        found = self._whole.get(number)
        if found is None:
            found = self._whole[number] = path_of(self._curves[number])
        return found

    def near(self, number: int, area: Rect, reach: float) -> QPainterPath | None:
        """The pieces of a curve that come within `reach` (units; more than half of its pen) of an area; None: it passes
        by. Lines across and down end where they are out of reach: to paint a line of a hundred screens takes Qt two ms
        even where a strip of 16 px is wanted, and what is seen of it is the same.
        """
        pieces, points = self._pieces.get(number), self._curves[number].points
        if pieces is None:
            pieces = self._pieces[number] = [_piece(points, i) for i in range(0, len(points) - 3, 3)]
        x0, y0, x1, y1 = area[0] - reach, area[1] - reach, area[2] + reach, area[3] + reach
        path, at = None, None
        for number_, (left, top, right, foot, straight) in enumerate(pieces):
            if left > x1 or right < x0 or top > y1 or foot < y0:
                continue
            start, end = points[3 * number_], points[3 * number_ + 3]
            if straight == _ACROSS:
                start, end = _cut(start, end, 0, x0, x1)
            elif straight == _DOWN:
                start, end = _cut(start, end, 1, y0, y1)
            if path is None:
                path = QPainterPath(QPointF(*start))
            elif at != start:
                path.moveTo(*start)
            if straight:
                path.lineTo(*end)
            else:
                one, two = points[3 * number_ + 1], points[3 * number_ + 2]
                path.cubicTo(*one, *two, *end)
            at = end
        return path


def _cut(start: Point, end: Point, axis: int, low: float, high: float) -> tuple[Point, Point]:
    """The part of a line along an axis between two values, a little beyond them."""
    a, b = (min(max(p[axis], low - 1.0), high + 1.0) for p in (start, end))
    return ((a, start[1]), (b, end[1])) if axis == 0 else ((start[0], a), (end[0], b))
