"""The parts of the suite: every test file is in one of them, and in one only."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def covered(share) -> set[str]:
    """The test files that a part runs, as `packaging/test.py` has pytest find them."""
    found: set[str] = set()
    for path in share.paths:
        place = ROOT / path
        files = place.rglob("test_*.py") if place.is_dir() else [place]
        found |= {str(file.relative_to(ROOT)) for file in files}
    left = [path for path in share.without if path not in share.paths]
    return {file for file in found if not any(file == path or file.startswith(f"{path}/") for path in left)}


@pytest.mark.parametrize("parts", ["shares", "few_shares"])
def test_every_test_file_is_in_exactly_one_part(parts):
    made = getattr(importlib.import_module("shares"), parts)()
    counts = Counter(file for share in made for file in covered(share))
    there = {str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("test_*.py")}
    assert set(counts) == there
    assert [file for file, count in counts.items() if count > 1] == []
    assert all((ROOT / path).exists() for share in made for path in (*share.paths, *share.without))
