"""A workshop as a calendar (RFC 5545): its sessions, the deadlines of its plans, the next follow-up meetings.

Deadlines are whole-day events, not tasks: of the calendars that offices and phones have, several leave tasks out when
they take a file in. A deadline that is only a month stands on its last day, and says so. UIDs come from record ids, so
that a file taken in again moves what it brought the last time; SEQUENCE counts how often the date was changed. Texts
are texts: never a link, an attachment or an attendee.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from icalendar import Alarm, Calendar, Event

from koosloome_desktop.exports.pdf_words import STATUSES, Words, joined
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Action, AgendaItem, Canvas, Review, Session
from koosloome_desktop.operations import iterations, queries
from koosloome_desktop.operations.dates import last_day, valid_partial
from koosloome_desktop.operations.plan_progress import deadline_of, minutes
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.zones import wall_instant, zone

_DOMAIN: Final = "koosloome"
_PRODUCT: Final = "-//Koosloome//Koosloome Desktop//ET"
_MORNING: Final = dt.time(9, 0)
"""Reminders ring at nine in the morning, where the workshop is."""
_DEADLINE: Final = N_("Deadline")
_MEETING: Final = N_("Follow-up meeting")
_HOURS: Final = 2
"""How long a meeting is when only its beginning is known."""


def ics_bytes(
    document: Document, lang: str, canvases: tuple[str, ...] | None = None, *, sessions: bool = True
) -> bytes:
    """The calendar of a workshop, or of some of its plans; CRLF lines of at most 75 octets.

    `lang` is the language of labels, `canvases` are ids of plans (None: all), `sessions` takes the meetings of the
    workshop in. Times carry the workshop's zone, whose rules are in the file.
    """
    words = Words(lang)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.title(document))
    found = [*(_sessions(document, words) if sessions else ())]
    for canvas in plans(document):
        if canvases is None or canvas.id in canvases:
            found += _plan(document, words, canvas)
    stamp = document.clock.now().replace(microsecond=0)
    for event in found:
        event.add("dtstamp", stamp)
        calendar.add_component(event)
    years = [e.DTSTART.year for e in found if e.DTSTART is not None]
    if years:
        first, last = dt.date(min(years), 1, 1), dt.date(max(years) + 2, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    return bytes(calendar.to_ical())


def plans(document: Document) -> list[Canvas]:
    """The action plans of a workshop as they are now, in order: no earlier iteration of one."""
    return [c for c in iterations.current(document) if c.type == "action_plan" and c.raw is None]


# -- sessions


def _sessions(document: Document, words: Words) -> Iterator[Event]:
    held = [s for s in queries.sessions(document) if _day(s.date)]
    for number, session in enumerate(held, 1):
        title = words.title(document)
        if len(held) > 1:
            title = f"{title} ({number}/{len(held)})"
        event = _event(session.id, title)
        _when(event, document, session)
        if document.workshop.place:
            event.add("location", document.workshop.place)
        blocks = [i for i in document.within(AgendaItem, session.id) if i.title]
        lines = [joined([words.hours(i.start, i.end), i.title], " ") for i in blocks]
        if lines:
            event.add("description", "\n".join(lines))
        yield event


def _when(event: Event, document: Document, session: Session) -> None:
    day = _day(session.date)
    if day is None:
        return
    _span(event, document, day, session.start, session.end)


def _span(event: Event, document: Document, day: dt.date, begins: str, ends: str) -> None:
    """From a wall time to another of that day, over midnight when it ends earlier; a whole day without a time."""
    start, end = _clock(begins), _clock(ends)
    if start is None:
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        return
    home = zone(document.workshop.zone)
    begin = dt.datetime.combine(day, start, home)
    over = begin + dt.timedelta(hours=_HOURS) if end is None else dt.datetime.combine(day, end, home)
    event.add("dtstart", begin)
    event.add("dtend", over if over > begin else over + dt.timedelta(days=1))


# -- a plan


def _plan(document: Document, words: Words, canvas: Canvas) -> Iterator[Event]:
    said = minutes(document, canvas.id)
    for action in queries.actions(document, canvas.id):
        deadline = deadline_of(action, said.get(action.code, ()))
        if deadline and valid_partial(deadline) and not action.draft:
            yield _deadline(document, words, canvas, action, deadline)
    meeting = next_meeting(document, words, canvas)
    if meeting is not None:
        yield meeting


def _deadline(document: Document, words: Words, canvas: Canvas, action: Action, deadline: str) -> Event:
    day = dt.date.fromisoformat(last_day(deadline))
    done = action.status == "done"
    event = _event(action.id, f"{'✓ ' if done else ''}{words.gettext(_DEADLINE)}: {action.activity}")
    event.add("sequence", action.changes)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if action.status == "dropped" else "CONFIRMED")
    event.add("categories", [words.canvas(canvas)])
    lines = [_fact(words, N_("Responsible"), action.owner_role), _fact(words, N_("Result"), action.result)]
    if len(deadline) == len("2026-10"):
        told = words.gettext("The deadline is {month}; the calendar shows its last day.")
        lines.append(told.format(month=words.date(deadline)))
    lines += [_fact(words, N_("Status"), words.named(STATUSES, action.status)), words.title(document)]
    event.add("description", "\n".join(line for line in lines if line))
    for alarm in _alarms(document, action):
        event.add_component(alarm)
    return event


def _fact(words: Words, name: str, value: str) -> str:
    return f"{words.gettext(name)}: {' '.join(value.split())}" if value else ""


def _alarms(document: Document, action: Action) -> Iterator[Alarm]:
    if action.status in {"done", "dropped"}:
        return
    for reminder in action.reminders:
        day = _day(str(reminder.get("date") or ""))
        if day is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", str(reminder.get("text") or "") or action.activity)
            alarm.add("trigger", wall_instant(day, _MORNING, document.workshop.zone))
            yield alarm


# -- the next follow-up meeting


def next_meeting(document: Document, words: Words, canvas: Canvas) -> Event | None:
    """The meeting that a plan's `next_review` announces: {date, place, owner_role, start?, end?}; None without a day.

    Its UID tells the how-manieth meeting of the plan it is, so that setting another day moves it and the meeting after
    it is a new one.
    """
    said = canvas.parts.get("next_review")
    day = _day(str(said.get("date") or "")) if isinstance(said, FrozenMap) else None
    if day is None or not isinstance(said, FrozenMap):
        return None
    held = sum(1 for r in document.within(Review, canvas.id) if not r.content.get("open"))
    title = f"{words.gettext(_MEETING)}: {words.title(document)}"
    event = _event(f"{canvas.id}-review-{held + 1}", title)
    changes = said.get("changes")
    event.add("sequence", changes if isinstance(changes, int) and changes > 0 else 0)
    _span(event, document, day, str(said.get("start") or ""), str(said.get("end") or ""))
    if said.get("place"):
        event.add("location", str(said["place"]))
    lines = [_fact(words, N_("Responsible"), str(said.get("owner_role") or "")), words.canvas(canvas)]
    event.add("description", "\n".join(line for line in lines if line))
    return event


def meeting_event(document: Document, canvas: Canvas, lang: str) -> str:
    """The next meeting of a plan as one short VEVENT, for a QR code: its times in UTC; "" when none is set."""
    event = next_meeting(document, Words(lang), canvas)
    if event is None:
        return ""
    short = Event()
    for name in ("uid", "summary", "location"):
        if name in event:
            short.add(name, event[name])
    for name, value in (("dtstart", event.DTSTART), ("dtend", event.DTEND)):
        short.add(name, value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value)
    return bytes(short.to_ical()).decode("utf-8")


# -- parts


def _event(uid: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{_DOMAIN}")
    event.add("summary", " ".join(summary.split()))
    return event


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _clock(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text) if text else None
    except ValueError:
        return None
