"""The wall: what it shows and never shows, following the agenda, holding, paging, screens that come and go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from koosloome_desktop.operations import agenda, fitting, queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.views.wall.awake import Awake
from koosloome_desktop.views.wall.picture import WallLook
from koosloome_desktop.views.wall.show import FACES, WallShow
from koosloome_desktop.views.wall.window import WallWindow
from tests.drivers.window import press, settle, type_text
from tests.views.wall.painted import painted

pytestmark = pytest.mark.slow


@pytest.fixture
def room(driver):
    """The first canvas of the sample as it was, at the time it was."""
    driver.open(0)
    driver.clock.at = FixedClock().at
    yield driver
    while driver.window.view is not None and driver.view.workshop.history.undo_step is not None:
        driver.view.workshop.undo()
    driver.window.toast.hide()
    driver.window.show_home()
    settle()


@pytest.fixture
def wall(room):
    """A wall over the sample, not on any screen; gives (show, draw)."""
    show = WallShow(room.view.leading)
    made = WallWindow(room.view.workshop, room.view.leading, show, lambda: "et")

    def draw(width: int = 1280, height: int = 720) -> QImage:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        show.pages = made.picture.draw(painter, QRect(0, 0, width, height))
        painter.end()
        return image

    yield show, draw, made
    made.stop()
    made.deleteLater()


def block(driver, number: int):
    session = queries.sessions(driver.document)[0]
    return agenda.blocks(driver.document, session.id)[number]


@given(width=st.integers(320, 4100), height=st.integers(240, 2300), face=st.sampled_from(list(FACES)),
       calm=st.booleans(), size=st.floats(30, 60))  # fmt: skip
@settings(max_examples=max(6, settings.default.max_examples // 10), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_any_face_stands_on_a_wall_of_any_shape(room, wall, width, height, face, calm, size):
    show, draw, made = wall
    made.look = WallLook(calm=calm, size=size)
    show.choose(face, text="Tere!" if face == "text" else "")
    image = draw(width, height)
    colours = {image.pixel(x, y) for x in range(0, width, 5) for y in range(0, height, 5)}
    assert len(colours) > 2
    assert show.pages >= 1
    assert made.picture.said


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
    assert made.picture.state == "held"
    assert made.picture.changes == 3
    assert made.grab().toImage() == held
    made.hold()
    settle()
    assert made.picture.state == "on"
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


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
def test_beside_a_need_in_the_light_stands_what_answers_it_and_what_could(room, wall, size):
    show, _draw, made = wall
    canvas = next(c.id for c in room.view.canvases() if c.type == "resource_map")
    needs = fitting.needs_to_match(room.document, canvas)
    met = next(n for n in needs if fitting.answers(room.document, n))
    show.light(met.id, canvas)
    seen = painted(made.picture, *size)
    offers = fitting.offers(room.document, canvas)
    answering = [o.text for o in offers if o.id in fitting.answers(room.document, met)]
    words = seen.words.replace(" ", "")
    assert all(text.replace(" ", "") in words for text in (met.text, *answering))
    assert seen.words.count("✓") == len(answering)
    assert sum(o.text.replace(" ", "") in words for o in offers) > len(answering)
    assert seen.smallest[0] >= 24 * min(size[1], size[0] * 9 / 14) / 1080 - 1


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


def test_a_wall_in_a_window_has_its_lamp_and_home_takes_it_down(room):
    control = room.window.wall
    assert control.lamp() == ("", "")
    assert room.ctx.commands.run("window.wall_beside")
    settle()
    assert control.wall is not None
    assert control.wall.isVisible()
    assert control.lamp()[0] == "SEIN PEAL"
    assert room.window.top.button("wall").text().strip() == "SEIN PEAL"
    assert room.ctx.commands.run("window.wall_hold")
    settle()
    assert control.lamp()[0] == "SEIN SEISAB · 0"
    room.resize(1093, 614)
    lamp = room.window.top.button("wall")
    assert lamp.isVisible()
    assert lamp.text().strip() == "SEIN SEISAB · 0"  # however narrow the window is
    assert lamp.property("role") == "lamp-warn"
    room.resize(1440, 900)
    room.window.show_home()
    settle()
    assert control.wall is None
    assert not control.on


class Noted:
    """A way to keep the screen on that writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self, why: str) -> bool:
        self.asked.append(why)
        return True

    def release(self) -> None:
        self.asked.append("")


def test_the_screen_stays_on_while_anything_is_shown_and_not_longer(room):
    control, way = room.window.wall, Noted()
    control.awake = Awake([way])
    control.open_beside()
    assert way.asked == ["Sein on üleval"]
    control.close()
    assert way.asked == ["Sein on üleval", ""]
    control.toggle()  # one screen
    assert control.alone.on
    assert control.awake.held
    control.toggle()
    assert not control.awake.held
    control.open_beside()
    room.window.show_home()
    settle()
    assert not control.awake.held
