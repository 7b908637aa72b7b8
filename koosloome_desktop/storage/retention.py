"""Which workshops keep names, and what says until when: read from their rows without loading them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import Line


@dataclass(frozen=True, slots=True)
class KeptNames:
    """A workshop (in the bin, too) with `names` participants' names; dates as they are stored, maybe empty."""

    workshop: str
    title: str
    names: int
    own: str
    meetings: tuple[str, ...]
    created: str


_NAMED: Final = """
    SELECT w.id, w.title, w.created, count(*) FROM records AS r JOIN workshops AS w ON w.id = r.workshop
    WHERE r.kind = 'person_name' AND r.tombstone = 0 GROUP BY w.id, w.title, w.created ORDER BY w.title, w.id
"""
_DATED: Final = """
    SELECT kind, payload FROM records
    WHERE workshop = :workshop AND tombstone = 0 AND kind IN ('workshop', 'session')
"""


def kept_names(library: Library) -> list[KeptNames]:
    """The workshops that keep names."""

    def read(line: Line) -> list[KeptNames]:
        return [_kept(line, *row) for row in line.ask(_NAMED)]

    return library.ask(read)


def _kept(line: Line, workshop: str, title: str, created: str, names: int) -> KeptNames:
    own, meetings = "", []
    for kind, payload in line.ask(_DATED, workshop=workshop):
        data = json.loads(payload)
        if kind == "workshop":
            own = str(data.get("names_until") or "")
        elif data.get("date"):
            meetings.append(str(data["date"]))
    return KeptNames(workshop, title, int(names), own, tuple(meetings), created)
