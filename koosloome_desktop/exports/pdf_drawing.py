"""Which drawing of a canvas goes on paper: whole on one page when its smallest text is at least 7 pt, else in parts.

Tried in order: usual notes, then denser ones, upright and across; the arrangement with the largest small print wins
among the readable ones of a density. What is readable in no way on one page is split by branches, stages or zones. A
board of very many notes is drawn whole as a picture of the arrangement, and its list is what counts.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.draw_tree import limit_in, roles_of, set_apart
from koosloome_desktop.canvases.drawing import WITH_LINKS, board, linked
from koosloome_desktop.canvases.inputs import NEEDS, TRAY, notes_in, tray_in, zones_in
from koosloome_desktop.canvases.links import links_in
from koosloome_desktop.canvases.signed import signed as said_once
from koosloome_desktop.canvases.tags import untagged
from koosloome_desktop.layout import pages
from koosloome_desktop.layout.pages import LEAST, PageArea, least_text
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NeedsIn, NoteIn, StageIn, ZoneIn, paper
from koosloome_desktop.layout.tree import layout_tree
from koosloome_desktop.layout.zones import layout_bands
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import queries

if TYPE_CHECKING:
    from koosloome_desktop.layout.grid import GridOptions

_UNITS: Final = 0.75
"""Points per board unit of the area that a drawing is arranged for: its text is a little larger than the least."""

DENSITIES: Final[tuple[dict[str, float | tuple[float, ...]], ...]] = (
    {},
    {"note_width": 146.0, "note_height": 90.0, "ladder": (18.0, 17.0, 16.0, 15.0, 14.0, 13.0), "gap": 10.0},
    {"note_width": 136.0, "note_height": 84.0, "ladder": (16.0, 15.0, 14.0, 13.0), "gap": 10.0},
    {"note_width": 126.0, "note_height": 80.0, "ladder": (15.0, 14.0, 13.0), "gap": 9.0},
    {"note_width": 114.0, "note_height": 76.0, "ladder": (14.0, 13.0), "gap": 8.0},
)
"""Notes as on the screen, and four steps narrower."""

_SHARED: Final = 8.0
"""Least text (points) of a drawing that begins below another canvas."""
_LARGEST: Final = 2.5
"""Points per board unit of a poster's drawing before it is enlarged: a handful of notes shall not fill a wall each."""

MOST_SPLIT: Final = 400
"""More notes than this are not split over pages: the list is easier to read than dozens of drawings."""


@dataclass(frozen=True, slots=True)
class Area:
    """The room for a drawing on an upright and on a landscape page, in points."""

    upright: tuple[float, float]
    wide: tuple[float, float]

    @property
    def most(self) -> int:
        """More notes than this cannot be read on one page: the smallest takes 114 × 50 units at 13 units a line."""
        width, height = self.wide
        return int(width * height / (LEAST / 13.0) ** 2 / (114.0 * 50.0))

    def of(self, wide: bool) -> tuple[float, float]:
        """The room on one of them."""
        return self.wide if wide else self.upright


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing for one page: the board in its own units, points per unit, and whether the page lies across.

    ``readable`` is False where its text is smaller than 7 pt; ``keys`` name the parts that are on it.
    """

    board: Board
    scale: float
    wide: bool
    readable: bool
    number: int = 1
    of: int = 1


Build = Callable[[LayoutProfile], Board]
SPLIT: Final = frozenset({"tree", "grid", "blocks", "resources", "zones"})
"""Layouts that mean the same in parts and as bands. Where the shape or the place is the meaning (fishbone, axes, rings)
the whole is drawn on one page first; where that gets too small, its zones follow as bands."""


def drawings(
    document: Document,
    canvas: Canvas,
    lang: str,
    area: Area,
    hyphens: str = "",
    asked: Callable[[], object] = lambda: None,
) -> list[Drawn]:
    """The pages of a canvas's drawing; none when there is nothing to draw.

    `lang` is the language of titles and kind words, `hyphens` that of the notes (left out: the same). `asked` is called
    before every arrangement that is tried: it may raise to stop.
    """
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None:
        return []
    hyphens = hyphens or lang
    count = document.count_within(Note, canvas.id)
    if count > MOST_SPLIT:
        return [_overview(_Parts(document, canvas, lang, variant.layout, signed=True).build, area, hyphens)]
    plain = _Parts(document, canvas, lang, variant.layout, signed=False, asked=asked)
    if not plain.notes:
        return []
    signed = _Parts(document, canvas, lang, variant.layout, signed=True, asked=asked)
    tries = [signed] if variant.layout == "grid" else [plain, signed] if variant.layout in SPLIT else [plain]
    if variant.layout == "tree":
        tries.append(signed.bare())
    lying = variant.layout == "grid"  # a journey goes from left to right, on paper too (domain notes 3.2)
    if not plain.long_journey() and len(plain.notes) <= area.most:
        whole = next((d for parts in tries if (d := _whole(parts.build, area, hyphens, lying=lying)) is not None), None)
        if whole is not None:
            return [whole]
    if variant.layout not in SPLIT:
        return _with_parts(_largest(plain.build, area, hyphens), _split(plain, area, hyphens))
    return _split(tries[0], area, hyphens) or [_overview(plain.build, area, hyphens)]


def short_drawing(
    document: Document, canvas: Canvas, lang: str, size: tuple[float, float], hyphens: str = "", *, wide: bool = False
) -> Drawn | None:
    """The whole drawing in a part of a page (points) that lies across when `wide`, with notes as on the screen, so that
    their lines break as there, across with denser ones where that is needed; None where its text would be smaller than
    8 points, and for a journey that stands.
    """
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None or (variant.layout == "grid" and not wide):
        return None
    parts = _Parts(document, canvas, lang, variant.layout, signed=variant.layout == "grid")
    if not parts.notes:
        return None
    tries = DENSITIES if wide else DENSITIES[:1]
    made = (_fit(parts.build(_profile(size, hyphens or lang, density)), size, wide=wide) for density in tries)
    return next((drawn for drawn in made if least_text(drawn.board) * drawn.scale >= _SHARED), None)


def poster_drawing(document: Document, canvas: Canvas, lang: str, area: Area, hyphens: str = "") -> Drawn | None:
    """The whole canvas as large as one sheet allows, whichever way it lies; None when there is nothing to draw."""
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None:
        return None
    parts = _Parts(document, canvas, lang, variant.layout, signed=variant.layout == "grid")
    if not parts.notes and variant.layout != "grid":
        return None
    made = [
        _fit(parts.build(_profile(area.of(wide), hyphens or lang, density)), area.of(wide), wide, most=_LARGEST)
        for density in (DENSITIES[:3] if len(parts.notes) <= MOST_SPLIT else DENSITIES[:1])
        for wide in (True, False)
    ]
    return max(made, key=lambda d: (least_text(d.board) * d.scale, d.wide))


class _Parts:
    """What a drawing is made of. `signed`: sign and word of a kind stand in its zone's title instead of on each note.

    That is a third denser, and says as much where a zone holds notes of one kind (a journey's lanes always do).
    """

    def __init__(
        self,
        document: Document,
        canvas: Canvas,
        lang: str,
        layout: str,
        *,
        signed: bool,
        asked: Callable[[], object] = lambda: None,
    ) -> None:
        self.layout, self.asked = layout, asked
        many = document.count_within(Note, canvas.id) > MOST_SPLIT
        self.notes: list[NoteIn] = notes_in(document, canvas, lang, once=many)
        self.zones: list[ZoneIn] = zones_in(document, canvas, lang, ghosts=False)
        if any(n.zone == TRAY for n in self.notes):
            self.zones.append(tray_in(lang))
        self.stages: list[StageIn] = []
        self.options: GridOptions | None = None
        if layout == "grid":
            self._as_journey(document, canvas, lang)
        self.roles, self.limit = roles_of(variant_of(canvas.type, canvas.variant)), limit_in(lang)
        if layout == "tree":
            self.notes = set_apart(document, canvas, self.notes)
        self.links = [] if layout in WITH_LINKS else links_in(document, canvas, lang)
        self._whole = (lambda profile: board(document, canvas, profile, lang)) if not signed else None
        if signed:
            self.notes, self.zones = said_once(self.notes, self.zones, lang)
            self.matches = tuple((x.source, x.target) for x in queries.links(document, canvas.id, "match"))

    def _as_journey(self, document: Document, canvas: Canvas, lang: str) -> None:
        """Take the stages too. Paper does not ask: no questions of empty lanes, no scale that nobody drew on."""
        from koosloome_desktop.canvases.journey import grid_options
        from koosloome_desktop.canvases.stages import stages_in

        self.stages = stages_in(document, canvas, lang, asks=False)
        self.options = grid_options(canvas, lang)
        self.zones = [replace(z, hint="") for z in self.zones]
        if all(s.value is None and s.to_be is None for s in self.stages):
            self.options = replace(self.options, curve="")

    def bare(self) -> _Parts:
        """The same without the names of clusters, which the list below has: a tree on one page says more than they."""
        found = copy(self)
        found.notes = untagged(self.notes)
        return found

    def long_journey(self) -> bool:
        """Whether a journey has more stages or notes than one page should hold, though it might fit."""
        return len(self.stages) > pages.MOST_STAGES or (bool(self.stages) and len(self.notes) > pages.MOST_NOTES)

    def build(self, profile: LayoutProfile) -> Board:
        """The whole board."""
        self.asked()
        return self._whole(profile) if self._whole is not None else linked(self._laid_out(profile), self.links)

    def _laid_out(self, profile: LayoutProfile) -> Board:
        if self.layout == "grid":
            from koosloome_desktop.layout.grid import layout_grid

            return layout_grid(self.notes, self.stages, self.zones, profile, self.options)
        if self.layout == "tree":
            return layout_tree(self.notes, self.zones, profile, self.roles, self.limit)
        if self.layout in {"blocks", "resources"}:
            from koosloome_desktop.layout.blocks import layout_blocks

            return layout_blocks(*self._offered(), profile, needs=self._needs())
        return layout_bands(self.notes, self.zones, profile)

    def _offered(self) -> tuple[list[NoteIn], list[ZoneIn]]:
        return [n for n in self.notes if n.zone != NEEDS], [z for z in self.zones if z.code != NEEDS]

    def _needs(self) -> NeedsIn | None:
        zone = next((z for z in self.zones if z.code == NEEDS), None)
        return None if zone is None else NeedsIn(zone, tuple(n for n in self.notes if n.zone == NEEDS), self.matches)

    def pages(self, profile: LayoutProfile, area: PageArea) -> list[pages.Page]:
        """The board in parts."""
        self.asked()
        if self.layout == "tree":
            return pages.tree_pages(self.notes, self.zones, profile, area, self.roles, self.limit)
        if self.layout == "grid":
            return pages.grid_pages(self.notes, self.stages, self.zones, profile, area, self.options)
        if self.layout in {"blocks", "resources"}:
            return pages.block_pages(untagged(self.notes), self.zones, profile, area)
        return pages.zone_pages(untagged(self.notes), self.zones, profile, area)


def _with_parts(whole: Drawn, parts: list[Drawn]) -> list[Drawn]:
    """The shape of the whole with its small print, then the same zone by zone, large enough to read."""
    of = len(parts) + 1
    return [replace(d, number=number, of=of) for number, d in enumerate((whole, *parts), start=1)]


def _profile(size: tuple[float, float], hyphens: str, density: dict[str, float | tuple[float, ...]]) -> LayoutProfile:
    width, height = size
    base = paper(width, height, hyphens).sized(width / _UNITS, height / _UNITS)
    return replace(base, **density)  # type: ignore[arg-type]  # the fields' own types, by name


def _fit(made: Board, size: tuple[float, float], wide: bool, *, most: float = 1.0) -> Drawn:
    scale = min(size[0] / max(made.width, 1.0), size[1] / max(made.height, 1.0), most)
    return Drawn(made, scale, wide, least_text(made) * scale >= LEAST - 1e-6)


def _both(build: Build, area: Area, hyphens: str, density: dict[str, float | tuple[float, ...]]) -> list[Drawn]:
    return [
        _fit(build(_profile(area.of(wide), hyphens, density)), area.of(wide), wide) for wide in (True, False)
    ]  # fmt: skip


def _whole(build: Build, area: Area, hyphens: str, *, lying: bool = False) -> Drawn | None:
    """The best readable drawing on one page, None when there is none; with `lying` on a landscape one if it can be."""
    upright: Drawn | None = None
    for density in DENSITIES:
        readable = [d for d in _both(build, area, hyphens, density) if d.readable]
        best = max(readable, key=lambda d: (d.wide and lying, d.scale), default=None)
        if best is not None and (best.wide or not lying):
            return best
        upright = upright or best
    return upright


def _largest(build: Build, area: Area, hyphens: str) -> Drawn:
    """The drawing on one page with the largest small print, readable or not."""
    made = [d for density in DENSITIES for d in _both(build, area, hyphens, density)]
    return max(made, key=lambda d: least_text(d.board) * d.scale)


def _overview(build: Build, area: Area, hyphens: str) -> Drawn:
    """The whole board on one landscape page, however small its text."""
    profile = replace(_profile(area.wide, hyphens, {}), once=True)
    return _fit(build(profile), area.wide, wide=True)


def _split(parts: _Parts, area: Area, hyphens: str) -> list[Drawn]:
    """The drawing in parts; landscape, with notes a little narrower than on the screen."""
    width, height = area.wide
    room = PageArea(0.0, 0.0, width, height, area.wide)
    made = parts.pages(_profile(area.wide, hyphens, DENSITIES[1]), room)
    made = [p for p in made if p.board.notes] or made  # what is empty takes no page of its own
    # In their own units again, so that lines are as thin as in a drawing on one page.
    return [
        Drawn(linked(p.board.scaled(1 / p.scale), parts.links), p.scale, True, p.readable, number, len(made))
        for number, p in enumerate(made, start=1)
    ]
