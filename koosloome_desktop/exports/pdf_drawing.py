"""Which drawing of a canvas goes on paper: whole on one page when its smallest text is at least 7 pt, else in parts.

Tried in order: usual notes, then denser ones, upright and across; the arrangement with the largest small print wins
among the readable ones of a density. What is readable in no way on one page is split by branches, stages or zones. A
board of very many notes is drawn whole as a picture of the arrangement, and its list is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.drawing import board, listed
from koosloome_desktop.canvases.inputs import notes_in, persona_in, stages_in, zones_in
from koosloome_desktop.layout import pages
from koosloome_desktop.layout.grid import GridOptions, layout_grid
from koosloome_desktop.layout.pages import LEAST, Page, PageArea, least_text
from koosloome_desktop.layout.primitives import Board, LayoutProfile, NoteIn, StageIn, ZoneIn, paper
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import translator
from koosloome_desktop.support.palette import note_kind

_UNITS: Final = 0.75
"""Points per board unit of the area that a drawing is arranged for: its text is a little larger than the least."""

DENSITIES: Final[tuple[dict[str, float | tuple[float, ...]], ...]] = (
    {},
    {"note_width": 146.0, "note_height": 90.0, "ladder": (18.0, 17.0, 16.0, 15.0, 14.0, 13.0), "gap": 10.0},
    {"note_width": 136.0, "note_height": 84.0, "ladder": (16.0, 15.0, 14.0, 13.0), "gap": 10.0},
    {"note_width": 126.0, "note_height": 80.0, "ladder": (15.0, 14.0, 13.0), "gap": 9.0},
)
"""Notes as on the screen, and three steps narrower."""

MOST_SPLIT: Final = 400
"""More notes than this are not split over pages: the list is easier to read than dozens of drawings."""


@dataclass(frozen=True, slots=True)
class Area:
    """The room for a drawing on an upright and on a landscape page, in points."""

    upright: tuple[float, float]
    wide: tuple[float, float]

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


def drawings(document: Document, canvas: Canvas, lang: str, area: Area) -> list[Drawn]:
    """The pages of a canvas's drawing; none when there is nothing to draw."""
    build, count = _builder(document, canvas, lang)
    if not count:
        return []
    if count > MOST_SPLIT:
        return [_overview(build, area, lang)]
    whole = _whole(build, area, lang)
    if whole is not None:
        return [whole]
    return _split(document, canvas, lang, area) or [_overview(build, area, lang)]


def _builder(document: Document, canvas: Canvas, lang: str) -> tuple[Build, int]:
    variant = variant_of(canvas.type, canvas.variant)
    if canvas.raw is not None or variant is None:
        return (lambda profile: listed(canvas, profile)), 0
    notes = notes_in(document, canvas, lang)
    if variant.layout == "grid":
        grid = _Grid(document, canvas, lang)
        return grid.build, len(notes)
    return (lambda profile: board(document, canvas, profile, lang)), len(notes)


def _profiles(size: tuple[float, float], lang: str, density: dict[str, float | tuple[float, ...]]) -> LayoutProfile:
    width, height = size
    base = paper(width, height, lang).sized(width / _UNITS, height / _UNITS)
    return replace(base, **density)  # type: ignore[arg-type]  # the fields' own types, by name


def _fit(made: Board, size: tuple[float, float], wide: bool) -> Drawn:
    scale = min(size[0] / max(made.width, 1.0), size[1] / max(made.height, 1.0), 1.0)
    return Drawn(made, scale, wide, least_text(made) * scale >= LEAST - 1e-6)


def _whole(build: Build, area: Area, lang: str) -> Drawn | None:
    """The best readable drawing on one page, None when there is none."""
    for density in DENSITIES:
        found = [
            _fit(build(_profiles(area.of(wide), lang, density)), area.of(wide), wide) for wide in (True, False)
        ]  # fmt: skip
        readable = [d for d in found if d.readable]
        if readable:
            return max(readable, key=lambda d: d.scale)
    return None


def _overview(build: Build, area: Area, lang: str) -> Drawn:
    """The whole board on one page, however small its text."""
    found = [_fit(build(_profiles(area.of(wide), lang, {})), area.of(wide), wide) for wide in (True, False)]
    return max(found, key=lambda d: d.scale)


def _split(document: Document, canvas: Canvas, lang: str, area: Area) -> list[Drawn]:
    """The drawing in parts; landscape, with notes a little narrower than on the screen."""
    profile = _profiles(area.wide, lang, DENSITIES[1])
    made = list(_pages(document, canvas, lang, profile, _page_area(area.wide)))
    return [
        Drawn(p.board, 1.0, True, p.readable, number, len(made)) for number, p in enumerate(made, start=1)
    ]  # fmt: skip


def _page_area(size: tuple[float, float]) -> PageArea:
    return PageArea(0.0, 0.0, size[0], size[1], size)


def _pages(document: Document, canvas: Canvas, lang: str, profile: LayoutProfile, area: PageArea) -> Iterator[Page]:
    variant = variant_of(canvas.type, canvas.variant)
    notes = notes_in(document, canvas, lang)
    zones = zones_in(document, canvas, lang, ghosts=False)
    layout = variant.layout if variant is not None else "zones"
    if layout == "tree":
        yield from pages.tree_pages(notes, zones, profile, area)
    elif layout == "grid":
        grid = _Grid(document, canvas, lang)
        yield from pages.grid_pages(grid.notes, grid.stages, grid.lanes, profile, area, grid.options)
    elif layout in {"blocks", "resources"}:
        yield from pages.block_pages(notes, zones, profile, area)
    else:
        yield from pages.zone_pages(notes, zones, profile, area)


class _Grid:
    """A journey for paper: the lane's label carries sign and word of its notes once, so each note needs no footer."""

    def __init__(self, document: Document, canvas: Canvas, lang: str) -> None:
        self.stages: list[StageIn] = stages_in(document, canvas)
        lanes = zones_in(document, canvas, lang, ghosts=False)
        self.lanes = [_signed(z) for z in lanes]
        self.notes = [_unsigned(n, lang) for n in notes_in(document, canvas, lang)]
        self.options = GridOptions(persona_in(canvas), translator(lang).gettext("Feelings"))

    def build(self, profile: LayoutProfile) -> Board:
        """The whole journey."""
        return layout_grid(self.notes, self.stages, self.lanes, profile, self.options)


def _signed(lane: ZoneIn) -> ZoneIn:
    sign = note_kind(lane.kind).sign if lane.kind else ""
    # A space that never breaks: the sign stays with its word.
    return replace(lane, title=f"{sign}\u00a0{lane.title}" if sign else lane.title)


def _unsigned(note: NoteIn, lang: str) -> NoteIn:
    """A note without the sign and word of its kind in the footer."""
    look = note_kind(note.kind)
    said = f"{look.sign} {translator(lang)(look.word)}"
    parts: Sequence[str] = [p for p in note.footer.split(" · ") if p != said]
    return replace(note, footer=" · ".join(parts))
