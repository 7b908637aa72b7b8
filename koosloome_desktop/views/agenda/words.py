"""What the agenda says: categories, times, how late the room is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import AgendaItem, Canvas, Session
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.agenda import Sums, length
from koosloome_desktop.operations.running import Clock, Course
from koosloome_desktop.operations.steps import Step
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.canvas_words import canvas_title
from koosloome_desktop.views.count_words import short

TYPE_WORDS: Final[Mapping[str, str]] = {
    "arrival": N_("Arrival"),
    "check_in": N_("Check-in"),
    "agreements": N_("Agreements"),
    "canvas": N_("Canvas"),
    "discussion": N_("Discussion"),
    "vote": N_("Vote"),
    "break": N_("Break"),
    "lunch": N_("Lunch"),
    "check_out": N_("Check-out"),
    "feedback": N_("Feedback"),
    "homework": N_("Homework"),
    "practice": N_("Practice"),
    "buffer": N_("Buffer"),
}
_COLOURS: Final[Mapping[str, str]] = {
    "canvas": "cause", "vote": "core", "check_in": "opportunity", "check_out": "opportunity",
    "agreements": "opportunity", "discussion": "effect", "practice": "thought", "homework": "thought",
}  # fmt: skip


def type_word(code: str) -> str:
    """The category in the language now; an unknown one as it is."""
    return _(TYPE_WORDS[code]) if code in TYPE_WORDS else code


def bar_colour(code: str) -> str:
    """The dark colour of a category; its word always stands beside it."""
    return note_kind(_COLOURS.get(code, "")).bar


def programme_words(document: Document) -> str:
    """The programme that the workshop belongs to, for a button; the question where it belongs to none."""
    name = document.workshop.programme
    return (
        _("Programme: {name} …").format(name=short(name, 60))
        if name
        else _("The programme that the workshop belongs to …")
    )


def minutes_words(minutes: int) -> str:
    """``50 min``."""
    return f"{minutes} {_('min')}"


def clock_words(wall: str) -> str:
    """A wall time as it is written in the interface's language: ``16.30``, 16:30; what is none stays as it is."""
    try:
        return locale.time(wall)
    except ValueError:
        return wall


def block_facts(document: Document, item: AgendaItem) -> str:
    """What stands beside a block's title: method, canvas, who leads."""
    canvas = next((c for c in queries.canvases(document) if c.code == item.canvas_code), None)
    named = canvas_title(canvas, document.workshop.language) if isinstance(canvas, Canvas) else ""
    return " · ".join(x for x in (item.method or "", named, item.lead_role) if x)


def spoken(document: Document, item: AgendaItem, state: str) -> str:
    """A block for a screen reader."""
    parts = (
        clock_words(item.start), item.title or type_word(item.type), minutes_words(length(item.start, item.end)),
        type_word(item.type), block_facts(document, item), state,
    )  # fmt: skip
    return ", ".join(p for p in parts if p)


def session_title(session: Session, count: int, lang: str) -> str:
    """``1. kohtumine · neljapäev, 15. oktoober 2026 · 16.30–20.30``."""
    named = session.form or _("Meeting {number}").format(number=session.number)
    if session.form and count > 1:
        named = f"{session.number}. {session.form}"
    day = locale.date_long(session.date, lang) if session.date else _("no date yet")
    hours = f"{clock_words(session.start)}–{clock_words(session.end)}" if session.start and session.end else ""
    group = _("Group {number}").format(number=session.group) if session.group else ""
    return " · ".join(x for x in (named, group, day, hours) if x)


def sums_words(found: Sums) -> tuple[str, str]:
    """How the minutes add up, and the role of the label that says it."""
    if not found.planned:
        return minutes_words(found.blocks), "fact"
    told = _("{blocks} min planned · {time} min of time").format(blocks=found.blocks, time=found.planned)
    if found.over > 0:
        return f"{told} · {_('{count} min too much').format(count=found.over)}", "warn"
    if found.over < 0:
        return f"{told} · {_('{count} min free').format(count=-found.over)}", "fact"
    return f"{told} ✓", "ok"


def left_words(clock: Clock) -> str:
    """The time that is left as ``21:48``; past the end with a sign: ``−02:10``."""
    seconds = abs(clock.left)
    hours, rest = divmod(seconds, 3600)
    text = f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"
    return f"−{text}" if clock.left < 0 else text


def step_name(step: Step) -> str:
    """``in pairs``; without a name of its own ``part 2/3``."""
    return _(step.word) if step.word else _("part {number}/{count}").format(number=step.number + 1, count=step.count)


def step_words(step: Step) -> str:
    """A step of a block with the time it still has: ``in pairs 1:20``."""
    return f"{step_name(step)} {step.left // 60}:{step.left % 60:02d}"


def back_words(item: AgendaItem, clock: Clock, now: datetime) -> str:
    """When groups that work apart come back; "" for a block in which they do not."""
    if not item.breakout:
        return ""
    return _("back at {time}").format(time=wall_time(now + timedelta(seconds=max(0, clock.left))))


def course_words(course: Course) -> str:
    """``7 min late``, ``3 min ahead``; "" when the room is on time (within a minute)."""
    minutes = round(abs(course.behind) / 60)
    if not minutes:
        return ""
    if course.behind > 0:
        return _("{count} min late").format(count=minutes)
    return _("{count} min ahead").format(count=minutes)


def wall_time(moment: datetime) -> str:
    """The local time of an instant as it is written in the interface's language: ``20.37``, 20:37."""
    return locale.time(local(moment))
