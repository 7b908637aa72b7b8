"""Starts the drivers from a process that has everything imported already: a kill costs what the driver does, not
three quarters of a second of imports before it. Linux and macOS.

A driver started this way is a process of its own from a single-threaded one that never opened a library; it is killed
and waited for like any other.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.drivers.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


class Forked:
    """A running driver: the part of `subprocess.Popen` that the tests use."""

    def __init__(self, nursery: Nursery, pid: int, stdout: int) -> None:
        self.pid = pid
        self.stdout = os.fdopen(stdout, "rb")
        self.returncode: int | None = None
        self._nursery = nursery

    def kill(self) -> None:
        """SIGKILL; nothing where it was waited for already."""
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[bytes, None]:
        """Read to the end, wait for the end."""
        out = self.stdout.read()
        self.stdout.close()
        self.returncode = self._nursery.ask({"wait": self.pid})
        return out, None


class Nursery:
    """The process with everything imported; use as a context."""

    def __enter__(self) -> Nursery:
        self._line, other = socket.socketpair()
        words = [sys.executable, "-m", "tests.drivers.forks", str(other.fileno())]
        self._process = subprocess.Popen(words, cwd=ROOT, pass_fds=[other.fileno()])
        other.close()
        return self

    def __exit__(self, *_error: object) -> None:
        self._line.close()
        self._process.wait(timeout=PATIENCE)

    def start(self, name: str, library: Path, *words: str) -> Forked:
        """Start `editor` or `verify`."""
        reader, writer = os.pipe()
        pid = self.ask({"start": name, "words": [str(library), *words]}, [writer])
        os.close(writer)
        return Forked(self, pid, reader)

    def ask(self, what: dict[str, Any], fds: list[int] | None = None) -> int:
        """One question and its answer: a process, or how it ended."""
        socket.send_fds(self._line, [json.dumps(what).encode()], fds or [])
        return int(self._line.recv(100))


def serve(line: socket.socket) -> None:
    """Start and wait for drivers as long as anybody asks."""
    from tests.drivers import editor, verify
    from tests.drivers.older import know_older

    mains = {"editor": editor.main, "verify": verify.main}
    know_older()
    while True:
        data, fds, _flags, _address = socket.recv_fds(line, 100_000, 1)
        if not data:
            return
        asked = json.loads(data)
        if "wait" in asked:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        else:
            answer = os.fork()
            if not answer:
                line.close()
                os.dup2(fds[0], 1)
                os.close(fds[0])
                os._exit(run(mains[asked["start"]], asked["words"]))
            os.close(fds[0])
        line.sendall(str(answer).encode())


def run(main: Any, words: list[str]) -> int:
    """The driver's exit code, whatever it raises."""
    try:
        return int(main(words))
    except SystemExit as done:
        return int(done.code or 0)
    except BaseException:  # noqa: BLE001  (what a process of its own would have printed)
        sys.excepthook(*sys.exc_info())
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        serve(socket.socket(fileno=int(sys.argv[1])))
