"""What the last three statuses ask: why, and until when. One line under the rows, Enter goes on, Esc leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.plan_fields import ASKING
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.verbs import PlanVerbs
from koosloome_desktop.views.plan.words import status_word
from koosloome_desktop.views.understood import Bubble, Told, time_told
from koosloome_desktop.views.widgets import button, row, styled

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class StatusAsk(QFrame):
    """Sets the status with what was typed, as one undo step; `left` tells that the keyboard may go back to the rows."""

    left = Signal()

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        styled(self, "notice")
        self._page, self._verbs = page, PlanVerbs(page)
        self._action, self._status = "", ""
        self._title = label("", "strong")
        self.reason = Field(page.ctx.commands)
        self.date = Field(page.ctx.commands)
        self.date.setMaximumWidth(180)
        self._ok = button("", "primary", run=self.take)
        self._no = button("", "ghost", run=self.leave)
        for field in (self.reason, self.date):
            field.setProperty("role", "cell")
            field.installEventFilter(self)
        Bubble(self.date, self._understood)
        self._late = label("", "quiet")
        line = row(self._title, self._late, self.reason, self.date, self._ok, self._no, margins=(12, 8, 12, 8), gap=8)
        line.setStretch(2, 1)
        self.setLayout(line)
        self.hide()

    def _understood(self, text: str) -> Told:
        ctx = self._page.ctx
        return time_told(text, today=local(ctx.clock.now()).date(), lang=ctx.lang)

    def set_status(self, row: Standing, status: str) -> bool:
        """Set a status at once, or ask first: the last three ask why; one that would stay late asks until when."""
        still_late = row.overdue and status in {"planned", "in_progress"}
        if status in ASKING or still_late:
            self.ask(row.action, status, dated=status != "dropped", why=status in ASKING)
            return False
        return self._verbs.set_status(row.action.id, status)

    def ask(self, action: Action, status: str, *, dated: bool = True, why: bool = True) -> None:
        """Ask about a row that is to get this status; `dated`: for a new deadline, `why`: for a reason."""
        self._action, self._status = action.id, status
        self._title.setText(f"{action.code} → {status_word(status)}".strip())
        self.reason.setText(action.reason)
        self.reason.setPlaceholderText(_("Why?"))
        self.reason.setAccessibleName(_("Reason"))
        self.date.setText("")
        self.date.setPlaceholderText(_("New deadline"))
        self.date.setAccessibleName(_("New deadline"))
        self.date.setVisible(dated)
        self._ok.setText(_("Set"))
        self._ok.setAccessibleName(_("Set"))
        self._no.setText(_("Cancel"))
        self._no.setAccessibleName(_("Cancel"))
        self.reason.setVisible(why)
        self._late.setText("" if why else _("The deadline has passed: until when?"))
        self._late.setVisible(not why)
        self._page.say_refused("")
        self.show()
        (self.reason if why else self.date).setFocus()

    def take(self) -> None:
        """Set status, reason and date; what is no date is told and stays."""
        action = self._verbs.action(self._action)
        if action is None:
            self.leave()
            return
        try:
            self._take(action)
        except KoosloomeError as error:  # a text that is too long
            self._page.say_refused(error.line())

    def _take(self, action: Action) -> None:
        due = ""
        text = clean(self.date.text()).text if not self.date.isHidden() else ""
        if text:
            today = local(self._page.ctx.clock.now()).date()
            found = parse_typed(text, today=today, lang=self._page.ctx.lang)
            if found.kind is RangeKind.TEXT:
                told = _("“{text}” is not a date. Write it as {example}, or only the month: {month}.")
                shown = {"example": locale.date(today), "month": locale.month(today)}
                self._page.say_refused(told.format(text=text, **shown))
                self.date.setFocus()
                return
            due = found.end or found.start or ""
        reason = clean(self.reason.text()).text if not self.reason.isHidden() else ""
        # What cannot be is told below, and stays here to be changed; that nothing changed is no refusal.
        self._verbs.set_status(action.id, self._status, reason, due or None)
        if self._page.reason.text():
            self.date.setFocus()
            return
        self.leave()

    def leave(self) -> None:
        """Put it away."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Esc leaves the status as it was."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER:
                if watched is self.reason and not self.date.isHidden():
                    self.date.setFocus()
                else:
                    self.take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._page.say_refused("")
                self.leave()
                return True
        return super().eventFilter(watched, event)
