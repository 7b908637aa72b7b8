"""What the room says in a follow-up meeting, written one undo step at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.records import Action, Canvas, Review
from koosloome_desktop.operations import review as verbs
from koosloome_desktop.operations import review_room as room
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.model.transaction import Transaction
    from koosloome_desktop.views.plan.page import PlanPage


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
