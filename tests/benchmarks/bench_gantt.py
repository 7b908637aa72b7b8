"""A plan of 2,000 rows as a Gantt chart: opening and dragging a bar against a bare QGraphicsView with the same rows.

Ours and the bare view are measured in turns in one process (programs/plan_gantt.py). Letting go of a bar writes and
reads everything anew; the bare view has nothing to compare it with, so its bar is a tenth of a second. Prints one JSON
object.

    python -m tests.benchmarks.bench_gantt [--rows 2000] [--reps 5]
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from tests.benchmarks import common

BAR = 2.0
TOLD = {"open": "opening", "move": "one move of a dragged bar"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--reps", type=int, default=5)
    chosen = parser.parse_args()
    with common.folder() as name:
        told = common.told("plan_gantt", [str(chosen.rows), str(chosen.reps)], common.environment(Path(name)))
    found = json.loads(told[0])
    rows = [
        common.row(
            f"{words}, {chosen.rows} rows / bare QGraphicsView", "ms", found[f"{key}_ours"], found[f"{key}_bare"], BAR
        )
        for key, words in TOLD.items()
    ]
    drop = statistics.median(found["drop_ours"])
    rows.append(common.level(f"letting go of a bar, {chosen.rows} rows", "ms", drop, 100.0))
    print(json.dumps({"what": "the Gantt chart of a plan", "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
