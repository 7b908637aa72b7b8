"""What the inspector is put together from: captions, facts, kind signs, jumps, and texts that can be edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import NoteKind
from koosloome_desktop.views.fields import Area
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plain import label, section_label, tip
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.text_fit import Fit, draw_lines, fit
from koosloome_desktop.views.whole_text import text_of
from koosloome_desktop.views.widgets import column, enter_clicks

_BAR: Final = 6


class KindSign(QWidget):
    """A small note: tint, dark bar, sign, and its word beside it. Never colour alone."""

    def __init__(self, kind: NoteKind, word: str = "") -> None:
        super().__init__()
        self._kind = kind
        self._word = word or _(kind.word)
        self.setFixedHeight(26)
        self.setAccessibleName(self._word)

    def sizeHint(self) -> QSize:
        """The sign and its word."""
        return QSize(200, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the small note and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens().line))
        painter.setBrush(QColor(self._kind.tint))
        painter.drawRoundedRect(QRectF(0.5, 2.5, 33, 21), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._kind.bar))
        painter.drawRoundedRect(QRectF(0, 2, _BAR, 22), 2, 2)
        painter.setFont(ui_font(13, SEMIBOLD))
        painter.setPen(QColor(tokens().note_ink))
        painter.drawText(QRectF(_BAR, 2, 28, 22), Qt.AlignmentFlag.AlignCenter, self._kind.sign)
        painter.setPen(QColor(tokens().ink))
        painter.setFont(ui_font(14))
        fitted = fit(self._word, self.width() - 46, 14, least=12, lines=1)
        painter.drawText(QRectF(46, 0, self.width() - 46, 26), Qt.AlignmentFlag.AlignVCenter, fitted.lines[0])
        painter.end()


class Jump(QAbstractButton):
    """A related note: arrow and its text, whole; a click goes there."""

    def __init__(self, arrow: str, text: str, spoken: str, bar: str = "") -> None:
        super().__init__()
        self._arrow, self._bar = arrow, bar
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{spoken}: {text}")

    def _fit(self, width: int) -> Fit:
        return fit(self.text() or "–", width - 44, 14, least=13, lines=4)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in px."""
        return self._fit(width).height + 16

    def sizeHint(self) -> QSize:
        """One line high at least."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, as a click does."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit goes to the tooltip."""
        super().resizeEvent(event)
        tip(self, "" if self._fit(self.width()).whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, arrow and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        strong = self.hasFocus()
        painter.setPen(QColor(theme.accent if strong or self.underMouse() else theme.line))
        painter.setBrush(QColor(theme.accent_soft if self.underMouse() else theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if strong:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        if self._bar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._bar))
            painter.drawRoundedRect(QRectF(0, 0, 4, self.height()), 2, 2)
        fitted = self._fit(self.width())
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(14))
        painter.drawText(QRectF(12, 8, 20, fitted.line_height), Qt.AlignmentFlag.AlignVCenter, self._arrow)
        painter.setPen(QColor(theme.ink))
        draw_lines(painter, fitted, QPoint(32, 8), self.width() - 44)
        painter.end()


class EditText(Area):
    """A text of the selection, edited in place: leaving it or Ctrl+Enter keeps it, Esc gives the old one back."""

    left = Signal()

    def __init__(self, table: CommandTable, caption: str, text: str, keep: Callable[[str], object]) -> None:
        super().__init__(table, text)
        self._old, self._keep = text, keep
        self.setAccessibleName(caption)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def show_text(self, text: str, keep: Callable[[str], object]) -> None:
        """Show the text of something else, and keep it there from now on."""
        self._old, self._keep = text, keep
        if self.toPlainText() != text:
            self.setPlainText(text)

    def _grow(self) -> None:
        lines = max(1, int(self.document().size().height()))
        self.setFixedHeight(min(220, lines * self.fontMetrics().lineSpacing() + 22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width there are other lines."""
        super().resizeEvent(event)
        self._grow()

    def changed(self) -> bool:
        """Whether the text differs from what is kept."""
        return self.toPlainText() != self._old

    def keep(self) -> None:
        """Keep the text."""
        if not self.changed():
            return
        # What it is now is known first: the panel may be made anew by the change, and this field left once more.
        before, self._old = self._old, self.toPlainText()
        try:
            self._keep(text_of(self.document()))
        except KoosloomeError:
            self._old = before  # refused, and said so: what was typed stays, to be made shorter
            raise

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores and leaves, Ctrl+Enter keeps and leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._old)
            self.left.emit()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.keep()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps the text."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.keep()


def section(layout: QVBoxLayout, title: str, *, first: bool = False) -> None:
    """A caption over what follows."""
    if not first:
        layout.addSpacing(12)
    layout.addWidget(section_label(title))


def fact(layout: QVBoxLayout, caption: str, text: str) -> None:
    """A caption and its value, the value whole."""
    layout.addLayout(column(label(caption, "field"), label(text, "body", wrap=True), gap=0))
