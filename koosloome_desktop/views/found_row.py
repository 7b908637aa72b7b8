"""One line of what was found: apart from its list, so that a workshop opens without one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line: the record to go to, its number on this board (0 = elsewhere), its text, and a quiet line under it."""

    record: str
    number: int
    text: str
    under: str
