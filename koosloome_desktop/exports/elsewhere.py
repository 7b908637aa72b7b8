"""Has a program of our own work in a process beside this one: the window's thread never waits for its turn.

Both sides speak in pickled values over the program's standard input and output: only our own two processes do, nothing
from outside is ever read this way. Long work in a thread of this process would hold the interpreter for a quarter of a
second at a time; a process holds nothing, gives its memory back at its end, and stops the moment it is told to.
Called from a worker's thread.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, Final

READY: Final = "ready"
"""The first word of the program: it is there and listens."""
_LOOK: Final = 0.05
"""Seconds between two looks at whether somebody asked to stop."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_GENTLE: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


class NeverBegan(Exception):
    """The program could not be started, or ended before it said a word; the work may be done here instead."""


class Stopped(Exception):
    """Stopped because `cancelled()` said so; the process is gone."""


class Died(Exception):
    """The program ended in the middle of its work."""


def conversation(
    module: str, told: Iterable[object], heard: Callable[[Any], tuple[bool, Any]], cancelled: Callable[[], bool]
) -> Any:
    """Start `module`, send it the values of `told`, and hand each value that it says to `heard`.

    `heard(value)` gives (whether that was the last one, the outcome or the answer; an answer of None is not sent).
    Raises NeverBegan, Stopped (asked for twenty times a second) and Died; no process is left in any case.
    """
    process = _started(module)
    says: queue.SimpleQueue[Any] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(process.stdout, says), name="export listener", daemon=True)
    listener.start()
    try:
        with contextlib.suppress(OSError):  # one that ended reads no more; the listener hears of it
            for value in told:
                _say(process.stdin, value)
        return _talk(process, says, heard, cancelled)
    finally:
        process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _started(module: str) -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=_GENTLE,
        )
    except OSError as error:
        raise NeverBegan from error


def _talk(
    process: subprocess.Popen[bytes],
    says: queue.SimpleQueue[Any],
    heard: Callable[[Any], tuple[bool, Any]],
    cancelled: Callable[[], bool],
) -> Any:
    begun = False
    while not cancelled():
        try:
            value = says.get(timeout=_LOOK)
        except queue.Empty:
            continue
        if value is None:
            raise (Died if begun else NeverBegan)
        if value == READY:
            begun = True
            continue
        last, answer = heard(value)
        if last:
            return answer
        if answer is not None:
            with contextlib.suppress(OSError):
                _say(process.stdin, answer)
    raise Stopped


def _say(pipe: IO[bytes] | None, value: object) -> None:
    if pipe is not None:
        pipe.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        pipe.flush()


def _listen(pipe: IO[bytes] | None, says: queue.SimpleQueue[Any]) -> None:
    """Every value that the process says, then None."""
    with contextlib.suppress(Exception):  # the end, half a value, one that cannot be made: all mean that it is over
        while pipe is not None:
            says.put(pickle.load(pipe))  # noqa: S301  (what our own program wrote)
    says.put(None)
