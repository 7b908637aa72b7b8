"""The command table's shortcuts, on the window; also under a layout that has no Latin letters.

Bound here are only Ctrl and F keys: Enter, arrows, letters and digits belong to the page and its mode (keys.md).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow

from koosloome_desktop.services.commands import CommandTable

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_ROWS: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_SCAN: Final = {start + i: letter for start, letters in _ROWS for i, letter in enumerate(letters)}
"""X11 key codes of the letter keys (evdev, the same on every layout)."""
_LATEST_MS: Final = 400
"""A window that is not painted (minimised, on a screen that is off) is not waited for longer than this."""
_AFTER_MS: Final = 10
"""So long after a frame: what else waited for it, and is seen, comes first."""


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
        self._actions: dict[str, tuple[tuple[str, ...], QAction]] = {}
        self._watched = False
        self._stop = table.on_change(self.bind)
        self.bind()

    def bind(self) -> None:
        """Make the actions that are missing and take away those whose command went or has other keys: all of them at
        every page took 14 ms.
        """
        self._watch()
        wanted = {c.id: keys for c in self._table if (keys := tuple(k for k in c.shortcuts if is_bound(k)))}
        for command_id, (keys, action) in tuple(self._actions.items()):
            if wanted.get(command_id) != keys:
                del self._actions[command_id]
                self._window.removeAction(action)
                action.deleteLater()
        for command_id, keys in wanted.items():
            if command_id not in self._actions:
                self._actions[command_id] = (keys, self._made(command_id, keys))

    def _watch(self) -> None:
        """Repetitions of a held key; the native window is there when it was shown."""
        if self._window.isVisible() and not self._watched:
            from koosloome_desktop.views.held_keys import HeldKeys

            self._watched = True
            HeldKeys(self._window.windowHandle())

    def _made(self, command_id: str, keys: tuple[str, ...]) -> QAction:
        from PySide6.QtGui import QAction, QKeySequence  # no key is bound before the first frame

        action = QAction(self._window)
        portable = QKeySequence.SequenceFormat.PortableText
        action.setShortcuts([QKeySequence.fromString(k, portable) for k in keys])
        action.setObjectName(command_id)
        action.triggered.connect(lambda _checked=False, i=command_id: self._table.run(i))
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


class Settling(QObject):
    """Makes the commands that were put off (`CommandTable.later`) when the window has been painted, so that they are
    bound before a hand is at a key; a key that is pressed before that makes them at once.
    """

    def __init__(self, window: QMainWindow, table: CommandTable, *, at_once: bool = False) -> None:
        super().__init__(window)
        self._window, self._table, self._at_once = window, table, at_once
        self.waits = False
        """Whether nothing but a key makes them: before the library is there they would be made twice."""
        self._watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(lambda: self._timer.start(_AFTER_MS))

    def soon(self) -> None:
        """Something was put off."""
        if self._at_once:
            self._table.settle()
            return
        if not self._watching:
            self._watching = True
            self._window.installEventFilter(self)
        if not self.waits:
            self._timer.start(_LATEST_MS)

    @property
    def due(self) -> bool:
        """Whether something was put off, and what is in sight is not painted yet."""
        return self._watching and not self.waits

    def now(self) -> None:
        """Make them."""
        self._timer.stop()
        self._painted.stop()
        if self._watching:
            self._watching = False
            self._window.removeEventFilter(self)
        self._table.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A frame is painted: go on at the end of it. A key that nobody in the window keeps: go on before it is looked
        up.
        """
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            self.now()
        elif kind in {QEvent.Type.UpdateRequest, QEvent.Type.Paint} and not self.waits:
            self._painted.start(0)  # counted from the end of the frame, which takes longer on a large board
        return False
