"""Looking after memory while much work is done beside the window."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: over half a million young objects it holds every thread for half a second.

    For work that makes no cycles worth collecting and ends within seconds; what it leaves is collected afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def end_quickly() -> None:
    """When this process ends, do not look through all that it made for cycles: the whole of it goes at once.

    Python looks again and again while it ends; after a report of a thousand notes that was a tenth of the whole call.
    For calls of the command line, whose files are closed when they return.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
