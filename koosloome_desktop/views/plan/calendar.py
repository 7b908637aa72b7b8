"""A plan's dates into a calendar file: where to is asked, the file is written beside the work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from koosloome_desktop.services.commands import Command
from koosloome_desktop.services.export import Snapshot, export_workshop
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.paths import documents_dir
from koosloome_desktop.support.text import file_name
from koosloome_desktop.views.canvas_words import workshop_title
from koosloome_desktop.views.waiting import ask_for

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


def calendar_commands(page: PlanPage) -> list[Command]:
    """Save sessions, deadlines, reminders and the next meeting."""

    def some() -> bool:
        return page.model.rowCount() > 0

    return [Command("plan.calendar", N_("Save to a calendar"), (), "calendar", "plan", some, partial(ask, page))]


def ask(page: PlanPage) -> None:
    """Ask where the file should go, and write it."""
    folder = page.ctx.settings.values.export_folder
    place = Path(folder) if folder and Path(folder).is_dir() else documents_dir()
    offered = place / file_name(workshop_title(page.workshop.document.workshop), ".ics")
    kinds = _("Calendar")
    chosen, _kind = QFileDialog.getSaveFileName(
        page.window(), _("Save to a calendar"), str(offered), f"{kinds} (*.ics)"
    )
    if chosen:
        path = Path(chosen)
        save(page, path if path.suffix.lower() == ".ics" else path.with_name(path.name + ".ics"))


def save(page: PlanPage, path: Path) -> None:
    """Write the calendar beside the work and say where it is, or why it is not."""
    snapshot = Snapshot.of(page.workshop.document)

    def failed(error: BaseException) -> None:
        if not isinstance(error, KoosloomeError):
            raise error
        page.say_refused(error.line())

    def done(made: Path) -> None:
        page.ctx.settings.change(export_folder=str(made.parent))
        told = _("Saved: {file}. Open it with a calendar; later files move what this one brought.")
        page.toast.emit(told.format(file=made.name))

    ask_for(page.ctx.executor, page, lambda: export_workshop(snapshot.document(), path), done, failed)
