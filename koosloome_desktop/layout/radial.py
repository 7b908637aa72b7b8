"""A pie round the place, a sector for each zone: good to look at on a wall while there are few notes.

In each sector the title and then the notes take the free place nearest to the middle in which they lie whole; the pie
is as large as the farthest of them. Many notes make it very large: more than about twenty are better off in blocks
(room notes 4.10).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from koosloome_desktop.layout.card import Card, cards, footed, ghost_notes, usual_height
from koosloome_desktop.layout.inputs import CaptionIn, NeedsIn, NoteIn, ZoneIn
from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.primitives import Board, LayoutProfile, PanelBox, Point, ZoneBox
from koosloome_desktop.layout.sides import beside, centred, place_panel
from koosloome_desktop.layout.text import TextBlock, heading
from koosloome_desktop.layout.zones import split_ghosts

_PLACE: Final = 190.0
_TITLE: Final = 170.0
#: Parts of a note tried in each direction, air to the sector's edges, pieces of its arc.
_FINE: Final = 4
_AIR: Final = 7.0
_PIECES: Final = 10

Rect = tuple[float, float, float, float]


def layout_radial(
    notes: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    profile: LayoutProfile,
    *,
    place: CaptionIn | None = None,
    needs: NeedsIn | None = None,
    tray: ZoneIn | None = None,
) -> Board:
    """A sector for each zone, the first one at the upper left, clockwise; notes of other zones in the tray."""
    strip = footed([*notes, *(needs.notes if needs else ())])
    codes = {z.code for z in zones}
    lost = [n for n in notes if n.zone not in codes]
    middle = place_panel(place, profile, _PLACE)
    pie = _Pie(profile, usual_height(profile, strip), middle, len(zones))
    for number, zone in enumerate(zones):
        inside = [n for n in notes if n.zone == zone.code] or ghost_notes(zone)
        pie.add(number, zone, cards(inside, profile, strip))
    return beside(pie.board(), profile, strip, needs=needs, trays=[(tray or ZoneIn("", ""), lost)])


@dataclass(slots=True)
class _Pie:
    """Fills one sector after the other; the middle of the place is (0, 0)."""

    profile: LayoutProfile
    usual: float
    middle: PanelBox | None
    count: int
    placed: list[tuple[Card, Rect]] = field(default_factory=list)
    titles: list[tuple[int, ZoneIn, TextBlock, Rect]] = field(default_factory=list)
    reach: float = 0.0

    @property
    def squeeze(self) -> float:
        """How much wider than high the pie is: as the area is, within reason."""
        area = self.profile.area
        return min(max(area[0] / area[1], 1.0), 1.6) if area else 1.4

    def angle(self, number: float) -> float:
        """Where a sector begins, clockwise from twelve o'clock."""
        return -math.pi / 2 + math.tau * number / max(self.count, 1)

    def add(self, number: int, zone: ZoneIn, items: Sequence[Card]) -> None:
        """One sector with its title and its notes."""
        text = heading(zone.title, zone.hint, _TITLE, lang=self.profile.lang, small=13.0 * self.profile.fine)
        taken: list[Rect] = []
        if self.middle is not None:
            w, h = self.middle.w, self.middle.h
            taken.append((-w / 2, -h / 2, w, h))
        rect = self._free(number, text.width, text.height, taken)
        self.titles.append((number, zone, text, rect))
        taken.append(rect)
        for card in items:
            rect = self._free(number, card.w, card.h, taken)
            taken.append(rect)
            self.placed.append((card, rect))

    def _free(self, number: int, w: float, h: float, taken: Sequence[Rect]) -> Rect:
        """The free place nearest to the middle that lies whole in a sector."""
        for x, y in self._spots(number):
            rect = (x - w / 2, y - h / 2, w, h)
            if self._inside(number, rect) and not any(_touch(rect, t, self.profile.gap * 0.8) for t in taken):
                self.reach = max(self.reach, *(self._norm(*p) for p in _corners(rect)))
                return rect
        raise AssertionError("the sectors have no end")

    def _spots(self, number: int) -> Iterator[Point]:
        """Points of a sector from the middle outwards, ring by ring, from its axis to both sides."""
        a, b = self.angle(number), self.angle(number + 1)
        step = (self.usual + self.profile.gap) / _FINE
        radius = step
        while True:
            turns = max(1, int((b - a) * radius / step / 2))
            for turn in range(2 * turns + 1):
                side = (turn + 1) // 2 * (1 if turn % 2 else -1)
                angle = (a + b) / 2 + (b - a) / 2 * side / turns
                yield math.sin(angle) * radius * self.squeeze, -math.cos(angle) * radius
            radius += step

    def _norm(self, x: float, y: float) -> float:
        return math.hypot(x / self.squeeze, y)

    def _inside(self, number: int, rect: Rect) -> bool:
        """Whether a rectangle lies between the two edges of a sector (sectors are at most half a pie)."""
        grown = (rect[0] - _AIR, rect[1] - _AIR, rect[2] + 2 * _AIR, rect[3] + 2 * _AIR)
        if self.count < 2:
            return True
        a, b = self.angle(number), self.angle(number + 1)
        for x, y in _corners(grown):
            u, v = x / self.squeeze, y
            # To the right of the first edge, to the left of the second (clockwise from twelve o'clock).
            if math.cos(a) * u + math.sin(a) * v < 0 or math.cos(b) * u + math.sin(b) * v > 0:
                return False
        return True

    def board(self) -> Board:
        """The pie from (0, 0) on."""
        reach = self.reach + 14.0
        at = (reach * self.squeeze, reach)
        zones = []
        for number, zone, text, rect in self.titles:
            outline = self._outline(number, reach, at)
            xs, ys = [p[0] for p in outline], [p[1] for p in outline]
            lines = tuple(t.shifted(rect[0] + at[0], rect[1] + at[1]) for t in text.lines)
            box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            zones.append(ZoneBox(zone.code, *box, zone.kind, lines, outline))
        boxes = [c.place(r[0] + at[0], r[1] + at[1]) for c, r in self.placed]
        real, ghosts = split_ghosts(boxes)
        middle = centred(None if self.middle is None else replace(self.middle), *at)
        return Board(2 * at[0], 2 * at[1], tuple(zones), middle, real, ghosts=ghosts)

    def _outline(self, number: int, reach: float, at: Point) -> tuple[Point, ...]:
        """From the middle to the rim, along it, and back."""
        a, b = self.angle(number), self.angle(number + 1)
        rim = [
            (at[0] + math.sin(t) * reach * self.squeeze, at[1] - math.cos(t) * reach)
            for t in (a + (b - a) * i / _PIECES for i in range(_PIECES + 1))
        ]
        corners = [at, *rim, at]
        points: list[Point] = [at]
        for start, end in itertools.pairwise(corners):
            points += line_to(start, end)
        return tuple(points)


def _corners(rect: Rect) -> tuple[Point, Point, Point, Point]:
    x, y, w, h = rect
    return (x, y), (x + w, y), (x, y + h), (x + w, y + h)


def _touch(one: Rect, two: Rect, gap: float) -> bool:
    return (
        one[0] < two[0] + two[2] + gap and two[0] < one[0] + one[2] + gap
        and one[1] < two[1] + two[3] + gap and two[1] < one[1] + one[3] + gap
    )  # fmt: skip
