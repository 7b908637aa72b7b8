"""A snapshot of the library every ten minutes of change, made in a thread of its own while the writer goes on."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from koosloome_desktop.storage.failures import told
from koosloome_desktop.storage.snapshots import take_snapshot, unchanged
from koosloome_desktop.support.clock import Clock
from koosloome_desktop.support.errors import KoosloomeError

EVERY_SECONDS: Final = 600.0
"""Ten minutes of change."""
_log = logging.getLogger(__name__)


class SnapshotKeeper:
    """Counts the time since the first change that no snapshot holds, monotonically: clocks that jump change nothing.

    `written` is called by the writer's thread after each commit. `failed(error)` hears of a snapshot that could not be
    made, in whatever thread; editing goes on, and the next one is tried after another ten minutes.
    """

    def __init__(
        self,
        file: Path,
        clock: Clock,
        *,
        failed: Callable[[KoosloomeError], object] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._file, self._clock = file, clock
        self._failed, self._monotonic, self._every = failed, monotonic, every
        self._since: float | None = None
        self._worker: threading.Thread | None = None

    def written(self) -> None:
        """Something was committed just now."""
        now = self._monotonic()
        if self._since is None:
            self._since = now
        elif now - self._since >= self._every:
            self._since = None
            self.begin()

    def begin(self) -> None:
        """Make a snapshot in the background, unless one is being made or nothing has changed since the last."""
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._make, name="library-snapshot", daemon=True)
            self._worker.start()

    def _make(self) -> None:
        try:
            if not unchanged(self._file):
                take_snapshot(self._file, self._clock.now(), "auto")
        except Exception as error:  # noqa: BLE001  (whatever it is, nobody would hear that there is no snapshot)
            _log.warning("the snapshot failed: %s", type(error).__name__)
            if self._failed is not None:
                self._failed(told(error, str(self._file.parent)))

    def wait(self, timeout: float) -> bool:
        """Wait for the snapshot that is being made; False when it is not ready within `timeout` seconds."""
        if self._worker is not None:
            self._worker.join(timeout)
        return self._worker is None or not self._worker.is_alive()
