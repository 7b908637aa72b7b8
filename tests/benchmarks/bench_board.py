"""W2: pan and zoom frames at 1,000 and 10,000 notes, beside the least that could draw the same board, in one run.

Each measurement is a process of its own with a window of 1920x1080, software rendering; the programs (`board_stands`:
the canvas page, the hybrid that the bar is about, a stricter limit that is told beside it) take turns. A frame is the
move of the camera with all painting it causes, in processor time of the window's thread: on a machine with nothing else
to do that is the time of the frame, and other people's work cannot add to it (the wall clock's figures stand beside it
in the runs). Prints one JSON object with the rows of the table: median, 95th percentile and longest frame in ms.

    python -m tests.benchmarks.bench_board [--sizes 1000,10000] [--reps 3] [--platform offscreen]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks import common
from tests.benchmarks.board_stands import HEIGHT, LEAST_SCALE, WIDTH, Stand, hybrid, program, strict

PROGRAMS = {"hybrid": hybrid, "program": program, "strict": strict}

# ---------------------------------------------------------------- the paths


def measured(stand: Stand, board: Any) -> dict[str, Any]:
    """Frames of every path."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()

    def frame() -> None:
        app.sendPostedEvents()
        app.processEvents()

    def timed(moves: list[Any]) -> dict[str, float]:
        times, busy = [], []
        for move in moves:
            begun, working = time.perf_counter(), time.thread_time()
            move()
            frame()
            times.append((time.perf_counter() - begun) * 1000)
            busy.append((time.thread_time() - working) * 1000)
        times.sort()
        busy.sort()
        return {
            "median": round(statistics.median(busy), 3), "p95": round(busy[int(len(busy) * 0.95)], 3),
            "longest": round(busy[-1], 2), "wall_median": round(statistics.median(times), 2),
            "wall_p95": round(times[int(len(times) * 0.95)], 2), "wall_longest": round(times[-1], 2),
            "frames": len(times),
        }  # fmt: skip

    def settle() -> None:
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            frame()

    fit = max(LEAST_SCALE, min(WIDTH / board.width, HEIGHT / board.height, 1.0))
    middle = (board.width / 2, board.height / 2)
    found: dict[str, Any] = {"fit_scale": round(fit, 3), "notes": len(board.notes), "links": len(board.curves)}
    # Where notes stand densest, not on empty paper: a tree has much of that.
    dense = sorted(board.notes, key=lambda n: (round(n.y / 2000), n.x))[len(board.notes) // 3]
    stand.look(1.0, dense.x, dense.y)
    settle()
    found["pan_100"] = timed([lambda: stand.pan(-16, -9)] * 120)
    stand.look(0.5, dense.x, dense.y)
    settle()
    found["pan_50"] = timed([lambda: stand.pan(-16, -9)] * 60)
    stand.look(fit, *middle)
    settle()
    found["pan_fit"] = timed([lambda: stand.pan(-16, -9)] * 30 + [lambda: stand.pan(16, 9)] * 30)
    steps = 60
    for name in ("zoom_cold", "zoom_warm"):
        stand.look(fit, *middle)
        settle()
        factor = (1.0 / fit) ** (1 / steps)
        found[name] = timed([lambda f=factor: stand.zoom(f)] * steps + [lambda f=factor: stand.zoom(1 / f)] * steps)
    return found


def child(what: str, count: int, platform: str) -> None:
    """One measurement in this process."""
    os.environ["QT_QPA_PLATFORM"] = platform
    gc.set_threshold(50_000, 20, 20)  # as the program does
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.views import style

    app = QApplication([])
    style.prepare(app)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        stand, board = PROGRAMS[what](count, Path(folder))
        app.processEvents()
        found = {"open_s": round(time.perf_counter() - begun, 2), **measured(stand, board)}
        print(json.dumps(found), flush=True)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--child", nargs=2)
    chosen = parser.parse_args()
    if chosen.child:
        child(chosen.child[0], int(chosen.child[1]), chosen.platform)
        return
    sizes = [int(x) for x in chosen.sizes.split(",")]
    runs: dict[tuple[str, int], list[dict[str, Any]]] = {(w, n): [] for w in PROGRAMS for n in sizes}
    for _ in range(chosen.reps):
        for (what, count), found in runs.items():
            found.append(run(what, count, chosen.platform))
    told = {f"{what} {count}": found for (what, count), found in runs.items()}
    print(
        json.dumps({"what": "W2 board frames", "platform": chosen.platform, "rows": table(sizes, runs), "runs": told})
    )


PATHS = ("pan_100", "pan_50", "pan_fit", "zoom_cold", "zoom_warm")
BAR, BAR_GROWTH, BAR_LONGEST_MS = 2.0, 1.3, 50.0


def table(sizes: list[int], runs: dict[tuple[str, int], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The rows: medians and 95th percentiles of every path beside the limit, growth with the board, longest frame."""
    rows = []
    last = sizes[-1]
    for limit in ("hybrid", "strict"):
        told = {} if limit == "hybrid" else {"bar": None, "passed": None}  # the bar is about the hybrid
        for path in PATHS:
            for what in ("median", "p95"):
                ours, least = ([r[path][what] for r in runs[kind, last]] for kind in ("program", limit))
                rows.append(common.row(f"W2 {path} {what}, {last} notes / {limit}", "ms", ours, least, BAR) | told)
    if len(sizes) > 1:
        for path in PATHS:
            many, few = ([r[path]["median"] for r in runs["program", n]] for n in (last, sizes[0]))
            rows.append(common.row(f"W2 {path} median, {last} notes / {sizes[0]}", "ms", many, few, BAR_GROWTH))
    longest = min(max(r[path]["longest"] for path in PATHS) for r in runs["program", last])
    rows.append(common.level(f"W2 longest frame, {last} notes", "ms", longest, BAR_LONGEST_MS))
    return rows


def run(what: str, count: int, platform: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.benchmarks.bench_board", "--platform", platform, "--child", what, str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
