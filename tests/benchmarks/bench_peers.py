"""W1, W2 and W5 beside programs that people use for the same, where they are there: Xournal++ (Debian: xournalpp), and
Excalidraw in Debian's Chromium, which is fetched and bundled into the folder that `--excalidraw` names (once; without
the folder, or without a network the first time, it is left out, and that is said).

All are shown on one screen without a monitor (`peers/screen.py`), which is looked at from outside: from the start of a
process until the middle of the screen shows what it goes on showing. They take turns. The peer opens its notes on one
page and on pages of fifty, and is judged by the quicker; ours opens what was closed as it is, and a library that was
never opened. Without the first peer its rows are left out, and that is said. W2 is by the clock for both: from a step
of the wheel, or a move of the camera, until it is painted. Prints one JSON object.

    python -m tests.benchmarks.bench_peers [--sizes 1000,10000] [--reps 5] [--excalidraw FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_board, bench_open, common
from tests.benchmarks.peers import excalidraw, screen, xournal

BAR_OPEN, BAR_START = 0.25, 0.6
BAR_OPEN_BROWSER, BAR_FRAME = 0.35, 0.2
STILL_BROWSER_S = 8.0
"""The browser shows white paper for a long time before anything stands on it."""
PATHS = {"pan": "pan_100", "zoom": "zoom_cold"}
"""The frames' paths that both can walk: what the peer calls them, and what `bench_board` does."""
STAY_MS = 8000
STILL_S = 3.0
"""Longer than anything takes between two pictures: home is one, too, and looks finished."""


def ours(folder: Path, around: Mapping[str, str], **more: str) -> subprocess.Popen[bytes]:
    """The program with a workshop open (or with `BENCH_HOME` as it starts); it closes itself after `STAY_MS`."""
    for bell in folder.glob("koosloome-window-*"):
        bell.unlink()
    words = [sys.executable, str(common.PROGRAMS / "our_board.py")]
    told = {**around, "BENCH_STAY": str(STAY_MS), "BENCH_T0": "0", "QT_QPA_PLATFORM": "xcb", **more}
    return subprocess.Popen(words, cwd=common.ROOT, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def theirs(around: Mapping[str, str], *words: str) -> subprocess.Popen[bytes]:
    """Xournal++, empty or with a file."""
    given = [xournal.PROGRAM, *words]
    return subprocess.Popen(given, env=dict(around), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--excalidraw", type=Path, help="where its bundle is, or is to be made")
    chosen = parser.parse_args()
    sizes = [int(s) for s in chosen.sizes.split(",")]
    found: dict[str, Any] = {"what": "Peers", "rows": [], "load": os.getloadavg(), "runs": {}}
    left_out: list[str] = []
    asked = (("Xournal++", xournal.missing(), measured_xournal), ("Excalidraw", excalidraw.missing(chosen.excalidraw),
             partial(measured_excalidraw, chosen.excalidraw)))  # fmt: skip
    for peer, needs, measure in asked:
        absent = [*screen.missing(), *needs]
        if absent:
            left_out.append(f"{peer} is not measured: {' and '.join(absent)} missing")
            continue
        with common.folder() as name, screen.Screen(Path(name)) as shown:
            rows, runs = measure(Path(name), shown, sizes, chosen.reps)
        found["rows"] += rows
        found["runs"] |= runs
    print(json.dumps(found | ({"note": "; ".join(left_out)} if left_out else {}), indent=1))


Measured = tuple[list[dict[str, Any]], dict[str, Any]]


def measured_xournal(folder: Path, shown: screen.Screen, sizes: Sequence[int], reps: int) -> Measured:
    """Rows and runs beside Xournal++."""
    times = measured(folder, shown, sizes, reps)
    return report(sizes, times), dict(times)


def measured_excalidraw(bundle: Path, folder: Path, shown: screen.Screen, sizes: Sequence[int], reps: int) -> Measured:
    """Rows and runs beside Excalidraw: notes on screen and frames, in turns; the first turn is left out."""
    around = {n: bench_open.prepare(folder, n) | {"DISPLAY": shown.name} for n in sizes}
    other = common.environment(folder, DISPLAY=shown.name)
    os.environ["DISPLAY"] = shown.name
    runs: dict[str, list[Any]] = {}
    with excalidraw.Served(bundle, folder, list(sizes)) as served:
        for turn in range(reps + 1):
            for n in sizes:
                came = {
                    f"ours {n} beside Excalidraw": once(shown, partial(ours, folder, around[n]), screen.MIDDLE),
                    f"Excalidraw {n}": once(shown, partial(served.start, other, n), screen.MIDDLE, STILL_BROWSER_S),
                    f"frames {n} ours": bench_board.run("program", "zones", n, "xcb"),
                    f"frames {n} Excalidraw": served.frames(other, n),
                }
                for name, what in came.items() if turn else ():
                    runs.setdefault(name, []).append(what)
    return [row for n in sizes for row in browser_rows(n, sizes[-1], runs)], runs


def browser_rows(count: int, most: int, runs: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """Notes on screen, and median and 95th percentile of the frames of both paths; bars are about the most notes."""

    def one(title: str, unit: str, mine: list[float], theirs: list[float], bar: float) -> dict[str, Any]:
        return common.row(title, unit, mine, theirs, bar) if count == most else common.told_beside(
            title, unit, mine, theirs)  # fmt: skip

    seconds = ([p.seconds for p in runs[name]] for name in (f"ours {count} beside Excalidraw", f"Excalidraw {count}"))
    rows = [one(f"W1 {count} notes / Excalidraw", "s", *seconds, BAR_OPEN_BROWSER)]
    for path, own in PATHS.items():
        for what, share in (("median", 0.5), ("p95", 0.95)):
            mine = [run[own][f"wall_{what}"] for run in runs[f"frames {count} ours"]]
            theirs = [sorted(run[path])[int(len(run[path]) * share)] for run in runs[f"frames {count} Excalidraw"]]
            rows.append(one(f"W2 {path} {what}, {count} notes / Excalidraw", "ms", mine, theirs, BAR_FRAME))
    return rows


def measured(folder: Path, shown: screen.Screen, sizes: Sequence[int], reps: int) -> dict[str, list[screen.Paint]]:
    """What every workload took by its name; the first turn fills caches and is left out."""
    around = {n: bench_open.prepare(folder, n) | {"DISPLAY": shown.name} for n in sizes}
    peer = xournal.surroundings(folder, common.environment(folder, DISPLAY=shown.name))
    for count in sizes:
        for form, each in (("page", 0), ("pages", xournal.PER_PAGE)):
            xournal.write(folder / f"{form}-{count}.xopp", count, each)
    empty = common.environment(folder, DISPLAY=shown.name, KOOSLOOME_LIBRARY=str(folder / "empty"))
    works: dict[str, tuple[Any, screen.Part]] = {
        "ours start": (lambda: ours(folder, empty, BENCH_HOME="1"), screen.WHOLE),
        "peer start": (lambda: theirs(peer), screen.WHOLE),
    }
    for n in sizes:
        works[f"ours {n} kept"] = (lambda n=n: ours(folder, around[n]), screen.MIDDLE)
        works[f"ours {n} first"] = (lambda n=n: ours(folder, fresh(folder, n, around[n])), screen.MIDDLE)
        for form in ("page", "pages"):
            works[f"peer {n} {form}"] = (lambda n=n, f=form: theirs(peer, str(folder / f"{f}-{n}.xopp")), screen.MIDDLE)
    times: dict[str, list[screen.Paint]] = {name: [] for name in works}
    for turn in range(reps + 1):
        for name, (begin, part) in works.items():
            paint = once(shown, begin, part)
            if turn:
                times[name].append(paint)
    return times


def fresh(folder: Path, count: int, around: Mapping[str, str]) -> dict[str, str]:
    """Surroundings with a copy of a library that was never opened."""
    place = folder / f"first-{count}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / f"never-closed-{count}", place)
    return {**around, "KOOSLOOME_LIBRARY": str(place)}


def once(shown: screen.Screen, begin: Any, part: screen.Part, still: float = STILL_S) -> screen.Paint:
    """One start, looked at until it is still; then the program is let end, or ended."""
    started: list[subprocess.Popen[bytes]] = []

    def kept() -> subprocess.Popen[bytes]:
        started.append(begin())
        return started[0]

    try:
        return shown.settled(kept, part, still)
    finally:
        for program in started:
            if any(peer in str(program.args) for peer in (xournal.PROGRAM, excalidraw.BROWSER)):
                program.terminate()
            program.wait(60)


def report(sizes: Sequence[int], times: Mapping[str, list[screen.Paint]]) -> list[dict[str, Any]]:
    """Rows of the table: by the clock, which the bars are about, and beside them by processor time, which other
    people's work on the machine does not add to.
    """

    def rows(title: str, one: str, two: str, bar: float) -> list[dict[str, Any]]:
        clock, busy = ([[paint[k] for paint in times[name]] for name in (one, two)] for k in (0, 1))
        first = common.row(title, "s", *clock, bar) if bar else common.told_beside(title, "s", *clock)
        return [first, common.told_beside(f"{title}, processor time", "s", *busy)]

    found = rows("W5 cold start / Xournal++", "ours start", "peer start", BAR_START)
    for n in sizes:
        forms = [f"peer {n} {form}" for form in ("page", "pages")]
        quicker = min(forms, key=lambda name: statistics.median(p.seconds for p in times[name]))
        bar = BAR_OPEN if n == sizes[-1] else 0.0
        found += rows(f"W1 {n} notes / Xournal++", f"ours {n} kept", quicker, bar)
        found += rows(f"W1 {n} notes / Xournal++ with all on one page, as on a board", f"ours {n} kept", forms[0], 0.0)
        found += rows(f"W1 {n} notes: a first opening / Xournal++", f"ours {n} first", quicker, 0.0)
    return found


if __name__ == "__main__":
    main()
