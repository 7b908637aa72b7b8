"""The PDF report: composes all pages, then paints them with reportlab into bytes.

Nothing of a document is changed. The same document at the same instant gives the same bytes. The PDF is not tagged:
language, title and outline are set, and the program says so where it matters (quality, section 7).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_canvas import PLAN, canvas_section
from koosloome_desktop.exports.pdf_frame import Book, Cancelled, Frame, finish
from koosloome_desktop.exports.pdf_items import Page
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import iterations, queries

WORK: Final = 1000
"""What `progress` counts to: first pages are composed, from `COMPOSED` on they are painted."""
COMPOSED: Final = 600
_MANY_DAYS: Final = 4
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfJob:
    """What to make. `canvases` (ids) None = all; `whole` adds the cover and how the workshop went.

    `made` is the instant written into the file; `progress(done, WORK)` is told after each canvas and page;
    `cancelled()` is asked at each page. `what` is report (canvases, with the cover when `whole`), agenda (`audience`
    facilitator or participants), guide or review. `columns` is a column set of plans (`plan_columns.SETS`). `photos`
    gives the bytes of a picture by its SHA-256; without it their places stay pale.
    """

    lang: str
    made: dt.datetime
    paper: str = "a4"
    names: bool = False
    whole: bool = True
    canvases: tuple[str, ...] | None = None
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    photos: Callable[[str], bytes | None] | None = None
    what: str = "report"
    audience: str = ""
    columns: str = ""


def pdf_bytes(document: Document, job: PdfJob) -> bytes:
    """The finished file. Raises `Cancelled` when asked to stop."""
    from koosloome_desktop.exports.pdf_paint import Press
    from koosloome_desktop.exports.pdf_photos import Photos

    words = Words(job.lang)
    press = Press(words.lang, job.made, photos=Photos(document, job.photos))
    pages = compose(document, job, words, press.take)

    def painted(number: int) -> None:
        if job.cancelled is not None and job.cancelled():
            raise Cancelled
        if job.progress is not None:
            job.progress(COMPOSED + (WORK - COMPOSED) * number // len(pages), WORK)

    return press.bound(pages, words.title(document), painted)


def compose(document: Document, job: PdfJob, words: Words, done: Callable[[Page], None] | None = None) -> list[Page]:
    """All pages with what stands on them, in order; `done` is told each page that is complete but for head and foot."""
    body = Book(words.hyphens(document), job.paper, cancelled=job.cancelled, done=done)
    report = Report(document, words, body, job.names, photos=job.photos is not None, columns=job.columns)
    report.whole, report.today = job.whole, job.made.date().isoformat()
    if job.what in _OTHERS:
        _OTHERS[job.what](report, job)
        body.close()
        finish(body.pages, _frame(document, words))
        return body.pages
    chosen = _chosen(document, job)
    for number, canvas in enumerate(chosen, start=1):
        report.coming = next(iter(chosen[number:]), None)
        _section(report, canvas)
        if job.progress is not None:
            job.progress(COMPOSED * number // (len(chosen) + 1), WORK)
    if job.whole:
        from koosloome_desktop.exports.pdf_session import session_section

        session_section(report)
    body.close()
    pages = [*_cover(report, job), *body.pages] if job.whole or not body.pages else body.pages
    finish(pages, _frame(document, words))
    return pages


def _agenda(report: Report, job: PdfJob) -> None:
    from koosloome_desktop.exports.pdf_agenda import FACILITATOR, agenda_section

    agenda_section(report, job.audience or FACILITATOR)


def _guide(report: Report, _job: PdfJob) -> None:
    from koosloome_desktop.exports.pdf_guide import guide_section

    guide_section(report)


def _review(report: Report, job: PdfJob) -> None:
    from koosloome_desktop.exports.pdf_review import review_section

    for canvas in _chosen(report.document, job):
        if canvas.type == PLAN and canvas.raw is None:
            review_section(report, canvas, job.made.date())


_OTHERS: Final[dict[str, Callable[[Report, PdfJob], None]]] = {"agenda": _agenda, "guide": _guide, "review": _review}
"""Documents without cover and canvases."""


def _section(report: Report, canvas: Canvas) -> None:
    """The pages of one canvas; what only plans need is loaded for plans only."""
    if canvas.type != PLAN or canvas.raw is not None:
        canvas_section(report, canvas)
        return
    from koosloome_desktop.exports.pdf_plan import plan_section

    plan_section(report, canvas)


def _chosen(document: Document, job: PdfJob) -> Sequence[Canvas]:
    if job.canvases is None:
        return iterations.current(document)
    return [c for c in queries.canvases(document) if c.id in job.canvases]


def _cover(report: Report, job: PdfJob) -> list[Page]:
    """The cover, set again when it took more pages than its own table of contents thought."""
    from koosloome_desktop.exports.pdf_cover import cover

    count = 1
    for _attempt in range(3):
        book = Book(report.book.lang, job.paper, cancelled=job.cancelled)
        front = Report(report.document, report.words, book, report.names, report.entries)
        cover(front, count)
        if len(book.pages) == count:
            break
        count = len(book.pages)
    return book.pages


def _frame(document: Document, words: Words) -> Frame:
    workshop = document.workshop
    dates = [words.date(s.date) for s in queries.sessions(document) if s.date]
    span = ", ".join(dates) if len(dates) < _MANY_DAYS else f"{dates[0]} … {dates[-1]}"
    title = words.title(document)
    head = joined([str(workshop.municipality.get("name") or ""), workshop.place])

    def numbered(number: int, total: int) -> str:
        return words.gettext("p. {page} / {pages}").format(page=number, pages=total)

    mark = words.gettext("SAMPLE") if workshop.sample else ""
    return Frame(head, joined([title, span]), numbered, mark)


__all__ = ["Cancelled", "PdfJob", "compose", "pdf_bytes"]
