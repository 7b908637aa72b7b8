"""The commands by which notes become rows of the plan: one action, one of each, the top of a vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koosloome_desktop.canvases.sending import ACTION
from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def plan_commands(page: CanvasPage) -> list[Command]:
    """What can be made of the notes that commands are about, and of the votes of the canvas."""
    from koosloome_desktop.views.canvas_commands import acted_on

    def some(least: int = 1) -> bool:
        return len(acted_on(page)) >= least and page.presenter.writable

    def each() -> None:
        from koosloome_desktop.views.send_commands import send_on

        send_on(page, ACTION)

    def top() -> None:
        from koosloome_desktop.views.top_voted import open_top

        open_top(page, page.canvas_id)

    return [
        Command("note.to_action", N_("Make an action"), ("Ctrl+T",), "list-todo", "note", some,
                lambda: to_plan(page, acted_on(page))),
        Command("note.to_actions", N_("Make an action of each"), (), "list-todo", "note", lambda: some(2), each),
        Command("canvas.top", N_("Top votes to the plan …"), ("Ctrl+Shift+T",), "list-checks", "canvas",
                lambda: has_votes(page), top),
    ]  # fmt: skip


def to_plan(page: CanvasPage, sources: Sequence[str], words: str = "") -> None:
    """Open the form that makes one action of notes."""
    from koosloome_desktop.views.to_plan import open_form

    open_form(page, sources, words)


def has_votes(page: CanvasPage) -> bool:
    """Whether something on the canvas got dots."""
    return any(count > 0 for count in queries.votes(page.workshop.document, page.canvas_id).values())
