"""The first page: what, where, when, who, three figures, what got most votes, agreements, contents, next review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from koosloome_desktop.exports.pdf_event import event_text, next_meeting, told
from koosloome_desktop.exports.pdf_frame import HEADING, LEAD, Book, Style, placed
from koosloome_desktop.exports.pdf_items import Box, Code, Link, Rule, Text
from koosloome_desktop.exports.pdf_missing import unprintable_in
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import joined
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.wrap import elide
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import iterations, plan, queries
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_STRIP: Final = ("#6CB6FF", "#FFD166", "#7CCB86")
_FIGURE: Final = Style(23.0, "bold", LIGHT.ink, 1.1)
_EYEBROW: Final = Style(9.5, "semibold", LIGHT.muted)
_TITLES: Final = (30.0, 25.0, 20.0)
_MOST_AGREEMENTS: Final = 7
_MOST_LINES: Final = 4  # of a text on the cover; agreements are never longer, notes stand whole in their list
_ITERATION: Final = re.compile("iterat|итерац", re.IGNORECASE)
GAP: Final = 22.0
MEETING: Final = 92.0
"""Height of the block of the next meeting: its code is 28 mm wide, enough for a phone at arm's length."""


def cover(report: Report, pages_before: int) -> None:
    """The cover; `pages_before` is how many pages stand before the body, for the numbers in the contents."""
    book = report.book
    book.start(report.words.gettext("Workshop summary"), plain=True)
    third = book.page.width / 3
    for index, colour in enumerate(_STRIP):
        book.put(Box(index * third, 0.0, third + 0.5, 9.0, colour))
    book.y = 96.0
    _head(report)
    foot = _colophon_height(report)
    book.gap(24.0)
    book.need(60.0 + foot)
    _figures(report)
    book.gap(26.0)
    _columns(report)
    _contents(report, pages_before)
    _colophon(report)


def _head(report: Report) -> None:
    book, words, document = report.book, report.words, report.document
    workshop = document.workshop
    eyebrow = words.gettext("Workshop summary").upper()
    book.mark(0, words.gettext("Workshop summary"))
    book.put(Text(book.left, book.y + 9.0, eyebrow, 9.5, "semibold", LIGHT.muted, 0.9))
    book.y += 22.0
    title = words.title(document)
    size = next((s for s in _TITLES if len(book.broken(title, Style(s, "bold"), book.width)) <= 3), _TITLES[-1])
    book.paragraph(title, Style(size, "bold", LIGHT.ink, 1.12))
    book.y += 8.0
    facts = workshop.municipality
    place = joined([workshop.place, str(facts.get("name") or ""), str(facts.get("area_name") or "")])
    lines = [words.when(s) for s in queries.sessions(document)[:6]]
    for line in (place, *lines, _people(report)):
        if line:
            book.paragraph(line, Style(11.0, "regular", LIGHT.muted, 1.4))
    if workshop.goal:
        book.y += 9.0
        book.paragraph(workshop.goal, LEAD)


def _people(report: Report) -> str:
    """Participants and groups, format and iteration, roles of those who ran it."""
    words, document = report.words, report.document
    workshop = document.workshop
    count = workshop.participants_present
    if count is None:
        count = len(queries.people(document)) or workshop.participants_planned or 0
    parts = []
    if count:
        parts.append(words.ngettext("{count} participant", "{count} participants", count))
    if workshop.groups:
        parts.append(words.ngettext("{count} group", "{count} groups", workshop.groups))
    parts.append(workshop.format)
    if workshop.iteration and not _ITERATION.search(workshop.format):
        form = words.gettext("iteration {number} of {total}")
        number, total = workshop.iteration.get("number"), workshop.iteration.get("of")
        if number is not None and total is not None:
            parts.append(form.format(number=number, total=total))
    return joined(parts)


def _figures(report: Report) -> None:
    """Notes on canvases, actions, money: each a large number with a coloured bar."""
    words, document, book = report.words, report.document, report.book
    canvases = iterations.current(document)
    with_notes = [c for c in canvases if queries.notes(document, c.id) or queries.notes(document, c.id, "need")]
    notes = sum(len(queries.standing(document, c.id)) for c in canvases)
    actions = [a for c in canvases for a in queries.actions(document, c.id) if not a.draft]
    figures = []
    if notes or not actions:
        word = words.ngettext("note on {count} canvas", "notes on {count} canvases", len(with_notes))
        figures.append((words.number(notes), word))
    if actions or not notes:
        word = words.ngettext("action in the plan", "actions in the plan", len(actions))
        figures.append((words.number(len(actions)), word))
    if any(map(plan.has_amount, actions)):  # where nobody said an amount it is not nothing
        sums = plan.totals(actions)
        years = [y for y in sums.by_year if y]
        word = words.gettext("budget") + (
            f" {years[0]}–{years[-1]}" if len(years) > 1 else f" {years[0]}" if years else ""
        )
        figures.append((words.money(sums.total), word))
    figure_row(book, figures)


def figure_row(book: Book, figures: Sequence[tuple[str, str]], *, size: float = 23.0) -> None:
    """Large numbers side by side, each with its word below and a bar at its left; a list where there are no pages."""
    take = getattr(book, "take_figures", None)
    if take is not None:
        take(figures)
        return
    step = book.width / max(len(figures), 3)
    big = Style(size, "bold", LIGHT.ink, 1.1)
    height = size * 1.1 + 16.0
    for index, (number, word) in enumerate(figures):
        x = book.left + index * step
        book.put(Box(x, book.y, 4.0, height, _STRIP[index % len(_STRIP)]))
        room = step - 20.0
        shown = Style(min(size, size * room / max(measure(number, size, "bold"), room)), "bold")
        baseline = book.y + size * 0.82
        book.put(Text(x + 13.0, baseline, number, shown.size, "bold", big.colour))
        book.put(Text(x + 13.0, book.y + height - 4.0, elide(word, room, 9.5), 9.5, "regular", LIGHT.muted))
    book.y += height


def _columns(report: Report) -> None:
    """Left what got most votes, right the agreements; whichever there is. On a fresh page when this one has no room."""
    book, words = report.book, report.words
    half = (book.width - GAP) / 2
    blocks = [b for b in (_most_voted(report), _agreements(report)) if b[1]]
    width = half if len(blocks) > 1 else book.width
    made = [_block(book, width, words.gettext(title), lines, numbered) for title, lines, numbered in blocks]
    book.need(max((height for _, height in made), default=0.0) + _colophon_height(report) + 8.0)
    for index, (texts, _) in enumerate(made):
        for text in texts:
            book.put(text._replace(x=text.x + book.left + index * (half + GAP), y=text.y + book.y))
    book.y += max((height for _, height in made), default=0.0)


Block = tuple[str, list[tuple[str, str]], bool]


def _most_voted(report: Report) -> Block:
    """The three notes with most dots over all canvases."""
    words, document = report.words, report.document
    counts: dict[str, int] = {}
    for canvas in queries.canvases(document):
        counts.update(queries.votes(document, canvas.id))
    found = [(c, n) for i, c in counts.items() if c and isinstance(n := document.find(i), Note)]
    best = sorted(found, key=lambda pair: -pair[0])[:3]
    lines = [(note.text, words.ngettext("{count} vote", "{count} votes", count)) for count, note in best]
    return N_("Most voted"), lines, True


def _agreements(report: Report) -> Block:
    texts = agreements_on_cover(report)
    return N_("Agreements"), [(t, "") for t in texts], False


def agreements_on_cover(report: Report) -> list[str]:
    """The agreements when they are few and short enough for the cover, else none."""
    texts = [str(a) for a in report.document.workshop.agreements if a]
    return texts if len(texts) <= _MOST_AGREEMENTS and all(len(t) < 120 for t in texts) else []


def _block(
    book: Book, width: float, title: str, lines: Sequence[tuple[str, str]], numbered: bool
) -> tuple[list[Text], float]:
    """A titled list in a column as lines from (0, 0), and its height."""
    found: list[Text] = []

    def put(texts: Sequence[str], style: Style, x: float, y: float) -> float:
        found.extend(placed(texts, style, x, y))
        return y + len(texts) * style.line

    y = put(book.broken(title, HEADING, width), HEADING, 0.0, 0.0) + 5.0
    indent = 16.0 if numbered else 11.0
    for index, (text, fact) in enumerate(lines):
        put((f"{index + 1}." if numbered else "•",), Style(10.0, "regular", LIGHT.muted, 1.32), 0.0, y)
        broken = book.broken(text, Style(10.0), width - indent)
        shown = broken if len(broken) <= _MOST_LINES else (*broken[: _MOST_LINES - 1], f"{broken[_MOST_LINES - 1]} …")
        y = put(shown, Style(10.0, leading=1.32), indent, y)
        if fact:
            y = put((fact,), Style(8.6, "semibold", LIGHT.dot, 1.3), indent, y)
        y += 3.0
    return found, y


def _contents(report: Report, pages_before: int) -> None:
    """Sections with their page numbers, as far as the cover has room."""
    book, words = report.book, report.words
    if len(report.entries) < 2:
        return
    line = 16.5
    bottom = book.bottom - _colophon_height(report) - 12.0
    room = int((bottom - book.y - 44.0) / line)
    if room < 2:
        return
    book.y += 22.0
    book.y = book.set((words.gettext("Contents"),), HEADING, book.left, book.y) + 3.0
    for entry in report.entries[:room]:
        number = str(entry.page + pages_before)
        right = book.left + book.width
        baseline = book.y + 11.5
        book.put(Text(book.left, baseline, elide(entry.title, book.width - 40.0, 10.0), 10.0, "regular", LIGHT.ink))
        book.put(Text(right - measure(number, 10.0), baseline, number, 10.0, "regular", LIGHT.muted))
        book.page.links.append(Link(book.left, book.y, book.width, line, entry.place))
        book.put(Rule(book.left, book.y + line - 0.5, right, book.y + line - 0.5, LIGHT.line))
        book.y += line


def next_review(report: Report) -> tuple[str, str]:
    """(when, where and who) of the next review in the first plan that has one; empty texts when there is none."""
    meeting = next_meeting(report.document)
    return told(report.words, meeting) if meeting is not None else ("", "")


def _notices(report: Report) -> list[str]:
    """That a sample is one, and that letters are missing."""
    workshop, words = report.document.workshop, report.words
    found = [words.of(workshop.sample_notice)] if workshop.sample and workshop.sample_notice else []
    missing = unprintable_in(report.document)
    if missing:
        found.append(
            words.ngettext(
                "{count} letter is in none of the program’s typefaces; a box stands in its place.",
                "{count} letters are in none of the program’s typefaces; boxes stand in their place.",
                missing,
            )
        )
    return found


def _colophon_height(report: Report) -> float:
    there = next_meeting(report.document) is not None
    return (MEETING + 8.0 if there else 0.0) + 13.0 * len(_notices(report)) + 3.0


def _colophon(report: Report) -> None:
    """At the foot of the cover: the next review, and that a sample is one."""
    book = report.book
    book.y = book.bottom - _colophon_height(report)
    meeting_block(report)
    for notice in _notices(report):
        book.put(Text(book.left, book.y + 11.0, elide(notice, book.width, 8.2), 8.2, "italic", LIGHT.muted))
        book.y += 13.0


def meeting_block(report: Report) -> None:
    """The next meeting with a code that holds the event itself; nothing when there is none."""
    book, words, document = report.book, report.words, report.document
    meeting = next_meeting(document)
    if meeting is None:
        return
    when, rest = told(words, meeting)
    take = getattr(book, "take_meeting", None)
    if take is not None:
        take(when, rest)
        return
    event = event_text(document, words, meeting)
    book.put(Box(book.left, book.y, book.width, MEETING, LIGHT.accent_soft, "", 8.0))
    x, y = book.left + 14.0, book.y
    if event:
        side = MEETING - 12.0
        book.put(Box(book.left + 6.0, y + 6.0, side, side, "#FFFFFF", "", 4.0))
        book.put(Code(book.left + 6.0, y + 6.0, side, event))
        x = book.left + MEETING + 10.0
    room = book.left + book.width - x - 12.0
    big = Style(12.0, "semibold", LIGHT.accent_text)
    lines = book.broken(when, big, room)[:2]
    height = len(lines) * big.line + (14.0 if rest else 0.0) + (14.0 if event else 0.0)
    y = book.set(lines, big, x, y + (MEETING - height) / 2)
    if rest:
        book.put(Text(x, y + 10.5, elide(rest, room, 9.5), 9.5, "regular", LIGHT.ink))
        y += 14.0
    if event:
        hint = words.gettext("Scan it into your calendar – the code works without the internet.")
        book.put(Text(x, y + 10.5, elide(hint, room, 8.6), 8.6, "regular", LIGHT.muted))
    book.y += MEETING + 8.0
