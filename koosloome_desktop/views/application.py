"""The one QApplication of a process, named and styled: for the window, and for pictures of it."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views import style


def application() -> QApplication:
    """The one QApplication, styled; made when there is none."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    if not has_screen():
        hint = _("Start it in a desktop session; koosloome export writes files without a screen.")
        raise KoosloomeError(_("There is no screen for the window."), hint=hint)
    if sys.platform == "win32":
        from koosloome_desktop.views.text_size import follow

        follow(os.environ)
    QApplication.setApplicationName("koosloome")
    QApplication.setApplicationDisplayName("Koosloome")
    QApplication.setDesktopFileName("koosloome")
    QLoggingCategory.setFilterRules("qt.qpa.fonts.warning=false")
    # The style by its word on the command line: asked for by a call, it comes back as an object whose class alone takes
    # a twentieth of the time until the first frame.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    style.dress(app)
    return app


def has_screen() -> bool:
    """Whether a window can open: Qt ends the whole process when it looks for a display server in vain."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def draw_in_memory() -> None:
    """Draw into memory instead of on a screen, for pictures that are the same on every machine."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
