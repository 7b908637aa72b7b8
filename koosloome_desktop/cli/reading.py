"""The libraries that calls work on: one to read, also while a server does not answer, and one that has to be there."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from koosloome_desktop.cli.parser import library_place
from koosloome_desktop.cli.telling import tell
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.clock import from_instant
from koosloome_desktop.support.errors import ServerAway, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.zones import local

if TYPE_CHECKING:
    from koosloome_desktop.storage.rows import WorkshopRow


def to_read(found: argparse.Namespace) -> LibraryService:
    """The library that a call names, to read only. While the server of a shared one does not answer, what this computer
    saw of it last, which is said in one line; ServerAway where it saw nothing.
    """
    place = library_place(found)
    try:
        return LibraryService.open(place, read_only=True)
    except ServerAway as away:
        try:
            library = LibraryService.open(place, without_server=True)
        except ServerAway:
            raise away from None
    seen = library.store.seen()
    if seen:
        told = _("The server does not answer: this is what this computer saw last, {time}, with what waits here.")
        tell(told.format(time=f"{local(from_instant(max(seen.values()))):%Y-%m-%d %H:%M}"))
    return library


def readable(library: LibraryService, rows: Sequence[WorkshopRow]) -> list[WorkshopRow]:
    """Those of `rows` that can be opened now; what only the server has is named."""
    if not library.store.away:
        return list(rows)
    seen = library.store.seen()
    for row in rows:
        if row.id not in seen:
            tell(_("Not on this computer: {title}").format(title=row.title))
    return [row for row in rows if row.id in seen]


def to_change(found: argparse.Namespace) -> LibraryService:
    """The library that a call names; StorageError where there is none, as nothing in it can be changed then."""
    from koosloome_desktop.services.snapshots import library_file

    place = library_place(found)
    if "://" not in place and not library_file(place).exists():
        raise StorageError(_("There is no library here yet."), place=place)
    return LibraryService.open(place)
