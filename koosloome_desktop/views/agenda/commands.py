"""The agenda's commands for the table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.agenda.meeting import open_meeting

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.page import AgendaPage


def agenda_commands(page: AgendaPage) -> list[Command]:
    """What can be done on the page."""

    def here() -> bool:
        return page.desk.block() is not None

    def start() -> None:
        item = page.desk.block()
        if item is not None:
            page.leading.start(item)

    def meeting() -> None:
        item, session = page.desk.block(), page.leading.session()
        found = item.session if item is not None else session.id if session is not None else ""
        open_meeting(page, found)

    def skip() -> None:
        item = page.desk.block()
        if item is not None:
            page.leading.skip(item)

    return [
        Command("agenda.start", N_("Start this block"), (), "play", "note", here, start),
        Command("agenda.skip", N_("Leave this block out, or take it in"), (), "eye-off", "note", here, skip),
        Command("agenda.up", N_("Move the block up"), (), "arrow-up", "note", here, partial(page.desk.move_block, -1)),
        Command("agenda.down", N_("Move the block down"), (), "arrow-down", "note", here,
                partial(page.desk.move_block, 1)),
        Command("agenda.copy", N_("Copy the block"), (), "copy", "note", here, page.desk.duplicate),
        Command("agenda.delete", N_("Delete the block"), (), "trash-2", "note", here, page.desk.delete),
        Command("agenda.meeting", N_("Day and time of the meeting …"), (), "calendar", "note",
                lambda: bool(queries.sessions(page.workshop.document)), meeting),
        Command("agenda.copy_session", N_("Copy the meeting"), (), "calendar", "note",
                lambda: bool(queries.sessions(page.workshop.document)), page.desk.copy_session),
        Command("agenda.add_session", N_("Add a meeting"), (), "plus", "note", lambda: True, page.desk.add_session),
    ]  # fmt: skip
