"""Runs a reader as a process of its own, held to a time and a memory; what is hostile costs that process only.

Used for photos and for tables. The reader's module is started as a program: it takes bytes on standard input, answers
with bytes on standard output, and holds itself to its limits (`child_limits`). Callable from any thread, never on the
window's own.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    import subprocess

_LOOK: Final = 0.1
"""Seconds between two looks at whether somebody asked to stop."""
_ROOT: Final = Path(__file__).resolve().parents[2]


class ProcessFailed(Exception):
    """The process gave no answer: `reason` is ``stopped`` (asked to), ``time``, or ``died``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def answer_of(module: str, data: bytes, *, seconds: float, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """What the program `module` answers to `data`; ProcessFailed when it does not within `seconds`, or dies.

    `cancelled()` is asked ten times a second. Exit codes other than 0 are a death, whatever was written before.
    """
    import subprocess  # read when the first program is started, not with the page

    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    # Fed by a thread: `communicate` forgets what it could not write before its first timeout (Python 3.11).
    pipe, process.stdin = process.stdin, None
    feeder = threading.Thread(target=_feed, args=(pipe, data), name="feeder", daemon=True)
    feeder.start()
    try:
        with process:
            out = _answer(process, cancelled, time.monotonic() + seconds)
    finally:
        process.kill()
        feeder.join()
    if out is None:
        raise ProcessFailed("stopped" if cancelled() else "time")
    if process.returncode:
        raise ProcessFailed("died")
    return out


def _feed(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        return
    with contextlib.suppress(OSError), pipe:  # a process that ended, or was ended, reads no more
        pipe.write(data)


def _answer(process: subprocess.Popen[bytes], cancelled: Callable[[], bool], end: float) -> bytes | None:
    """All that the process wrote; None when it was stopped, or took too long."""
    import subprocess  # read when the first program is started, not with the page

    while time.monotonic() < end and not cancelled():
        try:
            return process.communicate(timeout=_LOOK)[0]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return None
