"""Attends to a window while a workshop is led: says what the clock says, reminds of a wall that is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.agenda.words import minutes_words, step_name
from koosloome_desktop.views.moments.bell import Bell
from koosloome_desktop.views.moments.watch import BELL, OVER, WARNING, Event, Watch

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

_TOLD: Final = {
    WARNING: N_("5 minutes left: {block}"),
    OVER: N_("Time is up: {block}"),
}


def event_words(event: Event) -> str:
    """What is said about an event."""
    if event.what != BELL:
        return _(_TOLD[event.what]).format(block=event.block)
    if event.step is None:
        return _("Bell: that was the last part of “{block}”").format(block=event.block)
    told = _("Bell: now {part}, {minutes}")
    return told.format(part=step_name(event.step), minutes=minutes_words(event.step.minutes))


class Attend:
    """One for a window; `look` is called every second while a block is on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._watch = Watch()
        self.bell = Bell(lambda: window.ctx.settings.values.bells)
        self.said: list[str] = []
        """What was said, the newest last."""

    def look(self) -> None:
        """Say what has happened since the last look."""
        view = self._window.view
        for event in self._watch.look(view.leading if view is not None else None):
            self.bell.ring()
            words = event_words(event)
            self.said = [*self.said[-9:], words]
            self._window.toast.say(words)

    def turn_sound(self) -> None:
        """The bell's sound on or off."""
        on = not self._window.ctx.settings.values.bells
        self._window.ctx.settings.change(bells=on)
        self.bell.ring()
        self._window.toast.say(_("The bell sounds.") if on else _("The bell is silent."))
