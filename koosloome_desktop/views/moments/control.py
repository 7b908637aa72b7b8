"""The moments of a meeting as one thing that the window has, and their commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.moments.attend import Attend
from koosloome_desktop.views.moments.reading import Reading

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


class Moments:
    """One for a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.attend, self.reading = Attend(window), Reading(window)

    def end_now(self) -> None:
        """Ask how much time is left, and end the meeting in order."""
        from koosloome_desktop.views.moments.end_now import ask_end_now

        ask_end_now(self._window)

    def hand_over(self) -> None:
        """Show where we are and the keys that matter, for whoever types on."""
        from koosloome_desktop.views.moments.hand_over import ask_hand_over

        ask_hand_over(self._window)

    def take_back(self) -> None:
        """The work goes on here after all."""
        from koosloome_desktop.views.moments.hand_over import mark_handed_over

        mark_handed_over(self._window)

    def commands(self) -> list[Command]:
        """What can be done from wherever one is."""
        view, reading = self._window.view, self.reading
        if view is None:
            return []

        def led() -> bool:
            return view.leading.session() is not None

        return [
            Command("window.read", N_("Read the notes aloud, one by one"), ("Shift+F8",), "maximize", "view",
                    reading.possible, reading.go_on),
            Command("window.read_back", N_("The note before"), (), "arrow-left", "view", lambda: reading.active,
                    partial(reading.step, -1)),
            Command("window.read_stop", N_("Stop reading aloud"), (), "x", "view", lambda: reading.active,
                    reading.stop),
            Command("window.end_now", N_("End now …"), ("Ctrl+Shift+E",), "flag", "workshop", led, self.end_now),
            Command("window.hand_over", N_("Hand over to another scribe …"), (), "handshake", "workshop",
                    run=self.hand_over),
            Command("window.take_back", N_("Go on here: it was not handed over"), (), "undo-2", "workshop",
                    lambda: bool(view.workshop.document.workshop.handed_over), self.take_back),
            Command("window.bells", N_("Sound of the bell on or off"), (), "timer", "workshop",
                    run=self.attend.turn_sound),
        ]  # fmt: skip
