"""Where a library is (folder or database URL), lines to it, and SQLAlchemy engines for what needs them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from koosloome_desktop.storage import driver
from koosloome_desktop.storage.line import AlchemyLine, FileLine, Line
from koosloome_desktop.support.errors import StorageError, UsageError
from koosloome_desktop.support.i18n import _

FILE_NAME: Final = "library.sqlite"
if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_POSTGRES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """A library's place: `file` for SQLite (symbolic links resolved), `url` for PostgreSQL; `shown` is safe to show."""

    file: Path | None
    url: str
    shown: str


def place_of(where: str | os.PathLike[str]) -> Place:
    """The place that a folder name or a database URL names; UsageError for a URL that is none."""
    text = os.fspath(where)
    if "://" not in text:
        file = Path(os.path.realpath(Path(text).expanduser() / FILE_NAME))
        return Place(file, "", str(file.parent))
    if not is_address(text):
        raise UsageError(_("This is neither a folder nor the address of a PostgreSQL database."))
    from koosloome_desktop.storage.addresses import short_address, url_of

    return Place(None, url_of(text).render_as_string(hide_password=False), short_address(text))


def is_address(text: str) -> bool:
    """Whether this names a database and not a folder."""
    return text.startswith(_POSTGRES)


def file_uri(file: Path, *, mode: str) -> str:
    """A SQLite URI of a file; `mode` is ``ro``, ``rw`` or ``rwc``."""
    return f"{file.as_uri()}?mode={mode}"


def reading_uri(file: Path) -> str:
    """The URI for reading a library that somebody else may be writing.

    In a folder that cannot be written SQLite cannot make the files that WAL needs beside the library; nobody else can
    write there then either, and the file may be read as unchangeable, unless a log with unread commits is left there.
    """
    log = file.with_name(f"{file.name}-wal")
    left = log.exists() and log.stat().st_size > 0
    unchangeable = not left and not os.access(file.parent, os.W_OK)
    return file_uri(file, mode="ro") + ("&immutable=1" if unchangeable else "")


def sqlite_engine(file: Path | None, *, read_only: bool = False, settings: bool = True) -> Engine:
    """An engine without a pool on a library file, None: empty in memory. Transactions take the write lock at once.

    `settings` false leaves pragmas alone: migrations set their own.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "sqlite://",
        module=driver.sqlite_module(),
        creator=lambda: _raw(file, read_only=read_only, settings=settings),
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(_begins(read_only=read_only))

    return engine


def _raw(file: Path | None, *, read_only: bool, settings: bool = True) -> Any:
    """A connection of the driver to a library file, None: to an empty one in memory."""
    uri = "file::memory:"
    if file is not None:
        uri = reading_uri(file) if read_only else file_uri(file, mode="rwc")
    connection = driver.connect(uri)
    if settings:
        driver.prepare(connection, read_only=read_only and file is not None)
    return connection


def _begins(*, read_only: bool) -> str:
    return "BEGIN" if read_only else "BEGIN IMMEDIATE"


def file_line(file: Path | None, *, read_only: bool = False) -> FileLine:
    """A line to a library file, None: to an empty one in memory. Transactions take the write lock at once."""
    return FileLine(_raw(file, read_only=read_only), begin=_begins(read_only=read_only))


def line_to(place: Place, *, read_only: bool = False) -> Line:
    """A line to the library of a place."""
    if place.file is None:
        return AlchemyLine(postgres_engine(place.url).connect())
    return file_line(place.file, read_only=read_only)


def postgres_engine(url: str) -> Engine:
    """An engine without a pool on a PostgreSQL database; psycopg is imported here and only here."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    from koosloome_desktop.storage.addresses import connecting

    try:
        return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=connecting(url))
    except ModuleNotFoundError as error:
        raise StorageError(
            _("The driver for PostgreSQL is not installed."),
            hint=_("Install the program with its postgres extra."),
        ) from error
