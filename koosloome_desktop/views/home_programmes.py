"""Programmes on the home screen: a card for each series, with what was held, what comes and how far its plans are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.count_words import people_words
from koosloome_desktop.views.home_cards import TemplateCard
from koosloome_desktop.views.home_first import run_it
from koosloome_desktop.views.home_grid import CardGrid

if TYPE_CHECKING:
    from datetime import date

    from koosloome_desktop.services.programmes import Programme
    from koosloome_desktop.views.home import Home


class ProgrammeCard(TemplateCard):
    """A series: its name and its figures; a click shows its meetings."""

    def __init__(self, programme: Programme, lang: str) -> None:
        self.programme = programme
        super().__init__(programme.name, "\n".join(card_lines(programme, lang)), "calendar")


def read(home: Home) -> list[Programme]:
    """The programmes of the library that is shown."""
    from koosloome_desktop.services.programmes import programmes

    library = home.library
    return programmes(library, partial(today, home)) if library is not None else []


def today(home: Home) -> date:
    """The day it is where the workshops are. Zones of time are read for it: nobody asks who has no date to compare."""
    return local(home.ctx.clock.now()).date()


def grid(home: Home) -> CardGrid:
    """A card for each programme."""
    made = CardGrid(least=300, most=4)
    for programme in home.programmes:
        card = ProgrammeCard(programme, home.ctx.lang)
        card.clicked.connect(partial(run_it, partial(home.programme.emit, programme.name)))
        made.add(card)
    return made


def names(found: list[Programme]) -> dict[str, str]:
    """The programme of each workshop that has one, by the workshop's id."""
    return {workshop: one.name for one in found for workshop in one.workshops}


def card_lines(programme: Programme, lang: str) -> list[str]:
    """What a card says of a series: meetings held and planned, the next day, people, rows of plans."""
    days = [m.date for m in programme.meetings if not m.held and m.date]
    soon = [_("next on {date}").format(date=locale.date(days[0], lang))] if days else []
    told = [people_words(programme.people)] if programme.people else []
    told += [done_words(programme)] if programme.rows else []
    return [x for x in (" · ".join(meeting_words(programme)), *soon, " · ".join(told)) if x]


def meeting_words(programme: Programme) -> list[str]:
    """How many meetings were held, how many are planned."""
    return [
        ngettext("{count} meeting held", "{count} meetings held", programme.held).format(count=programme.held),
        ngettext("{count} planned", "{count} planned", programme.planned).format(count=programme.planned),
    ]


def done_words(programme: Programme) -> str:
    """How many rows of the plans are done."""
    told = ngettext("{done} of {count} action done", "{done} of {count} actions done", programme.rows)
    return told.format(done=programme.done, count=programme.rows)
