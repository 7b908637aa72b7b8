"""Bringing an older library up to date, all or nothing. Only this module imports Alembic (0.5 s), when it is needed.

On SQLite: a verified backup first; then one connection of its own in autocommit mode, ``foreign_keys=OFF`` *before*
``BEGIN IMMEDIATE`` (inside a transaction it is ignored, and a rebuilt parent table would delete its children
silently), every step, ``foreign_key_check``, the row counts compared with what the steps announced, and one COMMIT.
On PostgreSQL: one transaction.

A step that makes or deletes rows says so: ``context.config.attributes["row_changes"]["records"] = +3``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from koosloome_desktop.storage import driver
from koosloome_desktop.storage.backup import make_backup, table_counts
from koosloome_desktop.storage.engine import Place, postgres_engine, sqlite_engine
from koosloome_desktop.storage.failures import told
from koosloome_desktop.storage.line import AlchemyLine
from koosloome_desktop.storage.schema import stamp_program
from koosloome_desktop.support.errors import KoosloomeError, StorageError
from koosloome_desktop.support.i18n import _

SCRIPTS: Final = Path(__file__).with_name("migrations")


class RowsLost(RuntimeError):
    """A step changed the number of rows of a table without announcing it: a bug in the step."""


def migrate(place: Place, *, scripts: Path | None = None, target: str = "head") -> Path | None:
    """Bring the library of a place to `target`; gives the backup that was made (None for PostgreSQL).

    On any failure the library is as it was; StorageError names the backup.
    """
    backup: Path | None = None
    scripts = scripts or SCRIPTS
    try:
        if place.file is None:
            _migrate_postgres(place.url, scripts, target)
        else:
            backup = make_backup(place.file, f"before-migration-{_revision(place.file)}")
            _migrate_sqlite(place.file, scripts, target)
    except KoosloomeError:
        raise
    except Exception as error:
        raise StorageError(
            _("The library could not be brought up to date ({reason}).").format(reason=_reason(error)),
            place=place.shown,
            hint=_("Nothing in it was changed; the former version of the program still opens it."),
        ) from error
    return backup


def _reason(error: Exception) -> str:
    return " ".join(str(getattr(error, "orig", None) or error).split())[:200] or type(error).__name__


def _revision(file: Path) -> str:
    connection = driver.connect(f"{file.as_uri()}?mode=ro")
    try:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except driver.sqlite_module().Error as error:
        raise told(error, str(file)) from error
    finally:
        connection.close()


def _migrate_sqlite(file: Path, scripts: Path, target: str) -> None:
    engine = sqlite_engine(file, settings=False)
    try:
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101  (a fresh connection has one)
            raw.execute("PRAGMA foreign_keys=OFF")
            # The engine says BEGIN IMMEDIATE here; leaving by an exception rolls everything back.
            with connection.begin():
                before = table_counts(raw)
                announced = upgrade(connection, scripts, target)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
                if broken is not None:
                    raise RowsLost(f"a row of {broken[0]} lost its {broken[2]}")
                _compare(before, table_counts(raw), announced)
                stamp_program(AlchemyLine(connection))
    finally:
        engine.dispose()


def _compare(before: Mapping[str, int], after: Mapping[str, int], announced: Mapping[str, int]) -> None:
    for name, count in before.items():
        if name in after and name != "alembic_version" and after[name] != count + announced.get(name, 0):
            raise RowsLost(f"{name} had {count} rows and has {after[name]}")


def _migrate_postgres(url: str, scripts: Path, target: str) -> None:
    engine = postgres_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": 0x4B4F4F53})
            upgrade(connection, scripts, target)
            stamp_program(AlchemyLine(connection))
    finally:
        engine.dispose()


def upgrade(connection: Connection, scripts: Path = SCRIPTS, target: str = "head") -> dict[str, int]:
    """Run the steps up to `target` inside the transaction of a connection; gives the announced row changes."""
    config = Config()
    config.set_main_option("script_location", scripts.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    changes: dict[str, Any] = {}
    config.attributes["row_changes"] = changes
    command.upgrade(config, target)
    return changes
