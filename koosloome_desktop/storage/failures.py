"""Database errors as errors for people: what the disk, the file or the server did, and what to do next."""

from __future__ import annotations

import sys

from koosloome_desktop.storage import driver
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError, StorageError
from koosloome_desktop.support.i18n import _


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


def told(error: BaseException, place: str) -> KoosloomeError:
    """The error for people that stands for a database error; one that already is for people comes back as it is."""
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
    if name.startswith("SQLITE_FULL"):
        return StorageError(
            _("The disk of the library is full; your edits are kept in memory."),
            place=place,
            hint=_("Free some space: saving is tried again by itself."),
        )
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
    detail = " ".join(str(raw).split())[:200] or type(raw).__name__
    return StorageError(
        _("The library could not be read or written ({detail}); your edits are kept in memory.").format(detail=detail),
        place=place,
        hint=_("Saving is tried again by itself."),
    )


def _name(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", "") or "")
