"""Curves as polygons, and what lies inside them. Points are (x, y) in board units."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def flattened(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A chain of cubic Béziers as a polygon, so many straight pieces to a cubic."""
    found = [points[0]]
    for i in range(1, len(points) - 2, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[i - 1 : i + 3]
        for n in range(1, steps + 1):
            t, u = n / steps, 1 - n / steps
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def within(polygon: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point lies inside a polygon (even-odd rule)."""
    inside = False
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside
