"""The window as a screen reader finds it: another process, over the desktop's accessibility bus, on a real X server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.waiting import PATIENCE
from tests.xcb.conftest import ROOT, screen

pytestmark = pytest.mark.full


def test_a_screen_reader_finds_and_hears_everything_from_outside(tmp_path):
    if shutil.which("dbus-run-session") is None:
        pytest.fail("dbus-run-session is not installed; packaging/test.py --all installs it")
    reader = Path(__file__).with_name("outside_reader.py")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    with screen("us", tmp_path) as display:
        around = os.environ | {"DISPLAY": display, "XDG_RUNTIME_DIR": str(runtime), "NO_AT_BRIDGE": ""}
        done = subprocess.run(
            ["dbus-run-session", "--", "/usr/bin/python3", "-W", "ignore", str(reader), sys.executable, str(tmp_path)],
            cwd=ROOT, env=around, capture_output=True, text=True, timeout=PATIENCE * 10, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["walk"]["nameless"] == []
    assert told["walk"]["headings"] > 0
    assert [order for order, (notes, items) in told["walk"]["lists"].items() if notes != items] == []
    assert len(told["walk"]["lists"]) == 3
    assert [name for name, heard in told["work"].items() if not heard] == []
    assert told["asked"] > 1000
    assert told["exit"] == 0
