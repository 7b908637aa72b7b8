"""The iceberg: what is seen above the water line, and below it, deeper and deeper, what keeps it going.

Each layer is a slice of one outline. A layer is as tall as its notes need; how wide the berg is at each layer is given,
so that it always looks like one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.layout.card import level_out
from koosloome_desktop.layout.flow import (
    best_columns,
    clusters_height,
    columns_width,
    flow_clusters,
    gap_across,
    stretched,
)
from koosloome_desktop.layout.legible import broader, mean_size, most_legible
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.parts import PAD, Parts, Sorted, around, outline
from koosloome_desktop.layout.primitives import Board, Curve, LayoutProfile, NoteIn, Point, ZoneBox, ZoneIn
from koosloome_desktop.layout.text import TextBlock
from koosloome_desktop.layout.zones import gap_for

#: Width of the first layers as shares of the widest, then of every further one.
_WIDTHS: Final = (0.8, 1.0, 0.9, 0.8)
_LAST: Final = 0.7
#: Widths of notes that are tried, as shares of the usual one: wide notes are low.
_WIDE: Final = (1.3, 1.15, 1.0)
_WIDEST: Final = 1.5
_BERG_SHARE: Final = 0.7
_TITLE_SHARE: Final = 0.45
#: Height of the part between two layers where the outline changes its width; of the peak, of the keel.
_JOINT: Final = 22.0
_PEAK: Final = 48.0
_KEEL: Final = 40.0
#: How far the outline stands off the notes, and how much it wanders.
_OFF: Final = 22.0
_WANDER: Final = 12.0
_SEA: Final = 60.0
#: Kind whose tint is the water's.
WATER: Final = "touchpoint"


@dataclass(slots=True)
class _Layer:
    """A slice, measured."""

    zone: ZoneIn
    share: float
    columns: int
    head: TextBlock
    height: float


def layout_iceberg(notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, tray: str = "~") -> Board:
    """The berg, its first zone above the water. Notes of the tray and of unknown zones stand in a band below."""
    layers = [z for z in zones if z.code != tray]
    shown = _framed(notes)
    found = Sorted(shown, zones, profile, [z.code for z in layers])
    across = gap_across(shown, profile)
    shares = (*_WIDE, _WIDEST) if len(broader(profile, len(notes))) > 1 else _WIDE
    return most_legible([_Berg(found, layers, profile, across, wide) for wide in shares], profile).board()


def _framed(notes: Sequence[NoteIn]) -> list[NoteIn]:
    """The notes with the clusters that are drawn: clusters cross the layers, a frame round one note says nothing."""
    count = Counter((n.zone, n.cluster) for n in notes)
    return [n if count[n.zone, n.cluster] > 1 else replace(n, cluster="") for n in notes]


class _Berg:
    """Measures the layers, then cuts them out of one outline."""

    def __init__(
        self, found: Sorted, zones: Sequence[ZoneIn], profile: LayoutProfile, across: float, wide: float
    ) -> None:
        """Choose the number of columns that is drawn largest."""
        self.found, self.profile, self.zones, self.across = found, profile, zones, across
        self.note_w = profile.note_width * wide
        self.cards = {z.code: found.cards(z.code, width=self.note_w, least=0.0) for z in zones}
        for items in self.cards.values():
            level_out(items, found.usual)
        self.gap = across
        self.room = profile.area[0] if profile.area else 0.0
        most = max((len(c) for c in self.cards.values()), default=1)
        self.columns = max(3, best_columns(profile.area, max(2, min(round(most / 0.8), 24)), self._size))
        self.layers = self._layers(self.columns)

    def scale(self) -> float:
        """How large it is drawn in the area."""
        area = self.profile.area or (1200.0, 800.0)
        width, height = self._size(self.columns)
        return round(min(area[0] / width, area[1] / height, 1.0), 4)

    def text(self) -> float:
        """The middle size of the notes' text, in units."""
        return mean_size([c for items in self.cards.values() for c in items])

    def _layers(self, columns: int) -> list[_Layer]:
        found, gap = self.found, self.profile.gap
        result = []
        for index, zone in enumerate(self.zones):
            share = _WIDTHS[index] if index < len(_WIDTHS) else _LAST
            own = max(1, int(columns * share + 1e-6))
            items = self.cards[zone.code]
            asks = not any(c.note.state != "ghost" for c in items)  # a filled layer needs no question any more
            head = found.heading(zone, max(self._inner(own), _TITLE_SHARE * self.room * share), asks=asks)
            body = max(clusters_height(items, own, gap, self.across, tight=True), found.usual * 0.6)
            result.append(_Layer(zone, share, own, head, PAD / 2 + head.height + 8.0 + body + PAD / 2))
        return result

    def _inner(self, columns: int) -> float:
        return columns_width(columns, self.note_w, self.across)

    def _size(self, columns: int) -> tuple[float, float]:
        layers = self._layers(columns)
        width = self._widest(layers) + 2 * (_OFF + _WANDER + _SEA)
        height = sum(x.height for x in layers) + _JOINT * (len(layers) - 1) + _PEAK + _KEEL
        width = max(width, self.found.rest_width())
        return width, height + self.found.rest_height(width)

    def _widest(self, layers: Sequence[_Layer]) -> float:
        return max((self._inner(x.columns) for x in layers), default=self.note_w)

    def board(self) -> Board:
        """Cut the layers; room left over goes to the layers, and to the sea at both sides."""
        natural = self._size(self.columns)
        width, height = stretched(*natural, self.profile.area)
        rest = self.found.rest_height(natural[0])
        spare = max(height - natural[1], 0.0) / max(len(self.layers), 1)
        middle = width / 2
        # The berg takes its share of a wide area, else a board on a wide wall would be mostly sea.
        free = width - 2 * (_OFF + _WANDER + _SEA)
        stretch = max(free * _BERG_SHARE / max(self._widest(self.layers), 1.0), 1.0)
        parts = Parts()
        tops, y = [], _PEAK
        for layer in self.layers:
            layer.height += spare
            tops.append(y)
            y += layer.height + _JOINT
        bottom = y - _JOINT + _KEEL if self.layers else height - rest
        halves = [max(self._inner(x.columns), 0.0) * stretch / 2 + _OFF for x in self.layers]
        if len(tops) > 1:
            self._water(parts, tops[1] - _JOINT * 0.6, width, bottom)
        self.gap = min(
            (self._gap(x, half - _OFF) for x, half in zip(self.layers, halves, strict=True)), default=self.across
        )
        for index, layer in enumerate(self.layers):
            corners = self._slice(index, tops, halves, middle, bottom)
            self._layer(parts, layer, corners, (middle, tops[index]))
        end = self.found.below(parts, bottom + 14.0, width)
        return parts.board(width, max(end, bottom, height if not rest else 0.0))

    def _water(self, parts: Parts, y: float, width: float, bottom: float) -> None:
        """The sea as a field without a code, and its waves."""
        waves: list[Point] = [(0.0, y)]
        count = max(6, round(width / 90.0))
        step = width / count
        for i in range(count):
            x = i * step
            lift = 4.0 if i % 2 else -4.0
            waves += [(x + step / 3, y + lift), (x + 2 * step / 3, y + lift), (x + step, y)]
        closing = outline([(width, y), (width, bottom), (0.0, bottom), (0.0, y)])
        shape = (*waves, *closing[1:])
        parts.zones.append(ZoneBox("", 0.0, y - 4.0, width, bottom - y + 4.0, WATER, (), shape))
        parts.curves.append(Curve(tuple(waves), "water", "water"))

    def _slice(
        self, index: int, tops: Sequence[float], halves: Sequence[float], middle: float, bottom: float
    ) -> list[Point]:
        """The corners of a layer: right side downwards, left side upwards."""
        layer, top, half = self.layers[index], tops[index], halves[index]
        first, last = index == 0, index == len(self.layers) - 1
        end, body = top + layer.height, top + layer.head.height + PAD
        above = half if first else halves[index - 1]
        below = half if last else halves[index + 1]
        sides: list[list[Point]] = []
        for turn in (0, 1):
            jag = _WANDER * (turn if index % 2 else 1 - turn)
            if first:
                neck = max(layer.head.width / 2 + 26.0, half * 0.45)
                way = [(half * (0.05 if turn else 0.12), top - _PEAK * (1.0 if turn else 0.9))]
                way += [(neck * (0.55 if turn else 0.7), top - _PEAK * 0.45), (min(neck, half), top), (half, body)]
            else:
                way = [((above + half) / 2, top - _JOINT / 2), (half, top if above > half else top + 4.0)]
            way.append((half + jag, top + layer.height * (0.62 if turn else 0.5)))
            if last:
                way += [(half, end), (half * 0.62, bottom - _KEEL * 0.35), (half * 0.2, bottom)]
            else:
                way += [(half + (max(below - half, 0.0) * 0.22), end), ((half + below) / 2, end + _JOINT / 2)]
            sides.append(way)
        return [(middle + dx, y) for dx, y in sides[0]] + [(middle - dx, y) for dx, y in reversed(sides[1])]

    def _columns(self, layer: _Layer) -> int:
        items = self.cards[layer.zone.code]
        clustered = any(c.note.cluster for c in items)
        return layer.columns if clustered else max(1, min(layer.columns, len(items)))

    def _gap(self, layer: _Layer, half: float) -> float:
        """The gap between the notes of a layer, if it were the only one: all have the narrowest of these."""
        columns = self._columns(layer)
        return gap_for(2 * half, columns, self.note_w, self.across) if columns > 1 else math.inf

    def _layer(self, parts: Parts, layer: _Layer, corners: list[Point], at: Point) -> None:
        """A slice with its title and notes, both in the middle of it."""
        middle, top = at
        head, items = layer.head, self.cards[layer.zone.code]
        texts = [
            t.shifted(middle - measure(t.text, t.size, t.weight) / 2 - t.x, top + PAD / 2) for t in head.lines
        ]  # fmt: skip
        parts.zones.append(ZoneBox(layer.zone.code, *around(corners), layer.zone.kind, tuple(texts), outline(corners)))
        columns, gap = self._columns(layer), self.across if math.isinf(self.gap) else self.gap
        x = middle - columns_width(columns, self.note_w, gap) / 2
        done = flow_clusters(items, columns, self.profile.gap, (x, top + PAD / 2 + head.height + 8.0), gap, tight=True)
        parts.notes += done.notes
        parts.panels += done.panels
