"""Looking at a photo: as large as the window, or beside the line while one types what it says.

Beside, each typed note has the photo's note as its source; Esc in the empty state of the page (mode W) puts the photo
away. Nothing of this is stored: how a photo was turned and sized is only how it is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from koosloome_desktop.model.records import Note
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.count_words import short

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.photo_pane import PhotoPanel
    from koosloome_desktop.views.photo_store import PhotoStore


class Beside:
    """The photo of `desk.photo` at the left of a page; the panel is made when it is first needed."""

    def __init__(self, page: CanvasPage, store: PhotoStore) -> None:
        self.page = page
        self._store = store
        self.panel: PhotoPanel | None = None

    def _photo_note(self, note_id: str) -> Note | None:
        note = self.page.verbs.note(note_id)
        return note if note is not None and note.photo else None

    def look(self, note_id: str) -> None:
        """The photo of a note as large as the window, until Esc; then the keyboard is where it was."""
        note = self._photo_note(note_id)
        if note is None:
            return
        from koosloome_desktop.views.photo_pane import PhotoDialog

        dialog = PhotoDialog(self._store, note.photo, short(note.text, 80), parent=self.page)
        dialog.exec()
        dialog.deleteLater()

    def begin(self, note_id: str) -> bool:
        """Type beside the photo of a note; False when it has none."""
        note = self._photo_note(note_id)
        if note is None:
            return False
        self.page.mouse.settle()
        if self.panel is None:
            from koosloome_desktop.views.photo_pane import PhotoPanel

            self.panel = PhotoPanel(self._store, _("Put the photo away"))
            self.panel.closing.connect(self.leave)
            self.panel.pane.left.connect(self.page.modes.write)
            self.panel.pane.typed.connect(self._typed)
            self.page.rows.insertWidget(0, self.panel, 11)
        self.page.desk.photo = note.id
        self.refresh()
        self.page.modes.write()
        return True

    def leave(self) -> None:
        """Put the photo away; the keyboard stays in the line."""
        self.page.desk.photo = ""
        self.refresh()
        self.page.modes.write()

    def refresh(self) -> None:
        """Show the photo of the desk, or none; the photo may have been changed or deleted meanwhile."""
        if self.panel is None:
            return
        note = self._photo_note(self.page.desk.photo)
        if note is None:
            self.page.desk.photo = ""
        else:
            self.panel.show_photo(note.photo, short(note.text, 60))
        if self.panel.isVisibleTo(self.page) != (note is not None):
            self.panel.setVisible(note is not None)

    def turn(self) -> None:
        """Turn the photo by a quarter."""
        if self.panel is not None:
            self.panel.pane.turn()

    def shown(self) -> bool:
        """Whether a photo stands beside the line."""
        return self.panel is not None and self.panel.isVisible()

    def focus(self) -> bool:
        """Put the keyboard on the photo; False when none is there."""
        if self.panel is None or not self.shown():
            return False
        self.panel.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _typed(self, text: str) -> None:
        """Letters always write."""
        self.page.modes.write()
        self.page.bar.line.insert(text)
