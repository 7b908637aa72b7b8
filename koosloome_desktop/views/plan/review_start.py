"""Between meetings: begin one, and the minutes of those that were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Review
from koosloome_desktop.operations.plan_progress import CLOSED, overdue_first, standings
from koosloome_desktop.operations.review import reviews
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.plan.review_words import day, meeting_line, meeting_numbers_line
from koosloome_desktop.views.widgets import button, clear, column, frame, row, scroller

if TYPE_CHECKING:
    from koosloome_desktop.views.context import PageContext

_MOST: Final = 6


class StartPage(QWidget):
    """`begin`, `open_again(review)`, `changes(review)`, `delete(review)` and `paper` tell what is
    wanted.
    """

    begin = Signal()
    open_again = Signal(str)
    changes = Signal(str)
    paper = Signal()
    delete = Signal(str)

    def __init__(self, ctx: PageContext) -> None:
        super().__init__()
        self._ctx = ctx
        self.primary: QPushButton = button(_("Begin the meeting"), "primary", icon="play", run=self.begin.emit)
        self.primary.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arranged = label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        inside = QWidget()
        inside.setLayout(column(self._card(), self._list, None, gap=12))
        self.setLayout(column(scroller(inside, bare=True)))

    def _card(self) -> QFrame:
        card = frame("card")
        promise = _("Row by row: one digit says how it stands. Old deadlines are kept, everything can be undone.")
        words = column(
            label(_("Follow-up meeting"), "heading", wrap=True),
            label(promise, "quiet", wrap=True),
            self._arranged,
            gap=4,
        )
        body = row(words, row(label("Enter", "kbd"), self.primary, gap=8), margins=(24, 20, 24, 20), gap=24)
        body.setStretch(0, 1)
        card.setLayout(body)
        return card

    def show_plan(self, document: Document, canvas: Canvas, today: date) -> None:
        """Show what was arranged, what comes first and what was held."""
        lang = self._ctx.lang
        clear(self._list)
        planned = canvas.parts.get("next_review")
        said = planned if isinstance(planned, Mapping) else {}
        facts = (day(said.get("date"), lang) if said.get("date") else "", said.get("place"), said.get("owner_role"))
        arranged = " · ".join(str(f) for f in facts if f)
        self._arranged.setText(_("Arranged: {when}").format(when=arranged))
        self._arranged.setVisible(bool(arranged))
        self._coming(document, canvas, today)
        held = list(reversed(reviews(document, canvas.id)))
        if held:
            self._list.addWidget(section_label(_("Meetings so far")))
        for review in held:
            self._list.addWidget(self._meeting(review, lang, last=review is held[0]))

    def _coming(self, document: Document, canvas: Canvas, today: date) -> None:
        """The rows that the meeting begins with: those that are late, else those that are due next."""
        found = [s for s in standings(document, canvas.id, today).values() if not s.action.draft]
        still = [s for s in overdue_first(found) if s.set_status not in CLOSED]
        if not still:
            self._list.addWidget(label(_("Every row is done, postponed or dropped."), "quiet", wrap=True))
            return
        late = sum(s.overdue for s in still)
        told = ngettext("{count} row is open", "{count} rows are open", len(still)).format(count=len(still))
        over = ngettext("{count} of them overdue", "{count} of them overdue", late).format(count=late) if late else ""
        card = frame("card")
        lines = column(label(" · ".join(x for x in (told, over) if x), "strong"), margins=(24, 14, 24, 14), gap=6)
        for one in still[:_MOST]:
            when = label(day(one.deadline, self._ctx.lang), "bad" if one.overdue else "muted")
            when.setFixedWidth(96)
            who = label(one.action.owner_role, "muted")
            line = row(when, label(one.action.activity, "body", wrap=True), who, gap=12)
            line.setStretch(1, 1)
            lines.addLayout(line)
        if len(still) > _MOST:
            lines.addWidget(label(_("and {count} more").format(count=len(still) - _MOST), "muted"))
        card.setLayout(lines)
        self._list.addWidget(section_label(_("First come")))
        self._list.addWidget(card)

    def _meeting(self, review: Review, lang: str, *, last: bool) -> QFrame:
        card = frame("card")
        name = day(review.content.get("date"), lang)
        changes = button(_("What changed since"), run=partial(self.changes.emit, review.id))
        changes.setAccessibleName(_("What changed since {date}").format(date=name))
        paper = button(_("Overview as PDF"), icon="file-down", run=self.paper.emit)
        again = button(_("Open the minutes again"), "ghost", run=partial(self.open_again.emit, review.id))
        again.setAccessibleName(_("Open the minutes of {date} again").format(date=name))
        words = column(
            label(meeting_line(review, lang), "strong", wrap=True),
            label(meeting_numbers_line(review), "muted", wrap=True),
            gap=2,
        )
        away = button(role="icon", icon="trash-2", run=partial(self.delete.emit, review.id),
                      name=_("Delete the meeting of {date}").format(date=name))  # fmt: skip
        body = row(words, away, again, changes, *((paper,) if last else ()), margins=(24, 12, 16, 12), gap=8)
        body.setStretch(0, 1)
        card.setLayout(body)
        return card
