"""Strips on the first screen that wait for a word: whose names are over their day (one press and they go)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.count_words import short
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.privacy.sure import sure
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.services.retention import Due

_TITLE = 60


class Strip(QFrame):
    """A sentence, what can be done about it, and `later`."""

    later = Signal()

    def __init__(self, text: str, action: str, icon: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.text = label(text, "body", wrap=True)
        self.go = button(action, icon=icon, run=run)
        wait = button(_("Later"), "ghost", run=self.later.emit)
        whole = row(column(self.text), self.go, wait, margins=(16, 10, 10, 10), gap=8)
        whole.setStretch(0, 1)
        self.setLayout(whole)


class Reminder(Strip):
    """Whose names are over their day; `erase` says that they shall go."""

    erase = Signal()

    def __init__(self, found: Sequence[Due], lang: str) -> None:
        super().__init__(due_words(found, lang), _("Erase the names …"), "trash-2", self._erase)

    def _erase(self) -> None:
        text = _("Names go out of these workshops, their history and all earlier states; roles and notes stay. They do "
                 "not come back.")  # fmt: skip
        if sure(self.window(), _("Erase the names?"), f"{self.text.text()} {text}", _("Erase the names")):
            self.erase.emit()


def due_words(found: Sequence[Due], lang: str) -> str:
    """Whose names are over their day."""
    names = sum(d.names for d in found)
    first = found[0]
    told = ngettext(
        "{count} participant's name should have gone by {date}: {title}",
        "{count} participants' names should have gone by {date}: {title}",
        names,
    ).format(count=names, date=locale.date(first.day, lang), title=short(first.title, _TITLE))
    more = len(found) - 1
    if more:
        others = ngettext("and {count} more workshop", "and {count} more workshops", more)
        told = f"{told} {others.format(count=more)}"
    return f"{told}."
