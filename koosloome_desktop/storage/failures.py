"""Database errors as errors for people: what the disk, the file or the server did, and what to do next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from koosloome_desktop.storage import driver
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.locale import size
from koosloome_desktop.support.places import disk_of, free_bytes
from koosloome_desktop.support.reasons import reason

LEAST: Final = 1_000_000
"""Fewer bytes than this are not worth asking for: SQLite writes whole pages, twice."""


def from_database(error: BaseException) -> bool:
    """Whether an error came from a database: from the driver itself, or through SQLAlchemy where that is in use."""
    if isinstance(error, driver.sqlite_module().Error):
        return True
    alchemy = sys.modules.get("sqlalchemy.exc")
    return alchemy is not None and isinstance(error, alchemy.DBAPIError)


def is_damage(error: BaseException) -> bool:
    """Whether a raw DB-API error says that the file is damaged or is no database."""
    return _name(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def damaged(place: str) -> DamagedLibrary:
    """The error of a library file that cannot be read as it should be."""
    return DamagedLibrary(
        _("The library file is damaged or is not a Koosloome library."),
        place=place,
        hint=_("Nothing in it was changed. Restore a backup, or choose another library folder."),
    )


def is_full(error: BaseException) -> bool:
    """Whether a database error says that there is no room on the disk."""
    raw = getattr(error, "orig", None) or error
    # A copy that SQLite makes of a whole file fails without the name of its error.
    return _name(raw).startswith("SQLITE_FULL") or (from_database(raw) and "disk is full" in str(raw))


def full(place: str, needed: int) -> StorageError:
    """The error of a full disk: which one, how many bytes are needed and how many there are."""
    free = free_bytes(Path(place))
    told = _("The disk {disk} is full: {needed} are needed, {free} are free. Your edits are kept in memory.")
    return StorageError(
        told.format(disk=disk_of(Path(place)), needed=size(max(needed, LEAST)), free=size(free or 0)),
        place=place,
        hint=_("Free some space: saving is tried again by itself."),
    )


def told(error: BaseException, place: str, *, needed: int = 0) -> KoosloomeError:
    """The error for people that stands for a database error; one that already is for people comes back as it is.

    `needed` is how many bytes were to be written, for a full disk.
    """
    if isinstance(error, KoosloomeError):
        return error
    raw: BaseException = getattr(error, "orig", None) or error
    if is_damage(raw):
        return damaged(place)
    if type(raw).__module__.startswith("psycopg"):
        from koosloome_desktop.storage.server_failures import server_told

        lost = bool(getattr(error, "connection_invalidated", False))
        return server_told(raw, place, lost=lost)
    name = _name(raw)
    if is_full(raw):
        return full(place, needed)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StorageError(
            _("The library cannot be written; your edits are kept in memory."),
            place=place,
            hint=_("Check that the folder exists and may be written to: saving is tried again by itself."),
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageError(
            _("Another program holds the library file; your edits are kept in memory."),
            place=place,
            hint=_("Close the other program: saving is tried again by itself."),
        )
    words = reason(raw) if isinstance(raw, OSError) else str(raw)
    detail = " ".join(words.split())[:200] or type(raw).__name__
    return StorageError(
        _("The library could not be read or written ({detail}); your edits are kept in memory.").format(detail=detail),
        place=place,
        hint=_("Saving is tried again by itself."),
    )


def _name(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", "") or "")
