"""Waiting for what has to come, and measuring work, so that a slow or busy machine fails no test.

A test that waits goes on as soon as its condition holds, so patience costs nothing where all is well. What is to be
quick is measured in processor time of the thread that does it: that counts no moment in which others had the processor.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from types import TracebackType

PATIENCE = 60.0
"""Seconds to wait for what has to come; no bar for anything. The least that a test waits anywhere."""
PATIENCE_MS = round(PATIENCE * 1000)


def until(holds: Callable[[], object], what: str) -> None:
    """Let Qt's events happen until something holds; fails with `what` when it does not come to be."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not deadline.hasExpired(), what
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


class Work:
    """Processor seconds of this thread between entering and leaving: ``with Work() as work: …; work.seconds < 1``."""

    seconds = 0.0

    def __enter__(self) -> Work:
        self._begun = time.thread_time()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.seconds = time.thread_time() - self._begun


def bar(seconds: float) -> float:
    """Seconds of the clock that something may take which waits for others: a disk, a process, a server.

    The bar itself holds in the full tier, on a quiet machine; before a change is taken nobody knows how busy the
    machine is, and only what goes wrong by far is the change's fault.
    """
    return seconds if os.environ.get("KOOSLOOME_TEST_TIER") == "full" else seconds * 8
