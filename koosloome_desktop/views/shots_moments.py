"""Pictures of the moments of a meeting: bells of 1-2-4-All, reading aloud, ending now, handing over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtGui import QPainter, QPixmap

from koosloome_desktop.model.records import AgendaItem
from koosloome_desktop.operations import agenda
from koosloome_desktop.operations.where import where
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.agenda.leading import Leading
from koosloome_desktop.views.agenda.meeting import MeetingDialog
from koosloome_desktop.views.agenda.page import AgendaPage
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.moments.end_now import EndDialog
from koosloome_desktop.views.moments.hand_over import HandOver, open_words, where_words
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.wall.picture import WallLook
from koosloome_desktop.views.wall.show import WallShow
from koosloome_desktop.views.wall.window import WallWindow
from koosloome_desktop.views.workshop_view import WorkshopView

Draw = Callable[[Studio], QPixmap]
Scene = Callable[[Studio, WorkshopView], QPixmap]


def _block(leading: Leading, number: int) -> AgendaItem:
    session = leading.session()
    if session is None:
        raise LookupError("the sample has no session")
    return agenda.blocks(leading.workshop.document, session.id)[number]


def _led(number: int, seconds: int, draw: Scene) -> Draw:
    """A picture so many seconds into a block of the first sample; the workshop is left as it was."""

    def drawn(studio: Studio) -> QPixmap:
        studio.open(0)
        view, clock = studio.window.view, studio.window.ctx.clock
        if view is None or not isinstance(clock, FixedClock):
            raise LookupError("no workshop is open")
        before, session = clock.at, view.leading.session()
        item = _block(view.leading, number)
        clock.at = agenda.moment(session.date if session else "", item.start, "Europe/Tallinn") or clock.at
        view.leading.start(item)
        clock.at += timedelta(seconds=seconds)
        studio.window.refresh_shell()
        studio.settle()
        picture = draw(studio, view)
        studio.window.toast.hide()
        view.workshop.undo()
        clock.at = before
        return picture

    return drawn


def _page(name: str, studio: Studio, view: WorkshopView) -> QPixmap:
    if name:
        view.open_canvas(name)
        studio.settle()
    studio.window.moments.attend.look()
    studio.window.refresh_shell()
    studio.settle()
    return studio.picture()


def _wall(note: bool, studio: Studio, view: WorkshopView) -> QPixmap:
    show = WallShow(view.leading)
    wall = WallWindow(view.workshop, view.leading, show, lambda: studio.window.ctx.lang)
    wall.look = WallLook(studio.window.ctx.palette.name == "dark")
    show.shown()
    page = view.page()
    order = page.presenter.reading_order() if isinstance(page, CanvasPage) else []
    if note and order:
        show.light(order[2], view.canvases()[0].id, f"3/{len(order)}")
    picture = QPixmap(studio.window.size())
    painter = QPainter(picture)
    wall.picture.draw(painter, picture.rect())
    painter.end()
    wall.stop()
    wall.deleteLater()
    return picture


def _ending(studio: Studio, view: WorkshopView) -> QPixmap:
    session = view.leading.session()
    if session is None:
        raise LookupError("the sample has no session")
    return studio.picture(EndDialog(view.workshop, session, view.leading.now(), parent=studio.window))


def _handing(studio: Studio, view: WorkshopView) -> QPixmap:
    found = where(view.workshop.document, view.leading.session(), view.leading.now())
    return studio.picture(HandOver(where_words(found, "", "Bussid ei"), open_words(found), parent=studio.window))


def _meeting(studio: Studio, view: WorkshopView) -> QPixmap:
    view.open_canvas("agenda")
    studio.settle()
    page, session = view.page(), view.leading.session()
    if not isinstance(page, AgendaPage) or session is None:
        raise TypeError("the agenda is not in sight")
    return studio.picture(MeetingDialog(page, session, parent=studio.window))


MOMENTS: tuple[tuple[str, Draw], ...] = (
    ("moment_bells", _led(3, 80, partial(_page, ""))),
    ("moment_bells_agenda", _led(3, 80, partial(_page, "agenda"))),
    ("moment_bells_wall", _led(3, 80, partial(_wall, False))),
    ("moment_warning", _led(3, 45 * 60 + 1, partial(_page, "agenda"))),
    ("moment_reading_wall", _led(3, 800, partial(_wall, True))),
    ("moment_meeting", _led(3, 80, _meeting)),
    ("moment_end_now", _led(5, 800, _ending)),
    ("moment_hand_over", _led(5, 800, _handing)),
)
