"""The way between two notes through the gaps between all others, for lines that would else pass under notes.

The gaps of notes that stand in rows and columns are few, so the net of all upright and level ways beside notes is
small: the shortest way with few corners is looked for in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
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

SQUARE: Final = 3.0
"""Side of the squares by which it is known where lines run."""
_FAR: Final = 1 << 24
"""No board has so many squares below each other."""
_NOWHERE: Final = -1
_NOT_YET: Final = -2


@dataclass(slots=True)
class Traces:
    """Where lines run, in squares of `SQUARE`: `column * _FAR + row`, and which rows and columns have any."""

    squares: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def level(self, one: Point, two: Point) -> None:
        """A line runs level or upright from one place to another."""
        (left, right), (top, low) = sorted((one[0], two[0])), sorted((one[1], two[1]))
        columns = range(int(left // SQUARE), int(right // SQUARE) + 1)
        rows = range(int(top // SQUARE), int(low // SQUARE) + 1)
        self.rows.update(rows)
        self.columns.update(columns)
        if len(rows) == 1:
            self.squares.update(range(columns[0] * _FAR + rows[0], columns[-1] * _FAR + rows[0] + 1, _FAR))
        else:
            for column in columns:
                self.squares.update(range(column * _FAR + rows[0], column * _FAR + rows[-1] + 1))

    def through(self, places: Iterable[Point]) -> None:
        """A line runs through places."""
        for x, y in places:
            column, row = int(x // SQUARE), int(y // SQUARE)
            self.squares.add(column * _FAR + row)
            self.rows.add(row)
            self.columns.add(column)

    def near(self, x: float, y: float) -> bool:
        """Whether a line runs through the square of a place, or the one above or below it."""
        square, known = int(x // SQUARE) * _FAR + int(y // SQUARE), self.squares
        return square in known or square - 1 in known or square + 1 in known


_Lane = tuple[int, list[tuple[float, float]]] | None
"""The first square of a lane in which a line runs somewhere (else -1), and from where to where texts stand on it; None:
neither."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a way should keep clear of beside notes: texts, and where lines run; and how many lines a side of a note has
    already (0 right, 1 below, 2 left, 3 above).
    """

    texts: Sequence[Rect]
    traces: Traces
    used: Mapping[tuple[str, int], int]

    def lanes(self, levels: Sequence[float], upright: int) -> list[_Lane]:
        """What lies on these levels of y (or of x, `upright`)."""
        lines, apart = (self.traces.columns, _FAR) if upright else (self.traces.rows, 1)
        across, along = 1 - upright, upright
        found: list[_Lane] = []
        for level in levels:
            texts = [(t[along], t[along + 2]) for t in self.texts if t[across] < level < t[across + 2]]
            number = int(level // SQUARE)
            taken = number in lines
            found.append((number * apart if taken else -1, texts) if taken or texts else None)
        return found


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
    ground: Ground,
    most: int = MOST,
) -> tuple[list[Point] | None, int]:
    """The corners of a line from the edge of one note to the edge of the other, past all `notes` (the two among them)
    and inside a field, and how many crossings were looked at; None where there is no way, or more than `most` to look
    at.
    """
    xs = _levels(field_[0], field_[2], [(n.x, n.x + n.w) for n in notes], ends, 0)
    ys = _levels(field_[1], field_[3], [(n.y, n.y + n.h) for n in notes], ends, 1)
    size = len(xs) * len(ys)
    if size > most:
        return None, 0
    return _Net(xs, ys, [_rect(n) for n in notes], ground).way(*ends), size


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


_Step = tuple[int, float, int, float]
"""The next spot, what the piece of way to it costs, 0 level or 1 down, and what the way from there costs at least."""


@dataclass(slots=True)
class _Net:
    """Upright and level ways. A place is `number of x * len(ys) + number of y`, from which one piece leads to the right
    and one down; a spot is `3 * place` and how one came there: 0 level, 1 upright, 2 through the door of the goal.
    """

    xs: list[float]
    ys: list[float]
    rects: list[Rect]
    ground: Ground
    closed: tuple[bytearray, bytearray] = field(init=False)
    """Pieces to the right and down that would run through a note."""
    known: tuple[list[float], list[float]] = field(init=False)
    """What pieces cost, 0 where nobody asked yet."""
    lanes: tuple[list[_Lane], list[_Lane]] = field(init=False)
    """What lies on each level of y and of x."""

    def __post_init__(self) -> None:
        """Close the pieces that would run through a note."""
        high = len(self.ys)
        size = len(self.xs) * high
        right_of, below = self.closed = bytearray(size), bytearray(size)
        self.known = [0.0] * size, [0.0] * size
        self.lanes = self.ground.lanes(self.ys, 0), self.ground.lanes(self.xs, 1)
        for left, top, right, low in self.rects:
            x0, x1 = bisect_right(self.xs, left + 0.5), bisect_left(self.xs, right - 0.5)
            y0, y1 = bisect_right(self.ys, top + 0.5), bisect_left(self.ys, low - 0.5)
            for i in range(max(x0 - 1, 0), x1):
                right_of[i * high + y0 : i * high + y1] = b"\1" * (y1 - y0)
            up = max(y0 - 1, 0)
            for i in range(x0, x1):
                below[i * high + up : i * high + y1] = b"\1" * (y1 - up)

    def way(self, start: NoteBox, end: NoteBox) -> list[Point] | None:
        """The cheapest way from edge to edge; what is left at least is the distance to the goal, and a corner where it
        lies not straight ahead (A*, Hart 1968).
        """
        xs, ys, high = self.xs, self.ys, len(self.ys)
        goals = {xs.index(x) * high + ys.index(y): more for (x, y), more in self._doors(end)}
        left = (
            [max(end.x - x, x - end.x - end.w, 0.0) for x in xs],
            [max(end.y - y, y - end.y - end.h, 0.0) for y in ys],
        )
        # From which spot one came to each: a place reached level and the same reached upright are two, only corners
        # cost more than way.
        came = [_NOT_YET] * (3 * len(xs) * high)
        queue: list[tuple[float, float, int, int]] = []
        for (x, y), more in self._doors(start):
            i, j = xs.index(x), ys.index(y)
            spot = 3 * (i * high + j) + (x == start.x + start.w / 2)
            heappush(queue, (more + _least(left[0][i], left[1][j], spot % 3), more, spot, _NOWHERE))
        middle = end.x + end.w / 2
        known: dict[int, list[_Step]] = {}
        while queue:
            _at_least, cost, spot, before = heappop(queue)
            if came[spot] != _NOT_YET:
                continue
            came[spot] = before
            place, upright = divmod(spot, 3)
            if upright == _THERE:
                return self._corners(came, spot, start, end)
            if place in goals and (xs[place // high] == middle) == bool(upright):
                whole = cost + goals[place]
                heappush(queue, (whole, whole, 3 * place + _THERE, spot))
            steps = known.get(place)
            if steps is None:
                steps = known[place] = self._steps(place, left)
            for after, step, down, least in steps:
                if came[after] == _NOT_YET:
                    whole = cost + step if down == upright else cost + step + _CORNER
                    heappush(queue, (whole + least, whole, after, spot))
        return None

    def _steps(self, place: int, left: tuple[list[float], list[float]]) -> list[_Step]:
        """Where one gets to from a place."""
        high = len(self.ys)
        i, j = divmod(place, high)
        right_of, below = self.closed
        across, down = self.known
        (near, far), found = left, []
        if i + 1 < len(self.xs) and not right_of[place]:
            cost = across[place] or self._cost(i, j, 0)
            found.append((3 * (place + high), cost, 0, _least(near[i + 1], far[j], 0)))
        if i and not right_of[place - high]:
            cost = across[place - high] or self._cost(i - 1, j, 0)
            found.append((3 * (place - high), cost, 0, _least(near[i - 1], far[j], 0)))
        if j + 1 < high and not below[place]:
            found.append((3 * place + 4, down[place] or self._cost(i, j, 1), 1, _least(near[i], far[j + 1], 1)))
        if j and not below[place - 1]:
            found.append((3 * place - 2, down[place - 1] or self._cost(i, j - 1, 1), 1, _least(near[i], far[j - 1], 1)))
        return found

    def _cost(self, i: int, j: int, down: int) -> float:
        """What a piece of way costs."""
        levels, number, lane = (self.ys, j, self.lanes[1][i]) if down else (self.xs, i, self.lanes[0][j])
        start = levels[number]
        found = length = levels[number + 1] - start
        if lane is not None:
            first, texts = lane
            looks = max(1, int(length / _LOOK))
            spots = [start + (n + 0.5) / looks * length for n in range(looks)]
            if first >= 0:
                squares, apart = self.ground.traces.squares, (1 if down else _FAR)
                found += length * _AGAIN * sum([first + apart * int(v // SQUARE) in squares for v in spots]) / looks
            for low, high in texts:  # no two texts of a board lie on each other
                found += _WRITTEN * sum([low < v < high for v in spots])
        self.known[down][i * len(self.ys) + j] = found
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
            ((a, b), _USED * self.ground.used.get((note.id, side), 0))
            for side, (a, b) in enumerate(found)
            if a is not None and b is not None and not self._inside(a, b)
        ]

    @staticmethod
    def _near(levels: Sequence[float], wanted: float) -> float | None:
        at = bisect_left(levels, wanted)
        near = min(levels[max(at - 1, 0) : at + 1], key=lambda v: abs(v - wanted))
        return near if abs(near - wanted) <= 2 * _SAME else None

    def _inside(self, x: float, y: float) -> bool:
        return any(r[0] + 0.5 < x < r[2] - 0.5 and r[1] + 0.5 < y < r[3] - 0.5 for r in self.rects)

    def _corners(
        self,
        came: Sequence[int],
        last: int,
        start: NoteBox,
        end: NoteBox,
    ) -> list[Point]:
        """Back from the goal: the corners only, and the two ends on the edges of the notes."""
        spots: list[Point] = []
        spot = came[last]
        while spot != _NOWHERE:
            i, j = divmod(spot // 3, len(self.ys))
            spots.append((self.xs[i], self.ys[j]))
            spot = came[spot]
        spots.reverse()
        whole = [_edge(start, spots[0]), *spots, _edge(end, spots[-1])]
        return [
            p for n, p in enumerate(whole)
            if n in {0, len(whole) - 1} or not _level(whole[n - 1], p, whole[n + 1])
        ]  # fmt: skip


def _least(across: float, down: float, upright: int) -> float:
    """What a way costs at least that has so far to go, running level or upright here."""
    return across + down + (_CORNER if (across if upright else down) else 0.0)


def _level(a: Point, b: Point, c: Point) -> bool:
    """Whether three places stand in one upright or level line."""
    return (a[0] == b[0] == c[0]) or (a[1] == b[1] == c[1])


def _edge(note: NoteBox, door: Point) -> Point:
    """The place on a note's edge before a door: level or upright from it."""
    x, y = door
    if note.y < y < note.y + note.h:
        return (note.x if x < note.x + note.w / 2 else note.x + note.w), y
    return x, (note.y if y < note.y + note.h / 2 else note.y + note.h)
