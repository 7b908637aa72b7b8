"""The benchmark beside other programs, and how its table is printed."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.peers.screen import different

ROOT = Path(__file__).parent.parent.parent


def test_without_the_other_program_it_says_so_and_passes():
    words = [sys.executable, "-m", "tests.benchmarks.bench_peers"]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | {"PATH": ""}, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["rows"] == []
    assert told["note"] == (
        "Xournal++ is not measured: Xvfb and xournalpp missing; "
        "Excalidraw is not measured: Xvfb and --excalidraw FOLDER missing"
    )


def test_the_table_says_what_was_not_measured():
    place = ROOT / "packaging" / "test.py"
    spec = importlib.util.spec_from_file_location("koosloome_test_script", place)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    try:
        spec.loader.exec_module(script)
        row = {"workload": "W", "ours": 1.0, "limit": 2.0, "unit": "s", "ratio": 0.5, "bar": 1.0, "passed": True}
        missing = {"what": "Peers", "note": "not measured", "rows": []}
        lines = script.bench_table({"one": {"what": "One", "rows": [row]}, "two": missing})
        assert lines[-1] == "Peers: not measured"
        assert lines[-2].startswith("W ")
        assert script.bench_table({"two": missing}) == ["Peers: not measured"]
    finally:
        del sys.modules[spec.name]


def test_two_pictures_differ_by_a_share():
    assert different(b"", b"") == 0.0
    assert different(b"abcd", b"abcd") == 0.0
    assert different(b"\0bcd", b"abcd") == 0.25
    assert different(b"abcd", b"efgh") == 1.0
