"""Numbers typed digit by digit: which cluster, which group.

One digit acts at once, unless a longer number can begin with it (1 where there is a cluster 10). Then it waits, and the
strip shows what it may become: a second digit makes the longer number, Enter or letting go of Alt takes the digit
alone, Esc drops it, and any other key takes it alone and then does what it does. So a number of two digits is two key
presses with nothing between them and no waiting for a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.groups import group_names
from koosloome_desktop.views.canvas_commands import choose_cluster
from koosloome_desktop.views.canvas_verbs import MOST_CLUSTERS
from koosloome_desktop.views.key_parts import ENTER, alt_digit, plain

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

_Key = Qt.Key
HELD: Final = frozenset(
    {_Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Shift, _Key.Key_Control, _Key.Key_Meta, _Key.Key_CapsLock, _Key.Key_NumLock}
)
"""Keys that say nothing by themselves."""


def lone_digit(event: QKeyEvent) -> int | None:
    """The digit of a key without modifiers, else None."""
    text = event.text()
    if plain(event) or len(text) != 1 or not text.isascii() or not text.isdigit():
        return None
    return int(text)


class Digits:
    """The number that is being typed. `choose` acts on a whole one."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.waiting = ""

    def most(self) -> int:
        """The highest number that means something now."""
        if self.page.speaking.picking:
            return len(group_names(self.page.workshop.document))
        if cells := self.page.places.cells():
            return cells
        return min(len(self.page.verbs.clusters()) + 1, MOST_CLUSTERS)

    def press(self, digit: int) -> None:
        """A digit was pressed."""
        if not self.waiting and digit and digit * 10 <= self.most():
            self.waiting = str(digit)
            self.page.refresh()
            return
        number = int(f"{self.waiting}{digit}")
        self.waiting = ""
        self.choose(number)

    def choose(self, number: int) -> None:
        """A number was chosen, by keys or by a click."""
        self.waiting = ""
        if self.page.linking.active:
            self.page.linking.choose_kind(number)
        elif self.page.speaking.picking:
            self.page.speaking.choose(number)
        elif self.page.places.cells():
            self.page.places.put(number)
        elif number <= self.most():
            choose_cluster(self.page, number)
        self.page.refresh()

    def settle(self) -> bool:
        """The digit that waits is the whole number; whether there was one."""
        if not self.waiting:
            return False
        self.choose(int(self.waiting))
        return True

    def drop(self) -> bool:
        """Forget the digit that waits; whether there was one."""
        had, self.waiting = bool(self.waiting), ""
        if had:
            self.page.refresh()
        return had

    def before(self, event: QKeyEvent) -> bool:
        """Look at a key while a digit waits: Enter takes it, Esc drops it; whether the key was used up."""
        if not self.waiting or event.key() in HELD:
            return False
        if alt_digit(event) is not None or (lone_digit(event) is not None and not self._text()):
            return False
        if event.key() == _Key.Key_Escape:
            self.page.speaking.stop()
            return self.drop()
        self.settle()
        return event.key() in ENTER and not plain(event)

    def _text(self) -> bool:
        """Whether a digit without Alt is text here."""
        return self.page.desk.mode != "A" and not self.page.speaking.picking

    def released(self, event: QKeyEvent) -> None:
        """A key was let go: Alt ends a number."""
        if event.key() == _Key.Key_Alt:
            self.settle()
