"""The tables, typed and declarative; used through Core statements only (no session, no instances).

Every text column compares byte by byte, on SQLite by default and on PostgreSQL by ``COLLATE "C"``: UTF-8 order is
code point order, which is Python's, so lists and searches come in one order everywhere. `records` and `changes` are
clustered by workshop (WITHOUT ROWID): a workshop is read as one range, and a change touches four to six pages.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPLICATION_ID: Final = 0x4B4F4F53
"""SQLite's application_id of a library: "KOOS"."""

_C_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")

_CLUSTERED: Final = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """Names constraints so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: _C_TEXT}  # noqa: RUF012  (read by SQLAlchemy as it stands)


def _workshop_key() -> Any:
    return mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)


class WorkshopTable(Base):
    """One row a workshop: what lists and searches need, typed. `rev` counts its change sets."""

    __tablename__ = "workshops"
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(server_default="")
    title: Mapped[str] = mapped_column(server_default="")
    rev: Mapped[int]
    created: Mapped[str]
    changed: Mapped[str]
    date: Mapped[str] = mapped_column(server_default="")
    place: Mapped[str] = mapped_column(server_default="")
    participants: Mapped[int | None]
    notes: Mapped[int] = mapped_column(server_default="0")
    actions: Mapped[int] = mapped_column(server_default="0")
    sample: Mapped[int] = mapped_column(server_default="0")
    source_hash: Mapped[str] = mapped_column(server_default="")
    canonical_hash: Mapped[str] = mapped_column(server_default="")
    deleted_at: Mapped[str | None]


class RecordTable(Base):
    """One row a record; `payload` is its canonical JSON, a tombstone keeps id and revision only."""

    __tablename__ = "records"
    __table_args__ = (
        Index(
            "ix_records_due",
            "due",
            sqlite_where=text("due IS NOT NULL"),
            postgresql_where=text("due IS NOT NULL"),
        ),
        _CLUSTERED,
    )
    workshop: Mapped[str] = _workshop_key()
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    canvas: Mapped[str] = mapped_column(server_default="")
    sort: Mapped[str] = mapped_column(server_default="")
    rev: Mapped[int]
    actor: Mapped[str]
    title: Mapped[str] = mapped_column(server_default="")
    due: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="")
    search: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int]
    payload: Mapped[str]
    tombstone: Mapped[int] = mapped_column(server_default="0")


class ChangeTable(Base):
    """The journal: one row a change set, in the order of `rev`; append-only but for erasure.

    `payload` is the change set's JSON without what has a column.
    """

    __tablename__ = "changes"
    __table_args__ = (UniqueConstraint("actor", "actor_seq"), _CLUSTERED)
    workshop: Mapped[str] = _workshop_key()
    rev: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str]
    actor_seq: Mapped[int]
    at: Mapped[str]
    label: Mapped[str]
    origin: Mapped[str]
    payload: Mapped[str]


class BlobTable(Base):
    """Pictures by the SHA-256 of their content; `size` in bytes."""

    __tablename__ = "blobs"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]
    created: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DraftTable(Base):
    """What is being typed and not yet entered."""

    __tablename__ = "drafts"
    workshop: Mapped[str] = _workshop_key()
    place: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True, server_default="")
    text: Mapped[str]
    at: Mapped[str]


class RunTable(Base):
    """One row a run of a writing program; an actor's last run without `stopped` did not end properly."""

    __tablename__ = "runs"
    number: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str]
    program: Mapped[str]
    started: Mapped[str]
    stopped: Mapped[str | None]


class MetaTable(Base):
    """Single facts of the library: `actor` (who writes here), `program` (newest version that wrote)."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def _table(cls: type[Base]) -> Table:
    table = cls.__table__
    assert isinstance(table, Table)  # noqa: S101  (tells mypy what declarative always makes)
    return table


workshops: Final = _table(WorkshopTable)
records: Final = _table(RecordTable)
changes: Final = _table(ChangeTable)
blobs: Final = _table(BlobTable)
drafts: Final = _table(DraftTable)
runs: Final = _table(RunTable)
meta: Final = _table(MetaTable)
metadata: Final = Base.metadata
