"""The agenda as a document of its own: times and titles for participants, everything for those who run the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.exports.pdf_fit import fitted
from koosloome_desktop.exports.pdf_frame import BODY, FACT, LEAD, NUMBER, SMALL, STRONG, Style
from koosloome_desktop.exports.pdf_lists import META
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_table import Column, Part, Row, Table, cell, snug, widths
from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.operations import queries
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

FACILITATOR: Final = "facilitator"
PARTICIPANTS: Final = "participants"
_LARGE: Final = Style(13.0, leading=1.35)
_LARGE_TIME: Final = Style(13.0, "semibold", LIGHT.accent_text, 1.35)
_WARN: Final = Style(9.5, "semibold", LIGHT.warn, 1.3)


def agenda_section(report: Report, audience: str = FACILITATOR) -> None:
    """The agenda of every session; with all it needs for `FACILITATOR`, times and titles for `PARTICIPANTS`."""
    full = audience != PARTICIPANTS
    title = report.words.gettext(N_("Agenda of those who run the workshop") if full else N_("Agenda"))
    report.section(title, wide=full)
    fitted(report, lambda made: _agenda(made, title, full=full))


def _agenda(report: Report, title: str, *, full: bool) -> None:
    document, words, book = report.document, report.words, report.book
    sessions = queries.sessions(document)
    book.title(words.title(document), joined([title, document.workshop.place]))
    if document.workshop.goal:
        book.paragraph(document.workshop.goal, LEAD)
        book.gap(6.0)
    if not any(document.count_within(AgendaItem, s.id) for s in sessions):
        book.paragraph(words.gettext(N_("The agenda is empty.")), FACT)
    for session in sessions:
        items = document.within(AgendaItem, session.id)
        if not items:
            continue
        book.heading(words.when(session) or words.gettext(N_("Session {number}")).format(number=session.number),
                     keep=90.0, mark=True)  # fmt: skip
        if full:
            _full(report, session, items)
        else:
            _short(report, items)
    agreements = [str(a) for a in document.workshop.agreements if a]
    if agreements:
        book.heading(words.gettext("Agreements"), keep=40.0)
        book.bullets(agreements, BODY)
    if full:
        _materials(report, sessions)


def _short(report: Report, items: Sequence[AgendaItem]) -> None:
    """Large enough to hang on the door."""
    words, book = report.words, report.book
    rows = []
    for item in items:
        left_out = [Part(words.gettext("left out"), _WARN)] if item.skipped else []
        rows.append(
            Row(
                [
                    cell(words.hours(item.start, item.end), _LARGE_TIME),
                    [Part(item.title or item.type, _LARGE), *left_out],
                ]
            )
        )
    hours = snug([words.hours("00:00", "20:00")], _LARGE_TIME, most=160.0)
    Table(book, [Column("", s) for s in widths(book.width, [hours, -1.0])], pad=5.0).write(rows)


def _full(report: Report, session: Session, items: Sequence[AgendaItem]) -> None:
    words, book = report.words, report.book
    titles = [words.gettext(t) for t in (N_("Time"), N_("Length"), N_("Block"), N_("Canvas"), N_("Materials"),
                                         N_("Led by"), N_("Notes"))]  # fmt: skip
    codes = {c.code: report.canvas_title(c) for c in queries.canvases(report.document)}
    rows = [_row(words, item, codes) for item in items]
    hours = snug([words.hours("00:00", "20:00")], META, title=titles[0])
    sizes = widths(book.width, [hours, 52.0, -1.5, -0.9, -1.1, -0.8, -0.9])
    columns = [Column(t, s, "right" if i == 1 else "left") for i, (t, s) in enumerate(zip(titles, sizes, strict=True))]
    Table(book, columns, pad=4.5).write(rows)
    used = sum(minutes_of(i.start, i.end) for i in items)
    planned = minutes_of(session.start, session.end)
    told = words.gettext(N_("In all {used}")).format(used=locale.duration(used, words.lang))
    book.gap(4.0)
    if planned and planned != used:
        gap = words.gettext(N_("planned {planned}")).format(planned=locale.duration(planned, words.lang))
        book.paragraph(joined([told, gap]), _WARN)
    else:
        book.paragraph(told, FACT)


def _row(words: Words, item: AgendaItem, codes: dict[str, str]) -> Row:
    block = [Part(item.title or item.type, STRONG)]
    if item.method:
        block.append(Part(item.method, SMALL))
    if item.outcome:
        block.append(Part(words.gettext(N_("Gives: {text}")).format(text=item.outcome), SMALL))
    if item.skipped:
        block.append(Part(words.gettext("left out"), _WARN))
    minutes = minutes_of(item.start, item.end)
    canvas = codes.get(item.canvas_code or "", item.canvas_code or "")
    return Row(
        [
            cell(words.hours(item.start, item.end), META),
            cell(str(minutes) if minutes else "", NUMBER),
            block,
            cell(canvas, META),
            cell(", ".join(item.materials), BODY),
            cell(item.lead_role, BODY),
            cell(item.note, SMALL),
        ]
    )


def _materials(report: Report, sessions: Sequence[Session]) -> None:
    """What has to be there, as a list to tick."""
    words, book, document = report.words, report.book, report.document
    found: dict[str, list[str]] = {}
    for session in sessions:
        for item in document.within(AgendaItem, session.id):
            for thing in item.materials:
                found.setdefault(str(thing), []).append(item.title or item.type)
    if not found:
        return
    book.heading(words.gettext(N_("Materials to bring")), keep=60.0, mark=True)
    rows = [Row([cell("☐", META), cell(thing, BODY), cell("; ".join(blocks), META)]) for thing, blocks in found.items()]
    Table(book, [Column("", s) for s in widths(book.width, [24.0, -1.0, -1.4])]).write(rows)


def minutes_of(start: str, end: str) -> int:
    """Minutes from a wall time to another, 0 when either is none."""
    try:
        first, last = (int(t[:2]) * 60 + int(t[3:5]) for t in (start, end))
    except ValueError:
        return 0
    return max(last - first, 0)


__all__ = ["FACILITATOR", "PARTICIPANTS", "agenda_section", "minutes_of"]
