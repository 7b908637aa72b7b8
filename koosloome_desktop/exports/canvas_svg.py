"""A canvas as SVG: texts as texts, no scripts, no links, nothing loaded from elsewhere; photos inside as pixels only.

The typeface is named and not embedded (its licence reserves its name for whole files): every line carries its measured
length, so that a replacement is set to the same width and no text leaves its note.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from koosloome_desktop.exports.canvas_painter import BAR, CORNER, BoardPainter, mixed, role_colour
from koosloome_desktop.exports.canvas_picture import picture_of
from koosloome_desktop.exports.pdf_ink import Ink
from koosloome_desktop.exports.pdf_photos import smaller
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import NoteBox, Point, Weight
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Asset, Canvas
from koosloome_desktop.support.palette import note_kind

_FAMILY: Final = "'Source Sans 3','Source Sans Pro','Noto Sans','Open Sans',Arial,sans-serif"
_WEIGHTS: Final = {"regular": "400", "semibold": "600", "bold": "700", "italic": "400"}
_PHOTO_SIDE: Final = 1280
_SHORT: Final = 2
"""Texts of so few letters are signs and numbers: they are not stretched."""

Fetch = Callable[[str], bytes | None]


class SvgInk(Ink):
    """Draws what painters draw, as SVG elements."""

    def __init__(self) -> None:
        self.out: list[str] = []

    def push(self, x: float, y: float, scale: float) -> None:
        """A group with its own origin and units."""
        self.out.append(f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:g})">')

    def pop(self) -> None:
        """The end of a group."""
        self.out.append("</g>")

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: str = "", edge: str = "", radius: float = 0.0,
        line: float = 0.6,
    ) -> None:  # fmt: skip
        """A rectangle, rounded when `radius` > 0."""
        r = min(radius, w / 2, h / 2)
        shape = f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}"'
        corner = f' rx="{r:.2f}"' if r > 0 else ""
        self.out.append(f"{shape}{corner}{_look(fill, edge, line)}/>")

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, line: float,
        dash: tuple[float, float] = (0.0, 0.0),
    ) -> None:  # fmt: skip
        """A straight line."""
        ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        self.out.append(f"<line {ends}{_look('', colour, line, dash)}/>")

    def polygon(self, corners: Sequence[Point], *, fill: str = "", edge: str = "", line: float = 0.6) -> None:
        """A closed shape through `corners`."""
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        self.out.append(f'<polygon points="{points}"{_look(fill, edge, line)}/>')

    def curve(self, points: Sequence[Point], colour: str, line: float, dash: tuple[float, float] = (0.0, 0.0)) -> None:
        """A chain of cubics."""
        self.out.append(f'<path d="{_chain(points)}"{_look("", colour, line, dash)}/>')

    def shape(self, points: Sequence[Point], *, fill: str = "", edge: str = "", line: float = 0.6) -> None:
        """A closed chain of cubics."""
        self.out.append(f'<path d="{_chain(points)} Z"{_look(fill, edge, line)}/>')

    def text(
        self, x: float, y: float, text: str, size: float, weight: Weight, colour: str, spacing: float = 0.0
    ) -> None:
        """One line with its baseline at (x, y), as long as it was measured."""
        if not text or text.isspace():
            return
        length = measure(text, size, weight) + spacing * max(len(text) - 1, 0)
        held = f' textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"' if len(text) > _SHORT else ""
        italic = ' font-style="italic"' if weight == "italic" else ""
        look = f'font-size="{size:g}" font-weight="{_WEIGHTS[weight]}"{italic} fill="{colour}"'
        self.out.append(f'<text x="{x:.2f}" y="{y:.2f}" {look}{held}>{escape(text)}</text>')

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float, weight: Weight, colour: str, leading: float
    ) -> None:
        """Several lines below each other."""
        for index, text in enumerate(lines):
            self.text(x, y + index * leading, text, size, weight, colour)

    def image(self, data: bytes, area: Sequence[float], *, fill: bool) -> None:
        """A JPEG in an area: cut at its longer side when it is to fill it, else whole."""
        x, y, w, h = area
        code = base64.b64encode(data).decode("ascii")
        place = f'x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}"'
        fit = "xMidYMid slice" if fill else "xMidYMid meet"
        self.out.append(f'<image {place} preserveAspectRatio="{fit}" href="data:image/jpeg;base64,{code}"/>')


class SvgPainter(BoardPainter):
    """Paints boards into an `SvgInk`; photos come from `fetch` by their SHA-256."""

    def __init__(self, document: Document, fetch: Fetch | None) -> None:
        super().__init__()
        self._document, self._fetch = document, fetch

    def photo(self, ink: Ink, asset: str, area: tuple[float, ...], scale: float, *, fill: bool) -> None:  # noqa: ARG002
        """A picture inside the file, or a pale field where there is none."""
        found = self._document.find(asset) if asset else None
        data = self._fetch(found.sha256) if isinstance(found, Asset) and self._fetch is not None else None
        small = smaller(data, found.media_type, _PHOTO_SIDE) if data is not None and isinstance(found, Asset) else None
        if small is None or not isinstance(ink, SvgInk):
            ink.box(*area, fill="#E6E4DE")
            return
        ink.image(small, area, fill=fill)

    def _body(self, ink: Ink, note: NoteBox) -> None:
        """Paper and bar of a note."""
        if not isinstance(ink, SvgInk):
            raise TypeError("an SVG is painted with an SvgInk")
        look, k = note_kind(note.kind), note.scale
        corner = CORNER * k
        edge = look.bar if note.kind == "need" or look.tint == "#FFFFFF" else mixed(look.bar, 0.45)
        unmatched = note.state == "unmatched"
        ink.box(note.x, note.y, note.w, note.h, fill=look.tint, radius=corner)
        ink.out.append(f'<path d="{_bar(note.x, note.y, BAR * k, note.h, corner)}" fill="{look.bar}"/>')
        style = _look("", edge, (1.1 if unmatched else 0.6) * k, (4.0, 2.5) if unmatched else (0.0, 0.0))
        if note.emphasis:
            style = _look("", look.bar, 1.4 * k)
        place = f'x="{note.x:.2f}" y="{note.y:.2f}" width="{note.w:.2f}" height="{note.h:.2f}" rx="{corner:.2f}"'
        ink.out.append(f"<rect {place}{style}/>")


def svg_text(
    document: Document, canvas: Canvas, lang: str, *, transparent: bool = False, fetch: Fetch | None = None
) -> str:
    """The whole file."""
    words = Words(lang)
    picture = picture_of(document, canvas, words)
    ink = SvgInk()
    if not transparent:
        ink.box(0.0, 0.0, picture.width, picture.height, fill="#FFFFFF")
    for line in picture.heads:
        ink.text(line.x, line.y, line.text, line.size, line.weight, role_colour(line.role))
    SvgPainter(document, fetch).paint(ink, picture.board, picture.x, picture.y, 1.0)
    width, height = picture.width, picture.height
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.2f} {height:.2f}"'
    content = document.workshop.language or words.lang
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang={quoteattr(content)} xml:space="preserve" role="img" '
        f'font-family="{_FAMILY}" font-kerning="none" font-variant-ligatures="none">'
    )
    told = f"<title>{escape(picture.title)}</title><desc>{escape(picture.about)}</desc>"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, told, *ink.out, "</svg>", ""])


def _look(fill: str, edge: str, line: float, dash: tuple[float, float] = (0.0, 0.0)) -> str:
    """Fill and stroke as attributes."""
    parts = [f' fill="{fill or "none"}"']
    if edge:
        parts.append(f' stroke="{edge}" stroke-width="{line:.2f}"')
        if dash[0]:
            parts.append(f' stroke-dasharray="{dash[0]:g} {dash[1]:g}"')
    return "".join(parts)


def _bar(x: float, y: float, w: float, h: float, corner: float) -> str:
    """The path of a bar whose left corners are those of its note: not every program cuts by a clip path."""
    arc = f"A{corner:.2f} {corner:.2f} 0 0 1"
    return (
        f"M{x + corner:.2f} {y:.2f} H{x + w:.2f} V{y + h:.2f} H{x + corner:.2f} "
        f"{arc} {x:.2f} {y + h - corner:.2f} V{y + corner:.2f} {arc} {x + corner:.2f} {y:.2f} Z"
    )


def _chain(points: Sequence[Point]) -> str:
    spots = [f"{x:.2f} {y:.2f}" for x, y in points]
    pieces = ("C" + " ".join(spots[i : i + 3]) for i in range(1, len(spots) - 2, 3))
    return f"M{spots[0]} {' '.join(pieces)}"
