"""The command table's shortcuts, on the window; also under a layout that has no Latin letters.

Bound here are only Ctrl and F keys: Enter, arrows, letters and digits belong to the page and its mode (keys.md).
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

from koosloome_desktop.services.commands import Command, CommandTable

_ROWS: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_SCAN: Final = {start + i: letter for start, letters in _ROWS for i, letter in enumerate(letters)}
"""X11 key codes of the letter keys (evdev, the same on every layout)."""


def is_bound(shortcut: str) -> bool:
    """Whether the window binds this shortcut, rather than the page that has the keyboard."""
    return (
        "Ctrl+" in shortcut
        or shortcut in {"PgUp", "PgDown"}
        or (shortcut.rpartition("+")[2][:1] == "F" and shortcut[-1].isdigit())
    )


def latin_letter(event: QKeyEvent) -> str:
    """The Latin letter on the key that was pressed with Ctrl under another alphabet, else ``""``."""
    mods = event.modifiers()
    if not mods & Qt.KeyboardModifier.ControlModifier or mods & Qt.KeyboardModifier.AltModifier:
        return ""
    if not 0x400 <= event.key() <= 0x52F:
        return ""
    if sys.platform == "win32":
        code = event.nativeVirtualKey()
        return chr(code) if 65 <= code <= 90 else ""
    return _SCAN.get(event.nativeScanCode(), "")


class Shortcuts:
    """Keeps the window's actions equal to the command table."""

    def __init__(self, window: QMainWindow, table: CommandTable) -> None:
        self._window, self._table = window, table
        self._actions: list[QAction] = []
        self._stop = table.on_change(self.bind)
        self.bind()

    def bind(self) -> None:
        """Make the actions anew."""
        for action in self._actions:
            self._window.removeAction(action)
            action.deleteLater()
        self._actions = [a for c in self._table if (a := self._made(c)) is not None]

    def _made(self, command: Command) -> QAction | None:
        keys = [k for k in command.shortcuts if is_bound(k)]
        if not keys:
            return None
        action = QAction(self._window)
        portable = QKeySequence.SequenceFormat.PortableText
        action.setShortcuts([QKeySequence.fromString(k, portable) for k in keys])
        action.setObjectName(command.id)
        action.triggered.connect(lambda _checked=False, i=command.id: self._table.run(i))
        self._window.addAction(action)
        return action

    def take(self, event: QKeyEvent) -> bool:
        """Run the command that a key has on a Latin layout; whether there was one. For keys that nobody wanted."""
        letter = latin_letter(event)
        if not letter:
            return False
        shift = "Shift+" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else ""
        owner = self._table.shortcuts().get(f"Ctrl+{shift}{letter}")
        return owner is not None and self._table.run(owner)
