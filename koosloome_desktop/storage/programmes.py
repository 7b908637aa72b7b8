"""Which workshops belong to programmes, and what is counted of them: read from their rows without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.reading import record_data


@dataclass(frozen=True, slots=True)
class Day:
    """One meeting: its local date (maybe empty), and whether a block of it was begun."""

    date: str
    began: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant without a name; `present` whether they came."""

    code: str
    role: str
    sector: str
    organisation: str
    municipality: str
    present: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of an action plan; `canvas` is the plan's id."""

    canvas: str
    code: str
    text: str
    status: str


@dataclass(frozen=True, slots=True)
class Member:
    """A living workshop of a programme. `heads` is how many people were counted there, None where nobody did."""

    workshop: str
    title: str
    sample: bool
    programme: str
    place: str
    municipality: str
    heads: int | None
    days: tuple[Day, ...] = ()
    seats: tuple[Seat, ...] = ()
    rows: tuple[PlanRow, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the rows of one workshop hold."""

    dates: dict[str, str] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    seats: list[Seat] = field(default_factory=list)
    rows: list[PlanRow] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)


_MEMBERS: Final = """
    SELECT w.id, w.title, w.sample, r.payload FROM workshops AS w JOIN records AS r ON r.workshop = w.id AND r.id = w.id
    WHERE w.deleted_at IS NULL AND r.tombstone = 0 AND r.payload LIKE :naming ORDER BY w.id
"""
_COUNTED: Final = """
    SELECT kind, id, canvas, status, payload FROM records
    WHERE workshop = :workshop AND tombstone = 0 AND (
        kind IN ('session', 'person', 'action', 'canvas') OR (kind = 'agenda_item' AND payload LIKE :begun))
    ORDER BY sort, id
"""
_TEXTS: Final = ("code", "role", "sector", "organisation", "municipality")


def members(library: Library) -> list[Member]:
    """The workshops that belong to programmes, those in the bin left out."""

    def read(line: Line) -> list[Member]:
        found = line.ask(_MEMBERS, naming='%"programme":%')
        heads = [(row, record_data(row[3])) for row in found]
        return [_member(line, row, head) for row, head in heads if head.get("programme")]

    return library.ask(read)


def _member(line: Line, row: Any, head: Mapping[str, Any]) -> Member:
    workshop, title, sample, _payload = row
    town, place, heads = head.get("municipality") or {}, head.get("place"), head.get("participants_present")
    found = _Found()
    for kind, record, canvas, status, payload in line.ask(_COUNTED, workshop=workshop, begun='%"began":%'):
        _count(found, (kind, record, canvas, status), record_data(payload))
    return Member(
        workshop, title, bool(sample), str(head["programme"]), str(place or ""), str(town.get("name") or ""),
        heads if type(heads) is int else None,
        tuple(Day(date, record in found.begun) for record, date in found.dates.items()),
        tuple(found.seats),
        tuple(r for r in found.rows if r.canvas not in found.carried),
    )  # fmt: skip


def _count(found: _Found, row: tuple[str, str, str, str], data: Mapping[str, Any]) -> None:
    kind, record, canvas, status = row
    if kind == "session":
        found.dates[record] = str(data.get("date") or "")
    elif kind == "agenda_item":
        found.begun.add(str(data.get("session") or ""))
    elif kind == "person":
        told = {key: str(data.get(key) or "") for key in _TEXTS}
        found.seats.append(Seat(**told, present=bool(data.get("present", True))))
    elif kind == "canvas":
        # What a later iteration carries on is counted there.
        found.carried.add(str(data.get("continues") or ""))
    elif not data.get("draft"):
        found.rows.append(PlanRow(canvas, str(data.get("code") or ""), str(data.get("activity") or ""), status))
