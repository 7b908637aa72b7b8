"""W4 in the window: how long it ever stands still while a report of N notes is written, how soon a stop takes hold.

Prints one JSON object: the longest gap between two beats of the window's clock (5 ms apart) during the whole export,
the gap while nothing is done (what the machine itself costs), and the time from the stop until the worker is free.
Bars (issue 5): no gap over 100 ms, stopped within 1 s.

    python -m tests.benchmarks.bench_export [--notes 10000]
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

GAP_MS, STOP_S = 100.0, 1.0


class Pulse:
    """Beats every 5 ms in the window's thread and remembers the longest pause."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.last = time.perf_counter()
        self.longest = 0.0
        self.timer = QTimer()
        self.timer.setInterval(5)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self.last)
        self.last = now

    def take(self) -> float:
        """The longest pause in milliseconds since the last call."""
        found, self.longest = self.longest * 1000, 0.0
        self.last = time.perf_counter()
        return round(found, 1)


def wait(app: Any, until: Any, seconds: float = 120.0) -> float:
    """Run the window's loop until `until()`; the seconds it took."""
    from PySide6.QtCore import QEventLoop

    begun = time.perf_counter()
    while not until() and time.perf_counter() - begun < seconds:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
    return time.perf_counter() - begun


def measure(count: int) -> dict[str, Any]:
    """Export in a worker, watch the window; then again and stop half-way."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.app.dispatch import QtDispatcher
    from koosloome_desktop.services.export import ExportCancelled, Snapshot, Wish, export_bytes, write_file
    from koosloome_desktop.support.dispatch import Worker
    from tests.benchmarks.bench_pdf import document_with, texts

    app = QApplication.instance() or QApplication([])
    document, _canvas = document_with(texts(count))
    pulse, dispatcher = Pulse(), QtDispatcher()
    done: list[object] = []
    stop = [False]
    with tempfile.TemporaryDirectory() as folder, Worker(dispatcher, "exports") as worker:
        out = Path(folder) / "x.pdf"
        snapshot = Snapshot.of(document)

        def work() -> Path:
            write_file(out, export_bytes(snapshot.document(), out, Wish(), cancelled=lambda: stop[0]))
            return out

        wait(app, lambda: False, 1.0)
        quiet = pulse.take()
        worker.submit(work, done.append, done.append)
        seconds = wait(app, lambda: bool(done))
        busy, size = pulse.take(), out.stat().st_size
        out.unlink()
        done.clear()
        worker.submit(work, done.append, done.append)
        wait(app, lambda: False, seconds / 2)
        stop[0] = True
        stopped = wait(app, lambda: bool(done))
        whole = isinstance(done[0], ExportCancelled) and not out.exists()
    return {
        "notes": count, "seconds": round(seconds, 2), "kilobytes": size // 1024, "quiet_gap_ms": quiet,
        "longest_gap_ms": busy, "stop_seconds": round(stopped, 3), "nothing_left_behind": whole,
        "passed": busy <= max(GAP_MS, quiet * 2) and stopped <= STOP_S and whole,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=10_000)
    found = parser.parse_args()
    print(
        json.dumps(
            {"what": "W4 in the window", "bars": {"gap_ms": GAP_MS, "stop_s": STOP_S}} | measure(found.notes), indent=1
        )
    )


if __name__ == "__main__":
    main()
