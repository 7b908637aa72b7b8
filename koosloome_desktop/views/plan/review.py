"""The follow-up of a plan as one of its views (mode R): between meetings the way to begin, in one its rows, one large.

Writes only through `operations.review`, one undo step for each thing that is said; a meeting is a record like any
other, so it can be left at any moment and goes on where it was, also after the program was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations import review_room as room
from koosloome_desktop.operations.plan_fields import ASKING
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plan.review_card import RowCard
from koosloome_desktop.views.plan.review_end import EndCard
from koosloome_desktop.views.plan.review_fields import DraftKeeper
from koosloome_desktop.views.plan.review_head import MeetingHead
from koosloome_desktop.views.plan.review_list import Line, ReviewList
from koosloome_desktop.views.plan.review_minutes import Minutes
from koosloome_desktop.views.plan.review_start import StartPage
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.widgets import column, frame, has_keyboard, row

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage

_PLACE = "review."


class ReviewView(PlanView):
    """The start page, or the meeting: its head, the rows, and one of them large."""

    takes_line = False

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page = page
        self.minutes = Minutes(page, page.say_refused)
        self._before: dict[str, Standing] = {}
        self._today = self.minutes.today()
        self.drafts = DraftKeeper(self, page.workshop.save_draft)
        self._holder = column()
        self.setLayout(self._holder)
        self._make()

    def _make(self) -> None:
        """Make everything in the language now."""
        page = self.page
        self.start = StartPage(page.ctx)
        self.head = MeetingHead(page.ctx, self._today)
        self.rows = ReviewList(page.ctx.lang)
        self.card = RowCard(page.workshop, page.ctx, self._today)
        self.end = EndCard(page.ctx, self._today)
        self._large = QStackedWidget()
        self._large.addWidget(self.card)
        self._large.addWidget(self.end)
        side = frame("card")
        side.setLayout(column(self.rows, margins=(1, 8, 1, 8)))
        both = row(side, self._large, gap=16)
        both.setStretch(0, 3)
        both.setStretch(1, 7)
        meeting = column(self.head, both, gap=12)
        meeting.setStretch(1, 1)
        self._meeting = QWidget()
        self._meeting.setLayout(meeting)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self._meeting)
        self._holder.addWidget(self._stack)
        self._wire()

    def _wire(self) -> None:
        self.start.begin.connect(self.begin)
        self.start.open_again.connect(partial(_open_again, self))
        self.start.changes.connect(partial(_changes, self))
        self.start.delete.connect(partial(_delete, self))
        self.start.paper.connect(partial(self.page.ctx.commands.run, "window.export.review"))
        self.head.changed.connect(self.minutes.set_fact)
        self.head.left.connect(self.rows.setFocus)
        self.rows.focused.connect(lambda: self.focused.emit("R"))
        self.rows.chosen.connect(self._chosen)
        self.rows.status.connect(self.say_status)
        self.rows.letters.connect(self._letters)
        self.rows.onward.connect(self.go_on)
        self.rows.step.connect(self._step)
        card, says = self.card, self.minutes
        card.status.connect(self.say_status)
        card.onward.connect(self.go_on)
        card.left.connect(self.rows.setFocus)
        card.facts.go.connect(self.go)
        for signal, verb in (
            (card.reason, says.reason), (card.deadline, says.deadline), (card.note, says.note),
            (card.spent, says.spent), (card.percent, says.percent),
        ):  # fmt: skip
            signal.connect(partial(self._said, verb))
        for place, entry in card.entries().items():
            entry.edited.connect(partial(_half_typed, self, place))
            entry.kept.connect(partial(_forget, self, place))
        self.end.next_kept.connect(self.minutes.set_next)
        self.end.finish.connect(self._finish)
        self.end.left.connect(self.rows.setFocus)

    # -- what is shown

    def reload(self) -> None:
        """Read the document anew."""
        document, review = self.page.workshop.document, self.minutes.review
        if review is None:
            self.start.show_plan(document, self.minutes.canvas(), self.minutes.today())
            self._stack.setCurrentWidget(self.start)
            return
        self._today = self.minutes.today()
        held = self.rows.current()
        before = room.before_meeting(document, review, self._today)
        self._before = {s.action.id: s for s in before}
        noted = verbs.rows_noted(review)
        lines = [_line(s, noted.get(s.action.code, {})) for s in before]
        self.rows.lines.show_lines([*lines, Line(None)])
        found = room.numbers(document, self.page.canvas_id, self._today)
        self.head.show_meeting(review, sum(x.settled for x in lines), len(lines), found)
        self._stack.setCurrentWidget(self._meeting)
        if held is None or not self.rows.choose(held.id):
            self.rows.choose(next((x.id for x in lines if not x.settled), lines[0].id if lines else ""))
        self._show_current()

    def _show_current(self) -> None:
        document, review, line = self.page.workshop.document, self.minutes.review, self.rows.current()
        if review is None or line is None:
            return
        if line.row is None:
            found = room.numbers(document, self.page.canvas_id, self._today)
            self.end.show_end(document, self.minutes.canvas(), review, found)
            self._large.setCurrentWidget(self.end)
            return
        action = document.get(line.id, Action)
        other = self.card.action_id != action.id
        self.card.show_row(line.row, action, review)
        if other:
            for place, entry in self.card.entries().items():
                text = self.page.workshop.drafts.get((_PLACE + place, action.id), "")
                if text:
                    entry.offer(text)
        self._large.setCurrentWidget(self.card)

    def _chosen(self, action_id: str) -> None:
        for entry in self.card.entries().values():
            entry.keep()
        self._show_current()
        self.picked.emit((action_id,) if action_id else ())

    def take(self, change: ChangeSet) -> None:
        """Bring a change in; undo and redo show the row they changed."""
        if change.origin in {Origin.UNDO, Origin.REDO}:
            touched = [u.id for u in change.updated if u.id in self._before]
            self.reload()
            if touched and self.minutes.review is not None:
                self.rows.choose(touched[0])
                self.reload()
            if not has_keyboard(self.window()):
                self.focus_view()
        else:
            self.reload()

    # -- what the room says

    def begin(self) -> None:
        """Begin a meeting, or go on with the one that is open."""
        if self.minutes.review is None:
            self.minutes.begin()
        self.focus_view()

    def _finish(self) -> None:
        self.minutes.finish()
        if self.minutes.review is None:
            self.toast.emit(_("The meeting is finished"))
            self.focus_view()

    def _action(self) -> Action | None:
        found = self.page.workshop.document.find(self.card.action_id)
        return found if isinstance(found, Action) else None

    def _said(self, verb: Callable[[Action, Any], None], value: object) -> None:
        action = self._action()
        if action is not None:
            verb(action, value)

    def say_status(self, status: str) -> None:
        """A digit: 1–3 go on, 4–6 ask why and until when."""
        line = self.rows.current()
        if line is None or line.row is None:
            return
        action = self.page.workshop.document.get(line.id, Action)
        self.minutes.status(action, status)
        if status in ASKING:
            self.card.ask()
        else:
            self.go_on()

    def go_on(self) -> None:
        """To the next row that is not dealt with, then to the end; on the end to what is to be said there."""
        lines, line = self.rows.lines.lines, self.rows.current()
        if line is None or line.row is None:
            self.end.begin()
            return
        place = lines.index(line)
        later = [*lines[place + 1 : -1], *lines[:place]]
        self.rows.choose(next((x.id for x in later if not x.settled), ""))
        self.rows.setFocus()

    def _letters(self, text: str) -> None:
        line = self.rows.current()
        if line is not None and line.row is not None:
            self.card.write(text)

    def _step(self, by: int) -> None:
        action = self._action()
        line = self.rows.current()
        if action is not None and line is not None and line.row is not None:
            known = action.percent if action.percent is not None else line.row.percent or 0
            self.minutes.percent(action, max(0, min(100, known + by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no field wanted goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape and self.minutes.review is not None:
            self.rows.setFocus()
        else:
            super().keyPressEvent(event)

    # -- what the page asks

    def focus_view(self) -> bool:
        """The keyboard to the rows, or to the button that begins."""
        if self.minutes.review is None:
            self.start.primary.setFocus()
            self.focused.emit("R")
        else:
            self.rows.setFocus()
        return True

    def go_to(self, action_id: str) -> bool:
        """Choose a row."""
        return self.minutes.review is not None and self.rows.choose(action_id)

    def refresh_words(self) -> None:
        """Say everything in the language now: made anew, where one was, with what is half typed."""
        line, held = self.rows.current(), has_keyboard(self)
        self.close_view()
        old = self._stack
        self._make()
        self._holder.removeWidget(old)
        old.hide()
        old.deleteLater()
        if self.page.views.current_name == "review":
            self.reload()
            if line is not None:
                self.rows.choose(line.id)
            if held:
                self.focus_view()

    def close_view(self) -> None:
        """Keep what is half typed, as half typed: leaving the fields says nothing any more."""
        for entry in self.card.entries().values():
            entry.close_entry()
        self.drafts.flush()


def _half_typed(view: ReviewView, place: str, text: str) -> None:
    view.drafts.typed(_PLACE + place, view.card.action_id, text)


def _forget(view: ReviewView, place: str, _value: object) -> None:
    view.drafts.forget(_PLACE + place, view.card.action_id)


def _open_again(view: ReviewView, review_id: str) -> None:
    view.minutes.open_again(review_id)
    view.focus_view()


def _delete(view: ReviewView, review_id: str) -> None:
    view.minutes.delete(review_id)
    view.toast.emit(_("The minutes are deleted; what the meeting changed in the rows stays. Ctrl+Z brings them back."))
    view.focus_view()


def _changes(view: ReviewView, review_id: str) -> None:
    view.page.show_view("progress")
    since = getattr(view.page.views.current(), "since", None)
    if callable(since):
        since(review_id)


def _line(before: Standing, noted: Mapping[str, Any]) -> Line:
    said = bool(noted.get("status"))
    status = str(noted["status"]) if said else before.status
    deadline = str(noted["new_deadline"]) if noted.get("new_deadline") else before.deadline
    return Line(before, status, deadline, said, room.settled(noted, before))


def review_of(page: PlanPage) -> ReviewView:
    """The follow-up of a plan's page, made when it is not there yet."""
    view = page.views.view("review")
    if not isinstance(view, ReviewView):
        raise TypeError(view)
    return view
