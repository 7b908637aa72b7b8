"""An invented version of the schema before the present one, so that a migration can be killed, cut and refused.

`know_older` teaches the program that version, `make_older` marks a library with it: the next start brings it up to date
by the program's own way, backup first, then steps that write every record anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from koosloome_desktop.storage import driver, migrate, schema
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.storage.failures import told

OLDER: Final = "0000"


def know_older() -> None:
    """From now on this process can bring libraries of the invented version up to date."""
    if OLDER not in schema.REVISIONS:
        schema.REVISIONS = (OLDER, *schema.REVISIONS)  # type: ignore[misc]
        migrate.SCRIPTS = Path(__file__).parent  # type: ignore[misc]


def make_older(file: Path) -> None:
    """Mark a closed library as written by the invented version, in one transaction."""
    connection = driver.connect(file_uri(file, mode="rw"))
    try:
        driver.prepare(connection, read_only=False)
        connection.execute("UPDATE alembic_version SET version_num = ?", (OLDER,))
    except driver.sqlite_module().Error as error:
        raise told(error, str(file)) from error
    finally:
        connection.close()
