"""The editor of a note, in its place: the same width, face and tint; it grows with its text. Plain text only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from koosloome_desktop.layout.card import LEFT, RIGHT, TOP
from koosloome_desktop.layout.primitives import NoteBox
from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.board.looks import BAR, CORNER, RING, RING_OFF, Looks, face
from koosloome_desktop.views.capture_line import altgr_text, as_latin
from koosloome_desktop.views.fields import hands_on
from koosloome_desktop.views.whole_text import text_of

_LEAST: Final = 14.0
"""The text being edited is never smaller than this on the screen (px), whatever the zoom."""
_OUT: Final = RING_OFF + RING + 1
_KEPT_REASONS: Final = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class _Text(QPlainTextEdit):
    left = Signal()
    ringed = Signal()
    """The keyboard came or went."""

    def __init__(self, table: CommandTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.keys: Callable[[QKeyEvent], bool] = lambda _e: False
        self.given: Callable[[QMimeData], bool] = lambda _mime: False
        self.wheeled: Callable[[QWheelEvent], None] = lambda _e: None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        # Words that end in blanks reach over the edge, and the text would go aside to show the caret behind them.
        aside = self.horizontalScrollBar()
        aside.rangeChanged.connect(lambda _least, most: aside.setRange(0, 0) if most else None)

    def tall(self) -> float:
        """How much room the lines take (px); font metrics say a little less than they do."""
        layout, block, height = self.document().documentLayout(), self.document().firstBlock(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the program pass; AltGr types."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and altgr_text(event):
            event.accept()
            return True
        if hands_on(event, self._table):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page first (Enter, Esc, Tab), then text."""
        if self.keys(event):
            event.accept()
            return
        super().keyPressEvent(as_latin(event) or event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and what may be a photo."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A photo for the note (`given` says whether it was one), else text only, whatever the clipboard holds."""
        if not self.given(source):
            self.insertPlainText(source.text())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the board's, as beside the note; it scrolls a text that is taller than the board."""
        if self.verticalScrollBar().maximum() and not event.modifiers():
            super().wheelEvent(event)
        else:
            self.wheeled(event)
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.ringed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another place of the window keeps the text; another program or a menu is no leaving."""
        super().focusOutEvent(event)
        self.ringed.emit()
        if event.reason() not in _KEPT_REASONS:
            self.left.emit()


class NoteEditor(QWidget):
    """Lies over the board while a note's text is open. `keys` sees every key press first."""

    left = Signal()
    typed = Signal()

    def __init__(self, table: CommandTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = _Text(table, self)
        self._text.left.connect(self.left.emit)
        self._text.ringed.connect(self.update)
        self._text.textChanged.connect(self._grow)
        self.setFocusProxy(self._text)
        self._box: NoteBox | None = None
        self._looks: Looks | None = None
        self._scale = 1.0
        self._area = QRect()
        self._at = QRectF()
        self.hide()

    @property
    def note(self) -> str:
        """The id of the note that is open, "" when none is."""
        return self._box.id if self._box is not None else ""

    def set_keys(self, keys: Callable[[QKeyEvent], bool]) -> None:
        """Who sees key presses first."""
        self._text.keys = keys

    def set_given(self, given: Callable[[QMimeData], bool]) -> None:
        """Who takes photos that are pasted or dropped here (True = there was one)."""
        self._text.given = given

    def set_wheel(self, wheeled: Callable[[QWheelEvent], None]) -> None:
        """Who turns the board when the wheel turns over the text."""
        self._text.wheeled = wheeled

    def text(self) -> str:
        """The text as it stands."""
        return text_of(self._text.document())

    def halves(self) -> tuple[str, str]:
        """The text before and behind the caret."""
        at = self._text.textCursor().position()
        return self.text()[:at].strip(), self.text()[at:].strip()

    def has_keyboard(self) -> bool:
        """Whether it has the ring."""
        return self.isVisible() and self._text.hasFocus()

    def open(self, box: NoteBox, text: str, looks: Looks, scale: float) -> None:
        """Show the text of a note; all of it is selected nowhere, the caret stands at its end."""
        self._box, self._looks = box, looks
        self._size(box, looks, max(scale, _LEAST / box.size))
        self._text.setAccessibleName(_("Text of the note"))
        self._text.blockSignals(True)
        self._text.setPlainText(text)
        self._text.blockSignals(False)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self.show()
        self.raise_()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _size(self, box: NoteBox, looks: Looks, scale: float) -> None:
        """Letters as large as the note's."""
        self._scale = scale
        font = face(max(1, round(box.size * scale)), box.weight)
        self._text.setFont(font)
        ink, accent = looks.theme.note_ink, looks.theme.accent
        # The window's stylesheet would draw a second ring and its own padding.
        self._text.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus { border: none; background: transparent; padding: 0; min-height: 0;"
            f" color: {ink}; font-size: {font.pixelSize()}px; selection-background-color: {accent}; }}"
        )

    def close_editor(self) -> None:
        """Put it away; nothing is told."""
        self._box = None
        self._text.blockSignals(True)
        self.hide()
        self._text.blockSignals(False)

    def place(self, at: QRectF, area: QRect, scale: float) -> None:
        """Lie over the note at `at` (px of the parent), inside `area`, on a board of that scale."""
        self._at, self._area = at, area
        box, looks = self._box, self._looks
        if (
            box is not None
            and looks is not None
            and abs((wanted := max(scale, _LEAST / box.size)) - self._scale) > 1e-6
        ):
            self._size(box, looks, wanted)
        self._fit()

    def _grow(self) -> None:
        self._fit()
        self.typed.emit()

    def _fit(self) -> None:
        box = self._box
        if box is None:
            return
        k = self._scale
        width = box.w * k
        left, right, top = LEFT * k, RIGHT * k, TOP * k
        self._text.setFixedWidth(max(40, round(width - left - right + 1)))
        needed = self._text.tall() + 2 * top + 4
        tall = min(max(box.h * k, needed), max(60.0, self._area.height() - 2.0 * _OUT))
        x = min(max(self._at.x(), self._area.left() + _OUT), self._area.right() - width - _OUT)
        y = min(max(self._at.y(), self._area.top() + _OUT), self._area.bottom() - tall - _OUT)
        out = round(_OUT)
        self.setGeometry(round(x) - out, round(y) - out, round(width) + 2 * out, round(tall) + 2 * out)
        self._text.setGeometry(out + round(left), out + round(top), self._text.width(), round(tall - 2 * top))
        if tall >= needed:
            self._text.verticalScrollBar().setValue(0)  # it was moved up to show the caret before there was room

    def paintEvent(self, event: QPaintEvent) -> None:
        """The note's paper and bar, and the ring."""
        if self._box is None or self._looks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint, bar, edge = self._looks.note(self._box)
        rect = QRectF(self.rect()).adjusted(_OUT, _OUT, -_OUT, -_OUT)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(rect, CORNER, CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), BAR * self._scale, rect.height()), 3, 3)
        if self._text.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._looks.accent), RING))
            off = RING_OFF
            painter.drawRoundedRect(rect.adjusted(-off, -off, off, off), CORNER + off, CORNER + off)
        painter.end()
