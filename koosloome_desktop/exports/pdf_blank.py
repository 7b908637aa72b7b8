"""Blank canvases to print and hang: the zones of a variant with titles and questions, and sheets of numbered notes.

A small code in the corner says which canvas it is and nothing else, so that a photo of the wall finds its canvas.
"""

from __future__ import annotations

from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.inputs import NEEDS, zones_in
from koosloome_desktop.canvases.stages import stages_in
from koosloome_desktop.exports.pdf import PdfJob
from koosloome_desktop.exports.pdf_blank_shapes import SHAPES, Blank, bands
from koosloome_desktop.exports.pdf_frame import MM, PAPERS, Book, Style
from koosloome_desktop.exports.pdf_items import Box, Code, Page, Rule, Text
from koosloome_desktop.exports.pdf_poster import Sheet, based, bound
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.layout.wrap import elide
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

NOTES: Final = 24
"""Numbered notes that are printed for a canvas."""
_COLUMNS: Final = 2
_ROWS: Final = 3
_NOTE: Final = 80 * MM
_CODE: Final = 24 * MM
_SIDE: Final = 36.0
_HEAD: Final = Style(24.0, "bold", leading=1.15)
_QUESTION: Final = Style(13.0, "semibold", LIGHT.accent_text, 1.25)


def blank_bytes(document: Document, job: PdfJob, tile: str = "") -> bytes:
    """Blank canvases on the job's paper, whole or cut into pieces, then A4 sheets of numbered notes for each."""
    words = Words(job.lang)
    return bound(document, job, words, blank_sheets(document, job, words), tile)


def blank_sheets(document: Document, job: PdfJob, words: Words) -> list[Sheet]:
    """The sheets of the job's canvases in order, each followed by its notes to cut out; a plan has none."""
    sheets: list[Sheet] = []
    for canvas in queries.canvases(document):
        if job.canvases is None or canvas.id in job.canvases:
            sheets.append(_sheet(document, canvas, words, job))
            if canvas.type != "action_plan":
                sheets += _note_sheets(document, canvas, words)
    return sheets


def _sheet(document: Document, canvas: Canvas, words: Words, job: PdfJob) -> Sheet:
    size, scale = based(job.paper)
    book = Book(words.hyphens(document), "a3")
    book.size = size
    report = Report(document, words, book)
    title = report.canvas_title(canvas)
    book.start(title, wide=True, plain=True)
    page = book.page
    code_x = page.width - _SIDE - _CODE
    room = code_x - _SIDE - 20.0
    book.y = _SIDE - 6.0
    book.y = book.set(book.broken(title, _HEAD, room)[:2], _HEAD, _SIDE, book.y)
    question = canvas.focus_question or words.gettext(N_("Focus question: ______________________________"))
    book.y = book.set(book.broken(question, _QUESTION, room)[:2], _QUESTION, _SIDE, book.y + 2.0)
    book.put(Code(code_x, _SIDE - 12.0, _CODE, code_of(canvas)))
    _foot(book, document, words)
    top = max(book.y + 10.0, _SIDE - 12.0 + _CODE + 4.0)
    area = (_SIDE, top, page.width - 2 * _SIDE, page.height - 26.0 - top)
    variant = variant_of(canvas.type, canvas.variant)
    zones = zones_in(document, canvas, words.lang, ghosts=False) if variant is not None else []
    stages = stages_in(document, canvas, words.lang, asks=False) if variant is not None else []
    names = [s.title for s in stages]
    if not names and variant is not None:
        names = [s.title.get(words.lang) for s in variant.stages]
    needs = next((z for z in zones if z.code == NEEDS), None)
    blank = Blank(book, words, canvas, [z for z in zones if z is not needs], needs, names)
    SHAPES.get(variant.layout if variant is not None else "", bands)(blank, area)
    return Sheet(page, title, scale)


def code_of(canvas: Canvas) -> str:
    """What the code in the corner says: the program, the canvas's code and kind; nothing of what people wrote."""
    return f"koosloome:{canvas.code}:{canvas.type}:{canvas.variant}"


def _foot(book: Book, document: Document, words: Words) -> None:
    told = words.title(document)
    y = book.page.height - 13.0
    book.put(Text(_SIDE, y, elide(told, book.page.width - 2 * _SIDE, 9.0), 9.0, "regular", LIGHT.muted))


def _note_sheets(document: Document, canvas: Canvas, words: Words) -> list[Sheet]:
    """A4 pages with numbered notes to cut out and stick on."""
    title = Report(document, words, Book(words.lang)).canvas_title(canvas)
    return [
        Sheet(_note_page(title, words, first), f"{title} {first}–{first + _COLUMNS * _ROWS - 1}", 1.0, cut=False)
        for first in range(1, NOTES + 1, _COLUMNS * _ROWS)
    ]


def _note_page(title: str, words: Words, first: int) -> Page:
    width, height = PAPERS["a4"]
    page = Page(width, height, title, plain=True)
    left, top = (width - _COLUMNS * _NOTE) / 2, (height - _ROWS * _NOTE) / 2
    page.items.append(Text(left, top - 9.0, elide(title, _COLUMNS * _NOTE, 9.0), 9.0, "regular", LIGHT.muted))
    told = elide(title, _NOTE - 58.0, 8.6)  # cut apart, each still says where it belongs
    for index in range(_COLUMNS * _ROWS):
        x, y = left + index % _COLUMNS * _NOTE, top + index // _COLUMNS * _NOTE
        page.items.append(Box(x, y, _NOTE, _NOTE, "", LIGHT.link, 0.0, 0.6))
        page.items.append(Box(x, y, 5.0, _NOTE, LIGHT.rail))
        page.items.append(Text(x + 14.0, y + 24.0, str(first + index), 17.0, "bold", LIGHT.ink))
        page.items.append(Text(x + 46.0, y + 22.0, told, 8.6, "regular", LIGHT.muted))
        foot = y + _NOTE - 12.0
        label = words.gettext(N_("Zone, group:"))
        page.items.append(Text(x + 14.0, foot, label, 8.2, "regular", LIGHT.muted))
        page.items.append(Rule(x + 90.0, foot + 2.0, x + _NOTE - 12.0, foot + 2.0, LIGHT.link, 0.5))
    return page
