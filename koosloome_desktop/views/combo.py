"""A box to choose from, with its arrow: the stylesheet alone leaves it out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from koosloome_desktop.views.icons import pixmap
from koosloome_desktop.views.style import tokens

_SIZE: Final = 16


class Combo(QComboBox):
    """A QComboBox that looks like one, and that a screen reader hears the name of."""

    def setAccessibleName(self, name: str) -> None:
        """The name; said once more as a description, as on Linux Qt calls a box by what is chosen in it."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and a small arrow at its right."""
        super().paintEvent(event)
        painter = QPainter(self)
        picture = pixmap("chevron-down", tokens().muted, _SIZE, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(self.width() - _SIZE - 8, (self.height() - _SIZE) // 2), picture)
        painter.end()
