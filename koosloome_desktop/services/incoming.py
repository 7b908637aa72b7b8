"""A workshop's file on its way in: read and understood where it keeps nobody waiting, then written by who owns the
library. Until that nothing is changed anywhere, so who stops it leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from koosloome_desktop.model.records import Record
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.importing import Content, read_file
from koosloome_desktop.services.library import as_another, as_told, canonical, codes, digest, exists, same_as_now

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.workshop_file import ReadWorkshop
    from koosloome_desktop.storage.rows import WorkshopRow

Cancelled = Callable[[], bool]


class Stopped(Exception):
    """Nobody waits for it any more; no message, as nobody hears of it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file's workshop is: its `records`, its canonical text's hash `source`, and how it stands to the library
    that it goes into: `known` is the row of the same content, `here` says that its workshop is there and not in the
    bin. `another` are its records as a workshop of its own, where it will have to be one.
    """

    content: Content
    read: ReadWorkshop
    records: tuple[Record, ...]
    source: str
    known: WorkshopRow | None
    here: bool
    another: tuple[Record, ...] | None = None

    @property
    def mergeable(self) -> bool:
        """Whether its workshop is here with other content: it can be united with it, or come in beside it."""
        return self.here and self.known is None


def never() -> bool:
    """Somebody waits for as long as it takes."""
    return False


def workshop_in(library: LibraryService, path: Path, cancelled: Cancelled = never, *, apart: bool = False) -> Incoming:
    """Read a workshop's file and understand it, in any thread. RefusedInput tells what is in the way; Stopped when it
    was `cancelled`.
    """
    return understood(library, read_file(path), cancelled, apart=apart)


def understood(
    library: LibraryService, content: Content, cancelled: Cancelled = never, *, apart: bool = False
) -> Incoming:
    """What a read workshop's file is, with its records as another workshop where it stands `apart` (or its own one is
    in the bin); in any thread. RefusedInput when it is none.
    """
    go_on(cancelled)
    read = workshop_file.read(content.data)
    records = as_told(read, content)
    go_on(cancelled)
    text = canonical(read.id, records)
    source = digest(text)
    go_on(cancelled)
    known = library.store.find_source(source) or same_as_now(library, read.id, text)
    here = any(row.id == read.id for row in library.list())
    go_on(cancelled)
    another = None
    if known is None and (apart or not here) and exists(library.store, read.id):
        another = as_another(content.data, codes(library.store))
    return Incoming(content, read, records, source, known, here, another)


def go_on(cancelled: Cancelled) -> None:
    """Stopped when nobody waits any more."""
    if cancelled():
        raise Stopped
