"""Rings round a place: what is close stands inside, what is far or unused outside; the direction says the category.

The rings are superellipses: rectangular notes fill them with less waste than circles. Notes are placed from the middle
outwards along such a curve, each at the first free angle from its category's own on; a ring that is full gets another
row and grows. Nothing ever overlaps: every place is tried against all notes that stand already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes, usual_height
from koosloome_desktop.layout.memory import kept_cards
from koosloome_desktop.layout.primitives import (
    Board,
    CaptionIn,
    LayoutProfile,
    NeedsIn,
    NoteIn,
    PanelBox,
    Point,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.sides import beside, centred, place_panel
from koosloome_desktop.layout.text import TextBlock, block
from koosloome_desktop.layout.zones import split_ghosts

#: Exponent of the superellipse, and where the handles of its cubics stand (the middle of a quarter lies on it).
_POWER: Final = 3.0
_HANDLE: Final = (8.0 * 2.0 ** (-1.0 / _POWER) - 4.0) / 3.0
#: Lengths in note sizes: from a ring's edge to its first row, from row to row, how far a corner may reach over an
#: edge, the least breadth of a ring.
_INTO: Final = 0.54
_ROW: Final = 1.05
_OVER: Final = 0.1
_BREADTH: Final = 1.08
_STEP: Final = math.tau / 200
#: How fast a place moves to one side or downwards as its direction turns, at most: radii a radian (1.0706 at the worst
#: direction of a superellipse of this exponent).
_SPEED: Final = 1.08
#: Places tried in a row before a note goes to the next one: all round, on a full board up to 70 degrees aside.
_ALL: Final = 201
_TRIES: Final = 80
_MANY: Final = 60
_MIDDLE: Final = 0.62
#: Notes are a little lower than elsewhere: three rings are high enough.
_LOW: Final = 88.0
_PLACE: Final = 190.0
_TITLE: Final = 190.0
KIND: Final = ("place", "association", "")
"""Kinds whose tint the rings wear, from the middle outwards."""

Rect = tuple[float, float, float, float]


def ring_code(code: str) -> str:
    """The code of a ring's box on the board: a ring is no zone, its notes stand in zones as well."""
    return f"ring:{code}"


def layout_rings(
    notes: Sequence[NoteIn],
    rings: Sequence[ZoneIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    *,
    place: CaptionIn | None = None,
    needs: NeedsIn | None = None,
    tray: ZoneIn | None = None,
) -> Board:
    """Notes in the ring that their ``stage`` names, in the direction of their zone; others in the tray below."""
    strip = footed([*notes, *(needs.notes if needs else ())])
    profile = replace(profile, note_height=min(profile.note_height, _LOW))
    known = {r.code for r in rings}
    shown = [n for n in notes if n.stage in known]
    lost = [n for n in notes if n.stage not in known]
    placing = _Rings(profile, strip, place_panel(place, profile, _PLACE))
    examples = () if notes else _examples(rings, zones)
    targets = _targets(shown or examples, zones)
    for ring, kind in zip(rings, [*KIND, *[""] * len(rings)], strict=False):
        inside = [n for n in shown or examples if n.stage == ring.code]
        placing.add(ring, kind, kept_cards(inside, profile, strip), [targets[n.id] for n in inside])
    return beside(placing.board(), profile, strip, needs=needs, trays=[(tray or ZoneIn("", ""), lost)])


def _examples(rings: Sequence[ZoneIn], zones: Sequence[ZoneIn]) -> list[NoteIn]:
    """Example notes of an empty canvas, shared out over the rings."""
    found = [n for z in zones for n in ghost_notes(z)[:1]]
    return [
        NoteIn(n.id, n.text, n.zone, rings[i * len(rings) // max(len(found), 1)].code, kind=n.kind, state=n.state)
        for i, n in enumerate(found)
    ]  # fmt: skip


def _targets(notes: Sequence[NoteIn], zones: Sequence[ZoneIn]) -> dict[str, float]:
    """The angle each note wants: its zone's sector, as large as its share of all notes, evenly within its ring."""
    rank = {z.code: i for i, z in enumerate(zones)}
    ordered = sorted(notes, key=lambda n: rank.get(n.zone, len(rank)))
    found: dict[str, float] = {}
    start = 0.0
    for _zone, group in groupby(ordered, key=lambda n: rank.get(n.zone, len(rank))):
        members = list(group)
        share = math.tau * len(members) / max(len(notes), 1)
        rings: dict[str, list[NoteIn]] = {}
        for note in members:
            rings.setdefault(note.stage, []).append(note)
        for inside in rings.values():
            for i, note in enumerate(inside):
                found[note.id] = start + share * (i + 0.5) / len(inside)
        start += share
    return found


@dataclass(slots=True)
class _Spot:
    """A card or a title, and how far its nearest and its farthest point lie from the middle (note sizes)."""

    card: Card | None
    rect: Rect
    near: float
    far: float


class _Taken:
    """Rectangles, found again by where they are: a place in a full row is tried against those round it, not all."""

    def __init__(self, cell: Point, gap: float) -> None:
        self._w, self._h = cell
        self._gap = gap
        self._cells: dict[tuple[int, int], list[Rect]] = {}

    def add(self, rect: Rect) -> None:
        """One more; it takes what is nearer than the gap as well."""
        x, y, w, h = rect
        gap, cells = self._gap, self._cells
        grown = (x - gap, y - gap, x + w + gap, y + h + gap)
        for i in range(int(grown[0] // self._w), int(grown[2] // self._w) + 1):
            for j in range(int(grown[1] // self._h), int(grown[3] // self._h) + 1):
                cells.setdefault((i, j), []).append(grown)

    def touched(self, rect: Rect) -> Point | None:
        """How far (x, y) a rectangle would at least have to go to leave one that is nearer than the gap; None where
        it is free.
        """
        x, y, w, h = rect
        right, low = x + w, y + h
        cells, down = self._cells, range(int(y // self._h), int(low // self._h) + 1)
        for i in range(int(x // self._w), int(right // self._w) + 1):
            for j in down:
                for left, top, end, bottom in cells.get((i, j), ()):
                    if x < end and left < right and y < bottom and top < low:
                        return min(end - x, right - left), min(bottom - y, low - top)
        return None


@dataclass(slots=True)
class _Rings:
    """Places ring after ring from the middle outwards; the middle of the place is (0, 0)."""

    profile: LayoutProfile
    strip: bool
    middle: PanelBox | None
    spots: list[_Spot] = field(default_factory=list)
    edges: list[tuple[ZoneIn, str, float]] = field(default_factory=list)
    titles: list[tuple[TextBlock, Point]] = field(default_factory=list)
    edge: float = 0.0
    size: Point = (1.0, 1.0)
    """A note with the gap round it: the unit in which rings are measured."""

    def __post_init__(self) -> None:
        gap = self.profile.gap
        self.size = self.profile.note_width + gap, usual_height(self.profile, self.strip) + gap

    def stand(self, card: Card | None, rect: Rect) -> None:
        """Something stands here from now on."""
        self.spots.append(_Spot(card, rect, self._nearest(rect), self.far(rect)))

    def norm(self, x: float, y: float) -> float:
        """How far a point lies from the middle, in note sizes."""
        w, h = self.size
        return float((abs(x / w) ** _POWER + abs(y / h) ** _POWER) ** (1.0 / _POWER))

    def far(self, rect: Rect) -> float:
        """How far the farthest corner of a rectangle lies."""
        x, y, w, h = rect
        return max(self.norm(px, py) for px in (x, x + w) for py in (y, y + h))

    def _nearest(self, rect: Rect) -> float:
        """How far the nearest point of a rectangle lies."""
        x, y, w, h = rect
        return self.norm(min(max(x, 0.0), x + w), min(max(y, 0.0), y + h))

    def at(self, angle: float, radius: float) -> Point:
        """The point in a direction (0 = up, clockwise) on the superellipse of a radius."""
        w, h = self.size
        s, c = math.sin(angle), -math.cos(angle)
        k = radius / (abs(s) ** _POWER + abs(c) ** _POWER) ** (1.0 / _POWER)
        return s * k * w, c * k * h

    def add(self, ring: ZoneIn, kind: str, items: Sequence[Card], targets: Sequence[float]) -> None:
        """One more ring with these notes."""
        if not self.edges:
            self.edge = _MIDDLE
            if self.middle is not None:
                self.edge = max(_MIDDLE, self.norm(self.middle.w / 2, self.middle.h / 2) + 0.06)
        radius = self.edge + _INTO
        self._title(ring, radius)
        order = sorted(range(len(items)), key=lambda i: targets[i])
        waiting = [(items[i], targets[i]) for i in order]
        while waiting:
            waiting = self._row(waiting, radius)
            radius += _ROW
        inner = self.edge
        reach = max((s.far for s in self.spots if s.card is not None), default=0.0) - _OVER
        self.edge = max(inner + _BREADTH, reach)
        self.edges.append((ring, kind, self.edge))

    def _title(self, ring: ZoneIn, radius: float) -> None:
        """The ring's title stands at twelve o'clock like a note, so that no note stands on it."""
        least = max(13.0, self.profile.least_text)
        head = block(
            ring.title, _TITLE, max(16.0 * self.profile.fine, least), "semibold", align="centre", lang=self.profile.lang
        )
        hint = block(ring.hint, _TITLE, least, "regular", "muted", align="centre", lang=self.profile.lang,
                     at=(0.0, head.height + 1.0))  # fmt: skip
        text = TextBlock(head.lines + hint.lines, head.height + 1.0 + hint.height, max(head.width, hint.width))
        y = self.at(0.0, radius)[1]
        self.titles.append((text, (-_TITLE / 2, y - text.height / 2)))
        width = text.width + 10.0
        self.stand(None, (-width / 2, y - text.height / 2 - 5.0, width, text.height + 10.0))

    def _row(self, waiting: list[tuple[Card, float]], radius: float) -> list[tuple[Card, float]]:
        """Fill one row; what found no place in it."""
        w, h = self.size
        tall = max(c.h for c, _t in waiting) / h
        # Tall notes reach over several rows, inwards and outwards.
        near = _Taken(self.size, self.profile.gap * 0.8)
        for spot in self.spots:
            if spot.near < radius + 0.6 + tall and spot.far > radius - 0.6 - tall / 2:
                near.add(spot.rect)
        capacity = max(1, int(math.tau * radius * 1.14))
        # More than fit one row: every n-th of them, so that each row keeps the directions.
        rows = math.ceil(len(waiting) / capacity)
        now = waiting[::rows]
        rest = [x for i, x in enumerate(waiting) if i % rows]
        for card, target in now:
            rect = self._free(card, target, radius, near)
            if rect is None:
                rest.append((card, target))
                continue
            near.add(rect)
            self.stand(card, rect)
        if len(rest) == len(waiting):  # nothing fitted, however far out: cannot be, but must not go on for ever
            card, target = rest.pop(0)
            x, y = self.at(target, radius + w + h)
            self.stand(card, (x, y, card.w, card.h))
        return sorted(rest, key=lambda x: x[1])

    def _free(self, card: Card, target: float, radius: float, near: _Taken) -> Rect | None:
        """The free place nearest to a direction in the row of a radius.

        Places are tried on both sides in turn. One that is taken says how far away the next that can be free is: a
        step moves a place by `_SPEED` radii at most, so those between need not be looked at.
        """
        w, h = self.size
        way = radius + max(0.0, card.h - usual_height(self.profile, self.strip)) / h / 2
        across, down = _SPEED * way * _STEP * w, _SPEED * way * _STEP * h
        taken = [0, 0]
        for i in range(1, _ALL if len(self.spots) < _MANY else _TRIES):
            step, side = i // 2, i % 2
            if step < taken[side]:
                continue
            x, y = self.at(target + step * _STEP * (1 if side else -1), way)
            rect = (x - card.w / 2, y - card.h / 2, card.w, card.h)
            out = near.touched(rect)
            if out is None:
                return rect
            taken[side] = step + 1 + int(0.999 * min(out[0] / across, out[1] / down))
        return None

    def board(self) -> Board:
        """The rings with all that stands in them, from (0, 0) on."""
        w, h = self.size
        rects = [s.rect for s in self.spots]
        half_w = max(self.edge * w, *(abs(v) for r in rects for v in (r[0], r[0] + r[2]))) + 2.0
        half_h = max(self.edge * h, *(abs(v) for r in rects for v in (r[1], r[1] + r[3]))) + 2.0
        texts = [tuple(t.shifted(x + half_w, y + half_h) for t in text.lines) for text, (x, y) in self.titles]
        zones = [
            ZoneBox(
                ring_code(ring.code), half_w - edge * w, half_h - edge * h, 2 * edge * w, 2 * edge * h, kind,
                (), _outline(half_w, half_h, edge * w, edge * h),
            )
            for ring, kind, edge in reversed(self.edges)
        ]  # fmt: skip
        # The texts belong to the board, above all rings: an inner ring is painted over an outer one.
        placed = [s.card.place(s.rect[0] + half_w, s.rect[1] + half_h) for s in self.spots if s.card is not None]
        real, ghosts = split_ghosts(placed)
        return Board(
            2 * half_w, 2 * half_h, tuple(zones), centred(self.middle, half_w, half_h), real,
            texts=tuple(t for lines in texts for t in lines), ghosts=ghosts,
        )  # fmt: skip


def _outline(x: float, y: float, rx: float, ry: float) -> tuple[Point, ...]:
    """A superellipse round (x, y) as four cubics."""
    k = _HANDLE
    corners: Iterable[tuple[Point, Point, Point]] = (
        ((rx, k * ry), (k * rx, ry), (0.0, ry)),
        ((-k * rx, ry), (-rx, k * ry), (-rx, 0.0)),
        ((-rx, -k * ry), (-k * rx, -ry), (0.0, -ry)),
        ((k * rx, -ry), (rx, -k * ry), (rx, 0.0)),
    )
    return ((x + rx, y), *((x + dx, y + dy) for corner in corners for dx, dy in corner))
