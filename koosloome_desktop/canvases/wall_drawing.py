"""A canvas for the wall: whole where the back row can read it, else by pages, each laid out anew at that size.

Pages follow what the room talks about: zones of a map, branches of a tree. What stands by its place (a journey, axes,
pins, a net) is paged by windows over the one drawing (`layout.wall`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.draw_tree import limit_in, roles_of, set_apart
from koosloome_desktop.canvases.drawing import board as draw_board
from koosloome_desktop.canvases.inputs import parts_in
from koosloome_desktop.canvases.links import links_in
from koosloome_desktop.canvases.tags import untagged
from koosloome_desktop.layout.primitives import WALL, Board, LayoutProfile, NoteIn, ZoneIn
from koosloome_desktop.layout.relations import with_links
from koosloome_desktop.layout.tree import layout_tree
from koosloome_desktop.layout.wall import WallPage, wall_pages
from koosloome_desktop.layout.zones import layout_bands
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas

BY_PLACE: Final = frozenset(
    {"grid", "axes", "pins", "network", "chain", "table", "sentence", "sheet", "questions", "forces"}
)
"""Layouts whose places mean something, or that draw more than notes: their pages are windows."""
_TEXT: Final = 18.0
"""Size of note text on a page, in units: so that footers (12) are 24 px where notes are 36."""
_SMALL: Final = 24 / 36
"""The least size of any text, as a part of the size asked for notes."""
_LEAST_TEXT: Final = _TEXT * 30 / 36
"""A long note may be so small: 30 px where notes are 36."""
_GROW: Final = (1.12, 1.25, 1.4, 1.6)
"""Notes of a page that is not full are so many times as large as the wall asks for."""
_WIDE: Final = 168.0
_LEAST_WIDE: Final = 700.0

Part = tuple[ZoneIn, list[NoteIn]]
Draw = Callable[[Sequence[Part], LayoutProfile, bool], Board]
"""Draws parts in a profile; flat: without titles and branches, for walls on which few notes stand side by side."""


@dataclass(frozen=True, slots=True)
class Wall:
    """The room a canvas has on the wall, in px: width, height, the least size of note text on pages (`size`) and of a
    board that is shown whole (`least`).
    """

    width: float
    height: float
    size: float
    least: float


def wall_drawing(document: Document, canvas: Canvas, wall: Wall, lang: str) -> list[tuple[Board, WallPage]]:
    """The pages of a canvas, at least one; every note is on exactly one of them."""
    wide = 1600.0
    shape = WALL.sized(wide, wide * wall.height / max(wall.width, 1.0))
    whole = draw_board(document, canvas, replace(shape, lang=lang), lang)
    small = wall.size * _SMALL
    pages = wall_pages(whole, wall.width, wall.height, wall.least, small)
    if pages[0].whole:
        return [(whole, pages[0])]
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None or variant.layout in BY_PLACE or canvas.mirrors:
        return [(whole, p) for p in wall_pages(whole, wall.width, wall.height, wall.size, small)]
    shown = {n.id for n in whole.notes}
    notes, zones = parts_in(document, canvas, lang)
    notes = set_apart(document, canvas, notes) if variant.layout == "tree" else notes
    notes = [n for n in (notes if variant.layout == "tree" else untagged(notes)) if n.id in shown]
    links = links_in(document, canvas, lang)

    def draw(parts: Sequence[Part], profile: LayoutProfile, flat: bool) -> Board:
        mine, fields = [n for _zone, part in parts for n in part], [zone for zone, _part in parts]
        if flat:
            return layout_bands(mine, [replace(z, title="", hint="") for z in fields], profile)
        if variant.layout == "tree":
            drawn = layout_tree(mine, fields, profile, roles_of(variant), limit_in(lang))
        else:
            drawn = layout_bands(mine, fields, profile)
        return with_links(drawn, links)

    return _Paging(draw, wall, lang).pages(_parts(notes, [*zones, limit_in(lang)[1]]))


def _parts(notes: Sequence[NoteIn], zones: Sequence[ZoneIn]) -> list[Part]:
    """The zones that have notes, each with its notes; what no zone knows comes last."""
    known = {z.code for z in zones}
    found = [(replace(z, ghosts=()), [n for n in notes if n.zone == z.code]) for z in zones]
    lost = [n for n in notes if n.zone not in known]
    return [part for part in [*found, (ZoneIn("", ""), lost)] if part[1]]


def branches(notes: Sequence[NoteIn]) -> list[list[NoteIn]]:
    """Notes with all that hangs below them, in order; one without a parent among them is a branch of its own."""
    ids = {n.id for n in notes}
    kids: dict[str, list[NoteIn]] = {}
    for note in notes:
        kids.setdefault(note.parent if note.parent in ids else "", []).append(note)
    found: list[list[NoteIn]] = []
    seen: set[str] = set()

    def take(note: NoteIn, into: list[NoteIn]) -> None:
        if note.id not in seen:
            seen.add(note.id)
            into.append(note)
            for kid in kids.get(note.id, ()):
                take(kid, into)

    for root in [*kids.get("", ()), *notes]:
        if root.id not in seen:
            found.append([])
            take(root, found[-1])
    return found


def _flat(units: Sequence[Sequence[NoteIn]]) -> list[NoteIn]:
    return [note for unit in units for note in unit]


class _Paging:
    """Puts whole zones on a page while they fit, else branches of a zone, evenly."""

    def __init__(self, draw: Draw, wall: Wall, lang: str) -> None:
        self._draw, self._wall = draw, wall
        # With less room than four notes beside the titles the titles go over the page.
        self._known: dict[tuple[object, ...], tuple[Board, bool]] = {}
        self._flat = wall.width * _TEXT / wall.size < _LEAST_WIDE
        self._profile = replace(
            WALL, ladder=(_TEXT,), note_width=_WIDE, note_height=76.0, lang=lang, least_text=_LEAST_TEXT, quick=True
        )

    def pages(self, parts: Sequence[Part]) -> list[tuple[Board, WallPage]]:
        found: list[list[Part]] = []
        for part in parts:
            if found and not self._flat and self._fits([*found[-1], part]):
                found[-1].append(part)
                continue
            zone, notes = part
            begin = self._beginning(found[-1], part) if found and not self._flat else []
            if begin:
                # A page that is not full takes the beginning: the core stands over its first branches.
                found[-1].append((zone, begin))
                notes = [n for n in notes if n not in begin]
            found += [[(zone, piece)] for piece in self._pieces((zone, notes))]
        return [self._page(p) for p in found]

    def _beginning(self, page: Sequence[Part], part: Part) -> list[NoteIn]:
        """The first branches of a zone that fit on a page below what it holds; none where the zone does not begin."""
        zone, notes = part
        units = branches(notes)
        taken = 0
        while taken < len(units) and self._fits([*page, (zone, _flat(units[: taken + 1]))]):
            taken += 1
        return _flat(units[:taken])

    def _pieces(self, part: Part) -> list[list[NoteIn]]:
        """The notes of a zone in as few even pieces as fit, branches whole where that can be."""
        zone, notes = part
        if self._fits([part]):
            return [notes]
        units = branches(notes)
        pieces: list[list[NoteIn]] = []
        guess = 0
        while units:
            taken = self._first(zone, units, guess)
            guess = taken
            if taken:
                pieces.append(_flat(units[:taken]))
                units = units[taken:]
            elif len(units[0]) > 1:
                # One branch is more than a page: its notes stand in order, without their stem.
                units = [[n] for n in units[0]] + units[1:]
            else:
                pieces.append(units.pop(0))
        return pieces

    def _first(self, zone: ZoneIn, units: Sequence[list[NoteIn]], guess: int) -> int:
        """How many of the first units fit on one page, shared evenly with the pages that the rest needs. As many as on
        the page before (`guess`) are tried first: each try is a drawing.
        """

        def fits(count: int) -> bool:
            return self._fits([(zone, _flat(units[:count]))])

        low, high = 0, len(units)
        middle = min(guess, high) or (high + 1) // 2
        while low < high:
            if fits(middle):
                low = middle
            else:
                high = middle - 1
            middle = low + 1 if guess and low == min(guess, len(units)) else (low + high + 1) // 2
        if not low or low == len(units):
            return low
        pages = -(-len(units) // low)
        return -(-len(units) // pages)

    def _fits(self, parts: Sequence[Part], grow: float = 1.0) -> bool:
        return self._drawn(parts, grow)[1]

    def _drawn(self, parts: Sequence[Part], grow: float) -> tuple[Board, bool]:
        key = (tuple((zone.code, *(n.id for n in notes)) for zone, notes in parts), grow)
        if key not in self._known:
            self._known[key] = self._draw_anew(parts, grow)
        return self._known[key]

    def _draw_anew(self, parts: Sequence[Part], grow: float) -> tuple[Board, bool]:
        scale = self._wall.size * grow / _TEXT
        wide, high = self._wall.width / scale, self._wall.height / scale
        profile = self._profile.sized(wide, high)
        count = sum(len(notes) for _zone, notes in parts)
        if self._flat and count * _WIDE < wide / 2:
            # Alone on a page a note is broad, instead of high and narrow beside nothing.
            profile = replace(profile, note_width=min(2 * _WIDE, 0.8 * wide / count))
        drawn = self._draw(parts, profile, self._flat)
        smallest = min((n.size for n in drawn.notes), default=_TEXT)
        return drawn, drawn.width <= wide * 1.001 and drawn.height <= high * 1.001 and smallest >= _LEAST_TEXT * 0.999

    def _page(self, parts: Sequence[Part]) -> tuple[Board, WallPage]:
        drawn, fits = self._drawn(parts, 1.0)
        for grow in _GROW if fits else ():
            other, good = self._drawn(parts, grow)
            if not good:
                break
            drawn = other
        fit = min(self._wall.width / max(drawn.width, 1.0), self._wall.height / max(drawn.height, 1.0))
        ids, area = tuple(n.id for n in drawn.notes), (0.0, 0.0, max(drawn.width, 1.0), max(drawn.height, 1.0))
        return drawn, WallPage(ids, area, fit, parts[0][0].code if self._flat else "", whole=True)
