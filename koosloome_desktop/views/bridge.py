"""The only Qt signals that carry the document's changes: pages, rail, inspector and home listen here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop


class Bridge(QObject):
    """Turns what an open workshop publishes into Qt signals; lives on the main thread.

    ``changed(ChangeSet)`` comes after history and writer have taken the change, ``saved(SaveState)`` after a commit
    was told back (or an error).
    """

    changed = Signal(object)
    saved = Signal(object)

    def __init__(self, workshop: OpenWorkshop | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop: list[Callable[[], None]] = []
        if workshop is not None:
            self.listen(workshop)

    def listen(self, workshop: OpenWorkshop) -> None:
        """Listen to this workshop instead of the one before."""
        self.stop()
        self._stop = [workshop.on_change(self.changed.emit), workshop.on_save(self.saved.emit)]

    def stop(self) -> None:
        """Listen to nothing any more."""
        for stop in self._stop:
            stop()
        self._stop = []
