"""The first released schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str, *, null: bool = False, empty: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=null, server_default="" if empty else None, primary_key=key)


def _number(name: str, *, null: bool = False, zero: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null, server_default="0" if zero else None)


def _of_workshop(table: str) -> sa.Column[str]:
    reference = sa.ForeignKey("workshops.id", name=f"fk_{table}_workshop", ondelete="CASCADE")
    return sa.Column("workshop", _TEXT, reference, primary_key=True, nullable=False)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "workshops",
        _text("id", key=True),
        _text("code", empty=True),
        _text("title", empty=True),
        _number("rev"),
        _text("created"),
        _text("changed"),
        _text("date", empty=True),
        _text("place", empty=True),
        _number("participants", null=True),
        _number("notes", zero=True),
        _number("actions", zero=True),
        _number("sample", zero=True),
        _text("source_hash", empty=True),
        _text("canonical_hash", empty=True),
        _text("deleted_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
    )
    op.create_table(
        "records",
        _of_workshop("records"),
        _text("id", key=True),
        _text("kind"),
        _text("canvas", empty=True),
        _text("sort", empty=True),
        _number("rev"),
        _text("actor"),
        _text("title", empty=True),
        _text("due", null=True),
        _text("status", empty=True),
        _text("search", empty=True),
        _number("version"),
        _text("payload"),
        _number("tombstone", zero=True),
        sa.PrimaryKeyConstraint("workshop", "id", name="pk_records"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_records_due",
        "records",
        ["due"],
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_table(
        "changes",
        _of_workshop("changes"),
        sa.Column("rev", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        _text("actor"),
        _number("actor_seq"),
        _text("at"),
        _text("label"),
        _text("origin"),
        _text("payload"),
        sa.PrimaryKeyConstraint("workshop", "rev", name="pk_changes"),
        sa.UniqueConstraint("actor", "actor_seq", name="uq_changes_actor_actor_seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blobs",
        _text("sha256", key=True),
        _text("media_type"),
        _number("size"),
        _text("created"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    op.create_table(
        "drafts",
        _of_workshop("drafts"),
        _text("place", key=True),
        sa.Column("target", _TEXT, nullable=False, server_default="", primary_key=True),
        _text("text"),
        _text("at"),
        sa.PrimaryKeyConstraint("workshop", "place", "target", name="pk_drafts"),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        _text("actor"),
        _text("program"),
        _text("started"),
        _text("stopped", null=True),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
    )
    op.create_table(
        "meta",
        _text("key", key=True),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def downgrade() -> None:
    """The first schema has nothing before it."""
    raise NotImplementedError
