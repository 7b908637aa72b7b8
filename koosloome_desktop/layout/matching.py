"""Needs at the left, offers at the right, a line for every match; what nothing answers yet stands first and apart.

Both sides are grids of even rows, so that a match line always finds a way where no note is: out of the need to the gap
beside it, along the gap under its row, down the channel between the sides, and in again the same way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.layout.blocks import with_states
from koosloome_desktop.layout.card import Card, cards, footed, ghost_notes
from koosloome_desktop.layout.corridors import crossing_order, lanes, ported, spans_of, spots
from koosloome_desktop.layout.flow import columns_width, stretched
from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    LayoutProfile,
    NeedsIn,
    NoteBox,
    NoteIn,
    PanelBox,
    Point,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import TextBlock, block, heading
from koosloome_desktop.layout.zones import BETWEEN, PAD, split_ghosts

#: The channel between the sides, the gap between rows in which lines run, the distance of two lines there and
#: in the channel.
_CHANNEL: Final = 74.0
_ROW_GAP: Final = 18.0
_LANE: Final = 3.0
_FAR: Final = 16.0
_LANES: Final = 5
_MOST: Final = 8
_AREA: Final = (1200.0, 800.0)
_HEAD_GAP: Final = 10.0


def layout_matching(
    offers: Sequence[NoteIn],
    zones: Sequence[ZoneIn],
    needs: NeedsIn,
    profile: LayoutProfile,
    *,
    unmatched: str = "",
    matched: str = "",
    tray: ZoneIn | None = None,
) -> Board:
    """Needs and offers with their matches. Needs are shown in the order given, those without a match first, under the
    title `unmatched`; the others under `matched`. Offers of unknown zones come last, under the tray's title.
    """
    strip = footed([*offers, *needs.notes])
    wanted = with_states(needs)
    left = _Side(needs.zone, profile)
    open_ = [n for n in wanted if n.state in {"unmatched", "ghost"}]
    met = [n for n in wanted if n.state not in {"unmatched", "ghost"}]
    if open_:
        left.add(unmatched if needs.notes else "", cards(open_, profile, strip), urgent=True)
    if met:
        left.add(matched, cards(met, profile, strip))
    rights = _offer_sides(offers, zones, profile, strip, tray)
    return _Placing(profile, left, rights, needs.matches).board()


def _offer_sides(
    offers: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, strip: bool, tray: ZoneIn | None
) -> list[_Side]:
    """One field per zone of offers, the unplaced ones last."""
    found = []
    codes = {z.code for z in zones}
    for zone in zones:
        inside = [n for n in offers if n.zone == zone.code]
        side = _Side(zone, profile)
        side.add("", cards(inside or ghost_notes(zone), profile, strip))
        found.append(side)
    lost = [n for n in offers if n.zone not in codes]
    if lost or not found:
        side = _Side(tray or ZoneIn("", ""), profile)
        side.add("", cards(lost, profile, strip))
        found.append(side)
    return found


@dataclass(slots=True)
class _Group:
    """Cards under a title inside a field."""

    title: str
    cards: Sequence[Card]
    urgent: bool = False


@dataclass(slots=True)
class _Way:
    """Where the line of a note leaves it: its box, the level of the free gap under its row, its field's left edge and
    foot, and whether nothing stands right of it in its row.
    """

    box: NoteBox
    under: float
    left: float
    foot: float
    last: bool


@dataclass(slots=True)
class _Side:
    """A field with groups of notes in even rows."""

    zone: ZoneIn
    profile: LayoutProfile
    groups: list[_Group] = field(default_factory=list)
    known: dict[int, float] = field(default_factory=dict)

    def add(self, title: str, items: Sequence[Card], *, urgent: bool = False) -> None:
        """A group of notes under a title."""
        self.groups.append(_Group(title, items, urgent))

    def count(self) -> int:
        """The most notes in one group."""
        return max((len(g.cards) for g in self.groups), default=0)

    def width(self, columns: int, across: float) -> float:
        """The width with so many columns."""
        return columns_width(columns, self.profile.note_width, across) + 2 * PAD

    def head(self, width: float) -> TextBlock:
        """The title and question of the field."""
        return heading(
            self.zone.title, self.zone.hint, width - 2 * PAD, lang=self.profile.lang, small=13.0 * self.profile.fine
        )

    def height(self, columns: int, across: float) -> float:
        """The height with so many columns; nothing is placed. Asked again and again while columns are chosen."""
        if columns not in self.known:
            self.known[columns] = self._height(columns, across)
        return self.known[columns]

    def _height(self, columns: int, across: float) -> float:
        width = self.width(columns, across)
        head = self.head(width).height
        total = PAD + head + (_HEAD_GAP if head else 0.0)
        for group in self.groups:
            total += self._title(group, width).height
            total += sum(max(c.h for c in row) + _ROW_GAP for row in _rows(group.cards, columns))
        return total

    def _title(self, group: _Group, width: float) -> TextBlock:
        if not group.title:
            return TextBlock((), 0.0)
        size = max(13.0, self.profile.least_text)
        role = "bad" if group.urgent else "muted"
        found = block(group.title, width - 2 * PAD, size, "bold", role, lang=self.profile.lang)
        return TextBlock(found.lines, found.height + 6.0, found.width)

    def place(self, at: Point, size: Point, columns: int, across: float) -> tuple[ZoneBox, list[PanelBox], list[_Way]]:
        """The field with its notes, from a corner on and so large."""
        x, y = at
        head = self.head(size[0])
        texts = tuple(t.shifted(x + PAD, y + PAD - 3.0) for t in head.lines)
        box = ZoneBox(self.zone.code, x, y, *size, self.zone.kind, texts)
        top = y + PAD + head.height + (_HEAD_GAP if head.height else 0.0)
        panels: list[PanelBox] = []
        ways: list[_Way] = []
        for group in self.groups:
            title = self._title(group, size[0])
            if title.lines:
                lines = tuple(t.shifted(x + PAD, top) for t in title.lines)
                panels.append(
                    PanelBox(f"group:{group.title}", x + PAD, top, size[0] - 2 * PAD, title.height, "label", "", lines)
                )
                top += title.height
            for row in _rows(group.cards, columns):
                high = max(c.h for c in row)
                for i, card in enumerate(row):
                    made = card.place(x + PAD + i * (card.w + across), top)
                    foot = y + size[1] - _ROW_GAP / 2
                    ways.append(_Way(made, top + high + _ROW_GAP / 2, x, foot, i + 1 == len(row)))
                top += high + _ROW_GAP
        return box, panels, ways


def _rows(items: Sequence[Card], columns: int) -> list[Sequence[Card]]:
    return [items[i : i + columns] for i in range(0, len(items), columns)]


@dataclass(slots=True)
class _Placing:
    """Chooses how many columns each side has, places them, and draws the lines."""

    profile: LayoutProfile
    left: _Side
    rights: list[_Side]
    matches: Sequence[tuple[str, str]]

    @property
    def across(self) -> float:
        """The gap between columns: lines run in it."""
        return max(self.profile.gap, _LANES * _LANE + 4.0)

    def _size(self, left: int, right: int, fields: int) -> tuple[float, float]:
        """Natural size with so many columns of needs, of offers in a field, and fields beside each other."""
        width = self.left.width(left, self.across) + _CHANNEL
        width += fields * self.rights[0].width(right, self.across) + (fields - 1) * _CHANNEL / 2
        return width, max(self.left.height(left, self.across), sum(self._heights(right, fields)))

    def _heights(self, right: int, fields: int) -> list[float]:
        rows = [self.rights[i : i + fields] for i in range(0, len(self.rights), fields)]
        found = [max(s.height(right, self.across) for s in row) for row in rows]
        return [h + (BETWEEN if i else 0.0) for i, h in enumerate(found)]

    def _arrangement(self) -> tuple[int, int, int]:
        """The columns with which the board is drawn largest in its area."""
        area = self.profile.area or _AREA
        best, found = (1, 1, 1), 0.0
        most_right = max(s.count() for s in self.rights)
        for fields in range(1, min(len(self.rights), 3) + 1):
            for left in range(1, max(1, min(self.left.count(), _MOST)) + 1):
                for right in range(1, max(1, min(most_right, math.ceil(24 / fields))) + 1):
                    width, height = self._size(left, right, fields)
                    scale = min(area[0] / width, area[1] / height, 1.0)
                    if scale > found * 1.02:
                        best, found = (left, right, fields), scale
                    if width / area[0] > 1.3 * height / area[1]:
                        break
        return best

    def board(self) -> Board:
        """The finished board."""
        left, right, fields = self._arrangement()
        width, height = stretched(*self._size(left, right, fields), self.profile.area)
        left_w = self.left.width(left, self.across)
        spare = max(width - self._size(left, right, fields)[0], 0.0)
        channel = _CHANNEL + min(spare, 160.0)
        # What is left over goes to both sides, so that an empty side still looks like a place for notes.
        left_w += max(spare - 160.0, 0.0) / (1 + fields)
        right_w = (width - left_w - channel - (fields - 1) * _CHANNEL / 2) / fields
        zone, panels, ways = self.left.place((0.0, 0.0), (left_w, height), left, self.across)
        zones, needs, offers = [zone], {w.box.id: w for w in ways}, dict[str, _Way]()
        boxes = [w.box for w in ways]
        heights = self._heights(right, fields)
        extra = max(height - sum(heights), 0.0) / len(heights)
        y = 0.0
        for row, high in enumerate(heights):
            y += BETWEEN if row else 0.0
            tall = high - (BETWEEN if row else 0.0) + extra
            for i, side in enumerate(self.rights[row * fields : (row + 1) * fields]):
                x = left_w + channel + i * (right_w + _CHANNEL / 2)
                made, more, ways = side.place((x, y), (right_w, tall), right, self.across)
                zones.append(made)
                panels += more
                offers |= {w.box.id: w for w in ways}
                boxes += [w.box for w in ways]
            y += tall
        curves = self._lines(needs, offers, (left_w, channel))
        real, ghosts = split_ghosts(boxes)
        return Board(width, max(height, y), tuple(zones), tuple(panels), real, tuple(curves), ghosts=ghosts)

    def _lines(self, needs: dict[str, _Way], offers: dict[str, _Way], gap: tuple[float, float]) -> list[Curve]:
        """A line for each match, each need's on a lane of its own so that neighbours can be told apart."""
        found = [(n, o) for n, o in self.matches if n in needs and o in offers]
        order = list(dict.fromkeys(n for n, _ in found))
        lane = {name: (i % _LANES - (_LANES - 1) / 2) * _LANE for i, name in enumerate(order)}
        ports = _ports(found, needs, offers)
        ways: dict[str, tuple[float, list[float]]] = {}
        for need, offer in found:
            start, end = needs[need], offers[offer]
            level = start.box.y + start.box.h / 2 if start.last else start.under + lane[need]
            out = end.foot if end.left > gap[0] + gap[1] + 1.0 else ports[need, offer]
            if end.box.x > end.left + PAD + 1.0 and out != end.foot:
                out = end.under + lane[need]
            ways.setdefault(need, (level, []))[1].append(out)
        taken = lanes(spans_of(ways), crossing_order(ways))
        at = spots(max(taken.values(), default=0) + 1, gap[1], _FAR)
        return [
            Curve(
                ported(_way(needs[n], offers[o], (gap[0] + gap[1] - at[taken[n]], ports[n, o]), lane[n], gap)),
                "match", f"{n}>{o}",
            )
            for n, o in found
        ]  # fmt: skip


def _ports(
    found: Sequence[tuple[str, str]], needs: dict[str, _Way], offers: dict[str, _Way]
) -> dict[tuple[str, str], float]:
    """Where the line of each match goes into its offer: beside each other, in the order in which needs stand."""
    answered: dict[str, list[str]] = {}
    for need, offer in found:
        answered.setdefault(offer, []).append(need)
    ports: dict[tuple[str, str], float] = {}
    for offer, names in answered.items():
        box = offers[offer].box
        for i, need in enumerate(sorted(names, key=lambda n: needs[n].box.y), 1):
            ports[need, offer] = box.y + box.h * i / (len(names) + 1)
    return ports


def _way(start: _Way, end: _Way, goal: tuple[float, float], lane: float, gap: tuple[float, float]) -> list[Point]:
    """The corners of a line: level where nothing is between, else round the rows. `goal` is where it runs in the
    channel, and at which height it goes in.
    """
    a, b = start.box, end.box
    first, (middle, last) = a.y + a.h / 2, goal
    points: list[Point] = [(a.x + a.w, first)]
    if not start.last:  # other needs stand between this one and the channel
        out = a.x + a.w + 8.0 + lane * 0.5
        points += [(out, first), (out, start.under + lane), (middle, start.under + lane)]
    else:
        points.append((middle, first))
    if end.left > gap[0] + gap[1] + 1.0:  # another field stands between: along its foot, up beside this one
        beside = end.left - _CHANNEL / 4 + lane
        points += [(middle, end.foot + lane), (beside, end.foot + lane)]
        middle = beside
    if b.x > end.left + PAD + 1.0:  # other offers of its field stand before it
        into = b.x - 8.0 + lane * 0.5
        points += [(middle, end.under + lane), (into, end.under + lane), (into, last), (b.x, last)]
    else:
        points += [(middle, last), (b.x, last)]
    return points
