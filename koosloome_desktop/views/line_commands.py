"""The commands of the line: what its keys do, found by name and done by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.operations import queries
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.views.modes import Job, Mode
from koosloome_desktop.views.verbs_titles import CLUSTER, ZONE

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def line_commands(page: CanvasPage) -> list[Command]:
    """Group that speaks, same again, the last note back into the line, the other keyboard layout; and the titles."""

    def writing() -> bool:
        return page.desk.mode == Mode.WRITE and page.desk.job == Job.ADD

    def alike() -> bool:
        return writing() and bool(page.same.found)

    def last() -> bool:
        return writing() and bool(page.order()) and not page.prefixes.text()

    def reword() -> None:
        page.modes.reword()

    return [
        Command("note.group", N_("Who is speaking: choose the group"), ("Ctrl+G",), "users", "note",
                page.speaking.can_pick, page.speaking.pick),
        Command("line.same", N_("Count the same thought once more"), (), "copy", "note", alike,
                lambda: page.same.take(max(0, page.same.at))),
        Command("line.last", N_("Last note back into the line"), (), "corner-down-left", "note", last, reword),
        Command("line.repair", N_("Typed with the other keyboard layout: turn it"), ("Ctrl+R",), "keyboard", "edit",
                page.repair.can, page.repair.run),
        *_titles(page),
    ]  # fmt: skip


def _titles(page: CanvasPage) -> list[Command]:
    def titled() -> bool:
        return page.presenter.writable and bool(page.titles.all())

    def go() -> None:
        if not page.titles.home():
            page.titles.first()

    def rename() -> None:
        names = [page.titles.now] if page.titles.holds() else page.titles.of_note(page.desk.focus)
        page.titles.rename(names[0] if names else (ZONE, page.desk.target.zone))

    def cluster() -> str:
        """The cluster of the note that a command is about."""
        known = queries.cluster_of(page.workshop.document, page.canvas_id)
        found = known.get(page.desk.focus or page.desk.current)
        return found.id if found is not None else ""

    def rename_cluster() -> None:
        page.titles.rename((CLUSTER, cluster()))

    return [
        Command("title.rename", N_("Rename the title: zone, stage, cluster"), (), "type", "canvas", titled, rename),
        Command("title.cluster", N_("Rename the cluster of the note"), (), "group", "canvas", lambda: bool(cluster()),
                rename_cluster),
        Command("title.go", N_("Go to the title of the zone, stage or cluster"), (), "type", "canvas", titled, go),
    ]  # fmt: skip
