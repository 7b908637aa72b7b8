"""What a presenter's remote sends, and what the wall does with it when it has the keyboard.

Remotes are keyboards: PgDn and PgUp or arrows, F5, Esc, and "." or "b" for an empty wall. They press into whatever
window has the keyboard; in the scribe's window letters and signs always write (keys.md K2), PgUp and PgDn page the wall
from there too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.fields import portable

if TYPE_CHECKING:
    from koosloome_desktop.views.wall.control import WallControl

_Key = Qt.Key
NEXT: Final = frozenset({_Key.Key_PageDown, _Key.Key_Right, _Key.Key_Down, _Key.Key_Space})
BACK: Final = frozenset({_Key.Key_PageUp, _Key.Key_Left, _Key.Key_Up, _Key.Key_Backspace})
_BLANK_SIGNS: Final = frozenset({".", ",", "b", "w", "и", "ц"})
"""Also on a Russian layout, where the key of b types "и"."""
WORDS: Final = {
    "next": N_("next page"),
    "back": N_("page back"),
    "blank": N_("empty wall, while the wall has the keyboard: click on it once"),
    "leave": N_("the keyboard goes back to your window"),
    "wall": N_("wall on or off"),
}
"""What a button does, for the projector check."""


def action_of(event: QKeyEvent) -> str:
    """What a key of a remote asks for: a key of `WORDS`; "" for any other key."""
    if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
        return ""
    key = event.key()
    if key in NEXT or key in BACK:
        return "next" if key in NEXT else "back"
    if key == _Key.Key_F5:
        return "wall"
    if key == _Key.Key_Escape:
        return "leave"
    return "blank" if event.text().lower() in _BLANK_SIGNS else ""


def take_key(control: WallControl, event: QKeyEvent) -> bool:
    """A key that the wall's own window was given: it pages or blanks the wall, runs its command, or is handed on. True:
    nobody else needs it.
    """
    asked, table = action_of(event), control.window.ctx.commands
    if asked in {"next", "back"}:
        control.turn(1 if asked == "next" else -1)
    elif asked == "blank":
        control.blank()
    elif asked == "leave":
        control.window.activateWindow()
    else:
        owner = table.shortcuts().get(portable(event))
        if owner is None or not table.run(owner):
            _hand_on(control, event)
    return True


def _hand_on(control: WallControl, event: QKeyEvent) -> None:
    """Letters always write: what somebody types while the wall has the keyboard goes where they meant it."""
    control.window.activateWindow()
    held: QWidget | None = control.window.focusWidget()
    if held is not None and event.text():
        QApplication.sendEvent(held, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
