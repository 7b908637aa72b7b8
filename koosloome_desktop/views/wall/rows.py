"""Lists on the wall: rows share one size, as large as shows all of a page; what does not fit makes more pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD
from koosloome_desktop.views.text_fit import Fit, fit
from koosloome_desktop.views.wall.drawing import FLOOR, Sheet, advance, panel, write

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_SMALL: Final = 0.72
"""Size of what stands below or beside a row's words, as a part of theirs."""
_BODY: Final = 36.0


@dataclass(frozen=True, slots=True)
class Row:
    """`mark` stands before the words (a number, a time, a code), `after` at the right, `under` below. `bar` is a share
    (0…1) drawn as a bar, `on` marks the one that is on, `quiet` what is over.
    """

    words: str
    mark: str = ""
    after: str = ""
    under: str = ""
    bar: float | None = None
    on: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    row: Row
    mark: Fit | None
    words: Fit
    after: Fit | None
    under: Fit | None
    height: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows laid out at one size (px): widths of the columns, gap between rows, padding in a row's field."""

    size: int
    rows: tuple[_Laid, ...]
    left: int
    right: int
    gap: int
    pad: int

    @property
    def height(self) -> int:
        return sum(r.height for r in self.rows) + self.gap * max(0, len(self.rows) - 1)


def rows_face(
    painter: QPainter, sheet: Sheet, area: QRect, rows: Sequence[Row], page: int = 0, *, most: float = 56,
    least: float = _BODY, cards: bool = False,
) -> int:  # fmt: skip
    """Draw the rows of a page; gives how many pages there are. `least` is the size (at 1080 lines) under which a
    second page is better, `cards` puts each row on a field of its own.
    """
    if not rows:
        return 1
    pages = paged(sheet, area, rows, least, cards=cards)
    shown = pages[page % len(pages)]
    plan = _grown(sheet, area, shown, most, cards)
    _draw_all(painter, sheet, area, plan, cards=cards)
    return len(pages)


def rows_close(
    painter: QPainter, sheet: Sheet, area: QRect, rows: Sequence[Row], *, most: float, least: float
) -> int:  # fmt: skip
    """Draw the first page of the rows as they stand in a list among others: no air is spread between them. Gives the
    height that was used, in px.
    """
    plan = _grown(sheet, area, paged(sheet, area, rows, least, cards=False)[0], most, cards=False, spread=False)
    _draw_all(painter, sheet, area, plan, cards=False)
    return plan.height


def paged(sheet: Sheet, area: QRect, rows: Sequence[Row], least: float, *, cards: bool) -> list[Sequence[Row]]:
    """The rows in as few pages as show each whole at the least size, shared evenly."""
    body = sheet.pt(least)
    if _plan(sheet, area, rows, body, cards).height <= area.height():
        return [rows]
    pages, left = 0, list(rows)
    while left:
        count = 1
        while count < len(left) and _plan(sheet, area, left[: count + 1], body, cards).height <= area.height():
            count += 1
        left = left[count:]
        pages += 1
    share = -(-len(rows) // pages)
    even = [rows[i : i + share] for i in range(0, len(rows), share)]
    if all(_plan(sheet, area, part, body, cards).height <= area.height() for part in even):
        return even
    return _greedy(sheet, area, rows, body, cards)


def _greedy(sheet: Sheet, area: QRect, rows: Sequence[Row], body: int, cards: bool) -> list[Sequence[Row]]:
    found: list[Sequence[Row]] = []
    start = 0
    for end in range(1, len(rows) + 1):
        more = rows[start : end + 1]
        if end == len(rows) or _plan(sheet, area, more, body, cards).height > area.height():
            found.append(rows[start:end])
            start = end
    return found


def _draw_all(painter: QPainter, sheet: Sheet, area: QRect, plan: _Plan, *, cards: bool) -> None:
    top = area.top()
    for laid in plan.rows:
        _draw(painter, sheet, QRect(area.left(), top, area.width(), laid.height), laid, plan, cards)
        top += laid.height + plan.gap


def _grown(sheet: Sheet, area: QRect, rows: Sequence[Row], most: float, cards: bool, *, spread: bool = True) -> _Plan:
    """The page at the largest size at which it fits; a row that is more than a page is as small as shows it."""
    low, high = sheet.pt(FLOOR), sheet.pt(most)
    best = _plan(sheet, area, rows, low, cards)
    while low <= high:
        middle = (low + high) // 2
        tried = _plan(sheet, area, rows, middle, cards)
        if tried.height <= area.height():
            best, low = tried, middle + 1
        else:
            high = middle - 1
    if not spread:
        return best
    # What room is left goes between the rows, but not so much that they fall apart.
    spare = area.height() - best.height
    gap = best.gap + min(spare // max(1, len(rows)), round(best.size * 0.7))
    return _Plan(best.size, best.rows, best.left, best.right, gap, best.pad)


def _plan(sheet: Sheet, area: QRect, rows: Sequence[Row], size: int, cards: bool) -> _Plan:
    small = max(round(size * _SMALL), sheet.pt(FLOOR))
    wide, pad = area.width(), round(size * 0.55) if cards or any(r.on for r in rows) else 0
    gutter = round(size * 0.7)
    marks = [fit(r.mark, wide // 3, small, least=small, lines=1, weight=SEMIBOLD) if r.mark else None for r in rows]
    left = max((advance(m, SEMIBOLD) for m in marks), default=0)
    left += gutter if left else 0
    beside = not sheet.upright
    right = 0
    if beside:
        ends = [fit(r.after, wide, small, least=small, lines=1, weight=SEMIBOLD) for r in rows if r.after]
        right = min(max((advance(e, SEMIBOLD) for e in ends), default=0), round(wide * 0.3))
        right += gutter if right else 0
    inner = wide - 2 * pad - left - right
    laid = []
    for row, mark in zip(rows, marks, strict=True):
        words = fit(row.words, inner, size, least=size, lines=12, weight=SEMIBOLD if row.on else REGULAR)
        told = row.under if beside else " · ".join(x for x in (row.under, row.after) if x)
        under = fit(told, inner, small, least=small, lines=4) if told else None
        after = fit(row.after, right - gutter, small, least=sheet.pt(FLOOR), lines=3) if beside and row.after else None
        high = max(words.height + (under.height if under else 0), after.height if after else 0)
        bar = round(size * 0.3) + sheet.stroke(8) if row.bar is not None else 0
        air = round(size * (0.3 if cards else 0.14)) if pad else 0
        laid.append(_Laid(row, mark, words, after, under, high + bar + 2 * air))
    return _Plan(size, tuple(laid), left, right, round(size * (0.3 if cards else 0.2 if pad else 0.5)), pad)


def _draw(painter: QPainter, sheet: Sheet, area: QRect, laid: _Laid, plan: _Plan, cards: bool) -> None:
    theme, row = sheet.theme, laid.row
    if row.on:
        panel(painter, sheet, area, fill=theme.accent_soft, edge=theme.accent)
    elif cards:
        panel(painter, sheet, area)
    ink = theme.muted if row.quiet else theme.ink
    air = round(plan.size * (0.3 if cards else 0.14)) if plan.pad else 0
    left, top = area.left() + plan.pad, area.top() + air
    wide = area.width() - 2 * plan.pad
    first = laid.words.line_height
    if laid.mark is not None:
        place = QRect(left, top + (first - laid.mark.line_height) // 2, plan.left - round(plan.size * 0.7), 0)
        write(painter, sheet, laid.mark, place, weight=SEMIBOLD, colour=ink if row.on else theme.muted, align=_RIGHT,
              tabular=True)  # fmt: skip
    inner = QRect(left + plan.left, top, wide - plan.left - plan.right, 0)
    used = write(painter, sheet, laid.words, inner, weight=SEMIBOLD if row.on else REGULAR, colour=ink)
    if laid.under is not None:
        used += write(painter, sheet, laid.under, inner.translated(0, used), colour=theme.muted)
    if laid.after is not None:
        place = QRect(left + wide - plan.right, top + max(0, (first - laid.after.line_height) // 2), plan.right, 0)
        write(painter, sheet, laid.after, place, weight=SEMIBOLD if row.bar is not None else REGULAR,
              colour=ink if row.bar is not None or row.on else theme.muted, align=_RIGHT, tabular=True)  # fmt: skip
    if row.bar is not None:
        high = sheet.stroke(8)
        used = max(used, laid.after.height if laid.after else 0)
        track = QRectF(inner.left(), top + used + round(plan.size * 0.15), inner.width() + plan.right, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(track, high / 2, high / 2)
        painter.setBrush(QColor(theme.accent if theme.name == "dark" else theme.dot))
        track.setWidth(max(float(high), track.width() * row.bar))
        painter.drawRoundedRect(track, high / 2, high / 2)
