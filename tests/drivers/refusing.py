"""A disk that refuses: every call that makes, writes, syncs, cuts, renames or deletes can fail, once or for good.

The calls of SQLite are its own table of system calls (`xSetSystemCall`), answered with a real error number; its syncs,
which are not in that table, are taken at the file. Those of Python are `os` and the raw files behind `open`. Both are
counted in one order. Only files below one folder count, so the rest of the process is left alone.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import io
import os
import threading
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_size_t, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.storage.driver import sqlite_module

_IOERR_FSYNC: Final = 10 | (4 << 8)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_SET = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_GET = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_CALLS: Final = {
    "open": CFUNCTYPE(c_int, c_char_p, c_int, c_int, use_errno=True),
    "write": CFUNCTYPE(c_int64, c_int, c_void_p, c_size_t, use_errno=True),
    "pwrite": CFUNCTYPE(c_int64, c_int, c_void_p, c_size_t, c_int64, use_errno=True),
    "pwrite64": CFUNCTYPE(c_int64, c_int, c_void_p, c_size_t, c_int64, use_errno=True),
    "ftruncate": CFUNCTYPE(c_int, c_int, c_int64, use_errno=True),
    "unlink": CFUNCTYPE(c_int, c_char_p, use_errno=True),
}
_PLAIN: Final = os.O_RDONLY


class _Vfs(Structure):
    _fields_ = [
        ("version", c_int), ("file_size", c_int), ("path_length", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p),
        *((f"skipped{n}", c_void_p) for n in range(12)),
        ("set_call", c_void_p), ("get_call", c_void_p), ("next_call", c_void_p),
    ]  # fmt: skip


class _Methods(Structure):
    _fields_ = [("version", c_int), *((f"before{n}", c_void_p) for n in range(4)), ("sync", c_void_p),
                *((f"behind{n}", c_void_p) for n in range(13))]  # fmt: skip


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


@dataclass
class Disk:
    """Counts the calls on files below `folder`; the one of number `at` is refused with `error`, and with `for_good` all
    after it.
    """

    folder: Path
    at: int = 0
    error: int = 0
    for_good: bool = False
    calls: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refuses(self, name: str, path: str) -> bool:
        """Whether this call fails."""
        # The map of the log in memory is no file that anybody keeps.
        if not path.startswith(str(self.folder)) or path.endswith("-shm"):
            return False
        with self._lock:
            self.calls += 1
            hit = bool(self.at) and (self.calls >= self.at if self.for_good else self.calls == self.at)
            if hit:
                self.refused.append((name, path.removeprefix(f"{self.folder}/")))
            return hit

    def lift(self) -> None:
        """There is room again."""
        self.at = 0


def _path_of(fd: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{fd}").readlink())
    except OSError:
        return ""


@contextlib.contextmanager
def refusing(disk: Disk) -> Iterator[Disk]:
    """Put the disk under everything that this process does."""
    with _sqlite(disk), _python(disk):
        yield disk


# ---------------------------------------------------------------- SQLite


@contextlib.contextmanager
def _sqlite(disk: Disk) -> Iterator[None]:
    library = ctypes.CDLL(_file_of_sqlite())
    library.sqlite3_initialize()
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)
    own = vfs.contents
    address = ctypes.cast(vfs, c_void_p)
    set_call, get_call = _SET(own.set_call), _GET(own.get_call)
    kept: list[Any] = []
    for name, kind in _CALLS.items():
        found = get_call(address, name.encode())
        if found:
            shim = kind(_shim(disk, name, kind(found)))
            kept.append(shim)
            set_call(address, name.encode(), ctypes.cast(shim, c_void_p))
    opened, kept_open = _sync_shim(disk, _OPEN(own.open))
    real_open, own.open = own.open, ctypes.cast(opened, c_void_p).value
    kept += kept_open
    try:
        yield
    finally:
        own.open = real_open
        set_call(address, None, None)
        _kept_for_ever.append(kept)


_kept_for_ever: list[Any] = []
"""Files that outlive a test still call what was put under them."""


def _file_of_sqlite() -> str:
    import importlib

    name = sqlite_module().__name__.partition(".")[0]
    return str(importlib.import_module(f"{name}._sqlite3" if name == "pysqlite3" else "_sqlite3").__file__)


def _shim(disk: Disk, name: str, real: Callable[..., int]) -> Callable[..., int]:
    def call(first: Any, *rest: int) -> int:
        reading = name == "open" and rest[0] & os.O_ACCMODE == _PLAIN
        path = first.decode() if isinstance(first, bytes) else _path_of(first)
        if not reading and disk.refuses(name, path):
            ctypes.set_errno(disk.error)
            return -1
        return real(first, *rest)

    return call


def _sync_shim(disk: Disk, real_open: Callable[..., int]) -> tuple[Any, list[Any]]:
    changed: dict[int, tuple[_Methods, Any]] = {}
    paths: dict[int, str] = {}

    def open_(vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        # The name goes on as the address it came as: SQLite keeps it.
        result = real_open(vfs, name, file, flags, out)
        found = ctypes.cast(file, POINTER(_File)).contents
        if result == 0 and found.methods:
            paths[file] = ctypes.string_at(name).decode() if name else ""
            address = ctypes.addressof(found.methods.contents)
            if address not in changed:
                copy = _Methods.from_buffer_copy(found.methods.contents)
                shim = _SYNC(sync(_SYNC(copy.sync)))
                copy.sync = ctypes.cast(shim, c_void_p).value
                changed[address] = (copy, shim)
            found.methods = ctypes.pointer(changed[address][0])
        return result

    def sync(real: Callable[[int, int], int]) -> Callable[[int, int], int]:
        return lambda file, flags: _IOERR_FSYNC if disk.refuses("fsync", paths.get(file, "")) else real(file, flags)

    shim = _OPEN(open_)
    return shim, [shim, changed]


# ---------------------------------------------------------------- Python


class _Raw(io.FileIO):
    disk: Disk

    def write(self, data: Any) -> int:
        if self.disk.refuses("write", _path_of(self.fileno())):
            raise OSError(self.disk.error, os.strerror(self.disk.error))
        return super().write(data) or 0


def _named(disk: Disk, name: str, real: Callable[..., Any], *, by_fd: bool = False) -> Callable[..., Any]:
    def call(first: Any, *rest: Any, **words: Any) -> Any:
        path = _path_of(first) if by_fd or isinstance(first, int) else os.fspath(first)
        reading = (
            name == "open" and (rest[0] if rest else words.get("flags", 0)) & (os.O_ACCMODE | os.O_CREAT) == _PLAIN
        )
        if not reading and disk.refuses(name, str(path)):
            raise OSError(disk.error, os.strerror(disk.error), str(path))
        return real(first, *rest, **words)

    return call


def _opener(disk: Disk, real: Callable[..., Any]) -> Callable[..., Any]:
    raw = type("Raw", (_Raw,), {"disk": disk})

    def open_(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
              newline: Any = None, closefd: bool = True, opener: Any = None) -> Any:  # fmt: skip
        if not set(mode) & set("wax+"):
            return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int) and disk.refuses("open", str(os.fspath(file))):
            raise OSError(disk.error, os.strerror(disk.error), str(file))
        under = raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        buffered = io.BufferedRandom(under) if "+" in mode else io.BufferedWriter(under)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    return open_


@contextlib.contextmanager
def _python(disk: Disk) -> Iterator[None]:
    real = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir")}
    real["ftruncate"] = os.ftruncate
    real_open = builtins.open
    try:
        for name, call in real.items():
            setattr(os, name, _named(disk, name, call, by_fd=name in {"write", "fsync", "ftruncate"}))
        builtins.open = io.open = _opener(disk, real_open)  # type: ignore[assignment]
        yield
    finally:
        for name, call in real.items():
            setattr(os, name, call)
        builtins.open = io.open = real_open
