"""What the freer layouts share: parts gathered for a board, notes sorted by zone, straight and arrowed lines, and the
band below for what has no place of its own in a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final

from koosloome_desktop.layout.card import Card, footed, ghost_notes, usual_height
from koosloome_desktop.layout.flow import columns_in, flow, flow_height
from koosloome_desktop.layout.lines import line_to
from koosloome_desktop.layout.memory import kept_cards
from koosloome_desktop.layout.primitives import (
    Board,
    Curve,
    LayoutProfile,
    NoteBox,
    NoteIn,
    PanelBox,
    Point,
    TextLine,
    ZoneBox,
    ZoneIn,
)
from koosloome_desktop.layout.text import TextBlock, block

#: Air inside a zone, between zones, and the width of a title column.
PAD: Final = 16.0
BETWEEN: Final = 14.0
LABEL: Final = 148.0
#: Size of a zone's title.
TITLE: Final = 16.0


@dataclass(slots=True)
class Parts:
    """A board in the making."""

    zones: list[ZoneBox] = field(default_factory=list)
    panels: list[PanelBox] = field(default_factory=list)
    notes: list[NoteBox] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    texts: list[TextLine] = field(default_factory=list)

    def board(self, width: float, height: float) -> Board:
        """The finished board, examples apart from notes."""
        real = tuple(n for n in self.notes if n.state != "ghost")
        ghosts = tuple(n for n in self.notes if n.state == "ghost")
        return Board(
            width, height, tuple(self.zones), tuple(self.panels), real, tuple(self.curves), tuple(self.texts),
            ghosts=ghosts,
        )  # fmt: skip


@dataclass(slots=True)
class _Band:
    """A zone of the rest with its measured notes and title, and how high the notes are in so many columns."""

    zone: ZoneIn
    items: list[Card]
    head: TextBlock
    heights: dict[int, float] = field(default_factory=dict)


class Sorted:
    """The notes of a board by zone: those of the `roles` of a drawing, and the rest, which gets a band of its own.

    A role without notes holds its zone's examples. `strip` is whether notes keep a strip at their foot.
    """

    def __init__(
        self, notes: Sequence[NoteIn], zones: Sequence[ZoneIn], profile: LayoutProfile, roles: Iterable[str]
    ) -> None:
        """Sort; nothing is measured yet."""
        self.profile = profile
        self.strip = footed(notes)
        self.known = {z.code: z for z in zones}
        self.roles = set(roles)
        self._measured: dict[tuple[str, float, float | None, bool, float], list[Card]] = {}
        self.by_zone: dict[str, list[NoteIn]] = {}
        for note in notes:
            self.by_zone.setdefault(note.zone if note.zone in self.known else "", []).append(note)
        self._rest = [z for z in zones if z.code not in self.roles]
        if self.by_zone.get(""):
            self._rest.append(ZoneIn("", ""))

    @property
    def small(self) -> float:
        """Size of questions and short words on this board."""
        return max(13.0, self.profile.least_text)

    @property
    def usual(self) -> float:
        """The usual height of a note."""
        return usual_height(self.profile, self.strip)

    def zone(self, code: str) -> ZoneIn:
        """A zone of the drawing; one the canvas does not have is empty and without a title."""
        return self.known.get(code, ZoneIn(code, ""))

    def notes(self, code: str) -> list[NoteIn]:
        """The notes of a zone, its examples when there are none."""
        found = self.by_zone.get(code)
        return found or list(ghost_notes(self.zone(code)))

    def cards(
        self, code: str, *, width: float = 0.0, least: float | None = None, centred: bool = False, largest: float = 99.0
    ) -> list[Card]:
        """The measured notes of a zone, no text larger than `largest`; each time others, whose heights may be raised.

        A drawing that is tried with many numbers of rows measures its notes once.
        """
        profile, key = self.profile, (code, width, least, centred, largest)
        if key not in self._measured:
            ladder = tuple(s for s in profile.ladder if s <= largest) or profile.ladder[-1:]
            self._measured[key] = [
                Card(n, profile, self.strip, width=width, least=least, centred=centred, ladder=ladder)
                for n in self.notes(code)
            ]
        return [c.fresh() for c in self._measured[key]]

    def heading(self, zone: ZoneIn, width: float, *, asks: bool = True, size: float = TITLE) -> TextBlock:
        """A zone's title, and its question below."""
        size *= self.profile.fine
        head = block(zone.title, width, size, "semibold", lang=self.profile.lang) if zone.title else TextBlock((), 0.0)
        if not asks or not zone.hint:
            return head
        below = block(zone.hint, width, self.small, "regular", "muted", at=(0.0, head.height + 2.0))
        return TextBlock((*head.lines, *below.lines), head.height + 2.0 + below.height, max(head.width, below.width))

    def below(self, parts: Parts, y: float, width: float) -> float:
        """Bands for the rest from `y` on; where the board ends then."""
        for band in self._bands:
            label, head = self._label(band), band.head
            columns = columns_in(width - label - 2 * PAD, self.profile.note_width, self.profile.gap)
            done = flow(band.items, columns, self.profile.gap, (label + PAD, y + PAD))
            h = max(done.height, head.height) + 2 * PAD
            parts.zones.append(
                ZoneBox(band.zone.code, 0.0, y, width, h, band.zone.kind, moved(head, PAD, y + PAD - 3.0))
            )
            parts.notes += done.notes
            y += h + BETWEEN
        return y - BETWEEN if self._bands else y

    @cached_property
    def _bands(self) -> list[_Band]:
        """The rest, measured: once, however many widths and numbers of columns are tried for the drawing above."""
        of = partial(kept_cards, profile=self.profile, strip=self.strip)
        return [_Band(z, of(self.by_zone.get(z.code, ())), self.heading(z, LABEL)) for z in self._rest]

    @staticmethod
    def _label(band: _Band) -> float:
        return LABEL + PAD if band.zone.title else 0.0

    def rest_height(self, width: float) -> float:
        """The height ``below`` takes with the gap before it, 0 when there is no rest."""
        found, gap = 0.0, self.profile.gap
        for band in self._bands:
            columns = columns_in(width - self._label(band) - 2 * PAD, self.profile.note_width, gap)
            if columns not in band.heights:
                band.heights[columns] = flow_height(band.items, columns, gap)
            found += max(band.heights[columns], band.head.height) + 2 * PAD + BETWEEN
        return found

    def rest_width(self) -> float:
        """The least width of a board that holds a rest."""
        return LABEL + 3 * PAD + self.profile.note_width if self._rest else 0.0


def moved(text: TextBlock, dx: float, dy: float) -> tuple[TextLine, ...]:
    """The lines of a block at another place."""
    return tuple(t.shifted(dx, dy) for t in text.lines)


def straight(start: Point, end: Point, role: str = "link", key: str = "") -> Curve:
    """A straight line."""
    return Curve((start, *line_to(start, end)), role, key)


def arrow_head(tip: Point, direction: Point, role: str, key: str = "", size: float = 7.0) -> Curve:
    """A small open arrow head; `direction` is where it points, of length 1."""
    (x, y), (dx, dy) = tip, direction
    one = (x - size * dx - size * 0.6 * dy, y - size * dy + size * 0.6 * dx)
    two = (x - size * dx + size * 0.6 * dy, y - size * dy - size * 0.6 * dx)
    return Curve((one, *line_to(one, tip), *line_to(tip, two)), role, key)


def outline(corners: Sequence[Point]) -> tuple[Point, ...]:
    """A polygon as a closed chain of straight cubics."""
    points = [corners[0]]
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        points += line_to(start, end)
    return tuple(points)


def around(corners: Sequence[Point]) -> tuple[float, float, float, float]:
    """x, y, width and height of the box round some points."""
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
