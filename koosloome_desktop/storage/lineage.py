"""What portable files and merging ask of the store: revisions of records, pictures that come later."""

from __future__ import annotations

from collections.abc import Sequence

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.storage.blobs import put_blobs
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.support.clock import instant


def revisions(library: Library, workshop: str) -> dict[str, int]:
    """Record id → the workshop's revision at which it was last changed; only records that are there."""

    def read(line: Line) -> dict[str, int]:
        query = "SELECT id, rev FROM records WHERE workshop = :workshop AND tombstone = 0"
        return {record_id: rev for record_id, rev in line.ask(query, workshop=workshop)}  # noqa: C416 - rows, not pairs

    return library.ask(read)


def add_pictures(library: Library, pictures: Sequence[Blob]) -> None:
    """Keep pictures that records of the library name already."""
    at = instant(library._clock.now())
    library._writer.call(lambda line: put_blobs(line, pictures, at))
