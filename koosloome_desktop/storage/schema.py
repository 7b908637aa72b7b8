"""Which schema a library has, and how a fresh one is made.

A fresh library is made by `create_all` and stamped with the head revision, so that neither it nor an up-to-date one
needs Alembic (0.5 s of import). Only an older one goes through `migrate`. A test proves that both ways lead to one
schema.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, Final

from koosloome_desktop import __version__
from koosloome_desktop.storage import counting, driver
from koosloome_desktop.storage.driver import APPLICATION_ID
from koosloome_desktop.storage.engine import Place, file_uri, postgres_engine, reading_uri
from koosloome_desktop.storage.failures import damaged, told
from koosloome_desktop.storage.line import AlchemyLine, Line, insert_into
from koosloome_desktop.support.errors import KoosloomeError, NewerLibrary, StorageError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.reasons import reason

REVISIONS: Final = ("0001",)
"""Every Alembic revision of the schema, oldest first; the last is the head.

A change that only adds (a table, a column with a default) is named after the one before it with a number behind a dot,
``0001.1``: a program that knows ``0001`` may read such a library, and does not write it. What changes or takes away
gets the next whole number.
"""
HEAD: Final = REVISIONS[-1]

_ADVISORY_LOCK: Final = 0x4B4F4F53
_PROGRAM: Final = "SELECT value FROM meta WHERE key = 'program'"


class State(Enum):
    """What was found in a place."""

    FRESH = "fresh"
    CURRENT = "current"
    OLDER = "older"


def state_of(place: Place, *, reading: bool = False) -> State:
    """What stands in a place; the place is only read. For `reading` a newer schema that only adds counts as current.

    Raises NewerLibrary, DamagedLibrary (also for a file that is no library) or StorageError.
    """
    try:
        return _postgres_state(place) if place.file is None else _sqlite_state(place.file)
    except NewerLibrary as error:
        if reading and error.readable:
            return State.CURRENT
        raise


def _sqlite_state(file: Path) -> State:
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return State.FRESH
    except OSError as error:
        raise StorageError(_("The library cannot be read."), place=str(file), hint=reason(error)) from error
    if size == 0:
        # A first start that was cut short leaves an empty file; where backups stand, something ate the library.
        if any(file.parent.glob("backups/*.sqlite")):
            raise damaged(str(file))
        return State.FRESH
    module = driver.sqlite_module()
    try:
        found = _read_version(reading_uri(file))
    except module.OperationalError as error:
        if not str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise told(error, str(file)) from error
        # A crash outside WAL mode leaves a journal that only a writing connection can roll back.
        try:
            found = _read_version(file_uri(file, mode="rw"))
        except module.Error as second:
            raise told(second, str(file)) from second
    except module.Error as error:
        raise told(error, str(file)) from error
    if found is None:
        raise damaged(str(file))
    return _judged(found[0], found[1], str(file))


def _read_version(uri: str) -> tuple[str, str] | None:
    # (schema revision, program) of a library file; None when it is some other database.
    connection = driver.connect(uri)
    try:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names:
            return ("", "")
        if (
            connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
            or "alembic_version" not in names
        ):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        known = (
            connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone() if "meta" in names else None
        )
        return None if row is None else (str(row[0]), str(known[0]) if known else "")
    finally:
        connection.close()


def _postgres_state(place: Place) -> State:
    from sqlalchemy import inspect

    engine = postgres_engine(place.url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return State.FRESH
            line = AlchemyLine(connection)
            found = line.ask("SELECT version_num FROM alembic_version")
            program = line.ask(_PROGRAM)
            return _judged(found[0][0] if found else "", program[0][0] if program else "", place.shown)
    except KoosloomeError:
        raise
    except Exception as error:
        raise told(error, place.shown) from error
    finally:
        engine.dispose()


def _judged(revision: str, program: str, shown: str) -> State:
    if revision == "":
        return State.FRESH
    if revision == HEAD:
        return State.CURRENT
    if revision in REVISIONS:
        return State.OLDER
    error = newer(program, shown)
    error.readable = revision.partition(".")[0] == HEAD.partition(".")[0]
    raise error


def newer(program: str, shown: str) -> NewerLibrary:
    """The error of a library that a newer program has written."""
    return NewerLibrary(
        _("The library was written by a newer version of the program ({version}).").format(version=program or "?"),
        place=shown,
        hint=_("Nothing in it was changed. Update the program to open it."),
    )


def create(line: Line) -> None:
    """Make every table and stamp the head revision, inside the caller's transaction; nothing happens where they are."""
    if line.server:
        line.ask("SELECT pg_advisory_xact_lock(:key)", key=_ADVISORY_LOCK)
    else:
        line.do(f"PRAGMA application_id={APPLICATION_ID}")
    _create_tables(line)
    line.do(
        "CREATE TABLE IF NOT EXISTS alembic_version"
        " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    if not line.ask("SELECT version_num FROM alembic_version"):
        line.do(insert_into("alembic_version", ("version_num",)), version_num=HEAD)
        stamp_program(line)
        counting.mark(line)


def _create_tables(line: Line) -> None:
    from koosloome_desktop.storage.tables import metadata

    if isinstance(line, AlchemyLine):
        metadata.create_all(line.connection)
        return
    from sqlalchemy import create_mock_engine
    from sqlalchemy.dialects import sqlite

    # SQLAlchemy writes the statements down, the line carries them out.
    there = {name for (name,) in line.ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not there & metadata.tables.keys():
        dialect = sqlite.dialect()
        writer = create_mock_engine("sqlite://", lambda ddl, *_, **__: line.do(str(ddl.compile(dialect=dialect))))
        metadata.create_all(writer, checkfirst=False)


def stamp_program(line: Line) -> None:
    """Note that this version of the program writes here, unless a newer one did already."""
    found = line.ask(_PROGRAM)
    if not found:
        line.do(insert_into("meta", ("key", "value")), key="program", value=__version__)
    elif _ordered(found[0][0]) < _ordered(__version__):
        line.do("UPDATE meta SET value = :value WHERE key = 'program'", value=__version__)


def _ordered(version: str) -> tuple[Any, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
