"""Record ids: UUIDv7 text for what is born here, UUIDv5 for what comes out of a file.

Source of the layout: RFC 9562 sections 5.5 and 5.7. Ids made in one process are strictly increasing, so that a list of
new records sorts as it was typed even when the wall clock stands still or jumps back.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from koosloome_desktop.support.clock import Clock, SystemClock

NAMESPACE = "6f1f7d0e-6a0b-5c43-9b7a-9c0f5a6f2d11"
"""The project's own namespace: ids of imported workshops are UUIDv5 in it."""

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class IdSource:
    """Makes UUIDv7 ids that never go backwards; clock and randomness are injected."""

    def __init__(self, clock: Clock | None = None, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock or SystemClock()
        self._random = random_bytes
        self._last = 0

    def new(self) -> str:
        """A new id, 36 characters, larger as text than every id this source made before."""
        millis = int(self._clock.now().timestamp() * 1000)
        stamp = millis << _COUNTER_BITS
        # The 12 bits after the time are a counter: many ids in one millisecond still ascend, also after a clock that
        # went back.
        self._last = stamp if stamp > self._last else self._last + 1
        rand = int.from_bytes(self._random(8), "big") & ((1 << _RANDOM_BITS) - 1)
        high, low = self._last >> _COUNTER_BITS, self._last & ((1 << _COUNTER_BITS) - 1)
        value = (high & ((1 << 48) - 1)) << 80 | 0x7 << 76 | low << 64 | 0b10 << 62 | rand
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_default = IdSource()


def new_id() -> str:
    """A new id from the process-wide source."""
    return _default.new()


def is_uuid(text: str) -> bool:
    """Whether `text` is the canonical form of a UUID."""
    from uuid import UUID  # asks the system what it is, which no start waits for

    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def workshop_uuid(code: str) -> str:
    """The id of the workshop that a file calls `code`; a UUID stays itself."""
    return code if is_uuid(code) else _named(NAMESPACE, f"workshop:{code}")


def record_uuid(workshop: str, kind: str, code: str) -> str:
    """The id of the record of `kind` that a file of this workshop calls `code`: the same file names the same
    records.
    """
    return _named(workshop, f"{kind}:{code}")


def _named(space: str, name: str) -> str:
    from uuid import UUID, uuid5

    return str(uuid5(UUID(space), name))
