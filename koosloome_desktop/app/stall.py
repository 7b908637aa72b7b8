"""Measures how long the GUI thread does not answer, when `KOOSLOOME_STALL_LOG` names a file."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

VARIABLE: Final = "KOOSLOOME_STALL_LOG"
_TICK_MS: Final = 5
_LIMIT_MS: Final = 50.0


class StallLog(QObject):
    """A timer that should fire every 5 ms; a gap over 50 ms is written as ``<ms since start>\\t<gap in ms>``."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._start = self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        gap = (now - self._last) * 1000 - _TICK_MS
        self._last = now
        if gap > _LIMIT_MS:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{(now - self._start) * 1000:.0f}\t{gap:.0f}\n")


def watch(parent: QObject) -> StallLog | None:
    """Begin to measure if the environment asks for it."""
    place = os.environ.get(VARIABLE, "").strip()
    return StallLog(Path(place), parent) if place else None
