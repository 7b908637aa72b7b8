"""Text that shows whole: it wraps, then steps its size down, and only at the very end is it cut, with the rest in the
tooltip.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from koosloome_desktop.views.fonts import REGULAR, ui_font
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.style import tokens

LEADING: Final = 1.3
"""Line height as a multiple of the font's size."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Text broken into lines at a font size (px); `whole` is false when the last line had to be cut."""

    lines: tuple[str, ...]
    size: int
    whole: bool

    @property
    def line_height(self) -> int:
        """Height of one line in px."""
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        """Height of all lines in px."""
        return self.line_height * len(self.lines)


@lru_cache(maxsize=2000)
def fit(text: str, width: int, size: int, *, least: int, lines: int, weight: QFont.Weight = REGULAR) -> Fit:
    """Break `text` for `width` px into at most `lines` lines, at the largest size from `size` down to `least`."""
    for step in range(size, least - 1, -1):
        broken = break_lines(text, ui_font(step, weight), width, anywhere=False)
        if broken is not None and len(broken) <= lines:
            return Fit(tuple(broken), step, whole=True)
    font = ui_font(least, weight)
    broken = break_lines(text, font, width, anywhere=True) or [""]
    if len(broken) <= lines:
        return Fit(tuple(broken), least, whole=True)
    rest = "".join(broken[lines - 1 :])
    last = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 1))
    return Fit((*broken[: lines - 1], last), least, whole=False)


def break_lines(text: str, font: QFont, width: int, *, anywhere: bool) -> list[str] | None:
    """Lines of at most `width` px; None when a word is wider and `anywhere` does not allow breaking it."""
    result: list[str] = []
    option = QTextOption()
    mode = QTextOption.WrapMode
    option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if anywhere else mode.WordWrap)
    for part in text.split("\n"):
        # A line ends with the dot between two facts, it never begins with one.
        layout = QTextLayout(part.replace(" ·", "\u00a0·"), font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            if not anywhere and line.naturalTextWidth() > width:
                return None
            result.append(part[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        if not part:
            result.append("")
    return result


def draw_lines(painter: QPainter, fitted: Fit, at: QPoint, width: int, align: Qt.AlignmentFlag | None = None) -> None:
    """Draw fitted lines from the top left corner `at`, in the painter's pen and weight."""
    font = painter.font()
    font.setPixelSize(fitted.size)
    painter.setFont(font)
    flags = (align or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    for i, line in enumerate(fitted.lines):
        painter.drawText(QRect(at.x(), at.y() + i * fitted.line_height, width, fitted.line_height), int(flags), line)


class FitLabel(QWidget):
    """A label whose text is always whole if it can be. `colour` names a token."""

    def __init__(
        self,
        text: str = "",
        size: int = 14,
        *,
        least: int = 12,
        lines: int = 1,
        weight: QFont.Weight = REGULAR,
        colour: str = "ink",
    ) -> None:
        super().__init__()
        self._text, self._size, self._least, self._lines = text, size, least, lines
        self._weight, self._colour = weight, colour
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._tell()
            self.update()

    def fitted(self, width: int | None = None) -> Fit:
        """The text as it is broken for a width (px), the present one when none is given."""
        room = self.width() if width is None else width
        return fit(self._text, room, self._size, least=self._least, lines=self._lines, weight=self._weight)

    def _tell(self) -> None:
        tip(self, "" if self.fitted().whole else self._text)

    def hasHeightForWidth(self) -> bool:
        """Only labels of several lines grow as they get narrower."""
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:
        """Height in px for a width."""
        return self.fitted(width).height

    def sizeHint(self) -> QSize:
        """The whole text on one line."""
        width = QFontMetricsF(ui_font(self._size, self._weight)).horizontalAdvance(self._text)
        return QSize(int(width) + 2, round(self._size * LEADING))

    def minimumSizeHint(self) -> QSize:
        """Never wider than it must be: the text adapts."""
        return QSize(24, round(self._least * LEADING))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rest of a cut text goes to the tooltip."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, the block in the middle of the height."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens().colours()[self._colour]))
        painter.setFont(ui_font(self._size, self._weight))
        fitted = self.fitted()
        draw_lines(painter, fitted, QPoint(0, max(0, (self.height() - fitted.height) // 2)), self.width())
        painter.end()
