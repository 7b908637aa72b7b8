"""A field with two axes in four quadrants: where a value stands, what a place means, and room for every card near its
place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.primitives import Point

#: The least gap between two cards, the air at the edge of a quadrant, and where the halves of an axis meet.
GAP: Final = 8.0
EDGE: Final = 10.0
MIDDLE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Plot:
    """The field in board units: its box. Says where a value stands and what a place means."""

    x: float
    y: float
    w: float
    h: float
    head: float

    def quadrant(self, right: bool, upper: bool) -> tuple[float, float, float, float]:
        """The box (x, y, w, h) of a quadrant."""
        w, h = self.w / 2, self.h / 2
        return self.x + (w if right else 0.0), self.y + (0.0 if upper else h), w, h

    def room(self, right: bool, upper: bool, card: tuple[float, float]) -> tuple[float, float, float, float]:
        """Where the top left corner of a card (w, h) may lie in a quadrant: x0, y0, x1, y1."""
        x, y, w, h = self.quadrant(right, upper)
        return x + EDGE, y + self.head, x + w - EDGE - card[0], y + h - EDGE - card[1]

    def corner(self, value: Point, card: tuple[float, float]) -> Point:
        """Where the top left corner of a card goes that has these values (0…1, y upwards)."""
        vx, vy = (max(0.0, min(1.0, v)) for v in value)
        right, upper = vx >= MIDDLE, vy >= MIDDLE
        x0, y0, x1, y1 = self.room(right, upper, card)
        share_x = (vx - MIDDLE) * 2 if right else vx * 2
        share_y = (vy - MIDDLE) * 2 if upper else vy * 2
        return x0 + max(x1 - x0, 0.0) * share_x, y0 + max(y1 - y0, 0.0) * (1.0 - share_y)

    def value(self, corner: Point, card: tuple[float, float]) -> Point:
        """The values (0…1, y upwards) of a card whose top left corner lies there."""
        right = corner[0] + card[0] / 2 >= self.x + self.w / 2
        upper = corner[1] + card[1] / 2 < self.y + self.h / 2
        x0, y0, x1, y1 = self.room(right, upper, card)
        share_x = (corner[0] - x0) / (x1 - x0) if x1 > x0 else 0.5
        share_y = 1.0 - ((corner[1] - y0) / (y1 - y0) if y1 > y0 else 0.5)
        x = max(0.0, min(1.0, share_x)) / 2 + (MIDDLE if right else 0.0)
        y = max(0.0, min(1.0, share_y)) / 2 + (MIDDLE if upper else 0.0)
        # A place just left of the middle must not be read as the middle, which is the right half.
        return x if right else min(x, 0.499), y if upper else min(y, 0.499)


@dataclass(frozen=True, slots=True)
class Spread:
    """Corners by note id, and the longest way a note had to move aside as a share of the field's smaller side."""

    corners: Mapping[str, Point]
    far: float


def spread(plot: Plot, items: Sequence[Card], values: Mapping[str, Point]) -> Spread | None:
    """A place without overlap for every card, in order, as near to its own as can be; None when there is no room."""
    corners: dict[str, Point] = {}
    taken: dict[tuple[bool, bool], list[tuple[float, float, float, float]]] = {}
    far = 0.0
    for card in items:
        value = values[card.note.id]
        key = (value[0] >= MIDDLE, value[1] >= MIDDLE)
        size = (card.w, card.h)
        room = plot.room(*key, size)
        if room[2] < room[0] - 0.01 or room[3] < room[1] - 0.01:
            return None
        wish = plot.corner(value, size)
        there = taken.setdefault(key, [])
        found = _nearest_free(wish, size, room, there)
        if found is None:
            return None
        there.append((found[0], found[1], card.w, card.h))
        corners[card.note.id] = found
        far = max(far, (abs(found[0] - wish[0]) + abs(found[1] - wish[1])) / min(plot.w, plot.h))
    return Spread(corners, far)


def _nearest_free(
    wish: Point,
    size: tuple[float, float],
    room: tuple[float, float, float, float],
    taken: Sequence[tuple[float, float, float, float]],
) -> Point | None:
    """The free corner nearest to a wish: on upright lines at the edges of what stands there, the nearest free height.

    Lines are looked at from the nearest on, and no further than the best place so far.
    """
    x0, y0, x1, y1 = room
    lines = {wish[0]}
    for tx, _ty, tw, _th in taken:
        lines |= {tx - size[0] - GAP, tx + tw + GAP}
    best: tuple[float, Point] | None = None
    for x in sorted((v for v in lines if x0 - 0.01 <= v <= x1 + 0.01), key=lambda v: (abs(v - wish[0]), v)):
        dx = abs(x - wish[0])
        if best is not None and dx >= best[0]:
            break
        y = _free_height(wish[1], (y0, y1), _shadows(x, size, taken))
        if y is not None and (best is None or dx + abs(y - wish[1]) < best[0]):
            best = (dx + abs(y - wish[1]), (x, y))
    return best[1] if best else None


def _shadows(
    x: float, size: tuple[float, float], taken: Sequence[tuple[float, float, float, float]]
) -> list[tuple[float, float]]:
    """Heights at which a card with its left edge at `x` would hit something, sorted."""
    found = [
        (ty - size[1] - GAP, ty + th + GAP)
        for tx, ty, tw, th in taken
        if tx - size[0] - GAP + 0.01 < x < tx + tw + GAP - 0.01
    ]
    return sorted(found)


def _free_height(wish: float, room: tuple[float, float], shadows: Sequence[tuple[float, float]]) -> float | None:
    """The height nearest to a wish that lies in no shadow; None when all of the room is covered."""
    merged: list[list[float]] = []
    for low, high in shadows:
        if merged and low < merged[-1][1] - 0.01:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    hit = next(((a, b) for a, b in merged if a + 0.01 < wish < b - 0.01), None)
    if hit is None:
        return wish
    options = [v for v in hit if room[0] - 0.01 <= v <= room[1] + 0.01]
    return min(options, key=lambda v: (abs(v - wish), v)) if options else None
