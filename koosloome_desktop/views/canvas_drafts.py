"""What is being typed is saved every second and comes back at the next start: the line's text and an open note's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.model.records import Note
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

LINE: Final = "line"
NOTE: Final = "note"
_MS: Final = 1000


class Drafts:
    """Keeps half-typed text of one page; never on the wall, in exports or in undo."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self._offered = False
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MS)
        self._timer.timeout.connect(self.save)

    def touch(self) -> None:
        """Something was typed: it is saved within a second."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Save now."""
        self._timer.stop()
        page, desk = self.page, self.page.desk
        text = page.bar.line.text()
        if desk.job == Job.REWORD:
            page.workshop.save_draft(NOTE, desk.subject, text)
            return
        if page.editor.note:
            page.workshop.save_draft(NOTE, page.editor.note, page.editor.text())
        typed = page.prefixes.text()
        if desk.job in {Job.NAME, Job.ASK}:
            typed = desk.stash
        elif desk.job == Job.CHAIN:
            typed = " ".join(t for t in (desk.stash, text) if t.strip())
        page.workshop.save_draft(LINE, page.canvas_id, typed)

    def rescue(self, change: ChangeSet) -> None:
        """The note whose text is open was taken away, by somebody else as a rule: what was changed of it goes into the
        line, behind what stands there. Nobody's words are lost for that.
        """
        page, desk = self.page, self.page.desk
        gone = page.editor.note
        before = page.workshop.document.find(gone) or next((r for r in change.removed if r.id == gone), None)
        typed = page.editor.text()
        page.modes.close_editor()
        desk.mode = Mode.ARRANGE
        if typed.strip() and not (isinstance(before, Note) and before.text == typed):
            page.modes.write()
            page.prefixes.put(" ".join(t for t in (page.prefixes.text(), *typed.split("\n")) if t.strip()))
            self.save()
            page.toast.emit(_("The note is gone. What you typed is in the line."))

    def restore(self) -> None:
        """Put back into the line what was half typed when the program ended."""
        self.page.prefixes.put(self.page.workshop.drafts.get((LINE, self.page.canvas_id), ""))

    def offer(self) -> bool:
        """Say once what came back, and open the note that was being edited; whether the keyboard is there now."""
        if self._offered:
            return False
        self._offered = True
        page = self.page
        if page.prefixes.text():
            page.toast.emit(_("The text you were typing is back in the line."))
        for (place, note_id), draft in list(page.workshop.drafts.items()):
            note = page.verbs.note(note_id) if place == NOTE else None
            if note is None:
                continue
            if draft and draft != note.text and page.modes.edit(note.id, draft):
                page.toast.emit(_("The note you were editing is open again. Enter saves it, Esc leaves it as it was."))
                return True
            page.workshop.save_draft(NOTE, note_id, "")
        return False
