"""Names whose time is over: which workshops keep them, and erasing them with one word, everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from koosloome_desktop.operations.erasing import Order
from koosloome_desktop.operations.retention import erase_date
from koosloome_desktop.services.persons import Progress, Report, erase_person

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService


@dataclass(frozen=True, slots=True)
class Due:
    """A workshop whose `names` names should have gone on a day."""

    workshop: str
    title: str
    names: int
    day: date


def due_names(service: LibraryService, today: date) -> list[Due]:
    """The workshops whose names are over their date, the longest over first; those in the bin are among them."""
    from koosloome_desktop.storage.retention import kept_names

    found = []
    for one in kept_names(service.store):
        day = erase_date(one.own, one.meetings, one.created)
        if day is not None and day <= today:
            found.append(Due(one.workshop, one.title, one.names, day))
    return sorted(found, key=lambda d: (d.day, d.title, d.workshop))


def erase_names(service: LibraryService, workshops: Iterable[str], progress: Progress | None = None) -> Report:
    """Erase all participants' names of these workshops, in their history and in every earlier state; texts stay.

    None of them may be open. Gives counts, never contents.
    """
    return erase_person(service, Order(names_of=frozenset(workshops)), progress=progress)
