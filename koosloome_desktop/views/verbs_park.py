"""Putting notes of a canvas off for later: one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.operations import parking
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import note_words, short
from koosloome_desktop.views.verbs_base import VerbBase


class ParkVerbs(VerbBase):
    """Park."""

    def park(self, ids: Sequence[str]) -> bool:
        """Put notes into the parking lot."""
        there = [n for i in ids if (n := self.note(i)) is not None]
        if not there or self._run(N_("Park"), lambda tx: parking.park(tx, [n.id for n in there])) is None:
            return False
        told = short(there[0].text) if len(there) == 1 else note_words(len(there))
        self.say(_("Parked for later: {text}").format(text=told))
        return True
