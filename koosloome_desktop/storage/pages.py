"""Reads the rows of a SQLite file page by page, without its trees: what SQLite itself no longer can when one is broken.

The format is that of sqlite.org/fileformat2.html: leaf pages of tables (13) and pages of trees whose keys are whole
rows (10, 2) hold cells, a cell holds a record, and what does not fit goes on in overflow pages. Pages that make no
sense are passed over; a cell that leads out of its page, or whose overflow is gone, is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Value = int | float | str | bytes | None
Row = tuple[Value, ...]

_TABLE_LEAF: Final = 0x0D
_KEY_LEAF: Final = 0x0A
_KEY_INNER: Final = 0x02
_USUAL_SIZE: Final = 4096
_LARGEST: Final = 64 * 1024 * 1024
"""No row of ours is larger; a length beyond this is rubbish."""
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_WAL_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_WAL_MAGIC: Final = (0x377F0682, 0x377F0683)


class Broken(ValueError):
    """A page or a cell that makes no sense."""


class Pages:
    """The pages of a database file, those of its log on top where the log is sound up to its last commit."""

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        self.size = _page_size(data)
        self._found = {
            at // self.size + 1: data[at : at + self.size] for at in range(0, len(data) - self.size + 1, self.size)
        }
        log = file.with_name(f"{file.name}-wal")
        if log.exists():
            self._found.update(_committed(log.read_bytes(), self.size))

    def rows(self) -> Iterator[Row]:
        """Every row that can be read, of all tables and indexes, in the order of the file."""
        for number, page in sorted(self._found.items()):
            start = 100 if number == 1 else 0
            kind = page[start]
            if kind not in {_TABLE_LEAF, _KEY_LEAF, _KEY_INNER}:
                continue
            count = struct.unpack_from(">H", page, start + 3)[0]
            first = start + (12 if kind == _KEY_INNER else 8)
            if first + 2 * count > self.size:
                continue
            for at in struct.unpack_from(f">{count}H", page, first):
                try:
                    yield self._row(page, at, kind)
                except (Broken, IndexError, struct.error, UnicodeDecodeError):
                    continue

    def _row(self, page: bytes, at: int, kind: int) -> Row:
        if kind == _KEY_INNER:
            at += 4
        length, at = _varint(page, at)
        if kind == _TABLE_LEAF:
            _rowid, at = _varint(page, at)
        if length > _LARGEST:
            raise Broken(length)
        return _record(self._payload(page, at, length, kind))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        usable = self.size
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _whole(page[at : at + length], length)
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        parts, left = [page[at : at + here]], length - here
        number = struct.unpack_from(">I", page, at + here)[0]
        while left > 0:
            more = self._found.get(number)
            if more is None:
                raise Broken(number)
            parts.append(more[4 : 4 + left])
            left -= len(parts[-1])
            number = struct.unpack_from(">I", more, 0)[0]
        return _whole(b"".join(parts), length)


def _whole(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise Broken(length)
    return data


def _page_size(data: bytes) -> int:
    size = struct.unpack_from(">H", data, 16)[0] if len(data) >= 18 else 0
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_SIZE


def _committed(log: bytes, size: int) -> dict[int, bytes]:
    """The pages of a log up to its last commit: frames that bear the salt of its header."""
    if len(log) < _WAL_HEADER or struct.unpack_from(">I", log, 0)[0] not in _WAL_MAGIC:
        return {}
    salt = log[16:24]
    found: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, committed = struct.unpack_from(">II", log, at)
        if log[at + 8 : at + 16] != salt or not number:
            break
        waiting[number] = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        if committed:
            found.update(waiting)
            waiting = {}
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise Broken(at)


def _record(payload: bytes) -> Row:
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise Broken(head)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at > len(payload):
        raise Broken(at)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        length = (kind - 12) // 2
        data = _whole(payload[at : at + length], length)
        return (data.decode("utf-8") if kind % 2 else data), at + length
    if kind in _INTEGERS:
        length = _INTEGERS[kind]
        return int.from_bytes(_whole(payload[at : at + length], length), "big", signed=True), at + length
    if kind == 7:
        return float(struct.unpack_from(">d", payload, at)[0]), at + 8
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    raise Broken(kind)
