"""What portable files and merging ask of the store: revisions of records, pictures that come later."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.storage.blobs import put_blobs
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.tables import records
from koosloome_desktop.support.clock import instant


def revisions(library: Library, workshop: str) -> dict[str, int]:
    """Record id → the workshop's revision at which it was last changed; only records that are there."""

    def read(connection: Connection) -> dict[str, int]:
        query = select(records.c.id, records.c.rev).where(records.c.workshop == workshop, records.c.tombstone == 0)
        return {record_id: rev for record_id, rev in connection.execute(query)}  # noqa: C416 - rows, not pairs

    return library._writer.call(read)


def add_pictures(library: Library, pictures: Sequence[Blob]) -> None:
    """Keep pictures that records of the library name already."""
    at = instant(library._clock.now())
    library._writer.call(lambda connection: put_blobs(connection, pictures, at))
