"""The words of a card, edited in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean
from koosloome_desktop.views.fields import Area
from koosloome_desktop.views.key_parts import ENTER
from koosloome_desktop.views.plan.board_place import HEAD

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.board_area import BoardArea


class BoardEditor(QObject):
    """Enter saves, Shift+Enter is a new line, Esc leaves the words as they were; leaving it saves."""

    def __init__(self, area: BoardArea) -> None:
        super().__init__(area)
        self._area = area
        self._action = ""
        self.text = Area(area.page.ctx.commands, parent=area.viewport())
        self.text.setProperty("role", "cell")
        self.text.hide()
        self.text.installEventFilter(self)

    def open(self) -> None:
        """Edit the chosen card."""
        action = self._area.verbs.action(self._area.chosen)
        if action is None:
            return
        self._action = action.id
        self.text.setAccessibleName(_("Action"))
        self.text.setPlainText(action.activity)
        self.text.selectAll()
        self._area.reveal()
        self.text.show()
        self.text.raise_()
        self.follow()
        self.text.setFocus()

    def follow(self) -> None:
        """Stay on the card."""
        spot = self._area.place.rect_of(self._action)
        if self.text.isHidden() or spot.isNull():
            return
        box = spot.toRect()
        wide = max(box.width(), 200)
        left = max(0, min(box.left(), self._area.place.width - wide))
        top = max(HEAD, box.top())
        self.text.setGeometry(QRect(left, top, wide, max(80, min(box.height(), self._area.place.height - top))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc, and leaving."""
        if watched is self.text and not self.text.isHidden():
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                if (event.key() in ENTER and not shift) or event.key() == Qt.Key.Key_Escape:
                    self._close(keep=event.key() != Qt.Key.Key_Escape)
                    self._area.setFocus()
                    return True
            if event.type() == QEvent.Type.FocusOut and self._area.window().isActiveWindow():
                self._close(keep=True)
        return super().eventFilter(watched, event)

    def _close(self, *, keep: bool) -> None:
        self.text.hide()
        words = clean(self.text.toPlainText()).text
        if keep and words:
            self._area.verbs.set(self._action, {"activity": words})
