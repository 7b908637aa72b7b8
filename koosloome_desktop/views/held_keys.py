"""A key that is held, or on which something lies, acts once: it types and goes on, but groups, deletes, saves, agrees
or switches nothing a second time. A digit held for a second had put eight notes into a cluster, one step each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from koosloome_desktop.views.key_parts import ARROWS, ENTER, plain
from koosloome_desktop.views.shortcuts import latin_letter

if TYPE_CHECKING:
    from koosloome_desktop.views.fingers import Fingers

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_GOING: Final = frozenset(
    {*ARROWS, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Home, _Key.Key_End,
     _Key.Key_Backspace, _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus, _Key.Key_F3}
)  # fmt: skip
"""What is held to go on: places, the end of a text, how much (+ and −, with Ctrl the zoom), the next that was found."""
_KINDS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_TOUCHES: Final = frozenset(
    {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
)


class HeldKeys(QObject):
    """Lets go of the repetitions of keys that act once. Watches a native window, before its widgets see a key, or a
    finger (`fingers.py`).
    """

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._key = 0
        self._where: QWidget | None = None
        self._released = (0, 0)
        self.fingers: Fingers | None = None
        """What a finger does to what scrolls in the window; made with the first touch."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether a key press is only a repetition that nobody shall see, its shortcut neither."""
        kind = event.type()
        if kind not in _KINDS or not isinstance(event, QKeyEvent):
            return kind in _TOUCHES and self._touched(event)
        if kind == QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
            return False
        here = QApplication.focusWidget()
        if not self._again(event):
            self._key, self._where = event.key(), here
            return False
        # Where the keyboard went meanwhile, the key would do something else than what it was pressed for.
        if goes_on(event, here if here is self._where and event.key() == self._key else None):
            return False
        event.accept()
        return True

    def _touched(self, event: QEvent) -> bool:
        if self.fingers is None:
            from koosloome_desktop.views.fingers import Fingers

            window = self.parent()
            assert isinstance(window, QWindow)  # noqa: S101 - it was given so
            self.fingers = Fingers(window)
        return self.fingers.event(event)

    def _again(self, event: QKeyEvent) -> bool:
        """X11 repeats as a release and a press of one moment; Qt knows them only when it reads both at once."""
        return event.isAutoRepeat() or (event.timestamp() > 0 and self._released == (event.key(), event.timestamp()))


def act_once(window: QWidget) -> None:
    """Have keys act once in a window that is shown: what opened a dialog and is still held answers nothing in it."""
    native = window.windowHandle()
    if native.findChild(HeldKeys) is None:
        HeldKeys(native)


def goes_on(event: QKeyEvent, field: QWidget | None) -> bool:
    """Whether a repetition counts; `field` has the keyboard since the key was pressed."""
    key, mods = event.key(), plain(event)
    if key in _GOING:
        return True
    if mods & _Mod.ControlModifier:
        letter = latin_letter(event) or (chr(key) if ord("A") <= key <= ord("Z") else "")
        return letter in {"Z", "Y"} or (key == _Key.Key_Delete and isinstance(field, QLineEdit | QPlainTextEdit))
    if not isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) or mods & _Mod.AltModifier:
        return False
    if key in ENTER:
        return bool(mods & _Mod.ShiftModifier)
    return key not in {_Key.Key_Escape, _Key.Key_F2}
