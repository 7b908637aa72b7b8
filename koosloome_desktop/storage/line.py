"""A line to the database, over which statements in plain SQL go: to a library file, or to PostgreSQL.

A library file is asked through the driver itself: SQLAlchemy would be a quarter of a second of every start and 25 MiB
of every run for statements that both databases read alike. It is loaded where it does something: for PostgreSQL, for
the tables of a fresh library (`schema.create`) and for migrations. Statements name their values ``:so``, which both
ways understand; a colon that means itself belongs into a value.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection

READER_SECONDS = 5.0
"""How long an erasure on a server waits for those who began to read before it."""
_IN_THE_MIDDLE = (
    "SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'virtualxid' AND l.pid <> pg_backend_pid() AND a.datname = current_database()"
)
"""Everybody's transactions in this database; each holds a lock on its own number to its end, which anybody may see."""
Row = tuple[Any, ...]
Values = Mapping[str, Any]


class Line(Protocol):
    """What the rest of the room knows of a connection. Not for several threads at once."""

    server: bool
    """Whether PostgreSQL is at the other end."""

    def begin(self) -> contextlib.AbstractContextManager[object]:
        """A transaction: committed at the end of the block, rolled back when it is left by an exception."""
        ...

    def ask(self, sql: str, /, **values: Any) -> list[Row]:
        """All rows of a query (or of a statement with RETURNING)."""
        ...

    def each(self, sql: str, /, **values: Any) -> Iterator[Row]:
        """The rows of a query one after the other; the line is busy until the last."""
        ...

    def do(self, sql: str, /, **values: Any) -> int:
        """Run a statement; how many rows it touched."""
        ...

    def do_each(self, sql: str, rows: Sequence[Values]) -> int:
        """Run a statement for each of these rows; how many rows it touched in all."""
        ...

    def compact(self) -> bool:
        """Write everything anew without what was deleted; outside of a transaction. False when a part must wait."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class FileLine:
    """A line to a library file over a connection of the driver in autocommit mode."""

    server = False

    def __init__(self, raw: Any, *, begin: str) -> None:
        self._raw, self._begin = raw, begin

    @contextlib.contextmanager
    def begin(self) -> Iterator[None]:
        """A transaction; with `begin` BEGIN IMMEDIATE it takes the write lock at once."""
        self._raw.execute(self._begin)
        try:
            yield
            self.commit()
        except BaseException:
            # A statement that found the disk full may have rolled everything back by itself already.
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
            raise

    def commit(self) -> None:
        """Make what was written durable."""
        self._raw.execute("COMMIT")

    def ask(self, sql: str, /, **values: Any) -> list[Row]:
        """All rows of a query."""
        found: list[Row] = self._raw.execute(sql, values).fetchall()
        return found

    def each(self, sql: str, /, **values: Any) -> Iterator[Row]:
        """The rows of a query one after the other."""
        found: Iterator[Row] = self._raw.execute(sql, values)
        return found

    def do(self, sql: str, /, **values: Any) -> int:
        """Run a statement; how many rows it touched."""
        return int(self._raw.execute(sql, values).rowcount)

    def do_each(self, sql: str, rows: Sequence[Values]) -> int:
        """Run a statement for each of these rows."""
        return int(self._raw.executemany(sql, rows).rowcount)

    def compact(self, *, patience_ms: int = 300) -> bool:
        """Write the file anew without free pages and empty its log; outside of a transaction.

        Somebody who reads is waited for `patience_ms` at most; False when the log could not be emptied therefore.
        """
        waits = self._raw.execute("PRAGMA busy_timeout").fetchone()[0]
        self._raw.execute(f"PRAGMA busy_timeout={patience_ms}")
        try:
            self._raw.execute("VACUUM")
            return not self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            self._raw.execute(f"PRAGMA busy_timeout={waits}")

    def leave_wal(self) -> None:
        """Have the file stand for itself, without companion files."""
        self._raw.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Let the connection go."""
        self._raw.close()


class AlchemyLine:
    """A line over a connection of SQLAlchemy: to PostgreSQL, or to a file that is being migrated."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.server = connection.dialect.name == "postgresql"

    def begin(self) -> contextlib.AbstractContextManager[object]:
        """A transaction."""
        return self.connection.begin()

    def ask(self, sql: str, /, **values: Any) -> list[Row]:
        """All rows of a query."""
        return [tuple(row) for row in self.each(sql, **values)]

    def each(self, sql: str, /, **values: Any) -> Iterator[Row]:
        """The rows of a query one after the other."""
        from sqlalchemy import text

        found: Iterator[Row] = iter(self.connection.execute(text(sql), values))
        return found

    def do(self, sql: str, /, **values: Any) -> int:
        """Run a statement; how many rows it touched."""
        from sqlalchemy import text

        return int(self.connection.execute(text(sql), values).rowcount)

    def do_each(self, sql: str, rows: Sequence[Values]) -> int:
        """Run a statement for each of these rows."""
        from sqlalchemy import text

        statement = text(sql).execution_options(preserve_rowcount=True)
        return int(self.connection.execute(statement, rows).rowcount)

    def compact(self) -> bool:
        """Have the server write our tables anew, with their statistics; its log and backups are not ours to reach.

        Statistics hold values as they stand in the tables, so what there was of them before is left behind, too. Rows
        that somebody may still read who began before they were deleted would be taken along, so their end is waited
        for, `READER_SECONDS` at most. False where they read on, or this name may not write the tables anew.
        """
        tables = self.ask("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        self.connection.rollback()
        raw: Any = self.connection.connection.driver_connection
        alone = True
        refused: list[object] = []
        # Whose tables one may not write anew is only warned of.
        raw.add_notice_handler(refused.append)
        raw.autocommit = True
        try:
            for anew in (f"(FULL, ANALYZE) {', '.join(name for (name,) in tables)}", "(FULL) pg_catalog.pg_statistic"):
                alone &= _ended(lambda: {number for (number,) in raw.execute(_IN_THE_MIDDLE)})
                raw.execute(f"VACUUM {anew}")
        finally:
            raw.autocommit = False
            raw.remove_notice_handler(refused.append)
        return alone and not refused

    def close(self) -> None:
        """Give the connection back and let its engine go, which has no other."""
        self.connection.close()
        self.connection.engine.dispose()


def insert_into(table: str, columns: Sequence[str]) -> str:
    """The statement that inserts a row of these columns; the names are ours, values never stand in it."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})"


def _ended(going: Callable[[], set[str]]) -> bool:
    """Wait until nothing of what is going on now goes on any more; False after `READER_SECONDS`."""
    first, until = going(), monotonic() + READER_SECONDS
    while first:
        if monotonic() > until:
            return False
        sleep(0.02)
        first &= going()
    return True
