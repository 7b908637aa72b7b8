"""Pictures in the library: each content stands there once, however many workshops and notes show it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, select

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.storage.tables import blobs


def insert_of(dialect: str) -> Callable[[Table], Any]:
    """The insert of a dialect, with its own way of saying what happens on a conflict; only that dialect is loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    from sqlalchemy.dialects import sqlite

    return sqlite.insert


@cache
def _once(dialect: str) -> Insert:
    found: Insert = insert_of(dialect)(blobs).on_conflict_do_nothing(index_elements=["sha256"])
    return found


def put_blobs(connection: Connection, found: Sequence[Blob], at: str) -> None:
    """Keep these pictures, unless they are there already; inside the transaction of the change that shows them."""
    for blob in found:
        row = {
            "sha256": blob.sha256, "media_type": blob.media_type, "size": len(blob.data), "created": at,
            "data": blob.data,
        }  # fmt: skip
        connection.execute(_once(connection.dialect.name), row)


def blob_data(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a picture; None when they are not here, or are not what their name says (a damaged disk)."""
    data = connection.execute(select(blobs.c.data).where(blobs.c.sha256 == sha256)).scalar()
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        return None
    return bytes(data)


def damaged_blobs(connection: Connection) -> list[str]:
    """A line for each picture whose bytes are not what its name says; read one at a time."""
    names = connection.execute(select(blobs.c.sha256).order_by(blobs.c.sha256)).scalars().all()
    return [f"picture {name} is damaged" for name in names if blob_data(connection, name) is None]
