"""One row of a follow-up, large: what was promised, where it comes from, what became of it, what the room says."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from koosloome_desktop.model.records import Action, Note, Review
from koosloome_desktop.operations import plan, queries
from koosloome_desktop.operations.money import cents_from_json
from koosloome_desktop.operations.plan_fields import ASKING, STATUSES
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.operations.review import row_noted
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _, ngettext
from koosloome_desktop.views.canvas_words import kind_of
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.plain import label, section_label
from koosloome_desktop.views.plan.review_fields import Entry, read_cents, read_date, read_percent
from koosloome_desktop.views.plan.review_words import ASKED, day, history
from koosloome_desktop.views.plan.words import STATUS_COLOURS, status_word
from koosloome_desktop.views.source_words import dots_and_place
from koosloome_desktop.views.style import is_low, tokens
from koosloome_desktop.views.widgets import button, clear, column, row, rule, scroller

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from koosloome_desktop.services.workshop import OpenWorkshop
    from koosloome_desktop.views.context import PageContext

_MOST_HISTORY: Final = 8
_LARGE: Final = 820
"""From this width in px on a row is written large: it is looked at from across the room."""


class StatusStrip(QWidget):
    """The six statuses with their digits; a click is the same as the digit."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(self, gap=6)
        for number, status in enumerate(STATUSES, 1):
            made = button(f"{number}  {status_word(status)}", "chip", run=partial(self.picked.emit, status))
            made.setCheckable(True)
            made.setAccessibleName(f"{number}: {status_word(status)}")
            self._buttons[status] = made
            flow.addWidget(made)

    def show_status(self, status: str) -> None:
        """Mark the one that holds; "" for none of this meeting."""
        for name, made in self._buttons.items():
            made.setChecked(name == status)


class RowFacts(QWidget):
    """What there is to know about a row, built anew for every row. `go` asks for a note."""

    go = Signal(str)

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext) -> None:
        super().__init__()
        self._workshop, self._ctx = workshop, ctx
        self._list = QVBoxLayout()
        self._list.setContentsMargins(24, 20, 24, 12)
        self._list.setSpacing(6)
        self.setLayout(self._list)

    def show_row(self, before: Standing, review: Review) -> None:
        """Show a row as it stands now; `before` is how it stood when the meeting began."""
        clear(self._list)
        action = self._workshop.document.get(before.action.id, Action)
        large = self.width() >= _LARGE
        title = label(action.activity, "display", wrap=True)
        if large:
            title.setStyleSheet("font-size: 34px;")
        self._list.addLayout(row(label(action.code, "chip-small"), label(action.group, "muted"), None, gap=8))
        self._list.addWidget(title)
        self._list.addSpacing(4)
        self._promise(before, action, review, large=large)
        self._money(before, action)
        self._words(action)
        self._sources(action)
        self._history(action, review)
        self._list.addStretch(1)

    def _promise(self, before: Standing, action: Action, review: Review, *, large: bool) -> None:
        """The last promise: who by when, how late it is, and the deadlines it had before."""
        lang = self._ctx.lang
        moved = action.deadline != before.deadline and bool(row_noted(review, action).get("new_deadline"))
        now = action.deadline if moved else before.deadline
        told = _("Promised: {who}, by {date}").format(
            who=action.owner_role or _("nobody yet"), date=day(now, lang) if now else _("no date")
        )
        self._list.addWidget(label(told, "heading" if large else "card", wrap=True))
        parts = row(gap=10)
        for old in dict.fromkeys((before.first_deadline, before.deadline)):
            if old and old != now:
                was = label(_("was {date}").format(date=day(old, lang)), "muted")
                font = was.font()
                font.setStrikeOut(True)
                was.setFont(font)
                parts.addWidget(was)
        if before.overdue and not moved:
            late = ngettext("{count} day late", "{count} days late", before.days_late).format(count=before.days_late)
            parts.addWidget(label(late, "bad"))
        if parts.count():
            parts.addStretch(1)
            self._list.addLayout(parts)

    def _money(self, before: Standing, action: Action) -> None:
        lang = self._ctx.lang
        planned = plan.row_total(action)
        spent = action.spent if action.spent is not None else before.spent
        if not plan.has_amount(action) and spent is None:
            text = action.budget_note or action.budget_text
            if text:
                self._list.addWidget(label(f"{_('Budget')}: {text}", "body", wrap=True))
            return
        amount = locale.money(planned, lang) if plan.has_amount(action) else _("no amount")
        if spent is None:
            words = _("planned {amount}, nothing said about spending").format(amount=amount)
            self._list.addWidget(label(words, "body", wrap=True))
            return
        told = _("{spent} spent of {planned}").format(spent=locale.money(spent, lang), planned=amount)
        over = plan.has_amount(action) and spent > planned
        line = row(label(told, "bad" if over else "body"), gap=8)
        if over:
            line.addWidget(label(_("{amount} over").format(amount=locale.money(spent - planned, lang)), "bad"))
        line.addStretch(1)
        self._list.addLayout(line)

    def _words(self, action: Action) -> None:
        steps = queries.milestones(self._workshop.document, action.id)
        done = f"{sum(m.done for m in steps)}/{len(steps)}" if steps else ""
        marks = [f"{'✓' if m.done else '○'} {m.text}" for m in steps]
        values = (
            (_("Result"), action.result),
            (_("Indicator"), " → ".join(x for x in (action.indicator, action.target, action.actual) if x)),
            (_("Partners"), ", ".join(str(p) for p in action.partner_roles)),
            (
                _("Milestones"),
                " · ".join(x for x in (done, *marks) if x),
            ),
        )
        for name, value in values:
            if value:
                self._list.addWidget(label(f"{name}: {value}", "quiet", wrap=True))

    def _sources(self, action: Action) -> None:
        document = self._workshop.document
        for note in [n for i in action.sources if isinstance(n := document.find(i), Note)]:
            text = " · ".join(x for x in (note.text, dots_and_place(document, note)) if x)
            jump = Jump("↖", text, _("source"), kind_of(document, note).bar)
            jump.clicked.connect(lambda _checked=False, i=note.id: self.go.emit(i))
            self._list.addWidget(jump)

    def _history(self, action: Action, review: Review) -> None:
        found = list(history(self._workshop.document, action, self._ctx.lang, without=review.id))[:_MOST_HISTORY]
        if not found:
            return
        self._list.addSpacing(8)
        self._list.addWidget(section_label(_("What became of it")))
        for when, what in found:
            line = row(label(when, "muted"), label(what, "body", wrap=True), gap=10)
            line.setStretch(1, 1)
            self._list.addLayout(line)


class RowCard(QFrame):
    """The large row with its strip and fields. What the room says goes out as signals; nothing is written here."""

    status = Signal(str)
    reason = Signal(object)
    deadline = Signal(object)
    note = Signal(object)
    spent = Signal(object)
    percent = Signal(object)
    onward = Signal()
    left = Signal()

    def __init__(self, workshop: OpenWorkshop, ctx: PageContext, today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        self._ctx, self.action_id = ctx, ""
        self._low = False
        lang, table = ctx.lang, ctx.commands
        self.facts = RowFacts(workshop, ctx)
        inner = QWidget()
        self._rolls = column(self.facts, gap=0)
        inner.setLayout(self._rolls)
        self.area = scroller(inner, "panel", bare=True)
        self.strip = StatusStrip()
        self.why = Entry(table, _("Why"))
        self.when = Entry(
            table, _("New deadline"), lambda t: read_date(t, today, lang), lambda v: locale.date(str(v), lang)
        )
        self.remark = Entry(table, _("Remark"))
        self.cost = Entry(table, _("Spent €"), lambda t: read_cents(t, lang), lambda v: locale.money(int(str(v)), lang))
        self.share = Entry(table, _("Done %"), read_percent)
        self.share.setMaximumWidth(90)
        self.cost.setMaximumWidth(170)
        self.when.setMaximumWidth(240)
        self._asking = QWidget()
        asking = row(self.why, self.when, gap=12)
        asking.setStretch(0, 1)
        self._asking.setLayout(asking)
        said = row(self.remark, self.cost, self.share, gap=12)
        said.setStretch(0, 1)
        foot = column(self.strip, self._asking, said, margins=(24, 12, 24, 12), gap=8)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._stands = column(self.area, rule(), self._foot, margins=(1, 1, 1, 1), gap=0)
        self.setLayout(self._stands)
        self._wire()

    def set_low(self, *, low: bool) -> None:
        """In a low window statuses and fields scroll with what is told of the row, else they would hide it."""
        if low != self._low:
            self._low = low
            (self._rolls if low else self._stands).addWidget(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Made since: ask how high the window is."""
        super().showEvent(event)
        self.set_low(low=is_low(self))

    def _reach(self, entry: Entry) -> None:
        entry.field.setFocus()
        self.area.ensureWidgetVisible(entry.field)

    def _wire(self) -> None:
        self.strip.picked.connect(self.status)
        for entry, signal in (
            (self.why, self.reason), (self.when, self.deadline), (self.remark, self.note), (self.cost, self.spent),
            (self.share, self.percent),
        ):  # fmt: skip
            entry.kept.connect(signal)
            entry.left.connect(self.left)
            if entry is not self.why:
                entry.entered.connect(self.onward)
        self.why.entered.connect(self._to_date)

    def entries(self) -> dict[str, Entry]:
        """The fields by the place of their drafts."""
        return {"why": self.why, "when": self.when, "note": self.remark, "spent": self.cost, "percent": self.share}

    def _to_date(self) -> None:
        if self.when.isHidden():
            self.onward.emit()
        else:
            self._reach(self.when)
            self.when.field.selectAll()

    def ask(self) -> None:
        """The cursor into the reason."""
        self._reach(self.why)
        self.why.field.selectAll()

    def write(self, text: str) -> None:
        """Letters from the rows go on in the remark."""
        self._reach(self.remark)
        self.remark.field.end(False)
        joined = self.remark.field.text()
        self.remark.offer(f"{joined} {text}" if joined and not joined.endswith(" ") else joined + text)
        self.remark.edited.emit(self.remark.field.text())

    def show_row(self, before: Standing, action: Action, review: Review) -> None:
        """Show a row and what this meeting said about it."""
        lang, noted = self._ctx.lang, row_noted(review, action)
        other, self.action_id = self.action_id != action.id, action.id
        if other:
            for entry in self.entries().values():
                entry.field.setModified(False)
        status = str(noted.get("status") or "")
        self.facts.show_row(before, review)
        if other:
            self.area.verticalScrollBar().setValue(0)
        self.strip.show_status(status)
        self._asking.setVisible(status in ASKING)
        self.why.rename(_(ASKED.get(status, N_("Why"))))
        self.when.setVisible(status != "dropped")
        new = str(noted.get("new_deadline") or "")
        self.why.show_value(action.reason, action.reason)
        self.when.show_value(new or None, locale.date(new, lang) if new else "")
        self.remark.show_value(str(noted.get("note") or ""), str(noted.get("note") or ""))
        cents = action.spent if action.spent is not None else before.spent
        if noted.get("actual_eur") is not None:
            cents = cents_from_json(noted["actual_eur"])
        self.cost.show_value(cents, "" if cents is None else locale.money(cents, lang, sign="").strip())
        self.share.show_value(action.percent, "" if action.percent is None else str(action.percent))


def pill(status: str) -> QWidget:
    """A status as a small chip of its colour."""
    fill, ink = STATUS_COLOURS.get(status, ("paper_dot", "ink"))
    made = label(status_word(status), "chip-small")
    colours = tokens().colours()
    made.setStyleSheet(f"background: {colours[fill]}; color: {colours[ink]};")
    return made
