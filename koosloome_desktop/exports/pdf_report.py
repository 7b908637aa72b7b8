"""What the parts of a report share: the document, the words, the book being written, what was noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from koosloome_desktop.exports.pdf_frame import Book, go_on, place
from koosloome_desktop.exports.pdf_items import Rule
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.palette import LIGHT

BETWEEN: Final = 24.0
"""Air (points) between the end of a section and the next one on the same page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: title, page number in the body (from 1), the place a click leads to."""

    title: str
    page: int
    place: str = ""


@dataclass
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
    coming: Canvas | None = None
    """The canvas that follows the one being written."""
    photos: bool = False
    whole: bool = False
    """Whether how the workshop went follows, which ends with the next meeting and the signatures."""
    today: str = ""
    """The day on which the report is made (ISO), "" when it does not matter."""
    columns: str = ""
    """The column set of plans, "" for the report's own."""
    _votes: dict[str, dict[str, int]] = field(default_factory=dict)

    def section(self, title: str, *, wide: bool = False, below: bool = False) -> None:
        """A new section on a new page, or `below` what stands on this one; listed in the contents."""
        if below:
            self.book.gap(BETWEEN)
            self.book.put(Rule(self.book.left, self.book.y, self.book.left + self.book.width, self.book.y, LIGHT.link))
            self.book.y += BETWEEN / 2
            go_on(self.book, title)
        else:
            self.book.start(title, wide=wide)
        name = f"section-{len(self.entries) + 1}"
        place(self.book, name)
        self.entries.append(Entry(title, len(self.book.pages), name))

    @cached_property
    def actions_of(self) -> dict[str, list[Action]]:
        """Note id → the actions of the plans that come from it."""
        found: dict[str, list[Action]] = {}
        for action in self.document.of(Action):
            for source in action.sources:
                found.setdefault(source, []).append(action)
        return found

    def votes_of(self, canvas: str) -> dict[str, int]:
        """Note id → dots on a canvas, counted once."""
        if canvas not in self._votes:
            self._votes[canvas] = queries.votes(self.document, canvas)
        return self._votes[canvas]

    def canvas_title(self, canvas: Canvas) -> str:
        """The title of a canvas; those of one title are told apart by their code."""
        title = self.words.canvas(canvas)
        same = [c for c in self.document.within(Canvas, "") if self.words.canvas(c) == title]
        return f"{title} ({canvas.code})" if len(same) > 1 and canvas.code else title


def place_of(record: str) -> str:
    """The name of the place where a note or an action stands in the lists of a report."""
    return f"record-{record}"
