"""Work of the window's own thread that may be long, done a few hundredths of a second at a time.

For what reads the document, which no other thread may: the window paints and hears of the room between two slices, and
takes no keys, as they are for what comes then. What takes longer than half a second is told, and can be stopped.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE_MS: Final = 500
"""What takes longer is shown."""
SLICE: Final = 0.04
"""Seconds of the processor's time."""
_LONG: Final = 1


class _Slices:
    """Steps that are gone through while an event loop waits for them."""

    def __init__(self, over: QWidget, steps: Iterator[object]) -> None:
        self._over, self._steps = over, steps
        self.loop = QEventLoop()
        self.done = self.stopped = False
        self.wrong: Exception | None = None

    def some(self) -> None:
        """A slice; the loop ends with the last one."""
        until = time.thread_time() + SLICE
        try:
            for _step in self._steps:
                if time.thread_time() >= until:
                    return
            self.done = True
        except Exception as error:  # noqa: BLE001 - raised again where somebody waits, not in Qt's loop
            self.wrong = error
        self.loop.quit()

    def go_on(self) -> None:
        """The next slice, while there is somebody who waits for it."""
        if self.stopped or not shiboken6.isValid(self._over) or not self._over.window().isVisible():
            self.stop()
        else:
            self.some()

    def stop(self) -> None:
        """No further slice."""
        self.stopped = True
        self.loop.quit()


def in_slices(over: QWidget, steps: Iterator[object], words: str) -> bool:
    """Go through all of `steps`, and raise what they raise; False when somebody stopped it, or the window went."""
    made = _Slices(over, steps)
    made.some()
    if not made.done and made.wrong is None:
        _wait(over, made, words)
    if made.wrong is not None:
        raise made.wrong
    return made.done


def _wait(over: QWidget, made: _Slices, words: str) -> None:
    from koosloome_desktop.views.privacy.sure import BusyDialog

    next_one, patience = QTimer(), QTimer()
    next_one.timeout.connect(made.go_on)
    next_one.start(0)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: made.loop.exit(_LONG))
    patience.start(PATIENCE_MS)
    if made.loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents) == _LONG:
        dialog = BusyDialog(words, parent=over.window(), stop=made.stop)
        dialog.open()
        made.loop.exec()
        if shiboken6.isValid(dialog):
            dialog.finish()
    next_one.stop()
    patience.stop()
