"""What the benchmarks share: processes timed from outside in turns, rows of the table, statistics.

A claim is a ratio taken in one run. Machines are shared, so programs take turns (A B A B …): the ratio is the median of
the ratios of neighbours, and the ratio of the least times, which other people's work disturbs least, stands beside it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(__file__).resolve().parent / "programs"


def row(workload: str, unit: str, ours: Sequence[float], limit: Sequence[float], bar: float) -> dict[str, Any]:
    """One line of the table from measurements taken in turns, as many of ours as of the limit."""
    ratio = statistics.median(a / b for a, b in zip(ours, limit, strict=True))
    return {
        "workload": workload,
        "unit": unit,
        "ours": round(statistics.median(ours), 4),
        "limit": round(statistics.median(limit), 4),
        "ratio": round(ratio, 2),
        "ratio_of_least": round(min(ours) / min(limit), 2),
        "bar": bar,
        "passed": ratio <= bar,
    }


def told_beside(workload: str, unit: str, ours: Sequence[float], limit: Sequence[float]) -> dict[str, Any]:
    """One line that is told beside the others and has no bar."""
    return row(workload, unit, ours, limit, 0.0) | {"bar": None, "passed": None}


def level(workload: str, unit: str, ours: float, bar: float) -> dict[str, Any]:
    """One line of the table whose bar is a number in its own unit, not a ratio."""
    return {"workload": workload, "unit": unit, "ours": round(ours, 2), "limit": bar, "ratio": round(ours / bar, 2),
            "bar": 1.0, "passed": ours <= bar}  # fmt: skip


def environment(folder: Path, **more: str) -> dict[str, str]:
    """For a process that is measured: its own library, settings and cache, no screen, and compiled modules kept as on
    every machine where the program was started before (the second start is what is measured)."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE" and not k.startswith("COVERAGE")}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "KOOSLOOME_LIBRARY": str(folder / "library"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(folder),
        **more,
    }


def told(program: str, words: Sequence[str], surroundings: Mapping[str, str], timeout: float = 300) -> list[str]:
    """Run a program of `programs/`; the last line it prints, in words. `BENCH_T0` is the instant it was started."""
    command = [sys.executable, str(PROGRAMS / f"{program}.py"), *words]
    # A process that is ended at its first frame leaves its door bell behind; no start after an orderly end finds one.
    for bell in Path(surroundings["TMPDIR"]).glob("koosloome-window-*"):
        bell.unlink()
    started = dict(surroundings) | {"BENCH_T0": repr(time.monotonic())}
    done = subprocess.run(command, cwd=ROOT, env=started, capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-500:]}\n{done.stderr[-3000:]}")
    return done.stdout.splitlines()[-1].split()


def folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for one run of a benchmark."""
    return tempfile.TemporaryDirectory(prefix="koosloome-bench-")


def peak_mib() -> float:
    """Most memory this process has held, MiB (Linux; 0 elsewhere)."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), 0.0)
