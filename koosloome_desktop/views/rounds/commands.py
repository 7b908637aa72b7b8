"""The commands of the page of agreements, rounds and feedback."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.operations import rounds
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_

if TYPE_CHECKING:
    from koosloome_desktop.views.rounds.page import RoundsPage


def round_commands(page: RoundsPage) -> list[Command]:
    """What can be done on the page; where one can go stands in the window's commands."""

    def some() -> bool:
        return bool(page.rows)

    def empty() -> bool:
        usual = rounds.usual(page.place, page.workshop.document.workshop.language)
        return bool(usual) and not page.desk.texts(page.place)

    def counting() -> bool:
        return page.place in rounds.ROUNDS

    def speak(by: int) -> None:
        page.desk.spoke(page.place, rounds.spoke(page.workshop.document, page.place) + by)

    def drop() -> None:
        page.desk.delete(*page.current)

    def move(by: int) -> None:
        page.move_line(*page.current, by)

    def edit() -> None:
        page.edit(*page.current)

    return [
        Command("rounds.edit", N_("Edit the text"), ("F2",), "pencil", "note", some, edit),
        Command("rounds.delete", N_("Delete the line"), (), "trash-2", "note", some, drop),
        Command("rounds.up", N_("Move the line up"), (), "arrow-up", "note", some, partial(move, -1)),
        Command("rounds.down", N_("Move the line down"), (), "arrow-down", "note", some, partial(move, 1)),
        Command("rounds.usual", N_("Begin with the usual lines"), (), "list-checks", "note", empty,
                lambda: page.begin(page.place)),
        Command("rounds.scale", N_("Three faces, or marks from 1 to 5"), (), "list-checks", "note",
                lambda: some() and page.current[0] == rounds.FEEDBACK,
                lambda: page.desk.turn_scale(page.current[1])),
        Command("rounds.spoke", N_("One more has spoken"), ("Ctrl+Shift+Up",), "plus", "note", counting,
                partial(speak, 1)),
        Command("rounds.unspoke", N_("One fewer has spoken"), ("Ctrl+Shift+Down",), "minus", "note", counting,
                partial(speak, -1)),
    ]  # fmt: skip
