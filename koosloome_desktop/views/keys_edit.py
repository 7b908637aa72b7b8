"""The keys of the editor in a note's place (mode E)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.views.key_parts import ENTER, plain

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_Key = Qt.Key
_Mod = Qt.KeyboardModifier


class EditKeys:
    """Answers the keys of the editor; what it does not take is text."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was taken."""
        mods, key = plain(event), event.key()
        if key == _Key.Key_Escape:
            self.page.modes.escape()
            return True
        if key in ENTER:
            if not mods:
                self.save()
            elif mods == _Mod.ControlModifier:
                self.split()
            return mods != _Mod.ShiftModifier
        if key in {_Key.Key_Tab, _Key.Key_Backtab} and not mods & _Mod.ControlModifier:
            self.save_and_go(-1 if key == _Key.Key_Backtab or mods & _Mod.ShiftModifier else 1)
            return True
        # Alt+digit and Alt+arrows belong to W and A; here they would only type rubbish.
        return mods == _Mod.AltModifier and not event.text().isalpha()

    def keep(self) -> bool:
        """Save the text; whether that was possible. A text that did not change is no step."""
        page = self.page
        note = page.verbs.note(page.editor.note)
        text = page.editor.text()
        return note is None or text == note.text or page.verbs.reword(note.id, text)

    def save(self) -> None:
        """Enter: save, back to where one came from."""
        if self.keep():
            self.page.modes.leave_edit()

    def save_and_go(self, step: int) -> None:
        """Tab: save, edit the next note."""
        page = self.page
        note_id = page.editor.note
        if not self.keep():
            return
        order = page.order()
        if note_id in order:
            page.modes.edit(order[(order.index(note_id) + step) % len(order)])

    def split(self) -> None:
        """Ctrl+Enter: two notes, split at the caret."""
        page = self.page
        head, tail = page.editor.halves()
        second = page.verbs.split(page.editor.note, head, tail)
        if second:
            page.modes.leave_edit()
            if page.desk.focus:
                page.modes.arrange(second)

    def left(self) -> None:
        """The keyboard went elsewhere in the window: keep the text; where it went is where it stays."""
        page = self.page
        if not page.editor.note:
            return
        self.keep()
        page.modes.drop_edit()
