"""Who is speaking: Ctrl+G shows the groups in the strip, a digit picks one. In W it is said of every note from now on,
in A of the selected ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.groups import group_names
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_parts import ENTER, alt_digit, plain
from koosloome_desktop.views.keys_digits import HELD, lone_digit
from koosloome_desktop.views.modes import Job, Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def group_words(group: str) -> str:
    """A group as it is said: ``rühm 2``, or its name."""
    return _("group {name}").format(name=group) if group.isdigit() else group


class Speaking:
    """The group that speaks, and the picking of one."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.group = ""
        self.picking = False

    def can_pick(self) -> bool:
        """Whether there is something that a group could be said of."""
        desk = self.page.desk
        free = desk.job == Job.ADD and not self.page.linking.active  # digits choose the kind of a link then
        return self.page.presenter.writable and desk.mode in {Mode.WRITE, Mode.ARRANGE} and free

    def pick(self) -> None:
        """Ctrl+G: show the groups; again: put them away."""
        self.picking = not self.picking and self.can_pick()
        self.page.refresh()

    def stop(self) -> bool:
        """Put the groups away; whether they were shown."""
        was, self.picking = self.picking, False
        return was

    def following(self) -> int:
        """The number of the group whose turn is next in a round; 0 while none speaks, or over notes."""
        names = group_names(self.page.workshop.document)
        if self.page.desk.mode != Mode.WRITE or self.group not in names:
            return 0
        return (names.index(self.group) + 1) % len(names) + 1

    def words(self) -> str:
        """The group that speaks and how many notes of this canvas are its own: ``rühm 2 · 9``; "" for nobody."""
        if not self.group:
            return ""
        own = sum(note.group == self.group for note in self.page.presenter.notes())
        return f"{group_words(self.group)} · {own}" if own else group_words(self.group)

    def choose(self, number: int) -> None:
        """A digit, or a click on the strip; 0 is nobody in particular."""
        page = self.page
        names = group_names(page.workshop.document)
        self.picking = False
        if not 0 <= number <= len(names):
            return
        group = names[number - 1] if number else ""
        if page.desk.mode == Mode.ARRANGE:
            page.verbs.set_group(page.arrange_keys.chosen(), group)
        else:
            self.group = group
        page.view.announce(group_words(group) if group else _("no group"))
        page.refresh()

    def before(self, event: QKeyEvent) -> bool:
        """Look at a key while the groups are shown: digits pick, Enter goes on to the next group of a round,
        Esc closes; any other key closes and goes on.
        """
        if not self.picking or event.key() in HELD:
            return False
        digit = lone_digit(event)
        digit = alt_digit(event) if digit is None else digit
        if digit is not None:
            self.page.digits.press(digit)
            return True
        if event.key() in ENTER and not plain(event) and self.following():
            self.choose(self.following())
            return True
        self.stop()
        self.page.refresh()
        return event.key() == Qt.Key.Key_Escape
