"""Pictures in the library: each content stands there once, however many workshops and notes show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.storage.line import Line, insert_into

_COLUMNS: Final = ("sha256", "media_type", "size", "created", "data")
_ONCE: Final = f"{insert_into('blobs', _COLUMNS)} ON CONFLICT (sha256) DO NOTHING"


def put_blobs(line: Line, found: Sequence[Blob], at: str) -> None:
    """Keep these pictures, unless they are there already; inside the transaction of the change that shows them."""
    for blob in found:
        named = {"sha256": blob.sha256, "media_type": blob.media_type, "size": len(blob.data)}
        line.do(_ONCE, **named, created=at, data=blob.data)


def blob_data(line: Line, sha256: str) -> bytes | None:
    """The bytes of a picture; None when they are not here, or are not what their name says (a damaged disk)."""
    import hashlib

    found = line.ask("SELECT data FROM blobs WHERE sha256 = :sha256", sha256=sha256)
    if not found or hashlib.sha256(found[0][0]).hexdigest() != sha256:
        return None
    return bytes(found[0][0])


def damaged_blobs(line: Line) -> list[str]:
    """A line for each picture whose bytes are not what its name says; read one at a time."""
    names = line.ask("SELECT sha256 FROM blobs ORDER BY sha256")
    return [f"picture {name} is damaged" for (name,) in names if blob_data(line, name) is None]
