"""Choices as chips side by side: one of them is chosen, arrows and Tab walk through them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column


class Chips(QWidget):
    """A titled row of chips; `chosen` tells the key that was picked."""

    picked = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.title = label(title, "section")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys: list[str] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=6)
        self.setLayout(column(self.title, self._holder, gap=4))
        self._group.idClicked.connect(lambda number: self.picked.emit(self._keys[number]))

    def offer(self, choices: Mapping[str, str], chosen: str) -> None:
        """Show these choices (key → words); a row of one is not worth its room."""
        if list(choices) != self._keys:
            for old in self._group.buttons():
                self._group.removeButton(old)
            self._flow.clear()
            self._keys = list(choices)
            for number, words in enumerate(choices.values()):
                made = button(words, "chip")
                made.setCheckable(True)
                self._group.addButton(made, number)
                self._flow.addWidget(made)
        self.choose(chosen)
        self.setVisible(len(choices) > 1)
        self._holder.updateGeometry()

    def choose(self, key: str) -> None:
        """Mark one without telling anybody."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def press(self, key: str) -> None:
        """What a click on a chip does."""
        self._group.button(self._keys.index(key)).click()

    @property
    def keys(self) -> tuple[str, ...]:
        """What there is to choose."""
        return tuple(self._keys)

    @property
    def chosen(self) -> str:
        """The key that is picked, "" for none."""
        number = self._group.checkedId()
        return self._keys[number] if 0 <= number < len(self._keys) else ""
