"""Compiled modules of this program, all in one file of the cache instead of one file each.

An opened workshop needs four hundred modules. Python looks for each in its folder, asks for the time of its source and
reads its compiled file: a third of the time that a small module takes. Here one file has them, and of each module's
source only size and time are asked, which is the question that decides for Python too whether a compiled file is still
good: whoever edits a source has the edit at the next start, in a checkout and in an installed program. Whatever does
not fit is left to Python: a source that is new, changed or gone, another version of Python, a package in an archive or
in one program file. A module has the loader of Python's own kind, so `__file__`, `inspect`, tracebacks and
`importlib.resources` are as always.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, NamedTuple

from koosloome_desktop.support.kept_parts import Parts, write_parts
from koosloome_desktop.support.paths import cache_dir

_PACKAGE: Final = __name__.partition(".")[0]
_PREFIX: Final = _PACKAGE + "."
_FOLDER: Final = str(Path(__file__).parent.parent)


class Entry(NamedTuple):
    """One module: its source with size (bytes) and time (ns), its own compiled file, whether it is a package."""

    source: str
    size: int
    time: int
    cached: str
    package: bool


class KeptLoader(SourceFileLoader):
    """Python's loader of sources, with the code at hand."""

    def __init__(self, name: str, entry: Entry, code: bytes) -> None:
        super().__init__(name, entry.source)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module, the first time from what was kept."""
        code, self._code = self._code, b""
        if not code:
            return super().get_code(fullname)
        found: CodeType = marshal.loads(code)  # noqa: S302  (written by us, as Python's own compiled files)
        return found


class KeptModules:
    """One file of the cache: modules of this program, found before Python looks for them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: Parts | None = None
        self._known: dict[str, Entry] = {}
        self._let_go = False
        self.missed: set[str] = set()
        """Modules that Python had to find."""

    def known(self) -> dict[str, Entry]:
        """All that is kept of this place of the program, for this Python."""
        if self._parts is None:
            self._parts = Parts(self._place())
            self._known = _entries(self._parts)
        return self._known

    def spec(self, name: str) -> ModuleSpec | None:
        """The module, None where Python has to find it."""
        found = self.known().get(name)
        if found is not None and self._let_go:
            return None
        code = self._parts.get(name) if found is not None and self._parts is not None and _is_so(found) else None
        if found is None or code is None:
            self.missed.add(name)
            return None
        inside = [os.path.dirname(found.source)] if found.package else None  # noqa: PTH120  (as Python does)
        spec = importlib.util.spec_from_file_location(
            name, found.source, loader=KeptLoader(name, found, code), submodule_search_locations=inside
        )
        if spec is not None:
            spec.cached = found.cached
        return spec

    def keep(self) -> None:
        """Write down what Python had to find; nothing where it is asked to write nothing."""
        if not self.missed or sys.dont_write_bytecode:
            return
        missed, self.missed = self.missed, set()
        there = Parts(self._place())
        known = {name: found for name, found in _entries(there).items() if _is_so(found)}
        codes = {name: code for name in known if (code := there.get(name)) is not None}
        there.close()
        for name in sorted(missed):
            made = _made(sys.modules.get(name))
            if made is not None:
                known[name], codes[name] = made
        if self._parts is not None:
            self._parts.close()  # what this run reads from now on is Python's to find
        write_parts(self._place(), (_mark(), {n: tuple(known[n]) for n in codes}), codes, f"{self._name}-*.bin")
        if self._parts is not None:
            self._parts = Parts(self._place())

    def forget(self) -> None:
        """Let the file go: what is loaded needs it no more, and what is loaded from now on is Python's to find."""
        self._let_go = True
        if self._parts is not None:
            self._parts.close()

    def _place(self) -> Path:
        return cache_dir() / "code" / f"{self._name}-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"


def _mark() -> tuple[str, str | None, int]:
    """What the kept code depends on beside the sources."""
    return _FOLDER, sys.pycache_prefix, sys.flags.optimize


def _is_so(found: Entry) -> bool:
    """Whether the source is what it was."""
    try:
        now = os.stat(found.source)  # noqa: PTH116  (four hundred times before the first notes)
    except OSError:
        return False
    return now.st_mtime_ns == found.time and now.st_size == found.size


def _made(module: ModuleType | None) -> tuple[Entry, bytes] | None:
    """What to keep of a loaded module; None for one that is not from a source file."""
    spec = getattr(module, "__spec__", None)
    loader = getattr(spec, "loader", None)
    if spec is None or not isinstance(loader, SourceFileLoader) or not spec.origin or not spec.cached:
        return None
    try:
        before = os.stat(spec.origin)  # noqa: PTH116
        code = loader.get_code(spec.name)
    except (OSError, ImportError, SyntaxError, ValueError):
        return None
    if code is None:
        return None
    package = spec.submodule_search_locations is not None
    return Entry(spec.origin, before.st_size, before.st_mtime_ns, spec.cached, package), marshal.dumps(code)


def _entries(parts: Parts) -> dict[str, Entry]:
    """What a file knows of its modules; nothing where it is of another place or way of compiling."""
    try:
        mark, listed = parts.mark
        return {name: Entry(*told) for name, told in listed.items()} if mark == _mark() else {}
    except (ValueError, TypeError, AttributeError):
        return {}


class _Finder:
    """Asked by Python before its own finders."""

    def __init__(self, store: KeptModules) -> None:
        self.store = store

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module of ours that is kept."""
        return self.store.spec(name) if name.startswith(_PREFIX) else None


FIRST: Final = KeptModules("modules-first")
"""What is there at the first frame."""
LATER: Final = KeptModules("modules-later")
"""What is loaded after it."""
_finder: Final = _Finder(FIRST)


def quick_modules() -> None:
    """Take this program's modules from the cache from now on; a second call does nothing."""
    if _finder not in sys.meta_path and PathFinder in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def first_frame_is_there() -> None:
    """From now on what is loaded belongs to the second file."""
    FIRST.keep()
    FIRST.forget()
    _finder.store = LATER


def no_frame_comes() -> None:
    """A call without a window: nothing is kept, and Python finds all modules itself."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
