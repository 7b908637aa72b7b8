"""The plan as bars over months: rows in order, milestones as diamonds, filled when done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.exports.pdf_items import Box, Diamond, Rule, Text
from koosloome_desktop.exports.pdf_report import Report
from koosloome_desktop.layout.metrics import cap_height, measure
from koosloome_desktop.layout.wrap import elide
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.dates_partial import valid_partial
from koosloome_desktop.support import locale
from koosloome_desktop.support.palette import LIGHT

_ROW: Final = 19.0
_HEAD: Final = 30.0
_LABEL: Final = 210.0
_BAR: Final = 9.0
_SIZE: Final = 8.6
_MOST_MONTHS: Final = 120
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
    book.heading(words.gettext("Timeline"), keep=_HEAD + min(len(dated), _TOGETHER) * _ROW, mark=True)
    axis = _Axis(first, last, book.left + _LABEL, book.width - _LABEL)
    _axis_head(report, axis)
    for action, start, end in dated:
        if book.need(_ROW):
            _axis_head(report, axis)
        _bar(report, axis, action, start, end)
    book.y += 4.0


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
    middle = y + _ROW / 2
    for number in range(axis.first, axis.last + 1):
        if number % 12 == 0 or (axis.month > 14.0 and number > axis.first):
            x = axis.x + (number - axis.first) * axis.month
            colour = LIGHT.link if number % 12 == 0 else LIGHT.line
            book.put(Rule(x, y - 1.0, x, y + _ROW - 1.0, colour, 0.4))
    label = " ".join(p for p in (action.code, action.activity) if p)
    text = elide(label, _LABEL - 12.0, _SIZE)
    book.put(Text(book.left, middle + cap_height(_SIZE) / 2, text, _SIZE, "regular", LIGHT.ink))
    left, right = axis.start(start), axis.end(end)
    fill, edge = _FILLS.get(action.status, "#E5F0FB"), _EDGES.get(action.status, LIGHT.accent_text)
    book.put(Box(left, middle - _BAR / 2, max(right - left, 3.0), _BAR, fill, edge, 2.0, 0.8))
    for step in queries.milestones(report.document, action.id):
        if step.due and valid_partial(step.due) and axis.first <= _month(step.due) <= axis.last:
            at = axis.end(step.due) if len(step.due) == 7 else axis.start(step.due)
            book.put(Diamond(at, middle, 3.6, LIGHT.ok if step.done else "#FFFFFF", LIGHT.ink))
    book.put(Rule(book.left, y + _ROW - 1.0, book.left + book.width, y + _ROW - 1.0, LIGHT.line, 0.3))
    book.y += _ROW


def _month(date: str) -> int:
    """Months since year 0."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _day(date: str, without: float) -> float:
    """The part of its month that lies before a date."""
    return (int(date[8:10]) - 1 + without) / 31.0 if len(date) == 10 else without
