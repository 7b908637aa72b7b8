"""Parts that take less room in a low window (`style.LOW`): the window tells them when it becomes low, or high again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from koosloome_desktop.views.style import is_low

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class OnlyHigh(QFrame):
    """Is away in a low window."""

    def set_low(self, *, low: bool) -> None:
        """Go, or come back."""
        self.setVisible(not low)

    def showEvent(self, event: QShowEvent) -> None:
        """Made since: ask how high the window is."""
        super().showEvent(event)
        if is_low(self):
            self.hide()


class Airy(QWidget):
    """Holds a layout that has air round it and between its parts, less of it in a low window."""

    def __init__(self, body: QBoxLayout) -> None:
        super().__init__()
        self._body = body
        self.setLayout(body)
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """Leave less air."""
        self._body.setContentsMargins(*((12, 6, 12, 6) if low else (24, 16, 24, 12)))
        self._body.setSpacing(6 if low else 12)

    def showEvent(self, event: QShowEvent) -> None:
        """Made since: ask how high the window is."""
        self.set_low(low=is_low(self))
        super().showEvent(event)
