"""Paints composed pages with reportlab: one canvas, our faces only, page content written through `Ink`."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from koosloome_desktop.exports.canvas_painter import BoardPainter
from koosloome_desktop.exports.pdf_fonts import FontSet, face
from koosloome_desktop.exports.pdf_ink import Ink
from koosloome_desktop.exports.pdf_items import Box, Diamond, Drawing, Page, Rule, Text, Watermark
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


def paint(
    pages: Sequence[Page],
    *,
    title: str,
    lang: str,
    made: dt.datetime,
    painted: Callable[[int], None] | None = None,
    drawn: Callable[[TextLine], None] | None = None,
) -> bytes:
    """The file of these pages. `painted` is told each finished page's number, `drawn` every line of every board."""
    out = io.BytesIO()
    pdfmetrics.registerFont(face("regular").font)
    canvas = Canvas(
        out,
        pagesize=(pages[0].width, pages[0].height),
        initialFontName=face("regular").font.fontName,
        pageCompression=1,
        invariant=1,
        lang=lang,
        pdfVersion=(1, 5),
    )
    canvas._doc._timeStamp = _Made(made)
    canvas.setTitle(title)
    canvas.setCreator(CREATOR)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    fonts = FontSet(canvas._doc)
    painter = BoardPainter(drawn)
    marks = 0
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((page.width, page.height))
        _paint_page(Ink(canvas, fonts, page.height), page, painter)
        for mark in page.marks:
            canvas.bookmarkHorizontal(f"m{marks}", 0, page.height - mark.y)
            canvas.addOutlineEntry(mark.title, f"m{marks}", mark.level)
            marks += 1
        canvas.showPage()
        if painted is not None:
            painted(number)
    if marks:
        canvas.showOutline()
    canvas.save()
    return out.getvalue()


def _paint_page(ink: Ink, page: Page, painter: BoardPainter) -> None:
    for item in page.items:
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
    Text: _text, Box: _box, Rule: _rule, Diamond: _diamond, Drawing: _drawing, Watermark: _watermark,
}  # fmt: skip
