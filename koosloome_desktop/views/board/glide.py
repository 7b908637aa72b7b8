"""Nothing jumps: what a board looks like between the one before and the one now. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.layout.primitives import Board, Point

MS: Final = 150
"""How long notes glide when others make room, in ms (design: 120-180)."""
_MOST: Final = 500
"""More notes than this are not moved about: they stand in their places at once."""

Rect = tuple[float, float, float, float]


@dataclass(slots=True)
class Glide:
    """Old places of what moved; `t` runs from 0 to 1."""

    notes: dict[str, Point] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    zones: dict[str, Rect] = field(default_factory=dict)
    curves: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    t: float = 0.0

    def place(self, note_id: str, x: float, y: float) -> Point:
        """Where a note stands now on its way to (x, y)."""
        start = self.notes.get(note_id)
        if start is None:
            return (x, y)
        return (start[0] + (x - start[0]) * self.t, start[1] + (y - start[1]) * self.t)

    def zone(self, code: str, rect: Rect) -> Rect:
        """The field of a zone now on its way to `rect` (x, y, w, h)."""
        start = self.zones.get(code)
        if start is None:
            return rect
        a, b, c, d = (s + (e - s) * self.t for s, e in zip(start, rect, strict=True))
        return (a, b, c, d)

    def points(self, key: str, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """A curve now on its way to `points`; one that was bent otherwise before is drawn as it will be."""
        start = self.curves.get(key)
        if start is None or len(start) != len(points):
            return points
        t = self.t
        return tuple((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for (x0, y0), (x1, y1) in zip(start, points, strict=True))


def between(old: Board, new: Board) -> Glide | None:
    """The way from one board to the next; None when nothing that was there moved, or too much at once."""
    moved: dict[str, Point] = {}
    fresh = set()
    for box in new.notes:
        before = old.note(box.id)
        if before is None:
            fresh.add(box.id)
        elif abs(before.x - box.x) > 0.5 or abs(before.y - box.y) > 0.5:
            moved[box.id] = (before.x, before.y)
            if len(moved) > _MOST:
                return None
    zones = {z.code: (z.x, z.y, z.w, z.h) for z in old.zones}
    same = all(zones.get(z.code) == (z.x, z.y, z.w, z.h) for z in new.zones)
    if not moved and same and not fresh:
        return None
    curves = {c.key: c.points for c in old.curves if c.key}
    return Glide(moved, frozenset(fresh if len(fresh) <= _MOST else ()), zones, curves)
