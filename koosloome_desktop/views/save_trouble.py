"""The strip under the top bar while the library cannot be written, or its disk does not answer: why, and a copy
somewhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.text import file_name
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import SaveState
    from koosloome_desktop.views.main_window import MainWindow


SECONDS: Final = 3.0
"""The longest wait of the window for the disk (quality.md D13)."""
KNOWN: Final = 0.2
"""The same where the disk is known not to answer, or not to take anything (s)."""
PATIENT: Final = 5.0
"""How long the last step may take where nothing is wrong (s)."""
SLOW_MS: Final = 3_000
"""After so long without an answer of the disk people are told."""


class SaveTrouble(QFrame):
    """There while what is edited is in memory only; it goes by itself. Never modal, and takes no keys of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("notice-bad")
        self._window = window
        self.text = label("", "body", wrap=True)
        self.copy = button("", icon="file-down", run=self.save_copy)
        whole = row(column(self.text), self.copy, margins=(18, 8, 12, 8), gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._known = -1
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self.hide()

    def follow(self, state: SaveState) -> None:
        """What is on the disk now. A disk that hangs sends no error: nothing at all comes, and that is told too."""
        if state.error or not state.pending:
            self._slow.stop()
            self.say(state.error)
        elif state.rev != self._known or (not self._slow.isActive() and self.isHidden()):
            self.say("")
            self._slow.start()
        self._known = state.rev

    def stop(self) -> None:
        """The workshop is closed, or a server looks after what waits."""
        self._slow.stop()
        self.say("")

    def _say_slow(self) -> None:
        self.say(_("The disk of the library has not answered for some seconds. Your edits are kept in memory and saved "
                   "as soon as it does; if it does not, save a copy elsewhere."))  # fmt: skip

    def say(self, error: str) -> None:
        """Show why nothing is saved; an empty text hides it."""
        if error:
            self.text.setText(error)
            self.copy.setText(_("Save a copy …"))
            self.setAccessibleName(error)
        self.setVisible(bool(error))

    def save_copy(self) -> None:
        """Write the open workshop, photos and all, where a person says."""
        if self._window.view is None:
            return
        document = self._window.view.workshop.document
        place = documents_dir() / file_name(document.workshop.title.get(document.workshop.language, ""), ".koosloome")
        from PySide6.QtWidgets import QFileDialog  # seven enumerations that the first frame does without

        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Save a copy …"), str(place), "*.koosloome")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """The same to a known place; says how it went."""
        from koosloome_desktop.services.export import export_workshop

        if self._window.view is None:
            return
        workshop = self._window.view.workshop
        try:
            export_workshop(workshop.document, path, names=True, photos=workshop.pictures.get)
        except KoosloomeError as error:
            self._window.actions_.refused(error)
            return
        self._window.toast.say(_("Written: {path}").format(path=path))


def may_leave(window: MainWindow) -> bool:
    """Whether what is open may be closed: everything is saved, or a person said so. Waits three seconds at most, and
    asks nobody when the system ends the program (quality.md D13, D20).
    """
    library = window.library
    if window.hurried or library is None or library.store.read_only:
        return True
    store = library.store
    store.patience = PATIENT
    if store.rest(SECONDS if window.trouble.isHidden() else KNOWN):
        return True
    from koosloome_desktop.views.leaving import UnsavedDialog

    dialog = UnsavedDialog(window, library)
    agreed = bool(dialog.exec())
    if agreed and not dialog.saved:
        # Who said so waits for nothing more.
        store.patience = KNOWN
    dialog.deleteLater()
    return agreed
