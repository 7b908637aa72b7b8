"""The plan as bars over months: rows in order, milestones as diamonds, filled when done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_frame import Book
from koosloome_desktop.exports.pdf_items import Box, Diamond, Rule, Text
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.exports.pdf_words import STATUSES
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.wrap import elide
from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.palette import LIGHT

_HEAD: Final = 30.0
_LABEL: Final = 210.0
_BAR: Final = 9.0
_AIR: Final = 10.0
_SIZE: Final = 8.6
_MOST_MONTHS: Final = 120
_WHOLE: Final = 0.75  # a chart up to this part of a page stays together
_SIGN: Final = 7.4
_SIGNS: Final = {"done": "✓", "in_progress": "…", "delayed": "!", "postponed": "»", "dropped": "×"}
_TOGETHER: Final = 5  # at least so many rows stand below the heading before the page turns
_FILLS: Final = {
    "done": "#CFE8D2",
    "in_progress": "#BBDDFF",
    "delayed": "#FFE0B8",
    "postponed": "#FFE0B8",
    "dropped": "#FFFFFF",
}
_EDGES: Final = {
    "done": LIGHT.ok,
    "in_progress": LIGHT.accent,
    "delayed": LIGHT.warn,
    "postponed": LIGHT.warn,
    "dropped": LIGHT.muted,
}


@dataclass(frozen=True, slots=True)
class _Axis:
    """Months from the first to the last; x in points."""

    first: int
    last: int
    x: float
    width: float

    @property
    def month(self) -> float:
        """Width of a month."""
        return self.width / (self.last - self.first + 1)

    def start(self, date: str) -> float:
        """Where a date or the beginning of a month stands."""
        return self.x + (_month(date) - self.first + _day(date, 0.0)) * self.month

    def end(self, date: str) -> float:
        """Where a date or the end of a month stands."""
        return self.x + (_month(date) - self.first + _day(date, 1.0)) * self.month


def _row(book: Book) -> float:
    """Height of a row in points."""
    return _BAR + _AIR * book.air


def timeline(report: Report, rows: Sequence[Action]) -> None:
    """Bars of the rows that have dates; nothing when fewer than two have, or when they span more than ten years."""
    book, words = report.book, report.words
    dated = [(a, a.start or a.deadline or "", a.deadline or a.start or "") for a in rows]
    dated = [(a, s, e) for a, s, e in dated if valid_partial(s) and valid_partial(e)]
    if len(dated) < 2:
        return
    first, last = min(_month(s) for _, s, _ in dated), max(_month(e) for _, _, e in dated)
    if last - first >= _MOST_MONTHS or last < first:
        return
    height = _HEAD + len(dated) * _row(book) + 18.0
    keep = height if height < book.whole * _WHOLE else _HEAD + _TOGETHER * _row(book)
    book.heading(words.gettext("Timeline"), keep=keep, mark=True)
    axis = _Axis(first, last, book.left + _LABEL, book.width - _LABEL)
    _legend(report, [a for a, _, _ in dated])
    _axis_head(report, axis)
    for action, start, end in dated:
        if book.need(_row(book)):
            _axis_head(report, axis)
        _bar(report, axis, action, start, end)
    book.y += 4.0


def _legend(report: Report, rows: Sequence[Action]) -> None:
    """What colours and signs mean; the signs tell states apart where a print is grey."""
    book, words = report.book, report.words
    x, y = book.left, book.y + 9.0
    for status in dict.fromkeys(a.status for a in rows):
        word = words.named(STATUSES, status)
        book.put(Box(x, y - 8.0, 20.0, _BAR, *_look(status), 2.0, 0.8))
        book.put(Text(x + 3.0, y - 0.8, _SIGNS.get(status, ""), _SIGN, "bold", LIGHT.ink))
        book.put(Text(x + 25.0, y, word, _SIZE, "regular", LIGHT.ink))
        x += 25.0 + measure(word, _SIZE) + 16.0
    if any(report.document.count_within(Milestone, a.id) for a in rows):
        for filled, message in ((False, N_("milestone")), (True, N_("milestone done"))):
            word = words.gettext(message)
            book.put(Diamond(x + 4.0, y - 3.2, 3.6, LIGHT.ok if filled else "#FFFFFF", LIGHT.ink))
            book.put(Text(x + 12.0, y, word, _SIZE, "regular", LIGHT.ink))
            x += 12.0 + measure(word, _SIZE) + 16.0
    book.y += 18.0


def _look(status: str) -> tuple[str, str]:
    """Fill and edge of a bar."""
    return _FILLS.get(status, "#E5F0FB"), _EDGES.get(status, LIGHT.accent_text)


def _axis_head(report: Report, axis: _Axis) -> None:
    """Years, and below them as many months as there is room to name."""
    book, y = report.book, report.book.y
    step = next(s for s in (1, 2, 3, 6, 12) if s * axis.month >= 30.0 or s == 12)
    for number in range(axis.first, axis.last + 1):
        year, month = divmod(number, 12)
        x = axis.x + (number - axis.first) * axis.month
        if month == 0 or number == axis.first:
            book.put(Text(x + 3.0, y + 10.0, str(year), 8.6, "semibold", LIGHT.ink))
        if month % step == 0 and axis.month * step >= 18.0:
            name = elide(locale.month_name(month + 1, report.words.lang), axis.month * step - 4.0, 7.6)
            book.put(Text(x + 3.0, y + 22.0, _short(name, axis.month * step - 4.0), 7.6, "regular", LIGHT.muted))
    book.put(Rule(book.left, y + _HEAD - 3.0, book.left + book.width, y + _HEAD - 3.0, LIGHT.rail, 0.9))
    book.y += _HEAD


def _short(name: str, room: float) -> str:
    """A month's name as long as there is room: whole, else its first three letters."""
    return name if not name.endswith("…") and measure(name, 7.6) <= room else name[:3].rstrip("…")


def _bar(report: Report, axis: _Axis, action: Action, start: str, end: str) -> None:
    book, y = report.book, report.book.y
    row = _row(book)
    middle = y + row / 2
    for number in range(axis.first, axis.last + 1):
        if number % 12 == 0 or (axis.month > 14.0 and number > axis.first):
            x = axis.x + (number - axis.first) * axis.month
            colour = LIGHT.link if number % 12 == 0 else LIGHT.line
            book.put(Rule(x, y - 1.0, x, y + row - 1.0, colour, 0.4))
    label = " ".join(p for p in (action.code, action.activity) if p)
    text = elide(label, _LABEL - 12.0, _SIZE)
    book.put(Text(book.left, middle + cap_height(_SIZE) / 2, text, _SIZE, "regular", LIGHT.ink))
    left, right = axis.start(start), axis.end(end)
    book.put(Box(left, middle - _BAR / 2, max(right - left, 3.0), _BAR, *_look(action.status), 2.0, 0.8))
    sign = _SIGNS.get(action.status, "")
    if right - left > 12.0:
        book.put(Text(left + 3.0, middle + 2.9, sign, _SIGN, "bold", LIGHT.ink))
    _today(report, axis, y, y + row)
    for step in queries.milestones(report.document, action.id):
        if step.due and valid_partial(step.due) and axis.first <= _month(step.due) <= axis.last:
            at = axis.end(step.due) if len(step.due) == 7 else axis.start(step.due)
            book.put(Diamond(at, middle, 3.6, LIGHT.ok if step.done else "#FFFFFF", LIGHT.ink))
    book.put(Rule(book.left, y + row - 1.0, book.left + book.width, y + row - 1.0, LIGHT.line, 0.3))
    book.y += row


def _today(report: Report, axis: _Axis, y: float, end: float) -> None:
    """The line of the day on which the report is made, where the chart has it."""
    today = report.today
    if today and axis.first <= _month(today) <= axis.last:
        x = axis.start(today)
        report.book.put(Rule(x, y - 1.0, x, end - 1.0, LIGHT.bad, 1.0, (3.0, 2.0)))


def _month(date: str) -> int:
    """Months since year 0."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _day(date: str, without: float) -> float:
    """The part of its month that lies before a date."""
    return (int(date[8:10]) - 1 + without) / 31.0 if len(date) == 10 else without
