"""The next meeting: title and day are there already, Enter makes it and opens it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.dialogs import Dialog

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


class NextMeeting(Dialog):
    """`day` is None for a meeting without a date."""

    def __init__(self, title: str, day: date, today: date, lang: str, *, parent: QWidget | None = None) -> None:
        sub = _("Canvases, groups, plan, people and the agenda come along; votes and how this meeting went stay here.")
        super().__init__(_("The next meeting"), sub, parent=parent, width=520)
        self._today, self._lang = today, lang
        self.title = self.field(_("Question or title"), title)
        self.date = self.field(_("Date"), locale.date(day, lang))
        self.day: date | None = None
        self.add_buttons(_("Create"), _("Cancel"))
        self.date.setFocus()
        self.date.selectAll()

    def accept(self) -> None:
        """Take what is written, or say what is missing."""
        try:
            title = clean_title(self.title.text()).text
        except KoosloomeError as error:
            self.refuse(error.line(), self.title)
            return
        if not title:
            self.refuse(_("Write the question or a title first."), self.title)
            return
        found = parse_typed(self.date.text().strip(), today=self._today, lang=self._lang)
        if found.kind not in {RangeKind.EMPTY, RangeKind.DAY}:
            told = _("This is not a day: {text}. Write it as {example}.")
            example = locale.date(self._today, self._lang)
            self.refuse(told.format(text=self.date.text().strip(), example=example), self.date)
            return
        self.day = date.fromisoformat(found.start) if found.start else None
        super().accept()


def next_meeting(window: MainWindow, view: WorkshopView) -> None:
    """Ask for the day, make the next meeting of the open workshop and open it."""
    from koosloome_desktop.services.next_meeting import make, offered_day
    from koosloome_desktop.support.zones import local
    from koosloome_desktop.views.canvas_words import workshop_title

    library, document = window.library, view.workshop.document
    if library is None:
        return
    today = local(window.ctx.clock.now()).date()
    title = workshop_title(document.workshop)
    dialog = NextMeeting(title, offered_day(document, today), today, window.ctx.lang, parent=window)
    sure, written, day = dialog.exec(), dialog.title.text(), dialog.day
    dialog.deleteLater()
    if not sure:
        return
    try:
        made = make(library, document, written, day)
    except KoosloomeError as error:
        window.actions_.refused(error)
        return
    window.actions_.open_from_home(made, "")
    window.toast.say(_("The next meeting stands ready; this one is among the others."))
