"""The shapes a tree is made of: a note with all that grows below it, and rows of such shapes packed by their outlines.

Packing follows Reingold and Tilford ("Tidier Drawings of Trees", 1981), extended to boxes of different size as van der
Ploeg does ("Drawing Non-layered Tidy Trees in Linear Time", 2014): a shape keeps its outline as bands (from y, to y,
left, right), neighbours are pushed together until the outlines touch, a parent stands over the middle of its
children. The strip in which links run sideways belongs to the outline, so no link ever crosses a note. Two additions
keep wide trees readable: leaves of one parent may hang below it in columns beside a spine, and rows that are too wide
continue on a shelf below, reached by a trunk at their left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.lines import ELBOW, bent, line_to, s_curve
from koosloome_desktop.layout.primitives import Curve, Point

Band = tuple[float, float, float, float]
Place = tuple[float, float, float, float]
"""x, y below a base line, the base line, and +1 or -1 for growing down or up."""

#: How far hanging notes stand to the right of their spine, the spine from the parent's left edge, and their gap.
INDENT: Final = 14.0
SPINE: Final = 11.0
HANG_GAP: Final = 14.0
#: A hanging link meets a note at half this height at most: a note that grew is met near its first lines.
USUAL: Final = 98.0
#: Shapes keep this distance even where they only meet diagonally.
_DIAGONAL: Final = 10.0
#: Outlines longer than this are coarsened: a chain of thousands of notes must not make packing quadratic.
_MOST_BANDS: Final = 64


@dataclass(frozen=True, slots=True)
class Spacing:
    """Gaps of one attempt: between neighbours, between levels, the widest row, and how many leaves hang in a column.

    With ``outline`` every note hangs below its parent, as in a table of contents: the densest form.
    """

    across: float
    down: float
    widest: float
    tall: int
    outline: bool = False


_NO_LINKS: Final[Sequence[Curve]] = ()


@dataclass(slots=True, eq=False)
class Shape:
    """A laid-out part of a tree, relative to its own origin; ``entry`` is where a link from above meets it (at y 0).

    A route of two points is a spine link not drawn yet, a ``Way`` one over a strip (see ``drawn``): most shapes are
    only tried, never drawn. Once built a shape is not changed any more, so layouts may share it (``memory``).
    """

    bands: list[Band]
    entry: float
    card: Card | None = None
    level: int = 0
    parts: list[tuple[float, float, Shape]] = field(default_factory=list)
    routes: list[tuple[tuple[Point, ...] | Way, str]] = field(default_factory=list)
    placed: tuple[Place, list[Link]] | None = None
    """Its links where they were drawn the last time."""
    fits: float = 0.0
    """The shape is the same for every longest row from this on; infinite when a row in it had to be broken."""

    def links(self, place: Place) -> Sequence[Curve]:
        """Its links with its origin at a place; what has not moved is not drawn again."""
        if not self.routes:
            return _NO_LINKS
        found = self.placed  # looked at once: another thread may draw the same branch elsewhere
        if found is None or found[0] != place:
            found = self.placed = (place, [Link(way, place, key) for way, key in self.routes])
        return found[1]

    @property
    def left(self) -> float:
        """The leftmost point."""
        return min([b[2] for b in self.bands], default=0.0)

    @property
    def right(self) -> float:
        """The rightmost point."""
        return max([b[3] for b in self.bands], default=0.0)

    @property
    def bottom(self) -> float:
        """The lowest point."""
        return self.bands[-1][1] if self.bands else 0.0


@dataclass(slots=True)
class Node:
    """A note of a tree with its children in order."""

    card: Card
    level: int
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link has to arrive: the entry of a shape on a shelf, with the trunk that leads down to the shelf.

    ``bus`` asks for upright and level lines instead of an S-curve; ``tail`` leads on from the entry along a spine.
    """

    key: str
    x: float
    y: float
    shelf: int
    trunk: float
    bus: bool
    tail: tuple[Point, ...] = ()
    """Empty, or a spine link: the spine's start and the entry beside it."""


@dataclass(frozen=True, slots=True)
class Way:
    """What ``route`` is asked for a link that is not drawn yet; drawn it is seven times as large."""

    start: Point
    target: Target
    down: float
    at: Point


class Link(Curve):
    """A link that is drawn when somebody looks at it: of a board of thousands nearly all are out of sight."""

    __slots__ = ("_place", "_points", "_way")
    _way: tuple[Point, ...] | Way
    _place: Place
    _points: tuple[Point, ...] | None

    def __init__(self, way: tuple[Point, ...] | Way, place: Place, key: str) -> None:
        _set_way(self, way)
        _set_place(self, place)
        _set_points(self, None)
        _set_role(self, "link")
        _set_key(self, key)

    @property
    def points(self) -> tuple[Point, ...]:
        """Its cubics, worked out once."""
        found = self._points
        if found is None:
            found = _at(self._place, drawn(self._way))
            _set_points(self, found)
        return found

    def bounds(self) -> tuple[float, float, float, float]:
        """The box round its corners; between them it runs straight, rounds one off, or swings from one to the other."""
        x, y, base, sign = self._place
        way = self._way
        if not isinstance(way, Way) and len(way) == 2:  # a spine link, as most are
            (x0, y0), (x1, y1) = way
            one, two = base + sign * (y + y0), base + sign * (y + y1)
            if x1 < x0:
                x0, x1 = x1, x0
            return (x + x0, one, x + x1, two) if one <= two else (x + x0, two, x + x1, one)
        corners = _corners(way)
        xs, ys = [p[0] for p in corners], [base + sign * (y + p[1]) for p in corners]
        return x + min(xs), min(ys), x + max(xs), max(ys)

    def __eq__(self, other: object) -> bool:
        """A link is the curve it is drawn as."""
        return isinstance(other, Curve) and (self.points, self.role, self.key) == (other.points, other.role, other.key)

    def __hash__(self) -> int:
        """As of the curve."""
        return hash(self._plain())

    def shifted(self, dx: float, dy: float) -> Curve:
        """The link moved by (dx, dy)."""
        return self._plain().shifted(dx, dy)

    def scaled(self, k: float) -> Curve:
        """The link scaled about the origin."""
        return self._plain().scaled(k)

    def _plain(self) -> Curve:
        return Curve(self.points, self.role, self.key)

    def __reduce__(self) -> tuple[type[Curve], tuple[tuple[Point, ...], str, str]]:
        """Another process is given it drawn."""
        return Curve, (self.points, self.role, self.key)


# How a frozen thing gets its values.
_set_way, _set_place, _set_points = (vars(Link)[name].__set__ for name in ("_way", "_place", "_points"))
_set_role, _set_key = Curve.__dict__["role"].__set__, Curve.__dict__["key"].__set__


def _corners(way: tuple[Point, ...] | Way) -> Sequence[Point]:
    """The points between which a link that is not drawn yet will lie."""
    if not isinstance(way, Way):
        return way
    target, (dx, dy) = way.target, way.at
    found = [way.start, (target.x + dx, target.y + dy)]
    if target.tail:
        found += [(x + dx, y + dy) for x, y in target.tail]
    if target.bus and target.shelf:
        found.append((target.trunk + dx, dy + way.down * 0.5))
    return found


def _at(place: Place, points: Sequence[Point]) -> tuple[Point, ...]:
    # Links run upright and level, so a point shares a number with the one before it; a board of 10,000 notes has
    # 250,000 of them, and half need not be kept.
    x, y, base, sign = place
    out: list[Point] = []
    last: Point | None = None
    before_x = before_y = math.nan
    for point in points:
        if point is not last:
            px, py = last = point
            if px != before_x:
                before_x, to_x = px, x + px
            if py != before_y:
                before_y, to_y = py, base + sign * (y + py)
            moved = (to_x, to_y)
        out.append(moved)
    return tuple(out)


def shift(bands: Sequence[Band], dx: float, dy: float) -> list[Band]:
    """Bands moved by (dx, dy)."""
    return [(a + dy, b + dy, left + dx, right + dx) for a, b, left, right in bands]


def union(one: Sequence[Band], two: Sequence[Band]) -> list[Band]:
    """The outline of two outlines together: disjoint bands from top to bottom."""
    out: list[Band] = []
    first, second = list(reversed(one)), list(reversed(two))
    while first and second:
        a, b = first[-1], second[-1]
        if a[1] <= b[0]:
            out.append(first.pop())
        elif b[1] <= a[0]:
            out.append(second.pop())
        elif a[0] < b[0]:
            out.append((a[0], b[0], a[2], a[3]))
            first[-1] = (b[0], a[1], a[2], a[3])
        elif b[0] < a[0]:
            out.append((b[0], a[0], b[2], b[3]))
            second[-1] = (a[0], b[1], b[2], b[3])
        else:
            end = min(a[1], b[1])
            out.append((a[0], end, min(a[2], b[2]), max(a[3], b[3])))
            for stack, band in ((first, a), (second, b)):
                stack.pop()
                if band[1] > end:
                    stack.append((end, band[1], band[2], band[3]))
    out.extend(reversed(first))
    out.extend(reversed(second))
    return out if len(out) <= _MOST_BANDS else _coarse(out)


def _coarse(bands: Sequence[Band]) -> list[Band]:
    """Half as many bands, each covering two: larger, never smaller than before."""
    out: list[Band] = []
    for i in range(0, len(bands), 2):
        pair = bands[i : i + 2]
        out.append((pair[0][0], pair[-1][1], min(b[2] for b in pair), max(b[3] for b in pair)))
    return out


def clearance(left: Sequence[Band], right: Sequence[Band]) -> float:
    """How far the right outline must be moved so that it just touches the left one."""
    need, i, j = -math.inf, 0, 0
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        if a[0] < b[1] + _DIAGONAL and b[0] < a[1] + _DIAGONAL:
            need = max(need, a[3] - b[2])
        if a[1] < b[1]:
            i += 1
        else:
            j += 1
    return need


def row(shapes: Sequence[Shape], gap: float) -> tuple[list[float], list[Band]]:
    """Pack shapes side by side; gives their x and the outline of the row, which starts at x 0."""
    places: list[float] = []
    bands: list[Band] = []
    for shape in shapes:
        dx = -shape.left
        if bands:
            found = clearance(bands, shape.bands)
            # Reading order: never left of the one before, nor of the row's beginning (a trunk may run there).
            dx = max(dx, found + gap, places[-1])
        places.append(dx)
        bands = union(bands, shift(shape.bands, dx, 0.0)) if bands else shift(shape.bands, dx, 0.0)
    return places, bands


def _shelves(shapes: Sequence[Shape], spacing: Spacing) -> list[list[Shape]]:
    """The shapes in as few rows as fit the widest row, the rows about equally long."""
    widths = [s.right - s.left + spacing.across for s in shapes]

    def split(limit: float) -> list[list[Shape]]:
        rows: list[list[Shape]] = [[]]
        used = 0.0
        for shape, width in zip(shapes, widths, strict=True):
            if rows[-1] and used + width > limit:
                rows.append([])
                used = 0.0
            rows[-1].append(shape)
            used += width
        return rows

    rows = split(spacing.widest)
    if len(rows) == 1:
        return rows
    limit = max(sum(widths) / len(rows), *widths)
    while limit < spacing.widest:
        even = split(limit)
        if len(even) <= len(rows):
            return even
        limit *= 1.04
    return rows


def shelve(shapes: Sequence[Shape], keys: Sequence[str], spacing: Spacing) -> tuple[Shape, list[Target]]:
    """Rows of shapes below each other, each under a strip for links; gives the group and where links must arrive."""
    rows = _shelves(shapes, spacing)
    group = Shape([], 0.0)
    if len(rows) > 1:
        group.fits = math.inf
    elif len(shapes) > 1:
        for shape in shapes:  # added up as `_shelves` does, to the last bit
            group.fits += shape.right - shape.left + spacing.across
    targets: list[Target] = []
    trunk = -spacing.across * 0.6 if len(rows) > 1 else 0.0
    y, done = 0.0, 0
    for number, shelf in enumerate(rows):
        y += spacing.down
        places, bands = row(shelf, spacing.across)
        entries = [dx + s.entry for dx, s in zip(places, shelf, strict=True)]
        group.parts += [(dx, y, s) for dx, s in zip(places, shelf, strict=True)]
        start = min(trunk, entries[0]) if len(rows) > 1 else entries[0]
        strip: Band = (y - spacing.down, y, start, entries[-1])
        group.bands = union(group.bands, union([strip], shift(bands, 0.0, y)))
        names = keys[done : done + len(shelf)]
        targets += [Target(k, x, y, number, trunk, len(rows) > 1) for k, x in zip(names, entries, strict=True)]
        if number == 0:
            group.entry = (entries[0] + entries[-1]) / 2
        done += len(shelf)
        y = group.bottom + (HANG_GAP if len(rows) > 1 else 0.0)
    if len(rows) > 1:
        last = targets[-1].y
        group.bands = union(group.bands, [(0.0, last, trunk, trunk + 1.0)])
    return group, targets


def route(start: Point, target: Target, down: float, at: Point = (0.0, 0.0)) -> tuple[Point, ...]:
    """The link from ``start`` to a target of a group that stands at ``at``.

    A single row is reached by S-curves. With shelves, links share a bus above each row and the trunk at its left.
    """
    dx, dy = at
    tail = tuple((x + dx, y + dy) for x, y in spine_link(target.tail)[1:]) if target.tail else ()
    end = (target.x + dx, target.y + dy)
    if not target.bus:
        return s_curve(start, end) + tail
    bus = end[1] - down * 0.5
    if target.shelf == 0:
        return bent([start, (start[0], bus), (end[0], bus), end]) + tail
    first, trunk = dy + down * 0.5, target.trunk + dx
    return bent([start, (start[0], first), (trunk, first), (trunk, bus), (end[0], bus), end]) + tail


def drawn(way: tuple[Point, ...] | Way) -> tuple[Point, ...]:
    """A route as a chain of cubics: a spine link runs straight down and round an elbow into a note's left edge."""
    if isinstance(way, Way):
        return route(way.start, way.target, way.down, way.at)
    return spine_link(way) if len(way) == 2 else way


def spine_link(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """From the first point straight down, and round an elbow to the second."""
    (spine, _), end = points
    bend = (spine, end[1] - ELBOW)
    return (points[0], *line_to(points[0], bend), (spine, end[1]), (spine, end[1]), end)
