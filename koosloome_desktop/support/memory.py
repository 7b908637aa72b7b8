"""Looking after memory while much work is done beside the window."""

from __future__ import annotations

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
