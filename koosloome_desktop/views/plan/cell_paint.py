"""How the cells of a plan look: whole wrapped text, a pill for the status, quiet marks, headings with subtotals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from koosloome_desktop.layout.wrap import wrap
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import plan
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import action_words
from koosloome_desktop.views.fonts import REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.plan.columns import Column
from koosloome_desktop.views.plan.lines import Heading
from koosloome_desktop.views.plan.marks import Mark, Weight
from koosloome_desktop.views.plan.texts import agreed_words, group_title, source_words
from koosloome_desktop.views.plan.words import STATUS_COLOURS, status_word
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import fit

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.model import PlanModel

SIZE: Final = 14
LINE: Final = 19
PAD: Final = 10
LEAST: Final = 44
HEADING: Final = 36
BELOW: Final = 18
_TABULAR: Final = {"date", "money", "percent", "none"}
_LETTER_NAMES: Final = {"R": ("accent_soft", "accent_text"), "A": ("accent", "accent_ink")}


@cache
def _font(size: int, weight: QFont.Weight, tabular: bool) -> QFont:
    return ui_font(size, weight, tabular=tabular)


def cell_lines(text: str, width: int, lang: str, *, bold: bool = False) -> tuple[str, ...]:
    """The text of a cell broken for a column of `width` px; every word is whole or hyphenated."""
    return wrap(text, max(20, width - 2 * PAD), SIZE, "semibold" if bold else "regular", lang) if text else ()


class CellPaint:
    """Draws the cells of one plan, and says how high they are."""

    def __init__(self, model: PlanModel) -> None:
        self._model = model

    def lines(self, row: int, column: int, width: int) -> tuple[str, ...]:
        """The lines of a cell."""
        lang = self._model.workshop.document.workshop.language
        bold = self._model.columns[column].field == "activity"
        return cell_lines(self._model.text(row, column), width, lang, bold=bold)

    def height(self, row: int, column: int, width: int) -> int:
        """Height in px that shows the whole cell."""
        line, known = self._model.lines[row], self._model.columns[column]
        if isinstance(line, Heading):
            return HEADING
        count = 1 if known.kind in {"status", "letter"} else len(self.lines(row, column, width))
        below = BELOW if known.field == "activity" and self.below(line) else 0
        return max(LEAST, count * LINE + below + 20)

    def below(self, action: Action) -> list[tuple[str, str]]:
        """What stands small under an action, as (words, look): draft, where it comes from, agreed, a quick win."""
        model = self._model
        found = [
            (_("draft"), "draft") if action.draft else ("", ""),
            (_("quick win"), "quick") if not action.draft and model.texts.quick(action) else ("", ""),
            (source_words(model.workshop.document, action), "plain") if action.sources else ("", ""),
            (f"✓ {agreed_words(action, model.ctx.lang)}", "agreed") if action.agreed_at else ("", ""),
        ]
        return [each for each in found if each[0]]

    def paint(self, painter: QPainter, area: QRect, row: int, column: int, *, chosen: bool, ring: bool) -> None:
        """Draw one cell."""
        theme, line = tokens(), self._model.lines[row]
        if isinstance(line, Heading):
            painter.fillRect(area, QColor(theme.paper))
            self._heading(painter, area, line, column)
        else:
            if chosen:
                painter.fillRect(area, QColor(theme.accent_soft))
            self._action(painter, area, line, row, column)
        if row + 1 < len(self._model.lines):
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.line))
        if ring:
            _ring(painter, area)

    # -- a heading

    def _heading(self, painter: QPainter, area: QRect, heading: Heading, column: int) -> None:
        theme, model = tokens(), self._model
        known = model.columns[column]
        middle = Qt.AlignmentFlag.AlignVCenter
        room = area.adjusted(PAD, 0, -PAD + 2, 0)
        if column == 0:
            title = group_title(heading.key, model.shape.grouping, tables=bool(model.tables()))
            painter.setFont(_font(SIZE, SEMIBOLD, True))
            painter.setPen(QColor(theme.ink))
            painter.drawText(room, middle, title)
            left = int(painter.fontMetrics().horizontalAdvance(title)) + 10
            painter.setFont(_font(13, REGULAR, True))
            painter.setPen(QColor(theme.muted))
            painter.drawText(room.adjusted(left, 0, 0, 0), middle, f"· {self._counted(heading)}")
            return
        text = self._subtotal(heading, known)
        if text:
            painter.setFont(_font(SIZE, SEMIBOLD, True))
            painter.setPen(QColor(theme.ink))
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, text)

    def _counted(self, heading: Heading) -> str:
        model = self._model
        words = action_words(heading.count)
        if all(c.kind != "money" for c in model.columns) and heading.total:
            return f"{words} · {locale.money(heading.total, model.ctx.lang)}"
        return words

    def _subtotal(self, heading: Heading, column: Column) -> str:
        lang = self._model.ctx.lang
        if column.field == "budget":
            return locale.money(heading.total, lang, sign="").strip() if heading.count > heading.without else ""
        if column.field.startswith("budget:"):
            cents = (heading.by_year or {}).get(column.field.partition(":")[2])
            return "" if cents is None else locale.money(cents, lang, sign="").strip()
        return ""

    # -- an action

    def _action(self, painter: QPainter, area: QRect, action: Action, row: int, column: int) -> None:
        known = self._model.columns[column]
        if known.kind == "status":
            self._status(painter, area, action)
        elif known.kind == "letter":
            _letters(painter, area, self._model.text(row, column))
        else:
            self._text(painter, area, action, row, column)
        marks = self._model.marks.at(action, known.field)
        if marks:
            _mark(painter, area, marks[0])

    def _text(self, painter: QPainter, area: QRect, action: Action, row: int, column: int) -> None:
        known = self._model.columns[column]
        lines = self.lines(row, column, area.width())
        bold = known.field == "activity"
        below = self.below(action) if bold else []
        top = area.top() + (area.height() - len(lines) * LINE - (BELOW if below else 0)) // 2
        painter.setFont(_font(SIZE, SEMIBOLD if bold else REGULAR, known.kind in _TABULAR))
        painter.setPen(QColor(self._ink(action, known)))
        side = Qt.AlignmentFlag.AlignRight if known.right and not self._words(action, known) else _LEFT
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        left, width = area.left() + PAD, area.width() - 2 * PAD + 2
        for i, line in enumerate(lines):
            painter.drawText(QRect(left, top + i * LINE, width, LINE), flags, line)
        if below:
            _below(painter, QRect(left, top + len(lines) * LINE, width, BELOW), below)

    def _ink(self, action: Action, column: Column) -> str:
        theme = tokens()
        if action.draft or action.status == "dropped" or column.field in {"code", "checks", "sources"}:
            return theme.muted
        if column.field in {"deadline", "time"} and self._model.texts.late(action):
            return theme.bad
        return theme.ok if column.field == "agreed" else theme.ink

    @staticmethod
    def _words(action: Action, column: Column) -> bool:
        """Whether a sentence stands where an amount is expected: it is set like text."""
        return column.field == "budget" and not plan.has_amount(action)

    def _status(self, painter: QPainter, area: QRect, action: Action) -> None:
        code = self._model.texts.status(action)
        colours = tokens().colours()
        fill, ink = STATUS_COLOURS.get(code, ("paper_dot", "ink"))
        word = status_word(code)
        fitted = fit(word, area.width() - 28, 13, least=11, lines=1, weight=SEMIBOLD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_font(round(fitted.size), SEMIBOLD, False))
        width = min(area.width() - 8, QFontMetricsF(painter.font()).horizontalAdvance(word) + 20)
        pill = QRectF(area.left() + 4, area.center().y() - 11, width, 24)
        painter.setPen(QColor(colours["line"]) if tokens().name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[fill]))
        painter.drawRoundedRect(pill, 12, 12)
        painter.setPen(QColor(colours[ink]))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)


_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


_LOOKS: Final = {
    "draft": ("paper_dot", "ink"), "quick": ("ok_soft", "ok"), "plain": ("", "muted"), "agreed": ("", "ok"),
}  # fmt: skip


def _below(painter: QPainter, room: QRect, parts: list[tuple[str, str]]) -> None:
    """Small words side by side; a draft and a quick win stand on a ground of their own."""
    colours = tokens().colours()
    painter.setFont(_font(12, REGULAR, True))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = room.left()
    for words, look in parts:
        ground, ink = _LOOKS[look]
        pad = 7 if ground else 0
        width = int(painter.fontMetrics().horizontalAdvance(words)) + 2 * pad
        if ground:
            painter.setPen(QColor(colours["line"]) if tokens().name == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours[ground]))
            painter.drawRoundedRect(QRectF(left, room.top() + 1, width, BELOW - 1), 8, 8)
        painter.setPen(QColor(colours[ink]))
        painter.drawText(QRect(left + pad, room.top(), room.right() - left, BELOW), int(_LEFT | _MIDDLE), words)
        left += width + 8
        if left > room.right():
            return


def _letters(painter: QPainter, area: QRect, text: str) -> None:
    """RASCI letters as small discs; A, who answers for the row, is the strong one."""
    letters = [c for c in text.split("/") if c] if "/" in text else list(text[:5])
    theme = tokens()
    colours = theme.colours()
    left = area.center().x() - (len(letters) * 28 - 4) / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(SIZE, SEMIBOLD, False))
    for i, letter in enumerate(letters):
        disc = QRectF(left + i * 28, area.center().y() - 12, 24, 24)
        fill, ink = _LETTER_NAMES.get(letter, ("panel", "muted"))
        painter.setPen(QColor(theme.line) if fill == "panel" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[fill]))
        painter.drawEllipse(disc)
        painter.setPen(QColor(colours[ink]))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, letter)


def _mark(painter: QPainter, area: QRect, mark: Mark) -> None:
    """A corner for what disagrees, a ring for what is missing, a dot for a hint: told apart by shape."""
    theme = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right, top = area.right(), area.top()
    if mark.weight is Weight.WARNING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.warn))
        corner = [QPointF(right - 10, top + 1), QPointF(right, top + 1), QPointF(right, top + 11)]
        painter.drawPolygon(QPolygonF(corner))
        return
    small = mark.weight is Weight.HINT
    pen = QPen(QColor(theme.muted if small else theme.warn))
    pen.setWidthF(1.5)
    painter.setPen(Qt.PenStyle.NoPen if small else pen)
    painter.setBrush(QColor(theme.muted) if small else Qt.BrushStyle.NoBrush)
    side = 4 if small else 7
    painter.drawEllipse(QRectF(right - side - 4, top + 5, side, side))


def _ring(painter: QPainter, area: QRect) -> None:
    pen = QPen(QColor(tokens().accent))
    pen.setWidthF(2.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -3), 6, 6)
