"""Until when participants' names are kept: a date of the workshop's own, else thirty days after its last meeting.

Only names go then; roles and notes stay (quality.md section 6). Nothing is erased without somebody saying so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import PersonName, Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import _

DAYS: Final = 30
"""Days after the last meeting."""


def erase_date(own: str, meetings: Iterable[str], begun: str = "") -> date | None:
    """When the names of a workshop go. `own` and `meetings` are ISO dates, `begun` the instant or date at which it came
    here, for one whose meetings have no date; what cannot be read is passed over. None when nothing is known.
    """
    chosen = _date(own)
    if chosen is not None:
        return chosen
    days = [day for day in map(_date, meetings) if day is not None]
    last = max(days, default=_date(begun[:10]))
    return None if last is None else last + timedelta(days=DAYS)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def erase_date_of(document: Document) -> date | None:
    """The date of a workshop that is open; None where neither it nor a meeting says one."""
    return erase_date(document.workshop.names_until, (s.date for s in document.of(Session)))


def names_kept(document: Document) -> int:
    """How many participants' names are kept."""
    people = {person.id for person in queries.people(document)}
    return len({name.person for name in document.of(PersonName) if name.name and name.person in people})


def set_erase_date(tx: Transaction, text: str) -> None:
    """Set a workshop's own date (ISO), or go back to the thirty days with an empty one; UsageError for no date."""
    if text and _date(text) is None:
        raise UsageError(_("This is no date."), place=text)
    tx.update(tx.document.workshop, names_until=text)
