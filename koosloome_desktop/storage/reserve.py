"""16 MB beside the library that are given up when its disk is full, so that saving and deleting work again.

On a full disk SQLite cannot even delete: every change is written to the log first. With the reserve gone there is room
for some thousand edits, time enough to make room; it is laid down again once there is plenty.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from koosloome_desktop.support.places import free_bytes

SIZE: Final = 16 * 1024 * 1024
"""Bytes that are held back."""
PLENTY: Final = 3 * SIZE
"""With this many bytes free the reserve is laid down; a disk that is nearly full is not filled by us."""


class Reserve:
    """The reserve of one library file."""

    def __init__(self, file: Path) -> None:
        self.path = file.with_name("library.reserve")

    def lay(self) -> bool:
        """Lay it down where it is missing and there is room; whether it is there now. Never raises."""
        with contextlib.suppress(OSError):
            if self.path.stat().st_size == SIZE:
                return True
        if (free_bytes(self.path.parent) or 0) < PLENTY:
            return False
        try:
            with self.path.open("wb") as file:
                _allocate(file.fileno())
        except OSError:
            self.release()
            return False
        return True

    def release(self) -> bool:
        """Give it up; whether there was any. Never raises."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True


def _allocate(fd: int) -> None:
    # Room that is promised and not written costs no time; where the system has no such promise it is written.
    allocate = getattr(os, "posix_fallocate", None)
    if allocate is not None:
        allocate(fd, 0, SIZE)
        return
    for _block in range(SIZE // (1 << 20)):
        os.write(fd, bytes(1 << 20))
