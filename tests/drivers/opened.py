"""Which files somebody opens, whoever it is in this process or beside it: told by the kernel (inotify, Linux only)."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

_OPENED = 0x00000020
_NONBLOCK = 0o4000


class OpenedFiles:
    """Watches one file. `count()` tells how often it was opened since the last call."""

    def __init__(self, path: Path) -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("only Linux tells who opens a file")
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(_NONBLOCK)
        assert self._fd >= 0
        assert libc.inotify_add_watch(self._fd, os.fsencode(path), _OPENED) >= 0

    def count(self) -> int:
        """How often since the last time; each event is 16 bytes, as the watched thing is a file and has no name."""
        try:
            return len(os.read(self._fd, 65536)) // 16
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Watch no more."""
        os.close(self._fd)
