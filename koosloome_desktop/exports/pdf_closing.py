"""The end of a plan on paper: what was not chosen and why, the next meeting, lines to sign on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koosloome_desktop.exports.pdf_cover import MEETING, meeting_block
from koosloome_desktop.exports.pdf_event import next_meeting
from koosloome_desktop.exports.pdf_frame import BODY, SMALL
from koosloome_desktop.exports.pdf_items import Rule, Text
from koosloome_desktop.exports.pdf_lists import META, VOTES
from koosloome_desktop.exports.pdf_report import Report, place_of
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.model.records import Action, Canvas, Note, Review
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_SIGNERS: Final = (N_("Co-creation lead"), N_("For the community"), N_("For the municipality"))
_SIGN_HEIGHT: Final = 74.0


def not_chosen(report: Report, canvas: Canvas) -> None:
    """Rows that were dropped with their reasons, and notes that got dots but led to no action.

    Notes are told only in a workshop where actions name their notes: else nobody knows which were chosen.
    """
    words, book = report.words, report.book
    rows = [_dropped(report, a) for a in queries.actions(report.document, canvas.id) if a.status == "dropped"]
    rows += [_passed_over(report, note, dots) for note, dots in _voted_in_vain(report)]
    if not rows:
        return
    book.heading(words.gettext("What was not chosen, and why"), keep=80.0, mark=True)
    titles = [words.gettext(t) for t in (N_("Idea"), N_("Where from"), N_("Votes"), N_("Why not"))]
    sizes = widths(book.width, [-1.3, -0.7, snug(["● 99"], VOTES, title=titles[2]), -1.0])
    Table(book, [Column(t, s) for t, s in zip(titles, sizes, strict=True)]).write(rows)


def _dropped(report: Report, action: Action) -> Row:
    words = report.words
    why = action.reason or _told_later(report, action) or words.gettext("dropped; the reason was not written down")
    votes = report.votes_of(action.canvas).get(action.id, 0)
    where = joined([action.code, words.gettext("Action plan")])
    first = (Part(action.activity, BODY, place_of(action.id)),)
    return Row([first, cell(where, META), cell(f"● {votes}" if votes else "", VOTES), cell(why, BODY)])


def _told_later(report: Report, action: Action) -> str:
    """What the last follow-up said of a row."""
    for review in reversed(report.document.within(Review, action.canvas)):
        rows = review.content.get("rows")
        for row in rows if isinstance(rows, tuple) else ():
            if isinstance(row, Mapping) and row.get("row") == action.code:
                return str(row.get("reason") or row.get("note") or "")
    return ""


def _voted_in_vain(report: Report) -> list[tuple[Note, int]]:
    """Notes with dots from which no action, and no other note of the chain, came; most dots first."""
    used = report.actions_of
    if not used:
        return []
    document = report.document
    told = {s for n in document.of(Note) for s in n.sources} | {s for c in document.of(Canvas) for s in c.goal_sources}
    found = [
        (note, dots)
        for canvas in queries.canvases(document)
        for note_id, dots in report.votes_of(canvas.id).items()
        if dots and note_id not in used and note_id not in told and isinstance(note := document.find(note_id), Note)
    ]
    return sorted(found, key=lambda pair: -pair[1])


def _passed_over(report: Report, note: Note, dots: int) -> Row:
    words = report.words
    most = max((report.votes_of(n.canvas).get(i, 0) for i in report.actions_of if (n := _note(report, i))), default=0)
    if note.form == "parking":
        why = words.gettext("waits in the parking lot")
    elif dots < most:
        why = words.gettext("others got more votes")
    else:
        why = words.gettext("no action was made from it")
    canvas = report.document.find(note.canvas)
    where = report.canvas_title(canvas) if isinstance(canvas, Canvas) else words.gettext("Parking lot")
    return Row([cell(note.text), cell(joined([note.code, where]), META), cell(f"● {dots}", VOTES), cell(why, BODY)])


def _note(report: Report, record: str) -> Note | None:
    found = report.document.find(record)
    return found if isinstance(found, Note) else None


def closing(report: Report, *, signed: bool = True) -> None:
    """The next meeting and, when it is to be `signed`, lines for signatures, together on one page."""
    book, words = report.book, report.words
    there = next_meeting(report.document) is not None
    if not signed:
        if there:
            book.heading(words.gettext("Next meeting"), keep=MEETING)
            meeting_block(report)
        return
    height = _SIGN_HEIGHT + (MEETING + 8.0 if there else 0.0)
    book.heading(words.gettext("Next meeting and signatures") if there else words.gettext("Signatures"), keep=height)
    meeting_block(report)
    take = getattr(book, "take_signers", None)
    if take is not None:
        take([words.gettext(signer) for signer in _SIGNERS], words.gettext("name, date, signature"))
        return
    step = book.width / len(_SIGNERS)
    y = book.y + 44.0
    for index, signer in enumerate(_SIGNERS):
        x = book.left + index * step
        book.put(Rule(x, y, x + step - 24.0, y, LIGHT.muted, 0.7))
        book.put(Text(x, y + 11.0, words.gettext(signer), SMALL.size, "regular", LIGHT.ink))
        book.put(Text(x, y + 22.0, words.gettext("name, date, signature"), SMALL.size, "regular", LIGHT.muted))
    book.y = y + _SIGN_HEIGHT - 44.0
