"""A field for a role: what is begun is completed from the roles that are known, never against the person.

The completion stands selected behind what was typed: typing on writes over it, Backspace takes it away, leaving the
field keeps it. Down and Up go through what fits.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations.role_words import exact, finished, proposals
from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.views.fields import Field


class RoleField(Field):
    """`offered` tells the roles that fit what was typed, whenever they change."""

    offered = Signal(object)

    def __init__(
        self, table: CommandTable, roles: Sequence[str], text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(table, text, parent)
        self.roles = tuple(roles)
        self._typed = text
        self._at = -1
        self.textEdited.connect(self._complete)

    def value(self) -> str:
        """The role: a known one as it is written elsewhere, else what was typed."""
        return exact(self.roles, self.text()) or self.text().strip()

    def put(self, role: str) -> None:
        """Fill in a role that was chosen."""
        self.setText(role)
        self._typed = role
        self.offered.emit([])

    def fitting(self) -> list[str]:
        """The roles that fit what was typed."""
        return proposals(self.roles, self._typed)

    def _complete(self, text: str) -> None:
        grew = len(text) > len(self._typed) and self.cursorPosition() == len(text)
        self._typed, self._at = text, -1
        role = finished(self.roles, text) if grew else ""
        if role:
            self.setText(text + role[len(text) :])
            self.setSelection(len(role), len(text) - len(role))
        self.offered.emit(self.fitting())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up: the next role that fits."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        fitting = self.fitting()
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier or not fitting:
            super().keyPressEvent(event)
            return
        self._at = (self._at + step) % len(fitting) if self._at >= 0 or step > 0 else len(fitting) - 1
        self.setText(fitting[self._at])
