"""Compiled Python that no module file holds, kept in the cache under the text it was made from.

Python keeps what it compiled of a module beside it, but not what a program compiles itself: the text that `dataclass`
writes for each class (two thirds of what a class costs; an opened workshop has 240), and the modules that the Qt
binding carries inside. Both were compiled at every start. Nothing else changes: without a cache all is made as always.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Final

from koosloome_desktop.support import kept
from koosloome_desktop.support.paths import cache_dir

_MOST: Final = 6_000_000
"""Bytes from which on a file begins anew with what this run used: texts that are no longer written go with it."""

Key = tuple[str, int, int]
"""Name of the file it belongs to, length and checksum of the text."""


class KeptCode:
    """One file of the cache, read when it is first asked."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[Key, CodeType] | None = None
        self._large = False
        self._used: dict[Key, CodeType] = {}
        self.missed = 0
        """How many texts were compiled, not found."""

    def code(self, source: str | bytes, filename: str, make: Callable[[], CodeType]) -> CodeType:
        """What `make` compiles of this text; what it raises."""
        raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
        key = (filename, len(raw), zlib.crc32(raw))
        found = self.known().get(key)
        if found is None:
            found = self.known()[key] = make()
            self.missed += 1
        self._used[key] = found
        return found

    def known(self) -> dict[Key, CodeType]:
        """All that is kept."""
        if self._known is None:
            body = kept.read(self._place())
            self._known = _read(body)
            self._large = body is not None and len(body) > _MOST
        return self._known

    def keep(self) -> None:
        """Write down what is new since it was read; nothing where Python is asked to write nothing."""
        if self.missed and not sys.dont_write_bytecode:
            whole = self._used if self._large else self.known()
            kept.write(self._place(), importlib.util.MAGIC_NUMBER + marshal.dumps(whole), f"{self._name}-*.bin")
            self.missed = 0

    def _place(self) -> Path:
        return cache_dir() / "code" / f"{self._name}-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"


def _read(body: bytes | None) -> dict[Key, CodeType]:
    magic = importlib.util.MAGIC_NUMBER
    if body is None or not body.startswith(magic):
        return {}
    try:
        found: Any = marshal.loads(body[len(magic) :])  # noqa: S302  (written by us, as Python's own compiled files)
    except (ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


FIRST: Final = KeptCode("first")
"""What is there at the first frame."""
LATER: Final = KeptCode("later")
"""What opening a workshop and the rest of the program add."""
_now: Final = [FIRST]


def first_frame_is_there() -> None:
    """From now on what is compiled belongs to the second file: the first frame reads no more than it needs."""
    FIRST.keep()
    _now[0] = LATER


def no_frame_comes() -> None:
    """A call without a window: all that is compiled belongs to the second file. `LATER.keep()` at its end keeps it."""
    _now[0] = LATER


def quick_classes() -> None:
    """Have `dataclass` take the compiled form of what it writes from the cache.

    It calls Python's ``exec`` with the text of each method; the name is found in its own module first. Where a version
    of Python goes another way, nothing is changed.
    """
    import dataclasses

    def run(source: str, around: dict[str, Any], names: dict[str, Any]) -> None:
        store = _now[0]
        exec(store.code(source, "<string>", partial(compile, source, "<string>", "exec", 0, True)), around, names)  # noqa: S102

    vars(dataclasses)["exec"] = run
