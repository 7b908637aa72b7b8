"""Runs the steps on the connection of `storage.migrate`, inside its transaction."""

from __future__ import annotations

from alembic import context

from koosloome_desktop.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The caller has begun the one transaction and will end it.
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
