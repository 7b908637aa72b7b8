"""Ways out when a library cannot be opened: what can be read of it, an earlier state of it, another folder for it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from koosloome_desktop.services.snapshots import library_file
from koosloome_desktop.support.clock import Clock, SystemClock, instant
from koosloome_desktop.support.errors import KoosloomeError, NotFound, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import ensure_dir
from koosloome_desktop.support.reasons import reason

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import Problem, Salvaged, Snapshot


def rescue(folder: str | os.PathLike[str], clock: Clock | None = None) -> Salvaged:
    """Put what can be read of a damaged library into a new one in its place; the damaged file stays beside it.

    Raises LibraryBusy, DamagedLibrary when nothing can be read, or StorageError; the file is then where it was.
    """
    from koosloome_desktop.storage.lock import LibraryLock
    from koosloome_desktop.storage.salvage import salvage

    clock = clock or SystemClock()
    file = library_file(folder)
    lock = LibraryLock(file)
    lock.acquire(instant(clock.now()))
    try:
        return salvage(file, clock)
    finally:
        lock.release()


def look_over(service: LibraryService) -> list[str]:
    """What is wrong with the file of an open library; takes its time, once a week more of it."""
    from koosloome_desktop.storage.looking import look_over as looked

    return looked(service.store, service.now())


def verify(service: LibraryService) -> Sequence[Problem]:
    """Everything that does not hold in an open library, as `koosloome check` finds it; it takes its time, and what is
    edited meanwhile is saved as ever.
    """
    from koosloome_desktop.storage.looking import verify as verified

    return verified(service.store)


def last_sound(file: Path) -> Snapshot | None:
    """The newest snapshot of a library that passes its check; None when there is none."""
    from koosloome_desktop.storage.backup import verify
    from koosloome_desktop.storage.snapshots import snapshots

    for one in snapshots(file):
        with contextlib.suppress(KoosloomeError):
            verify(one.path)
            return one
    return None


def restore_last(folder: str | os.PathLike[str], clock: Clock | None = None) -> Snapshot:
    """Put the newest sound snapshot in the place of a library; gives it. NotFound when there is none."""
    from koosloome_desktop.services.snapshots import restore_everything

    file = library_file(folder)
    found = last_sound(file)
    if found is None:
        raise NotFound(_("There is no such snapshot."), place=str(file.parent))
    restore_everything(file, str(found.number), clock)
    return found


def bring_home(folder: str | os.PathLike[str], home: str | os.PathLike[str]) -> bool:
    """Copy the library of a folder where none may be to `home`, checked, with its own templates and earlier states;
    whether it was copied.

    What is there stays there. Nothing is copied over a library that is at home already. Raises DamagedLibrary or
    StorageError.
    """
    from koosloome_desktop.storage.backup import sync, verify

    away, own = library_file(folder), library_file(home)
    if own.exists() or not away.exists():
        return False
    part = own.with_name(f"{own.name}.part")
    try:
        ensure_dir(own.parent)
        log, copied = away.with_name(f"{away.name}-wal"), part.with_name(f"{part.name}-wal")
        shutil.copyfile(away, part)
        if log.exists():
            shutil.copyfile(log, copied)
        _folded(part)
        verify(part)
        sync(part)
        # The library last: a move that is cut short before is begun anew.
        _bring_beside(away.parent, own.parent)
        part.replace(own)
        sync(own.parent)
    except OSError as error:
        raise StorageError(
            _("The library could not be copied ({reason}).").format(reason=reason(error)), place=str(own.parent)
        ) from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return True


def _bring_beside(away: Path, home: Path) -> None:
    """Own templates and earlier states, each whole; one that the cloud does not give is left there."""
    for path in (*away.glob("templates/*.json"), *away.glob("backups/*.sqlite")):
        target = home / path.relative_to(away)
        part = target.with_name(f"{target.name}.part")
        if target.exists():
            continue
        try:
            ensure_dir(target.parent)
            shutil.copyfile(path, part)
            part.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _folded(file: Path) -> None:
    # The log of the copy goes into the copy, which then stands for itself.
    from koosloome_desktop.storage import driver
    from koosloome_desktop.storage.engine import file_uri
    from koosloome_desktop.storage.failures import damaged

    try:
        connection = driver.connect(file_uri(file, mode="rw"))
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    except driver.sqlite_module().Error as error:
        raise damaged(str(file)) from error
