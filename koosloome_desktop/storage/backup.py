"""Snapshots of a library file, made by SQLite's own backup and believed only after they passed a check.

A snapshot is one whole file in journal mode DELETE, so that it can be copied anywhere by itself.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.storage import driver
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.storage.failures import is_full, told
from koosloome_desktop.support.errors import StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.locale import size
from koosloome_desktop.support.paths import ensure_dir
from koosloome_desktop.support.places import disk_of, free_bytes
from koosloome_desktop.support.reasons import reason

FOLDER: Final = "backups"


def backup_folder(file: Path) -> Path:
    """Where the backups of a library file are."""
    return file.parent / FOLDER


def make_backup(file: Path, name: str) -> Path:
    """Copy a library to ``backups/<name>.sqlite`` and check the copy; gives its path.

    The library is only read and may be in use. An older copy of that name is replaced once the new one has passed.
    Raises StorageError (the copy did not come about) or DamagedLibrary (what was copied is damaged).
    """
    target = backup_folder(file) / f"{name}.sqlite"
    part = target.with_name(f"{target.name}.part")
    try:
        ensure_dir(target.parent)
        part.unlink(missing_ok=True)
        _copy(file, part)
        verify(part)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except OSError as error:
        raise StorageError(
            _("The backup could not be written ({reason}).").format(reason=reason(error)),
            place=str(target.parent),
            hint=_("Free some space or check the folder; the library is unchanged."),
        ) from error
    except driver.sqlite_module().Error as error:
        raise (no_room(file, target.parent) if is_full(error) else told(error, str(target))) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def no_room(file: Path, folder: Path) -> StorageError:
    """The error of a snapshot for which there is no room: which disk, how many bytes are needed and free."""
    text = _("The disk {disk} is full: a snapshot needs {needed}, {free} are free.")
    needed, free = size(file.stat().st_size), size(free_bytes(folder) or 0)
    return StorageError(
        text.format(disk=disk_of(folder), needed=needed, free=free),
        place=str(folder),
        hint=_("Free some space or check the folder; the library is unchanged."),
    )


def verify(copy: Path) -> None:
    """Check a snapshot as a whole; DamagedLibrary when it does not pass."""
    from koosloome_desktop.storage.failures import damaged

    connection = driver.connect(file_uri(copy, mode="ro"))
    try:
        lines = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except driver.sqlite_module().DatabaseError as error:
        raise told(error, str(copy)) from error
    finally:
        connection.close()
    if lines != ["ok"] or broken is not None:
        raise damaged(str(copy))


def _copy(file: Path, target: Path) -> None:
    source = driver.connect(file_uri(file, mode="ro"))
    try:
        copy = driver.connect(file_uri(target, mode="rwc"))
        try:
            source.backup(copy)
            # The copy carries the WAL mark of its source; alone it should need no companion files.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
    finally:
        source.close()


def sync(path: Path) -> None:
    """Have a file or a folder on the disk."""
    # A folder cannot be opened for syncing on Windows; renames are durable there by other means.
    if path.is_dir() and os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def table_counts(connection: Any) -> dict[str, int]:
    """How many rows each table of a raw SQLite connection has."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if not name.startswith("sqlite_")
    }
