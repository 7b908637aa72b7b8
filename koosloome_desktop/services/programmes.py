"""Programmes: workshops of one name as a series, with its meetings planned and held, and figures over all of them.

Read from the library's rows, no workshop is opened for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from koosloome_desktop.operations import programme
from koosloome_desktop.support.i18n import N_
from koosloome_desktop.support.text import fold

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.programmes import Day, Member

LABEL: Final = N_("Programme that the workshop belongs to")
"""The undo step."""
_NO_DAY: Final = "9999"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a programme, or a workshop that has none yet. `held`: it was begun, or its day is over; the others
    are planned, with a day (YYYY-MM-DD) or without.
    """

    workshop: str
    title: str
    sample: bool
    place: str
    date: str
    held: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """A series of workshops. `meetings` by day, those without one last.

    `people` are participants who came to what was held: the same code, role, sector and organisation in several
    workshops is one person, and where nobody stands in a list the heads that were counted; `visits` count them each
    time. `sectors` are (code, people), most first, `towns` the municipalities. `rows` of action plans are counted once
    in the series, however often the next meeting took them along, `done` where they are done; `plans` are those that
    still have rows of their own, `plans_done` those whose rows are all done. Dropped rows and proposals do not count.
    """

    name: str
    workshops: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    people: int = 0
    visits: int = 0
    sectors: tuple[tuple[str, int], ...] = ()
    towns: tuple[str, ...] = ()
    plans: int = 0
    plans_done: int = 0
    rows: int = 0
    done: int = 0

    @property
    def held(self) -> int:
        """How many meetings were held."""
        return sum(m.held for m in self.meetings)

    @property
    def planned(self) -> int:
        """How many are still to come."""
        return len(self.meetings) - self.held


def programmes(library: LibraryService, today: date | Callable[[], date]) -> list[Programme]:
    """The programmes of a library as they stand on a day, by name; a function is asked for the day if there are any.
    Names that differ in case only are one.
    """
    from koosloome_desktop.storage.programmes import members

    found: dict[str, list[Member]] = {}
    for member in members(library.store):
        found.setdefault(fold(member.programme), []).append(member)
    if not found:
        return []
    day = (today() if callable(today) else today).isoformat()
    return [_programme(found[key], day) for key in sorted(found)]


def put_into(library: LibraryService, workshop_id: str, name: str) -> str:
    """Put a workshop that is not open into a programme ("" takes it out), one undo step of it; the name as kept."""
    kept = programme.named(name)
    workshop = library.open_workshop(workshop_id)
    try:
        if workshop.document.workshop.programme != kept:
            workshop.run(LABEL, lambda tx: programme.set_programme(tx, kept))
    finally:
        workshop.close()
    return kept


def _programme(members: Sequence[Member], today: str) -> Programme:
    meetings = {m.workshop: _meetings(m, today) for m in members}
    came = [m for m in members if any(one.held for one in meetings[m.workshop])]
    seats = {
        (s.code, fold(s.role), s.sector, fold(s.organisation)): s for m in came for s in m.seats if s.present
    }  # fmt: skip
    uncounted = sum(m.heads or 0 for m in came if not m.seats)
    plans, rows = _rows(members, meetings)
    return Programme(
        members[0].programme,
        tuple(m.workshop for m in members),
        tuple(sorted((one for each in meetings.values() for one in each), key=lambda m: (m.date or _NO_DAY, m.title))),
        people=len(seats) + uncounted,
        visits=sum(m.heads if m.heads is not None else sum(s.present for s in m.seats) for m in came),
        sectors=tuple(Counter(s.sector for s in seats.values() if s.sector).most_common()),
        towns=_each([m.municipality for m in came] + [s.municipality for s in seats.values()]),
        plans=len(plans),
        plans_done=sum(plans.values()),
        rows=len(rows),
        done=sum(rows.values()),
    )


def _meetings(member: Member, today: str) -> list[Meeting]:
    def one(day: str, *, held: bool) -> Meeting:
        return Meeting(member.workshop, member.title, member.sample, member.place, day, held)

    return [one(d.date, held=_is_held(d, today)) for d in member.days] or [one("", held=False)]


def _is_held(day: Day, today: str) -> bool:
    return day.began or bool(day.date and day.date < today)


def _rows(
    members: Sequence[Member], meetings: dict[str, list[Meeting]]
) -> tuple[dict[tuple[str, str], bool], dict[tuple[str, str], bool]]:
    """Whether each plan, and each row of a plan, is done. The next meeting has a copy of the plan: a row of the same
    code and words is the same one, and belongs to the latest meeting that has it.
    """

    def last(member: Member) -> str:
        return max(m.date or _NO_DAY for m in meetings[member.workshop])

    done: dict[tuple[str, str], bool] = {}
    plan_of: dict[tuple[str, str], tuple[str, str]] = {}
    for member in sorted(members, key=lambda m: (last(m), m.workshop)):
        for row in member.rows:
            key = (row.code, fold(row.text))
            if row.status == "dropped":
                done.pop(key, None)
            else:
                done[key] = done.get(key, False) or row.status == "done"
                plan_of[key] = (member.workshop, row.canvas)
    plans: dict[tuple[str, str], bool] = {}
    for key, is_done in done.items():
        plans[plan_of[key]] = plans.get(plan_of[key], True) and is_done
    return plans, done


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts once each, in their order; case does not matter."""
    return tuple({fold(t): t.strip() for t in reversed(list(texts)) if t.strip()}.values())[::-1]
