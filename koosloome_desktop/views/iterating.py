"""The next iteration of a sprint: one command makes new versions of the canvases and opens the one in sight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Canvas
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

    def canvas() -> Canvas | None:
        found = view.workshop.document.find(view.current)
        return found if isinstance(found, Canvas) else None

    def before() -> Canvas | None:
        found = canvas()
        return next(iter(iterations.earlier(view.workshop.document, found)), None) if found is not None else None

    def after() -> Canvas | None:
        found = canvas()
        return iterations.later(view.workshop.document, found.id) if found is not None else None

    def go(where: Callable[[], Canvas | None]) -> None:
        found = where()
        if found is not None:
            view.open_canvas(found.id)

    return [
        Command("window.iterate", N_("Begin the next iteration"), (), "copy", "workshop",
                lambda: bool(view.canvases()), partial(begin_next, window, view), counted),
        Command("window.iteration.before", N_("This canvas in the iteration before"), (), "arrow-left", "workshop",
                lambda: before() is not None, partial(go, before)),
        Command("window.iteration.after", N_("This canvas in the iteration after"), (), "arrow-right", "workshop",
                lambda: after() is not None, partial(go, after)),
    ]  # fmt: skip


def begin_next(window: MainWindow, view: WorkshopView) -> None:
    """Show what is carried on; then make the new versions in one step and go on where one was."""
    from koosloome_desktop.views.iteration import NextIteration

    document, shown = view.workshop.document, view.current
    dialog = NextIteration(document, window.ctx.lang, window)
    accepted, chosen = dialog.exec(), dialog.chosen()
    dialog.deleteLater()
    if not accepted or not chosen:
        return
    view.workshop.run(N_("Begin the next iteration"), lambda tx: iterations.next_iteration(tx, chosen))
    newer = iterations.later(document, shown) or next(iter(iterations.current(document)), None)
    if newer is not None:
        view.open_canvas(newer.id)
    number, total = iterations.number_of(document)
    told = _("Iteration {number}/{total} has begun. The canvases go on from where they stood.")
    window.toast.say(told.format(number=number, total=total), _("Undo"), window.actions_.undo)
