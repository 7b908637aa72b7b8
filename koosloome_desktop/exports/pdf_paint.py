"""Paints composed pages with reportlab: one canvas, our faces only, page content written through `Ink`."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from koosloome_desktop.exports.canvas_painter import BoardPainter
from koosloome_desktop.exports.pdf_code import path_of
from koosloome_desktop.exports.pdf_fonts import FontSet, face
from koosloome_desktop.exports.pdf_ink import Ink
from koosloome_desktop.exports.pdf_items import (
    Box,
    Code,
    Diamond,
    Drawing,
    Item,
    Page,
    Picture,
    Rule,
    Stamp,
    Text,
    Watermark,
)
from koosloome_desktop.exports.pdf_photos import Photos
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.primitives import TextLine

CREATOR: Final = "Koosloome Desktop"
_WATERMARK: Final = "#F7F5F0"


class _Made:
    """The instant of making, in the shape reportlab's time stamp has (always UTC)."""

    def __init__(self, made: dt.datetime) -> None:
        utc = made.astimezone(dt.UTC)
        self.t = utc.timestamp()
        self.lt = utc.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


class Press:
    """One PDF in the making. Pages are painted as they are finished, and bound in order when all are known."""

    def __init__(
        self,
        lang: str,
        made: dt.datetime,
        drawn: Callable[[TextLine], None] | None = None,
        photos: Photos | None = None,
    ) -> None:
        """`drawn` sees every line of every board, for tests."""
        self._out = io.BytesIO()
        pdfmetrics.registerFont(face("regular").font)
        self._canvas = Canvas(
            self._out,
            initialFontName=face("regular").font.fontName,
            pageCompression=1,
            invariant=1,
            lang=lang,
            pdfVersion=(1, 5),
        )
        self._canvas._doc._timeStamp = _Made(made)
        self._fonts = FontSet(self._canvas._doc)
        self._painter = BoardPainter(drawn, photos)

    def take(self, page: Page) -> None:
        """Paint what stands on a page and let go of it. Head, foot and watermark may still be added."""
        canvas = self._canvas
        _paint_items(Ink(canvas, self._fonts, page.height), page, page.items, self._painter)
        page.content = self._packed()
        page.forms = tuple(canvas._formsinuse)
        page.items = []
        canvas._formsinuse.clear()

    def _packed(self) -> bytes:
        """What the canvas was given to draw, packed piece by piece: no page is ever kept at its full length."""
        code = self._canvas._code
        packer = zlib.compressobj()
        packed = [packer.compress(f"{piece}\n".encode()) for piece in code]
        code.clear()
        return b"".join((*packed, packer.flush()))

    def sheet(self, page: Page, name: str) -> None:
        """Paint a page once as a sheet called `name`, for `Stamp`s on other pages."""
        canvas = self._canvas
        canvas.beginForm(name, 0, 0, page.width, page.height)
        _paint_items(Ink(canvas, self._fonts, page.height), page, page.items, self._painter)
        canvas.endForm()
        page.items = []

    def bound(self, pages: Sequence[Page], title: str, painted: Callable[[int], None] | None = None) -> bytes:
        """The file of these pages; `painted` is told each page's number as it is bound."""
        canvas = self._canvas
        canvas.setTitle(title)
        canvas.setCreator(CREATOR)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        marks = 0
        known = {name for page in pages for name, _ in page.places}
        for number, page in enumerate(pages, start=1):
            canvas.setPageSize((page.width, page.height))
            packed = self._bind(page)
            self._tie(page, known)
            for mark in page.marks:
                canvas.bookmarkHorizontal(f"m{marks}", 0, page.height - mark.y)
                canvas.addOutlineEntry(mark.title, f"m{marks}", mark.level)
                marks += 1
            canvas.showPage()
            self._prepend(packed)
            if painted is not None:
                painted(number)
        if marks:
            canvas.showOutline()
        canvas.save()
        return self._out.getvalue()

    def _bind(self, page: Page) -> list[bytes]:
        """What came later on the canvas's present page; gives what lies below it: watermark and what was painted."""
        canvas = self._canvas
        ink = Ink(canvas, self._fonts, page.height)
        below = []
        behind = [i for i in page.items if isinstance(i, Watermark)]
        if behind:
            _paint_items(ink, page, behind, self._painter)
            below.append(self._packed())
            ink.forget()
        if page.content:
            below.append(page.content)
            canvas._formsinuse.extend(page.forms)
            page.content = b""
        _paint_items(ink, page, [i for i in page.items if not isinstance(i, Watermark)], self._painter)
        return below

    def _prepend(self, below: Sequence[bytes]) -> None:
        """Make what was packed the first part of what the page that was just shown draws, as it is."""
        document = self._canvas._doc
        page = document.Pages.pages[-1]
        own = PDFStream(content=page.stream, filters=[PDFZCompress])
        parts = [PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), data) for data in below]
        page.Contents = PDFArray([document.Reference(part) for part in (*parts, own)])

    def _tie(self, page: Page, known: set[str]) -> None:
        """The places and links of a page; a link to a place that the file does not have is left out."""
        canvas, height = self._canvas, page.height
        for name, y in page.places:
            canvas.bookmarkHorizontal(name, 0, height - y)
        for link in page.links:
            if link.target in known:
                corners = (link.x, height - link.y - link.h, link.x + link.w, height - link.y)
                canvas.linkAbsolute("", link.target, corners, Border="[0 0 0]")


def paint(
    pages: Sequence[Page],
    *,
    title: str,
    lang: str,
    made: dt.datetime,
    drawn: Callable[[TextLine], None] | None = None,
) -> bytes:
    """The file of composed pages; `drawn` sees every line of every board."""
    return Press(lang, made, drawn).bound(pages, title)


def _paint_items(ink: Ink, page: Page, items: Sequence[Item], painter: BoardPainter) -> None:
    for item in items:
        _PAINTERS[type(item)](ink, item, page, painter)


def _text(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    ink.text(*item)


def _box(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    ink.box(item.x, item.y, item.w, item.h, fill=item.fill, edge=item.edge, radius=item.radius, line=item.line)


def _rule(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    ink.rule(item.x1, item.y1, item.x2, item.y2, item.colour, item.line, item.dash)


def _diamond(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    x, y, r = item.x, item.y, item.r
    ink.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], fill=item.fill, edge=item.edge, line=0.8)


def _drawing(ink: Ink, item: Any, _page: Page, painter: BoardPainter) -> None:
    painter.paint(ink, item.board, item.x, item.y, item.scale)


def _photo(ink: Ink, item: Any, _page: Page, painter: BoardPainter) -> None:
    painter.photo(ink, item.asset, (item.x, item.y, item.w, item.h), 1.0, fill=False)


def _code(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    ink.fill("#000000")
    ink.out.append(path_of(item.text, item.x, ink.height - item.y, item.size))


def _stamp(ink: Ink, item: Any, _page: Page, _painter: BoardPainter) -> None:
    ink.stamp(item)


def _watermark(ink: Ink, item: Any, page: Page, _painter: BoardPainter) -> None:
    """A word from corner to corner, so pale that what stands on it stays readable."""
    size = min(page.width, page.height) * 0.62 / max(measure(item.text, 1.0, "bold"), 1.0)
    ink.fill(_WATERMARK)
    run = ink.fonts.runs(item.text, "bold")[0]
    x = page.width / 2 - measure(item.text, size, "bold") * 0.3536
    y = page.height / 2 - measure(item.text, size, "bold") * 0.3536 - size * 0.1
    ink.out.append(
        f"BT {run.font} {size:.1f} Tf .70711 .70711 -.70711 .70711 {x + size * 0.2:.1f} {y:.1f} Tm {run.literal} Tj ET"
    )


_PAINTERS: Final[dict[type, Callable[[Ink, Any, Page, BoardPainter], None]]] = {
    Text: _text, Box: _box, Rule: _rule, Diamond: _diamond, Drawing: _drawing, Picture: _photo,
    Code: _code, Stamp: _stamp, Watermark: _watermark,
}  # fmt: skip
