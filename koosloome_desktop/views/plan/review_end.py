"""The end of a follow-up meeting: when the next one is, what this one changed, and the last Enter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations.review import rows_noted
from koosloome_desktop.operations.review_room import Numbers, spent_at
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.review_card import pill
from koosloome_desktop.views.plan.review_fields import Entry, read_day
from koosloome_desktop.views.plan.review_words import day, meeting_numbers_line, money_line, told
from koosloome_desktop.views.widgets import button, clear, column, row, rule, scroller

if TYPE_CHECKING:
    from koosloome_desktop.views.context import PageContext


class EndCard(QFrame):
    """`next_kept(date, place, role)` when the next meeting was said, `finish` after the last Enter."""

    next_kept = Signal(str, str, str)
    finish = Signal()
    left = Signal()

    def __init__(self, ctx: PageContext, today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        self._ctx = ctx
        lang, table = ctx.lang, ctx.commands
        self.date = Entry(
            table, _("Next meeting"), lambda t: read_day(t, today, lang), lambda v: locale.date_long(str(v), lang)
        )
        self.place = Entry(table, _("Place"))
        self.role = Entry(table, _("Who leads it"))
        self.done = button(_("Finish the meeting"), "primary", icon="check", run=self._finished)
        self.done.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(24, 20, 24, 12)
        self._list.setSpacing(6)
        inside = QWidget()
        inside.setLayout(self._list)
        fields = row(self.date, self.place, self.role, gap=12)
        for place in range(3):
            fields.setStretch(place, 1)
        foot = column(fields, row(None, label("Enter", "kbd"), self.done, gap=8), margins=(24, 12, 24, 12), gap=8)
        self.setLayout(column(scroller(inside, "panel", bare=True), rule(), foot, margins=(1, 1, 1, 1), gap=0))
        order = (self.date, self.place, self.role)
        for entry in order:
            entry.kept.connect(self._tell)
            entry.left.connect(self.left)
        self.date.entered.connect(self._after_date)
        self.place.entered.connect(self.role.field.setFocus)
        self.role.entered.connect(self.done.setFocus)

    def _after_date(self) -> None:
        (self.place.field if self.date.field.text() else self.done).setFocus()

    def _finished(self) -> None:
        self.finish.emit()

    def _tell(self, _value: object) -> None:
        held = self.date.value()
        self.next_kept.emit(str(held or ""), self.place.field.text().strip(), self.role.field.text().strip())

    def begin(self) -> None:
        """The cursor where the next thing is to be said."""
        if self.date.field.text():
            self.done.setFocus()
        else:
            self.date.field.setFocus()

    def show_end(self, document: Document, canvas: Canvas, review: Review, found: Numbers) -> None:
        """What the meeting made of the plan, and what was arranged."""
        lang = self._ctx.lang
        clear(self._list)
        self._list.addWidget(label(_("What this meeting said"), "heading", wrap=True))
        self._list.addWidget(label(meeting_numbers_line(review), "body", wrap=True))
        self._list.addWidget(label(money_line(found, lang), "body", wrap=True))
        noted_spent = spent_at(review)
        if noted_spent:
            spent = _("In this meeting {amount} was noted as spent").format(amount=locale.money(noted_spent, lang))
            self._list.addWidget(label(spent, "muted", wrap=True))
        if found.overspent:
            over = ngettext("{count} row spent more than planned", "{count} rows spent more than planned",
                            found.overspent).format(count=found.overspent)  # fmt: skip
            self._list.addWidget(label(over, "bad", wrap=True))
        self._list.addSpacing(8)
        noted = rows_noted(review)
        for action in document.within(Action, canvas.id):
            if action.code in noted:
                self._list.addLayout(self._row(action, review, noted[action.code], lang))
        self._list.addStretch(1)
        planned = canvas.parts.get("next_review")
        said = planned if isinstance(planned, Mapping) else {}
        when = str(said.get("date") or "")
        self.date.show_value(when or None, day(when, lang) if when else "")
        before = review.content
        for entry, key in ((self.place, "place"), (self.role, "owner_role")):
            text = str((said if when else before).get(key) or "")
            entry.show_value(text, text)

    @staticmethod
    def _row(action: Action, review: Review, noted: Mapping[str, object], lang: str) -> QVBoxLayout:
        status = str(noted.get("status") or "")
        head = row(label(action.code, "muted"), label(action.activity, "strong", wrap=True), gap=8)
        head.setStretch(1, 1)
        if status:
            head.addWidget(pill(status))
        words = told(action, review, lang, status=False)
        below = label(words, "muted", wrap=True) if words else None
        return column(head, below or 0, gap=2, margins=(0, 0, 0, 8))
