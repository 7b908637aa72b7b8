"""What the keys of all modes share: names of keys, the digit of Alt+digit, modifiers without the number pad's."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.views.board.spatial import Direction
from koosloome_desktop.views.capture_line import altgr_text

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
ARROWS: Final[dict[int, Direction]] = {
    _Key.Key_Up: "up", _Key.Key_Down: "down", _Key.Key_Left: "left", _Key.Key_Right: "right",
}  # fmt: skip
ENTER: Final = frozenset({_Key.Key_Return, _Key.Key_Enter})


def plain(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers without the number pad's own."""
    return event.modifiers() & ~_Mod.KeypadModifier


def written(event: QKeyEvent) -> str:
    """The text that a key writes, signs typed by AltGr among it; "" for a key that writes nothing and for a chord."""
    text = event.text()
    if not text or not text.isprintable():
        return ""
    chord = plain(event) & (_Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier)
    return "" if chord and not altgr_text(event) else text


def alt_digit(event: QKeyEvent) -> int | None:
    """The digit of Alt+digit, else None."""
    if plain(event) == _Mod.AltModifier and _Key.Key_0 <= event.key() <= _Key.Key_9:
        return event.key() - _Key.Key_0
    return None
