"""The way between two notes through the gaps between all others, for lines that would else pass under notes.

The gaps of notes that stand in rows and columns are few, so the net of all upright and level ways beside notes is
small: the shortest way with few corners is looked for in it.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.layout.primitives import NoteBox, Point

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_BESIDE: Final = (4.0, 8.0)
"""Units between a note and a line beside it: the first lane, and a second one."""
_SAME: Final = 1.5
_CORNER: Final = 40.0
"""A corner counts as so many units of way, so does a piece through a text (for each place that is written on)."""
_WRITTEN: Final = 60.0
_LOOK: Final = 24.0
_AGAIN: Final = 1.2
"""A unit of way that another line has taken already counts so much more; so does a side of a note that has a line."""
_USED: Final = 120.0
_THERE: Final = 2
MOST: Final = 1200
"""Crossings of the net up to which a way is looked for."""

_Spot = tuple[int, int, int]


def reach(one: NoteBox, two: NoteBox, by: float) -> Rect:
    """The field in which a way between two notes is looked for."""
    return (
        min(one.x, two.x) - by, min(one.y, two.y) - by,
        max(one.x + one.w, two.x + two.w) + by, max(one.y + one.h, two.y + two.h) + by,
    )  # fmt: skip


def way_round(
    ends: tuple[NoteBox, NoteBox],
    notes: Sequence[NoteBox],
    field_: Rect,
    written: Callable[[float, float], bool],
    busy: Callable[[float, float], bool],
    used: Mapping[tuple[str, int], int],
    most: int = MOST,
) -> tuple[list[Point] | None, int]:
    """The corners of a line from the edge of one note to the edge of the other, past all `notes` (the two among them)
    and inside a field, and how many crossings were looked at; None where there is no way, or more than `most` to look
    at. `written` and `busy` say where a text stands and where a line runs; `used` how many lines a side of a note has
    already (0 right, 1 below, 2 left, 3 above).
    """
    xs = _levels(field_[0], field_[2], [(n.x, n.x + n.w) for n in notes], ends, 0)
    ys = _levels(field_[1], field_[3], [(n.y, n.y + n.h) for n in notes], ends, 1)
    size = len(xs) * len(ys)
    if size > most:
        return None, 0
    return _Net(xs, ys, [_rect(n) for n in notes], written, busy, used).way(*ends), size


def _rect(note: NoteBox) -> Rect:
    return note.x, note.y, note.x + note.w, note.y + note.h


def _levels(
    low: float, high: float, sides: Sequence[tuple[float, float]], ends: tuple[NoteBox, NoteBox], axis: int
) -> list[float]:
    """Where ways may run: in two lanes beside notes, and at the middles of the two ends. What is nearly the same is
    one level.
    """
    found = sorted({(n.x + n.w / 2, n.y + n.h / 2)[axis] for n in ends})
    for off in _BESIDE:
        for value in sorted({v for a, b in sides for v in (a - off, b + off)}):
            if low <= value <= high:
                at = bisect_left(found, value - _SAME)
                if at == len(found) or found[at] > value + _SAME:
                    found.insert(bisect_left(found, value), value)
    return found


@dataclass(slots=True)
class _Net:
    """Upright and level ways; places are (number of x, number of y), pieces are (place, 0 to the right, 1 down)."""

    xs: list[float]
    ys: list[float]
    rects: list[Rect]
    written: Callable[[float, float], bool]
    busy: Callable[[float, float], bool]
    used: Mapping[tuple[str, int], int]
    closed: set[tuple[int, int, int]] = field(default_factory=set)
    known: dict[tuple[int, int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Close the pieces that would run through a note."""
        for left, top, right, low in self.rects:
            x0, x1 = bisect_right(self.xs, left + 0.5), bisect_left(self.xs, right - 0.5)
            y0, y1 = bisect_right(self.ys, top + 0.5), bisect_left(self.ys, low - 0.5)
            self.closed.update((i, j, 0) for j in range(y0, y1) for i in range(max(x0 - 1, 0), x1))
            self.closed.update((i, j, 1) for i in range(x0, x1) for j in range(max(y0 - 1, 0), y1))

    def way(self, start: NoteBox, end: NoteBox) -> list[Point] | None:
        """The cheapest way from edge to edge; what is left at least is the distance to the goal (A*, Hart 1968)."""
        goals = {(self.xs.index(x), self.ys.index(y)): more for (x, y), more in self._doors(end)}
        left = [[max(end.x - x, x - end.x - end.w, 0.0) for x in self.xs],
                [max(end.y - y, y - end.y - end.h, 0.0) for y in self.ys]]  # fmt: skip
        # Which place, from which direction (0 level, 1 upright): only corners cost more than way.
        came: dict[_Spot, _Spot | None] = {}
        queue: list[tuple[float, float, _Spot, _Spot | None]] = []
        for (x, y), more in self._doors(start):
            i, j = self.xs.index(x), self.ys.index(y)
            upright = 1 if x == start.x + start.w / 2 else 0
            heapq.heappush(queue, (more + left[0][i] + left[1][j], more, (i, j, upright), None))
        while queue:
            _least, cost, spot, before = heapq.heappop(queue)
            if spot in came:
                continue
            came[spot] = before
            i, j, upright = spot
            if upright == _THERE:
                return self._corners(came, spot, start, end)
            if (i, j) in goals and (self.xs[i] == end.x + end.w / 2) == bool(upright):
                whole = cost + goals[i, j]
                heapq.heappush(queue, (whole, whole, (i, j, _THERE), spot))
            for k, m, down, step in self._steps(i, j):
                after = (k, m, down)
                if after not in came:
                    whole = cost + step + (_CORNER if down != upright else 0.0)
                    heapq.heappush(queue, (whole + left[0][k] + left[1][m], whole, after, spot))
        return None

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int, int, float]]:
        """Where one gets to from a place: the next places, in which direction, at what cost."""
        if i + 1 < len(self.xs) and (i, j, 0) not in self.closed:
            yield i + 1, j, 0, self._cost(i, j, 0)
        if i and (i - 1, j, 0) not in self.closed:
            yield i - 1, j, 0, self._cost(i - 1, j, 0)
        if j + 1 < len(self.ys) and (i, j, 1) not in self.closed:
            yield i, j + 1, 1, self._cost(i, j, 1)
        if j and (i, j - 1, 1) not in self.closed:
            yield i, j - 1, 1, self._cost(i, j - 1, 1)

    def _cost(self, i: int, j: int, down: int) -> float:
        """What a piece of way costs."""
        key = (i, j, down)
        found = self.known.get(key)
        if found is None:
            x0, y0, x1, y1 = self.xs[i], self.ys[j], self.xs[i + 1 - down], self.ys[j + down]
            length = x1 - x0 + y1 - y0
            looks = max(1, int(length / _LOOK))
            parts = [(n + 0.5) / looks for n in range(looks)]
            over = sum(self.written(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in parts)
            again = _AGAIN * sum(self.busy(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in parts) / looks
            found = self.known[key] = length * (1.0 + again) + over * _WRITTEN
        return found

    def _doors(self, note: NoteBox) -> list[tuple[Point, float]]:
        """The places outside a note before the middles of its sides, as far as they are on the net, and what going
        through them costs: a side that has a line already costs more.
        """
        x, y = note.x + note.w / 2, note.y + note.h / 2
        left, right = self._near(self.xs, note.x - _BESIDE[0]), self._near(self.xs, note.x + note.w + _BESIDE[0])
        up, low = self._near(self.ys, note.y - _BESIDE[0]), self._near(self.ys, note.y + note.h + _BESIDE[0])
        found = [(right, y), (x, low), (left, y), (x, up)]
        return [
            ((a, b), _USED * self.used.get((note.id, side), 0))
            for side, (a, b) in enumerate(found)
            if a is not None and b is not None and not self._inside(a, b)
        ]

    @staticmethod
    def _near(levels: Sequence[float], wanted: float) -> float | None:
        near = min(levels, key=lambda v: abs(v - wanted))
        return near if abs(near - wanted) <= 2 * _SAME else None

    def _inside(self, x: float, y: float) -> bool:
        return any(r[0] + 0.5 < x < r[2] - 0.5 and r[1] + 0.5 < y < r[3] - 0.5 for r in self.rects)

    def _corners(
        self,
        came: Mapping[_Spot, _Spot | None],
        last: _Spot,
        start: NoteBox,
        end: NoteBox,
    ) -> list[Point]:
        """Back from the goal: the corners only, and the two ends on the edges of the notes."""
        spots: list[Point] = []
        spot = came[last]
        while spot is not None:
            spots.append((self.xs[spot[0]], self.ys[spot[1]]))
            spot = came[spot]
        spots.reverse()
        whole = [_edge(start, spots[0]), *spots, _edge(end, spots[-1])]
        return [
            p for n, p in enumerate(whole)
            if n in {0, len(whole) - 1} or not _level(whole[n - 1], p, whole[n + 1])
        ]  # fmt: skip


def _level(a: Point, b: Point, c: Point) -> bool:
    """Whether three places stand in one upright or level line."""
    return (a[0] == b[0] == c[0]) or (a[1] == b[1] == c[1])


def _edge(note: NoteBox, door: Point) -> Point:
    """The place on a note's edge before a door: level or upright from it."""
    x, y = door
    if note.y < y < note.y + note.h:
        return (note.x if x < note.x + note.w / 2 else note.x + note.w), y
    return x, (note.y if y < note.y + note.h / 2 else note.y + note.h)
