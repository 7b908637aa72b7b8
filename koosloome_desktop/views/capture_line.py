"""The line at the foot of every canvas: what is typed here becomes a note on Enter. It is always there.

It leaves every shortcut of the command table to the program, but for the keys that edit text, and takes nothing from
AltGr. An empty line hands undo on to the document.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import portable
from koosloome_desktop.views.shortcuts import latin_letter
from koosloome_desktop.views.whole_text import clipboard_text, text_in

LONG: Final = 90
"""From so many characters the line says that Ctrl+Enter splits (it never blocks)."""

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_UNDO: Final = frozenset({"ctrl+z", "ctrl+y", "ctrl+shift+z"})
_TEXT: Final = frozenset(
    {
        *(f"ctrl+{k}" for k in ("a", "c", "v", "x", "ins", "left", "right", "home", "end", "del", "backspace")),
        *(f"ctrl+shift+{k}" for k in ("left", "right", "home", "end")),
        "shift+ins", "shift+del",
    }
)  # fmt: skip
_OWN_LETTERS: Final = frozenset("ACVXZY")
"""Ctrl + these keys belong to the text, also where the layout has no Latin letters."""


def altgr_text(event: QKeyEvent) -> bool:
    """Whether a key types a sign by AltGr; on Windows that arrives as Ctrl+Alt and must not be taken for a shortcut."""
    text, mods = event.text(), event.modifiers()
    both = mods & _Mod.ControlModifier and mods & _Mod.AltModifier
    return bool(text) and text.isprintable() and bool(both or mods & _Mod.GroupSwitchModifier)


def as_latin(event: QKeyEvent) -> QKeyEvent | None:
    """The same key press as on a Latin layout, for Ctrl with a letter of another alphabet; else None."""
    letter = latin_letter(event)
    if not letter:
        return None
    return QKeyEvent(event.type(), ord(letter), event.modifiers(), "", event.isAutoRepeat(), event.count())


class CaptureLine(QLineEdit):
    """One line of text. `keys` sees every key press first (True = taken), `pasted` gets lists: one note a line.

    `pictures` takes the photos of the clipboard, `given` those that are dropped (True = there were some).
    """

    focus_changed = Signal()
    typed = Signal()
    """The text was edited by typing, not by pasting."""

    def __init__(self, table: CommandTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.keys: Callable[[QKeyEvent], bool] = lambda _e: False
        self.released: Callable[[QKeyEvent], None] = lambda _e: None
        self.pasted: Callable[[list[str]], object] = lambda _lines: None
        self.pictures: Callable[[], bool] = lambda: False
        self.given: Callable[[QMimeData], bool] = lambda _mime: False
        self._pasting = False
        self.textEdited.connect(lambda _text: None if self._pasting else self.typed.emit())
        self.setProperty("role", "capture")
        self.setMaxLength(100_000)  # longer texts are refused with a sentence, never cut

    # -- what belongs to the line, and what to the program

    def event(self, event: QEvent) -> bool:
        """Say which shortcuts the line keeps for itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keeps = self._keeps(event)
            if keeps is not None:
                event.setAccepted(keeps)
                return keeps
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool | None:
        """True: typed here. False: left to the program. None: as Qt does it."""
        if altgr_text(event):
            return True
        key = portable(event).lower()
        latin = as_latin(event)
        if latin is not None:
            key = portable(latin).lower()
        if key in _UNDO:
            return bool(self.text())
        if key in _TEXT:
            return True
        if key in {k.lower() for k in self._table.shortcuts()}:
            # Alt+arrows and the like are answered by the page itself, when the key press arrives here.
            return not ("ctrl+" in key or _is_function_key(event))
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from zone to zone; F6 leaves the line."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page first, then text keys under any alphabet, then the text."""
        if self.keys(event):
            event.accept()
            return
        latin = as_latin(event)
        if latin is not None:
            if chr(latin.key()) in _OWN_LETTERS and self._keeps(latin):
                self._edit(latin)
                event.accept()
            else:
                event.ignore()
            return
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        if self._is_alt_digit(event) or self._is_empty_undo(event):
            event.setAccepted(self._is_alt_digit(event))
            return
        super().keyPressEvent(event)

    def _edit(self, latin: QKeyEvent) -> None:
        if chr(latin.key()) == "V":
            self.paste()
        else:
            super().keyPressEvent(latin)

    @staticmethod
    def _is_alt_digit(event: QKeyEvent) -> bool:
        """Alt+digit without a cluster types nothing; Windows' Alt codes come from the number pad and stay."""
        alone = event.modifiers() & ~_Mod.KeypadModifier == _Mod.AltModifier
        pad = bool(event.modifiers() & _Mod.KeypadModifier) and sys.platform == "win32"
        return alone and not pad and _Key.Key_0 <= event.key() <= _Key.Key_9

    def _is_empty_undo(self, event: QKeyEvent) -> bool:
        return not self.text() and portable(event).lower() in _UNDO

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Alt ends a number."""
        self.released(event)
        super().keyReleaseEvent(event)

    def whole(self) -> str:
        """The text as it goes to the text doors: with what Python would not see of it."""
        return text_in(self)

    # -- pasting

    def paste(self) -> None:
        """What the clipboard holds: photos become notes (`pictures` says whether there were any), else its text."""
        if not self.pictures():
            self.paste_text(clipboard_text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, whether or not they come with a text."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            return
        super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Files may be dropped anywhere in the line."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            return
        super().dragMoveEvent(event)

    def paste_text(self, text: str) -> None:
        """Insert a text; a list becomes notes at once, one a line, and what was typed stays as it is."""
        from koosloome_desktop.operations.pasted import list_lines  # no board needs it to open

        lines = list_lines(text)
        if len(lines) > 1:
            self.pasted(lines)
            return
        self._pasting = True
        self.insert("".join(lines) if "\n" in text or "\r" in text else text)
        self._pasting = False

    def replace_text(self, text: str) -> None:
        """Put another text in place of all there is; the line's own undo brings the old one back."""
        self._pasting = True
        self.selectAll()
        self.insert(text)
        self._pasting = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, but its Paste knows lists."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
                held: object = QGuiApplication.clipboard().mimeData()
                some = isinstance(held, QMimeData) and (
                    held.hasImage() or held.hasUrls()
                )  # none at all until something is copied
                action.setEnabled(action.isEnabled() or some)
        menu.exec(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what is selected elsewhere (X11); a list becomes notes."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.paste_text(clipboard.text(clipboard.Mode.Selection))
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Text or photos dragged here from another program: the same as pasted."""
        if self.given(event.mimeData()):
            event.acceptProposedAction()
            return
        text = event.mimeData().text()
        if len([x for x in text.splitlines() if x.strip()]) > 1:
            self.paste_text(text)
            event.acceptProposedAction()
            return
        super().dropEvent(event)

    # -- focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes; caret and selection stay as they were."""
        held = (self.cursorPosition(), self.selectionStart(), self.selectionLength())
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            # Qt selects all then, and the next letter would wipe what was typed.
            self.deselect()
            self.setCursorPosition(held[0])
            if held[1] >= 0:
                self.setSelection(held[1], held[2])
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


def _is_function_key(event: QKeyEvent) -> bool:
    """Also PgUp and PgDn, which page the wall."""
    return _Key.Key_F1 <= event.key() <= _Key.Key_F35 or event.key() in {_Key.Key_PageUp, _Key.Key_PageDown}


def long_hint() -> str:
    """What is said beside a long line."""
    return _("long – Ctrl+Enter splits it")
