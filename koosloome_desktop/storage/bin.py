"""The bin: deleted workshops stay thirty days, counted in time that really went by.

A laptop's clock may be wrong for a day or for ever (quality.md D14). So the age of what is in the bin is not the
difference of two clock readings: each look at the bin adds what went by since the last look, nothing when the clock
went back, ten days at most when it went on. A jump of three years then costs ten days, and at least three looks lie
between deleting and losing. The price is that a laptop that is used twice a year keeps things longer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from koosloome_desktop.storage import reading, writing
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.rows import WorkshopRow
from koosloome_desktop.support.clock import from_instant, instant
from koosloome_desktop.support.patterns import pattern_of

KEEP_DAYS: Final = 30
"""Days that a deleted workshop stays."""
STEP_DAYS: Final = 10
"""The most that one look adds, in days."""
_DAY: Final = 86_400.0
_META: Final = "bin"
_HASH: Final = pattern_of(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted workshop and how many days it still stays (0: it goes with the next look)."""

    row: WorkshopRow
    days_left: int


def look(library: Library, now: datetime) -> list[BinRow]:
    """What is in the bin, last changed first; counts the time since the last look. A library that is only read counts
    nothing.
    """

    def work(line: Line) -> list[BinRow]:
        rows = reading.workshop_rows(line, deleted=True)
        ages = _ages(line, rows, now)
        if not library.read_only and (rows or reading.meta_value(line, _META)):
            writing.set_meta(line, _META, json.dumps({"seen": instant(now), "age": ages}))
        return [BinRow(row, max(0, KEEP_DAYS - int(ages[row.id] // _DAY))) for row in rows]

    return library._writer.call(work)


def _ages(line: Line, rows: Iterable[WorkshopRow], now: datetime) -> dict[str, float]:
    """Seconds that each workshop has been in the bin for."""
    known = _known(line)
    passed = min(_since(str(known.get("seen", "")), now), STEP_DAYS * _DAY)
    ages = known.get("age", {})
    # What was deleted since the last look is not older than that.
    return {
        row.id: ages[row.id] + passed if row.id in ages else min(passed, _since(row.deleted_at or "", now))
        for row in rows
    }


def _known(line: Line) -> dict[str, Any]:
    try:
        data = json.loads(reading.meta_value(line, _META) or "{}")
        ages = {str(key): float(value) for key, value in data.get("age", {}).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    return {"seen": data.get("seen", ""), "age": ages}


def _since(text: str, now: datetime) -> float:
    try:
        return max(0.0, (now - from_instant(text)).total_seconds())
    except ValueError:
        return 0.0


def purge(library: Library, ids: Iterable[str]) -> int:
    """Delete workshops of the bin for good, with their history and the pictures that nothing else shows; gives how
    many were there.
    """
    wanted = tuple(ids)

    def work(line: Line) -> int:
        there = {row[0] for row in line.ask("SELECT id FROM workshops WHERE deleted_at IS NOT NULL")}
        going = sorted(there & set(wanted))
        if not going:
            return 0
        mine = _pictures(line, going, inside=True)
        for workshop in going:
            line.do("DELETE FROM workshops WHERE id = :id", id=workshop)
            writing.set_view(line, workshop, "")
        for sha256 in sorted(mine - _pictures(line, going, inside=False)):
            line.do("DELETE FROM blobs WHERE sha256 = :sha256", sha256=sha256)
        return len(going)

    return library._change(work)


_PAYLOADS: Final = (
    "SELECT workshop, payload FROM records WHERE payload LIKE '%\"sha256\"%'",
    "SELECT workshop, payload FROM changes WHERE payload LIKE '%\"sha256\"%'",
    "SELECT id, canonical_hash FROM workshops",
)


def _pictures(line: Line, ids: Sequence[str], *, inside: bool) -> set[str]:
    """The hashes that these workshops name, or all others, in what they hold and in their history."""
    found: set[str] = set()
    for query in _PAYLOADS:
        for workshop, text in line.each(query):
            if (workshop in ids) == inside:
                found |= set(_HASH.findall(text))
    return found
