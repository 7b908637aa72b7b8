"""What no file can hold (NUL, half characters) becomes a visible � in the field where it was typed, and that is said.

Loaded when something of the kind was pasted.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from koosloome_desktop.support.text import shown_kept
from koosloome_desktop.views.canvas_words import unkept_words
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.saying import say_aloud
from koosloome_desktop.views.whole_text import text_in, text_of, units
from koosloome_desktop.views.widgets import column, styled

_READ_MS: Final = 8000


def mend_line(line: QLineEdit) -> None:
    """Put a visible sign in place of what cannot be kept; the caret stays at the same letter."""
    whole = text_in(line)
    mended, count = shown_kept(whole)
    if not count:
        return
    behind = units(whole) - line.cursorPosition()
    line.selectAll()
    line.insert(mended)
    line.setCursorPosition(max(0, units(mended) - behind))
    _tell(line, count)


def mend_area(area: QPlainTextEdit) -> None:
    """The same for several lines."""
    whole = text_of(area.document())
    mended, count = shown_kept(whole)
    if not count:
        return
    cursor = area.textCursor()
    behind = units(whole) - cursor.position()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(mended)
    cursor.setPosition(max(0, min(area.document().characterCount() - 1, units(mended) - behind)))
    area.setTextCursor(cursor)
    _tell(area, count)


class Told(QFrame):
    """One line under a field, until somebody types on there or has had time to read it."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, words: str) -> None:
        window = field.window()
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        styled(self, "popup")
        told, most = label(words, "warn"), max(120, window.width() - 8)
        self.setLayout(column(told, margins=(8, 4, 8, 4)))
        told.setWordWrap(self.sizeHint().width() > most)
        self.setMaximumWidth(most)
        self.adjustSize()
        at = field.mapTo(window, QPoint(0, field.height() + 2))
        if at.y() + self.height() > window.height() - 4:
            at = field.mapTo(window, QPoint(0, -self.height() - 2))
        self.move(max(4, min(at.x(), window.width() - self.width() - 4)), max(4, at.y()))
        field.textChanged.connect(self.deleteLater)
        field.destroyed.connect(self.deleteLater)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.deleteLater)
        timer.start(_READ_MS)
        self.show()
        self.raise_()


def _tell(field: QLineEdit | QPlainTextEdit, count: int) -> None:
    words = unkept_words(count)
    say_aloud(field, words)
    if field.isVisible():
        Told(field, words)
