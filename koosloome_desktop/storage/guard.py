"""What stands between the writer and a disk that goes wrong: a file that vanished, a disk that is full.

SQLite goes on writing to a library whose folder was moved or whose stick was pulled, into a file that nobody will find
again, and calls it saved. So before each commit the file is looked at under its name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from koosloome_desktop.storage.failures import is_full
from koosloome_desktop.storage.reserve import Reserve
from koosloome_desktop.support.errors import StorageError, UnsuitablePlace
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.places import CLOUD, NETWORK, STICK, unsuitable

T = TypeVar("T")
_log = logging.getLogger(__name__)


def refuse_unsuitable(folder: Path) -> None:
    """UnsuitablePlace for a folder on a network, in a cloud's folder or on a stick (quality.md D7)."""
    why = unsuitable(folder)
    if not why:
        return
    told = {
        NETWORK: _("This folder is on a network, and a library on a network gets damaged."),
        CLOUD: _("This folder is copied into a cloud, and a library that is copied while it is written gets damaged."),
        STICK: _("This disk is a stick or a card, and a library on it gets damaged when it is pulled out."),
    }[why]
    raise UnsuitablePlace(
        told,
        place=str(folder),
        hint=_("Keep the library on this computer's own disk; workshop files may lie here."),
    )


class Guard:
    """Watches over one library file; for the writer's thread, but for the two marks."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reserve = Reserve(file)
        """The bytes that are given up on a full disk, where they were laid down."""
        self.keeps_reserve = False
        """Whether it is laid down again when there is room: for a window, not for one call."""
        self._seen: tuple[int, int] | None = None

    def look(self) -> bool:
        """Whether the file under its name is the one that was open before; the first look remembers it.

        Raises StorageError while there is none: then nothing may be written.
        """
        try:
            found = self.file.stat()
        except OSError as error:
            raise StorageError(
                _("The library is not in its place any more; your edits are kept in memory."),
                place=str(self.file.parent),
                hint=_("Put the disk or the folder back: saving is tried again by itself. Or save a copy elsewhere."),
            ) from error
        now = (found.st_dev, found.st_ino)
        same = self._seen in {None, now}
        self._seen = now
        return same

    def make_room(self) -> bool:
        """Give up the reserve on a full disk; whether there was any, so that it is worth trying again."""
        return self.reserve.release()

    def saved(self) -> None:
        """Something was written: where the reserve is gone and there is plenty of room it is laid down again."""
        if self.keeps_reserve and not self.reserve.path.exists():
            self.reserve.lay()


def with_room(guard: Guard | None, work: Callable[[], T]) -> T:
    """Do something that writes; where the disk is full the reserve is given up, and it is tried once more."""
    try:
        return work()
    except Exception as error:
        if guard is None or not is_full(error) or not guard.make_room():
            raise
        _log.warning("the disk is full: the reserve was given up")
        return work()


def safely(work: Callable[[], object]) -> None:
    """Do something that must not end the thread that saves, whatever goes wrong in it: a disk that went away did."""
    try:
        work()
    except Exception:  # noqa: BLE001  (whatever it is: what is edited next must be saved)
        _log.exception("what follows a commit failed")
