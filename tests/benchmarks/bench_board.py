"""W2: pan and zoom frames at 1,000 and 10,000 notes, beside the least that could draw the same board, in one run.

Each measurement is a process of its own with a window of 1920x1080, software rendering; the programs (`board_stands`:
the canvas page, the hybrid that the bar is about, a stricter limit that is told beside it) take turns over a tree (much
paper, long lines) and over zones (note beside note, as on the board the bar's figures were taken from). A frame is the
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
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import common
from tests.benchmarks.board_stands import HEIGHT, LEAST_SCALE, WIDTH, Stand, hybrid, program, strict

PROGRAMS = {"hybrid": hybrid, "program": program, "strict": strict}
BOARDS = ("tree", "zones")
SIZE = (WIDTH, HEIGHT)
Runs = dict[tuple[str, str, int], list[dict[str, Any]]]

# ---------------------------------------------------------------- the paths


Way = tuple[Callable[[], None], list[Callable[[], None]]]
"""Where to look first, and the moves."""


def paths(stand: Stand, board: Any) -> dict[str, Way]:
    """The paths over a board by name."""
    fit = max(LEAST_SCALE, min(WIDTH / board.width, HEIGHT / board.height, 1.0))
    # Where notes stand densest, not on empty paper: a tree has much of that.
    screens = Counter((n.x // WIDTH, n.y // HEIGHT) for n in board.notes)
    x, y = ((number + 0.5) * side for number, side in zip(max(screens, key=lambda s: screens[s]), SIZE, strict=True))
    whole = partial(stand.look, fit, board.width / 2, board.height / 2)
    on, back = partial(stand.pan, -16, -9), partial(stand.pan, 16, 9)
    steps = 60
    factor = (1.0 / fit) ** (1 / steps)
    zoom = [partial(stand.zoom, factor)] * steps + [partial(stand.zoom, 1 / factor)] * steps
    return {
        "pan_100": (partial(stand.look, 1.0, x, y), [on] * 120),
        "pan_50": (partial(stand.look, 0.5, x, y), [on] * 60),
        "pan_fit": (whole, [on] * 30 + [back] * 30),
        "zoom_cold": (whole, zoom),
        "zoom_warm": (whole, zoom),
    }


def frame() -> None:
    """All that a move has the window do."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    app.sendPostedEvents()
    app.processEvents()


def settle(seconds: float = 0.4) -> None:
    """Let what waits be done."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        frame()


def busy(moves: list[Callable[[], None]]) -> list[float]:
    """What each of these moves costs the processor, ms."""
    spent = []
    for move in moves:
        begun = time.thread_time()
        move()
        frame()
        spent.append((time.thread_time() - begun) * 1000)
    return spent


def timed(moves: list[Callable[[], None]]) -> dict[str, float]:
    """Frames of these moves, ms: of the processor, and by the clock."""
    times, working = [], []
    for move in moves:
        begun = time.perf_counter()
        working += busy([move])
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    working.sort()
    return {
        "median": round(statistics.median(working), 3), "p95": round(working[int(len(working) * 0.95)], 3),
        "longest": round(working[-1], 2), "wall_median": round(statistics.median(times), 2),
        "wall_p95": round(times[int(len(times) * 0.95)], 2), "wall_longest": round(times[-1], 2),
        "frames": len(times),
    }  # fmt: skip


def measured(stand: Stand, board: Any) -> dict[str, Any]:
    """Frames of every path."""
    fit = max(LEAST_SCALE, min(WIDTH / board.width, HEIGHT / board.height, 1.0))
    found: dict[str, Any] = {"fit_scale": round(fit, 3), "notes": len(board.notes), "links": len(board.curves)}
    for name, (look, moves) in paths(stand, board).items():
        look()
        settle()
        found[name] = timed(moves)
    return found


def grown(kind: str, counts: Sequence[int], platform: str) -> None:
    """Medians of every path over boards of several sizes that stand open in one process and take turns frame by frame,
    ten at a time: the pace at which a machine that others use moves eight megabytes of pixels changes threefold within
    seconds, whatever is on the board.
    """
    prepared(platform)
    with tempfile.TemporaryDirectory() as folder:
        stands = [paths(*program(count, Path(folder), kind)) for count in counts]
        found: dict[str, list[list[float]]] = {}
        for _ in range(ROUNDS):
            for name in PATHS:
                for stand in stands:
                    stand[name][0]()
                settle(0.15)
                ways = [stand[name][1] for stand in stands]
                times: list[list[float]] = [[] for _ in counts]
                for begin in range(0, len(ways[0]), TURN):
                    for number, moves in enumerate(ways):
                        times[number] += busy(moves[begin : begin + TURN])
                for number, spent in enumerate(times):
                    found.setdefault(name, [[] for _ in counts])[number].append(statistics.median(spent))
        print(json.dumps(found), flush=True)
        os._exit(0)


def prepared(platform: str) -> Any:
    """The application of a child."""
    os.environ["QT_QPA_PLATFORM"] = platform
    gc.set_threshold(50_000, 20, 20)  # as the program does
    from PySide6.QtWidgets import QApplication

    from koosloome_desktop.views import style

    app = QApplication([])
    style.prepare(app)
    return app


def child(what: str, kind: str, count: int, platform: str) -> None:
    """One measurement in this process."""
    app = prepared(platform)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        stand, board = PROGRAMS[what](count, Path(folder), kind)
        app.processEvents()
        found = {"open_s": round(time.perf_counter() - begun, 2), **measured(stand, board)}
        print(json.dumps(found), flush=True)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--child", nargs=3)
    chosen = parser.parse_args()
    if chosen.child:
        what, kind, count = chosen.child
        if what == "grown":
            grown(kind, [int(x) for x in count.split(",")], chosen.platform)
        child(what, kind, int(count), chosen.platform)
        return
    sizes = [int(x) for x in chosen.sizes.split(",")]
    runs: Runs = {(w, k, n): [] for k in BOARDS for w in PROGRAMS for n in sizes}
    for _ in range(chosen.reps):
        for (what, kind, count), found in runs.items():
            found.append(run(what, kind, count, chosen.platform))
    told: dict[str, Any] = {" ".join(map(str, key)): found for key, found in runs.items()}
    rows = [row for kind in BOARDS for row in table(kind, sizes, runs)]
    for kind in BOARDS if len(sizes) > 1 else ():
        turns = told[f"growth {kind}"] = run("grown", kind, f"{sizes[0]},{sizes[-1]}", chosen.platform)
        title = f"W2 {kind} {{}} median, {sizes[-1]} notes / {sizes[0]}"
        rows += [common.row(title.format(path), "ms", turns[path][1], turns[path][0], BAR_GROWTH) for path in PATHS]
    print(json.dumps({"what": "W2 board frames", "platform": chosen.platform, "rows": rows, "runs": told}))


PATHS = ("pan_100", "pan_50", "pan_fit", "zoom_cold", "zoom_warm")
BAR, BAR_GROWTH, BAR_LONGEST_MS = 2.0, 1.3, 50.0
ROUNDS, TURN = 6, 10
"""How often every path is gone for the growth, and how many frames one board has before the other has its own."""


def table(kind: str, sizes: list[int], runs: Runs) -> list[dict[str, Any]]:
    """The rows of a board: medians and 95th percentiles of every path beside the limits, longest frame."""
    rows = []
    last = sizes[-1]
    for limit in ("hybrid", "strict"):
        told = {} if limit == "hybrid" else {"bar": None, "passed": None}  # the bar is about the hybrid
        for path in PATHS:
            for what in ("median", "p95"):
                ours, least = ([r[path][what] for r in runs[name, kind, last]] for name in ("program", limit))
                rows.append(
                    common.row(f"W2 {kind} {path} {what}, {last} notes / {limit}", "ms", ours, least, BAR) | told
                )
    for count in sizes:
        longest = min(max(r[path]["longest"] for path in PATHS) for r in runs["program", kind, count])
        rows.append(common.level(f"W2 {kind} longest frame, {count} notes", "ms", longest, BAR_LONGEST_MS))
    return rows


def run(what: str, kind: str, count: int | str, platform: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.bench_board", "--platform", platform]
    words += ["--child", what, kind, str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
