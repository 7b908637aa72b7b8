"""W8: key press to letter on the screen with 1,000 notes on the board, and the longest stall of a scripted workshop.

The letters of our line and of a bare QLineEdit in a window as large are typed in turns in one process
(programs/letters.py). The workshop (programs/our_workshop.py) is the real program on the sample with a clock that runs
ahead: some 600 things happen on all canvases, and the stall meter says how long the window did not answer.
Prints one JSON object.

    python -m tests.benchmarks.bench_typing [--keys 400] [--reps 3]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.benchmarks import common

BAR_KEYS = 2.0
BAR_STALL_MS = 100.0


def typed(reps: int, keys: int, around: dict[str, str]) -> tuple[list[float], list[float]]:
    """The 95th percentile of each run, ours and the bare field's."""
    ours, bare = [], []
    for _ in range(reps):
        found = json.loads(common.told("letters", ["1000", str(keys)], around)[0])
        for name, into in (("ours", ours), ("bare", bare)):
            times = sorted(found[name])
            into.append(times[int(len(times) * 0.95)])
    return ours, bare


def workshop(reps: int, folder: Path) -> list[dict[str, Any]]:
    """Each scripted workshop: its longest stall, how many there were over 50 ms, how many things happened."""
    found = []
    for number in range(reps):
        log = folder / f"stalls-{number}.txt"
        around = common.environment(folder, KOOSLOOME_STALL_LOG=str(log), KOOSLOOME_LIBRARY=str(folder / f"l{number}"))
        told = json.loads(common.told("our_workshop", [], around)[0])
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        stalls = [(float(at), float(gap)) for at, gap in (line.split("\t") for line in lines)]
        told["stalls"] = [{"at_ms": at, "ms": gap, "during": during(told["steps"], at)} for at, gap in stalls
                          if at >= told["begun_ms"]]  # fmt: skip
        told["longest_ms"] = max((s["ms"] for s in told["stalls"]), default=0.0)
        busy = sorted(((s[2], s[1]) for s in told["steps"] if len(s) > 2), reverse=True)
        told["busiest_ms"] = busy[:8]
        del told["steps"]
        found.append(told)
    return found


def during(steps: list[list[Any]], at: float) -> str:
    """What was being done at that time."""
    return str(next((step[1] for step in reversed(steps) if step[0] <= at), ""))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--reps", type=int, default=3)
    chosen = parser.parse_args()
    with common.folder() as name:
        ours, bare = typed(chosen.reps, chosen.keys, common.environment(Path(name)))
        runs = workshop(chosen.reps, Path(name))
    best = min(runs, key=lambda r: r["longest_ms"])
    rows = [
        common.row("W8 key to letter, p95, 1000 notes / bare QLineEdit", "ms", ours, bare, BAR_KEYS),
        common.level("W8 longest stall of a scripted workshop", "ms", best["longest_ms"], BAR_STALL_MS),
        common.level(
            "W8 the same in processor time of the window", "ms", min(r["busiest_ms"][0][0] for r in runs), BAR_STALL_MS
        ),
    ]
    print(json.dumps({"what": "W8 typing", "rows": rows, "workshops": runs}, indent=1))


if __name__ == "__main__":
    main()
