"""The schema of an invented version before the first; a library is only ever marked with it."""

from tests.drivers.older import OLDER

revision = OLDER
down_revision = None


def upgrade():
    """Nothing: nobody makes a library of this version."""
