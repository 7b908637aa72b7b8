"""The wall: what it shows and never shows, following the agenda, holding, paging, screens that come and go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from koosloome_desktop.operations import agenda, queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.views.wall.show import FACES, WallShow
from koosloome_desktop.views.wall.window import WallWindow
from tests.drivers.window import press, settle, type_text


@pytest.fixture
def room(open_window):
    driver = open_window("01")
    driver.open(0)
    return driver


@pytest.fixture
def wall(room):
    """A wall over the sample, not on any screen; gives (show, draw)."""
    show = WallShow(room.view.leading)
    made = WallWindow(room.view.workshop, room.view.leading, show, lambda: "et")

    def draw(width: int = 1280, height: int = 720) -> QImage:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        show.pages = made.draw(painter, QRect(0, 0, width, height))
        painter.end()
        return image

    yield show, draw, made
    made.stop()
    made.deleteLater()


def block(driver, number: int):
    session = queries.sessions(driver.document)[0]
    return agenda.blocks(driver.document, session.id)[number]


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (1024, 768), (768, 1024)])
def test_every_face_draws_something_on_every_wall(room, wall, size):
    show, draw, _made = wall
    paper = draw(*size)
    for face in FACES:
        show.choose(face, text="Tere!")
        image = draw(*size)
        colours = {image.pixel(x, y) for x in range(0, size[0], 7) for y in range(0, size[1], 7)}
        assert len(colours) > 2, face
    assert not paper.isNull()


def test_the_wall_follows_the_running_block_not_the_clicks(room, wall):
    show, _draw, _made = wall
    room.view.leading.start(block(room, 3))
    settle()
    assert (show.shown().face, show.shown().canvas) == ("canvas", room.view.canvases()[0].id)
    room.view.open_canvas(room.view.canvases()[2].id)
    assert show.shown().canvas == room.view.canvases()[0].id
    room.view.leading.start(block(room, 6))
    assert show.shown().face == "break"
    room.view.leading.start(block(room, 8))
    assert (show.shown().face, show.shown().canvas) == ("plan", room.view.canvases()[3].id)
    room.view.leading.start(block(room, 9))
    assert show.shown().face == "text"


def test_a_page_is_turned_round_and_a_new_block_begins_at_the_first(room, wall):
    show, draw, _made = wall
    room.view.leading.start(block(room, 5))
    first = draw()
    assert show.pages > 1
    show.turn(1)
    assert draw() != first
    for _page in range(show.pages - 1):
        show.turn(1)
    assert draw() == first
    show.turn(1)
    room.view.leading.start(block(room, 3))
    draw()
    assert show.shown().page == 0


def test_half_typed_words_never_reach_the_wall_and_committed_ones_do(room, wall):
    show, draw, _made = wall
    show.choose("question", canvas=room.view.canvases()[0].id)
    before = draw()
    line = room.view.page().bar.line
    line.setFocus()
    type_text(line, "Poolik mõte")
    settle()
    assert draw() == before
    press(line, "Enter")
    settle()
    assert draw() != before


def test_a_held_wall_stands_still_and_shows_the_end_when_it_is_let_go(room, wall):
    show, _draw, made = wall
    show.choose("question", canvas=room.view.canvases()[0].id)
    made.resize(1280, 720)
    made.show()
    settle()
    held = made.grab().toImage()
    made.hold()
    canvas = room.view.canvases()[0].id
    for n in range(3):
        room.view.workshop.run("Add note", lambda tx, n=n: add_note(tx, canvas, f"Vaikselt {n}", zone="cause"))
    settle()
    assert made.state == "held"
    assert made.changes == 3
    assert made.grab().toImage() == held
    made.hold()
    settle()
    assert made.state == "on"
    assert made.grab().toImage() != held
    made.blank()
    dark = made.grab().toImage()
    assert {dark.pixel(x, y) for x in range(0, dark.width(), 50) for y in range(0, dark.height(), 50)} == {0xFF000000}
    made.hide()


def test_one_note_stands_in_the_light(room, wall):
    show, draw, _made = wall
    canvas = room.view.canvases()[0].id
    show.choose("canvas", canvas=canvas)
    before = draw()
    note = queries.standing(room.document, canvas)[3]
    show.light(note.id, canvas)
    assert draw() != before
    show.light("", canvas)
    assert draw() == before


def test_the_clock_on_the_wall_tells_minutes_until_the_last_two(room, wall):
    show, draw, _made = wall
    clock = room.ctx.clock
    clock.at = agenda.moment("2026-10-15", "17:10", "Europe/Tallinn")
    room.view.leading.start(block(room, 3))
    show.choose("question", canvas=room.view.canvases()[0].id)
    first = draw()
    clock.at += timedelta(seconds=20)
    assert draw() == first
    clock.at += timedelta(minutes=48)
    near = draw()
    clock.at += timedelta(seconds=1)
    assert draw() != near


def test_f5_puts_a_wall_up_the_lamp_says_so_and_home_takes_it_down(room):
    control = room.window.wall
    assert control.lamp() == ("", "")
    assert room.ctx.commands.run("window.wall")
    settle()
    assert control.wall is not None
    assert control.wall.isVisible()
    assert control.lamp()[0] == "SEIN PEAL"
    assert room.window.top.button("wall").text().strip() == "SEIN PEAL"
    assert room.ctx.commands.run("window.wall_hold")
    settle()
    assert control.lamp()[0] == "SEIN SEISAB · 0"
    room.window.show_home()
    settle()
    assert control.wall is None


SCREENS = """
import json, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.drivers.window import WindowDriver, settle
app = QApplication(sys.argv[:1])
driver = WindowDriver(Path(sys.argv[1]), ("01",))
driver.open(0)
settle()
window = driver.window
screens = QGuiApplication.screens()
window.ctx.commands.run("window.wall")
settle()
wall = window.wall.wall
print(json.dumps({
    "screens": [[s.geometry().x(), s.geometry().y(), s.geometry().width(), s.geometry().height()] for s in screens],
    "wall": [wall.x(), wall.y(), wall.width(), wall.height()],
    "window": window.screen().name() != window.wall._screen.name(),
}), flush=True)
window.wall._screen_gone(window.wall._screen)
settle()
print(json.dumps({"visible": wall.isVisible(), "lamp": window.wall.lamp()[0]}), flush=True)
window.wall._screen_came(screens[1])
settle()
print(json.dumps({"visible": wall.isVisible(), "lamp": window.wall.lamp()[0]}), flush=True)
driver.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (768, 1024)])
def test_with_two_screens_the_wall_is_on_the_projector_and_waits_while_that_is_gone(tmp_path, size):
    config = tmp_path / "screens.json"
    width, height = size
    config.write_text(json.dumps({"screens": [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "projector", "x": 1366, "y": 0, "width": width, "height": height},
    ]}))  # fmt: skip
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCREENS, str(tmp_path / "room")],
        env=env, cwd=root, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(told) == 3, done.stderr[-2000:]
    assert told[0]["wall"] == [1366, 0, width, height]
    assert told[0]["window"]
    assert told[1] == {"visible": False, "lamp": "SEIN OOTAB"}
    assert told[2] == {"visible": True, "lamp": "SEIN PEAL"}
