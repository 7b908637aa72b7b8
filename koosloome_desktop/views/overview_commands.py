"""The command of the overview that large boards have in a corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


def overview_commands(page: CanvasPage) -> list[Command]:
    """On and off."""
    title = N_("Overview of a large board: on, off")
    return [Command("canvas.overview", title, (), "map", "view", run=lambda: toggle_overview(page))]


def toggle_overview(page: CanvasPage) -> None:
    """Show or hide the overview; remembered, for every canvas."""
    from koosloome_desktop.views.canvas_overlays import place_overlays

    shown = not page.ctx.settings.values.overview
    page.ctx.settings.change(overview=shown)
    place_overlays(page)
    page.toast.emit(_("Overview: on") if shown else _("Overview: off"))
