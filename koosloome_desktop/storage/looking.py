"""A library's file looked over while it is in use: quickly at every start, page by page and index by index once a week.

It has a line of its own that only reads, so that nothing waits for it (quality.md D12).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from koosloome_desktop.storage import counting, reading, writing
from koosloome_desktop.storage.checks import file_problems, problems
from koosloome_desktop.storage.engine import file_line
from koosloome_desktop.storage.failures import from_database, told
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.rows import Problem
from koosloome_desktop.support.clock import from_instant, instant

EVERY: Final = timedelta(days=7)
"""How long after a whole check the next one is due."""
_META: Final = "checked_whole"


def look_over(library: Library, now: datetime) -> list[str]:
    """What is wrong with the file, nothing when it is whole; for a thread that may take its time. In a whole one what
    an earlier program counted otherwise is written down as it is.
    """
    found = _looked_over(library, now) if library.file is not None else []
    if not (found or library.read_only or library.ask(counting.is_counted)):
        library._change(counting.count_anew)
    return found


def _looked_over(library: Library, now: datetime) -> list[str]:
    if library.file is None:
        return []
    try:
        line = file_line(library.file, read_only=True)
        try:
            whole = _due(reading.meta_value(line, _META), now)
            found = file_problems(line, whole=whole)
        finally:
            line.close()
    except Exception as error:
        if not from_database(error):
            raise
        return [told(error, library.place).message]
    if whole and not found and not library.read_only:
        library._change(lambda c: writing.set_meta(c, _META, instant(now)))
    return found


def verify(library: Library) -> list[Problem]:
    """Everything that does not hold: the whole file, counts, journal, records, pictures; for a thread that may take its
    time. A file is read on a line of its own, after what was queued is in it; on a server the writer looks.
    """
    if library.file is None:
        return library.check()
    library.list()  # what was queued before is written now
    try:
        line = file_line(library.file, read_only=True)
        try:
            with line.begin():
                damage = [Problem("library.damaged", told) for told in file_problems(line, whole=True)]
                return damage or problems(line)
        finally:
            line.close()
    except Exception as error:
        if not from_database(error):
            raise
        return [Problem("library.damaged", told(error, library.place).message)]


def _due(last: str | None, now: datetime) -> bool:
    # A date in the future is that of a wrong clock: it puts nothing off.
    try:
        then = from_instant(last or "")
    except ValueError:
        return True
    return not timedelta(0) <= now - then < EVERY
