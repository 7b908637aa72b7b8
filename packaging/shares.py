"""The suite in parts that run beside one another, and where they put their files. Standard library only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap import ROOT

MEMORY_BYTES = 4_000_000_000
"""The whole suite leaves about a quarter of this in its folder."""
STORED = ("cli", "operations", "services", "storage", "support")
DRAWN = ("canvases", "layout")
BOARD = ("views/board", "views/canvases")
PLAN = (
    "views/plan",
    "views/importing",
    "views/wall",
    *(
        f"views/test_{name}.py"
        for name in (
            *("agenda", "draft_forms", "home_deadlines", "iterating", "iteration", "people", "plan", "plan_line"),
            *("progress", "review", "review_keys", "review_wall", "start", "to_plan", "top_voted", "votes"),
        )
    ),
)
WALKS = (
    "tests/model",
    "tests/canvases/test_structure_walk.py",
    "tests/canvases/test_verbs.py",
    "tests/views/test_any_gesture.py",
    "tests/views/test_accessibility_walk.py",
    "tests/views/test_shots.py",
)


@dataclass(frozen=True)
class Share:
    """A part of the suite that runs beside the others: a title, the paths it covers, and those it leaves to others.

    Measuring coverage makes the long random walks several times as long, and windows half as long again: only what is
    free of Qt is measured, and only by `--all`.
    """

    title: str
    paths: Sequence[str]
    without: Sequence[str] = ()
    measured: bool = True


def shares() -> tuple[Share, ...]:
    """The suite in parts, the longest first; all that asks the one PostgreSQL is in one of them."""
    rest = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").iterdir()) if is_tested(path)]
    named = [f"tests/{name}" for name in (*STORED, *DRAWN, "drivers", "views")]
    board, plan = ([f"tests/{name}" for name in paths] for paths in (BOARD, PLAN))
    paper = ["tests/exports"]
    others = [path for path in rest if path not in (*named, *WALKS, *paper)]
    return (
        Share("data", [f"tests/{name}" for name in STORED], without=WALKS),
        Share("window", ["tests/views"], without=(*WALKS, *board, *plan), measured=False),
        Share("tables and the rest", others, without=WALKS, measured=False),
        Share("walks", WALKS, measured=False),
        Share("plan and room", plan, measured=False),
        Share("paper", paper, measured=False),
        Share("canvases", [f"tests/{name}" for name in DRAWN], without=WALKS),
        Share("kills and power cuts", ["tests/drivers"], measured=False),
        Share("board", board, measured=False),
    )


def few_shares() -> tuple[Share, ...]:
    """The same in fewer parts, for a tier that is quick: starting one and reading its tests takes seconds."""
    made = {share.title: share for share in shares()}
    return (
        Share("data", [*made["data"].paths, *made["kills and power cuts"].paths], without=WALKS),
        Share("windows", ["tests/views"], without=WALKS, measured=False),
        Share("canvases and walks", [*made["canvases"].paths, *WALKS], measured=False),
        made["paper"],
        made["tables and the rest"],
    )


def at_once() -> int:
    """How many parts run beside one another: one more than there are cores, for some always wait, for a server, a
    screen or a program that they started.
    """
    return max(2, os.cpu_count() or 2) + 1


def is_tested(path: Path) -> bool:
    """Whether tests stand in this entry of `tests/`."""
    return bool(list(path.rglob("test_*.py"))) if path.is_dir() else path.name.startswith("test_")


def quick_place() -> str | None:
    """Where tests put their files: in memory where there is plenty, for they sync thousands of times; else anywhere.

    A kill or a refused call is the same there: what a process wrote outlives it. Power cuts are replayed, not made.
    """
    memory = Path("/dev/shm")  # noqa: S108  (a folder of our own is made in it)
    try:
        return str(memory) if shutil.disk_usage(memory).free >= MEMORY_BYTES else None
    except OSError:
        return None
