"""The tables, as Core tables: no ORM, whose import alone takes a third of what SQLAlchemy takes.

Every text column compares byte by byte, on SQLite by default and on PostgreSQL by ``COLLATE "C"``: UTF-8 order is
code point order, which is Python's, so lists and searches come in one order everywhere. `records` and `changes` are
clustered by workshop (WITHOUT ROWID): a workshop is read as one range, and a change touches four to six pages.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

_C_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Names constraints so that migrations can find them."""


def _words(name: str, *, key: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, _C_TEXT, primary_key=key, nullable=False, server_default=default)


def _number(name: str, *, default: str | None = None) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=default)


def _of_workshop() -> Column[str]:
    return Column("workshop", _C_TEXT, ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)


workshops: Final = Table(
    "workshops",
    metadata,
    _words("id", key=True),
    _words("code", default=""),
    _words("title", default=""),
    _number("rev"),
    _words("created"),
    _words("changed"),
    _words("date", default=""),
    _words("place", default=""),
    Column("participants", Integer),
    _number("notes", default="0"),
    _number("actions", default="0"),
    _number("sample", default="0"),
    _words("source_hash", default=""),
    _words("canonical_hash", default=""),
    Column("deleted_at", _C_TEXT),
)
"""One row a workshop: what lists and searches need, typed. `rev` counts its change sets."""

records: Final = Table(
    "records",
    metadata,
    _of_workshop(),
    _words("id", key=True),
    _words("kind"),
    _words("canvas", default=""),
    _words("sort", default=""),
    _number("rev"),
    _words("actor"),
    _words("title", default=""),
    Column("due", _C_TEXT),
    _words("status", default=""),
    _words("search", default=""),
    _number("version"),
    _words("payload"),
    _number("tombstone", default="0"),
    sqlite_with_rowid=False,
)
"""One row a record; `payload` is its canonical JSON, a tombstone keeps id and revision only."""

_DUE: Final = Index("ix_records_due", records.c.due, sqlite_where=text("due IS NOT NULL"))


@event.listens_for(records, "before_create")
def _same_index_on_postgresql(_table: Table, connection: Connection, **_named: Any) -> None:
    # Said where the index stands it would load PostgreSQL's dialect, and asyncio with it, at every start.
    if connection.dialect.name == "postgresql":
        _DUE.dialect_kwargs["postgresql_where"] = text("due IS NOT NULL")


changes: Final = Table(
    "changes",
    metadata,
    _of_workshop(),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    _words("actor"),
    _number("actor_seq"),
    _words("at"),
    _words("label"),
    _words("origin"),
    _words("payload"),
    UniqueConstraint("actor", "actor_seq"),
    sqlite_with_rowid=False,
)
"""The journal: one row a change set, in the order of `rev`; append-only but for erasure.

`payload` is the change set's JSON without what has a column.
"""

blobs: Final = Table(
    "blobs",
    metadata,
    _words("sha256", key=True),
    _words("media_type"),
    _number("size"),
    _words("created"),
    Column("data", LargeBinary, nullable=False),
)
"""Pictures by the SHA-256 of their content; `size` in bytes."""

drafts: Final = Table(
    "drafts",
    metadata,
    _of_workshop(),
    _words("place", key=True),
    _words("target", key=True, default=""),
    _words("text"),
    _words("at"),
)
"""What is being typed and not yet entered."""

runs: Final = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    _words("actor"),
    _words("program"),
    _words("started"),
    Column("stopped", _C_TEXT),
)
"""One row a run of a writing program; an actor's last run without `stopped` did not end properly."""

meta: Final = Table("meta", metadata, _words("key", key=True), _words("value"))
"""Single facts of the library: `actor` (who writes here), `program` (newest version that wrote)."""
