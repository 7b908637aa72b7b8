"""What every layout takes and gives: frozen values in board units (1 unit = 1 px at 100 %), x to the right, y down.

Painters draw a ``Board`` in this order: zones, pictures, panels, curves, notes (ghosts first), marks, texts. All text
is broken into lines already; a painter never measures. Kerning and ligatures are off for every text of a board, else
widths differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from koosloome_desktop.layout.inputs import CaptionIn as CaptionIn  # noqa: PLC0414 - the alias hands the name on
from koosloome_desktop.layout.inputs import NeedsIn as NeedsIn  # noqa: PLC0414
from koosloome_desktop.layout.inputs import NoteIn as NoteIn  # noqa: PLC0414
from koosloome_desktop.layout.inputs import StageIn as StageIn  # noqa: PLC0414
from koosloome_desktop.layout.inputs import ZoneIn as ZoneIn  # noqa: PLC0414
from koosloome_desktop.layout.notebox import BADGE_SIZE as BADGE_SIZE  # noqa: PLC0414
from koosloome_desktop.layout.notebox import FOOTER_LINE as FOOTER_LINE  # noqa: PLC0414
from koosloome_desktop.layout.notebox import FOOTER_SIZE as FOOTER_SIZE  # noqa: PLC0414
from koosloome_desktop.layout.notebox import SECOND_SIZE as SECOND_SIZE  # noqa: PLC0414
from koosloome_desktop.layout.notebox import VOTES_SIZE as VOTES_SIZE  # noqa: PLC0414
from koosloome_desktop.layout.notebox import NoteBox as NoteBox  # noqa: PLC0414
from koosloome_desktop.layout.notebox import TextLine as TextLine  # noqa: PLC0414
from koosloome_desktop.layout.notebox import Weight as Weight  # noqa: PLC0414
from koosloome_desktop.layout.polygons import Point as Point  # noqa: PLC0414
from koosloome_desktop.layout.polygons import flattened as flattened  # noqa: PLC0414
from koosloome_desktop.layout.polygons import within as within  # noqa: PLC0414


@dataclass(frozen=True, slots=True)
class LayoutProfile:
    """Which medium the board is for. ``area`` is the room it should fill well (units); None = natural size.

    ``note_height`` is the usual height of a note with a footer. ``ladder`` is tried from large to small; when even the
    last does not fit, the note grows.
    ``least_text`` is the smallest size any text of the board may have. ``lang`` (et, en, ru) hyphenates Latin words;
    Cyrillic words are always Russian. A board that is drawn ``once`` leaves nothing behind for a next time: that would
    be more than the board itself. For a ``quick`` one few arrangements are tried: many are drawn to find one.
    ``fine`` enlarges the fine print (the foot of notes, the questions below titles) of boards that are shown small.
    """

    name: str = "screen"
    note_width: float = 158.0
    note_height: float = 98.0
    ladder: tuple[float, ...] = (20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
    area: tuple[float, float] | None = None
    least_text: float = 13.0
    fine: float = 1.0
    gap: float = 12.0
    lang: str = "et"
    once: bool = False
    quick: bool = False

    def sized(self, width: float, height: float) -> LayoutProfile:
        """The same profile for another area."""
        return replace(self, area=(width, height))


SCREEN: Final = LayoutProfile()
#: Root of the room (px) in which the board of a session is drawn in its own size, and the steps in which fine print
#: grows where there is less.
_AMPLE: Final = 980.0
_FINE: Final = (1.25, 1.125)


def on_screen(width: float, height: float, lang: str = "et") -> LayoutProfile:
    """The profile of a window with so much room for a board (px). A small window shows a board small: what is small on
    it is drawn larger then, by a fourth at most, and notes step down less far, so that it can still be read.
    """
    lacking = _AMPLE / max(math.sqrt(width * height), 1.0)
    fine = next((f for f in _FINE if lacking >= f), 1.0)
    least = SCREEN.least_text * fine
    return LayoutProfile(
        note_height=SCREEN.note_height + 2 * FOOTER_SIZE * (fine - 1.0),
        ladder=tuple(s for s in SCREEN.ladder if s >= math.floor(least)),
        area=(width, height),
        least_text=least,
        fine=fine,
        lang=lang,
    )


#: Wall notes keep to the upper end of the ladder; the camera scales them to at least 30 px (architecture, decision 12).
WALL: Final = LayoutProfile(
    name="wall", note_height=108.0, ladder=(20.0, 19.0, 18.0, 17.0, 16.0), area=(1600.0, 900.0), least_text=16.0
)


def paper(width: float, height: float, lang: str = "et") -> LayoutProfile:
    """Profile for a drawing on ``width`` x ``height`` points. Its area is larger than the page, so that text of 13
    units is printed at 8 pt.
    """
    return LayoutProfile(name="paper", area=(width * 1.625, height * 1.625), lang=lang)


@dataclass(frozen=True, slots=True)
class ZoneBox:
    """A placed zone: a rounded, tinted field with its title and question as finished lines (absolute).

    With an ``outline`` (a closed chain of cubic Béziers like a ``Curve``'s) the zone has that shape and the box is the
    one round it: rings, sectors, an iceberg. A zone without a code is decoration and takes no notes.
    """

    code: str
    x: float
    y: float
    w: float
    h: float
    kind: str = ""
    texts: tuple[TextLine, ...] = ()
    outline: tuple[Point, ...] = ()

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in the zone."""
        inside = self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h
        return inside and (not self.outline or within(flattened(self.outline), x, y))

    def shifted(self, dx: float, dy: float) -> ZoneBox:
        """The zone moved by (dx, dy)."""
        return replace(
            self, x=self.x + dx, y=self.y + dy, texts=tuple(t.shifted(dx, dy) for t in self.texts),
            outline=tuple((x + dx, y + dy) for x, y in self.outline),
        )  # fmt: skip

    def scaled(self, k: float) -> ZoneBox:
        """The zone scaled about the origin."""
        return replace(
            self, x=self.x * k, y=self.y * k, w=self.w * k, h=self.h * k, texts=tuple(t.scaled(k) for t in self.texts),
            outline=tuple((x * k, y * k) for x, y in self.outline),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A picture over its zone and under everything else: a map that pins stand on. ``asset`` is its id; painters that
    have no picture of that id leave its place as paper.
    """

    asset: str
    x: float
    y: float
    w: float
    h: float

    def shifted(self, dx: float, dy: float) -> PictureBox:
        """The picture moved by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled(self, k: float) -> PictureBox:
        """The picture scaled about the origin."""
        return replace(self, x=self.x * k, y=self.y * k, w=self.w * k, h=self.h * k)


@dataclass(frozen=True, slots=True)
class PanelBox:
    """A box that is no note: ``role`` is caption, stage, label, lane, cell, empty, curve, cluster, head, row, alt or
    total.

    ``key`` says which one (a stage's code, ``lane/stage``, ``row/column``); ``kind`` may choose a colour (lane,
    cluster).
    """

    key: str
    x: float
    y: float
    w: float
    h: float
    role: str
    kind: str = ""
    texts: tuple[TextLine, ...] = ()

    def shifted(self, dx: float, dy: float) -> PanelBox:
        """The panel moved by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy, texts=tuple(t.shifted(dx, dy) for t in self.texts))

    def scaled(self, k: float) -> PanelBox:
        """The panel scaled about the origin."""
        return replace(
            self, x=self.x * k, y=self.y * k, w=self.w * k, h=self.h * k, texts=tuple(t.scaled(k) for t in self.texts)
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A chain of cubic Béziers: start, then three points per piece (1 + 3n points). Straight pieces have controls on
    the line.

    ``role``: link (tree), feeling and to_be (a journey's curves), gap (the field between them: closed and filled),
    guide and zero (scale lines), low (low point to its pains), interaction, visibility and internal (lines between
    lanes), match (need to resource), scope (the workshop's limit), relation, wish, money and clash (links that people
    draw). ``key`` is ``from>to`` for links and matches.
    """

    points: tuple[Point, ...]
    role: str = "link"
    key: str = ""

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom between which the whole curve lies."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def shifted(self, dx: float, dy: float) -> Curve:
        """The curve moved by (dx, dy)."""
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    def scaled(self, k: float) -> Curve:
        """The curve scaled about the origin."""
        return replace(self, points=tuple((x * k, y * k) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class MarkBox:
    """A feeling on the journey curve: a ring round (x, y) with the signed value in it and the word beside it
    (``texts``). ``kind`` is to_be for a wished feeling; ``plate`` (x, y, w, h) is a field behind the word. With a
    ``pin`` (a note kind) it is a pin on a picture instead: a disc in the kind's dark colour with its sign and number.
    """

    key: str
    x: float
    y: float
    r: float
    value: int
    label: str = ""
    texts: tuple[TextLine, ...] = ()
    kind: str = ""
    plate: tuple[float, float, float, float] | None = None
    pin: str = ""

    def shifted(self, dx: float, dy: float) -> MarkBox:
        """The mark moved by (dx, dy)."""
        plate = self.plate and (self.plate[0] + dx, self.plate[1] + dy, *self.plate[2:])
        texts = tuple(t.shifted(dx, dy) for t in self.texts)
        return replace(self, x=self.x + dx, y=self.y + dy, texts=texts, plate=plate)

    def scaled(self, k: float) -> MarkBox:
        """The mark scaled about the origin."""
        x, y, w, h = self.plate or (0.0, 0.0, 0.0, 0.0)
        plate = self.plate and (x * k, y * k, w * k, h * k)
        texts = tuple(t.scaled(k) for t in self.texts)
        return replace(self, x=self.x * k, y=self.y * k, r=self.r * k, texts=texts, plate=plate)


@dataclass(frozen=True, slots=True)
class Board:
    """A finished drawing of ``width`` x ``height`` units; everything lies inside. ``ghosts`` are examples in empty
    zones.
    """

    width: float
    height: float
    zones: tuple[ZoneBox, ...] = ()
    panels: tuple[PanelBox, ...] = ()
    notes: tuple[NoteBox, ...] = ()
    curves: tuple[Curve, ...] = ()
    texts: tuple[TextLine, ...] = ()
    marks: tuple[MarkBox, ...] = ()
    ghosts: tuple[NoteBox, ...] = ()
    pictures: tuple[PictureBox, ...] = ()
    _index: Mapping[str, int] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the notes by id, so that one changed record finds its box at once."""
        object.__setattr__(self, "_index", {n.id: i for i, n in enumerate(self.notes)})

    def note(self, note_id: str) -> NoteBox | None:
        """The box of a note, None when it is not on this board."""
        i = self._index.get(note_id)
        return None if i is None else self.notes[i]

    def zone(self, code: str) -> ZoneBox | None:
        """The box of a zone, None when it is not on this board."""
        return next((z for z in self.zones if z.code == code), None)

    def hit(self, x: float, y: float) -> NoteBox | None:
        """The note at a point, None where there is none. Notes never overlap, so there is at most one."""
        return next((n for n in self.notes if n.contains(x, y)), None)

    def pin_at(self, x: float, y: float) -> NoteBox | None:
        """The note whose pin is at a point, the one painted last; None where there is none."""
        found = (m for m in reversed(self.marks) if m.pin and (m.x - x) ** 2 + (m.y - y) ** 2 <= m.r * m.r)
        return next((n for m in found if (n := self.note(m.key)) is not None), None)

    def zone_at(self, x: float, y: float) -> ZoneBox | None:
        """The zone at a point, None where there is none. Of zones that lie on each other the one painted last."""
        return next((z for z in reversed(self.zones) if z.code and z.contains(x, y)), None)

    def shifted(self, dx: float, dy: float) -> Board:
        """Everything moved by (dx, dy); the size grows by it too, so moved content still lies inside."""
        return Board(
            self.width + dx, self.height + dy, tuple(z.shifted(dx, dy) for z in self.zones),
            tuple(p.shifted(dx, dy) for p in self.panels), tuple(n.shifted(dx, dy) for n in self.notes),
            tuple(c.shifted(dx, dy) for c in self.curves), tuple(t.shifted(dx, dy) for t in self.texts),
            tuple(m.shifted(dx, dy) for m in self.marks), tuple(n.shifted(dx, dy) for n in self.ghosts),
            tuple(p.shifted(dx, dy) for p in self.pictures),
        )  # fmt: skip

    def scaled(self, k: float) -> Board:
        """Everything scaled about the origin."""
        return Board(
            self.width * k, self.height * k, tuple(z.scaled(k) for z in self.zones),
            tuple(p.scaled(k) for p in self.panels), tuple(n.scaled(k) for n in self.notes),
            tuple(c.scaled(k) for c in self.curves), tuple(t.scaled(k) for t in self.texts),
            tuple(m.scaled(k) for m in self.marks), tuple(n.scaled(k) for n in self.ghosts),
            tuple(p.scaled(k) for p in self.pictures),
        )  # fmt: skip
