"""Agenda templates: the lengths and blocks of domain.md 3.5 and table 1.1, relative to a first day.

A template is data: days after the first one, a beginning, blocks of (minutes, category, title, canvas). Titles are
English message ids and enter a workshop in its own language. `apply_template` makes the sessions and the canvases that
blocks open. A workshop's own agenda becomes a template by `template_of`, which takes no notes and no names along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from koosloome_desktop.canvases.creating import add_canvas, new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Session
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.agenda import add_block, add_session, blocks, length
from koosloome_desktop.support.i18n import N_, translator


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a template; `canvas` is a canvas type (or ``""``), `method` a message id."""

    minutes: int
    type: str
    title: str
    canvas: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of a template: days after the first day, its beginning, its blocks, the training group it is for."""

    day: int
    start: str
    blocks: tuple[Block, ...]
    form: str = ""
    group: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return sum(b.minutes for b in self.blocks)


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """A kind of event. `minutes` is what one meeting is to last (its blocks must sum to it), `canvases` (type, variant)
    in order.
    """

    code: str
    title: str
    line: str
    minutes: int
    meetings: tuple[Meeting, ...]
    canvases: tuple[tuple[str, str], ...] = ()


_PROBLEM, _JOURNEY, _RESOURCE, _PLAN = "problem_map", "journey_map", "resource_map", "action_plan"
_FOUR: Final = (
    (_PROBLEM, "problem_tree"),
    (_JOURNEY, "current_state"),
    (_RESOURCE, "abcd_categories"),
    (_PLAN, "table_years"),
)

FOUR_HOURS: Final = (
    Block(10, "arrival", N_("Arrival and name tags")),
    Block(15, "check_in", N_("Check-in"), method=N_("circle")),
    Block(10, "agreements", N_("Purpose and agreements")),
    Block(50, "canvas", N_("Problem map"), _PROBLEM, N_("1-2-4-All; problem tree")),
    Block(10, "vote", N_("The causes that matter most"), _PROBLEM, N_("dot voting")),
    Block(35, "canvas", N_("Journey map"), _JOURNEY, N_("journey map")),
    Block(15, "break", N_("Break")),
    Block(35, "canvas", N_("Needs and resources"), _RESOURCE, N_("resource map; matching")),
    Block(40, "canvas", N_("Action plan: who, what, when"), _PLAN, N_("group work and reading back")),
    Block(15, "check_out", N_("Check-out and the next step"), method=N_("circle")),
    Block(5, "feedback", N_("Feedback form")),
)
TWO_AND_A_HALF: Final = (
    Block(10, "check_in", N_("Check-in"), method=N_("circle")),
    Block(15, "homework", N_("What came of the homework")),
    Block(15, "discussion", N_("Introduction to the theme")),
    Block(50, "canvas", N_("Problem map"), _PROBLEM, N_("1-2-4-All; problem tree")),
    Block(10, "break", N_("Break")),
    Block(35, "canvas", N_("Plan of the trial"), _PLAN, N_("group work")),
    Block(15, "check_out", N_("Check-out and homework"), method=N_("circle")),
)
MENTORING: Final = (
    Block(5, "discussion", N_("Where do things stand?")),
    Block(8, "discussion", N_("What is in the way?")),
    Block(5, "discussion", N_("The next step")),
    Block(2, "check_out", N_("Summing up")),
)
BUDDY: Final = (
    Block(25, "discussion", N_("The first one's matter")),
    Block(25, "discussion", N_("The second one's matter")),
    Block(10, "agreements", N_("What we agree on until next time")),
)
DAY: Final = (
    Block(35, "check_in", N_("Check-in and expectations"), method=N_("circle")),
    Block(45, "discussion", N_("Introduction to the theme")),
    Block(15, "break", N_("Break")),
    Block(55, "canvas", N_("Mapping the problem"), _PROBLEM, N_("1-2-4-All; problem tree")),
    Block(45, "lunch", N_("Lunch")),
    Block(50, "canvas", N_("Journey map"), _JOURNEY, N_("journey map")),
    Block(15, "break", N_("Break")),
    Block(60, "canvas", N_("Action plan: who, what, when"), _PLAN, N_("group work and reading back")),
    Block(15, "buffer", N_("Buffer")),
    Block(25, "check_out", N_("Check-out and homework"), method=N_("circle")),
)
THREE_HOURS: Final = (
    Block(15, "check_in", N_("Check-in"), method=N_("circle")),
    Block(15, "homework", N_("What came of the homework")),
    Block(40, "discussion", N_("The theme of the day")),
    Block(15, "break", N_("Break")),
    Block(60, "practice", N_("Practice in groups"), "", N_("group work")),
    Block(20, "discussion", N_("What the groups found")),
    Block(15, "check_out", N_("Check-out and homework"), method=N_("circle")),
)
THINK_IN: Final = (
    Block(10, "arrival", N_("Arrival and name tags")),
    Block(15, "check_in", N_("Check-in"), method=N_("circle")),
    Block(20, "discussion", N_("Introduction to the theme")),
    Block(45, "canvas", N_("Needs and resources"), _RESOURCE, N_("resource map; matching")),
    Block(15, "break", N_("Break")),
    Block(15, "vote", N_("What matters most"), _RESOURCE, N_("dot voting")),
    Block(45, "canvas", N_("Action plan: who, what, when"), _PLAN, N_("group work and reading back")),
    Block(15, "check_out", N_("Check-out and the next step"), method=N_("circle")),
)
WEBINAR: Final = (
    Block(10, "arrival", N_("Joining and sound check")),
    Block(30, "discussion", N_("The story")),
    Block(40, "discussion", N_("Questions and conversation")),
    Block(10, "feedback", N_("Feedback form")),
)
INFO_DAY: Final = (
    Block(10, "arrival", N_("Arrival and name tags")),
    Block(30, "discussion", N_("What the programme offers and asks")),
    Block(40, "discussion", N_("Questions and conversation")),
    Block(10, "agreements", N_("How to apply, and by when")),
)
FORUM: Final = (
    Block(15, "arrival", N_("Arrival and name tags")),
    Block(15, "agreements", N_("Purpose and agreements")),
    Block(20, "discussion", N_("Good examples from elsewhere")),
    Block(50, "canvas", N_("Tables map their problem, each with a host"), _PROBLEM, N_("table hosts")),
    Block(15, "break", N_("Break")),
    Block(20, "discussion", N_("What the groups found")),
    Block(10, "vote", N_("What matters most"), _PROBLEM, N_("dot voting")),
    Block(25, "canvas", N_("Action plan: who, what, when"), _PLAN, N_("group work and reading back")),
    Block(10, "check_out", N_("Check-out and the next step"), method=N_("circle")),
)
CLOSING: Final = (
    Block(10, "arrival", N_("Arrival and name tags")),
    Block(60, "discussion", N_("Teams present what they have reached"), method=N_("ten minutes each")),
    Block(15, "break", N_("Break")),
    Block(20, "discussion", N_("What we have learned")),
    Block(10, "check_out", N_("Check-out and the next step"), method=N_("circle")),
    Block(5, "feedback", N_("Feedback form")),
)
_THEME_AND_PLAN: Final = ((_PROBLEM, "problem_tree"), (_PLAN, "table_years"))
_DAY_CANVASES: Final = ((_PROBLEM, "problem_tree"), (_JOURNEY, "current_state"), (_PLAN, "table_years"))

TEMPLATES: Final = (
    AgendaTemplate("four_hours", N_("Workshop, 4 hours"), N_("From a problem to a plan in one evening"), 240,
                   (Meeting(0, "16:30", FOUR_HOURS),), _FOUR),
    AgendaTemplate("two_and_a_half_hours", N_("Workshop, 2.5 hours"), N_("One theme, with homework before and after"),
                   150, (Meeting(0, "14:00", TWO_AND_A_HALF),), _THEME_AND_PLAN),
    AgendaTemplate("mentoring", N_("Mini mentoring, 20 minutes"), N_("Where we stand, what blocks us, what is next"),
                   20, (Meeting(0, "10:00", MENTORING, N_("mini mentoring")),)),
    AgendaTemplate("buddy", N_("Learning buddies, 1 hour"), N_("Two people, each with their own matter"), 60,
                   (Meeting(0, "10:00", BUDDY, N_("learning buddies")),)),
    AgendaTemplate("four_by_three", N_("Training, 4 × 3 hours"), N_("Four learning bites, a week apart"), 180,
                   tuple(Meeting(7 * n, "10:00", THREE_HOURS, N_("training")) for n in range(4))),
    AgendaTemplate("day", N_("Training day"), N_("A whole day from the theme to a plan"), 360,
                   (Meeting(0, "10:00", DAY, N_("training")),), _DAY_CANVASES),
    AgendaTemplate("two_days", N_("Training, 2 days"), N_("Two days, a week and a day apart"), 360,
                   (Meeting(0, "10:00", DAY, N_("training")), Meeting(8, "10:00", DAY, N_("training"))), _DAY_CANVASES),
    AgendaTemplate("five_days", N_("Training, 5 days, 2 groups"), N_("Five days for each of two groups, day by day"),
                   360, tuple(Meeting(14 * n + g, "10:00", DAY, N_("training"), str(g + 1))
                              for n in range(5) for g in range(2)), _DAY_CANVASES),
    AgendaTemplate("eight_days", N_("Programme, 8 days"), N_("Four blocks of two days, a month apart"), 360,
                   tuple(Meeting(28 * (n // 2) + n % 2, "10:00", DAY, N_("training")) for n in range(8)),
                   _DAY_CANVASES),
    AgendaTemplate("sprint", N_("Co-creation sprint, 3 iterations"), N_("Three days, three weeks apart"), 360,
                   tuple(Meeting(21 * n, "10:00", DAY, N_("sprint day")) for n in range(3)), _DAY_CANVASES),
    AgendaTemplate("think_in", N_("Think-in, 3 hours"), N_("A village meets and ends with a plan"), 180,
                   (Meeting(0, "17:00", THINK_IN, N_("think-in")),),
                   ((_RESOURCE, "abcd_categories"), (_PLAN, "table_years"))),
    AgendaTemplate("forum", N_("Forum, 3 hours"), N_("Many tables work side by side, each with a host"), 180,
                   (Meeting(0, "11:00", FORUM, N_("forum")),), _THEME_AND_PLAN),
    AgendaTemplate("closing_seminar", N_("Closing seminar, 2 hours"), N_("Teams present their results"), 120,
                   (Meeting(0, "12:00", CLOSING, N_("closing seminar")),)),
    AgendaTemplate("webinar", N_("Webinar, 90 minutes"), N_("A story and a conversation"), 90,
                   (Meeting(0, "15:00", WEBINAR, N_("webinar")),)),
    AgendaTemplate("info_day", N_("Information day, 90 minutes"), N_("Before a programme begins"), 90,
                   (Meeting(0, "15:00", INFO_DAY, N_("information day")),)),
)  # fmt: skip


def template(code: str) -> AgendaTemplate:
    """The template of a code; KeyError for an unknown one."""
    return {t.code: t for t in TEMPLATES}[code]


def apply_template(
    tx: Transaction, chosen: AgendaTemplate, first: date | None, *, start: str = "", lang: str = "et"
) -> list[Session]:
    """Make a template's canvases (those of a type that the workshop has are used) and its sessions with their blocks.

    `first` is the first day (None: sessions without a date), `start` another beginning for all meetings, `lang` the
    language of titles. Gives the sessions that were made.
    """
    words = translator(lang).gettext
    codes = {c.type: c.code for c in reversed(queries.canvases(tx.document))}
    for canvas_type, variant in chosen.canvases:
        if canvas_type not in codes:
            codes[canvas_type] = add_canvas(tx, canvas_type, variant, lang).code
    made = []
    for meeting in chosen.meetings:
        day = (first + timedelta(days=meeting.day)).isoformat() if first is not None else ""
        form = words(meeting.form) if meeting.form else ""
        session = add_session(tx, day, start or meeting.start, meeting.minutes, form=form, group=meeting.group)
        for block in meeting.blocks:
            method = words(block.method) if block.method else None
            canvas = codes.get(block.canvas) if block.canvas else None
            add_block(
                tx, session, words(block.title), block.minutes, type=block.type, method=method, canvas_code=canvas
            )
        made.append(session)
    return made


def workshop_of(
    chosen: AgendaTemplate, title: str, *, place: str = "", first: date | None = None, lang: str = "et"
) -> Document:
    """A fresh workshop with a template's agenda and canvases, as a document of its own."""
    document = new_workshop(title, place=place, lang=lang, canvases=())
    with document.transaction("New workshop") as tx:
        apply_template(tx, chosen, first, lang=lang)
    return document


def template_of(document: Document, code: str, title: str) -> AgendaTemplate:
    """A workshop's own agenda as a template: days relative to its first dated session; no notes, names or dates."""
    sessions = queries.sessions(document)
    days = [_day(s) for s in sessions]
    first = min((d for d in days if d is not None), default=None)
    types = {c.code: c.type for c in queries.canvases(document)}
    meetings = []
    for session, day in zip(sessions, days, strict=True):
        offset = (day - first).days if day is not None and first is not None else 0
        found = tuple(
            Block(length(i.start, i.end), i.type, i.title, types.get(i.canvas_code or "", ""), i.method or "")
            for i in blocks(document, session.id)
        )
        meetings.append(Meeting(offset, session.start, found, session.form, session.group))
    canvases: Sequence[tuple[str, str]] = [(c.type, c.variant) for c in queries.canvases(document) if c.raw is None]
    longest = max((m.minutes for m in meetings), default=0)
    return AgendaTemplate(code, title, "", longest, tuple(meetings), tuple(canvases))


def _day(session: Session) -> date | None:
    try:
        return date.fromisoformat(session.date)
    except ValueError:
        return None
