"""The keys of the board while a note has the ring (mode A): arrows, digits, + and −; letters write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.support.text import seen
from koosloome_desktop.views.board.index import note_rect
from koosloome_desktop.views.board.spatial import Direction, Rect, nearest
from koosloome_desktop.views.canvas_shown import tell_place
from koosloome_desktop.views.capture_line import altgr_text, as_latin
from koosloome_desktop.views.key_parts import ARROWS, ENTER, alt_digit, plain, written
from koosloome_desktop.views.whole_text import clipboard_text

if TYPE_CHECKING:
    from koosloome_desktop.layout.primitives import Board
    from koosloome_desktop.views.canvas_page import CanvasPage

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_MORE: Final = frozenset("+=")
_LESS: Final = frozenset("-−")


class ArrangeKeys:
    """Answers the keys of the board."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self._rects: tuple[Board | None, list[tuple[str, Rect]]] = (None, [])
        """Where the notes of a board lie, for the arrows."""

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was taken."""
        page = self.page
        for look in (page.linking.before, page.digits.before, page.speaking.before, page.titles.before):
            if look(event):
                return True
        mods, key = plain(event), event.key()
        if key == _Key.Key_Escape:
            self.page.modes.escape()
            return True
        if key in ARROWS:
            return self._arrow(ARROWS[key], mods)
        if key in {_Key.Key_Tab, _Key.Key_Backtab} and not mods & _Mod.ControlModifier:
            self.next_zone(-1 if key == _Key.Key_Backtab or mods & _Mod.ShiftModifier else 1)
            return True
        if not mods and key in ENTER | {_Key.Key_F2}:
            self.page.modes.edit(self.page.desk.focus)
            return True
        if not mods and key == _Key.Key_Delete:
            self.delete()
            return True
        digit = alt_digit(event)
        if digit is not None:
            self.page.digits.press(digit)
            return True
        return self._sign(event)

    def _sign(self, event: QKeyEvent) -> bool:
        """Digits and + − act, the clipboard is pasted; every other sign writes."""
        text = written(event)
        if plain(event) == _Mod.ControlModifier and (as_latin(event) or event).key() == _Key.Key_V:
            return self._paste()
        if not text:
            return False
        if text in _MORE or text in _LESS:
            self.bump(1 if text in _MORE else -1)
        elif text.isdecimal() and not altgr_text(event):
            self.page.digits.press(int(text))
        else:
            self.typed(text)
        return True

    def _paste(self) -> bool:
        """Photos become notes; a text goes where letters go, and a list becomes notes there."""
        page = self.page
        if page.photos.paste():
            return True
        text = clipboard_text()
        if not seen(text) or not page.presenter.writable or page.linking.active:
            return False
        page.modes.write()
        page.bar.line.paste_text(text)
        return True

    def typed(self, text: str) -> None:
        """Letters always write: to the line, with this text. While a link is drawn they find its other end."""
        page = self.page
        if page.linking.text(text):
            return
        page.modes.write()
        page.bar.line.insert(text)

    # -- going about

    def _arrow(self, direction: Direction, mods: Qt.KeyboardModifier) -> bool:
        if mods == _Mod.AltModifier:
            self.nudge(direction)
        elif mods & ~(_Mod.ShiftModifier | _Mod.ControlModifier):
            return False
        else:
            self._go(direction, extend=bool(mods & _Mod.ShiftModifier), alone=bool(mods & _Mod.ControlModifier))
        return True

    def _go(self, direction: Direction, *, extend: bool, alone: bool) -> None:
        page, desk = self.page, self.page.desk
        page.stage.fresh()
        board = page.view.board
        here = board.note(desk.focus)
        if here is None:
            return
        if self._rects[0] is not board:
            self._rects = (board, [(n.id, note_rect(n)) for n in board.notes])
        # The note itself lies in no direction.
        found = nearest(self._rects[1], note_rect(here), direction)
        if found is None:
            if not extend and not alone and direction == "up":
                page.titles.above()
            return
        if extend:
            chosen = dict.fromkeys((*desk.selected, found))
            page.modes.arrange(found, tuple(chosen))
        elif alone:
            page.modes.arrange(found, desk.selected)
        else:
            page.modes.arrange(found)

    def toggle(self) -> None:
        """Space: the note with the ring in or out of the selection; a space while a link is drawn."""
        if self.page.linking.text(" "):
            return
        desk = self.page.desk
        chosen = [i for i in desk.selected if i != desk.focus]
        if desk.focus not in desk.selected:
            chosen.append(desk.focus)
        desk.selected = tuple(chosen)
        self.page.refresh()

    def next_zone(self, step: int) -> None:
        """Tab: the first note of the next zone that has one."""
        page, desk = self.page, self.page.desk
        presenter = page.presenter
        note = page.verbs.note(desk.focus)
        firsts: dict[str, str] = {}
        for note_id in page.order():
            other = page.verbs.note(note_id)
            if other is not None:
                firsts.setdefault(presenter.zone_of(other), note_id)
        zones = list(firsts)
        if note is None or not zones:
            return
        zone = presenter.zone_of(note)
        at = zones.index(zone) if zone in zones else -1
        page.modes.arrange(firsts[zones[(at + step) % len(zones)]])

    def select_all(self) -> None:
        """Ctrl+A: the zone; again: the canvas."""
        page, desk = self.page, self.page.desk
        order = page.order()
        note = page.verbs.note(desk.focus)
        if note is None:
            return
        notes = [n for i in order if (n := page.verbs.note(i)) is not None]
        zone, zones = page.presenter.zone_of(note), page.presenter.zones_of(notes)
        in_zone = tuple(n.id for n, at in zip(notes, zones, strict=True) if at == zone)
        everything = set(desk.selected) >= set(in_zone)
        page.modes.arrange(desk.focus, tuple(order) if everything else in_zone)

    # -- changing

    def chosen(self) -> tuple[str, ...]:
        """What a verb acts on: the selection, with the note that has the ring first."""
        desk = self.page.desk
        if not desk.focus:
            return desk.selected
        rest = tuple(i for i in desk.selected if i != desk.focus)
        return (desk.focus, *rest) if desk.focus in desk.selected or not rest else rest

    def nudge(self, direction: Direction) -> None:
        """Alt+arrow: move the notes, in the direction drawn on the screen."""
        page = self.page
        page.stage.fresh()
        ids = self.chosen()
        if not ids:
            return
        if page.verbs.nudge(ids, page.presenter.nudge(ids, direction, page.view.board)):
            page.stage.fresh()
            page.stage.reveal(page.desk.focus)
        # Also where it cannot go any further: who does not see the board hears that it stands where it was.
        tell_place(page, page.desk.focus)

    def bump(self, delta: int) -> None:
        """+ and −: the one scalar of the canvas."""
        self.page.bump(self.page.desk.focus, delta)

    def cluster(self, number: int) -> None:
        """A digit: into that cluster, and on to the next ungrouped note; after the last one clusters ask for names."""
        page = self.page
        ids = self.chosen()
        if not page.verbs.cluster(ids, number):
            return
        following = page.stage.next_ungrouped(page.desk.focus)
        if following:
            page.modes.arrange(following)
        elif not number or not page.modes.name_next():
            page.refresh()

    def delete(self) -> None:
        """Del: gone, without a question; the ring goes to the note that follows."""
        page = self.page
        desk, ids = page.desk, set(self.chosen())
        order = page.order()
        at = min((order.index(i) for i in ids if i in order), default=0)
        after = [i for i in order[at:] if i not in ids] or [i for i in reversed(order[:at]) if i not in ids]
        held = desk.focus, desk.current
        if after:
            # Before the notes are gone: a page whose ring is nowhere would put it on the last note on the way.
            desk.focus = desk.current = after[0]
        if not page.verbs.delete(tuple(ids)):
            desk.focus, desk.current = held
            return
        left = page.order()
        if not left or not page.modes.arrange(left[min(at, len(left) - 1)]):
            page.modes.write()
