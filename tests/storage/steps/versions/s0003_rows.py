"""Adds a row and says so."""

from alembic import context, op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.execute("INSERT INTO meta (key, value) VALUES ('palette', 'green')")
    context.config.attributes["row_changes"]["meta"] = 1
