"""The curves of a board as paths for a painter: whole, or only the pieces that come near a part of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from koosloome_desktop.layout.primitives import Curve, Point
from koosloome_desktop.views.board.index import CELL, Grid, Rect, touches

REACH: Final = 8.0
"""Units round a curve in which its ink may be."""
_FEW: Final = 16
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
        self._crossing: dict[tuple[int, int], list[tuple[int, float, float, float, float]]] = {}
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

    def crossing(self, grid: Grid, area: Rect) -> list[int]:
        """The numbers of the curves in an area, ascending; `grid` knows the boxes round them. A long link's box holds
        half a board: for a few cells of the grid it is remembered which curves really come into them.
        """
        x0, y0, x1, y1 = (int(v // CELL) for v in area)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _FEW:
            return grid.within(area)
        found: set[int] = set()
        left, top, right, foot = area
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                known = self._crossing.get((x, y))
                if known is None:
                    known = self._crossing[x, y] = self._into(grid, x * CELL, y * CELL)
                found.update(
                    [n for n, x2, y2, x3, y3 in known if x2 <= right and x3 >= left and y2 <= foot and y3 >= top]
                )
        return sorted(found)

    def _into(self, grid: Grid, left: float, top: float) -> list[tuple[int, float, float, float, float]]:
        """The curves that come into a cell, each with a box round its ink there."""
        x0, y0, x1, y1 = cell = (left - REACH, top - REACH, left + CELL + REACH, top + CELL + REACH)
        found = []
        for number in grid.within(cell):
            if self._curves[number].role == "gap":  # a field may fill a cell that none of its edges comes into
                found.append((number, *cell))
                continue
            boxes = [p[:4] for p in self._of(number) if touches(p[:4], cell)]
            if boxes:
                lefts, tops, rights, feet = zip(*boxes, strict=True)
                near = (max(x0, min(lefts) - REACH), max(y0, min(tops) - REACH))
                found.append((number, *near, min(x1, max(rights) + REACH), min(y1, max(feet) + REACH)))
        return found

    def _of(self, number: int) -> list[Piece]:
        found = self._pieces.get(number)
        if found is None:
            points = self._curves[number].points
            found = self._pieces[number] = [_piece(points, i) for i in range(0, len(points) - 3, 3)]
        return found

    def near(self, number: int, area: Rect, reach: float) -> QPainterPath | None:
        """The pieces of a curve that come within `reach` (units; more than half of its pen) of an area; None: it passes
        by. Lines across and down end where they are out of reach: to paint a line of a hundred screens takes Qt two ms
        even where a strip of 16 px is wanted, and what is seen of it is the same.
        """
        pieces, points = self._of(number), self._curves[number].points
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
