"""Same again: while a thought is being typed, the notes that say much the same stand in a small list above the line.

Down goes into the list, Enter there counts the note once more instead of writing it twice; a click does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.alike import Alike
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.keys_digits import HELD
from koosloome_desktop.views.modes import Job, Mode
from koosloome_desktop.views.same_list import SameRow

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


_AT_ONCE: Final = 1500
"""So many new notes are read at once, some hundredths of a second; a canvas of thousands is read in parts."""
_LETTER_MS: Final = 15
"""Qt paints some 5 ms after it was asked to; the letter goes first."""


class SameAgain:
    """What is alike, and which of it has the bar (`at`; -1 while the keys are the line's)."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.found: list[str] = []
        self.at = -1
        self._index = Alike()
        self._rev = -1
        self._asked = ""
        self._later = QTimer(page)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._due)
        self._partly = False

    def soon(self) -> None:
        """The line's text changed: look as soon as the letter is on the screen."""
        self._later.start(0 if self.page.ctx.fixed else _LETTER_MS)

    def _due(self) -> None:
        if not self._partly:
            self.look()
            return
        at, before = self.at, self.found
        self._asked = ""  # the same text, but more to compare it with
        self.look()
        if at >= 0 and self.found[: at + 1] == before[: at + 1]:
            self.at = at  # whoever is in the list already stays where they are
            self.show()

    def stop(self) -> None:
        """The page closes."""
        self._later.stop()

    def look(self) -> None:
        """Look for notes that say the same as the line."""
        self._later.stop()
        page, desk = self.page, self.page.desk
        writing = desk.mode == Mode.WRITE and desk.job == Job.ADD
        text = page.bar.line.text() if writing else ""
        if page.prefixes.now is not None and not page.prefixes.now.named:
            text = ""
        if text == self._asked:
            if self._partly and text:
                self._later.start(0)
            return
        self._asked, self.at = text, -1
        found: list[str] = []
        if text.strip():
            rev = page.workshop.document.rev
            if rev != self._rev:  # not at every letter: a canvas may hold ten thousand notes
                texts = {n.id: n.text for n in page.presenter.notes()}
                self._partly = not self._index.update(texts, _AT_ONCE)
                if self._partly:
                    self._later.start(0)  # the rest between the letters
                else:
                    self._rev = rev
            found = self._index.most_alike(text)
        changed, self.found = found != self.found, found
        self.show()
        if changed:
            page.refresh()

    def show(self) -> None:
        """Have the list show what was found."""
        page = self.page
        notes = [n for i in self.found if (n := page.verbs.note(i)) is not None]
        self.found = [n.id for n in notes]
        rows = [SameRow(n.text, page.presenter.words(page.presenter.of_note(n)), n.times) for n in notes]
        page.same_list.say(rows, self.at)

    def forget(self) -> None:
        """There is nothing to compare with any more."""
        self._asked, self.found, self.at = "", [], -1
        self.show()

    def before(self, event: QKeyEvent) -> bool:
        """Look at a key: Down enters the list; there Up, Down, Enter and Esc are its own. Whether it was taken."""
        if self._later.isActive():
            self.look()
        if not self.found or plain(event) or event.key() in HELD:
            return False
        key = event.key()
        if key == Qt.Key.Key_Down:
            self._go(min(self.at + 1, len(self.found) - 1))
            return True
        if self.at < 0:
            return False
        if key == Qt.Key.Key_Up:
            self._go(self.at - 1)
        elif key in ENTER:
            self.take(self.at)
        else:
            self._go(-1)
            return key == Qt.Key.Key_Escape
        return True

    def _go(self, at: int) -> None:
        self.at = at
        self.show()
        if at >= 0:
            note = self.page.verbs.note(self.found[at])
            self.page.view.announce(_("Same again: {text}").format(text=note.text if note else ""))

    def take(self, at: int) -> None:
        """Count a note of the list once more; the line is used up."""
        page = self.page
        if not 0 <= at < len(self.found):
            return
        note_id = self.found[at]
        if not page.verbs.say_again(note_id, page.speaking.group):
            return
        page.prefixes.drop()
        page.bar.line.clear()
        page.drafts.save()
        page.desk.current = note_id
        self.forget()
        page.stage.fresh()
        page.stage.reveal(note_id)
        page.refresh()
