"""The left rail: where one is and where one can go. 216 px wide, or 56 px of icons with tooltips in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.rail_parts import Brand, Foldable, RailItem, RailSection, SavedLine
from koosloome_desktop.views.style import RAIL, RAIL_FOLDED
from koosloome_desktop.views.widgets import clear, column, scroller, styled

_DEEDS = frozenset({"add", "conflicts", "data", "keys", "language", "theme"})
"""Entries that do something or open a menu; the others are places, one of which is marked as open."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail. `count` is shown when it is not None; an entry without id is a section title."""

    id: str
    text: str
    icon: str = ""
    count: int | None = None
    quiet: bool = False
    hint: str = ""


class Rail(QWidget):
    """Brand, entries, and at the bottom settings (home) or the saved line (workshop)."""

    activated = Signal(str)
    menu_wanted = Signal(str, QPoint)
    """Entry and the point of the screen."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "rail")
        self.brand = Brand()
        self.saved = SavedLine()
        self._items: dict[str, RailItem] = {}
        self._sections: list[RailSection] = []
        self._current = ""
        self._folded = self._low = False
        self._top, self._bottom = column(gap=0), column(gap=0)
        body = QWidget()
        self._rolls = column(self._top, None, gap=0)
        body.setLayout(self._rolls)
        self._area = scroller(body, "rail", bare=True)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._reveal(self._current))
        self._stands = column(self.brand, self._area, self._bottom, self.saved, margins=(0, 0, 0, 8), gap=0)
        self.setLayout(self._stands)
        self.setAccessibleName(_("Navigation"))
        self.fold(folded=False)

    def show_entries(self, top: Sequence[Entry], bottom: Sequence[Entry], current: str) -> None:
        """Show these entries; `current` is the id of the one that is open."""
        held = next((i for i, item in self._items.items() if item.hasFocus()), "")
        clear(self._top)
        clear(self._bottom)
        self._items, self._sections = {}, []
        for layout, entries in ((self._top, top), (self._bottom, bottom)):
            for entry in entries:
                layout.addWidget(self._made(entry))
        self.set_current(current)
        self.fold(folded=self._folded)
        if held in self._items:
            self._items[held].setFocus()

    def _made(self, entry: Entry) -> QWidget:
        if not entry.id:
            section = RailSection(entry.text)
            self._sections.append(section)
            return section
        item = RailItem(entry.text, entry.icon, entry.count, quiet=entry.quiet, hint=entry.hint)
        item.setCheckable(entry.id not in _DEEDS)
        item.clicked.connect(lambda _checked=False, i=entry.id: self.activated.emit(i))
        item.stepped.connect(self.step)
        item.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        item.customContextMenuRequested.connect(
            lambda at, i=entry.id, made=item: self.menu_wanted.emit(i, made.mapToGlobal(at))
        )
        self._items[entry.id] = item
        return item

    def item(self, entry_id: str) -> RailItem | None:
        """The button of an entry."""
        return self._items.get(entry_id)

    def ids(self) -> list[str]:
        """The ids of the entries from top to bottom."""
        return list(self._items)

    def set_current(self, current: str) -> None:
        """Mark the entry that is open."""
        self._current = current
        for entry_id, item in self._items.items():
            item.setChecked(entry_id == current)
        self._reveal(current)

    def set_count(self, entry_id: str, count: int) -> None:
        """Show another number beside an entry."""
        item = self._items.get(entry_id)
        if item is not None:
            item.set_count(count)

    def fold(self, *, folded: bool) -> None:
        """Show icons only, or icons and words."""
        self._folded = folded
        self.setFixedWidth(RAIL_FOLDED if folded else RAIL)
        parts: tuple[Foldable, ...] = (self.brand, self.saved, *self._sections, *self._items.values())
        for part in parts:
            part.fold(folded)

    def set_low(self, *, low: bool) -> None:
        """In a low window the entries at the bottom scroll with the others, else they would leave these no room."""
        if low == self._low:
            return
        self._low = low
        here, there = (self._stands, self._rolls) if low else (self._rolls, self._stands)
        here.removeItem(self._bottom)
        self._bottom.setParent(None)
        there.insertLayout(2, self._bottom)
        self._reveal(self._current)

    def _reveal(self, entry_id: str) -> None:
        """Have an entry in sight, where not all of them are."""
        item = self._items.get(entry_id)
        if self._low and item is not None:
            QTimer.singleShot(0, item, lambda: self._area.ensureWidgetVisible(item, 0, 8))

    @property
    def folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    def focus_pane(self) -> bool:
        """Put the keyboard on the open entry (F6)."""
        item: QAbstractButton | None = self._items.get(self._current) or next(iter(self._items.values()), None)
        if item is None:
            return False
        item.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def step(self, by: int) -> None:
        """Walk the entries with Up and Down."""
        items = list(self._items)
        held = next((i for i, each in enumerate(items) if self._items[each].hasFocus()), None)
        if held is not None:
            to = items[(held + by) % len(items)]
            self._items[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._reveal(to)
