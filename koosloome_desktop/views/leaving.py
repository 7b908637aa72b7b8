"""Closing the window, or a workshop, while something is in memory only: it is said, and a person decides.

Nobody is asked when the system ends the program (quality.md D20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.views.main_window import MainWindow

_LOOK_MS: Final = 250


class UnsavedDialog(Dialog):
    """Says why nothing is saved and how much waits. It closes by itself, as agreed to, when everything is `saved`."""

    def __init__(self, window: MainWindow, library: LibraryService) -> None:
        super().__init__(_("Not everything is saved yet"), parent=window, width=560)
        self._library = library
        self.saved = False
        state = window.view.workshop.saved if window.view is not None else None
        why = state.error if state is not None else ""
        self.text = label(why or _("The disk that the library is on does not answer."), "body", wrap=True)
        self.body.addWidget(self.text)
        count = state.pending if state is not None else 0
        if count:
            told = ngettext("{count} change is in memory only.", "{count} changes are in memory only.", count)
            self.body.addWidget(label(told.format(count=count), "body", wrap=True))
        self.body.addWidget(label(_("This goes on by itself as soon as they are on the disk."), "muted", wrap=True))
        if window.view is not None:
            self.copy = button(_("Save a copy …"), icon="file-down", run=window.trouble.save_copy)
            self.buttons.insertWidget(0, self.copy)
        self.without = button(_("Close without saving"), icon="trash-2", run=self.accept)
        self.stay = button(_("Stay here"), "primary", run=self.reject)
        self.buttons.addWidget(self.without)
        self.buttons.addWidget(self.stay)
        self.stay.setDefault(True)
        self.stay.setFocus()
        look = QTimer(self)
        look.setInterval(_LOOK_MS)
        look.timeout.connect(self._look)
        look.start()

    def _look(self) -> None:
        if self._library.store.rest(0.05):
            self.saved = True
            self.accept()
