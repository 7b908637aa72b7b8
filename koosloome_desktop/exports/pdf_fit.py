"""No last page with a few lines on it: they come onto the page before with a little less air between rows, or take
some of that page's lists along.

What is written is tried on pages that are thrown away. Only air and the turn of a page change: columns are as wide and
lines break as they would otherwise, and drawings are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from koosloome_desktop.exports.pdf_frame import Book, begun_like
from koosloome_desktop.exports.pdf_report import Report

AIRS: Final = (0.75, 0.52)
"""Shares of the usual air that are tried, the most first; less than the last makes rows run into each other."""
THIN: Final = 1 / 3
"""A page filled less than this is thin."""
_EVEN: Final = 0.4
"""How full a last page is at least when lists were handed on to it."""
KEPT: Final = 0.42
"""How full the page before stays at least when it hands lists on."""
_CUTS: Final = (0.85, 0.75, 0.65, 0.55)
"""Shares of the page before that are tried where handing on whole lists does not do."""

Write = Callable[[Report], object]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to write: the air between rows, and the page (counted from the present one) that ends at a height."""

    air: float = 1.0
    page: int = -1
    end: float = 0.0

    def take(self, book: Book, first: int) -> None:
        """Let a book be written in this way; `first` is the place of its present page."""
        book.air = self.air
        book.ends = {first + self.page: self.end} if self.page >= 0 else {}


def fitted(report: Report, write: Write, *, shared: Callable[[Report], bool] | None = None) -> None:
    """Write without a thin last page. `shared` tells whether something else will begin on that page, so that it is
    none; it is asked with the page as it would be.
    """
    book = report.book
    if not book.paged:
        write(report)
        return
    _best(report, write, shared).take(book, len(book.pages) - 1)
    try:
        write(report)
    finally:
        book.air, book.ends = 1.0, {}


def _best(report: Report, write: Write, shared: Callable[[Report], bool] | None) -> _Way:
    """The usual way where its last page is not thin or nothing helps."""
    usual = _tried(report, write, _Way())
    pages = len(usual.pages)
    if pages == 1 or _filled(usual) >= THIN:
        return _Way()
    saved = (way for way in map(_Way, AIRS) if len(_tried(report, write, way).pages) < pages)
    found = next(saved, None)
    if found is None and not (shared is not None and shared(replace(report, book=usual))):
        found = next((way for way in _handing_on(usual) if _even(_tried(report, write, way), pages)), None)
    return found or _Way()


def _handing_on(usual: Book) -> Iterator[_Way]:
    """The page before ends above one of its headings, the last first; or somewhere, so that rows go on."""
    before = len(usual.pages) - 2
    page = usual.pages[before]
    if (page.width, page.height) != (usual.page.width, usual.page.height):
        return
    least = usual.top + KEPT * usual.whole
    for place, y in reversed(usual.headings):
        if place == before and y >= least:
            yield _Way(page=before, end=y - 1.0)
    for cut in _CUTS:
        yield _Way(page=before, end=usual.top + cut * usual.whole)


def _even(book: Book, pages: int) -> bool:
    """Whether it takes no more pages, and the last is no longer thin."""
    return len(book.pages) == pages and _filled(book) >= _EVEN


def _filled(book: Book) -> float:
    """How full the last page of a book is."""
    return (book.y - book.top) / book.whole


def _tried(report: Report, write: Write, way: _Way) -> Book:
    """The book that this makes from the cursor on; its first page stands for the present one."""
    probe = begun_like(report.book)
    way.take(probe, 0)
    write(replace(report, book=probe, entries=list(report.entries), step=lambda: None))
    return probe
