"""Pages of a workshop that are no canvases: parked topics, votes … Each is one entry; rail, palette and titles follow.

They open like canvases (`WorkshopView.open_canvas` with their id), have no inspector and do what `page.Page` asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.i18n import N_

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.views.workshop_view import WorkshopView

PARKING: Final = "parking"
"""The page of parked topics."""


def _none(_document: Document) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class SidePage:
    """One such page. `title` is a message id, `count` the number beside its entry (None: none), `low` puts the entry
    below the canvases.
    """

    id: str
    title: str
    icon: str
    make: Callable[[WorkshopView], QWidget]
    count: Callable[[Document], int | None] = _none
    low: bool = False


def _parking(view: WorkshopView) -> QWidget:
    from koosloome_desktop.views.parking_page import ParkingPage

    return ParkingPage(view.workshop, view.ctx)


def _parked(document: Document) -> int:
    from koosloome_desktop.operations import queries

    return len(queries.notes(document, "", "parking"))


def _votes(view: WorkshopView) -> QWidget:
    from koosloome_desktop.views.votes.page import VotePage

    return VotePage(view.workshop, view.ctx)


def _agenda(view: WorkshopView) -> QWidget:
    from koosloome_desktop.views.agenda.page import AgendaPage

    return AgendaPage(view.workshop, view.ctx, view.leading)


def _people(view: WorkshopView) -> QWidget:
    from koosloome_desktop.views.people.page import PeoplePage

    return PeoplePage(view.workshop, view.ctx)


def _rounds(view: WorkshopView) -> QWidget:
    from koosloome_desktop.views.rounds.page import RoundsPage

    return RoundsPage(view.workshop, view.ctx)


def _here(document: Document) -> int:
    from koosloome_desktop.operations import queries

    return sum(1 for p in queries.people(document) if p.present)


SIDE_PAGES: Final = {
    page.id: page
    for page in (
        SidePage("agenda", N_("Agenda"), "clock", _agenda),
        SidePage("people", N_("Participants and groups"), "users", _people, _here),
        SidePage("rounds", N_("Agreements and rounds"), "circle-check", _rounds),
        SidePage("votes", N_("Votes"), "vote", _votes),
        SidePage("parking", N_("Parked topics"), "parking", _parking, _parked, low=True),
    )
}
"""The pages by id, in the order of their entries."""
