"""One writer to a library: an operating system lock, with a record that names its owner.

The lock decides: it goes when its process dies, however that happens. The record is for people ("open in process 4711
on host raamatukogu"), and a second line of defence on file systems whose locks do nothing: a record whose process is
alive, on this host, since this boot and with this start time, counts as held. After a reboot or when the number went
to another process the record is stale. The lock is on a file of its own beside the database: opening or closing the
database file itself would drop SQLite's locks. Symbolic links are resolved, so that two names of one folder are one
library.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from koosloome_desktop.storage.guard import refuse_unsuitable
from koosloome_desktop.support.errors import LibraryBusy, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.paths import ensure_dir
from koosloome_desktop.support.reasons import reason

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_GLANCE_SECONDS: Final = 0.05
_LOCKED_BYTE: Final = 1 << 30
"""Windows locks bytes, and others cannot read them: one far behind the record."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a library; `boot` and `born` (the process's start time, in the system's own units) may be unknown."""

    pid: int
    host: str
    boot: str
    born: str
    since: str

    @property
    def alive(self) -> bool:
        """Whether this very process runs on this machine now; False where that cannot be known."""
        if self.host != _host() or not self.boot or self.boot != boot_id():
            return False
        return bool(self.born) and birth(self.pid) == self.born


def lock_path(file: Path) -> Path:
    """Where the lock of a database file is."""
    real = Path(os.path.realpath(file))
    return real.with_name(real.name + ".lock")


class LibraryLock:
    """The lock of one library, held from `acquire` to `release`."""

    def __init__(self, file: Path) -> None:
        self.path = lock_path(file)
        self._file = Path(os.path.realpath(file))
        self._fd: int | None = None

    def acquire(self, since: str) -> None:
        """Take the lock; `since` is an instant to show. LibraryBusy when another has it, StorageError for the disk."""
        try:
            if self._file.exists() and self._file.stat().st_nlink > 1:
                raise StorageError(
                    _("The library file has a second name (a hard link); two programs could write to it unseen."),
                    place=str(self._file),
                    hint=_("Remove the other name and open the library again."),
                )
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise StorageError(
                _("The library folder cannot be written ({reason}).").format(reason=reason(error)),
                place=str(self.path.parent),
                hint=_("Choose another folder for the library."),
            ) from error
        owner = _read(fd)
        taken = _try_lock(fd)
        if not taken and (owner is None or not owner.alive):
            # Whoever reads the library looks whether it is free, and has the lock for that moment.
            time.sleep(_GLANCE_SECONDS)
            taken = _try_lock(fd)
        if not taken or (owner is not None and owner.pid != os.getpid() and owner.alive):
            os.close(fd)
            raise busy(owner, self._file.parent)
        self._fd = fd
        # On a full disk there is no room for the record, and the lock holds without it.
        with contextlib.suppress(OSError):
            _write(fd, Owner(os.getpid(), _host(), boot_id(), birth(os.getpid()), since))

    def release(self) -> None:
        """Give the lock back; may be called again."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        with contextlib.suppress(OSError):
            _write(fd, None)
        os.close(fd)


def locked(file: Path, since: str) -> LibraryLock:
    """The lock of a library, in a folder that is made when it is missing; raises what `acquire` raises."""
    refuse_unsuitable(file.parent)
    try:
        ensure_dir(file.parent)
    except OSError as error:
        raise StorageError(
            _("The library folder cannot be made ({reason}).").format(reason=reason(error)),
            place=str(file.parent),
            hint=_("Choose another folder for the library."),
        ) from error
    lock = LibraryLock(file)
    lock.acquire(since)
    return lock


def busy(owner: Owner | None, folder: Path) -> LibraryBusy:
    """The error that names who has the library."""
    hint = _("Close it there, or go on reading here.")
    if owner is None:
        return LibraryBusy(_("The library is open in another program."), place=str(folder), hint=hint)
    told = _("The library is open in another program (process {pid} on {host}).")
    return LibraryBusy(told.format(pid=owner.pid, host=owner.host), place=str(folder), hint=hint)


def owner_of(file: Path) -> Owner | None:
    """Who the record names as the owner of a library, alive or not."""
    try:
        fd = os.open(lock_path(file), os.O_RDONLY)
    except OSError:
        return None
    try:
        return _read(fd)
    finally:
        os.close(fd)


def is_held(file: Path) -> bool:
    """Whether a program has a library open to write it; True where that cannot be known.

    The record says so without touching the lock; only where it names nobody who runs is the lock itself tried, shared
    and for a moment, which `acquire` sits out.
    """
    try:
        fd = os.open(lock_path(file), os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        owner = _read(fd)
        return (owner is not None and owner.alive) or not _try_lock(fd, shared=True)
    finally:
        os.close(fd)


def _try_lock(fd: int, *, shared: bool = False) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            # flock and not lockf: it belongs to this descriptor, and closing another one does not drop it.
            fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read(fd: int) -> Owner | None:
    os.lseek(fd, 0, os.SEEK_SET)
    try:
        data = json.loads(os.read(fd, 4096))
        return Owner(int(data["pid"]), *(str(data[name]) for name in ("host", "boot", "born", "since")))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _write(fd: int, owner: Owner | None) -> None:
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    if owner is not None:
        os.write(fd, json.dumps(asdict(owner)).encode())


def boot_id() -> str:
    """What tells this run of the operating system from the one before; empty where it cannot be had cheaply."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def birth(pid: int) -> str:
    """A process's start time in clock ticks since boot (proc(5), field 22); empty when it cannot be known."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name in field 2 may hold spaces and brackets: count from the last bracket.
    rest = stat.rpartition(")")[2].split()
    return rest[19] if len(rest) > 19 else ""


def _host() -> str:
    """The name of this machine, as `platform.node` gives it; on Unix that only asks the system, without reading how to
    ask all the others."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()
