"""Enter to note on the board: what one typed note costs with 1,000 and with 10,000 notes on a problem tree.

The page is the real one. `key` is the Enter itself (the change, its journal, the line emptied), `board` is the layout
that follows and `frame` the painting after it, all in processor time of the window's thread; `fresh` is the same layout
with nothing remembered from the one before, as every change cost once. Prints one JSON object.

    python -m tests.benchmarks.bench_enter [--sizes 1000,10000] [--reps 9]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks import common
from tests.benchmarks.board_stands import program

BARS_MS = {1000: 50.0, 10000: 500.0}
"""Our own: a note is on the board before the next frame is missed by anybody, or while the next word is typed."""


def measured(count: int, reps: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of every part, one after the other."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.layout import memory

    stand, _board = program(count, folder)
    page = stand.page_kept  # type: ignore[attr-defined]
    app = QApplication.instance()
    assert app is not None
    page.focus_line()
    found: dict[str, list[float]] = {"key": [], "board": [], "frame": [], "fresh": []}
    for number in range(reps + 2):
        QTest.keyClicks(page.bar.line, f"uus mure number {number} siin")
        app.processEvents()
        marks = [time.thread_time()]
        quick, page.stage._quick = page.stage._quick, lambda: False  # the layout is measured by itself
        QTest.keyClick(page.bar.line, Qt.Key.Key_Return)
        page.stage._quick = quick
        marks.append(time.thread_time())
        page.stage._soon.stop()
        page.stage.fresh()
        marks.append(time.thread_time())
        app.processEvents()
        marks.append(time.thread_time())
        memory.forget()
        page.stage._stale = True
        page.stage.fresh()
        marks.append(time.thread_time())
        # What was forgotten is there again for the next round, as it is in a workshop.
        app.processEvents()
        if number > 1:
            names = ("key", "board", "frame", "")
            for name, begun, ended in zip(names, marks, marks[1:], strict=False):
                if name:
                    found[name].append((ended - begun) * 1000)
            found["fresh"].append((marks[4] - marks[3]) * 1000)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=9)
    chosen = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.views import style

    gc.set_threshold(50_000, 20, 20)  # as the program does
    app = QApplication([])
    style.prepare(app)
    rows: list[dict[str, Any]] = []
    parts: dict[str, Any] = {}
    for count in (int(s) for s in chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            found = measured(count, chosen.reps, Path(folder))
        whole = [a + b + c for a, b, c in zip(found["key"], found["board"], found["frame"], strict=True)]
        most = BARS_MS.get(count, 500.0)
        rows.append(common.level(f"Enter to note on the board, {count} notes", "ms", statistics.median(whole), most))
        rows.append(
            common.row(f"Layout after one note / layout anew, {count}", "ms", found["board"], found["fresh"], 1.0)
        )
        parts[str(count)] = {name: round(statistics.median(values), 2) for name, values in found.items()}
    print(
        json.dumps({"what": "Enter to note on the board", "rows": rows, "median_ms_of_parts": parts}, indent=1),
        flush=True,
    )
    os._exit(0)


if __name__ == "__main__":
    main()
