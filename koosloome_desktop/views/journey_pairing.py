"""As it is and as wished side by side: the wished journey is made when there is none, and drawn beside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from koosloome_desktop.canvases.journey_pair import as_is_of, make_wished, wished_of
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.canvas_words import canvas_title

if TYPE_CHECKING:
    from koosloome_desktop.views.journey_feelings import JourneyDesk

CURRENT: Final = "current_state"


def show_beside(desk: JourneyDesk) -> None:
    """On a wished journey: draw the other one beside it. On one as it is: go to its wished one, made if need be."""
    page, document = desk.page, desk.page.workshop.document
    canvas = desk.presenter.canvas
    if as_is_of(document, canvas) is not None:
        _look(desk, beside=True)
        return
    found = wished_of(document, canvas)
    made: list[str] = []
    if found is None:

        def work(tx: Transaction) -> None:
            made.append(make_wished(tx, canvas, desk.presenter.lang).id)

        page.mouse.settle()
        if desk.run(N_("Make the wished journey"), work) is None:
            return
    wanted = made[0] if made else found.id if found is not None else ""
    _go(desk, wanted)


def show_alone(desk: JourneyDesk) -> None:
    """Draw the wished journey alone again."""
    _look(desk, beside=False)


def _look(desk: JourneyDesk, *, beside: bool) -> None:
    desk.presenter.beside = beside
    desk.page.stage.renew()
    desk.page.view.camera.open()
    desk.page.refresh()


def _go(desk: JourneyDesk, canvas_id: str) -> None:
    """Open the wished journey beside the other one; where there is no window to do so, say where it is."""
    page = desk.page
    commands, document = page.ctx.commands, page.workshop.document
    title = next(canvas_title(c, desk.presenter.lang) for c in document.within(Canvas, "") if c.id == canvas_id)
    if commands.run(f"window.canvas.{canvas_id}"):
        commands.run("journey.beside")
    else:
        page.sent.emit(_("The wished journey is “{title}”").format(title=title), canvas_id)
