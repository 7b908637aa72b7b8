"""The whole of a text that a person typed or pasted, with what Python would not see of it.

A lone surrogate (half a character, as a broken program puts it on the clipboard) lives in Qt's texts, but goes without
a trace where they become Python's. The text doors show such a thing as � and count it; so it must reach them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

LOST = "\udfff"
"""Stands for a lone surrogate that only Qt can see; the text doors make a visible sign of it and count it."""
_FAR: Final = 10_000_000
"""Px: beyond any text."""


def units(text: str) -> int:
    """How long a text is for Qt: a character beyond U+FFFF counts twice."""
    return len(text) + sum(c > "\uffff" for c in text)


def text_of(document: QTextDocument) -> str:
    """The text of a document; lone surrogates stay in it."""
    plain = document.toPlainText()
    count = document.characterCount() - 1
    if count <= units(plain):
        return plain
    halves = "".join("\n" if (c := document.characterAt(i)) in "\u2028\u2029" else c for i in range(count))
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def hides_half(line: QLineEdit, plain: str) -> bool:
    """Whether a line holds a lone surrogate that its `text()`, `plain`, lacks. Nothing of the line is touched."""
    # Beyond its ends a point means the last place: the length as Qt counts. Where words run from the right it may not.
    far = max(line.cursorPositionAt(QPoint(at, 0)) for at in (-_FAR, _FAR))
    return far > units(plain) or any("\u0590" <= c <= "\u08ff" for c in plain)


def text_in(line: QLineEdit) -> str:
    """The text of a line, with lone surrogates. Caret and selection stay as they are."""
    plain = line.text()
    at, start, long = line.cursorPosition(), line.selectionStart(), line.selectionLength()
    held = QSignalBlocker(line)
    line.selectAll()
    count = line.selectionLength()
    found = _by_units(line, plain, count) if count > units(plain) else plain
    line.deselect()
    line.setCursorPosition(at)
    if start >= 0:
        line.setSelection(start, long) if at != start else line.setSelection(start + long, -long)
    held.unblock()
    return found


def _by_units(line: QLineEdit, plain: str, count: int) -> str:
    """The text put together unit by unit: what cannot be read alone is half a pair, or lone."""
    out, known, i = [], iter(plain), 0
    following = next(known, "")
    while i < count:
        width = units(following) or 1
        line.setSelection(i, width)
        if following and line.selectedText() == following:
            out.append(following)
            following, i = next(known, ""), i + width
        else:
            out.append(LOST)
            i += 1
    return "".join(out)


def clipboard_text() -> str:
    """The text of the clipboard, with lone surrogates."""
    board = QGuiApplication.clipboard()
    plain = board.text()
    # Only a text that came from another program can hold one, and asking costs a document: small texts are the rule.
    reader = QPlainTextEdit()
    reader.paste()
    found = text_of(reader.document())
    reader.deleteLater()
    return found if any("\ud800" <= c <= "\udfff" for c in found) else plain
