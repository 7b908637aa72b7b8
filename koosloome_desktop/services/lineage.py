"""Where this library's copy of a workshop comes from: what merging compares records with.

When a portable file is imported, the hash of every record as it came is kept beside the pictures, under its own
content hash, which the workshop's row names (`canonical_hash`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.records import Record
from koosloome_desktop.services.package_file import Lineage, record_hash

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.library import Library

_TYPE: Final = "application/json"


def base_of(records: Sequence[Record]) -> Blob:
    """The hashes of all records as they are now, to be kept with the workshop."""
    found = {record.id: record_hash(record) for record in sorted(records, key=lambda r: r.id)}
    return Blob.of(json.dumps(found, separators=(",", ":")).encode("ascii"), _TYPE)


def lineage_of(service: LibraryService, workshop_id: str) -> Lineage:
    """The revisions of a workshop's records, and the hashes that they had when this copy began (none if it began
    here).
    """
    from koosloome_desktop.storage.lineage import revisions

    row = service.find(workshop_id)
    kept = service.blob(row.canonical_hash) if row.canonical_hash else None
    bases = json.loads(kept) if kept is not None else {}
    return Lineage(revisions(service._library, row.id), bases)


def lineage_source(service: LibraryService | None, workshop_id: str) -> Callable[[], Lineage] | None:
    """`lineage_of` for later, from any thread; None without a library."""
    return None if service is None else lambda: lineage_of(service, workshop_id)


def keep_pictures(library: Library, pictures: Sequence[Blob]) -> None:
    """Keep the pictures of a file whose workshop is here already: it may have come without them."""
    missing = [picture for picture in pictures if library.blob(picture.sha256) is None]
    if missing:
        from koosloome_desktop.storage.lineage import add_pictures

        add_pictures(library, missing)
