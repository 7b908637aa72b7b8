"""A sentence as large as its area allows: of the read-back now, of the wall when it reads rows out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from koosloome_desktop.operations.plan_sentence import Sentence
from koosloome_desktop.support.palette import Palette
from koosloome_desktop.views.fonts import BOLD, SEMIBOLD, ui_font
from koosloome_desktop.views.style import tokens

MOST: Final = 72
LEAST: Final = 18
"""Bounds of the type in px; below the least the area would have to scroll, and does not: rows are short."""
_LEADING: Final = 1.32


@dataclass(frozen=True, slots=True)
class Typeset:
    """A sentence set in type of `size` px; `height` of all its lines."""

    layout: QTextLayout
    size: int
    height: float


def typeset(
    sentence: Sentence, width: int, height: int, theme: Palette, *, most: int = MOST, least: int = LEAST
) -> Typeset:
    """The sentence in the largest type in which it fits an area of that size (px)."""
    low, high = least, max(least, most)
    while low < high:
        middle = (low + high + 1) // 2
        if _in_type(sentence, width, middle, theme).height <= height:
            low = middle
        else:
            high = middle - 1
    return _in_type(sentence, width, low, theme)


def _in_type(sentence: Sentence, width: int, size: int, theme: Palette) -> Typeset:
    layout = QTextLayout(sentence.text, ui_font(size, QFont.Weight.Normal, tabular=True))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(sentence, theme))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, top))
        top += size * _LEADING
    layout.endLayout()
    return Typeset(layout, size, top)


def _formats(sentence: Sentence, theme: Palette) -> list[QTextLayout.FormatRange]:
    found, at = [], 0
    for piece in sentence.pieces:
        made = QTextLayout.FormatRange()
        # Qt counts in UTF-16.
        made.start, made.length = at, len(piece.text.encode("utf-16-le")) // 2
        at += made.length
        looks = QTextCharFormat()
        looks.setForeground(QColor(theme.bad if piece.missing else theme.ink if piece.field else theme.muted))
        if piece.field in {"owner_role", "deadline", "budget"}:
            looks.setFontWeight(BOLD if piece.field == "owner_role" else SEMIBOLD)
        looks.setFontUnderline(piece.missing)
        made.format = looks
        found.append(made)
    return found


class SentenceSheet(QWidget):
    """Shows one sentence; `chosen` is the field whose piece is marked, "" for none. Nothing here can be edited."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Sentence(())
        self._chosen = ""
        self._focused = False
        self._made: Typeset | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sentence(self, sentence: Sentence, chosen: str = "") -> None:
        """Another sentence, or another piece of it marked."""
        if (sentence, chosen) != (self._sentence, self._chosen):
            self._sentence, self._chosen, self._made = sentence, chosen, None
            self.setAccessibleName(sentence.text)
            self.update()

    def size_now(self) -> int:
        """The size of the type in px."""
        return self._setting().size

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(800, 320)

    def minimumSizeHint(self) -> QSize:
        """Three lines of the least type."""
        return QSize(240, 90)

    def resizeEvent(self, event: object) -> None:
        """Another area, another size."""
        self._made = None
        super().resizeEvent(event)  # type: ignore[arg-type]

    def changeEvent(self, event: object) -> None:
        """Colours may be others now."""
        self._made = None
        super().changeEvent(event)  # type: ignore[arg-type]

    def _setting(self) -> Typeset:
        if self._made is None:
            self._made = typeset(self._sentence, self.width(), self.height(), tokens())
        return self._made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentence in the middle of its height, the chosen piece marked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        made = self._setting()
        top = max(0.0, (self.height() - made.height) / 2)
        for box in self._chosen_boxes(made):
            painter.setBrush(QColor(tokens().accent_soft))
            painter.setPen(QPen(QColor(tokens().accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.translated(0, top), 5, 5)
        made.layout.draw(painter, QPointF(0, top))
        painter.end()

    def _chosen_boxes(self, made: Typeset) -> list[QRectF]:
        boxes: list[QRectF] = []
        at = 0
        for piece in self._sentence.pieces:
            length = len(piece.text.encode("utf-16-le")) // 2
            if piece.field and piece.field == self._chosen:
                boxes += self._boxes(made, at, at + length)
            at += length
        return boxes

    @staticmethod
    def _boxes(made: Typeset, first: int, last: int) -> list[QRectF]:
        found = []
        for number in range(made.layout.lineCount()):
            line = made.layout.lineAt(number)
            begin, end = line.textStart(), line.textStart() + line.textLength()
            if first < end and last > begin:
                left = _x(line.cursorToX(max(first, begin)))
                right = _x(line.cursorToX(min(last, end)))
                found.append(QRectF(left - 4, line.y() - 1, right - left + 8, made.size * _LEADING + 1))
        return found


def _x(found: object) -> float:
    """PySide gives the place of a cursor alone or with the cursor's number."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
