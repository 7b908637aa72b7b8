"""Bytes that belong to a workshop but are no record: pictures, named by the SHA-256 of their content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blob:
    """A picture as it is stored: its content hash (hex), what it is, its bytes."""

    sha256: str
    media_type: str
    data: bytes

    @classmethod
    def of(cls, data: bytes, media_type: str) -> Blob:
        """The blob of these bytes."""
        import hashlib

        return cls(hashlib.sha256(data).hexdigest(), media_type, data)
