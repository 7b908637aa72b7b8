"""The commands of a plan's follow-up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.operations.plan_fields import STATUSES
from koosloome_desktop.operations.review import open_review
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.plan.review_words import ICONS
from koosloome_desktop.views.plan.words import status_word

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage
    from koosloome_desktop.views.workshop_view import WorkshopView


def begin_review(page: PlanPage) -> None:
    """Show the follow-up of a plan, and begin a meeting or go on with the one that is open."""
    from koosloome_desktop.views.plan.review import review_of

    page.show_view("review")
    review_of(page).begin()


def open_follow_up(view: WorkshopView, canvas_id: str = "") -> None:
    """Show the follow-up of a plan, of the newest one where none is named; a meeting that is open goes on there."""
    from koosloome_desktop.operations.iterations import current
    from koosloome_desktop.views.plan.page import PlanPage

    plans = [c.id for c in current(view.workshop.document) if c.type == "action_plan" and c.raw is None]
    chosen = canvas_id if canvas_id in plans else next(reversed(plans), "")
    if chosen:
        view.open_canvas(chosen)
        page = view.page()
        if isinstance(page, PlanPage) and page.model.everything():
            page.show_view("review")


def review_commands(page: PlanPage) -> list[Command]:
    """Begin or go on from anywhere in the plan; in a meeting the statuses, the end, and who is there."""
    from koosloome_desktop.views.plan.review import review_of

    def some() -> bool:
        return page.model.rowCount() > 0

    def going() -> bool:
        return page.views.current_name == "review" and open_review(page.workshop.document, page.canvas_id) is not None

    def end() -> None:
        review_of(page).rows.choose("")

    def facts() -> None:
        review_of(page).head.edit.click()

    def say(status: str) -> None:
        review_of(page).say_status(status)

    found = [
        Command("plan.review", N_("Follow-up meeting"), (), "list-checks", "plan", some, partial(begin_review, page)),
        Command("plan.review.end", N_("End of the follow-up meeting"), (), "flag", "plan", going, end),
        Command("plan.review.facts", N_("Who and where: follow-up meeting"), (), "users", "plan", going, facts),
    ]
    for status in STATUSES:
        run, word = partial(say, status), partial(status_word, status)
        name = f"plan.review.{status}"
        found.append(Command(name, N_("Status of the row"), (), ICONS[status], "plan", going, run, word))
    return found
