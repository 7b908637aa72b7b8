""" "Lõpeta nüüd": how many minutes are left, what is left out, and what the minutes go to."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from koosloome_desktop.model.records import AgendaItem, Session
from koosloome_desktop.operations.running import end_now, running
from koosloome_desktop.services.ending import finish, unfinished
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.agenda.words import minutes_words
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, row

if TYPE_CHECKING:
    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.agenda.leading import Leading
    from koosloome_desktop.views.main_window import MainWindow

LEFT: Final = (20, 10, 5, 0)
"""How many minutes may be left; 0 is only the report."""
_WORDS: Final = {
    "vote": N_("vote {count} min"),
    "owners": N_("who and by when {count} min"),
    "agreements": N_("agreements {count} min"),
}


def plan_words(minutes: int) -> str:
    """What so many minutes go to."""
    if not minutes:
        return _("Nothing more: the report, Ctrl+E and Enter.")
    parts = [_(_WORDS[what]).format(count=m) for what, m in end_now(minutes).items() if what in _WORDS]
    return " · ".join([*parts, _("then Ctrl+E and Enter")])


class EndDialog(Dialog):
    """A digit chooses how much time is left, Enter does it; one undo step."""

    def __init__(
        self, workshop: OpenWorkshop, session: Session, now: datetime, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("End now"), _("How many minutes are left?"), parent=parent, width=560)
        document = workshop.document
        self.minutes = 10
        self._group = QButtonGroup(self)
        self.choices: dict[int, QPushButton] = {}
        for number, minutes in enumerate(LEFT, 1):
            words = minutes_words(minutes) if minutes else _("none")
            made = button(f"{number}  {words}", "chip", run=partial(self.choose, minutes))
            made.setCheckable(True)
            self._group.addButton(made)
            self.choices[minutes] = made
        self.body.addLayout(row(*self.choices.values(), None, gap=8))
        self._plan = label("", "body", wrap=True)
        self.body.addWidget(self._plan)
        self.out = [i for i in unfinished(document, session, now) if i.title]
        on = running(document)
        told = ", ".join(i.title for i in self.out)
        if on is not None:
            self.body.addWidget(label(_("Ends at once: {block}").format(block=on.title), "quiet", wrap=True))
        if told:
            self.body.addWidget(label(_("Left out: {blocks}").format(blocks=told), "quiet", wrap=True))
        self.park = QCheckBox(_("What is left out goes to the parked topics"))
        self.park.setChecked(True)
        self.park.setVisible(bool(told))
        self.body.addWidget(self.park)
        self.add_buttons(_("End now"), _("Cancel"))
        self.choose(10)

    def choose(self, minutes: int) -> None:
        """So many minutes are left."""
        self.minutes = minutes
        self.choices[minutes].setChecked(True)
        self._plan.setText(plan_words(minutes))
        self.fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(LEFT):
            self.choose(LEFT[at])
        else:
            super().keyPressEvent(event)


def finish_now(workshop: OpenWorkshop, leading: Leading, session: Session, minutes: int, *, park: bool) -> str:
    """Do it, one undo step, and open what comes first; gives the sentence that says what happened."""
    begun: list[AgendaItem | None] = []
    out = len(unfinished(workshop.document, session, leading.now()))
    workshop.run(N_("End now"), lambda tx: begun.append(finish(tx, session, minutes, leading.now(), park=park)))
    first = begun[0] if begun else None
    if first is not None:
        leading.open(first)
    told = ngettext("{count} block is left out.", "{count} blocks are left out.", out).format(count=out)
    way = _("F8 goes on.") if first is not None else _("Ctrl+E and Enter print the report.")
    return f"{told} {way}"


def ask_end_now(window: MainWindow) -> None:
    """Ask how much time is left, and end the meeting in order."""
    view = window.view
    session = view.leading.session() if view is not None else None
    if view is None or session is None:
        return
    dialog = EndDialog(view.workshop, session, view.leading.now(), parent=window)
    done = dialog.exec()
    dialog.deleteLater()
    if done:
        told = finish_now(view.workshop, view.leading, session, dialog.minutes, park=dialog.park.isChecked())
        window.toast.say(told)
