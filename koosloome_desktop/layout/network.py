"""Who works with whom: notes as nodes on a loose grid, linked ones near each other, a word on every line.

A discrete force layout: each note takes, in the order given, the free cell that costs its links least; a few rounds
then move or swap notes where that helps. There is no randomness, so the same records give the same drawing, and a note
that is added finds its place without moving those that stand well. A note with x and y (0 … 1 of the field) stands
exactly there, as far as no other does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes, usual_height
from koosloome_desktop.layout.memory import kept_cards
from koosloome_desktop.layout.primitives import (
    Board,
    LayoutProfile,
    NeedsIn,
    NoteBox,
    NoteIn,
    Point,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.sides import beside
from koosloome_desktop.layout.ties import EDGE, NO_LEGEND, LegendIn, LinkIn, Rect, drawn_links, legend_board, touch
from koosloome_desktop.layout.zones import split_ghosts

#: Room between two cells where lines run and words stand; rounds of moving; a move must gain so much.
_ACROSS: Final = 118.0
_DOWN: Final = 58.0
_ROUNDS: Final = 6
#: Room where no link runs: notes that nobody linked yet stand closer, and larger in the window.
_CLOSE: Final = 28.0
_GAIN: Final = 0.35
_THROUGH: Final = 4.0
_CROSSING: Final = 1.3
_FEW: Final = 60
_ENOUGH: Final = 6
#: What a cell costs for each step it lies out of the middle, squared: more of it keeps the map together.
_MIDDLE: Final = 0.12
_AREA: Final = (1200.0, 800.0)
FIELD: Final = "field"
"""The code of the box in which the notes stand; x and y of notes are parts of it (without its edge)."""

Cell = tuple[int, int]


def layout_network(
    notes: Sequence[NoteIn],
    links: Sequence[LinkIn],
    profile: LayoutProfile,
    *,
    places: dict[str, Point] | None = None,
    zones: Sequence[ZoneIn] = (),
    legend: LegendIn = NO_LEGEND,
    tray: ZoneIn | None = None,
    needs: NeedsIn | None = None,
) -> Board:
    """Nodes and links. `places` are positions by hand (0 … 1). Notes in the tray that nothing is linked with stand
    below. Zones only give their examples while there are no notes.
    """
    strip = footed([*notes, *(needs.notes if needs else ())])
    linked = {i for x in links for i in (x.source, x.target)}
    lost = [n for n in notes if tray is not None and n.zone == tray.code and n.id not in linked]
    waiting = {n.id for n in lost}
    away = tray.code if tray is not None else ""
    nodes = [replace(n, zone="") if n.zone == away else n for n in notes if n.id not in waiting]
    shown = nodes if notes else [n for z in zones for n in ghost_notes(z)[:1]]
    items = kept_cards(shown, profile, strip)
    near = [x for x in links if x.source != x.target]
    grid = _Grid(items, near, profile, usual_height(profile, strip))
    boxes, width, height = grid.placed(places or {})
    lines, words = drawn_links(boxes, near, profile)
    foot, texts = legend_board(legend, profile, width, height + 8.0)
    box = ZoneBox(FIELD, 0.0, 0.0, width, height)
    real, ghosts = split_ghosts(boxes)
    main = Board(width, height + 8.0 + foot.height, (box,), (*foot.panels, *words), real, (*lines, *foot.curves),
                 texts=texts, ghosts=ghosts)  # fmt: skip
    return beside(main, profile, strip, needs=needs, trays=[(tray or ZoneIn("", ""), lost)])


def part_of(box: ZoneBox, x: float, y: float) -> Point:
    """The x and y (0 … 1) of a note whose middle stands at a point of the board; `box` is the field's."""
    return (
        round(min(max((x - box.x - EDGE) / max(box.w - 2 * EDGE, 1.0), 0.0), 1.0), 4),
        round(min(max((y - box.y - EDGE) / max(box.h - 2 * EDGE, 1.0), 0.0), 1.0), 4),
    )


@dataclass(slots=True)
class _Grid:
    """Cells of a grid and which note stands in which."""

    cards: Sequence[Card]
    links: Sequence[LinkIn]
    profile: LayoutProfile
    usual: float
    cells: dict[int, Cell] = field(default_factory=dict)
    taken: dict[Cell, int] = field(default_factory=dict)
    near: list[list[int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    order: list[Cell] = field(default_factory=list)
    squeeze: float = 1.0

    def placed(self, by_hand: dict[str, Point]) -> tuple[list[NoteBox], float, float]:
        """Every card as a box, and the size of the field."""
        number = {c.note.id: i for i, c in enumerate(self.cards)}
        self.near = [[] for _ in self.cards]
        for link in self.links:
            a, b = number.get(link.source), number.get(link.target)
            if a is not None and b is not None:
                self.near[a].append(b)
                self.near[b].append(a)
                self.pairs.append((a, b))
        self._shape(len(self.cards))
        # Those with links come first: what is not linked yet stands round them.
        for i in sorted(range(len(self.cards)), key=lambda i: (not self.near[i], i)):
            self._take(i, self._best(i))
        for _round in range(_ROUNDS):
            if not self._improve():
                break
        return self._boxes(by_hand)

    def _shape(self, count: int) -> None:
        """The cells from the middle outwards, in the shape of the area. It does not depend on how many notes there are,
        so that one more moves nobody.
        """
        area = self.profile.area or _AREA
        w, h = self.profile.note_width + _ACROSS, self.usual + _DOWN
        self.squeeze = min(max((area[0] / w) / (area[1] / h), 0.2), 5.0)
        x1, y1 = math.ceil(math.sqrt(count * self.squeeze)) + 2, math.ceil(math.sqrt(count / self.squeeze)) + 2
        cells = [(x, y) for x in range(-x1, x1 + 1) for y in range(-y1, y1 + 1)]
        self.order = sorted(cells, key=lambda c: (self._out(c), c[1], c[0]))

    def _out(self, cell: Cell) -> float:
        """How far out a cell lies, as the area is wide and high."""
        return round(cell[0] ** 2 / self.squeeze + cell[1] ** 2 * self.squeeze, 6)

    def _candidates(self, i: int) -> list[Cell]:
        """Free cells for a note: those round the middle of its links, else the free one nearest to the middle."""
        there = [c for n in self.near[i] if (c := self.cells.get(n)) is not None]
        if not there:
            return [next(c for c in self.order if c not in self.taken)]
        mx, my = sum(c[0] for c in there) / len(there), sum(c[1] for c in there) / len(there)
        for reach in (2, 4, 8, 99):
            xs = range(math.floor(mx) - reach, math.ceil(mx) + reach + 1)
            ys = range(math.floor(my) - reach, math.ceil(my) + reach + 1)
            found = [(x, y) for x in xs for y in ys if (x, y) not in self.taken]
            if len(found) >= _ENOUGH:
                break
        return found

    def _take(self, i: int, cell: Cell) -> None:
        self.cells[i] = cell
        self.taken[cell] = i

    def _near_cost(self, i: int, cell: Cell) -> float:
        """What it costs a note to stand in a cell: long links, and a little for the distance from the middle."""
        cost = _MIDDLE * self._out(cell)
        for other in self.near[i]:
            there = self.cells.get(other)
            if there is not None:
                dx, dy = there[0] - cell[0], there[1] - cell[1]
                cost += dx * dx + 1.1 * dy * dy
        return round(cost, 6)

    def _cost(self, i: int, cell: Cell) -> float:
        """The same with links through other notes, and across other links while there are few."""
        cost = self._near_cost(i, cell)
        for other in self.near[i]:
            there = self.cells.get(other)
            if there is not None:
                cost += _THROUGH * self._between(cell, there)
                if len(self.pairs) <= _FEW:
                    cost += _CROSSING * self._crossings(i, other, cell, there)
        return cost

    def _crossings(self, i: int, other: int, a: Cell, b: Cell) -> int:
        """How many other links the link between two cells would cross."""
        found = 0
        for one, two in self.pairs:
            if i in {one, two} or other in {one, two}:
                continue
            c, d = self.cells.get(one), self.cells.get(two)
            if c is not None and d is not None and _cross(a, b, c, d):
                found += 1
        return found

    def _between(self, a: Cell, b: Cell) -> int:
        """How many notes stand on the straight way between two cells."""
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]))
        found = 0
        for k in range(1, min(steps, 8)):
            cell = (round(a[0] + (b[0] - a[0]) * k / steps), round(a[1] + (b[1] - a[1]) * k / steps))
            if cell not in {a, b} and cell in self.taken:
                found += 1
        return found

    def _best(self, i: int) -> Cell:
        """The cheapest free cell; of equal ones the first."""
        found = sorted(self._candidates(i), key=lambda c: (self._near_cost(i, c), abs(c[0]) + abs(c[1]), c[1], c[0]))
        return min(found[:_ENOUGH], key=lambda c: round(self._cost(i, c), 6))

    def _improve(self) -> bool:
        """Move or swap notes with links where that helps; whether anything moved."""
        moved = False
        for i, linked in enumerate(self.near):
            if not linked:
                continue
            here = self.cells[i]
            before = self._cost(i, here)
            for cell in self._around(i):
                other = self.taken.get(cell)
                gain = before - self._cost(i, cell)
                if other is not None:
                    gain += self._cost(other, cell) - self._cost(other, here)
                if gain > _GAIN:
                    del self.taken[here]
                    if other is not None:
                        self._take(other, here)
                    self._take(i, cell)
                    moved = True
                    break
        return moved

    def _around(self, i: int) -> Iterable[Cell]:
        """The cells near the middle of a note's links."""
        there = [self.cells[n] for n in self.near[i]]
        mx = round(sum(c[0] for c in there) / len(there))
        my = round(sum(c[1] for c in there) / len(there))
        for dy in (0, -1, 1):
            for dx in (0, -1, 1):
                cell = (mx + dx, my + dy)
                if cell != self.cells[i]:
                    yield cell

    def _boxes(self, by_hand: dict[str, Point]) -> tuple[list[NoteBox], float, float]:
        """The cells as rows and columns; rows are as high as their tallest note."""
        w = self.profile.note_width
        columns = sorted({c[0] for c in self.cells.values()})
        rows = sorted({c[1] for c in self.cells.values()})
        across, down = self._gaps(0, _ACROSS), self._gaps(1, _DOWN)
        lefts, x = {}, EDGE
        for column in columns:
            lefts[column] = x
            x += w + across[column]
        tall = {y: max(self.cards[i].h for i, c in self.cells.items() if c[1] == y) for y in rows}
        tops, y = {}, EDGE
        for row in rows:
            tops[row] = y
            y += tall[row] + down[row]
        width = max(x - across[columns[-1]] + EDGE if columns else 0.0, w + 2 * EDGE)
        height = max(y - down[rows[-1]] + EDGE if rows else 0.0, self.usual + 2 * EDGE)
        rects = {
            i: (lefts[c[0]], tops[c[1]] + (tall[c[1]] - self.cards[i].h) / 2, w, self.cards[i].h)
            for i, c in self.cells.items()
        }
        return self._with_hands(rects, by_hand, width, height)

    def _gaps(self, axis: int, wide: float) -> dict[int, float]:
        """The room behind each column (axis 0) or row (1): wide where a link crosses it, for its word."""
        crossed: set[int] = set()
        for a, b in self.pairs:
            low, high = sorted((self.cells[a][axis], self.cells[b][axis]))
            crossed.update(range(low, high))
        return {c[axis]: wide if c[axis] in crossed else _CLOSE for c in self.cells.values()}

    def _with_hands(
        self, rects: dict[int, Rect], by_hand: dict[str, Point], width: float, height: float
    ) -> tuple[list[NoteBox], float, float]:
        """Notes placed by hand first and exactly, the others beside them."""
        fixed = [i for i, c in enumerate(self.cards) if c.note.id in by_hand]
        loose = sorted((i for i in range(len(self.cards)) if i not in set(fixed)), key=lambda i: rects[i][1::-1])
        done: dict[int, Rect] = {}
        inner = (max(width - 2 * EDGE, 1.0), max(height - 2 * EDGE, 1.0))
        for i in fixed:
            card = self.cards[i]
            x, y = (min(max(v, 0.0), 1.0) for v in by_hand[card.note.id])
            x = min(max(EDGE + x * inner[0] - card.w / 2, 0.0), max(width - card.w, 0.0))
            y = min(max(EDGE + y * inner[1] - card.h / 2, 0.0), max(height - card.h, 0.0))
            done[i] = self._clear((x, y, card.w, card.h), done.values(), width)
        for i in loose:
            done[i] = self._clear(rects[i], done.values(), width) if fixed else rects[i]
        height = max(height, *(r[1] + r[3] + EDGE for r in done.values()), 0.0) if done else height
        return [self.cards[i].place(*done[i][:2]) for i in range(len(self.cards))], width, height

    def _clear(self, rect: Rect, others: Iterable[Rect], width: float) -> Rect:
        """The place nearest to a rectangle's own that no other covers; downwards there is always one."""
        around = list(others)
        if not any(touch(rect, o, 6.0) for o in around):
            return rect
        x, y, w, h = rect
        found: list[tuple[float, Rect]] = []
        for ox, oy, ow, oh in around:
            for nx, ny in ((ox + ow + 8.0, y), (ox - w - 8.0, y), (x, oy + oh + 8.0), (x, oy - h - 8.0)):
                tried = (nx, ny, w, h)
                inside = nx >= 0.0 and ny >= 0.0 and nx + w <= width
                if inside and not any(touch(tried, o, 6.0) for o in around):
                    found.append((abs(nx - x) + abs(ny - y), tried))
        if found:
            return min(found)[1]
        return (x, max(o[1] + o[3] for o in around) + 8.0, w, h)


def _cross(a: Cell, b: Cell, c: Cell, d: Cell) -> bool:
    """Whether two lines between cells cross inside both."""

    def side(p: Cell, q: Cell, r: Cell) -> int:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
