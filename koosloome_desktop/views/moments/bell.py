"""The sound of a bell. Off until somebody wants it: in most rooms the picture is enough.

Qt's sounds are no part of PySide6-Essentials, so it is the system's own signal; a machine without one stays silent.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication


class Bell:
    """`ring` sounds while `wanted` says so; `sound` is what sounds."""

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted
        self.sound: Callable[[], object] = QApplication.beep

    def ring(self) -> None:
        """One stroke."""
        if self._wanted():
            self.sound()
