"""Links between notes that stand anywhere: straight where they can be, bent round what is in their way, with a word.

No line runs through a word: it is cut where the word stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import Board, Curve, LayoutProfile, NoteBox, PanelBox, Point, TextLine
from koosloome_desktop.layout.text import block

EDGE: Final = 26.0
"""Air between the edge of the field and the notes."""
#: Widest word before it breaks, its least size, how far a line bends aside.
_WORDS: Final = 96.0
_WORD: Final = 13.0
_BEND: Final = 110.0
_HEAD: Final = 11.0
#: Points of another line that are looked at for a word's place, and of how many lines at most.
_TELL: Final = 40
_CROWD: Final = 60

Rect = tuple[float, float, float, float]
Cubic = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class LinkIn:
    """A link between two notes: its word, the role of its curve (link, wish, money, clash), and whether it goes one way
    only, from source to target (then it has a head).
    """

    source: str
    target: str
    word: str = ""
    role: str = "link"
    directed: bool = False


@dataclass(frozen=True, slots=True)
class LegendIn:
    """The kinds of lines as (role, word), and a sentence."""

    kinds: tuple[tuple[str, str], ...] = ()
    told: str = ""


NO_LEGEND: Final = LegendIn()


def touch(one: Rect, two: Rect, gap: float = 0.0) -> bool:
    """Whether two rectangles (x, y, w, h) are nearer than the gap."""
    return (
        one[0] < two[0] + two[2] + gap and two[0] < one[0] + one[2] + gap
        and one[1] < two[1] + two[3] + gap and two[1] < one[1] + one[3] + gap
    )  # fmt: skip


def drawn_links(
    boxes: Sequence[NoteBox], links: Sequence[LinkIn], profile: LayoutProfile
) -> tuple[list[Curve], list[PanelBox]]:
    """The lines from edge to edge, bent round notes in their way, and their words where nothing else stands."""
    rects = [(b.x, b.y, b.w, b.h) for b in boxes]
    right = max((b.x + b.w for b in boxes), default=0.0) + EDGE
    low = max((b.y + b.h for b in boxes), default=0.0) + EDGE
    size = max(_WORD, profile.least_text)
    labels: list[PanelBox] = []
    ways = _ways(boxes, links, rects, (right, low))
    for number, (link, points) in ways.items():
        if not link.word:
            continue
        text = block(link.word, _WORDS, size, lang=profile.lang)
        taken = [*rects, *((p.x, p.y, p.w, p.h) for p in labels)]
        others = [way for n, (_link, way) in ways.items() if n != number and touch(_round(way), _round(points))]
        spot = _label((text.width + 10.0, text.height + 4.0), points, taken, right, others)
        if spot is None:
            continue
        lines = tuple(t.shifted(spot[0] + 5.0, spot[1] + 2.0) for t in text.lines)
        labels.append(PanelBox(f"word:{number}", *spot, "word", link.role, lines))
    curves: list[Curve] = []
    words = [(p.x, p.y, p.w, p.h) for p in labels]
    for link, points in ways.values():
        key = f"{link.source}>{link.target}"
        if link.directed:
            curves.append(Curve(_head(points), "head" if link.role == "wish" else link.role, f"{key}>head"))
        parts = _cut(points, [w for w in words if touch(w, _round(points))])
        curves += [
            Curve(part, link.role, key if part[0] == points[0] else key + ">" * (i + 1)) for i, part in enumerate(parts)
        ]
    return curves, labels


def _ways(
    boxes: Sequence[NoteBox], links: Sequence[LinkIn], rects: Sequence[Rect], field: Point
) -> dict[int, tuple[LinkIn, Cubic]]:
    """The line of each link by its number; several between the same notes lie beside each other."""
    by_id = {b.id: b for b in boxes}
    found: dict[int, tuple[LinkIn, Cubic]] = {}
    seen: dict[frozenset[str], int] = {}
    for number, link in enumerate(links):
        a, b = by_id.get(link.source), by_id.get(link.target)
        if a is None or b is None:
            continue
        pair = frozenset((a.id, b.id))
        turn = seen[pair] = seen.get(pair, -1) + 1
        found[number] = link, _path(a, b, 12.0 * ((turn + 1) // 2) * (1 if turn % 2 else -1), rects, field)
    return found


def _path(a: NoteBox, b: NoteBox, off: float, rects: Sequence[Rect], field: Point) -> Cubic:
    """A cubic from note to note: straight when it can be, else bent to the side on which no note is in its way."""
    start, end = _ends(a, b, off)
    own = {(a.x, a.y, a.w, a.h), (b.x, b.y, b.w, b.h)}
    left, high = min(start[0], end[0]) - _BEND, min(start[1], end[1]) - _BEND
    room = (left, high, abs(end[0] - start[0]) + 2 * _BEND, abs(end[1] - start[1]) + 2 * _BEND)
    others = [r for r in rects if r not in own and touch(r, room)]
    best: tuple[int, Cubic] | None = None
    for bend in (0.0, 0.25, -0.25, 0.6, -0.6, 1.0, -1.0):
        points = _bent(start, end, bend * _BEND)
        hits = sum(1 for r in others if any(_holds(r, _at(points, i / 16)) for i in range(1, 16)))
        inside = all(0.0 <= p[0] <= field[0] and 0.0 <= p[1] <= field[1] for p in points)
        if inside and (best is None or hits < best[0]):
            best = (hits, points)
        if best is not None and not best[0]:
            break
    return best[1] if best is not None else _bent(start, end, 0.0)


def _bent(start: Point, end: Point, by: float) -> Cubic:
    """A cubic whose middle lies `by` units beside the straight line."""
    first, second, _ = line_to(start, end)
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    nx, ny = -(end[1] - start[1]) / length * by * 4 / 3, (end[0] - start[0]) / length * by * 4 / 3
    return start, (first[0] + nx, first[1] + ny), (second[0] + nx, second[1] + ny), end


def _at(points: Cubic, t: float) -> Point:
    """The point of a cubic at t in 0 … 1."""
    u = 1.0 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _holds(rect: Rect, point: Point) -> bool:
    return rect[0] < point[0] < rect[0] + rect[2] and rect[1] < point[1] < rect[1] + rect[3]


def _cut(points: Cubic, words: Sequence[Rect]) -> list[Cubic]:
    """A line in pieces that leave out the fields of words, its own and others': no line runs through a text."""
    parts = [points]
    for word in words:
        left: list[Cubic] = []
        for part in parts:
            inside = [i for i in range(65) if _holds(word, _at(part, i / 64))]
            if not inside:
                left.append(part)
                continue
            if inside[0] > 1:
                left.append(_halves(part, (inside[0] - 1) / 64)[0])
            if inside[-1] < 63:
                left.append(_halves(part, (inside[-1] + 1) / 64)[1])
        parts = left
    return parts


def _round(points: Cubic) -> Rect:
    """The rectangle round a line."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _halves(points: Cubic, t: float) -> tuple[Cubic, Cubic]:
    """A cubic cut at t (de Casteljau)."""

    def between(p: Point, q: Point) -> Point:
        return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t

    a, b, c, d = points
    ab, bc, cd = between(a, b), between(b, c), between(c, d)
    abc, bcd = between(ab, bc), between(bc, cd)
    middle = between(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _head(points: Cubic) -> tuple[Point, ...]:
    """The head at the end of a line: two short strokes."""
    (x0, y0), (x1, y1) = points[2], points[3]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    dx, dy = (x1 - x0) / length * _HEAD, (y1 - y0) / length * _HEAD
    left, right = (x1 - dx - dy * 0.5, y1 - dy + dx * 0.5), (x1 - dx + dy * 0.5, y1 - dy - dx * 0.5)
    return left, *line_to(left, points[3]), *line_to(points[3], right)


def _ends(a: NoteBox, b: NoteBox, off: float) -> tuple[Point, Point]:
    """Where the straight line between two boxes leaves them; `off` moves it aside when there are several."""
    ax, ay, bx, by = a.x + a.w / 2, a.y + a.h / 2, b.x + b.w / 2, b.y + b.h / 2
    if abs(bx - ax) > abs(by - ay):
        ay, by = ay + off, by + off
    else:
        ax, bx = ax + off, bx + off
    return _edge(a, (ax, ay), (bx, by)), _edge(b, (bx, by), (ax, ay))


def _edge(box: NoteBox, inside: Point, towards: Point) -> Point:
    """Where the way from a point in a box to another leaves the box."""
    dx, dy = towards[0] - inside[0], towards[1] - inside[1]
    best = 1.0
    if dx:
        best = min(best, ((box.x + box.w if dx > 0 else box.x) - inside[0]) / dx)
    if dy:
        best = min(best, ((box.y + box.h if dy > 0 else box.y) - inside[1]) / dy)
    best = max(best, 0.0)
    return inside[0] + dx * best, inside[1] + dy * best


def _label(size: Point, points: Cubic, taken: Sequence[Rect], right: float, others: Sequence[Cubic]) -> Rect | None:
    """The field of a word on a line, near its middle, where no note and no other word stands and, where there is such
    a place, no other line runs.
    """
    w, h = size
    crossing = [_at(way, i / _TELL) for way in others for i in range(1, _TELL)] if len(others) <= _CROWD else []
    crossed: Rect | None = None
    for t in (0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7, 0.24, 0.76, 0.18, 0.82, 0.12, 0.88):
        x, y = _at(points, t)
        rect = (x - w / 2, y - h / 2, w, h)
        if 0 <= rect[0] <= right - w and rect[1] >= 0 and not any(touch(rect, o) for o in taken):
            if not any(_holds(rect, p) for p in crossing):
                return rect
            crossed = crossed or rect
    return crossed


def legend_board(
    legend: LegendIn, profile: LayoutProfile, width: float, top: float
) -> tuple[Board, tuple[TextLine, ...]]:
    """A line of each kind with its word, from `top` on; and the sentence."""
    size = max(_WORD, profile.least_text)
    curves: list[Curve] = []
    texts: list[TextLine] = []
    x, y = EDGE, top
    for role, word in legend.kinds:
        need = 34.0 + measure(word, size) + 22.0
        if x + need > width and x > EDGE:
            x, y = EDGE, y + size * 1.7
        start, end = (x, y + size * 0.5), (x + 28.0, y + size * 0.5)
        curves.append(Curve((start, *line_to(start, end)), role, f"legend:{word}"))
        texts.append(TextLine(x + 34.0, y + size * 0.82, word, size, "regular", "ink"))
        x += need
    used = y + size * 1.7 - top if legend.kinds else 0.0
    if legend.told:
        made = block(legend.told, max(width - 2 * EDGE, 80.0), size, "semibold", "accent", at=(EDGE, top + used),
                     lang=profile.lang)  # fmt: skip
        texts += made.lines
        used += made.height + 8.0
    return Board(width, used, curves=tuple(curves)), tuple(texts)
