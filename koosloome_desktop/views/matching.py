"""Match mode (room notes, section 2): a need large, what may answer it ranked beside it, a digit matches. Esc leaves.

Arrows and Tab go to the next need, + and − change how urgent it is, letters find a resource, Ctrl+T makes an action
of a need that nothing here answers. The order of the needs stays as it was when the mode began: nothing jumps under a
digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent

from koosloome_desktop.canvases import spec_of
from koosloome_desktop.canvases.badges import EXCHANGE, PRIORITY, UNUSED
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import fitting, queries
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.key_parts import ENTER, plain, written
from koosloome_desktop.views.modes import Mode

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage
    from koosloome_desktop.views.match_panel import Choice, MatchPanel, Shown

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_ON: Final = frozenset({_Key.Key_Right, _Key.Key_Down, _Key.Key_Tab, *ENTER})
_BACK: Final = frozenset({_Key.Key_Left, _Key.Key_Up, _Key.Key_Backtab})
_MORE: Final = frozenset("+=")
_LESS: Final = frozenset("-−")


class Matching:
    """The mode of one page. `need` is the one shown, `typed` what was typed to find a resource."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page
        self.panel: MatchPanel | None = None
        self.need = ""
        self.typed = ""
        self._order: list[str] = []
        self._ranked: list[str] = []
        self._arranging = False

    @property
    def active(self) -> bool:
        """Whether the mode is on."""
        return bool(self.need)

    def can(self) -> bool:
        """Whether there are needs, on a kind of canvas that has them."""
        spec = spec_of(self.page.presenter.canvas.type)
        if spec is None or spec.needs is None or not self.page.presenter.writable:
            return False
        return any(n.form == "need" for n in queries.standing(self.page.workshop.document, self.page.canvas_id))

    # -- begin and end

    def start(self, need_id: str = "") -> None:
        """Begin at a need: the one given, else the most urgent one that nothing answers yet."""
        page = self.page
        if not self.can():
            return
        page.mouse.settle()
        page.modes.end_job()
        self._arranging = page.desk.mode == Mode.ARRANGE
        self._order = [n.id for n in fitting.needs_to_match(page.workshop.document, page.canvas_id)]
        if self.panel is None:
            from koosloome_desktop.views.match_panel import MatchPanel

            self.panel = MatchPanel(page)
            panel = self.panel
            panel.keys, panel.typed = self.key, self.sign
            panel.chosen, panel.stepped = self.choose, self.step
            panel.closing, panel.lost = self.stop, self.leave
        self._go(need_id if need_id in self._order else self._order[0])
        self.place(page.view.geometry())
        self.panel.show()
        self.panel.raise_()
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()
        page.refresh()
        page.unmet.look(page.view.viewport().rect())

    def stop(self) -> None:
        """Esc: back to where it began, the need that was shown is the current note."""
        need = self.need
        self.leave()
        if self._arranging and self.page.modes.arrange(need):
            return
        self.page.desk.current = need or self.page.desk.current
        self.page.modes.write()

    def leave(self) -> None:
        """Close without moving the keyboard."""
        self.need, self.typed = "", ""
        if self.panel is not None:
            self.panel.hide()
        self.page.unmet.look(self.page.view.viewport().rect())

    def place(self, area: QRect) -> None:
        """Lie over the board."""
        if self.panel is not None:
            self.panel.place(area)

    # -- what is shown

    def look(self) -> None:
        """Show things as they are; a mode without needs ends."""
        if not self.active or self.panel is None:
            return
        document = self.page.workshop.document
        there = [n.id for n in fitting.needs_to_match(document, self.page.canvas_id)]
        self._order = [i for i in self._order if i in there] + [i for i in there if i not in self._order]
        if not self._order:
            self.stop()
            return
        if self.need not in self._order:
            self._go(self._order[0])
        self.panel.say(self._shown(), _hints())

    def _shown(self) -> Shown:
        from koosloome_desktop.views.match_panel import Shown

        page, document = self.page, self.page.workshop.document
        need = document.get(self.need, Note)
        mine = set(fitting.answers(document, need))
        listed = self.listed()
        most = self.panel.most() if self.panel is not None else 9
        choices = tuple(self._choice(document.get(i, Note), i in mine) for i in listed[:most])
        open_ = len(queries.unmatched_needs(document, page.canvas_id))
        at = f"{self._order.index(self.need) + 1}/{len(self._order)}"
        place = _("Need {place} · {count} unmet").format(place=at, count=open_)
        told = " · ".join(x for x in (need.whose, self._urgency(need)) if x)
        state = _("Nothing answers it yet")
        if mine:
            texts = [short(document.get(i, Note).text, 40) for i in mine]
            state = "✓ " + " · ".join(sorted(texts))
        return Shown(need.text, told, state, place, self.typed, choices, max(0, len(listed) - most))

    @staticmethod
    def _urgency(need: Note) -> str:
        if need.priority is None:
            return ""
        sign, word = PRIORITY.get(need.priority, ("", N_("later")))
        return f"{sign} {_(word)}".strip()

    def _choice(self, note: Note, matched: bool) -> Choice:
        from koosloome_desktop.views.match_panel import Choice

        words = [_(EXCHANGE[note.exchange])] if note.exchange in EXCHANGE else []
        words += [f"{UNUSED[0]} {_(UNUSED[1])}"] if note.unused else []
        return Choice(note.text, " · ".join(words), matched)

    def listed(self) -> list[str]:
        """The resources in the order shown: the ranking as it was when the need came up, without what does not fit
        what was typed.
        """
        there = fitting.offers(self.page.workshop.document, self.page.canvas_id)
        fits = {o.id for o in fitting.found(self.typed, there)}
        known = [i for i in self._ranked if i in fits]
        return known + [o.id for o in there if o.id in fits and o.id not in self._ranked]

    def _go(self, need_id: str) -> None:
        """Another need: rank anew."""
        document = self.page.workshop.document
        self.need, self.typed = need_id, ""
        need = document.get(need_id, Note)
        ranked = fitting.ranked(f"{need.text} {need.whose}", fitting.offers(document, self.page.canvas_id))
        mine = fitting.answers(document, need)
        self._ranked = [i for i in ranked if i in mine] + [i for i in ranked if i not in mine]
        self.page.view.announce(need.text)

    # -- what keys, mouse and commands do

    def step(self, step: int) -> None:
        """The next or previous need, round and round."""
        if self.active:
            self._go(self._order[(self._order.index(self.need) + step) % len(self._order)])
            self.look()
            self.page.refresh()

    def choose(self, number: int) -> None:
        """A digit or a click: match with that resource, or take the match away."""
        listed = self.listed()
        most = self.panel.most() if self.panel is not None else 9
        if not self.active or not 0 < number <= min(len(listed), most):
            return
        document = self.page.workshop.document
        need, resource = document.get(self.need, Note), document.get(listed[number - 1], Note)
        label = N_("Take the match away") if resource.id in fitting.answers(document, need) else N_("Match")
        self.page.workshop.run(label, lambda tx: fitting.toggle(tx, need, resource))
        self.typed = ""
        matched = resource.id in fitting.answers(document, need)
        told = _("Matched: {text}") if matched else _("No longer matched: {text}")
        self.page.view.announce(told.format(text=resource.text))
        self.look()

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was taken."""
        mods, key, text = plain(event), event.key(), written(event)
        if key == _Key.Key_Escape:
            self._escape()
        elif key in _BACK or (key == _Key.Key_Tab and mods & _Mod.ShiftModifier):
            self.step(-1)
        elif key in _ON and not mods & (_Mod.ControlModifier | _Mod.AltModifier):
            if key in ENTER and self.typed:
                self.choose(1)
            else:
                self.step(1)
        elif key == _Key.Key_Backspace:
            self._find(self.typed[:-1])
        elif not text:
            return False
        else:
            self.sign(text)
        return True

    def _escape(self) -> None:
        """What was typed goes first, then the mode."""
        if self.typed:
            self._find("")
        else:
            self.stop()

    def sign(self, text: str) -> None:
        """A sign was typed: + and − and digits act, letters find."""
        if text in _MORE or text in _LESS:
            self.page.verbs.bump(self.need, 1 if text in _MORE else -1)
            self.look()
        elif text.isdecimal():
            self.choose(int(text))
        else:
            self._find(self.typed + text)

    def _find(self, typed: str) -> None:
        self.typed = typed.lstrip()
        self.look()


def _hints() -> Sequence[tuple[str, str]]:
    return (
        ("1–9", _("matches")), ("↑ ↓", _("next need")), ("+ −", _("how urgent")), ("Ctrl+T", _("make an action")),
        ("Esc", _("closes")),
    )  # fmt: skip
