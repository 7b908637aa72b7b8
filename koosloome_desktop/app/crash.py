"""What happens when we did something wrong: nothing is lost, one dialog says so, its text can be copied."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from koosloome_desktop import __version__
from koosloome_desktop.support.errors import KoosloomeError

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


class CrashHook:
    """Takes the place of Python's own hook while the window is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._showing = False
        self._old = sys.excepthook
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A person's trouble becomes a sentence, ours a dialog; always also on standard error."""
        if isinstance(error, KoosloomeError):
            self._window.toast.say(error.line())
            return
        self._old(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        if self._showing:
            return
        from koosloome_desktop.views.dialogs_crash import CrashDialog

        self._showing = True
        details = "".join(traceback.format_exception(kind, error, trace))
        try:
            dialog = CrashDialog(f"Koosloome {__version__}\n{details}", self._window)
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._showing = False

    def remove(self) -> None:
        """Give Python its hook back."""
        sys.excepthook = self._old
