"""Lines of a board as chains of cubic Béziers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from koosloome_desktop.layout.primitives import Point

#: Radius of a rounded corner.
ELBOW: Final = 9.0


def s_curve(start: Point, end: Point) -> tuple[Point, ...]:
    """A cubic that leaves and arrives upright."""
    middle = (start[1] + end[1]) / 2
    return start, (start[0], middle), (end[0], middle), end


def line_to(start: Point, end: Point) -> tuple[Point, ...]:
    """A straight piece as a cubic, without its start."""
    (x0, y0), (x1, y1) = start, end
    third, rest = ((2 * x0 + x1) / 3, (2 * y0 + y1) / 3), ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3)
    return third, rest, end


def bent(corners: Sequence[Point]) -> tuple[Point, ...]:
    """An upright and level line through ``corners``, each rounded."""
    points: list[Point] = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        r = min(ELBOW, _distance(before, corner) / 2, _distance(corner, after) / 2)
        into, out = _towards(corner, before, r), _towards(corner, after, r)
        points += line_to(points[-1], into)
        points += (corner, corner, out)
    points += line_to(points[-1], corners[-1])
    return tuple(points)


def between(points: Sequence[Point], start: float, end: float) -> tuple[Point, ...]:
    """The piece of a cubic from one share of its way to another (blossoms of its four points, Ramshaw 1989)."""

    def blossom(a: float, b: float, c: float) -> Point:
        found = list(points)
        for t in (a, b, c):
            found = [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for p, q in pairwise(found)]
        return found[0]

    return blossom(start, start, start), blossom(start, start, end), blossom(start, end, end), blossom(end, end, end)


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    far = _distance(start, end)
    if far == 0.0:
        return start
    return start[0] + (end[0] - start[0]) * by / far, start[1] + (end[1] - start[1]) * by / far
