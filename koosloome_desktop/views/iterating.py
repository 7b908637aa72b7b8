"""The next iteration of a sprint: one command makes new versions of the canvases and opens the one in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.operations import iterations
from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.i18n import N_, _

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.workshop_view import WorkshopView


def iterate_commands(window: MainWindow, view: WorkshopView) -> list[Command]:
    """Begin the next iteration; the palette says which one it would be."""

    def counted() -> str:
        number, total = iterations.number_of(view.workshop.document)
        return f"{number + 1}/{max(total, number + 1)}"

    return [Command("window.iterate", N_("Begin the next iteration"), (), "copy", "workshop",
                    lambda: bool(view.canvases()), partial(begin_next, window, view), counted)]  # fmt: skip


def begin_next(window: MainWindow, view: WorkshopView) -> None:
    """Make the new versions in one step and go on where one was."""
    document, shown = view.workshop.document, view.current
    view.workshop.run(N_("Begin the next iteration"), iterations.next_iteration)
    newer = iterations.later(document, shown) or next(iter(iterations.current(document)), None)
    if newer is not None:
        view.open_canvas(newer.id)
    number, total = iterations.number_of(document)
    told = _("Iteration {number}/{total} has begun. The canvases go on from where they stood.")
    window.toast.say(told.format(number=number, total=total), _("Undo"), window.actions_.undo)
