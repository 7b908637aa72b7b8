"""W1: from the start of the process to notes on the screen, 1,000 and 10,000 of them, beside a bare program in one run.

The limit (programs/bare_board.py) reads finished boxes from a SQLite file and paints them; ours starts as always,
opens the library, the workshop, and shows the notes that were in sight when it was closed, as it does whenever nothing
changed since (`views/board/first_view.py`); the whole is laid out after that frame. How long it all takes is told
beside it, as is a first opening, which lays out first. Processes take turns; memory is the most a process held at the
first frame with notes. Prints one JSON object.

    python -m tests.benchmarks.bench_open [--sizes 1000,10000] [--reps 7]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import statistics
from pathlib import Path
from typing import Any

from tests.benchmarks import common
from tests.benchmarks.board_stands import HEIGHT, WIDTH, document_of

BARS = {1000: 2.0, 10000: 3.0}
BAR_GROWTH = 1.5
BAR_MIB = 200.0


def prepare(folder: Path, count: int) -> dict[str, str]:
    """A library with one workshop of so many notes, and the same board as finished rows for the limit."""
    from koosloome_desktop.layout.primitives import SCREEN
    from koosloome_desktop.storage.library import Library
    from koosloome_desktop.support.dispatch import LoopDispatcher
    from koosloome_desktop.support.palette import note_kind
    from koosloome_desktop.views.canvases.generic import presenter_for

    document, canvas = document_of(count)
    place = folder / f"library-{count}"
    library = Library.open(place, post=LoopDispatcher().post)
    library.create(list(document.records()))
    library.close()
    shutil.copytree(place, folder / f"never-closed-{count}")
    board = presenter_for(document, canvas).board(SCREEN.sized(WIDTH - 36, HEIGHT - 64))
    rows = [(n.x, n.y, n.w, n.h, note_kind(n.kind).tint, n.size, "\n".join(n.lines)) for n in board.notes]
    with sqlite3.connect(folder / f"rows-{count}.sqlite") as file:
        file.execute("create table note (x, y, w, h, tint, size, lines)")
        file.executemany("insert into note values (?, ?, ?, ?, ?, ?, ?)", rows)
    return common.environment(folder, KOOSLOOME_LIBRARY=str(place))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--reps", type=int, default=7)
    chosen = parser.parse_args()
    sizes = [int(s) for s in chosen.sizes.split(",")]
    times: dict[tuple[str, int], list[float]] = {(kind, n): [] for kind in ("ours", "limit") for n in sizes}
    times |= {(kind, n): [] for kind in ("first", "whole") for n in sizes}
    held: dict[tuple[str, int], list[float]] = {key: [] for key in times}
    parts: dict[int, list[dict[str, float]]] = {n: [] for n in sizes}
    never, warm = {"BENCH_SUDDEN": "1"}, {"BENCH_WARM": "1"}
    with common.folder() as name:
        folder = Path(name)
        around = {n: prepare(folder, n) for n in sizes}
        for turn in range(chosen.reps + 1):
            for count in sizes:
                for kind, program, words, more in (
                    ("limit", "bare_board", [str(folder / f"rows-{count}.sqlite")], {}),
                    ("ours", "our_board", [], {}),
                    ("whole", "our_board", [], {"BENCH_WHOLE": "1"}),
                    ("first", "our_board", [], never | {"KOOSLOOME_LIBRARY": str(folder / f"never-closed-{count}")}),
                ):
                    # The first turn fills caches: the second start is what is measured, after an end in order.
                    found = common.told(program, words, around[count] | more | ({} if turn else warm))
                    if turn:
                        times[kind, count].append(float(found[0]))
                        held[kind, count].append(float(found[1]))
                        if kind == "ours":
                            parts[count].append({k: float(v) for k, v in (w.split(":") for w in found[2:])})
    print(json.dumps(report(sizes, times, held, parts), indent=1))


def report(
    sizes: list[int],
    times: dict[tuple[str, int], list[float]],
    held: dict[tuple[str, int], list[float]],
    parts: dict[int, list[dict[str, float]]],
) -> dict[str, Any]:
    """Rows of the table, and the parts of our time."""
    rows = [
        common.row(f"W1 start to {n} notes on screen / bare program", "s", times["ours", n], times["limit", n],
                   BARS.get(n, 3.0))
        for n in sizes
    ]  # fmt: skip
    if len(sizes) > 1:
        few, many = times["ours", sizes[0]], times["ours", sizes[-1]]
        rows.append(common.row(f"W1 {sizes[-1]} notes / own {sizes[0]}", "s", many, few, BAR_GROWTH))
    rows += [
        common.told_beside(f"W1 {n} notes: {words}", "s", times[kind, n], times["limit", n])
        for kind, words in (
            ("whole", "also those out of sight laid out"),
            ("first", "a first opening, or after a change"),
        )
        for n in sizes
    ]
    most = statistics.median(held["ours", sizes[-1]])
    rows.append(common.level(f"W1 memory at {sizes[-1]} notes", "MiB", most, BAR_MIB))
    spent = {str(n): {part: min(p[part] for p in parts[n]) for part in parts[n][0]} for n in sizes}
    return {"what": "W1 start to notes on screen", "rows": rows, "least_ms_of_parts": spent}


if __name__ == "__main__":
    main()
