"""Setting up a workshop that begins now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.services.agenda_templates import apply_template
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.wall.screens import second_screen

if TYPE_CHECKING:
    from koosloome_desktop.views.dialogs_start import StartNow
    from koosloome_desktop.views.main_window import MainWindow


def begin_now(window: MainWindow, chosen: StartNow) -> None:
    """Make the workshop with its agenda from now on, open its first canvas, put the wall up where a projector is.

    The agenda begins at the next five minutes; the question is the workshop's title and its first canvas's.
    """
    library, ctx = window.library, window.ctx
    if library is None:
        return
    now = local(ctx.clock.now())
    made = library.create(chosen.question, lang=ctx.lang, canvases=())
    window.open_workshop(made)
    view = window.view
    if view is None or view.workshop.id != made:
        return
    begin = now + timedelta(minutes=-now.minute % 5)

    def work(tx: Transaction) -> None:
        lang = tx.document.workshop.language
        apply_template(tx, chosen.template, begin.date(), start=f"{begin:%H:%M}", lang=lang)
        tx.update(tx.document.workshop, participants_planned=chosen.people, participants_present=chosen.people)
        canvases = queries.canvases(tx.document)
        if canvases:
            tx.update(canvases[0], focus_question=chosen.question)

    view.workshop.run(N_("Begin now"), work)
    canvases = view.canvases()
    if canvases:
        view.open_canvas(canvases[0].id)
    if second_screen(window.screen()) is not None:
        window.wall.toggle()
        window.wall.choose("canvas")
    else:
        window.toast.say(_("There is one screen here."), _("Show it to everybody (F5)"), window.wall.toggle)
