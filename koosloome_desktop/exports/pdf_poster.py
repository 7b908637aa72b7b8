"""Posters: a canvas on one large sheet of exact size, whole or cut into pieces for an office printer.

A poster is composed like a page of A3 and enlarged, so that its lines and letters grow with the sheet. It is painted
once and shown by every page that needs it: the pieces are the poster, not a second drawing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf import PdfJob
from koosloome_desktop.exports.pdf_canvas import PLAN, area_of, head
from koosloome_desktop.exports.pdf_drawing import poster_drawing
from koosloome_desktop.exports.pdf_frame import PAPERS, Book, Cancelled
from koosloome_desktop.exports.pdf_items import Drawing, Mark, Page, Stamp, Text, Watermark
from koosloome_desktop.exports.pdf_paint import Press
from koosloome_desktop.exports.pdf_photos import Photos
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_tiles import tile_pages, tiling
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.layout.wrap import elide
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

BASE: Final = "a3"
"""A poster is composed on a page of about this size."""

_PLAN_BASES: Final = (0.71, 0.78, 0.85, 0.92, 1.0, 1.15, 1.3, 1.5)
"""How much larger the base page is made for a plan: the first on which all of it stands, so that its letters are as
large as they can be. The first is a page of A4; a drawing fills any page.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in the base size, its title, and how much it is enlarged. What is no larger than a small sheet is never
    `cut`.
    """

    page: Page
    title: str
    scale: float
    cut: bool = True


def poster_bytes(document: Document, job: PdfJob, tile: str = "") -> bytes:
    """Posters of the job's canvases (those that show something), on the job's paper; `tile` cuts them up.

    Raises `Cancelled`.
    """
    words = Words(job.lang)
    sheets = [sheet for canvas in _chosen(document, job) for sheet in _sheets(document, canvas, words, job)]
    if not sheets:
        sheets = [_empty(document, words, job)]
    return bound(document, job, words, sheets, tile)


def bound(document: Document, job: PdfJob, words: Words, sheets: Sequence[Sheet], tile: str = "") -> bytes:
    """The file of some sheets, each whole or cut into pieces."""
    press = Press(words.lang, job.made, photos=Photos(document, job.photos))
    pages: list[Page] = []
    for number, sheet in enumerate(sheets, start=1):
        _asked(job)
        name = f"sheet{number}"
        width, height = sheet.page.width * sheet.scale, sheet.page.height * sheet.scale
        press.sheet(sheet.page, name)
        if tile and sheet.cut:
            pages += tile_pages(name, sheet.title, tiling(width, height, tile), sheet.scale, words)
            continue
        whole = Page(width, height, sheet.title, plain=True)
        whole.items.append(Stamp(name, 0.0, height, sheet.scale))
        whole.marks.append(Mark(0, sheet.title, 0.0))
        pages.append(whole)
        if job.progress is not None:
            job.progress(number, len(sheets))
    return press.bound(pages, words.title(document), lambda _number: _asked(job))


def _asked(job: PdfJob) -> None:
    if job.cancelled is not None and job.cancelled():
        raise Cancelled


def _chosen(document: Document, job: PdfJob) -> list[Canvas]:
    found = queries.canvases(document)
    return [c for c in found if job.canvases is None or c.id in job.canvases]


def based(paper: str) -> tuple[tuple[float, float], float]:
    """The base page (upright) of a paper in its exact proportions, and how much it is enlarged."""
    width, height = PAPERS[paper]
    scale = width / PAPERS[BASE][0]
    return (width / scale, height / scale), scale


def _sheets(document: Document, canvas: Canvas, words: Words, job: PdfJob) -> Iterator[Sheet]:
    size, scale = based(job.paper)
    title = ""
    for more in _PLAN_BASES if _is_plan(canvas) else (1.0,):
        book = Book(words.hyphens(document), BASE, cancelled=job.cancelled)
        book.size = (size[0] * more, size[1] * more)
        report = Report(document, words, book, photos=job.photos is not None)
        title = report.canvas_title(canvas)
        _composed(report, canvas, title)
        if len(book.pages) < 2:
            break
    for page in book.pages:
        _foot(document, words, page)
        yield Sheet(page, title, scale / more)


def _is_plan(canvas: Canvas) -> bool:
    return canvas.type == PLAN and canvas.raw is None


def _composed(report: Report, canvas: Canvas, title: str) -> None:
    if _is_plan(canvas):
        from koosloome_desktop.exports.pdf_plan import plan_poster

        plan_poster(report, canvas)
    else:
        _drawn(report, canvas, title)


def _drawn(report: Report, canvas: Canvas, title: str) -> None:
    """Head and drawing on one page; nothing when the canvas is empty."""
    book = report.book
    facts = CanvasFacts(report, canvas)
    area = area_of(report, facts, title)
    drawn = poster_drawing(report.document, canvas, report.words.lang, area, book.lang)
    if drawn is None:
        return
    book.start(title, wide=drawn.wide)
    head(report, facts, title)
    width, height = drawn.board.width * drawn.scale, drawn.board.height * drawn.scale
    x = book.left + max(book.width - width, 0.0) / 2
    book.put(Drawing(x, book.y + max(book.room - height, 0.0) / 2, drawn.board, drawn.scale))


def _foot(document: Document, words: Words, page: Page) -> None:
    """Which workshop a sheet on the wall is from."""
    dates = ", ".join(words.date(s.date) for s in queries.sessions(document) if s.date)
    told = joined([words.title(document), document.workshop.place, dates])
    side = 36.0
    page.items.append(
        Text(side, page.height - 14.0, elide(told, page.width - 2 * side, 9.5), 9.5, "regular", LIGHT.muted)
    )
    if document.workshop.sample:
        page.items.insert(0, Watermark(words.gettext(N_("SAMPLE"))))


def _empty(document: Document, words: Words, job: PdfJob) -> Sheet:
    """A sheet that says that there is nothing to show yet."""
    size, scale = based(job.paper)
    book = Book(words.hyphens(document), BASE)
    book.size = size
    book.start(words.title(document), plain=True)
    book.title(words.title(document))
    book.paragraph(words.gettext(N_("There is nothing on the canvases yet.")))
    return Sheet(book.page, words.title(document), scale)


__all__ = ["PdfJob", "Sheet", "based", "bound", "poster_bytes"]
