"""The next meeting: when, where and who, and as a calendar event that a QR code holds itself (no network is needed)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from koosloome_desktop.exports.pdf_words import Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Review
from koosloome_desktop.operations import queries
from koosloome_desktop.support.i18n import N_

_STARTS: Final = ("start", "time")
_KNOWN: Final = frozenset({"date", "start", "time", "end"})
_MOST: Final = 120  # letters of a text in the code: larger codes are hard to read from paper


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting to come: ISO date, wall times ("" = not said), place, and whatever else was said of it."""

    date: str
    start: str = ""
    end: str = ""
    place: str = ""
    rest: str = ""


def next_meeting(document: Document) -> Meeting | None:
    """The next review of the first plan that has one; what the last follow-up said comes first."""
    for canvas in queries.canvases(document):
        for said in _said(document, canvas):
            found = _meeting(said)
            if found is not None:
                return found
    return None


def _said(document: Document, canvas: Canvas) -> Iterator[Any]:
    for review in reversed(document.within(Review, canvas.id)):
        yield review.content.get("next_review")
        yield review.content.get("next_date")
    yield canvas.parts.get("next_review")


def _meeting(said: Any) -> Meeting | None:
    if isinstance(said, str) and said:
        return Meeting(said)
    if not isinstance(said, Mapping) or not said.get("date"):
        return None
    texts = {k: v for k, v in said.items() if isinstance(v, str) and v}
    start = next((texts[k] for k in _STARTS if k in texts), "")
    rest = joined(v for k, v in texts.items() if k not in _KNOWN and k != "place")
    return Meeting(texts.get("date", ""), start, texts.get("end", ""), texts.get("place", ""), rest)


def told(words: Words, meeting: Meeting) -> tuple[str, str]:
    """(when, where and who) as people read it."""
    hours = words.hours(meeting.start, meeting.end)
    when = joined([words.date_long(meeting.date), hours], ", ")
    return words.gettext(N_("Next review: {date}")).format(date=when), joined([meeting.place, meeting.rest])


def event_text(document: Document, words: Words, meeting: Meeting) -> str:
    """The event in iCalendar's words (RFC 5545), as cameras of phones read it; "" when the date is none.

    A meeting without an hour takes the whole day; one with a start and no end two hours.
    """
    try:
        day = dt.date.fromisoformat(meeting.date)
    except ValueError:
        return ""
    title = words.gettext(N_("Review of the action plan: {title}")).format(title=words.title(document))
    lines = ["BEGIN:VEVENT", f"SUMMARY:{_escaped(title[:_MOST])}", *_when(document, day, meeting)]
    if meeting.place:
        lines.append(f"LOCATION:{_escaped(meeting.place[:_MOST])}")
    return "\n".join([*lines, "END:VEVENT"])


def _when(document: Document, day: dt.date, meeting: Meeting) -> list[str]:
    try:
        start = dt.datetime.combine(day, dt.time.fromisoformat(meeting.start))
    except ValueError:
        following = day + dt.timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    try:
        end = dt.datetime.combine(day, dt.time.fromisoformat(meeting.end))
    except ValueError:
        end = start + dt.timedelta(hours=2)
    try:
        zone = ZoneInfo(document.workshop.zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return [
        f"{name}:{moment.replace(tzinfo=zone).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
        for name, moment in (("DTSTART", start), ("DTEND", end))
    ]


def _escaped(text: str) -> str:
    """A text for a content line (RFC 5545, 3.3.11): one line, its signs escaped."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
