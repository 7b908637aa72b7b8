"""Links between notes, drawn over a finished board: curves with an arrow and the word of their kind.

A layout that knows nothing of links has no room kept for them, so each curve is the best of a few: out of one side of a
note, into a side of the other, as short as can be and under as few other notes as can be. Where the best of them would
still be hidden by notes, a bent line goes through the gaps between them. Curves lie under the notes
(no text is ever crossed out), a curve that cannot keep clear of the title of a zone is cut where the title stands, and
a word stands beside its curve only where nothing else stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from koosloome_desktop.layout.around import MOST, SQUARE, Ground, Traces, reach, way_round
from koosloome_desktop.layout.chains import FINE, Chain
from koosloome_desktop.layout.inputs import RelationIn
from koosloome_desktop.layout.lines import bent, line_to
from koosloome_desktop.layout.metrics import ascent, descent, measure
from koosloome_desktop.layout.primitives import FOOTER_SIZE, Board, Curve, NoteBox, PanelBox, Point, TextLine, flattened

_WORD: Final = 13.0 / FOOTER_SIZE  # a word on a link grows in a small window with the fine print of its notes
"""Size of a link's word in units."""
_ARROW: Final = 9.0
_SPREAD: Final = 0.42
_AWAY: Final = 3.0
"""Units between a note and its curve."""
_REACH: Final = (18.0, 150.0)
"""How far a curve leaves its note straight, at least and at most."""
_SAMPLES: Final = 18
_UNDER: Final = 3.5
"""A unit of the way under another note counts as so many."""
_THROUGH: Final = 24.0
"""The same for the way through a text."""
_TAKEN: Final = 26.0
_CELL: Final = 160.0
_CLEAR: Final = 3.0
"""Units between a title and a curve that is cut beside it."""
_PLATE: Final = 72.0
"""A panel that is less than so much wider and higher than its words is a plate."""
_MISSED: Final = 14.0
"""Units of a curve under notes from which on a way round them is looked for, and how far from the two ends."""
_DETOUR: Final = 130.0
_LOOKS: Final = 6_000
"""Crossings looked at on one board at most, about ten microseconds each: the links behind them run as they would."""
_REMEMBERED: Final = 120
_WAYS: Final[dict[tuple[Any, ...], tuple[list[Point] | None, int]]] = {}
"""How many ways are remembered, and these, with what was looked at for each."""
_CROWDED: Final = 0.25
"""The share of a curve along others from which on it should go elsewhere, and how near that is."""
_NEAR: Final = 1e-6
"""Costs that differ by less than this are still compared."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Paper = tuple[float, float, float, float, str]  # the rectangle of a note, and its id
Side = tuple[Point, Point]
"""Where a curve touches a note, and the direction out of it."""


def with_links(board: Board, links: Iterable[RelationIn]) -> Board:
    """The board with these links; one whose end is not on it is left out, and so is one that the board draws itself."""
    known = {c.key for c in board.curves if c.role != "link"}
    wanted = [x for x in links if board.note(x.source) and board.note(x.target) and x.key not in known]
    if not wanted:
        return board
    room = _Room(board)
    curves: list[Curve] = []
    placed: list[tuple[tuple[Point, ...], str, float]] = []
    for link in wanted:
        source, target = board.note(link.source), board.note(link.target)
        if source is None or target is None:
            continue
        points = _best(room, source, target)
        scale = min(source.scale, target.scale)
        curves += _drawn(room, points, link)
        curves.append(Curve(_arrow(board, points, scale), link.role, f"{link.key}>"))
        placed.append((points, link.word, min(source.footer_size, target.footer_size) * _WORD))
    # Words come last: none of the curves goes through one.
    room.draw((*board.curves, *curves))
    found = (_word(room, *one) for one in placed if one[1])
    words = [word for word in found if word is not None]
    return replace(board, curves=(*board.curves, *curves), texts=(*board.texts, *words))


@dataclass(slots=True)
class _Room:
    """What is in the way on a board: notes and texts by cells, and the sides that have a curve already."""

    board: Board
    cells: dict[tuple[int, int], list[NoteBox]] = field(default_factory=dict)
    papers: dict[tuple[int, int], list[_Paper]] = field(default_factory=dict)
    texts: dict[tuple[int, int], list[Rect]] = field(default_factory=dict)
    used: dict[tuple[str, int], int] = field(default_factory=dict)
    lines: dict[tuple[int, int], list[Point]] = field(default_factory=dict)
    traces: Traces = field(default_factory=Traces)
    """Where links run."""
    story: int = 0
    """What was drawn so far, as one number."""
    looked: int = 0
    """Crossings that were looked at for ways round notes."""

    def __post_init__(self) -> None:
        """Sort everything in."""
        for note in self.board.notes:
            paper = (note.x, note.y, note.x + note.w, note.y + note.h, note.id)
            for cell in _cells(paper[:4]):
                self.cells.setdefault(cell, []).append(note)
                self.papers.setdefault(cell, []).append(paper)
        self.write(_extent(line) for line in self.board.texts)
        self.write(_around([_extent(line) for line in zone.texts]) for zone in self.board.zones if zone.texts)
        for panel in self.board.panels:
            self.write(_plates(panel))
        self.write((m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r) for m in self.board.marks)
        for mark in self.board.marks:
            self.write(_extent(line) for line in mark.texts)

    def write(self, rects: Iterable[Rect]) -> None:
        """Know where texts stand."""
        for rect in rects:
            for cell in _cells(rect):
                self.texts.setdefault(cell, []).append(rect)

    def draw(self, curves: Iterable[Curve]) -> None:
        """Know where curves run."""
        for curve in curves:
            for x, y in flattened(curve.points, 24):
                self.lines.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y))

    def trace(self, points: Sequence[Point]) -> None:
        """Know where a link runs."""
        self.story = hash((self.story, tuple(points)))
        for i in range(0, len(points) - 1, 3):
            one, two = points[i], points[i + 3]
            if one[0] == two[0] or one[1] == two[1]:
                self.traces.level(one, two)
                continue
            piece = points[i : i + 4]
            steps = max(2, int(math.dist(one, two) / (SQUARE * 0.7)))
            self.traces.through([_blend(piece, shares) for shares in _in_steps(steps)])

    def crossed(self, rect: Rect) -> bool:
        """Whether a curve runs through a rectangle."""
        left, top, right, bottom = rect
        near = (p for cell in _cells(rect) for p in self.lines.get(cell, ()))
        return any(left - 2 < x < right + 2 and top - 2 < y < bottom + 2 for x, y in near)

    def written(self, x: float, y: float) -> bool:
        """Whether a text of the board stands at a point."""
        near = self.texts.get((int(x // _CELL), int(y // _CELL)))
        return near is not None and any(left < x < right and top < y < bottom for left, top, right, bottom in near)

    def free(self, rect: Rect) -> bool:
        """Whether nothing stands in a rectangle of the board."""
        left, top, right, bottom = rect
        if left < 2 or top < 2 or right > self.board.width - 2 or bottom > self.board.height - 2:
            return False
        if any(_meets(rect, other) for cell in _cells(rect) for other in self.texts.get(cell, ())):
            return False
        if self.crossed(rect):
            return False
        near = {n.id: n for cell in _cells(rect) for n in self.cells.get(cell, ())}
        return not any(_meets(rect, (n.x, n.y, n.x + n.w, n.y + n.h)) for n in near.values())


def _around(rects: Sequence[Rect]) -> Rect:
    """The rectangle round several, with air."""
    left, top = min(r[0] for r in rects) - _CLEAR, min(r[1] for r in rects) - _CLEAR
    return left, top, max(r[2] for r in rects) + _CLEAR, max(r[3] for r in rects) + _CLEAR


def _plates(panel: PanelBox) -> list[Rect]:
    """What a panel has that nothing may cross: all of a small one that is full of its words, else the words."""
    words = [_extent(line) for line in panel.texts]
    if not words:
        return []
    left, top, right, bottom = _around(words)
    if panel.w < right - left + _PLATE and panel.h < bottom - top + _PLATE:
        return [(panel.x - _CLEAR, panel.y - _CLEAR, panel.x + panel.w + _CLEAR, panel.y + panel.h + _CLEAR)]
    return words


def _drawn(room: _Room, points: tuple[Point, ...], link: RelationIn) -> Iterator[Curve]:
    """The curve, in pieces that leave out the texts of the board: no line runs through a text."""
    chain, start, number = Chain(points), 0, 0
    steps = chain.steps
    texts = room.texts
    open_ = [(int(x // _CELL), int(y // _CELL)) not in texts or not room.written(x, y) for x, y in chain.places(steps)]
    while start <= steps:
        end = start
        while end < steps and open_[start] and open_[end + 1]:
            end += 1
        if open_[start] and end > start:
            part = points if (start, end) == (0, steps) else chain.part(start / steps, end / steps)
            yield Curve(part, link.role, f"{link.key}>{number}" if number else link.key)
            number += 1
        start = end + 1


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(v // _CELL) for v in rect)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield x, y


def _meets(one: Rect, two: Rect) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _extent(line: TextLine) -> Rect:
    width = measure(line.text, line.size, line.weight)
    return (line.x - 2, line.y - ascent(line.size), line.x + width + 2, line.y + descent(line.size))


def _sides(note: NoteBox) -> list[Side]:
    """The middles of the four sides, a little away from the paper."""
    x, y, w, h, off = note.x, note.y, note.w, note.h, _AWAY * note.scale
    return [
        ((x + w + off, y + h / 2), (1.0, 0.0)),
        ((x + w / 2, y + h + off), (0.0, 1.0)),
        ((x - off, y + h / 2), (-1.0, 0.0)),
        ((x + w / 2, y - off), (0.0, -1.0)),
    ]


def _best(room: _Room, source: NoteBox, target: NoteBox) -> tuple[Point, ...]:
    """The curve that costs least of the sixteen from side to side."""
    ways: list[tuple[float, int, int, float, tuple[Point, ...]]] = []
    for i, out in enumerate(_sides(source)):
        for j, into in enumerate(_sides(target)):
            points = _cubic(room.board, out, into)
            taken = _TAKEN * (room.used.get((source.id, i), 0) + room.used.get((target.id, j), 0))
            # No way is cheaper than a straight line: once a cheaper one is known, it need not be looked at.
            ways.append((math.dist(points[0], points[3]) + taken, i, j, taken, points))
    best = (math.inf, 0, 0, ways[0][4])
    for least, i, j, taken, points in sorted(ways):
        if least > best[0] + _NEAR:
            break
        cost = _cost(room, points, (source.id, target.id), best[0] + _NEAR - taken) + taken
        best = min(best, (cost, i, j, points))
    _cost_of_it, i, j, points = best
    if _hidden(room, points):
        corners = _way_round(room, source, target)
        if corners is not None:
            i, j, points = _side_of(source, corners[0]), _side_of(target, corners[-1]), bent(corners)
    for key in ((source.id, i), (target.id, j)):
        room.used[key] = room.used.get(key, 0) + 1
    room.trace(points)
    return points


def _hidden(room: _Room, points: Sequence[Point]) -> bool:
    """Whether a part of a curve that one would miss lies under notes, or a good part of it along other links."""
    under = along = 0
    papers, traces = room.papers, room.traces
    for shares in _FINELY:
        x, y = _blend(points, shares)
        for left, top, right, low, _ in papers.get((int(x // _CELL), int(y // _CELL)), ()):
            if left <= x <= right and top <= y <= low:
                under += 1
                break
        along += traces.near(x, y)
    return under * _length(points) / FINE > _MISSED or along > _CROWDED * FINE


def _length(points: Sequence[Point]) -> float:
    spots = [_blend(points, shares) for shares in _STEPS]
    return math.fsum(math.dist(a, b) for a, b in zip([points[0], *spots], spots, strict=False))


def _way_round(room: _Room, source: NoteBox, target: NoteBox) -> list[Point] | None:
    """The way through the gaps between the notes; None where there is none. One that was found in the very same
    surroundings is remembered: a note typed elsewhere changes none of them.
    """
    left_over = min(MOST, _LOOKS - room.looked)
    if left_over <= 0:
        return None
    board = room.board
    left, top, right, low = reach(source, target, _DETOUR)
    around = (max(left, 2.0), max(top, 2.0), min(right, board.width - 2.0), min(low, board.height - 2.0))
    cells = list(_cells(around))
    near = {n.id: n for cell in cells for n in room.cells.get(cell, ())}
    texts = tuple(rect for cell in cells for rect in room.texts.get(cell, ()))
    sides = tuple(room.used.get((n.id, i), 0) for n in (source, target) for i in range(4))
    key = (source.id, target.id, around, tuple((n.x, n.y, n.w, n.h) for n in near.values()), texts, sides,
           room.story, left_over)  # fmt: skip
    known = _WAYS.get(key)
    if known is None:
        if len(_WAYS) >= _REMEMBERED:
            _WAYS.clear()
        ends = (source, target)
        ground = Ground(tuple(dict.fromkeys(texts)), room.traces, room.used)
        known = way_round(ends, list(near.values()), around, ground, left_over)
        _WAYS[key] = known
    room.looked += known[1]
    return known[0]


def _side_of(note: NoteBox, at: Point) -> int:
    """Which side of a note a place on its edge lies on, as in `_sides`."""
    if at[0] in {note.x, note.x + note.w}:
        return 0 if at[0] > note.x else 2
    return 1 if at[1] > note.y else 3


def _cubic(board: Board, out: Side, into: Side) -> tuple[Point, ...]:
    (start, leave), (end, arrive) = out, into
    reach = min(_REACH[1], max(_REACH[0], math.dist(start, end) * 0.4))
    one = (start[0] + leave[0] * reach, start[1] + leave[1] * reach)
    two = (end[0] + arrive[0] * reach, end[1] + arrive[1] * reach)
    # A cubic stays within its four points: with these on the board all of it is.
    return inside(board, start), inside(board, one), inside(board, two), inside(board, end)


def inside(board: Board, point: Point) -> Point:
    """The point of the board that is nearest to a point."""
    return min(max(point[0], 1.0), board.width - 1.0), min(max(point[1], 1.0), board.height - 1.0)


def _at(points: Sequence[Point], t: float) -> Point:
    return _blend(points, _shares(t))


def _shares(t: float) -> tuple[float, float, float, float]:
    """What each of a cubic's four points has of the one at `t` (Bernstein polynomials)."""
    u = 1 - t
    return u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t


@lru_cache(maxsize=512)
def _in_steps(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    return tuple(_shares(n / steps) for n in range(steps + 1))


_STEPS: Final = tuple(_shares(i / _SAMPLES) for i in range(1, _SAMPLES + 1))
_FINELY: Final = tuple(_shares(i / FINE) for i in range(1, FINE))


def _blend(points: Sequence[Point], shares: tuple[float, float, float, float]) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    a, b, c, d = shares
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _cost(room: _Room, points: Sequence[Point], own: tuple[str, str], enough: float) -> float:
    """Length of a curve; what lies under notes costs more, most under its own. Infinite from `enough` on."""
    cost, before, papers = 0.0, points[0], room.papers
    for shares in _STEPS:
        if cost > enough:
            return math.inf
        x, y = spot = _blend(points, shares)
        step = math.dist(before, spot)
        before = spot
        near = papers.get((int(x // _CELL), int(y // _CELL)), ())
        over = [i for left, top, right, low, i in near if left <= x <= right and top <= y <= low]
        if over:
            cost += step * (1.0 + _UNDER * (len(over) + 2 * (own[0] in over or own[1] in over)))
        else:
            cost += step * (1.0 + (_THROUGH if room.written(x, y) else 0.0))
    return cost


def _arrow(board: Board, points: Sequence[Point], scale: float) -> tuple[Point, ...]:
    """Two short strokes at the end of a curve, as one chain."""
    tip = points[-1]
    before = _at(points[-4:], 0.93) if len(points) == 4 else points[-4]
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0]) + math.pi
    reach = _ARROW * scale
    left, right = (
        inside(board, (tip[0] + math.cos(angle + turn) * reach, tip[1] + math.sin(angle + turn) * reach))
        for turn in (_SPREAD, -_SPREAD)
    )
    return left, *line_to(left, tip), *line_to(tip, right)


def _word(room: _Room, points: Sequence[Point], word: str, size: float) -> TextLine | None:
    """The word beside the curve, as near its middle as there is room; None where there is none."""
    width, up, down = measure(word, size, "semibold"), ascent(size), descent(size)
    chain = Chain(points)
    for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
        (x, y), (nx, ny) = chain.at(t), _normal(chain, t)
        for side in (1.0, -1.0):
            # So far aside that the line touches no letter.
            off = abs(nx) * width / 2 + abs(ny) * (up + down) / 2 + 5.0
            cx, cy = x + nx * off * side, y + ny * off * side
            rect = (cx - width / 2, cy - (up + down) / 2, cx + width / 2, cy + (up + down) / 2)
            if room.free(rect):
                room.write([rect])
                return TextLine(rect[0], rect[1] + up, word, size, "semibold", "muted")
    return None


def _normal(chain: Chain, t: float) -> Point:
    (x0, y0), (x1, y1) = chain.at(max(0.0, t - 0.03)), chain.at(min(1.0, t + 0.03))
    length = math.dist((x0, y0), (x1, y1)) or 1.0
    return (y1 - y0) / length, -(x1 - x0) / length
