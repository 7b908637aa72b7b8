"""Keys on a board of 10,000 notes beside the same keys on one of 1,000, in processor time of the whole window.

Bar: a letter that is looked for, filtered by or typed costs 16 ms at most (one frame), an arrow with the details beside
1.3 times what it costs among 1,000. Processes take turns; medians of the keys of a run. Prints one JSON object.

    python -m tests.benchmarks.bench_keys [--reps 3]
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from tests.benchmarks import common
from tests.benchmarks.bench_open import prepare

SIZES = (1000, 10000)
FRAME_MS = 16.0
BAR_GROWTH = 1.3
ARROW = "an arrow, details beside"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reps", type=int, default=3)
    reps = parser.parse_args().reps
    found: dict[int, dict[str, list[float]]] = {n: {} for n in SIZES}
    with common.folder() as name:
        around = {n: prepare(Path(name), n) for n in SIZES}
        for _turn in range(reps):
            for count in SIZES:
                costs = json.loads(" ".join(common.told("our_keys", [], around[count])))
                for key, each in costs.items():
                    found[count].setdefault(key, []).append(statistics.median(each))
    few, many = (found[n] for n in SIZES)
    rows = [
        common.level(f"{key}, {SIZES[-1]} notes", "ms", min(many[key]), FRAME_MS) for key in many if key != ARROW
    ] + [common.row(f"{ARROW}, {SIZES[-1]} notes / {SIZES[0]}", "ms", many[ARROW], few[ARROW], BAR_GROWTH)]
    print(json.dumps({"what": "keys on large boards", "rows": rows, "medians_ms": found}, indent=1))


if __name__ == "__main__":
    main()
