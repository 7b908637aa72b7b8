"""The section of one canvas: title, facts, drawing with its legend, then everything on it as lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from koosloome_desktop.canvases import variant_of
from koosloome_desktop.canvases.badges import legend
from koosloome_desktop.canvases.journey import lines_in
from koosloome_desktop.exports.canvas_facts import CanvasFacts
from koosloome_desktop.exports.pdf_drawing import Area, Drawn, drawings, short_drawing
from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_frame import FACT, Book, Style, ask, begun_like
from koosloome_desktop.exports.pdf_items import Box, Drawing, Text
from koosloome_desktop.exports.pdf_lists import (
    cluster_list,
    need_list,
    note_list,
    part_lists,
    question_list,
    relation_list,
)
from koosloome_desktop.exports.pdf_photo_list import photo_list
from koosloome_desktop.exports.pdf_problem import problem_lists
from koosloome_desktop.exports.pdf_report import BETWEEN, Report
from koosloome_desktop.exports.pdf_resources import resource_parts
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.model.records import Ballot, Canvas, Tally
from koosloome_desktop.operations import flipping
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT, NOTE_KINDS, note_kind

LEGEND: Final = Style(8.2, "regular", LIGHT.ink, 1.2)
_QUESTION: Final = Style(11.0, "semibold", LIGHT.accent_text, 1.3)
_LEGEND_GAP: Final = 9.0
_LEGEND_LINE: Final = 11.0
TRIED: Final = 200
"""Notes up to which the lists of a canvas, and rows up to which a plan, are tried before they are written."""
PLAN: Final = "action_plan"
_SHORT: Final = 16
_LEAST_ROOM: Final = 0.5
EMPTY_ROOM: Final = 0.25
"""Notes up to which a canvas may begin on the page of the one before, and how much of that page must be free: for one
with notes, and for an empty one."""
_LISTED: Final = 0.45
_LEAST_LISTED: Final = 120.0
"""How much of a page the lists of a short canvas may take to stand below its drawing (a share), and how much they are
given at least (points): headings want room for what follows them.
"""
_LINE: Final = "line:"
_PIECES: Final = {
    "interaction": ((0.0, 13.0),),
    "visibility": ((0.0, 5.5), (7.5, 5.5)),
    "internal": ((0.0, 1.6), (3.8, 1.6), (7.6, 1.6), (11.4, 1.6)),
}
"""Where the pieces of a line between lanes stand in its sample (points), as it is drawn: whole, dashed, dotted."""


def canvas_section(report: Report, canvas: Canvas) -> None:
    """A canvas of a known kind other than a plan, or of a kind nobody knows."""
    words = report.words
    title = report.canvas_title(canvas)
    if canvas.raw is not None or variant_of(canvas.type, canvas.variant) is None:
        report.section(title)
        report.book.title(title, joined([canvas.type, canvas.variant]))
        told = N_("This program does not know this kind of canvas; here are all its texts.")
        report.book.paragraph(words.gettext(told), FACT)
        report.book.gap(8.0)
        from koosloome_desktop.exports.pdf_raw import raw_list

        raw_list(report, canvas)
        return
    facts = CanvasFacts(report, canvas)
    _pictures(report, facts, title)
    if len(facts.notes) > TRIED:
        canvas_lists(report, facts)
    else:
        fitted(report, lambda made: canvas_lists(made, CanvasFacts(made, canvas)), shared=_shared)


def canvas_lists(report: Report, facts: CanvasFacts) -> None:
    """Everything on a canvas as lists."""
    problem_lists(facts)
    note_list(facts)
    cluster_list(facts)
    if report.document.within(Ballot, facts.canvas.id):
        from koosloome_desktop.exports.pdf_chain import vote_list

        vote_list(facts)
    question_list(facts)
    need_list(facts)
    relation_list(facts)
    persona = ("persona",) if facts.journey and facts.notes else ()
    part_lists(facts, told=(*persona, *resource_parts(facts)))
    photo_list(report, facts.canvas)
    if facts.journey:
        from koosloome_desktop.exports.pdf_journey import outcome_list

        outcome_list(facts)


def _pictures(report: Report, facts: CanvasFacts, title: str) -> None:
    """The section's first page with the drawing, and further pages when it is in parts; then room for the lists."""
    book = report.book
    short = _short(report, facts, title)
    if short is not None:
        report.section(title, below=True)
        head(report, facts, title)
        _picture(report, short)
        return
    whole = _whole(report, facts, title)
    if whole is not None:
        report.section(title, wide=whole.wide)
        head(report, facts, title)
        _picture(report, whole)
        return
    made = drawings(
        report.document, facts.canvas, report.words.lang, area_of(report, facts, title), book.lang, partial(ask, book)
    )
    if not made:
        report.section(title, below=not facts.notes and upright_room(book) > EMPTY_ROOM)
        head(report, facts, title)
        if not facts.notes:
            book.paragraph(report.words.gettext(N_("There are no notes on this canvas yet.")), FACT)
        if facts.journey:
            part_lists(facts)
        return
    for drawn in made:
        if drawn.number == 1:
            report.section(title, wide=drawn.wide)
            head(report, facts, title)
        else:
            book.turn()
        _picture(report, drawn)
    if made[-1].wide:
        book.start(title)


def upright_room(book: Book) -> float:
    """How much of an upright page is free, as a share; none where there is no such page."""
    upright = bool(book.pages) and book.page.width < book.page.height
    return book.room / book.whole if upright else 0.0


def _shared(report: Report) -> bool:
    """Whether the canvas that follows begins on the page being written."""
    canvas = report.coming
    if canvas is None or canvas.type == PLAN or canvas.raw is not None:
        return False
    facts = CanvasFacts(report, canvas)
    if not facts.notes:
        return upright_room(report.book) > EMPTY_ROOM
    return _short(report, facts, report.canvas_title(canvas)) is not None


def _short(report: Report, facts: CanvasFacts, title: str) -> Drawn | None:
    """The drawing of a short canvas, where it fits below what stands on the page already; None where it does not."""
    book = report.book
    if len(facts.notes) + len(facts.needs) > _SHORT or upright_room(book) < _LEAST_ROOM:
        return None
    probe = begun_like(book)
    probe.y = probe.top
    head(replace(report, book=probe), facts, title)
    size = (book.width, book.room - BETWEEN * 1.5 - (probe.y - probe.top) - 12.0)
    return short_drawing(report.document, facts.canvas, report.words.lang, size, book.lang)


def _whole(report: Report, facts: CanvasFacts, title: str) -> Drawn | None:
    """The drawing of a short canvas, where it stands on one page with all its lists, upright or across; else None."""
    if not facts.notes or len(facts.notes) + len(facts.needs) > _SHORT:
        return None
    for wide in (False, True):
        probe = Book(report.book.lang, cancelled=report.book.cancelled)
        probe.size = report.book.size
        probe.start(title, wide=wide)
        tried = replace(report, book=probe)
        head(tried, facts, title)
        top = probe.y
        canvas_lists(tried, CanvasFacts(tried, facts.canvas))
        used = probe.y - top
        if len(probe.pages) > 1 or used > _LISTED * probe.whole:
            continue
        size = (probe.width, probe.bottom - top - max(used, _LEAST_LISTED) - 14.0)
        found = short_drawing(report.document, facts.canvas, report.words.lang, size, probe.lang, wide=wide)
        if found is not None:
            return found
    return None


def head(report: Report, facts: CanvasFacts, title: str) -> None:
    """Title, focus question, facts; the legend beside the facts where both fit a line, else below them."""
    book = report.book
    book.title(title)
    book.y -= 10.0
    if facts.canvas.focus_question:
        book.paragraph(facts.canvas.focus_question, _QUESTION)
        book.y += 1.0
    fact = fact_line(report, facts)
    words = [(kind, report.words.kind(kind)) for kind in facts.shown_kinds]
    words += [(sign, report.words.gettext(word)) for sign, word in _signs(report, facts)]
    words += [(f"{_LINE}{role}", word) for role, word in lines_in(report.document, facts.canvas, report.words.lang)]
    width = sum(_entry_width(kind, word) for kind, word in words) - _LEGEND_GAP
    if measure(fact, FACT.size) + 24.0 + width <= book.width:
        _legend(book, words, book.left + book.width - width, book.y - 0.5)
        book.paragraph(fact, FACT)
    else:
        book.paragraph(fact, FACT)
        book.y += 4.0
        book.y += _legend(book, words, book.left, book.y)
    book.y += 8.0


def _signs(report: Report, facts: CanvasFacts) -> list[tuple[str, str]]:
    return legend(report.document, facts.canvas, [*facts.notes, *facts.needs])


def _entry_width(kind: str, word: str) -> float:
    return _word_at(kind) + measure(word, LEGEND.size) + _LEGEND_GAP


def _word_at(kind: str) -> float:
    """How far from the beginning of an entry its word stands (points): behind a sample, or close to a sign."""
    sampled = kind in NOTE_KINDS or kind.startswith(_LINE)
    return 16.0 if sampled else 5.5 + measure(kind, LEGEND.size, "bold")


def _legend(book: Book, words: Sequence[tuple[str, str]], x: float, y: float) -> float:
    """Colour, sign and word of every kind on this canvas, then the other signs with their words; the height it took.

    `words` are (kind or sign, word); what does not fit goes to a line below.
    """
    left, top = x, y
    for kind, word in words:
        if x > left and x + _entry_width(kind, word) - _LEGEND_GAP > book.left + book.width + 0.5:
            x, y = left, y + _LEGEND_LINE
        if kind in NOTE_KINDS:
            look = note_kind(kind)
            book.put(Box(x, y + 1.5, 12.0, 8.5, look.tint, look.bar, 1.2, 0.5))
            book.put(Box(x, y + 1.5, 3.0, 8.5, look.bar))
        elif kind.startswith(_LINE):
            for at, length in _PIECES.get(kind.removeprefix(_LINE), ((0.0, 13.0),)):
                book.put(Box(x + at, y + 5.2, length, 1.2, LIGHT.accent_text))
        else:
            book.put(Text(x + 1.5, y + 8.8, kind, LEGEND.size, "bold", LIGHT.ink))
        book.put(Text(x + _word_at(kind), y + 8.8, word, LEGEND.size, "regular", LIGHT.ink))
        x += _entry_width(kind, word)
    return y + _LEGEND_LINE - top


def area_of(report: Report, facts: CanvasFacts, title: str) -> Area:
    """The room that title, question, facts and legend leave on an upright and on a wide page."""
    sizes = []
    for wide in (False, True):
        probe = Book(report.book.lang)
        probe.size = report.book.size
        probe.start(title, wide=wide)
        head(replace(report, book=probe), facts, title)
        sizes.append((probe.width, probe.room - 1.0))
    return Area(*sizes)


def _picture(report: Report, drawn: Drawn) -> None:
    book = report.book
    board = drawn.board
    width, height = board.width * drawn.scale, board.height * drawn.scale
    if not drawn.readable:
        told = N_("The text of this drawing is smaller than 7 points: the list below is what counts.")
        if drawn.of > drawn.number:
            told = N_("The text of this drawing is smaller than 7 points: it follows in parts, and the list counts.")
        book.paragraph(report.words.gettext(told), FACT)
    x = book.left + max(book.width - width, 0.0) / 2
    scale = min(drawn.scale, book.room / board.height)
    book.put(Drawing(x, book.y, board, scale))
    book.y += height + 10.0


def fact_line(report: Report, facts: CanvasFacts) -> str:
    """How many notes, who voted, how many dots of those there were."""
    words, document = report.words, report.document
    parts = [words.variant(facts.canvas)]
    parts.append(words.ngettext("{count} note", "{count} notes", len(facts.notes)))
    if facts.needs:
        parts.append(words.ngettext("{count} need", "{count} needs", len(facts.needs)))
    for ballot in document.within(Ballot, facts.canvas.id):
        from koosloome_desktop.exports.pdf_chain import round_words

        parts += round_words(words, ballot, sum(t.count for t in document.within(Tally, ballot.id)))
    left, total = flipping.left_of(document, facts.canvas) if facts.canvas.mirrors else (0, 0)
    if left:
        parts.append(words.gettext("{left}/{total} to turn").format(left=left, total=total))
    return joined(parts)
