"""What the parts of a report share: the document, the words, the book being written, what was noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from koosloome_desktop.exports.pdf_frame import Book
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: title and page number in the body (from 1)."""

    title: str
    page: int


@dataclass(slots=True)
class Report:
    """One report in the making. `names` prints people's names where they are stored; `photos`: pictures
    can be had, so that a canvas shows its photos large.
    """

    document: Document
    words: Words
    book: Book
    names: bool = False
    entries: list[Entry] = field(default_factory=list)
    step: Callable[[], None] = lambda: None
    """Called after each canvas and section, for the progress bar."""
    photos: bool = False

    def section(self, title: str, *, wide: bool = False) -> None:
        """A new section on a new page, listed in the contents."""
        self.book.start(title, wide=wide)
        self.entries.append(Entry(title, len(self.book.pages)))

    def canvas_title(self, canvas: Canvas) -> str:
        """The title of a canvas; those of one title are told apart by their code."""
        title = self.words.canvas(canvas)
        same = [c for c in self.document.within(Canvas, "") if self.words.canvas(c) == title]
        return f"{title} ({canvas.code})" if len(same) > 1 and canvas.code else title
