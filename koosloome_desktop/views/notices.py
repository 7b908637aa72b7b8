"""A place for one strip that waits for a word; it takes no room while there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.widgets import column


class NoticePlace(QWidget):
    """Holds the strip that was put there last."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        self.strip: QWidget | None = None
        self.hide()

    def put(self, strip: QWidget | None) -> None:
        """Show this strip; None takes away what is there."""
        if self.strip is not None:
            self._layout.removeWidget(self.strip)
            self.strip.deleteLater()
        self.strip = strip
        if strip is not None:
            self._layout.addWidget(strip)
        self.setVisible(strip is not None)
