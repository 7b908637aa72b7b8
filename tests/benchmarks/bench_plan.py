"""A plan of 2,000 rows as a table: opening, sorting and editing a cell against a bare QTableView with the same texts.

Ours and the bare table are measured in turns in one process (programs/plan_table.py). Prints one JSON object.

    python -m tests.benchmarks.bench_plan [--rows 2000] [--reps 5]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.benchmarks import common

BAR = 2.0
TOLD = {"open": "opening", "sort": "sorting by a column", "edit": "editing a cell"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--reps", type=int, default=5)
    chosen = parser.parse_args()
    with common.folder() as name:
        told = common.told("plan_table", [str(chosen.rows), str(chosen.reps)], common.environment(Path(name)))
    found = json.loads(told[0])
    rows = [
        common.row(
            f"{words}, {chosen.rows} rows / bare QTableView", "ms", found[f"{key}_ours"], found[f"{key}_bare"], BAR
        )
        for key, words in TOLD.items()
    ]
    print(json.dumps({"what": "the table of a plan", "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
