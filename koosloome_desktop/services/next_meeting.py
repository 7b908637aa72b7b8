"""The next meeting of the same people: a workshop of its own that begins with what this one has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Workshop
from koosloome_desktop.operations import queries
from koosloome_desktop.services import reuse, workshop_file
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.ids import new_id
from koosloome_desktop.support.text import clean_title

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService

_WEEK: Final = timedelta(days=7)


def offered_day(document: Document, today: date) -> date:
    """The same weekday a week after the last meeting, never in the past."""
    days = sorted(s.date for s in queries.sessions(document) if s.date)
    try:
        last = date.fromisoformat(days[-1]) if days else today
    except ValueError:
        last = today
    day = last + _WEEK
    while day < today:
        day += _WEEK
    return day


def make(library: LibraryService, document: Document, title: str, day: date | None) -> str:
    """Make it; its id. Canvases with their notes, groups and links, the plan, people without names and the last agenda
    come along; votes, reviews and how this meeting went stay here.
    """
    bare = Document(document.id)
    bare.load(reuse.meeting_records(document, day.isoformat() if day is not None else ""), 0)
    made = new_id()
    data = {**workshop_file.write(bare), "id": made}
    records = workshop_file.read(data, workshop_id=made).records
    named = clean_title(title).text
    records = tuple(replace(r, title=FrozenMap({r.language: named})) if isinstance(r, Workshop) else r for r in records)
    return library.store.create(records, label=N_("New workshop")).id
