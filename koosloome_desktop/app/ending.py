"""The system ends the program (log-off, restart, SIGTERM): everything is saved, and nobody is asked (quality.md D20).

A program that asks a question then is shot a few seconds later, with what it held in memory. So open dialogs are closed
as Esc would close them, and the window goes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

SECONDS: Final = 2.5
"""How long saving, and then what is under way beside the window, may take: five seconds is what systems wait."""
_NO_MORE: Final = 0.2
"""Where the disk did not answer in that time, nobody waits longer than so for it once more (s)."""
_DIALOGS_MOST: Final = 20
"""What does not close after so many tries is left standing."""


class Ending(QObject):
    """Listens for the end of the session and for signals. `asked` says that the system wants this program to go."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self.asked = False
        self._app, self._window = app, window
        self._tries = 0
        self._old: dict[int, Any] = {}
        self._pipe: tuple[int, int] | None = None
        app.commitDataRequest.connect(self.commit)
        if sys.platform != "win32":
            self._listen()

    def _listen(self) -> None:
        # Python hears of a signal between two of its own instructions, which may be never while Qt waits, or in the
        # middle of a step. A byte in a pipe is an event like any other, and comes between two of them.
        reading, writing = self._pipe = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._woken = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._woken.activated.connect(self._heard)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            self._old[number] = signal.signal(number, lambda _number, _frame: None)

    def _heard(self) -> None:
        if self._pipe is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._pipe[0], 64)
        self.end()

    def commit(self, _manager: QSessionManager | None = None) -> None:
        """The session is about to end, and may yet go on: put on the disk what is under way, close nothing."""
        view, library = self._window.view, self._window.library
        drafts = getattr(view.page(), "drafts", None) if view is not None else None
        if drafts is not None and hasattr(drafts, "save"):
            drafts.save()
        if library is not None:
            library.store.rest(SECONDS)

    def end(self) -> None:
        """Close what is open, one dialog after another as each returns to who asked it, then the window."""
        self.asked = self._window.hurried = True
        self._tries += 1
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is not None and self._tries <= _DIALOGS_MOST:
            above.close()
            QTimer.singleShot(0, self, self.end)
            return
        library = self._window.library
        if library is not None and not library.store.rest(SECONDS):
            library.store.patience = _NO_MORE
        self._window.close()
        self._app.exit(0)

    def remove(self) -> None:
        """Hear no more; signals do what they did before."""
        for number, old in self._old.items():
            signal.signal(number, old)
        self._old.clear()
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            self._woken.setEnabled(False)
            for end in self._pipe:
                os.close(end)
            self._pipe = None
