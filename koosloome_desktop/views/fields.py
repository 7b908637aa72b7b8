"""Text fields that leave the program's shortcuts to the program, and show at once what of a text no file can hold.

On Linux a line of text takes Ctrl+E, Ctrl+K and others for itself; a shortcut would never fire while one types.
Every field of the program is one of these (a test walks the windows): what comes in by whatever door, NUL and half
characters too, stands in it as a visible � as soon as it is there, and how many is said (architecture, decision 4).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from koosloome_desktop.services.commands import CommandTable

_TEXT_KEYS: Final = {
    "ctrl+" + key
    for key in (
        "a", "c", "v", "x", "z", "y", "left", "right", "home", "end", "del", "backspace", "shift+left", "shift+right",
    )
}  # fmt: skip


def portable(event: QKeyEvent) -> str:
    """A key press as Qt's portable text: ``Ctrl+K``."""
    from PySide6.QtGui import QKeySequence  # its class takes a millisecond to make: with the first key

    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)


_UNDO: Final = {"ctrl+z", "ctrl+y", "ctrl+shift+z"}
_TEXT_KEYS.add("ctrl+shift+z")


def hands_on(event: QEvent, table: CommandTable, *, empty: bool = False) -> bool:
    """Whether a field must not take this key: it belongs to a command and is no key for editing text.

    In an empty line undo is the document's: the line would swallow it and do nothing.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    key = portable(event).lower()
    typed = bool(event.text()) and event.modifiers() & Qt.KeyboardModifier.AltModifier and event.text().isprintable()
    known = {k.lower() for k in table.shortcuts()}
    if empty and key in _UNDO:
        return key in known
    return (
        key in known
        and key not in _TEXT_KEYS
        and not typed
        and ("ctrl+" in key or key.startswith("f") or key in {"pgup", "pgdown"})
    )


class Field(QLineEdit):
    """A line of text of which everything can be kept, and beside which the command table works, where there is one."""

    def __init__(self, table: CommandTable | None, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._table = table
        self.textChanged.connect(self._look)

    def event(self, event: QEvent) -> bool:
        """Let shortcuts of the program through. In a cell that was emptied undo brings the cell's text back."""
        own = self.property("role") == "cell" and (self.isUndoAvailable() or self.isRedoAvailable())
        if self._table is not None and hands_on(event, self._table, empty=not self.text() and not own):
            event.ignore()
            return False
        return super().event(event)

    def _look(self, text: str) -> None:
        from koosloome_desktop.support.text import is_kept
        from koosloome_desktop.views.whole_text import hides_half

        if not is_kept(text) or hides_half(self, text):
            from koosloome_desktop.views.unkept import mend_line

            mend_line(self)


class Area(QPlainTextEdit):
    """Several lines of which everything can be kept; Ctrl+Enter is as leaving it, Esc gives the old text back."""

    def __init__(self, table: CommandTable | None, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._table = table
        self.textChanged.connect(self._look)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def event(self, event: QEvent) -> bool:
        """Let shortcuts of the program through."""
        if self._table is not None and hands_on(event, self._table):
            event.ignore()
            return False
        return super().event(event)

    def _look(self) -> None:
        from koosloome_desktop.support.text import is_kept
        from koosloome_desktop.views.whole_text import text_of

        if not is_kept(text_of(self.document())):
            from koosloome_desktop.views.unkept import mend_area

            mend_area(self)
