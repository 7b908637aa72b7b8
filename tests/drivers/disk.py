"""Power cuts, replayed: what a disk may hold when the current fails at any moment of a recorded run.

`record` runs a command under strace and keeps everything that it did to the files of one folder, and what it said. A
`Disk` plays that back. What was synced is on the disk; of what was not, any part may be: a write, none of it, or some
of its sectors; a new size or none; a name made, renamed or deleted, or not yet, in the order of its folder. `states`
gives what may be found after the cut, at moments and with losses drawn by lot.

A sync of a file also keeps its own new name, as ext4, XFS and Btrfs do; a rename or a deletion is only kept by a sync
of the folder or of the file afterwards.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SECTOR: Final = 512
CALLS: Final = (
    "openat,open,creat,write,pwrite64,writev,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,"
    "unlinkat,mkdir,mkdirat,lseek,sendfile,copy_file_range,fallocate,link,linkat"
)
_LINE = re.compile(rb"(\d+) +(?:<\.\.\. (\w+) resumed>)?(.*)", re.DOTALL)
_TEXT = re.compile(rb'(?:(\d+|AT_FDCWD)<([^>]*)>)|"([^"]*)"|(\w[\w|]*|-?\d+)')


@dataclass(frozen=True)
class Event:
    """One thing that happened: `name` of the call, the path or paths, bytes, and an offset or size."""

    name: str
    path: str = ""
    other: str = ""
    data: bytes = b""
    at: int = 0


@dataclass
class Inode:
    """A file: what is safe on the disk, and the writes (offset, bytes) and sizes (size, None) that are not."""

    safe: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Everything is safe now."""
        self.safe = after(self.safe, self.pending)
        self.pending = []


def after(content: bytes, work: Sequence[tuple[int, bytes | None]]) -> bytes:
    """The content after some writes and cuts."""
    if not work:
        return content
    found = bytearray(content)
    for at, data in work:
        size = at if data is None else max(len(found), at + len(data))
        if size > len(found):
            found.extend(bytes(size - len(found)))
        if data is None:
            del found[at:]
        else:
            found[at : at + len(data)] = data
    return bytes(found)


class Disk:
    """The files of one folder, as the program sees them and as the disk may hold them."""

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self.safe: dict[str, Inode] = {}
        self.folders: dict[str, list[tuple[str, Inode | None]]] = {}
        """For each folder the names that were set (None: taken away) and are not safe yet, in order."""

    def _set(self, path: str, inode: Inode | None) -> None:
        if inode is None:
            self.names.pop(path, None)
        else:
            self.names[path] = inode
        self.folders.setdefault(path.rpartition("/")[0], []).append((path, inode))

    def take(self, event: Event) -> None:
        """Let one thing happen."""
        if event.name == "make":
            if event.path not in self.names:
                self._set(event.path, Inode())
        elif event.name == "rename":
            inode = self.names.get(event.path)
            if inode is not None:
                self._set(event.other, inode)
                self._set(event.path, None)
        elif event.name == "unlink":
            self._set(event.path, None)
        elif event.name == "sync":
            self._sync(event.path)
        elif event.path in self.names:
            inode = self.names[event.path]
            inode.pending.append((event.at, event.data if event.name == "write" else None))

    def _sync(self, path: str) -> None:
        inode = self.names.get(path)
        if inode is None:
            for name, found in self.folders.pop(path, []):
                _keep(self.safe, name, found)
            return
        inode.sync()
        folder = self.folders.get(path.rpartition("/")[0], [])
        last = max((i for i, (_name, found) in enumerate(folder) if found is inode), default=-1)
        for name, found in folder[: last + 1]:
            _keep(self.safe, name, found)
        del folder[: last + 1]

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What may be found: path → content."""
        keep = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        names = dict(self.safe)
        for waiting in self.folders.values():
            for name, inode in waiting[: _some(len(waiting), keep, chance)]:
                _keep(names, name, inode)
        return {name: after(inode.safe, list(_lost(inode.pending, keep, chance))) for name, inode in names.items()}


def _keep(names: dict[str, Inode], name: str, inode: Inode | None) -> None:
    if inode is None:
        names.pop(name, None)
    else:
        names[name] = inode


def _some(count: int, keep: float, chance: random.Random) -> int:
    return count if keep == 1.0 else 0 if keep == 0.0 else chance.randint(0, count)


def _lost(
    work: Sequence[tuple[int, bytes | None]], keep: float, chance: random.Random
) -> Iterator[tuple[int, bytes | None]]:
    for at, data in work:
        luck = chance.random()
        if luck < keep:
            yield at, data
        elif data is not None and luck < keep + (1 - keep) * 0.5 and keep:
            # Torn: some of its sectors only.
            for start in range(0, len(data), SECTOR):
                if chance.random() < 0.5:
                    yield at + start, data[start : start + SECTOR]


def states(events: Sequence[Event], count: int, chance: random.Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """So many states after a cut: (how many events had happened, path → content)."""
    moments = sorted(chance.randrange(1, len(events) + 1) for _ in range(count))
    disk, done = Disk(), 0
    for moment in moments:
        for event in events[done:moment]:
            if event.name != "say":
                disk.take(event)
        done = moment
        yield moment, disk.after_cut(chance)


# ---------------------------------------------------------------- recording


def record(command: Sequence[str], folder: Path, log: Path, cwd: Path) -> list[Event]:
    """Run a command and give what it did in `folder` and what it said; AssertionError when it failed."""
    words = ["strace", "-f", "-y", "--seccomp-bpf", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run([*words, *command], cwd=cwd, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stdout
    return list(Reader(folder.resolve()).events(log))


def plain(text: bytes) -> bytes:
    r"""The bytes of strace's ``\x2f\x74…``."""
    return bytes.fromhex(text.replace(b"\\x", b"").decode("ascii"))


class Reader:
    """Reads a log of strace; offsets of descriptors that write one after another are followed."""

    def __init__(self, folder: Path) -> None:
        self._inside = str(folder)
        self._open: dict[bytes, bytes] = {}
        """For each thread the beginning of a call that another one interrupted."""
        self._at: dict[bytes, int] = {}
        """Where each descriptor stands in its file."""

    def events(self, log: Path) -> Iterator[Event]:
        """Everything in order; a call that another one interrupted counts when it was done, a write when it began."""
        for line in log.read_bytes().splitlines():
            match = _LINE.fullmatch(line)
            assert match is not None, line[:100]
            thread, resumed, rest = match.groups()
            if rest.endswith(b" <unfinished ...>"):
                self._open[thread] = rest.removesuffix(b" <unfinished ...>")
                continue
            whole = self._open.pop(thread) + rest if resumed else rest
            name, bracket, tail = whole.partition(b"(")
            inner, _sign, result = tail.rpartition(b" = ")
            if bracket and result[:1].isdigit():
                yield from self._one(name.decode(), inner, int(result.split(b"<")[0].split()[0], 0))

    def _one(self, name: str, inner: bytes, result: int) -> Iterator[Event]:
        words = _TEXT.findall(inner)
        fd, path = (words[0][0], plain(words[0][1]).decode()) if words and words[0][0] else (b"", "")
        texts = [plain(w[2]) for w in words if not w[0] and not w[3]]
        if name in {"write", "pwrite64"} and path.startswith("pipe:") and fd == b"1":
            yield Event("say", data=texts[0])
        elif name in {"openat", "open", "creat"}:
            self._at[b"%d" % result] = 0
            target = self._path(texts[0])
            if target and b"O_CREAT" in inner:
                yield Event("make", target)
            if target and b"O_TRUNC" in inner:
                yield Event("size", target, at=0)
        elif name in {"rename", "renameat", "renameat2"}:
            yield Event("rename", self._path(texts[0]), self._path(texts[1]))
        elif name in {"unlink", "unlinkat"} and self._path(texts[0]):
            yield Event("unlink", self._path(texts[0]))
        elif name == "lseek":
            self._at[fd] = result
        elif path.startswith(self._inside):
            yield from self._write(name, fd, path, words, texts, result)

    def _write(self, name: str, fd: bytes, path: str, words: list, texts: list[bytes], result: int) -> Iterator[Event]:
        if name == "write":
            at = self._at.get(fd, 0)
            self._at[fd] = at + result
            yield Event("write", path, data=texts[0][:result], at=at)
        elif name == "pwrite64":
            yield Event("write", path, data=texts[0][:result], at=int(words[-1][3]))
        elif name == "ftruncate":
            yield Event("size", path, at=int(words[-1][3]))
        elif name in {"fsync", "fdatasync"}:
            yield Event("sync", path)
        else:
            raise AssertionError(f"{name} is not understood")

    def _path(self, text: bytes) -> str:
        found = text.decode()
        return found if found.startswith(self._inside) else ""
