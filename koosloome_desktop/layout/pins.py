"""Pins on a picture of one's own: each at its place, its note beside the picture with a line that leads there.

A pin carries the sign of its kind and a number, its note carries the same number: they are found without the line, too.
Notes stand in columns left and right of the picture and never on it. A note without a place waits in a tray below.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.layout.card import Card, cards, footed, ghost_notes
from koosloome_desktop.layout.flow import columns_width
from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    LayoutProfile,
    MarkBox,
    NeedsIn,
    NoteBox,
    NoteIn,
    PictureBox,
    Point,
    TextLine,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.sides import Tray, beside, heights_of, needs_board
from koosloome_desktop.layout.text import block
from koosloome_desktop.layout.zones import BETWEEN, split_ghosts

#: The picture's least width, its shape when nothing is known of it, squares of neutral paper, room beside it.
_LEAST_PICTURE: Final = 420.0
_SHAPE: Final = 4 / 3
_SQUARES: Final = 10
_CHANNEL: Final = 34.0
_ROW_GAP: Final = 14.0
_PIN: Final = 13.0
_INSET: Final = 15.0
PICTURE: Final = "map"
"""The code of the box on which pins stand."""
_AREA: Final = (1200.0, 800.0)
_FOOT: Final = 42.0
#: How much smaller the board is drawn than its area: usually, at most, and step by step between them until the picture
#: has this share of the height.
_SMALLER: Final = 1.3
_SMALLEST: Final = 3.4
_STEP: Final = 1.12
_LEAST_SHARE: Final = 0.36


def place_on(box: ZoneBox, x: float, y: float) -> Point:
    """The x and y (0 … 1) of a pin at a point of the board; `box` is the picture's."""
    return (
        round(min(max((x - box.x) / max(box.w, 1.0), 0.0), 1.0), 4),
        round(min(max((y - box.y) / max(box.h, 1.0), 0.0), 1.0), 4),
    )


@dataclass(frozen=True, slots=True)
class PictureIn:
    """What pins stand on: an asset ("" = neutral squared paper), its shape (width : height), what to say of it."""

    asset: str = ""
    shape: float = _SHAPE
    told: str = ""


def layout_pins(  # noqa: PLR0913 - the keyword-only ones stand beside the picture
    notes: Sequence[NoteIn],
    places: dict[str, Point],
    profile: LayoutProfile,
    *,
    picture: PictureIn,
    signs: dict[str, str],
    legend: Sequence[tuple[str, str]] = (),
    loose: ZoneIn | None = None,
    tray: ZoneIn | None = None,
    needs: NeedsIn | None = None,
    zones: Sequence[ZoneIn] = (),
) -> Board:
    """A picture with pins. `places` are x and y (0 … 1) by note id, `signs` the sign of each kind, `legend` (kind,
    word). Notes without a place stand in the zone `loose`, those that the tray is for in it; zones only give their
    examples while there is no note.
    """
    pinned = [n for n in notes if n.id in places]
    waiting = [n for n in notes if n.id not in places]
    lost = [n for n in waiting if tray is not None and n.zone == tray.code]
    unplaced = [n for n in waiting if tray is None or n.zone != tray.code]
    away = tray.code if tray is not None else ""
    numbered = [
        replace(n, badges=(*n.badges, str(i)), zone=n.zone if n.zone != away else "") for i, n in enumerate(pinned, 1)
    ]
    ghosts = [] if notes else [g for z in zones for g in ghost_notes(z)[:1]]
    strip = footed([*numbered, *waiting, *(needs.notes if needs else ())])
    spots = {i: _clamped(p) for i, p in places.items()}
    trays = _trays(loose, unplaced, tray, lost)
    inner = profile.sized(*_room(profile, strip, needs, trays))
    made = _Placing(inner, cards([*numbered, *ghosts], profile, strip), spots, picture, signs)
    return beside(made.board(legend), profile, strip, needs=needs, trays=trays)


def _room(profile: LayoutProfile, strip: bool, needs: NeedsIn | None, trays: Sequence[Tray]) -> Point:
    """What trays and needs leave of the area for the picture and its notes, in a board drawn a little smaller: much
    smaller where many notes wait, because nobody can point at a place on a picture as large as a stamp.
    """
    area = profile.area or _AREA
    smaller = 1.0 if profile.name == "paper" else _SMALLER
    below = heights_of(trays, profile, strip)
    while True:
        width, height = (v * smaller for v in area)
        side = needs_board(needs, profile, strip, height).width
        width -= side + BETWEEN if side else 0.0
        left = height - below(width) - _FOOT
        if left >= height * _LEAST_SHARE or smaller >= _SMALLEST or profile.name == "paper":
            return max(width, 400.0), max(left, 300.0)
        smaller *= _STEP


def _trays(loose: ZoneIn | None, unplaced: Sequence[NoteIn], tray: ZoneIn | None, lost: Sequence[NoteIn]) -> list[Tray]:
    """What waits below the picture."""
    return [(loose or ZoneIn("", ""), unplaced), (tray or ZoneIn("", ""), lost)]


def _clamped(point: Point) -> Point:
    return min(max(point[0], 0.0), 1.0), min(max(point[1], 0.0), 1.0)


@dataclass(slots=True)
class _Placing:
    """Shares the notes out over both sides, places them in even rows, leads lines to the pins."""

    profile: LayoutProfile
    cards: list[Card]
    spots: dict[str, Point]
    picture: PictureIn
    signs: dict[str, str]

    def board(self, legend: Sequence[tuple[str, str]]) -> Board:
        """The picture between its notes, with the legend below it."""
        left, right = self._sides()
        columns, high = self._columns(left, right)
        gap = self.profile.gap
        wide = [columns_width(c, self.profile.note_width, gap) if s else 0.0
                for c, s in zip(columns, (left, right), strict=True)]  # fmt: skip
        width, height = high * self.picture.shape, high
        heights = [_side_height(s, c) for s, c in zip((left, right), columns, strict=True)]
        total = max(height, *heights)
        x = wide[0] + (_CHANNEL if wide[0] else 0.0)
        spot = (x, (total - height) / 2, width, height)
        right_x = x + width + (_CHANNEL if wide[1] else 0.0)
        pins = {i: _on(spot, at) for i, at in self.spots.items()}
        boxes: list[NoteBox] = []
        lines: list[Curve] = []
        for side, count, at, edge in (
            (left, columns[0], 0.0, x - _CHANNEL / 2), (right, columns[1], right_x, x + width + _CHANNEL / 2),
        ):  # fmt: skip
            placed, ports = self._place(side, count, at, total, at < x)
            boxes += placed
            lines += _leaders(ports, pins, edge, halo=bool(self.picture.asset))
        foot, texts, marks = _legend(legend, self.signs, self.profile, spot, total)
        real, ghosts = split_ghosts(boxes)
        field = ZoneBox(PICTURE, *spot)
        return Board(
            right_x + wide[1], total + foot, (field,), (), real,
            (*_squares(spot, self.picture), *lines), texts=(*texts, *self._told(spot)),
            marks=(*(self._pin(c.note, pins) for c in self.cards if c.note.id in pins), *marks), ghosts=ghosts,
            pictures=(PictureBox(self.picture.asset, *spot),) if self.picture.asset else (),
        )  # fmt: skip

    def _sides(self) -> tuple[list[Card], list[Card]]:
        """The notes left and right of the picture, each side in the order of its pins from above."""
        order = sorted(self.cards, key=lambda c: self.spots.get(c.note.id, (0.5, 0.5)))
        half = math.ceil(len(order) / 2)
        # As even as they stand: the middle one goes to the side on which its pin is.
        if len(order) % 2 and self.spots.get(order[half - 1].note.id, (0.0, 0.0))[0] > 0.5:
            half -= 1

        def level(c: Card) -> float:
            return self.spots.get(c.note.id, (0.5, 0.5))[1]

        return sorted(order[:half], key=level), sorted(order[half:], key=level)

    def _columns(self, left: list[Card], right: list[Card]) -> tuple[tuple[int, int], float]:
        """Columns of notes at each side, and the height of the picture, drawn largest in the area."""
        area = self.profile.area or _AREA
        gap = self.profile.gap
        best, found = ((1, 1), _LEAST_PICTURE / self.picture.shape), -1.0
        for count in range(1, max(1, min(8, len(left) or 1)) + 1):
            wide = sum(columns_width(count, self.profile.note_width, gap) + _CHANNEL for s in (left, right) if s)
            tall = max(_side_height(left, count), _side_height(right, count))
            least = _LEAST_PICTURE / self.picture.shape
            for high in {max(least, h) for h in (tall, (area[0] - wide) / self.picture.shape, area[1])}:
                width = high * self.picture.shape
                scale = min(area[0] / (wide + width), area[1] / max(high, tall), 1.0)
                # A large picture is worth as much as large texts: that is what people look at together. On paper texts
                # come first: they are small enough.
                worth = scale ** (3 if self.profile.name == "paper" else 1) * min(width * scale / area[0], 1.0)
                if worth > found * 1.02:
                    best, found = ((count, count), high), worth
        return best

    def _place(
        self, side: list[Card], count: int, x: float, total: float, left: bool
    ) -> tuple[list[NoteBox], list[tuple[NoteBox, list[Point]]]]:
        """The notes of a side in even rows, the column next to the picture first; each with the way out of its row."""
        gap = self.profile.gap
        y = max((total - _side_height(side, count)) / 2, 0.0)
        boxes: list[NoteBox] = []
        ports: list[tuple[NoteBox, list[Point]]] = []
        edge = x + columns_width(count, self.profile.note_width, gap) if left else x
        for row in (side[i : i + count] for i in range(0, len(side), count)):
            high = max(c.h for c in row)
            for i, card in enumerate(row):
                step = i * (card.w + gap)
                made = card.place(edge - card.w - step if left else edge + step, y)
                inner = made.x + made.w if left else made.x
                way: list[Point] = [(inner, made.y + made.h / 2)]
                if i:  # other notes stand between it and the picture: out through the gap under its row
                    out = inner + gap / 2 if left else inner - gap / 2
                    under = y + high + _ROW_GAP / 2 + (i - count / 2) * 2.0
                    way += [(out, made.y + made.h / 2), (out, under), (edge, under)]
                boxes.append(made)
                ports.append((made, way))
            y += high + _ROW_GAP
        return boxes, ports

    def _pin(self, note: NoteIn, pins: dict[str, Point]) -> MarkBox:
        """The disc of a note with sign and number."""
        x, y = pins[note.id]
        number = note.badges[-1]
        told = f"{self.signs.get(note.kind, '')}{number}"
        return _disc(note.id, (x, y), told, note.kind or "note", _small(self.profile), value=int(number))

    def _told(self, spot: tuple[float, float, float, float]) -> tuple[TextLine, ...]:
        """What to say while there is no picture."""
        if self.picture.asset or not self.picture.told:
            return ()
        size = max(13.0, self.profile.least_text)
        made = block(self.picture.told, spot[2] * 0.8, size, "regular", "muted", align="centre", lang=self.profile.lang)
        return tuple(t.shifted(spot[0] + spot[2] * 0.1, spot[1] + spot[3] - made.height - 8.0) for t in made.lines)


def _on(spot: tuple[float, float, float, float], at: Point) -> Point:
    """The point of the picture for x and y in 0 … 1; a pin at the very edge stays whole on the picture."""
    x, y, w, h = spot
    return (
        min(max(x + at[0] * w, x + _INSET), x + w - _INSET),
        min(max(y + at[1] * h, y + _INSET), y + h - _INSET),
    )


def _side_height(side: Sequence[Card], count: int) -> float:
    rows = [side[i : i + count] for i in range(0, len(side), count)]
    return sum(max(c.h for c in row) + _ROW_GAP for row in rows)


def _small(profile: LayoutProfile) -> float:
    """The size of numbers on pins and words of the legend."""
    return max(13.0, profile.least_text)


def _disc(key: str, at: Point, text: str, kind: str, size: float, *, value: int = 0) -> MarkBox:
    (x, y), wide = at, measure(text, size, "bold")
    line = TextLine(x - wide / 2, y + cap_height(size) / 2, text, size, "bold", "pin")
    return MarkBox(key, x, y, max(_PIN * size / 13.0, wide / 2 + 5.0), value, text, (line,), pin=kind)


def _leaders(
    ports: Sequence[tuple[NoteBox, list[Point]]], pins: dict[str, Point], edge: float, *, halo: bool
) -> list[Curve]:  # fmt: skip
    """A line from each note to its pin. Lines that cross are told apart by bending at the picture's edge."""
    found = []
    for box, way in ports:
        pin = pins.get(box.id)
        if pin is None:
            continue
        level = way[-1][1]
        points = [*way, (edge, level), pin]
        chain: list[Point] = [points[0]]
        for a, b in itertools.pairwise(points):
            if a != b:
                chain += line_to(a, b)
        if halo:  # on a picture a thin line is seen only with something light round it
            found.append(Curve(((edge, level), *line_to((edge, level), pin)), "halo", f"{box.id}>halo"))
        found.append(Curve(tuple(chain), "leader", f"{box.id}>pin"))
    return found


def _squares(spot: tuple[float, float, float, float], picture: PictureIn) -> list[Curve]:
    """The squares of neutral paper, while there is no picture."""
    if picture.asset:
        return []
    x, y, w, h = spot
    found = []
    for i in range(1, _SQUARES):
        a, b = (x + w * i / _SQUARES, y), (x + w * i / _SQUARES, y + h)
        c, d = (x, y + h * i / _SQUARES), (x + w, y + h * i / _SQUARES)
        found += [Curve((a, *line_to(a, b)), "guide", f"across:{i}"), Curve((c, *line_to(c, d)), "guide", f"down:{i}")]
    return found


def _legend(
    legend: Sequence[tuple[str, str]],
    signs: dict[str, str],
    profile: LayoutProfile,
    spot: tuple[float, float, float, float],
    top: float,
) -> tuple[float, list[TextLine], list[MarkBox]]:
    """Sign and word of each kind of pin below the picture; the height it takes."""
    if not legend:
        return 0.0, [], []
    size = _small(profile)
    pin = _PIN * size / 13.0
    texts: list[TextLine] = []
    marks: list[MarkBox] = []
    x, y = spot[0], top + 8.0
    for kind, word in legend:
        need = 2 * pin + 8.0 + measure(word, size) + 18.0
        if x + need > spot[0] + spot[2] and x > spot[0]:
            x, y = spot[0], y + 2 * pin + 6.0
        marks.append(_disc(f"legend:{kind}", (x + pin, y + pin), signs.get(kind, ""), kind, size))
        texts.append(TextLine(x + 2 * pin + 8.0, y + pin + cap_height(size) / 2, word, size, "regular", "ink"))
        x += need
    return y + 2 * pin + 8.0 - top, texts, marks
