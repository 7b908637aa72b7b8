"""Two screens, as Qt's offscreen platform lays them out: the wall on each projector, and what happens when one goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.waiting import PATIENCE

pytestmark = pytest.mark.slow

SIZES = [(1920, 1080), (1280, 800), (1024, 768), (768, 1024)]
ROOM = """
import json, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.drivers.window import WindowDriver, settle
app = QApplication(sys.argv[:1])
driver = WindowDriver(Path(sys.argv[1]), ("01",))
driver.open(0)
window, control = driver.window, driver.window.wall
laptop, copy, *projectors = QGuiApplication.screens()
there = [laptop]
control.screens.all = lambda: list(there)

def screens(*now):
    there[:] = now
    control.screens.look()
    settle()

def tell(what):
    wall = control.wall
    print(json.dumps({
        "what": what, "lamp": control.lamp()[0], "alone": control.alone.on,
        "wall": None if wall is None or not wall.isVisible() else wall.geometry().getRect(),
        "toast": window.toast.text() if window.toast.isVisible() else "",
        "face": control.show.face if control.show else "", "page": control.show.shown().page if control.show else 0,
    }), flush=True)

run = window.ctx.commands.run
for projector in projectors:
    screens(laptop, projector)
    run("window.wall")
    settle()
    tell("up")
    run("window.wall")
screens(laptop, copy)
run("window.wall")
settle()
tell("copy")
run("window.wall")
screens(laptop, projectors[0])
run("window.wall")
run("window.wall.plan")
settle()
control.turn(1)
run("window.wall_hold")
screens(laptop)
tell("gone")
screens(laptop, projectors[2])
tell("another")
control.wall.setGeometry(0, 0, 800, 600)
screens(laptop, projectors[2])
tell("resolution")
window.setScreen(projectors[2])
window.move(projectors[2].geometry().topLeft())
screens(laptop, projectors[2])
tell("swapped")
driver.close()
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What was seen on a laptop's screen, a copy of it, and projectors of every shape, each when it is plugged in."""
    folder = tmp_path_factory.mktemp("screens")
    screens = [{"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
               {"name": "copy", "x": 0, "y": 0, "width": 1366, "height": 768}]  # fmt: skip
    for at, (width, height) in enumerate(SIZES, 1):
        screens.append({"name": f"projector{at}", "x": at * 2000, "y": 0, "width": width, "height": height})
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        [sys.executable, "-c", ROOM, str(folder / "room")],
        env=env, cwd=Path(__file__).resolve().parents[3], capture_output=True, text=True,
        timeout=PATIENCE * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_the_wall_fills_every_projector_and_nothing_of_the_laptop(told):
    assert [t["wall"] for t in told[:4]] == [[at * 2000, 0, *size] for at, size in enumerate(SIZES, 1)]
    assert {t["lamp"] for t in told[:4]} == {"SEIN PEAL"}
    assert not any(t["alone"] for t in told[:4])


def test_a_copied_screen_is_one_screen_for_everybody(told):
    assert told[4]["alone"]
    assert told[4]["wall"] is None
    assert told[4]["lamp"] == "ÜKS EKRAAN"
    assert "Windows+P" in told[4]["toast"]


def test_an_unplugged_projector_leaves_nothing_on_the_laptop_and_another_gets_what_was_shown(told):
    gone, another = told[5:7]
    assert (gone["wall"], gone["lamp"], gone["alone"]) == (None, "SEIN OOTAB", False)
    assert "Projektor kadus" in gone["toast"]
    assert another["wall"] == [6000, 0, 1024, 768]
    assert another["lamp"] == "SEIN SEISAB · 0"
    assert (another["face"], another["page"]) == (gone["face"], gone["page"]) == ("plan", 1)


def test_another_resolution_is_filled_again(told):
    assert told[7]["wall"] == [6000, 0, 1024, 768]


def test_the_wall_leaves_the_screen_onto_which_the_scribes_window_comes(told):
    assert told[8]["wall"] == [0, 0, 1366, 768]
