"""Small files in the cache that can be made again, each with a checksum: a stale, cut or damaged one is never used.

A cache that cannot be read or written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import struct
import zlib
from pathlib import Path
from typing import Final

from koosloome_desktop.support.paths import ensure_dir

_CHECK: Final = struct.Struct("<I")


def read(kept: Path) -> bytes | None:
    """What was kept there, None when it is not there or not whole."""
    try:
        data = kept.read_bytes()
    except OSError:
        return None
    body = data[_CHECK.size :]
    return body if len(data) > _CHECK.size and _CHECK.unpack_from(data)[0] == zlib.crc32(body) else None


def write(kept: Path, body: bytes, older: str) -> None:
    """Keep it, whole or not at all, in place of the files beside it whose names fit `older`."""
    replace(kept, _CHECK.pack(zlib.crc32(body)) + body, older)


def replace(kept: Path, data: bytes, older: str) -> None:
    """The same for one that carries its checksums itself."""
    part = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        ensure_dir(kept.parent)
        stale = [p for p in kept.parent.glob(older) if p != kept]
        try:
            part.write_bytes(data)
            part.replace(kept)
        finally:
            part.unlink(missing_ok=True)
        for path in stale:
            path.unlink(missing_ok=True)
