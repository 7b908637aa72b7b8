"""How the empty zones of a canvas lie on paper, by the name of the variant's layout: as the canvas lies on the wall."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.canvases.draw_problem import axes_words
from koosloome_desktop.exports.canvas_painter import wash, zone_edge
from koosloome_desktop.exports.pdf_frame import Book, Style
from koosloome_desktop.exports.pdf_items import Box, Rule, Text
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import ZoneIn
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT, note_kind

Area = tuple[float, float, float, float]
"""x, y, width, height in points."""

_TITLE: Final = Style(16.0, "semibold", LIGHT.ink, 1.2)
_HINT: Final = Style(11.5, "regular", LIGHT.muted, 1.25)
_GAP: Final = 9.0
_PAD: Final = 10.0
_BAR: Final = 5.0
_STRIP: Final = 58.0
_STAGES: Final = 6
_PLAN_ROWS: Final = 9


@dataclass(frozen=True, slots=True)
class Blank:
    """What an empty canvas is made of: zones in order, needs apart, names of stages."""

    book: Book
    words: Words
    canvas: Canvas
    zones: Sequence[ZoneIn]
    needs: ZoneIn | None
    stages: Sequence[str]

    def zone(self, zone: ZoneIn, area: Area) -> None:
        """A field with sign, title and question in its corner."""
        x, y, w, h = area
        self.book.put(Box(x, y, w, h, wash(zone.kind), zone_edge(zone.kind), 10.0, 0.8))
        if zone.kind:
            self.book.put(Box(x, y + 12.0, _BAR, max(h - 24.0, 4.0), note_kind(zone.kind).bar))
        self.caption(zone, x + _PAD + _BAR, y + 8.0, w - 2 * _PAD - _BAR)

    def caption(self, zone: ZoneIn, x: float, y: float, room: float) -> float:
        """Title and question of a zone as text; gives the y below them."""
        sign = note_kind(zone.kind).sign if zone.kind else ""
        title = f"{sign} {zone.title}".strip()
        y = self.book.set(self.book.broken(title, _TITLE, room), _TITLE, x, y)
        if zone.hint:
            y = self.book.set(self.book.broken(zone.hint, _HINT, room), _HINT, x, y + 1.0)
        return y

    def captioned(self, zone: ZoneIn, room: float) -> float:
        """How high a caption is in a width (points)."""
        probe = Book(self.book.lang)
        probe.start("")
        return Blank(probe, self.words, self.canvas, [], None, []).caption(zone, 0.0, 0.0, room)

    def beside(self, area: Area) -> Area:
        """Put the needs into a column at the right, when there are any; gives what is left."""
        if self.needs is None:
            return area
        x, y, w, h = area
        wide = w * 0.22
        self.zone(self.needs, (x + w - wide, y, wide, h))
        return x, y, w - wide - _GAP, h

    def word(self, text: str, x: float, y: float, size: float = 12.0) -> None:
        """A strong word with its middle at x."""
        self.book.put(Text(x - measure(text, size, "semibold") / 2, y, text, size, "semibold", LIGHT.ink))


def bands(blank: Blank, area: Area) -> None:
    """Zones below each other; a zone for one sentence is lower than the others."""
    area = blank.beside(area)
    x, y, w, h = area
    zones = blank.zones or [ZoneIn("", "")]
    shares = [0.45 if z.kind == "core" else 1.0 for z in zones]
    unit = (h - _GAP * (len(zones) - 1)) / sum(shares)
    for zone, share in zip(zones, shares, strict=True):
        blank.zone(zone, (x, y, w, unit * share))
        y += unit * share + _GAP


_UPWARDS: Final = {"effect": 0, "core": 1, "cause": 2}


def tree(blank: Blank, area: Area) -> None:
    """Effects above, the core problem between, causes below: as the tree grows on the wall."""
    found = sorted(blank.zones, key=lambda z: _UPWARDS.get(z.kind, 3))
    bands(replace(blank, zones=found), area)


def blocks(blank: Blank, area: Area) -> None:
    """Zones in rows of equal blocks."""
    area = blank.beside(area)
    x, y, w, h = area
    zones = blank.zones or [ZoneIn("", "")]
    columns = min(max(math.ceil(math.sqrt(len(zones))), 1), 3)
    rows = math.ceil(len(zones) / columns)
    wide, high = (w - _GAP * (columns - 1)) / columns, (h - _GAP * (rows - 1)) / rows
    for index, zone in enumerate(zones):
        at = (x + index % columns * (wide + _GAP), y + index // columns * (high + _GAP), wide, high)
        blank.zone(zone, at)


def columns(blank: Blank, area: Area) -> None:
    """Zones beside each other: two sides of one question."""
    area = blank.beside(area)
    x, y, w, h = area
    zones = blank.zones or [ZoneIn("", "")]
    wide = (w - _GAP * (len(zones) - 1)) / len(zones)
    for index, zone in enumerate(zones):
        blank.zone(zone, (x + index * (wide + _GAP), y, wide, h))


def grid(blank: Blank, area: Area) -> None:
    """Lanes across, stages from left to right, and a row for the curve of feelings."""
    x, y, w, h = area
    label = w * 0.15
    names = list(blank.stages) or [""] * _STAGES
    wide = (w - label) / len(names)
    head = 34.0
    for index, name in enumerate(names):
        left = x + label + index * wide
        blank.book.put(Box(left + 2.0, y, wide - 4.0, head - 4.0, LIGHT.rail, "", 6.0))
        told = blank.book.broken(name or f"{index + 1}.", Style(12.0, "semibold"), wide - 16.0)[0]
        blank.book.put(Text(left + 10.0, y + 20.0, told, 12.0, "semibold", "#FFFFFF"))
    feelings = ZoneIn("", blank.words.gettext(N_("Feelings")), "+3 … 0 … −3")
    lanes = [feelings, *blank.zones]
    high = (h - head) / len(lanes)
    for index, zone in enumerate(lanes):
        top = y + head + index * high
        blank.book.put(Box(x, top, w, high - 4.0, wash(zone.kind), zone_edge(zone.kind), 6.0, 0.8))
        blank.caption(zone, x + _PAD, top + 6.0, label - 2 * _PAD)
        if index == 0:
            middle = top + (high - 4.0) / 2
            blank.book.put(Rule(x + label, middle, x + w - 6.0, middle, LIGHT.muted, 0.9, (4.0, 3.0)))
        if zone.line:
            blank.book.put(Rule(x, top - 2.0, x + w, top - 2.0, LIGHT.accent_text, 1.6))
    for index in range(1, len(names)):
        at = x + label + index * wide
        blank.book.put(Rule(at, y + head, at, y + h - 4.0, LIGHT.link, 0.5, (3.0, 3.0)))


def axes(blank: Blank, area: Area) -> None:
    """Four quadrants between two named axes."""
    area = blank.beside(area)
    x, y, w, h = area
    strips = blank.zones if len(blank.zones) != 4 else []
    for index, zone in enumerate(strips):
        wide = (w - _GAP * (len(strips) - 1)) / len(strips)
        blank.zone(zone, (x + index * (wide + _GAP), y, wide, _STRIP))
    y, h = y + 20.0 + (_STRIP + _GAP if strips else 0.0), h - 20.0 - (_STRIP + _GAP if strips else 0.0)
    names = axes_words(blank.canvas, blank.words.lang)
    across, up = names.x, names.y
    left, bottom = x + 34.0, y + h - 30.0
    half_w, half_h = (x + w - left) / 2, (bottom - y) / 2
    for index in range(4):
        at = (left + index % 2 * half_w, y + index // 2 * half_h, half_w, half_h)
        blank.book.put(Box(*at, "#FBFAF6", LIGHT.line, 0.0, 0.8))
    if len(blank.zones) == 4:
        for index, zone in enumerate(blank.zones):
            blank.caption(zone, left + index % 2 * half_w + _PAD, y + index // 2 * half_h + 8.0, half_w - 2 * _PAD)
    blank.book.put(Rule(left, y, left, bottom, LIGHT.ink, 1.8))
    blank.book.put(Rule(left, bottom, x + w, bottom, LIGHT.ink, 1.8))
    blank.word(f"{across} →", left + half_w, bottom + 22.0, 14.0)
    blank.book.put(Text(x, y - 7.0, f"↑ {up}", 14.0, "semibold", LIGHT.ink))


def rings(blank: Blank, area: Area) -> None:
    """Three rings round the place, and what belongs on them listed at the side."""
    x, y, w, h = area
    side = w * 0.26
    middle_x, middle_y = x + (w - side) / 2, y + h / 2
    for share, fill in ((1.0, "#FBFAF6"), (0.68, "#F4F1E8"), (0.36, "#ECE7D9")):
        r = min(w - side, h) / 2 * share
        blank.book.put(Box(middle_x - r, middle_y - r, 2 * r, 2 * r, fill, LIGHT.link, r, 1.0))
    for share, told in ((0.18, N_("inner ring")), (0.52, N_("middle ring")), (0.84, N_("outer ring"))):
        r = min(w - side, h) / 2 * share
        blank.word(blank.words.gettext(told), middle_x, middle_y - r + 4.0)
    zones = [*blank.zones, *([blank.needs] if blank.needs is not None else [])]
    high = h / max(len(zones), 1)
    for index, zone in enumerate(zones):
        blank.zone(zone, (x + w - side + _GAP, y + index * high, side - _GAP, high - _GAP))


def fishbone(blank: Blank, area: Area) -> None:
    """A spine to the head at the right, half of the bones above it and half below."""
    x, y, w, h = area
    heads = [z for z in blank.zones if z.kind == "core"]
    bones = [z for z in blank.zones if z.kind != "core"] or [ZoneIn("", "")]
    wide = w * 0.2
    middle = y + h / 2
    blank.book.put(Rule(x, middle, x + w - wide, middle, LIGHT.muted, 4.0))
    for zone in heads[:1]:
        blank.zone(zone, (x + w - wide, middle - h * 0.2, wide, h * 0.4))
    upper = bones[: (len(bones) + 1) // 2]
    for part, sign in ((upper, -1.0), (bones[len(upper) :], 1.0)):
        step = (w - wide) / max(len(part), 1)
        for index, zone in enumerate(part):
            foot = x + (index + 1) * step - 14.0
            end = middle + sign * h * 0.47
            blank.book.put(Rule(foot - step * 0.28, end, foot, middle, LIGHT.muted, 2.0))
            room = step * 0.62
            top = y + 2.0 if sign < 0 else min(y + h - 46.0, y + h - blank.captioned(zone, room) - 2.0)
            blank.caption(zone, x + index * step + 4.0, top, room)


def picture(blank: Blank, area: Area) -> None:
    """A frame for a map or a network, its zones or kinds listed at the right."""
    x, y, w, h = area
    zones = [*blank.zones, *([blank.needs] if blank.needs is not None else [])]
    side = w * 0.24 if zones else 0.0
    blank.book.put(Box(x, y, w - side, h, "#FFFFFF", LIGHT.link, 10.0, 1.0))
    high = h / max(len(zones), 1)
    for index, zone in enumerate(zones):
        blank.zone(zone, (x + w - side + _GAP, y + index * high, side - _GAP, high - _GAP))


def table(blank: Blank, area: Area) -> None:
    """An empty table of a plan."""
    x, y, w, h = area
    names = (N_("Activity"), N_("Time"), N_("Result"), N_("Budget"), N_("Target group"), N_("Responsible"))
    shares = (0.26, 0.12, 0.22, 0.12, 0.13, 0.15)
    head = 30.0
    blank.book.put(Box(x, y, w, head, LIGHT.rail))
    left = x
    for name, share in zip(names, shares, strict=True):
        blank.book.put(Text(left + 8.0, y + 20.0, blank.words.gettext(name), 12.0, "semibold", "#FFFFFF"))
        if left > x:
            blank.book.put(Rule(left, y + head, left, y + h, LIGHT.link, 0.6))
        left += w * share
    high = (h - head) / (_PLAN_ROWS + 0.6)
    for row in range(1, _PLAN_ROWS + 1):
        blank.book.put(Rule(x, y + head + row * high, x + w, y + head + row * high, LIGHT.link, 0.6))
    blank.book.put(Text(x + 8.0, y + h - 8.0, blank.words.gettext(N_("Budget in all")), 12.0, "bold", LIGHT.ink))
    blank.book.put(Box(x, y, w, h, "", LIGHT.rail, 0.0, 1.0))


SHAPES: Final[Mapping[str, Callable[[Blank, Area], None]]] = {
    "tree": tree,
    "grid": grid,
    "axes": axes,
    "rings": rings,
    "fishbone": fishbone,
    "pins": picture,
    "network": picture,
    "table": table,
    "forces": columns,
    "matching": columns,
    "blocks": blocks,
    "resources": blocks,
    "phases": blocks,
    "sheet": blocks,
}
"""Everything else lies in bands."""
