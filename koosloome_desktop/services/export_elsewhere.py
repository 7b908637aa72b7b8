"""The export of a large workshop from the window: in a process of its own, so that no key has to wait for it.

A small one is done at once in the worker's thread that calls: starting a process would take longer than the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.exports.elsewhere import Died, NeverBegan, Stopped, conversation
from koosloome_desktop.services.export import Snapshot, export_bytes
from koosloome_desktop.services.export_order import Progress, Wish, stopped
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, language

if TYPE_CHECKING:
    from koosloome_desktop.services.package_file import Lineage

LARGE: Final = 220
"""From so many records on, the work goes to a process of its own."""
_PIECE: Final = 200  # records that are packed at a time: some milliseconds
_PROGRAM: Final = "koosloome_desktop.services.export_child"
PHOTO, STEP, DONE, FAILED = "photo", "step", "done", "failed"
"""What the program says: it wants a picture (SHA-256), how far it is, the bytes, the error."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the program is told first; the records follow in pieces, an empty piece is the end."""

    id: str
    rev: int
    now: datetime
    spoken: str
    path: Path
    wish: Wish
    lineage: Lineage | None = None


def made_beside(
    snapshot: Snapshot,
    path: Path,
    wish: Wish,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    photos: Callable[[str], bytes | None] | None = None,
    lineage: Callable[[], Lineage] | None = None,
    large: int = LARGE,
) -> bytes:
    """What `export_bytes` gives, made in this thread, or beside this process when there are `large` records or more.

    Raises what `export_bytes` raises, and KoosloomeError when the process ended before its work did.
    """

    def here() -> bytes:
        return export_bytes(
            snapshot.document(), path, wish, progress=progress, cancelled=cancelled, photos=photos, lineage=lineage
        )

    if len(snapshot.records) < large:
        return here()
    task = Task(snapshot.id, snapshot.rev, snapshot.clock.now(), language(), path, wish, _lineage(path, lineage))

    try:
        word, value = conversation(_PROGRAM, _told(task, snapshot), _answering(progress, photos), cancelled)
    except Stopped:
        raise stopped() from None
    except NeverBegan:
        return here()
    except Died:
        raise KoosloomeError(_("The export ended before it was finished; nothing was written.")) from None
    if word == FAILED:
        raise value
    return bytes(value)


def _answering(
    progress: Progress | None, photos: Callable[[str], bytes | None] | None
) -> Callable[[tuple[str, Any]], tuple[bool, Any]]:
    """What this side does with each word of the program."""

    def heard(said: tuple[str, Any]) -> tuple[bool, Any]:
        word, value = said
        if word == PHOTO:
            return False, (photos(value) if photos is not None else None,)
        if word != STEP:
            return True, said
        if progress is not None:
            progress(*value)
        return False, None

    return heard


def _lineage(path: Path, lineage: Callable[[], Lineage] | None) -> Lineage | None:
    """Where this copy comes from; only the portable file tells it on."""
    return lineage() if lineage is not None and path.suffix.lower() == ".koosloome" else None


def _told(task: Task, snapshot: Snapshot) -> Iterator[object]:
    yield task
    records = list(snapshot.records.values())
    for start in range(0, len(records), _PIECE):
        yield records[start : start + _PIECE]
    yield []


__all__ = ["LARGE", "Task", "made_beside"]
