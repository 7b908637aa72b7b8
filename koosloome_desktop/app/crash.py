"""What happens when we did something wrong: nothing is lost, one dialog says so, its text can be copied.

What is copied, logged or written where the system may keep it names types and places in our code, never what an
exception quotes: that may be a note or a name (quality.md T15).
"""

from __future__ import annotations

import contextlib
import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from koosloome_desktop import __version__
from koosloome_desktop.support.dispatch import on_thread_error
from koosloome_desktop.support.errors import KoosloomeError

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

_log = logging.getLogger(__name__)


class CrashHook:
    """Takes the place of Python's own hooks while the window is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._showing = False
        self._old = sys.excepthook
        sys.excepthook = self.take
        self._stop = on_thread_error(self.take_in_thread)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A person's trouble becomes a sentence, ours a dialog; always also in the log."""
        if isinstance(error, KoosloomeError):
            self._window.toast.say(error.line())
            return
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        details = told(kind, error, trace)
        self._write(kind, error, trace, details)
        if self._showing:
            return
        from koosloome_desktop.views.dialogs_crash import CrashDialog

        self._showing = True
        try:
            dialog = CrashDialog(f"Koosloome {__version__}\n{details}", self._window)
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._showing = False

    def take_in_thread(self, error: BaseException) -> None:
        """What goes wrong in a thread of ours is written down; nobody waits for it there."""
        self._write(type(error), error, error.__traceback__, told(type(error), error, error.__traceback__))

    def _write(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, details: str
    ) -> None:
        _log.error("a fault of ours", exc_info=(kind, error, trace))
        # A terminal keeps nothing, and who sits at it wants all of it; anywhere else standard error ends in a log.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            if sys.stderr.isatty():
                self._old(kind, error, trace)
            else:
                sys.stderr.write(f"{details}\n")

    def remove(self) -> None:
        """Give Python its hooks back."""
        sys.excepthook = self._old
        self._stop()


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """An error as types and places in our code."""
    from koosloome_desktop.support.logs import QuietFormatter

    return QuietFormatter().formatException((kind, error, trace))
