"""The follow-up of a plan as one of its views (mode R): between meetings the way to begin, in one its rows, one large.

Writes only through `operations.review`, one undo step for each thing that is said; a meeting is a record like any
other, so it can be left at any moment and goes on where it was, also after the program was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations import review_room as room
from koosloome_desktop.operations.plan_fields import ASKING
from koosloome_desktop.operations.plan_progress import Standing
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.plan.review_card import RowCard
from koosloome_desktop.views.plan.review_end import EndCard
from koosloome_desktop.views.plan.review_fields import DraftKeeper
from koosloome_desktop.views.plan.review_head import MeetingHead
from koosloome_desktop.views.plan.review_list import Line, ReviewList
from koosloome_desktop.views.plan.review_start import StartPage
from koosloome_desktop.views.plan.viewing import PlanView
from koosloome_desktop.views.widgets import column, frame, has_keyboard, row

if TYPE_CHECKING:
    from koosloome_desktop.model.transaction import Transaction
    from koosloome_desktop.views.plan.page import PlanPage

_PLACE = "review."
_WIDE = 1100


class Minutes:
    """What the room says about a running meeting, written one undo step at a time. `refused` tells why not."""

    def __init__(self, page: PlanPage, refused: Callable[[str], None]) -> None:
        self._page, self._refused = page, refused

    @property
    def review(self) -> Review | None:
        """The meeting that is open."""
        return verbs.open_review(self._page.workshop.document, self._page.canvas_id)

    def canvas(self) -> Canvas:
        """The plan."""
        return self._page.workshop.document.get(self._page.canvas_id, Canvas)

    def today(self) -> date:
        """Today where the workshop is."""
        return local(self._page.ctx.clock.now(), self._page.workshop.document.workshop.zone).date()

    def begin(self) -> None:
        """Begin a meeting today, with what was arranged."""
        place = "" if self.canvas().parts.get("next_review") else self._page.workshop.document.workshop.place
        today = self.today().isoformat()
        self._run(N_("Begin a follow-up meeting"), lambda tx: verbs.begin_review(tx, self.canvas(), today, place))

    def finish(self) -> None:
        """End the meeting."""
        self._do(N_("Finish the follow-up meeting"), verbs.finish_review)

    def open_again(self, review_id: str) -> None:
        """Open the minutes of a meeting again."""
        review = self._page.workshop.document.get(review_id, Review)
        self._run(N_("Open the minutes again"), lambda tx: verbs.reopen_review(tx, review))

    def delete(self, review_id: str) -> None:
        """Take the minutes of a meeting away; the rows stay as they are."""
        review = self._page.workshop.document.get(review_id, Review)
        self._run(N_("Delete the meeting"), lambda tx: verbs.delete_review(tx, review))

    def set_fact(self, key: str, value: Any) -> None:
        """Date, place, role or the roles that are there."""
        if key == "present":
            roles = str(value).split(",")
            self._do(N_("Who is at the meeting"), lambda tx, r: room.set_present(tx, r, roles))
        elif value or key != "date":
            self._do(N_("Edit the meeting"), lambda tx, r: verbs.set_meeting(tx, r, **{key: str(value or "")}))

    def set_next(self, when: str, place: str, role: str) -> None:
        """When and where the next meeting is."""
        self._run(N_("Arrange the next meeting"), lambda tx: verbs.set_next(tx, self.canvas(), when, place, role))

    def status(self, action: Action, status: str) -> None:
        """How a row stands."""
        self._do(N_("Status in the follow-up"), lambda tx, r: verbs.set_row_status(tx, r, action, status))

    def reason(self, action: Action, text: str) -> None:
        """Why a row is late, postponed or dropped."""

        def work(tx: Transaction, review: Review) -> None:
            status = str(verbs.row_noted(review, action).get("status") or action.status)
            verbs.set_row_status(tx, review, action, status, reason=text)

        self._do(N_("Reason in the follow-up"), work)

    def deadline(self, action: Action, day: str | None) -> None:
        """A new deadline; the old one is kept."""
        self._do(N_("New deadline"), lambda tx, r: verbs.set_row_deadline(tx, r, action, day))

    def note(self, action: Action, text: str) -> None:
        """A remark."""
        self._do(N_("Remark in the follow-up"), lambda tx, r: verbs.set_row_note(tx, r, action, text))

    def spent(self, action: Action, cents: int | None) -> None:
        """What was spent."""
        self._do(N_("Spent in the follow-up"), lambda tx, r: verbs.set_row_spent(tx, r, action, cents))

    def percent(self, action: Action, percent: int | None) -> None:
        """How much is done."""
        self._do(N_("Done in the follow-up"), lambda tx, r: room.set_percent(tx, r, action, percent))

    def _do(self, label: str, work: Callable[[Transaction, Review], object]) -> None:
        review = self.review
        if review is not None:
            self._run(label, lambda tx: work(tx, review))

    def _run(self, label: str, work: Callable[[Transaction], object]) -> None:
        try:
            self._page.workshop.run(label, work)
        except KoosloomeError as error:
            self._refused(error.line())
        else:
            self._refused("")


class ReviewView(PlanView):
    """The start page, or the meeting: its head, the rows, and one of them large."""

    takes_line = False

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.page = page
        self.minutes = Minutes(page, page.say_refused)
        self._before: dict[str, Standing] = {}
        self._today = self.minutes.today()
        self.start = StartPage(page.ctx)
        self.head = MeetingHead(page.ctx, self._today)
        self.rows = ReviewList(page.ctx.lang)
        self.card = RowCard(page.workshop, page.ctx, self._today)
        self.end = EndCard(page.ctx, self._today)
        self.drafts = DraftKeeper(self, page.workshop.save_draft)
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
        self.setLayout(column(self._stack))
        self._wire()

    def _wire(self) -> None:
        self.start.begin.connect(self.begin)
        self.start.open_again.connect(self._open_again)
        self.start.changes.connect(self._changes)
        self.start.delete.connect(self._delete)
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
            entry.edited.connect(partial(self._half_typed, place))
            entry.kept.connect(partial(self._forget, place))
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

    def _open_again(self, review_id: str) -> None:
        self.minutes.open_again(review_id)
        self.focus_view()

    def _delete(self, review_id: str) -> None:
        self.minutes.delete(review_id)
        self.toast.emit(
            _("The minutes are deleted; what the meeting changed in the rows stays. Ctrl+Z brings them back.")
        )
        self.focus_view()

    def _changes(self, review_id: str) -> None:
        self.page.show_view("progress")
        since = getattr(self.page.views.current(), "since", None)
        if callable(since):
            since(review_id)

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

    def _half_typed(self, place: str, text: str) -> None:
        self.drafts.typed(_PLACE + place, self.card.action_id, text)

    def _forget(self, place: str, _value: object) -> None:
        self.drafts.forget(_PLACE + place, self.card.action_id)

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

    def close_view(self) -> None:
        """Keep what is half typed, as half typed: leaving the fields says nothing any more."""
        for entry in self.card.entries().values():
            entry.close_entry()
        self.drafts.flush()


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
