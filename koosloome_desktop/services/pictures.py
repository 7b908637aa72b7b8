"""The bytes of a workshop's pictures: those just brought in from memory, the others from the library when asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Protocol

from koosloome_desktop.model.blobs import Blob

BUDGET: Final = 48 * 1024 * 1024
"""Bytes that are kept in memory beside the library."""


class Source(Protocol):
    """Where pictures are read."""

    def blob(self, sha256: str) -> bytes | None:
        """The bytes, waiting for them."""
        ...

    def ask_blob(self, sha256: str, done: Callable[[bytes | None], object]) -> None:
        """The bytes, told later."""
        ...


class Pictures:
    """Reads pictures under a budget, least used ones go first; without a library everything is kept."""

    def __init__(self, library: Source | None) -> None:
        self._library = library
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def put(self, blob: Blob) -> None:
        """Keep what was just brought in."""
        self._keep(blob.sha256, blob.data)

    def get(self, sha256: str) -> bytes | None:
        """The bytes of a picture, None when they are nowhere. Waits for the library; callable from any thread."""
        found = self._kept.get(sha256)
        if found is None and self._library is not None and sha256:
            found = self._library.blob(sha256)
        return found

    def ask(self, sha256: str, done: Callable[[bytes | None], object]) -> None:
        """Call `done(bytes or None)`: at once when they are in memory, else when the library has answered."""
        found = self._kept.get(sha256)
        if found is not None or self._library is None:
            done(found)
            return

        def told(data: bytes | None) -> None:
            if data is not None:
                self._keep(sha256, data)
            done(data)

        self._library.ask_blob(sha256, told)

    def _keep(self, sha256: str, data: bytes) -> None:
        old = self._kept.pop(sha256, b"")
        self._kept[sha256] = data
        self._bytes += len(data) - len(old)
        while self._library is not None and self._bytes > BUDGET and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone)
