"""The screen stays on while the wall is up: by the desktop's service, by a helper, or not; never with an error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from koosloome_desktop.views.wall.awake import Awake, Helper, ScreenSaverBus, Windows, ways
from tests.drivers.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
ON_A_BUS = """
import json, subprocess, sys
from PySide6.QtCore import QCoreApplication
from koosloome_desktop.views.wall.awake import Awake, ScreenSaverBus
app = QCoreApplication(sys.argv[:1])
none = Awake([ScreenSaverBus()])
none.hold("Sein")
service = subprocess.Popen([sys.executable, "-m", "tests.views.wall.screen_saver"], stdout=subprocess.PIPE, text=True)
told = [json.loads(service.stdout.readline())]
awake = Awake([ScreenSaverBus()])
awake.hold("Sein on üleval")
told.append(json.loads(service.stdout.readline()))
held = awake.held
awake.release()
told.append(json.loads(service.stdout.readline()))
service.terminate()
service.wait()
print(json.dumps({"none": none.held, "held": held, "after": awake.held, "told": told}))
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no session bus on this machine")
def test_the_desktops_service_is_held_while_the_wall_is_up_and_let_go_after():
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", ON_A_BUS],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1500:]
    found = json.loads(done.stdout)
    assert found["told"] == [[], [["Koosloome", "Sein on üleval"]], []]
    assert found["held"]
    assert not found["none"]
    assert not found["after"]


def test_without_a_bus_nothing_happens(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    awake = Awake([ScreenSaverBus(), Helper(("koosloome-no-such-program",))])
    awake.hold("Sein")
    assert not awake.held
    awake.release()


def test_a_helper_runs_as_long_as_it_is_needed():
    helper = Helper((sys.executable, "-c", "import threading; threading.Event().wait(600)"))
    awake = Awake([helper])
    awake.hold("Sein")
    awake.hold("Sein")
    running = helper._running
    assert running.poll() is None
    awake.release()
    assert running.poll() is not None
    assert not awake.held


def test_windows_is_asked_for_display_and_system_and_told_when_it_is_over():
    asked = []
    awake = Awake([Windows(lambda flags: asked.append(flags) or 1)])
    awake.hold("Sein")
    awake.release()
    assert asked == [0x80000003, 0x80000000]


@pytest.mark.parametrize(
    ("platform", "kinds"), [("win32", [Windows]), ("darwin", [Helper]), ("linux", [ScreenSaverBus, Helper])]
)
def test_every_system_has_its_own_way(platform, kinds):
    assert [type(way) for way in ways(platform)] == kinds
