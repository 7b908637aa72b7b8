"""Where the wall may stand: which screen is the projector's, and what happens when screens come, go or change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen


def _all() -> list[QScreen]:
    return QGuiApplication.screens()


def second_screen(beside: QScreen | None, screens: Sequence[QScreen] | None = None, known: str = "") -> QScreen | None:
    """A screen other than the one where people type, the one of that name first; None when there is only that, or only
    a copy of it (Windows+P, duplicate).
    """
    found = _all() if screens is None else list(screens)
    # Screens that lie over each other show the same picture.
    others = [s for s in found if s is not beside and not (beside and s.geometry().intersects(beside.geometry()))]
    return next((s for s in others if s.name() == known), others[0] if others else None)


class Screens(QObject):
    """`changed` comes once after any number of changes: a screen came or went, has another size or scale."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.all: Callable[[], list[QScreen]] = _all
        """The screens there are now."""
        self.known = ""
        """The name of the screen on which the wall stood last."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.changed.emit)
        self._watched: list[QScreen] = []
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._went)
            app.screenAdded.connect(self._came)
            app.primaryScreenChanged.connect(self.look)
        for screen in self.all():
            self._watch(screen)

    def _watch(self, screen: QScreen) -> None:
        if screen not in self._watched:
            self._watched.append(screen)
            screen.geometryChanged.connect(self.look)
            screen.logicalDotsPerInchChanged.connect(self.look)

    def _came(self, screen: QScreen) -> None:
        self._watch(screen)
        self.look()

    def _went(self, screen: QScreen) -> None:
        self._watched = [s for s in self._watched if s is not screen]
        self.look()

    def look(self, *_what: object) -> None:
        """Something about the screens is different: tell it when the system has finished changing them."""
        self._soon.start(0)

    def projector(self, beside: QScreen | None) -> QScreen | None:
        """The screen for the wall."""
        return second_screen(beside, self.all(), self.known)
