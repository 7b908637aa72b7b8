"""What the rail is made of, painted by hand: brand, section titles, entries, and the line that says what is saved."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from koosloome_desktop.support.palette import DARK
from koosloome_desktop.views.fonts import BOLD, REGULAR, SEMIBOLD, ui_font
from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.plain import tip
from koosloome_desktop.views.style import RAIL, RAIL_FOLDED, TOP, TOP_LOW, tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit
from koosloome_desktop.views.widgets import enter_clicks, tip_for_keys

ICON: Final = 18
_LEFT: Final = 18
_TEXT: Final = 46
_RIGHT: Final = 12
_CIRCLES: Final = (("#6CB6FF", 8.5, 9.5), ("#FFCF6B", 17.5, 9.5), ("#7ED28A", 13.0, 17.0))


class Foldable(Protocol):
    """What can show itself in 56 px."""

    def fold(self, folded: bool) -> None:
        """Show less, or everything again."""
        ...


class Brand(QWidget):
    """The sign (three circles that overlap) and the name; as high as the top bar beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(TOP)
        self._folded = False
        self.setAccessibleName("Koosloome")

    def set_low(self, *, low: bool) -> None:
        """As high as the top bar in a low window."""
        self.setFixedHeight(TOP_LOW if low else TOP)

    def fold(self, folded: bool) -> None:
        """Show the sign only."""
        self._folded = folded
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and, when there is room, the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = 15 if self._folded else 16, (self.height() - 26) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, x, y in _CIRCLES:
            fill = QColor(colour)
            fill.setAlphaF(0.88)
            painter.setBrush(fill)
            painter.drawEllipse(QPointF(left + x, top + y), 7.5, 7.5)
        if not self._folded:
            painter.setPen(QColor("#FFFFFF"))
            painter.setFont(ui_font(18, BOLD))
            painter.drawText(QRect(52, 0, self.width() - 52, self.height()), Qt.AlignmentFlag.AlignVCenter, "Koosloome")
        painter.end()


class RailSection(QWidget):
    """The small title over a group of entries; a hairline when the rail is folded."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._folded = False
        self.setFixedHeight(36)
        self.setAccessibleName(text)

    def fold(self, folded: bool) -> None:
        """Show a line instead of the words."""
        self._folded = folded
        self.setFixedHeight(17 if folded else 36)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, or the line."""
        painter = QPainter(self)
        theme = tokens()
        if self._folded:
            painter.setBackground(QColor(theme.rail_active))
            painter.eraseRect(QRect(16, 8, self.width() - 32, 1))
        else:
            font = ui_font(12, SEMIBOLD)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
            painter.setFont(font)
            painter.setPen(QColor(theme.rail_muted))
            area = QRect(_LEFT, 12, self.width() - _LEFT - _RIGHT, self.height() - 12)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._text.upper())
        painter.end()


class RailItem(QAbstractButton):
    """One entry: bar, icon, words, number. The words wrap rather than end in dots."""

    stepped = Signal(int)
    """Down (1) or Up (-1) was pressed."""

    def __init__(self, text: str, icon: str, count: int | None = None, *, quiet: bool = False, hint: str = "") -> None:
        super().__init__()
        self._icon, self._count, self._quiet, self._hint = icon, count, quiet, hint
        self._folded = False
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows belong to the rail."""
        if enter_clicks(self, event):
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """In a folded rail the entry says its name."""
        super().focusInEvent(event)
        if self._folded:
            tip_for_keys(self, event)

    def nextCheckState(self) -> None:
        """A click does not check: the window marks what is really open."""

    def set_count(self, count: int | None) -> None:
        """Show another number."""
        if count != self._count:
            self._count = count
            self._name()
            self.updateGeometry()
            self.update()

    @property
    def count(self) -> int | None:
        """The number that is shown."""
        return self._count

    def fold(self, folded: bool) -> None:
        """Show the icon only; words and number go to the tooltip."""
        self._folded = folded
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        whole = self.text() if self._count is None else f"{self.text()} · {self._count}"
        self.setAccessibleName(whole)
        self.setAccessibleDescription(self._hint)  # else the tooltip, which says the name once more
        tip(self, " · ".join(x for x in (whole if self._folded else "", self._hint) if x))

    def _pill(self) -> int:
        if self._count is None or self._folded:
            return 0
        return int(QFontMetricsF(ui_font(12, SEMIBOLD)).horizontalAdvance(str(self._count))) + 16

    def _fit(self) -> Fit:
        pill = self._pill()
        room = RAIL - _TEXT - _RIGHT - (pill + 8 if pill else 0)
        return fit(self.text(), room, 15, least=12, lines=3, weight=SEMIBOLD)

    def sizeHint(self) -> QSize:
        """As high as its words need, at least 36 px."""
        if self._folded:
            return QSize(RAIL_FOLDED, 40)
        return QSize(RAIL, max(36, self._fit().height + 14))

    def minimumSizeHint(self) -> QSize:
        """The same as the wished size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, icon, words and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        on = self.isChecked()
        if on or self.underMouse():
            # Not `fillRect`, which also takes a gradient's name: Python's class of all 169 would be made for it.
            painter.setBackground(QColor(theme.rail_active))
            painter.eraseRect(self.rect())
        if on:
            painter.setBackground(QColor(theme.rail_mark))
            painter.eraseRect(QRect(0, 0, 4, self.height()))
        ink = "#FFFFFF" if on else theme.rail_muted if self._quiet else theme.rail_ink
        left = (self.width() - ICON) // 2 if self._folded else _LEFT
        picture = pixmap(self._icon, ink, ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(left, (self.height() - ICON) // 2), picture)
        if not self._folded:
            self._paint_words(painter, ink)
        elif self._quiet and self._count:
            self._paint_waiting(painter)
        if self.hasFocus():
            painter.setPen(QColor(theme.rail_mark))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5.5, 1.5, -3.5, -1.5), 6, 6)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6.5, 2.5, -4.5, -2.5), 5, 5)
        painter.end()

    def _paint_waiting(self, painter: QPainter) -> None:
        """What waits below the canvases is seen at one glance, also beside an icon: a number at its corner."""
        font = ui_font(11, SEMIBOLD, tabular=True)
        wide = max(16.0, QFontMetricsF(font).horizontalAdvance(str(self._count)) + 8)
        area = QRectF(self.width() / 2 + 4, 3, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().rail_mark))
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(QColor(tokens().rail))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._count))

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        fitted = self._fit()
        painter.setPen(QColor(ink))
        painter.setFont(ui_font(15, SEMIBOLD if self.isChecked() else REGULAR))
        draw_lines(painter, fitted, QPoint(_TEXT, (self.height() - fitted.height) // 2), self.width() - _TEXT)
        pill = self._pill()
        if pill:
            area = QRectF(self.width() - _RIGHT - pill, (self.height() - 20) / 2, pill, 20)
            veil = QColor("#FFFFFF")
            veil.setAlphaF(0.13)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(area, 10, 10)
            painter.setPen(QColor("#FFFFFF"))
            painter.setFont(ui_font(12, SEMIBOLD, tabular=True))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._count))


class SavedLine(QWidget):
    """The line at the bottom of the rail: saved when, saving, or what went wrong. It speaks only of what is on disk."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._icon, self._bad, self._folded = "", "", False, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str, icon: str = "check", *, bad: bool = False) -> None:
        """Show a sentence; ``""`` shows nothing."""
        self._text, self._icon, self._bad = text, icon, bad
        self.setAccessibleName(text)
        self.fold(self._folded)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What is said now."""
        return self._text

    def fold(self, folded: bool) -> None:
        """Show the sign only; the sentence goes to the tooltip."""
        self._folded = folded
        tip(self, self._text if folded else "")
        self.setFixedHeight(40 if folded else max(36, self._fit().height + 14))
        self.update()

    def _fit(self) -> Fit:
        return fit(self._text or " ", RAIL - _TEXT - _RIGHT, 13, least=12, lines=5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign and sentence."""
        painter = QPainter(self)
        colour = DARK.bad if self._bad else tokens().rail_muted
        left = (self.width() - 16) // 2 if self._folded else _LEFT
        if self._icon:
            painter.drawPixmap(
                QPoint(left, (self.height() - 16) // 2), pixmap(self._icon, colour, 16, self.devicePixelRatioF())
            )
        if not self._folded:
            fitted = self._fit()
            painter.setPen(QColor(colour))
            painter.setFont(ui_font(13, tabular=True))
            draw_lines(painter, fitted, QPoint(_TEXT - 6, (self.height() - fitted.height) // 2), self.width() - _TEXT)
        painter.end()
