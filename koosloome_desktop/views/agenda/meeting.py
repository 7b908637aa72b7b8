"""When a meeting is: its day, from when to when, what kind of meeting, for which training group; or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.model.records import Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import agenda, queries
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.agenda.words import clock_words
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.page import AgendaPage

_TIME: Final = re.compile(r"(\d{1,2})(?:[.:\s]?(\d{2}))?")


def read_time(text: str) -> str | None:
    """A wall time as typed: ``16.30``, ``16:30``, ``1630``, ``9``; "" for nothing, None for what is none."""
    text = text.strip()
    if not text:
        return ""
    found = _TIME.fullmatch(text)
    wall = f"{int(found[1]):02d}:{found[2] or '00'}" if found else ""
    return wall if agenda.minutes_of(wall) is not None else None


class MeetingDialog(Dialog):
    """Enter keeps it, one undo step. `gone` says that the meeting is to be deleted."""

    def __init__(self, page: AgendaPage, session: Session, *, parent: QWidget | None = None) -> None:
        number = _("Meeting {number}").format(number=session.number)
        super().__init__(number, _("Times of all blocks follow its beginning."), parent=parent, width=480)
        self._page, self._session = page, session
        self._lang, self.gone = page.ctx.lang, False
        today = local(page.leading.now()).date()
        self._today = today
        day = locale.date(session.date, self._lang) if session.date else ""
        self.day = self.field(_("Day"), day, hint=locale.date(today.isoformat(), self._lang))
        self.start = self.field(_("From"), clock_words(session.start), hint=clock_words("16:30"))
        self.end = self.field(_("To"), clock_words(session.end), hint=clock_words("20:30"))
        self.form = self.field(_("What kind of meeting"), session.form, hint=_("workshop, webinar, info day"))
        self.group = self.field(_("Training group"), session.group)
        if len(queries.sessions(page.workshop.document)) > 1:
            self.buttons.insertWidget(0, button(_("Delete the meeting"), icon="trash-2", run=self._delete))
        self.add_buttons(_("Keep"), _("Cancel"))
        self.day.setFocus()
        self.day.selectAll()

    def _delete(self) -> None:
        self.gone = True
        super().accept()

    def values(self) -> dict[str, Any] | None:
        """What was typed; None, with a reason, when it is no day or no time."""
        when = parse_typed(self.day.text(), today=self._today, lang=self._lang)
        day = when.start or ""
        if self.day.text().strip() and (len(day) != 10 or (when.end or day) != day):
            self.refuse(_("A day is expected here, as: {day}").format(day=self.day.placeholderText()), self.day)
            return None
        times = {"start": read_time(self.start.text()), "end": read_time(self.end.text())}
        for edit, name in ((self.start, "start"), (self.end, "end")):
            if times[name] is None:
                self.refuse(_("A time is expected here, as: 16.30"), edit)
                return None
        return {"date": day, **times, "form": self.form.text().strip(), "group": self.group.text().strip()}

    def accept(self) -> None:
        """Keep what changed."""
        found = self.values()
        if found is None:
            return
        session = self._session
        changed = {k: v for k, v in found.items() if v != getattr(session, k)}
        if changed:
            self._page.workshop.run(N_("Change the meeting"), lambda tx: agenda.set_session(tx, session, **changed))
        super().accept()


def open_meeting(page: AgendaPage, session: str) -> None:
    """Ask when a meeting is, and keep it; or delete it with its blocks."""
    found = page.workshop.document.find(session)
    if not isinstance(found, Session):
        return
    dialog = MeetingDialog(page, found, parent=page.window())
    dialog.exec()
    dialog.deleteLater()
    if dialog.gone:

        def delete(tx: Transaction) -> None:
            agenda.delete_blocks(tx, [i.id for i in agenda.blocks(tx.document, session)])
            tx.remove(session)

        page.workshop.run(N_("Delete the meeting"), delete)
