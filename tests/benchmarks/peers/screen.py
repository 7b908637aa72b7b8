"""A screen without a monitor whose pixels are read from outside: when does a program show what it goes on showing?

Xvfb keeps its picture in a file (`-fbdir`, an X window dump), so looking costs the measured program nothing and works
for every toolkit alike.
"""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

WIDTH, HEIGHT = 1920, 1080
Part = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the screen."""
WHOLE: Final = (0.0, 0.0, 1.0, 1.0)
MIDDLE: Final = (0.3, 0.3, 0.6, 0.5)
"""Where every program shows what was opened, and nothing that blinks or is added beside it."""
_STEP: Final = 4
"""Every so many pixels one is looked at, across and down."""
_ALIKE: Final = 0.005
"""Share of these pixels that may be another: a caret, a clock."""
_LOOK_S: Final = 0.005
_LONGEST_S: Final = 120.0


class Paint(NamedTuple):
    """Seconds from the start of a program until something was painted: by the clock, and of its processor time."""

    seconds: float
    busy: float


def missing() -> list[str]:
    """Names of programs that this needs and that are not installed."""
    return [name for name in ("Xvfb",) if shutil.which(name) is None]


class Screen:
    """One Xvfb of 1920x1080, on while the block runs. `name` is its DISPLAY."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = ""

    def __enter__(self) -> Screen:
        read, write = os.pipe()
        words = ["Xvfb", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-fbdir", str(self._folder)]
        self._server = subprocess.Popen([*words, "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"
        self._file = (self._folder / "Xvfb_screen0").open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._map[:100])
        self._start, self._pixel, self._row = head[0] + head[19] * 12, head[11] // 8, head[12]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._map.close()
        self._file.close()
        self._server.terminate()
        self._server.wait()

    def look(self, part: Part) -> bytes:
        """The green of some pixels of a part, row by row."""
        left, right = round(part[0] * WIDTH) * self._pixel + 1, round(part[2] * WIDTH) * self._pixel
        rows = range(round(part[1] * HEIGHT), round(part[3] * HEIGHT), _STEP)
        starts = (self._start + y * self._row for y in rows)
        return b"".join([self._map[at + left : at + right : self._pixel * _STEP] for at in starts])

    def settled(self, begin: Callable[[], subprocess.Popen[bytes]], part: Part, still_s: float) -> Paint:
        """When a part of the screen shows what it shows when it has been still for so long. RuntimeError when the
        program ends before that, or shows nothing at all.
        """
        kept = self._empty(part)
        begun = time.monotonic()
        program = begin()
        last = Paint(0.0, 0.0)
        while not last.seconds or time.monotonic() - begun - last.seconds < still_s:
            seen = self.look(part)
            if seen != kept and different(seen, kept) > _ALIKE:
                kept, last = seen, Paint(time.monotonic() - begun, processor(program.pid))
            if program.poll() is not None or time.monotonic() - begun > _LONGEST_S:
                raise RuntimeError("the program ended or showed nothing")
            time.sleep(_LOOK_S)
        return last

    def _empty(self, part: Part) -> bytes:
        """A part of the screen once the window of the program before is gone: one colour."""
        until = time.monotonic() + _LONGEST_S
        while time.monotonic() < until:
            seen = self.look(part)
            if len(set(seen)) == 1:
                return seen
            time.sleep(_LOOK_S)
        raise RuntimeError("something else is on the screen")


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used, all its threads together."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def different(one: bytes, two: bytes) -> float:
    """The share of bytes in which two pictures of one size differ."""
    both = int.from_bytes(one, "big") ^ int.from_bytes(two, "big")
    size = max(len(one), 1)
    return 1.0 - both.to_bytes(size, "big").count(0) / size
