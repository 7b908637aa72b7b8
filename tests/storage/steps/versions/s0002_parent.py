"""Rebuilds the parent table of nearly everything."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("workshops", recreate=rebuild) as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="green"))
        table.alter_column("place", server_default="nowhere")
