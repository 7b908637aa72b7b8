"""What the freer layouts share: parts gathered for a board, notes sorted by zone, straight and arrowed lines, and the
band below for what has no place of its own in a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from koosloome_desktop.layout.card import Card, cards, footed, ghost_notes, usual_height
from koosloome_desktop.layout.flow import columns_in, flow
from koosloome_desktop.layout.lines import line_to
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
        """The measured notes of a zone, no text larger than `largest`."""
        profile = self.profile
        ladder = tuple(s for s in profile.ladder if s <= largest) or profile.ladder[-1:]
        return [
            Card(n, profile, self.strip, width=width, least=least, centred=centred, ladder=ladder)
            for n in self.notes(code)
        ]

    def heading(self, zone: ZoneIn, width: float, *, asks: bool = True, size: float = TITLE) -> TextBlock:
        """A zone's title, and its question below."""
        head = block(zone.title, width, size, "semibold", lang=self.profile.lang) if zone.title else TextBlock((), 0.0)
        if not asks or not zone.hint:
            return head
        below = block(zone.hint, width, self.small, "regular", "muted", at=(0.0, head.height + 2.0))
        return TextBlock((*head.lines, *below.lines), head.height + 2.0 + below.height, max(head.width, below.width))

    def below(self, parts: Parts, y: float, width: float) -> float:
        """Bands for the rest from `y` on; where the board ends then."""
        for zone in self._rest:
            items = cards(self.by_zone.get(zone.code, ()), self.profile, self.strip)
            label = LABEL + PAD if zone.title else 0.0
            head = self.heading(zone, LABEL)
            columns = columns_in(width - label - 2 * PAD, self.profile.note_width, self.profile.gap)
            done = flow(items, columns, self.profile.gap, (label + PAD, y + PAD))
            h = max(done.height, head.height) + 2 * PAD
            parts.zones.append(ZoneBox(zone.code, 0.0, y, width, h, zone.kind, moved(head, PAD, y + PAD - 3.0)))
            parts.notes += done.notes
            y += h + BETWEEN
        return y - BETWEEN if self._rest else y

    def rest_height(self, width: float) -> float:
        """The height ``below`` takes with the gap before it, 0 when there is no rest."""
        if not self._rest:
            return 0.0
        return self.below(Parts(), 0.0, width) + BETWEEN

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
