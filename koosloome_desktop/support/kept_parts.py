"""A file of the cache with many parts of which one start needs a few: each is read when it is asked for.

The list has a checksum, and so has each part: a stale, cut or damaged one is never used, the others still are. To read
and check four megabytes for the hundred parts that opening a workshop takes cost five milliseconds.
"""

from __future__ import annotations

import contextlib
import io
import marshal
import os
import struct
import zlib
from collections.abc import Hashable, Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.support import kept

_HEAD: Final = struct.Struct("<II")
"""Checksum and length (bytes) of the list."""
Place = tuple[int, int, int]
"""Where a part begins behind the list, how long it is (bytes), its checksum."""


class Parts:
    """What is kept there; nothing where no such file is, and where it is not whole or of another Python.

    `mark` is what was written beside the parts. Where a place of a file can be read without moving to it, which two
    threads may do at once, the file stays open until `close`; elsewhere (Windows, where an open file cannot be replaced
    either) all of it is read at the beginning.
    """

    def __init__(self, place: Path) -> None:
        self._file: io.FileIO | None = None
        self.mark: Any = None
        self._places: dict[Any, Place] = {}
        self._behind = 0
        self._whole: bytes | None = None
        try:
            self._file = io.FileIO(place)
            self._list(self._file)
        except (OSError, ValueError, EOFError, TypeError, struct.error):
            self.mark, self._places = None, {}
            self.close()

    def _list(self, file: io.FileIO) -> None:
        begin = len(MAGIC_NUMBER) + _HEAD.size
        head = file.read(begin)
        check, length = _HEAD.unpack_from(head, len(MAGIC_NUMBER))
        self._behind = begin + length
        listed = file.read(length)
        if not head.startswith(MAGIC_NUMBER) or zlib.crc32(listed) != check:
            raise ValueError
        self.mark, self._places = marshal.loads(listed)  # noqa: S302  (written by us, as Python's own compiled files)
        if not hasattr(os, "pread"):
            self._whole = file.read()
            file.close()

    def __del__(self) -> None:
        self.close()

    def names(self) -> list[Any]:
        """What the parts are called."""
        return list(self._places)

    def size(self) -> int:
        """Bytes of all parts."""
        return sum(length for _begin, length, _check in self._places.values())

    def get(self, key: Hashable) -> bytes | None:
        """One part; None where there is none of this name, it is damaged, or the file was closed."""
        place = self._places.get(key)
        if place is None or self._file is None:
            return None
        begin, length, check = place
        if self._whole is not None:
            found = self._whole[begin : begin + length]
        else:
            try:
                found = os.pread(self._file.fileno(), length, self._behind + begin)
            except (OSError, ValueError):
                return None
        return found if zlib.crc32(found) == check else None

    def close(self) -> None:
        """Let the file go; there are no parts any more."""
        self._whole = None
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


def write_parts(place: Path, mark: Any, parts: Mapping[Any, bytes], older: str) -> None:
    """Keep them, all or none, in place of the files beside it whose names fit `older`; `mark` and names are what
    `marshal` can write.
    """
    places: dict[Any, Place] = {}
    at = 0
    for key, part in parts.items():
        places[key] = (at, len(part), zlib.crc32(part))
        at += len(part)
    listed = marshal.dumps((mark, places))
    head = _HEAD.pack(zlib.crc32(listed), len(listed))
    kept.replace(place, b"".join((MAGIC_NUMBER, head, listed, *parts.values())), older)
