"""What happens when we did something wrong: nothing is lost, one dialog says so, its text can be copied."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from koosloome_desktop import __version__
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


class CrashDialog(Dialog):
    """The error as text, and a button that copies it."""

    def __init__(self, details: str, parent: MainWindow | None) -> None:
        told = _("What you entered is saved. You can go on; if it happens again, send us this text.")
        super().__init__(_("Something went wrong in the program"), told, parent=parent, width=640)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(180)
        self.details.setAccessibleName(_("Details"))
        self.body.addWidget(self.details)
        self.buttons.addWidget(button(_("Copy"), run=lambda: QGuiApplication.clipboard().setText(details)))
        self.add_buttons(_("Go on"))


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
