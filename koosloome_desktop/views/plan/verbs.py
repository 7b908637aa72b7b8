"""What the Gantt chart, the board and the read-back do to rows: each is one undo step, and a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from koosloome_desktop.model.records import Action, Milestone
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import milestones
from koosloome_desktop.operations.actions import move_action, set_fields
from koosloome_desktop.operations.review import open_review, set_row_status
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class PlanVerbs:
    """Verbs over the rows of a page's plan; each tells whether something was done."""

    def __init__(self, page: PlanPage) -> None:
        self.page = page

    def action(self, action_id: str) -> Action | None:
        """A row of the plan."""
        found = self.page.workshop.document.find(action_id)
        return found if isinstance(found, Action) else None

    def step(self, step_id: str) -> Milestone | None:
        """A milestone."""
        found = self.page.workshop.document.find(step_id)
        return found if isinstance(found, Milestone) else None

    def run(self, label: str, work: Callable[[Transaction], object]) -> bool:
        """Do it in one step; a refusal stands below the rows."""
        try:
            done = self.page.workshop.run(label, work)
        except KoosloomeError as error:
            self.page.say_refused(error.line())
            return False
        self.page.say_refused("")
        return done is not None

    def set(self, action_id: str, values: Mapping[str, Any], label: str = N_("Edit action")) -> bool:
        """Set fields of a row."""
        action = self.action(action_id)
        return action is not None and bool(values) and self.run(label, lambda tx: set_fields(tx, action, values))

    def move_in_time(self, action_id: str, values: Mapping[str, Any]) -> bool:
        """Set start, deadline or both."""
        return self.set(action_id, values, N_("Move action in time"))

    def set_status(self, action_id: str, status: str, reason: str = "", deadline: str | None = None) -> bool:
        """Set a status, why, and until when; while a follow-up meeting is open its minutes are told, too."""
        action = self.action(action_id)
        if action is None:
            return False
        review = open_review(self.page.workshop.document, action.canvas)

        def work(tx: Transaction) -> None:
            if review is not None:
                set_row_status(tx, review, action, status, reason=reason, new_deadline=deadline)
                return
            values = {"status": status, "reason": reason} | ({"deadline": deadline} if deadline else {})
            set_fields(tx, action, values, reason=reason)

        return self.run(N_("Change status"), work)

    def move_row(self, action_id: str, by: int, order: list[str]) -> bool:
        """Move a row up or down past its neighbour in `order`, the shown rows."""
        action = self.action(action_id)
        at = order.index(action_id) + by if action_id in order else -1
        if action is None or not 0 <= at < len(order):
            return False
        others = [a.id for a in self.page.model.everything() if a.id != action_id]
        place = others.index(order[at]) + (1 if by > 0 else 0)
        return self.run(N_("Move action"), lambda tx: move_action(tx, action, place))

    # -- milestones

    def add_step(self, action_id: str, text: str, due: str | None) -> bool:
        """A new milestone."""
        action = self.action(action_id)
        label = N_("Add milestone")
        return action is not None and self.run(label, lambda tx: milestones.add_milestone(tx, action, text, due))

    def set_step_due(self, step_id: str, due: str | None) -> bool:
        """Move a milestone."""
        step = self.step(step_id)
        label = N_("Move milestone")
        return step is not None and self.run(label, lambda tx: milestones.edit_milestone(tx, step, step.text, due))

    def tick_step(self, step_id: str) -> bool:
        """Mark a milestone as reached or not."""
        step = self.step(step_id)
        return step is not None and self.run(N_("Milestone reached"), lambda tx: milestones.tick_milestone(tx, step))

    def delete_step(self, step_id: str) -> bool:
        """Take a milestone away."""
        step = self.step(step_id)
        return step is not None and self.run(N_("Delete milestone"), lambda tx: milestones.delete_milestone(tx, step))
