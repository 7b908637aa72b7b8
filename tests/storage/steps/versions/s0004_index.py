"""Adds an index and takes a column's index away."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_index("ix_workshops_colour", "workshops", ["colour"])
    op.drop_index("ix_records_due", "records")
