"""Everything a screen reader may ask of chart and board, also of rows and views that are gone: nothing crashes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.waiting import PATIENCE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def test_a_hundred_rows_asked_for_in_chart_and_board_and_deleted_crash_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "tests.drivers.plan_reader"], cwd=ROOT, capture_output=True, text=True,
        timeout=PATIENCE * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == [
        "gantt", "129", "asked", "board", "129", "asked",
        "129", "invalid", "0", "left", "129", "invalid", "0", "left", "closed",
    ]  # fmt: skip
