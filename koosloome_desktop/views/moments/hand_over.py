"""Handing over to another scribe: where we are, what is open, the keys that matter; or a copy for another laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations.where import Where, where
from koosloome_desktop.support.clock import instant
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.agenda.words import left_words
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.key_words import shown_key
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

KEYS: Final = (
    ("Enter", N_("keeps what is typed: a note, a row, a number")),
    ("↑", N_("the last note again, to correct it")),
    ("Tab", N_("next zone; Alt+arrows move")),
    ("Alt+1 … 9", N_("note into a cluster")),
    ("Ctrl+Z", N_("takes the last step back, nothing is lost")),
    ("F8", N_("next block of the agenda")),
    ("F9", N_("the wall stands still while you put things right")),
    ("Ctrl+K", N_("everything else, by its name")),
)
"""The eight keys that somebody needs who has never seen the program."""


def where_words(found: Where, wall: str, half_typed: str) -> list[str]:
    """Where we are, a line each."""
    told = []
    if found.current is not None and found.clock is not None:
        told.append(_("Now: {block}, {time} left").format(block=found.current.title, time=left_words(found.clock)))
    if found.following is not None:
        told.append(_("Next: {block}").format(block=found.following.title))
    if found.blocks:
        told.append(_("{done} of {count} blocks are done").format(done=found.done, count=found.blocks))
    told.append(wall or _("The wall is off (F5)"))
    if half_typed:
        told.append(_("Half typed in the line: “{text}”").format(text=half_typed))
    return told


def open_words(found: Where) -> list[str]:
    """What is open, a line each."""
    counted = (
        (found.open_votes, ngettext("{count} vote is not closed", "{count} votes are not closed", found.open_votes)),
        (found.parked, ngettext("{count} parked topic", "{count} parked topics", found.parked)),
        (found.ungrouped, ngettext("{count} note in no cluster", "{count} notes in no cluster", found.ungrouped)),
        (found.no_owner, ngettext(
            "{count} row without somebody responsible", "{count} rows without somebody responsible", found.no_owner)),
        (found.no_date, ngettext("{count} row without a deadline", "{count} rows without a deadline", found.no_date)),
    )  # fmt: skip
    return [text.format(count=number) for number, text in counted if number] or [_("Nothing is open.")]


class HandOver(Dialog):
    """One page. `copied` says that a copy for another laptop is wanted."""

    def __init__(self, told: list[str], still: list[str], *, parent: QWidget | None = None) -> None:
        super().__init__(_("Hand over to another scribe"), parent=parent, width=760)
        self.copied = False
        left = column(label(_("Where we are"), "section"), gap=6)
        for line in told:
            left.addWidget(label(line, "body", wrap=True))
        left.addSpacing(10)
        left.addWidget(label(_("Still open"), "section"))
        for line in still:
            left.addWidget(label(f"·  {line}", "body", wrap=True))
        left.addStretch(1)
        right = column(label(_("Eight keys"), "section"), gap=6)
        for key, words in KEYS:
            kbd = label(shown_key(key), "kbd")
            both = row(kbd, label(_(words), "body", wrap=True), gap=10)
            both.setStretch(1, 1)
            right.addLayout(both)
        right.addStretch(1)
        both = row(left, right, gap=28)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        self.copy = button(_("To another laptop: a copy …"), icon="save", run=self._copy)
        self.buttons.insertWidget(0, self.copy)
        self.add_buttons(_("Go on"))

    def _copy(self) -> None:
        self.copied = True
        self.accept()


def ask_hand_over(window: MainWindow) -> None:
    """Show the page; a copy for another laptop marks this one as handed over, so that nobody goes on in both."""
    view = window.view
    if view is None:
        return
    leading, page = view.leading, view.page()
    line = getattr(getattr(page, "bar", None), "line", None)
    found = where(view.workshop.document, leading.session(), leading.now())
    told = where_words(found, window.wall.lamp()[0], line.text().strip() if line is not None else "")
    dialog = HandOver(told, open_words(found), parent=window)
    dialog.exec()
    dialog.deleteLater()
    if dialog.copied and window.actions_.export({"what": "report", "format": ".koosloome"}):
        mark_handed_over(window)


def mark_handed_over(window: MainWindow) -> None:
    """This copy says from now on that the work goes on elsewhere; undo, or the command again, takes it back."""
    view = window.view
    if view is None:
        return
    since = "" if view.workshop.document.workshop.handed_over else instant(view.leading.now())
    view.workshop.hand_over(since)
    told = _("Handed over: go on in the copy, not here.") if since else _("The work goes on here again.")
    window.toast.say(told)
