"""What makes the first frame come soon: nothing is read, looked for or begun before it that can wait until after it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.app.binding import plain_imports
from koosloome_desktop.support import kept_code, kept_modules

DOORBELL: Final = "koosloome-window-"
"""What the name of every window's door bell begins with."""
_LATEST_MS: Final = 400
"""A window that is never painted (minimised, on a screen that is off) is not waited for longer than this."""


def server_name(library: str) -> str:
    """The name under which the window of a library listens; other users cannot reach it."""
    import hashlib

    place = library if "://" in library else os.path.realpath(Path(library).expanduser())
    return f"{DOORBELL}{hashlib.sha256(place.encode()).hexdigest()[:20]}"


def may_answer(library: str) -> bool:
    """Whether a window may listen for second starts with this library; False only where that is certain.

    On Linux Qt's local servers are sockets in the folder for temporary files: a look there spares the first start Qt's
    network room. Elsewhere one has to ask.
    """
    if not sys.platform.startswith("linux"):
        return True
    try:
        names = os.listdir(os.environ.get("TMPDIR") or "/tmp")  # noqa: PTH208, S108  (where QDir.tempPath looks)
    except OSError:
        return True
    rung = [name for name in names if name.startswith(DOORBELL)]
    return bool(rung) and server_name(library) in rung


class FileOpened(QObject):
    """macOS hands a double-clicked file to the running program as an event, not as a word of a second start."""

    def __init__(self, opened: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._opened = opened

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that the system opens."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self._opened([event.file()])
            return True
        return False


class AfterFirstFrame(QObject):
    """Calls `then` once, as soon as a window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._timer.start(_LATEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint has begun: go on at the end of it."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _go(self) -> None:
        self._window.removeEventFilter(self)
        # What is there now stays until the end: the collector need never look at it again.
        gc.freeze()
        gc.enable()
        kept_code.first_frame_is_there()
        kept_modules.first_frame_is_there()
        self._then()


# At once, so that whoever imports this room first has it quick.
plain_imports()
