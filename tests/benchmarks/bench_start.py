"""W5: from the start of the process to the first painted frame, beside a bare main window, in one run.

`bare` is the least a Qt program in Python can be, `dressed` has what any real one has besides (programs/). `empty` is
`koosloome` with an empty library, `sample` with the sample workshop in it. Every measurement is a process of its own;
they take turns. Prints one JSON object with the rows of the table, and where our time goes.

    python -m tests.benchmarks.bench_start [--reps 15]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import common

BAR = 1.5
PROGRAMS = {"bare": "bare_window", "dressed": "dressed_window", "empty": "our_window", "sample": "our_window"}


def prepare(folder: Path, kind: str) -> dict[str, str]:
    """Surroundings of one kind; the sample is brought into its library."""
    around = common.environment(folder, KOOSLOOME_LIBRARY=str(folder / f"library-{kind}"))
    if kind == "sample":
        sample = next((common.ROOT / "resources" / "samples").glob("*.json"))
        words = [sys.executable, "-m", "koosloome_desktop", "import", str(sample)]
        subprocess.run(words, cwd=common.ROOT, env=around, check=True, capture_output=True)
    return around


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reps", type=int, default=15)
    reps = parser.parse_args().reps
    times: dict[str, list[float]] = {kind: [] for kind in PROGRAMS}
    parts: list[dict[str, float]] = []
    with common.folder() as name:
        around = {kind: prepare(Path(name), kind) for kind in PROGRAMS}
        for turn in range(reps + 1):
            for kind, program in PROGRAMS.items():
                # The first turn fills caches and ends in order: the second start is what is measured.
                words = common.told(program, [], around[kind] if turn else around[kind] | {"BENCH_WARM": "1"})
                if turn:
                    times[kind].append(float(words[0]))
                    parts += [{k: float(v) for k, v in (w.split(":") for w in words[1:])}] if kind == "empty" else []
    rows = [
        common.row(f"W5 cold start, {kind} library / {least} main window", "s", times[kind], times[least], BAR)
        for kind in ("empty", "sample")
        for least in ("bare", "dressed")
    ]
    spent = {part: min(p[part] for p in parts) for part in parts[0]}
    print(json.dumps({"what": "W5 cold start", "rows": rows, "least_ms_of_parts": spent}, indent=1))


if __name__ == "__main__":
    main()
