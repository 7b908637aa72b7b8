"""What the faces of the wall have in common: text as large as it fits, cards, a head with the clock.

Everything that is written is remembered in `Sheet.said`: what stands on the wall is also what a screen reader is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from koosloome_desktop.layout.wall import USUAL
from koosloome_desktop.support.palette import Palette, note_kind
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit

FLOOR: Final = 24.0
"""No text of the wall is smaller than this at 1080 lines."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Sheet:
    """The area to draw on (px), its theme, and the size of note text at 1080 lines. `calm` is for weak projectors:
    nothing is told by a tint, lines are thick. `said` collects what is written.
    """

    area: QRect
    theme: Palette
    size: float = USUAL
    calm: bool = False
    said: list[str] = field(default_factory=list)

    def px(self, at_1080: float) -> int:
        """A length in proportion to the wall's height, or to its width where it stands upright."""
        lines = min(self.area.height(), self.area.width() * 9 / 14)
        return max(1, round(at_1080 * lines / 1080))

    def pt(self, at_1080: float) -> int:
        """A size of text in px: as `px`, larger where the last row sits far away; never under the floor."""
        return self.px(max(at_1080 * self.size / USUAL, FLOOR))

    @property
    def margin(self) -> int:
        """Room at the edges: weak projectors cut a little."""
        return self.px(64)

    @property
    def upright(self) -> bool:
        """Whether the wall is higher than wide."""
        return self.area.height() > self.area.width()

    def stroke(self, at_1080: float) -> int:
        """The thickness of a line or bar."""
        return self.px(at_1080 * (1.8 if self.calm else 1.0))


def largest(words: str, width: int, height: int, most: int, least: int, weight: QFont.Weight = REGULAR) -> Fit:
    """Words broken for a box, at the largest size from `most` down to `least` at which they fit; at the least size
    they may be cut at the box's end.
    """
    low, high = least, max(least, most)
    best: Fit | None = None
    while low <= high:
        middle = (low + high) // 2
        found = fit(words, width, middle, least=middle, lines=80, weight=weight)
        broken = breaks_words(found, words)
        if found.height <= height and (not broken or middle == least):
            best, low = found, middle + 1
        else:
            high = middle - 1
    return best or fit(words, width, least, least=least, lines=max(1, height // round(least * 1.3)), weight=weight)


def breaks_words(found: Fit, words: str) -> bool:
    """Whether a word was cut in two to fit: then a smaller size reads better."""
    return len(" ".join(found.lines).split()) != len(words.split())


def write(
    painter: QPainter, sheet: Sheet, fitted: Fit, place: QRect, *, weight: QFont.Weight = REGULAR, colour: str = "",
    align: Qt.AlignmentFlag | None = None, tabular: bool = False,
) -> int:  # fmt: skip
    """Draw fitted words from the top of a place; gives their height in px."""
    sheet.said.append(" ".join(x for x in fitted.lines if x))
    painter.setFont(ui_font(fitted.size, weight, tabular=tabular))
    painter.setPen(QColor(colour or sheet.theme.ink))
    draw_lines(painter, fitted, place.topLeft(), place.width(), align)
    return fitted.height


def text(  # noqa: PLR0913 - how a text looks, each with its usual value
    painter: QPainter, sheet: Sheet, words: str, area: QRect, size: float, *, least: float = FLOOR, lines: int = 4,
    strong: bool = False, colour: str = "", middle: bool = False, right: bool = False, tabular: bool = False,
) -> int:  # fmt: skip
    """Draw words as large as they fit from the top of an area; the height they took in px. Sizes are at 1080 lines."""
    weight = SEMIBOLD if strong else REGULAR
    most = sheet.pt(size)
    fitted = fit(words, area.width(), most, least=min(most, sheet.pt(least)), lines=lines, weight=weight)
    align = _MIDDLE if middle else _RIGHT if right else None
    return write(painter, sheet, fitted, area, weight=weight, colour=colour, align=align, tabular=tabular)


def centred(
    painter: QPainter, sheet: Sheet, words: str, size: float, under: str = "", area: QRect | None = None
) -> None:
    """A sentence in the middle of the wall, and a smaller one below it."""
    side = sheet.margin * (1 if sheet.upright else 2)
    room = area or sheet.area.adjusted(side, sheet.margin, -side, -sheet.margin)
    below = fit(under, room.width(), sheet.pt(46), least=sheet.pt(FLOOR), lines=4) if under else None
    gap = sheet.px(36) if below else 0
    high = room.height() - (below.height + gap if below else 0)
    fitted = largest(words, room.width(), high, sheet.pt(size), sheet.pt(30), SEMIBOLD)
    top = room.top() + max(0, (high - fitted.height) // 2)
    write(painter, sheet, fitted, QRect(room.left(), top, room.width(), 0), weight=SEMIBOLD, align=_MIDDLE)
    if below is not None:
        place = QRect(room.left(), top + fitted.height + gap, room.width(), 0)
        write(painter, sheet, below, place, colour=sheet.theme.muted, align=_MIDDLE)


def panel(painter: QPainter, sheet: Sheet, area: QRect, *, fill: str = "", edge: str = "") -> None:
    """A quiet field with round corners."""
    width = sheet.stroke(1.6)
    painter.setPen(QPen(QColor(edge or (sheet.theme.ink if sheet.calm else sheet.theme.line)), width))
    painter.setBrush(QColor(fill or sheet.theme.panel))
    half = width / 2
    corner = sheet.px(14)
    painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), corner, corner)


def card_text(sheet: Sheet, words: str, width: int, height: int, size: float, *, foot: bool) -> int:
    """The size (px) at which a card of this width and height shows its words whole."""
    inner, high = _inside(sheet, width, height, foot=foot)
    return largest(words, inner, high, sheet.pt(size), sheet.pt(FLOOR)).size


def card_height(sheet: Sheet, words: str, width: int, size: int, *, foot: bool) -> int:
    """How high (px) a card of this width has to be for its words at this size, with air below them."""
    inner, left = _inside(sheet, width, 0, foot=foot)
    return fit(words, inner, size, least=size, lines=80).height - left + sheet.px(60)


def _inside(sheet: Sheet, width: int, height: int, *, foot: bool) -> tuple[int, int]:
    pad = sheet.px(30)
    below = round(sheet.pt(26) * 1.3) + sheet.px(6) if foot else 0
    return width - 2 * pad - sheet.stroke(10), height - 2 * sheet.px(22) - below


def card(
    painter: QPainter, sheet: Sheet, area: QRect, words: str, kind: str, *, size: float = 44, foot: str = "",
    exact: int = 0,
) -> None:  # fmt: skip
    """A note as a large card: tint, dark bar, its whole text, a foot. `exact` is the text's size in px."""
    look = note_kind(kind)
    bar = sheet.stroke(10)
    outline = QRectF(area).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(look.bar), sheet.stroke(1.6)))
    painter.setBrush(QColor("#FFFFFF" if sheet.calm else look.tint))
    painter.drawRoundedRect(outline, sheet.px(8), sheet.px(8))
    painter.save()
    painter.setClipRect(QRect(area.left(), area.top(), bar, area.height()))
    painter.setBrush(QColor(look.bar))
    painter.drawRoundedRect(outline, sheet.px(8), sheet.px(8))
    painter.restore()
    pad, top = sheet.px(30), sheet.px(22)
    wide, high = _inside(sheet, area.width(), area.height(), foot=bool(foot))
    most = exact or sheet.pt(size)
    fitted = largest(words, wide, high, most, min(most, sheet.pt(FLOOR)))
    left = area.left() + pad + bar
    write(painter, sheet, fitted, QRect(left, area.top() + top, wide, high), colour=sheet.theme.note_ink)
    if foot:
        small = fit(foot, wide, sheet.pt(26), least=sheet.pt(FLOOR), lines=1)
        place = QRect(left, area.bottom() - top - small.height + sheet.px(8), wide, 0)
        write(painter, sheet, small, place, colour=sheet.theme.note_muted)


def head(painter: QPainter, sheet: Sheet, title: str, time: Time | None = None, kicker: str = "") -> QRect:
    """The title at the left with a small line over it, the time left at the right, and under both a line that fills
    as time goes. Gives the area below.
    """
    time = time or Time()
    theme = sheet.theme
    left, top = sheet.area.left() + sheet.margin, sheet.area.top() + sheet.px(40)
    wide = sheet.area.width() - 2 * sheet.margin
    clock = fit(time.words, wide, sheet.pt(76), least=sheet.pt(40), lines=1, weight=SEMIBOLD) if time.words else None
    beside = advance(clock, SEMIBOLD) + sheet.px(48) if clock else 0
    below_clock = _under_clock(sheet, time, wide, beside) if time.under else None
    if below_clock is not None:
        beside = max(beside, advance(below_clock, REGULAR) + sheet.px(48))
    used = 0
    if kicker:
        used = text(painter, sheet, kicker, QRect(left, top, wide - beside, 0), 30, lines=1, colour=theme.muted)
    most, least = sheet.pt(58), sheet.pt(36)
    fitted = fit(title, wide - beside, most, least=least, lines=2, weight=SEMIBOLD)
    if len(fitted.lines) > 1 and not sheet.upright:
        # One line a little smaller leaves more room for what the room looks at.
        single = fit(title, wide - beside, most, least=sheet.pt(46), lines=1, weight=SEMIBOLD)
        fitted = single if single.whole else fitted
    used += write(painter, sheet, fitted, QRect(left, top + used, wide - beside, 0), weight=SEMIBOLD)
    if clock is not None:
        tall = clock.height + (below_clock.height if below_clock else 0)
        high = max(used, tall)
        place = QRect(left + wide - beside, top + (high - tall) // 2, beside, 0)
        ink = {"ok": theme.ok, "warn": theme.warn, "bad": theme.bad}[time.role]
        write(painter, sheet, clock, place, weight=SEMIBOLD, colour=ink, align=_RIGHT, tabular=True)
        if below_clock is not None:
            under = place.translated(0, clock.height)
            write(painter, sheet, below_clock, under, colour=theme.muted, align=_RIGHT)
        used = high
    line = top + used + sheet.px(20)
    rule(painter, sheet, QRect(left, line, wide, sheet.stroke(5)), time)
    below = line + sheet.stroke(5) + sheet.px(30)
    return QRect(left, below, wide, sheet.area.bottom() - below - sheet.px(56))


def _under_clock(sheet: Sheet, time: Time, wide: int, clock: int) -> Fit:
    """What stands below the clock, in two lines not much wider than it."""
    return fit(time.under, max(clock, wide // 4), sheet.pt(32), least=sheet.pt(FLOOR), lines=2)


@dataclass(frozen=True, slots=True)
class Time:
    """The clock on the wall: what it says, its colour's role (ok, warn, bad), the share of the block that is over
    (None: no block is on), and what stands small below it.
    """

    words: str = ""
    role: str = "ok"
    share: float | None = None
    under: str = ""


def rule(painter: QPainter, sheet: Sheet, area: QRect, time: Time) -> None:
    """The line under the head; what is over of the running block is drawn in the clock's colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(sheet.theme.ink if sheet.calm and time.share is None else sheet.theme.line))
    round_ = area.height() / 2
    painter.drawRoundedRect(QRectF(area), round_, round_)
    if time.share:
        inks = {"ok": sheet.theme.ok, "warn": sheet.theme.warn, "bad": sheet.theme.bad}
        painter.setBrush(QColor(inks[time.role]))
        wide = max(area.height(), area.width() * min(1.0, time.share))
        painter.drawRoundedRect(QRectF(area.left(), area.top(), wide, area.height()), round_, round_)


def advance(fitted: Fit | None, weight: QFont.Weight) -> int:
    """The width of the longest line in px, its figures all of one width; 0 for None."""
    if fitted is None:
        return 0
    metrics = QFontMetricsF(ui_font(fitted.size, weight, tabular=True))
    return int(max((metrics.horizontalAdvance(x) for x in fitted.lines), default=0.0)) + 2


def dots(painter: QPainter, sheet: Sheet, page: int, pages: int) -> None:
    """Which page this is: one dot a page, in the middle at the foot; numbers where dots cannot be counted at once."""
    if pages < 2:
        return
    told = f"{page + 1}/{pages}"
    foot = QRect(sheet.area.left(), sheet.area.bottom() - sheet.px(46), sheet.area.width(), sheet.px(40))
    if pages > 12:
        text(painter, sheet, told, foot, 26, lines=1, colour=sheet.theme.muted, middle=True)
        return
    sheet.said.append(told)
    step, r = sheet.px(30), sheet.px(7)
    x = foot.center().x() - (pages - 1) * step / 2
    painter.setPen(QPen(QColor(sheet.theme.muted), sheet.stroke(2)))
    for at in range(pages):
        painter.setBrush(QColor(sheet.theme.ink) if at == page else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(x + at * step - r, foot.center().y() - r, 2 * r, 2 * r))
