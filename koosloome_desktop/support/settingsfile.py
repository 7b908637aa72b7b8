"""Writing a small file so that it is either the old one or the new one, never half of it.

Written beside the target, flushed to the disk, renamed over it, and the folder's entry flushed too. Used for settings
and by exports. Left-over temporary files of a crash are recognised by their name and swept by `sweep`.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

_PREFIX: Final = ".koosloome-"
_ENDING: Final = ".part"


def write_atomic(path: Path, data: bytes, *, private: bool = False) -> None:
    """Make `data` the content of `path`, whole or not at all; on an error the old file is as it was.

    A link is followed, so that the file behind it is replaced and not the link. An existing file keeps its permissions;
    a new one is readable by its owner only when `private`. Raises OSError as the disk gives it.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_ENDING}")
    try:
        _write_part(part, data, _mode_of(target), private)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def write_text_atomic(path: Path, text: str, *, private: bool = False) -> None:
    """`write_atomic` for text: UTF-8, line ends as they are."""
    write_atomic(path, text.encode("utf-8"), private=private)


def sweep(folder: Path) -> int:
    """Remove temporary files that a crash left in `folder`; gives their number. Never raises for what cannot be
    removed.
    """
    gone = 0
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_ENDING}"):
            with contextlib.suppress(OSError):
                left.unlink()
                gone += 1
    return gone


def _mode_of(target: Path) -> int | None:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return None


def _write_part(part: Path, data: bytes, mode: int | None, private: bool) -> None:
    # O_EXCL: the name is ours alone, also in a folder where others write.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with open(os.open(part, flags, 0o600 if private or mode is not None else 0o666), "wb") as file:  # noqa: PTH123  (a descriptor)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        part.chmod(mode)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and some network file systems refuse to flush one; the rename itself has happened.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
