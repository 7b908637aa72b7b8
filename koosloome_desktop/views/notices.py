"""A place for strips that wait for a word; it takes no room while there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.widgets import column


class NoticePlace(QWidget):
    """Holds one strip of each name, the last that was put there first."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(gap=8)
        self.setLayout(self._layout)
        self._strips: dict[str, QWidget] = {}
        self.hide()

    def shown(self, name: str) -> QWidget | None:
        """The strip of this name that is shown."""
        return self._strips.get(name)

    def put(self, name: str, strip: QWidget | None) -> None:
        """Show this strip in the place of that of the same name; None takes it away."""
        old = self._strips.pop(name, None)
        if old is not None:
            self._layout.removeWidget(old)
            old.deleteLater()
        if strip is not None:
            self._strips[name] = strip
            self._layout.insertWidget(0, strip)
        self.setVisible(bool(self._strips))
