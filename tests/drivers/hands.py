"""Hands at the whole window: keys and clicks are events, each is one; text that is typed into a field is free.

A click on a button is delivered to where the button is; while the main window waits in a modal dialog, keys go into it.
"""

from __future__ import annotations

from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.drivers.window import WindowDriver, press, settle, type_text


class Hands:
    """Works a window's keyboard and mouse; `events` counts from the last `counted`."""

    def __init__(self, driver: WindowDriver) -> None:
        self.driver = driver
        self.events = 0

    @contextmanager
    def counted(self, most: int):
        """Count the events of a block; it may take at most so many."""
        self.events = 0
        yield self
        assert self.events <= most, f"{self.events} events, at most {most} are allowed"

    def target(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.driver.window

    def keys(self, *names: str) -> None:
        """Press these keys, one after another, wherever the keyboard is."""
        for name in names:
            self.events += 1
            press(self.target(), name)
            settle(2)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        type_text(self.target(), text)
        settle(1)

    def write(self, text: str, *keys: str) -> None:
        """Type, then press keys (Enter)."""
        self.type(text)
        self.keys(*(keys or ("Return",)))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget in its middle (or at a point of it)."""
        self.events += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        settle(2)

    def palette(self, words: str) -> None:
        """Ctrl+K, the words, Enter: two events."""
        from koosloome_desktop.views.dialogs_palette import CommandPalette

        self.into(CommandPalette, lambda _dialog: self.write(words), "Ctrl+K")

    def into(self, kind: type[QDialog], act, *keys: str) -> None:
        """Press keys that open a modal dialog and answer it there."""
        *before, last = keys
        self.keys(*before)
        self.events += 1
        target = self.target()
        self.driver.answer(kind, act, lambda: press(target, last))
        self.driver.window.activateWindow()  # a real screen does that by itself
        settle(2)
