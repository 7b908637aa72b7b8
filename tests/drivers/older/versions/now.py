"""From the invented version to the present one: every record and step of the journal is written anew."""

from alembic import op

from koosloome_desktop.storage.schema import HEAD
from tests.drivers.older import OLDER

revision = HEAD
down_revision = OLDER


def upgrade():
    """Take everything out, so that a half-done migration would show, and put it back."""
    for table in ("records", "changes"):
        op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")
        op.execute(f"DELETE FROM {table}")
        op.execute(f"INSERT INTO {table} SELECT * FROM kept")
        op.execute("DROP TABLE kept")
