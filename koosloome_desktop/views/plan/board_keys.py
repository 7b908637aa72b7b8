"""The keys of a plan's board (mode B): arrows choose a card, Alt+arrows move it, a digit is the column it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.operations.actions import delete_actions
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plan.to_line import letters_to_line

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.board_area import BoardArea

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_ARROWS: Final = {_Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1), _Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0)}
_MORE: Final = {_Key.Key_Plus: 10, _Key.Key_Equal: 10, _Key.Key_Minus: -10}


class BoardKeys:
    """What each key does; `press` tells whether it did anything."""

    def __init__(self, area: BoardArea) -> None:
        self._area = area

    def press(self, event: QKeyEvent) -> bool:
        """Take a key."""
        self._area.fresh()  # the key before may have changed what is shown
        key, mods = event.key(), plain(event)
        if key == _Key.Key_Escape:
            if not self._area.mouse.cancel():
                self._area.page.focus_line()
            return True
        if mods == _Mod.AltModifier and key in _ARROWS:
            self.place(*_ARROWS[_Key(key)])
            return True
        if mods & (_Mod.ControlModifier | _Mod.AltModifier):
            return False
        if key in _ARROWS:
            self._go(*_ARROWS[_Key(key)])
            return True
        if key in {_Key.Key_Home, _Key.Key_End}:
            order = self._area.place.order()
            self._area.choose(order[0 if key == _Key.Key_Home else -1]) if order else None
            return True
        return self._act(key, event.text()) or letters_to_line(self._area.page, event)

    def _go(self, across: int, down: int) -> None:
        """To the next card of the column; across to the nearest column that has any, at the same height."""
        place = self._area.place
        spot = place.spots.get(self._area.chosen)
        if spot is None:
            return
        if down:
            cards = place.columns[spot[0]].lane.cards
            if not 0 <= spot[1] + down < len(cards):
                if down > 0:
                    self._area.page.focus_line()
                return
            self._area.choose(cards[spot[1] + down].action.id)
            return
        at = spot[0] + across
        while 0 <= at < len(place.columns) and not place.columns[at].lane.cards:
            at += across
        if 0 <= at < len(place.columns):
            middle = place.card_rect(*spot).center().y()
            count = len(place.columns[at].faces)
            best = min(range(count), key=lambda i: abs(place.card_rect(at, i).center().y() - middle))
            self._area.choose(place.columns[at].lane.cards[best].action.id)

    def place(self, across: int, down: int) -> None:
        """Move the card: into the neighbouring column, or its row up and down."""
        area = self._area
        spot = area.place.spots.get(area.chosen)
        if spot is None:
            return
        if down:
            ids = [row.action.id for row in area.place.columns[spot[0]].lane.cards]
            area.verbs.move_row(area.chosen, down, ids)
        elif 0 <= spot[0] + across < len(area.place.columns):
            area.dropped.emit(area.chosen, area.place.columns[spot[0] + across].lane.key)

    def _act(self, key: int, text: str) -> bool:
        area = self._area
        if key in ENTER or key == _Key.Key_F2:
            if key == _Key.Key_F2 or not area.page.drafts.confirm():
                area.editor.open()
        elif key in _MORE:
            self.more(_MORE[_Key(key)])
        elif key == _Key.Key_Delete:
            self.delete()
        elif text.isascii() and text.isdigit() and len(text) == 1:
            self._digit(int(text))
        else:
            return False
        return True

    def _digit(self, number: int) -> None:
        columns = self._area.place.columns
        keys = [c.lane.key for c in columns]
        if number == 0:
            if "" in keys or self._area.kind != "status":
                self._area.dropped.emit(self._area.chosen, "")
        elif number <= len(keys) and keys[number - 1]:
            self._area.dropped.emit(self._area.chosen, keys[number - 1])

    def more(self, by: int) -> None:
        """How much of the row is done, in steps of ten percent."""
        area = self._area
        row = area.place.row(area.chosen)
        if row is None:
            return
        now = row.percent or 0
        then = max(0, min(100, (now + by) // 10 * 10 if by > 0 else -((-now - by) // 10) * 10))
        area.verbs.set(area.chosen, {"percent": then}, N_("Percent done"))

    def delete(self) -> None:
        """Delete the row; Ctrl+Z brings it back."""
        chosen = self._area.chosen
        if chosen:
            self._area.verbs.run(N_("Delete action"), lambda tx: delete_actions(tx, [chosen]))
