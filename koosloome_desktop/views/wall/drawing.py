"""What the faces of the wall have in common: large text, cards, a title with the clock beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from koosloome_desktop.support.palette import Palette, note_kind
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.text_fit import draw_lines, fit

FLOOR: Final = 24.0
"""No text of the wall is smaller than this at 1080 lines."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Sheet:
    """The area to draw on (px) and its theme; `px(n)` are n pixels of a wall with 1080 lines."""

    area: QRect
    theme: Palette

    def px(self, at_1080: float) -> int:
        """A size in proportion to the wall's height, or to its width where it stands upright."""
        lines = min(self.area.height(), self.area.width() * 9 / 14)
        return max(1, round(at_1080 * lines / 1080))

    @property
    def margin(self) -> int:
        """Room at the edges: weak projectors cut a little."""
        return self.px(56)


def text(  # noqa: PLR0913 - how a text looks, each with its usual value
    painter: QPainter, sheet: Sheet, words: str, area: QRect, size: float, *, least: float = FLOOR, lines: int = 4,
    strong: bool = False, colour: str = "", middle: bool = False,
) -> int:  # fmt: skip
    """Draw words as large as they fit from the top of an area; the height they took in px. Sizes are at 1080 lines."""
    weight = SEMIBOLD if strong else REGULAR
    smallest = min(sheet.px(size), sheet.px(least))
    fitted = fit(words, area.width(), sheet.px(size), least=smallest, lines=lines, weight=weight)
    painter.setFont(ui_font(fitted.size, weight))
    painter.setPen(QColor(colour or sheet.theme.ink))
    draw_lines(painter, fitted, area.topLeft(), area.width(), _MIDDLE if middle else None)
    return fitted.height


def centred(painter: QPainter, sheet: Sheet, words: str, size: float, under: str = "") -> None:
    """A sentence in the middle of the wall, and a smaller one below it."""
    side = sheet.margin * 2
    room = sheet.area.adjusted(side, sheet.margin, -side, -sheet.margin)
    fitted = fit(words, room.width(), sheet.px(size), least=sheet.px(36), lines=6, weight=SEMIBOLD)
    small = fit(under, room.width(), sheet.px(44), least=sheet.px(FLOOR), lines=3) if under else None
    high = fitted.height + (small.height + sheet.px(24) if small else 0)
    top = room.top() + max(0, (room.height() - high) // 2)
    painter.setFont(ui_font(fitted.size, SEMIBOLD))
    painter.setPen(QColor(sheet.theme.ink))
    draw_lines(painter, fitted, QPoint(room.left(), top), room.width(), _MIDDLE)
    if small is not None:
        painter.setFont(ui_font(small.size))
        painter.setPen(QColor(sheet.theme.muted))
        draw_lines(painter, small, QPoint(room.left(), top + fitted.height + sheet.px(24)), room.width(), _MIDDLE)


def card(
    painter: QPainter, sheet: Sheet, area: QRect, words: str, kind: str, *, size: float = 40, foot: str = ""
) -> None:
    """A note as a large card: tint, dark bar, its whole text, a foot with the kind's word."""
    look = note_kind(kind)
    painter.setPen(QColor(look.bar))
    painter.setBrush(QColor(look.tint))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.fillRect(QRect(area.left(), area.top() + 4, sheet.px(10), area.height() - 8), QColor(look.bar))
    pad = sheet.px(26)
    inner = area.adjusted(pad + sheet.px(6), pad // 2, -pad, -pad // 2)
    below = sheet.px(40) if foot else 0
    lines = max(1, (inner.height() - below) // round(sheet.px(FLOOR) * 1.3))
    fitted = fit(words, inner.width(), sheet.px(size), least=sheet.px(FLOOR), lines=lines)
    for step in range(sheet.px(size), sheet.px(FLOOR) - 1, -1):
        fitted = fit(words, inner.width(), step, least=step, lines=50)
        if fitted.height <= inner.height() - below:
            break
    painter.setFont(ui_font(fitted.size))
    painter.setPen(QColor(sheet.theme.note_ink))
    draw_lines(painter, fitted, inner.topLeft(), inner.width())
    if foot:
        painter.setFont(ui_font(sheet.px(FLOOR)))
        at = QRect(inner.left(), inner.bottom() - sheet.px(34), inner.width(), sheet.px(34))
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, foot)


def head(painter: QPainter, sheet: Sheet, title: str, clock: str, warn: str = "ok") -> QRect:
    """The title at the left, the time left at the right, what stands behind a line break small below it; gives the
    area below them.
    """
    theme = sheet.theme
    clock, _break, under = clock.partition("\n")
    left, top = sheet.area.left() + sheet.margin, sheet.area.top() + sheet.px(36)
    wide = sheet.area.width() - 2 * sheet.margin
    beside = sheet.px(260) if clock else 0
    high = text(painter, sheet, title, QRect(left, top, wide - beside, sheet.px(160)), 52, lines=2, strong=True)
    if clock:
        inks = {"ok": theme.ok, "warn": theme.warn, "bad": theme.bad}
        painter.setFont(ui_font(sheet.px(64), SEMIBOLD, tabular=True))
        painter.setPen(QColor(inks[warn]))
        at = QRect(left + wide - beside, top, beside, sheet.px(72))
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, clock)
    low = text(painter, sheet, under, QRect(left + wide - beside, top + sheet.px(76), beside, sheet.px(90)), 30,
               lines=2, colour=theme.muted) if under else 0  # fmt: skip
    used = max(high, sheet.px(72) + low if clock else 0) + sheet.px(24)
    return QRect(left, top + used, wide, sheet.area.bottom() - top - used - sheet.px(48))


def lines_of(painter: QPainter, sheet: Sheet, area: QRect, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of (small left, text, small right), as many as fit, each whole; the rest is counted."""
    top, step = area.top(), sheet.px(14)
    left, right = sheet.px(170), sheet.px(330)
    for at, (before, words, after) in enumerate(rows):
        wide = area.width() - left - right
        fitted = fit(words, wide, sheet.px(40), least=sheet.px(28), lines=3)
        if top + fitted.height > area.bottom() - sheet.px(30):
            rest = len(rows) - at
            text(painter, sheet, f"+ {rest}", QRect(area.left() + left, top, wide, sheet.px(40)), 30, lines=1,
                 colour=sheet.theme.muted)  # fmt: skip
            return
        painter.setPen(QColor(sheet.theme.muted))
        painter.setFont(ui_font(sheet.px(32), SEMIBOLD, tabular=True))
        line = QRect(area.left(), top, left - sheet.px(20), fitted.line_height)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, before)
        small = fit(after, right - sheet.px(20), sheet.px(30), least=sheet.px(FLOOR), lines=2)
        painter.setFont(ui_font(small.size))
        draw_lines(painter, small, QPoint(area.right() - right + sheet.px(20), top + sheet.px(4)), right - sheet.px(20))
        painter.setPen(QColor(sheet.theme.ink))
        painter.setFont(ui_font(fitted.size))
        draw_lines(painter, fitted, QPoint(area.left() + left, top), wide)
        top += max(fitted.height, small.height + sheet.px(4)) + step
