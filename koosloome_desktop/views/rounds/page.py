"""The page of agreements, check-in, check-out and feedback: rows above, the line below, as everywhere.

Four parts, one in sight; Tab in the line goes to the next one. Letters always write a line of the part in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.model.changes import ChangeSet
from koosloome_desktop.operations import rounds
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.line_page import LinePage
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.rounds.asking import RoundHead
from koosloome_desktop.views.rounds.commands import round_commands
from koosloome_desktop.views.rounds.desk import ASKED, PLACES, SUBS, TITLES, RoundsDesk, part_of
from koosloome_desktop.views.rounds.listing import RoundRows
from koosloome_desktop.views.rounds.rows import LineRow
from koosloome_desktop.views.rounds.tabs import Tabs
from koosloome_desktop.views.widgets import column

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop

ROUNDS: Final = "rounds"
"""The id of the page among those of canvases."""
DRAFT: Final = ("line", ROUNDS)
_Key = Qt.Key


class RoundsPage(LinePage):
    """`place` is where the line writes, `current` the row that the ring was on last as (place, number)."""

    place_of_draft = DRAFT

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__(workshop, ctx)
        self.desk = RoundsDesk(workshop)
        self.desk.say = self.toast.emit
        self.place: str = rounds.AGREEMENTS
        self.current = (self.place, 0)
        self.bar.targets = lambda: [(_(TITLES[p]), partial(self.show_place, p)) for p in PLACES]
        self.tabs = Tabs(self.show_place)
        self.head = RoundHead(self)
        self._sub = label("", "quiet", wrap=True)
        self.lines = RoundRows(self)
        middle = column(self.tabs, self._sub, self.head, self.lines, None, margins=(24, 20, 24, 24), gap=12)
        self.put_together(middle, 1400, self._changed)
        self.lines.shown.connect(self._area.ensureWidgetVisible)
        self.refresh_words()

    @property
    def rows(self) -> list[LineRow]:
        """The rows in sight."""
        return self.lines.rows

    # -- the rows

    def _changed(self, change: ChangeSet) -> None:
        if any(u.kind in {"workshop", "person"} for u in change.updated):
            self.fill()

    def fill(self) -> None:
        """Show what stands in the document."""
        self.lines.show_texts()
        self.head.show_round()
        self.tabs.show_parts(part_of(self.place), self.workshop.document)

    def begin(self, place: str, scale: str = "1-5") -> None:
        """The usual lines for an empty part."""
        if not self.desk.texts(place):
            self.desk.begin(place, scale)
            self.current = (place, 0)
            self.focus_canvas()

    def edit(self, place: str, at: int) -> None:
        """Open the text of a line."""
        found = self.lines.found(place, at)
        if found is not None:
            self.current = (place, at)
            found.edit()

    def move_line(self, place: str, at: int, by: int) -> None:
        """Move a line up or down; the ring goes with it."""
        self.current = (place, max(0, min(len(self.desk.texts(place)) - 1, at + by)))
        self.desk.move(place, at, by)
        self.focus_canvas()

    def add_lines(self, texts: Sequence[str]) -> bool:
        """Lines of the part in sight."""
        at = self.desk.add(self.place, texts)
        if at >= 0:
            self.current = (self.place, at)
            found = self.lines.found(*self.current)
            if found is not None:
                self._area.ensureWidgetVisible(found)
        return True

    # -- keys

    def line_key(self, event: QKeyEvent) -> bool:
        """As everywhere; Tab goes to the next part."""
        key = event.key()
        if key in {_Key.Key_Tab, _Key.Key_Backtab}:
            by = -1 if key == _Key.Key_Backtab else 1
            self.show_place(PLACES[(PLACES.index(self.place) + by) % len(PLACES)])
            return True
        return super().line_key(event)

    def focused(self, place: str, at: int) -> None:
        """A row has the ring now."""
        self.current = (place, at)
        self.mode_changed.emit("A")

    # -- what the window asks of every page

    def show_place(self, place: str) -> None:
        """Have the line write somewhere else; its part is in sight then."""
        self.place = place
        self.current = (place, 0)
        self.refresh_words()
        self.focus_line()

    def focus_canvas(self) -> bool:
        """Put the keyboard on the current line; False when there is none."""
        found = self.lines.found(*self.current) or (self.rows[0] if self.rows else None)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(found)
        return True

    def go_to(self, place: str) -> bool:
        """Show a place."""
        if place in PLACES:
            self.show_place(place)
        return place in PLACES

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._sub.setText(_(SUBS[part_of(self.place)]))
        hints = (("Enter", _("adds")), ("Tab", _("next part")), ("↑", _("to the lines")))
        self.bar.say(_("Writing"), _(TITLES[self.place]), _(ASKED[self.place]), hints)
        self.head.refresh_words()
        self.lines.build()
        self.fill()

    def commands(self) -> list[Command]:
        """What can be done here."""
        return round_commands(self)
