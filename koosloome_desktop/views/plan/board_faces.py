"""What a card of the board says, broken for its width, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.model.document import Document
from koosloome_desktop.operations.drafts import changed_since_agreed
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plan.gantt_words import late_words
from koosloome_desktop.views.plan.status_looks import look_of
from koosloome_desktop.views.plan.texts import source_words
from koosloome_desktop.views.plan.words import amount, status_word
from koosloome_desktop.views.style import tokens

PAD: Final = 10
BAR: Final = 6
LINE: Final = 18
SMALL: Final = 16
HEAD: Final = 20
"""Height of a card's line with number and sign."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Face:
    """A card for one width. `below` are lines under the activity with the token of their colour."""

    code: str
    status: str
    lines: tuple[str, ...]
    below: tuple[tuple[str, str], ...]
    percent: int | None
    height: int
    marked: bool = False


@lru_cache(maxsize=8192)
def _broken(text: str, width: int, size: int, weight: str, lang: str) -> tuple[str, ...]:
    return tuple(wrap(text, max(40, width), size, "semibold" if weight else "regular", lang)) if text else ()


def face(
    document: Document,
    row: Standing,
    width: int,
    lang: str,
    *,
    with_owner: bool,
    with_status: bool,
    marked: bool = False,
) -> Face:
    """The face of a row's card, `width` px wide; every word of it is shown. `marked`: there are remarks about it."""
    action = row.action
    room = width - BAR - 2 * PAD
    lines = _broken(action.activity, room, 14, "b", lang)
    below: list[tuple[str, str]] = []
    over = row.status in {"done", "dropped"}
    for text, colour in _facts(document, row, lang, with_owner=with_owner, with_status=with_status):
        calm = "muted" if over and colour == "ink" else colour
        below += [(line, calm) for line in _broken(text, room, 12, "", lang)]
    height = PAD + HEAD + len(lines) * LINE + 4 + len(below) * SMALL + PAD - 2
    shown = row.percent if row.status not in {"done", "dropped"} else None
    return Face(action.code, row.status, lines, tuple(below), shown, height + (8 if shown is not None else 0), marked)


def _facts(
    document: Document, row: Standing, lang: str, *, with_owner: bool, with_status: bool
) -> list[tuple[str, str]]:
    action, found = row.action, []
    if with_owner:
        found.append((action.owner_role, "muted") if action.owner_role else (_("nobody is responsible"), "bad"))
    parts = [locale.date(row.deadline, lang)] if row.deadline else []
    money = amount(action, lang)
    parts += [f"{money} €" if money[-1:].isdigit() else money] if money else []
    if parts:
        found.append((" · ".join(parts), "ink"))
    if with_status and not row.overdue:
        found.append((status_word(row.status), look_of(row.status).edge))
    if row.overdue:
        found.append((late_words(row.days_late), "bad"))
    if row.overspent and row.spent is not None:
        found.append((_("spent {amount}: more than planned").format(amount=locale.money(row.spent, lang)), "bad"))
    if action.reason:
        found.append((action.reason, "warn"))
    if action.draft:
        found.append((_("proposed, not confirmed"), "warn"))
    if action.agreed_at:
        changed = changed_since_agreed(action)
        words = _("changed after it was agreed") if changed else _("agreed")
        found.append((f"✓ {words}", "warn" if changed else "ok"))
    source = source_words(document, action)
    return [*found, (source, "muted")] if source else found


def paint_face(painter: QPainter, area: QRectF, shown: Face, *, chosen: bool, focused: bool, lifted: bool) -> None:
    """Draw a card."""
    theme, colours, look = tokens(), tokens().colours(), look_of(shown.status)
    painter.setOpacity(0.45 if lifted else 1.0)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.accent_soft if chosen else theme.panel))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    _edge(painter, area, shown.status)
    left, top = area.left() + BAR + PAD, area.top() + PAD - 2
    room = area.width() - BAR - 2 * PAD
    painter.setFont(ui_font(13, SEMIBOLD, tabular=True))
    painter.setPen(QColor(theme.muted))
    painter.drawText(QRectF(left, top, room, HEAD), _LEFT, shown.code)
    painter.setPen(QColor(colours[look.edge]))
    painter.drawText(QRectF(left, top, room, HEAD), _RIGHT, look.sign)
    if shown.marked:
        painter.setPen(QColor(theme.warn))
        painter.drawText(QRectF(left, top, room - 20, HEAD), _RIGHT, "◥")
    top += HEAD
    font = ui_font(14, SEMIBOLD)
    font.setStrikeOut(shown.status == "dropped")
    painter.setFont(font)
    painter.setPen(QColor(theme.muted if shown.status in {"done", "dropped"} else theme.ink))
    for i, line in enumerate(shown.lines):
        painter.drawText(QRectF(left, top + i * LINE, room + 4, LINE), _LEFT, line)
    top += len(shown.lines) * LINE + 4
    painter.setFont(ui_font(12, REGULAR, tabular=True))
    for i, (line, colour) in enumerate(shown.below):
        painter.setPen(QColor(colours[colour]))
        painter.drawText(QRectF(left, top + i * SMALL, room + 4, SMALL), _LEFT, line)
    if shown.percent is not None:
        _percent(painter, QRectF(left, area.bottom() - PAD - 2, room, 5), shown)
    if chosen:
        pen = QPen(QColor(theme.accent), 2.5) if focused else QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
    painter.setOpacity(1.0)


def _edge(painter: QPainter, area: QRectF, status: str) -> None:
    """The bar at the left in the colour and pattern of the status."""
    look, colours = look_of(status), tokens().colours()
    bar = QRect(round(area.left()) + 1, round(area.top()) + 6, BAR, round(area.height()) - 12)
    painter.fillRect(bar, QColor(colours[look.edge]))
    if look.dashed or look.pattern is not Qt.BrushStyle.NoBrush:
        step = 6 if look.dashed else 4
        for top in range(bar.top(), bar.bottom(), step * 2):
            painter.fillRect(QRect(bar.left(), top, bar.width(), step // 2), QColor(tokens().panel))


def _percent(painter: QPainter, area: QRectF, shown: Face) -> None:
    theme, colours = tokens(), tokens().colours()
    painter.setPen(QPen(QColor(theme.muted), 0.8))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(area, 2.5, 2.5)
    part = QRectF(area)
    part.setWidth(area.width() * (shown.percent or 0) / 100)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[look_of(shown.status).edge]))
    painter.drawRoundedRect(part, 2.5, 2.5)
