"""The one SQLite of this process.

Two SQLite libraries in one process are a danger to data: closing a file in one drops the POSIX locks of the other. So
the choice is made here, once, and every connection of the program is made by the chosen module.

SQLite 3.7.0 to 3.51.2 has the WAL-reset bug (two connections, one of them checkpointing, can corrupt the file). Where
the `pysqlite3` wheel brings 3.51.3 or newer the library runs in WAL mode with synchronous=FULL; else in journal mode
TRUNCATE with synchronous=EXTRA, which is slower and safe, and About says so.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

APPLICATION_ID: Final = 0x4B4F4F53
"""SQLite's application_id of a library: "KOOS"."""
WAL_SAFE: Final = (3, 51, 3)
"""The first SQLite version without the WAL-reset bug."""


@dataclass(frozen=True, slots=True)
class DriverInfo:
    """Which SQLite this process uses and how careful it must be; `version` is SQLite's own."""

    module: str
    version: str
    journal_mode: str
    synchronous: str

    @property
    def fallback(self) -> bool:
        """Whether this SQLite is too old for WAL."""
        return self.journal_mode != "WAL"


@cache
def sqlite_module() -> Any:
    """The DB-API module of the process: pysqlite3 when it is there and new enough, else the standard library's."""
    try:
        wheel = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        wheel = None
    if wheel is not None and tuple(wheel.sqlite_version_info) >= WAL_SAFE:
        return wheel
    return importlib.import_module("sqlite3.dbapi2")


@cache
def driver_info() -> DriverInfo:
    """What About, logs and bug reports tell about the database engine."""
    module = sqlite_module()
    safe = tuple(module.sqlite_version_info) >= WAL_SAFE
    return DriverInfo(
        module=module.__name__.partition(".")[0],
        version=module.sqlite_version,
        journal_mode="WAL" if safe else "TRUNCATE",
        synchronous="FULL" if safe else "EXTRA",
    )


def connect(uri: str) -> Any:
    """A raw connection in autocommit mode (the caller says BEGIN) to a ``file:`` URI. Waits 5 s for locks."""
    return sqlite_module().connect(uri, uri=True, isolation_level=None, timeout=5.0, check_same_thread=False)


def prepare(connection: Any, *, read_only: bool) -> None:
    """Set what every connection of ours needs; the journal mode only where writing is allowed."""
    info = driver_info()
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if read_only:
        connection.execute("PRAGMA query_only=ON")
        return
    connection.execute(f"PRAGMA journal_mode={info.journal_mode}")
    connection.execute(f"PRAGMA synchronous={info.synchronous}")
    connection.execute("PRAGMA secure_delete=ON")
