"""Compiled Python that no module file holds, kept in the cache under the text it was made from.

Python keeps what it compiled of a module beside it, but not what a program compiles itself: the text that `dataclass`
writes for each class (two thirds of what a class costs; an opened workshop has 240), and the modules that the Qt
binding carries inside. Both were compiled at every start. Nothing else changes: without a cache all is made as always.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Final

from koosloome_desktop.support.kept_parts import Parts, write_parts
from koosloome_desktop.support.paths import cache_dir

_MOST: Final = 6_000_000
"""Bytes from which on a file begins anew with what this run used: texts that are no longer written go with it."""

Key = tuple[str, int, int]
"""Name of the file it belongs to, length and checksum of the text."""


class KeptCode:
    """One file of the cache, opened when it is first asked."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: Parts | None = None
        self._used: dict[Key, bytes] = {}
        self.missed = 0
        """How many texts were compiled, not found."""

    def code(self, source: str | bytes, filename: str, make: Callable[[], CodeType]) -> CodeType:
        """What `make` compiles of this text; what it raises."""
        raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
        key = (filename, len(raw), zlib.crc32(raw))
        written = self._used.get(key) or self.parts().get(key)
        if written is None:
            made = make()
            self._used[key] = marshal.dumps(made)
            self.missed += 1
            return made
        self._used[key] = written
        found: CodeType = marshal.loads(written)  # noqa: S302  (written by us, as Python's own compiled files)
        return found

    def parts(self) -> Parts:
        """All that is kept, each as `marshal` writes it: only what is asked for is read and made into code."""
        if self._parts is None:
            self._parts = Parts(self._place())
        return self._parts

    def keep(self) -> None:
        """Write down what is new since it was read; nothing where Python is asked to write nothing."""
        if not self.missed or sys.dont_write_bytecode:
            return
        self.missed = 0
        known = self.parts()
        whole: dict[Key, bytes] = {}
        if known.size() <= _MOST:
            whole = {key: code for key in known.names() if (code := known.get(key)) is not None}
        known.close()
        write_parts(self._place(), None, whole | self._used, f"{self._name}-*.bin")
        self._parts = None

    def _place(self) -> Path:
        return cache_dir() / "code" / f"{self._name}-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"


FIRST: Final = KeptCode("texts-first")
"""What is there at the first frame."""
LATER: Final = KeptCode("texts-later")
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

    inside = vars(dataclasses)
    inside["exec"] = run
    if sys.version_info < (3, 13) and {"_repr_fn", "_frozen_get_del_attr", "_recursive_repr"} <= inside.keys():
        # Half of the texts are the same three methods with other names in them. From 3.13 on a class has one text.
        inside["_repr_fn"] = partial(_repr_of, inside["_recursive_repr"])
        inside["_frozen_get_del_attr"] = _frozen


def _repr_of(once: Callable[[Callable[[Any], str]], object], fields: Sequence[Any], _globals: object) -> object:
    """The `__repr__` of a data class with these fields, as `dataclass` writes it; `once` looks after cycles."""
    names = [field.name for field in fields]

    def __repr__(self: Any) -> str:  # noqa: N807
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    return once(__repr__)


def _frozen(cls: Any, fields: Sequence[Any], _globals: object) -> tuple[Callable[..., None], Callable[..., None]]:
    """What refuses changes of a frozen class, as `dataclass` writes it."""
    from dataclasses import FrozenInstanceError

    names = tuple([field.name for field in fields])

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: object, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__
