"""The head of a running follow-up meeting: when, where, who, how far it is, and how the plan stands now."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from koosloome_desktop.model.records import Review
from koosloome_desktop.operations.review_room import Numbers, present
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.review_card import pill
from koosloome_desktop.views.plan.review_fields import Entry, read_day
from koosloome_desktop.views.plan.review_words import day, meeting_line, money_line
from koosloome_desktop.views.plan.words import STATUS_WORDS
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.context import PageContext


class MeetingFacts(QWidget):
    """Date, place, role and the roles that are there, to be edited. `changed(key, value)` for each."""

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, ctx: PageContext, today: date) -> None:
        super().__init__()
        self._lang = ctx.lang
        table = ctx.commands
        self.date = Entry(
            table, _("Date"), lambda t: read_day(t, today, ctx.lang), lambda v: locale.date_long(str(v), ctx.lang)
        )
        self.place = Entry(table, _("Place"))
        self.role = Entry(table, _("Who leads it"))
        self.present = Entry(table, _("Roles present (commas between)"))
        self.date.setMaximumWidth(220)
        layout = row(self.date, self.place, self.role, self.present, gap=12)
        layout.setStretch(1, 2)
        layout.setStretch(2, 2)
        layout.setStretch(3, 4)
        self.setLayout(layout)
        entries = (self.date, self.place, self.role, self.present)
        for entry, key in zip(entries, ("date", "place", "owner_role", "present"), strict=True):
            entry.kept.connect(lambda value, key=key: self.changed.emit(key, value))
            entry.left.connect(self.left)
        for entry, after in pairwise(entries):
            entry.entered.connect(after.field.setFocus)
        self.present.entered.connect(self.left)

    def show_review(self, review: Review) -> None:
        """Show what is stored."""
        content = review.content
        held = str(content.get("date") or "")
        self.date.show_value(held or None, day(held, self._lang) if held else "")
        for entry, key in ((self.place, "place"), (self.role, "owner_role")):
            text = str(content.get(key) or "")
            entry.show_value(text, text)
        there = ", ".join(present(review))
        self.present.show_value(there, there)


class MeetingHead(QWidget):
    """One line over the rows; `facts` opens under it."""

    changed = Signal(str, object)
    overview = Signal()
    end = Signal()
    left = Signal()

    def __init__(self, ctx: PageContext, today: date) -> None:
        super().__init__()
        self._lang = ctx.lang
        self.title = label("", "title")
        self.line = label("", "muted", wrap=True)
        self.facts = MeetingFacts(ctx, today)
        self.facts.hide()
        self.facts.changed.connect(self.changed)
        self.facts.left.connect(self._close_facts)
        self.edit = button(_("Who and where"), "ghost", icon="pencil", run=self._toggle)
        self.edit.setCheckable(True)
        self.progress = label("", "number")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(_("Rows dealt with"))
        self._pills = QWidget()
        self._flow = FlowLayout(self._pills, gap=6)
        whole = column(self.progress, self.bar, gap=2)
        whole.setAlignment(self.progress, Qt.AlignmentFlag.AlignRight)
        named = row(self.title, self.line, gap=12)
        named.setStretch(1, 1)
        words = column(named, self._pills, gap=4)
        top = row(words, self.edit, whole, gap=16)
        top.setStretch(0, 1)
        self.setLayout(column(top, self.facts, gap=8))

    def _toggle(self) -> None:
        shown = self.facts.isHidden()
        self.facts.setVisible(shown)
        self.edit.setChecked(shown)
        if shown:
            self.facts.date.field.setFocus()

    def _close_facts(self) -> None:
        self.facts.hide()
        self.edit.setChecked(False)
        self.left.emit()

    def show_meeting(self, review: Review, done: int, rows: int, found: Numbers) -> None:
        """Show how far the meeting is and how the plan stands."""
        self.title.setText(_("Follow-up meeting"))
        self.line.setText(meeting_line(review, self._lang))
        self.progress.setText(f"{done}/{rows}")
        self.progress.setAccessibleName(_("{done} of {rows} rows dealt with").format(done=done, rows=rows))
        self.bar.setRange(0, max(1, rows))
        self.bar.setValue(done)
        self.facts.show_review(review)
        self._flow.clear()
        for status in STATUS_WORDS:
            count = found.by_status.get(status, 0)
            if count:
                chip = pill(status)
                chip.setText(f"{count} {chip.text()}")  # type: ignore[attr-defined]
                self._flow.addWidget(chip)
        money = label(money_line(found, self._lang), "chip-small")
        self._flow.addWidget(money)
