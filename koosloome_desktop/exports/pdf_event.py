"""The next meeting: when, where and who, and as a calendar event that a QR code holds itself (no network is needed)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

_KNOWN: Final = frozenset({"date", "start", "end", "place"})


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting to come: ISO date, wall times ("" = not said), place, and whatever else was said of it."""

    date: str
    start: str = ""
    end: str = ""
    place: str = ""
    rest: str = ""
    canvas: Canvas | None = None


def next_meeting(document: Document) -> Meeting | None:
    """The next review of the first plan that has one."""
    for canvas in queries.canvases(document):
        found = _meeting(canvas.parts.get("next_review"), canvas)
        if found is not None:
            return found
    return None


def _meeting(said: Any, canvas: Canvas) -> Meeting | None:
    if isinstance(said, str) and said:
        return Meeting(said)
    if not isinstance(said, Mapping) or not said.get("date"):
        return None
    texts = {k: v for k, v in said.items() if isinstance(v, str) and v}
    rest = joined(v for k, v in texts.items() if k not in _KNOWN)
    times = (texts.get("start", ""), texts.get("end", ""))
    return Meeting(str(said["date"]), *times, texts.get("place", ""), rest, canvas)


def told(words: Words, meeting: Meeting) -> tuple[str, str]:
    """(when, where and who) as people read it."""
    hours = words.hours(meeting.start, meeting.end)
    when = joined([words.date_long(meeting.date), hours], ", ")
    return words.gettext(N_("Next review: {date}")).format(date=when), joined([meeting.place, meeting.rest])


def event_text(document: Document, words: Words, meeting: Meeting) -> str:
    """The event in iCalendar's words (RFC 5545), as cameras of phones read it; "" when the date is none.

    It is the event of the calendar file, with the same UID: whoever has both sees it once.
    """
    if meeting.canvas is None:
        return ""
    from koosloome_desktop.exports.ics import meeting_event

    return meeting_event(document, meeting.canvas, words.lang)
