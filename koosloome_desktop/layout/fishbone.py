"""The fishbone: the problem as the head at the right, a spine, a bone for every group of causes above and below it.

Bones lean towards the head. Notes stand in rows at the left of their bone, each tied to it, and a bone is as long as
its notes need: groups of causes fill unevenly. An empty bone asks its question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.layout.card import Card, level_out
from koosloome_desktop.layout.flow import columns_width, flow, flow_height, stretched
from koosloome_desktop.layout.parts import BETWEEN, PAD, Parts, Sorted, around, moved, outline, straight
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, Point, ZoneBox, ZoneIn
from koosloome_desktop.layout.text import TextBlock

#: How far a bone leans to the right for each unit of its height.
SLANT: Final = 0.22
_STUB: Final = 16.0
_SPINE_AIR: Final = 14.0
_TAIL: Final = 46.0
_BULGE: Final = 46.0
_MOST_ROWS: Final = 16
_NAME_AIR: Final = 8.0


def layout_fishbone(
    notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, core: str = "core", tray: str = "~"
) -> Board:
    """The whole fish. ``core`` is the code of the head's zone; every other zone but ``tray`` is a bone, the first half
    above the spine. Notes of the tray and of unknown zones stand in a band below.
    """
    bones = [z for z in zones if z.code not in {core, tray}]
    found = Sorted(notes, zones, profile, [core, *(z.code for z in bones)])
    return _best([_Fish(found, core, bones, rows) for rows in range(1, _MOST_ROWS + 1)], profile).board()


@dataclass(slots=True)
class _Bone:
    """One bone, measured: its rows of cards from its outer end to the spine."""

    zone: ZoneIn
    rows: list[list[Card]]
    columns: int
    name: TextBlock
    gap: float
    upper: bool

    @property
    def heights(self) -> list[float]:
        """Height of each row."""
        return [max(c.h for c in row) for row in self.rows]

    @property
    def across(self) -> float:
        """The width of the rows."""
        card = self.rows[0][0].w if self.rows else self.name.width
        return max(columns_width(self.columns, card, self.gap), 0.0) if self.rows else card

    @property
    def inner(self) -> float:
        """Height of rows with the gaps between them."""
        found = self.heights
        return sum(found) + self.gap * (len(found) - 1) if found else 0.0

    @property
    def length(self) -> float:
        """Height of the whole bone: name, rows, air at the spine."""
        return self.name.height + _NAME_AIR + self.inner + PAD + _SPINE_AIR

    @property
    def pitch(self) -> float:
        """How far the bone's line stands right of the line before it."""
        tallest = max(self.heights, default=0.0)
        rows = self.across + _STUB + SLANT * tallest + PAD
        name = self.name.width + SLANT * self.name.height + 2 * PAD
        return max(rows, name)


class _Fish:
    """The arrangement with at most so many rows on the fullest bone."""

    def __init__(self, found: Sorted, core: str, bones: Sequence[ZoneIn], rows: int) -> None:
        """Measure all of it."""
        self.found, self.core = found, core
        half = math.ceil(len(bones) / 2)
        most = max((len(found.notes(z.code)) for z in bones), default=0)
        columns = math.ceil(most / rows) if most else 1
        self.upper = [self._bone(z, columns, upper=True) for z in bones[:half]]
        self.lower = [self._bone(z, columns, upper=False) for z in bones[half:]]
        self.pitches = [
            max(b.pitch for b in pair if b is not None)
            for pair in (
                (self.upper[i] if i < len(self.upper) else None, self.lower[i] if i < len(self.lower) else None)
                for i in range(half)
            )
        ]
        self.up = max((b.length for b in self.upper), default=PAD)
        self.down = max((b.length for b in self.lower), default=PAD)
        self._head()
        inner = _TAIL + sum(self.pitches) + SLANT * max(self.up, self.down)
        self.width = max(inner + 2 * PAD + self.head_w, found.rest_width())
        self.up, self.down = max(self.up, self.head_h / 2), max(self.down, self.head_h / 2)
        self.body = self.up + self.down
        self.height = self.body + found.rest_height(self.width)

    def _bone(self, zone: ZoneIn, columns: int, *, upper: bool) -> _Bone:
        found, profile = self.found, self.found.profile
        items = found.cards(zone.code)
        columns = min(columns, max(len(items), 1))
        rows = [items[i : i + columns] for i in range(0, len(items), columns)]
        for row in rows:
            level_out(row, found.usual)
        asks = not any(c.note.state != "ghost" for c in items)
        room = max(columns_width(columns, profile.note_width, profile.gap), profile.note_width * 1.25)
        return _Bone(zone, rows, columns, found.heading(zone, room, asks=asks), profile.gap, upper)

    def _head(self) -> None:
        """Measure the head: title and question above the core problem."""
        found, profile = self.found, self.found.profile
        zone = found.zone(self.core)
        width = profile.note_width * 1.3
        self.cards = found.cards(self.core, width=width, centred=True)
        self.columns = max(1, round(math.sqrt(len(self.cards) / 3))) if self.cards else 1
        inner = columns_width(self.columns, width, profile.gap)
        asks = not any(c.note.state != "ghost" for c in self.cards)
        self.title = found.heading(zone, inner, asks=asks)
        self.head_shown = bool(zone.title or self.cards)
        self.notes_h = flow_height(self.cards, self.columns, profile.gap)
        self.head_w = inner + 2 * PAD + _BULGE if self.head_shown else 0.0
        self.head_h = self.title.height + 10.0 + self.notes_h + 3 * PAD if self.head_shown else 0.0

    # -- drawing

    def board(self) -> Board:
        """Place everything; room left over goes to both sides of the spine and between the bones."""
        width, height = stretched(self.width, self.height, self.found.profile.area)
        spare_x, spare_y = width - self.width, height - self.height
        spine = self.up + spare_y * self.up / self.body
        parts = Parts()
        head_x = width - self.head_w
        gap = spare_x / (len(self.pitches) + 1) if self.pitches else 0.0
        joints, x = [], _TAIL + SLANT * max(self.up, self.down) + PAD + gap / 2
        for pitch in self.pitches:
            x += pitch
            joints.append(x)
            x += gap
        self._skeleton(parts, spine, head_x)
        self._headpiece(parts, spine, head_x)
        for bones in (self.upper, self.lower):
            for bone, joint in zip(bones, joints, strict=False):
                _draw(parts, bone, joint, spine)
        end = self.found.below(parts, height - (self.height - self.body) + BETWEEN, width)
        return parts.board(width, max(height, end if self.height > self.body else 0.0))

    def _skeleton(self, parts: Parts, spine: float, head_x: float) -> None:
        """The spine and the tail."""
        left = _TAIL * 0.62
        parts.curves.append(straight((left, spine), (max(head_x, left + 1.0), spine), "spine", "spine"))
        for side in (-1.0, 1.0):
            tip = (4.0, spine + side * min(38.0, spine - 1.0))
            parts.curves.append(
                type(parts.curves[0])(
                    ((left, spine), (left - 8.0, spine + side * 8.0), (10.0, tip[1] - side * 8.0), tip), "bone", "tail"
                )
            )

    def _headpiece(self, parts: Parts, spine: float, x: float) -> None:
        """The head: a rounded shape with the core problem inside."""
        if not self.head_shown:
            return
        profile, zone = self.found.profile, self.found.zone(self.core)
        top, h, w = spine - self.head_h / 2, self.head_h, self.head_w
        flat = w - _BULGE
        shape = (
            (x, top + 14.0), (x, top + 4.0), (x + 4.0, top), (x + 14.0, top),
            (x + flat * 0.5, top), (x + flat * 0.8, top), (x + flat, top),
            (x + flat + _BULGE * 0.75, top + h * 0.12), (x + w, top + h * 0.3), (x + w, top + h / 2),
            (x + w, top + h * 0.7), (x + flat + _BULGE * 0.75, top + h * 0.88), (x + flat, top + h),
            (x + flat * 0.8, top + h), (x + flat * 0.5, top + h), (x + 14.0, top + h),
            (x + 4.0, top + h), (x, top + h - 4.0), (x, top + h - 14.0),
            (x, top + h - 14.0), (x, top + 14.0), (x, top + 14.0),
        )  # fmt: skip
        texts = moved(self.title, x + PAD, top + PAD - 3.0)
        parts.zones.append(ZoneBox(zone.code, x, top, w, h, zone.kind, texts, shape))
        at = (x + PAD, top + PAD + self.title.height + 10.0)
        parts.notes += flow(self.cards, self.columns, profile.gap, at).notes


def _draw(parts: Parts, bone: _Bone, joint: float, spine: float) -> None:
    """One bone whose line meets the spine at ``joint``."""
    side = -1.0 if bone.upper else 1.0

    def line(y: float) -> float:
        return joint - SLANT * abs(y - spine)

    end = spine + side * bone.length
    reach = bone.pitch - PAD / 2
    corners = [
        (line(end) - reach, end), (line(end), end), (joint, spine + side * 5.0), (joint - reach, spine + side * 5.0)
    ]  # fmt: skip
    box = around(corners)
    top = end if bone.upper else end - bone.name.height - PAD / 2
    name_y = top + PAD / 2 if bone.upper else top
    # The narrow end of the slanted field is at its outer edge: the name begins where the field does at its height.
    left = max(line(name_y), line(name_y + bone.name.height)) - reach + PAD / 2
    parts.zones.append(
        ZoneBox(bone.zone.code, *box, bone.zone.kind or "cause", moved(bone.name, left, name_y), outline(corners))
    )
    parts.curves.append(straight((line(end), end), (joint, spine), "bone", bone.zone.code))
    y = end + bone.name.height + _NAME_AIR + PAD / 2 if bone.upper else spine + _SPINE_AIR + PAD / 2
    for row, h in zip(bone.rows, bone.heights, strict=True):
        right = min(line(y), line(y + h)) - _STUB
        x = right - columns_width(len(row), row[0].w, bone.gap)
        for card in row:
            parts.notes.append(card.place(x, y))
            x += card.w + bone.gap
        middle = y + row[-1].h / 2
        parts.curves.append(
            straight((right, middle), (line(middle), middle), "stub", f"{row[-1].note.id}>{bone.zone.code}")
        )
        y += h + bone.gap


def _best(tried: Sequence[_Fish], profile: LayoutProfile) -> _Fish:
    """The arrangement that is drawn largest; of those that are, the one nearest to the shape of the area."""
    width, height = profile.area or (1200.0, 800.0)

    def worth(fish: _Fish) -> tuple[float, float]:
        scale = min(width / fish.width, height / fish.height, 1.0 if profile.area else math.inf)
        return round(scale, 3), -abs(math.log(fish.width / fish.height * height / width))

    return max(tried, key=worth)


def joint_of(board: Board, code: str) -> Point | None:
    """Where a bone meets the spine, None when the board has no such bone."""
    return next((c.points[-1] for c in board.curves if c.role == "bone" and c.key == code), None)
