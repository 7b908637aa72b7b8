"""A board whose driver counts what hands do: a key press, a chord, a click, a drag is one; typing text is free.

So it is counted in product.md: the key that leaves a field counts, the letters in it do not. A number of two digits is
one, whether Alt is held over both or not (keys.md, collision 12).
"""

from __future__ import annotations

from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF

from tests.drivers.board import LEFT, NO_MODS, BoardDriver


class Effort(BoardDriver):
    """`events` counts from the last `counted()`."""

    events = 0

    @contextmanager
    def counted(self, most: int):
        """Count the events of a block; it may take at most so many."""
        self.events = 0
        yield self
        assert self.events <= most, f"{self.events} events, at most {most} are allowed"

    def press(self, *keys: str) -> None:
        self.events += len(keys)
        super().press(*keys)

    def alt(self, digits: str) -> None:
        self.events += 1
        super().alt(digits)

    def number(self, digits: str) -> None:
        """A number over a note: one, however many digits it has."""
        super().press(*digits)
        self.events += 1

    def sign(self, text: str) -> None:
        super().sign(text)  # typing is free

    def mouse(self, kind: QEvent.Type, at: QPointF, mods=NO_MODS, button=LEFT) -> None:
        self.events += kind == QEvent.Type.MouseButtonRelease
        super().mouse(kind, at, mods, button)

    def retype(self, text: str) -> None:
        """Correct what stands in the line or the editor: typing, whatever keys it takes."""
        line = self.page.bar.line
        if self.target() is line:
            line.selectAll()
        else:
            self.target().selectAll()
        self.type(text)
