"""One screen for everybody: canvas and line, nothing of the scribe's; what is no canvas covers it, pages are large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import agenda, queries
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def room(driver):
    driver.view.open_canvas(driver.view.canvases()[0].id)
    driver.ctx.commands.run("window.wall")
    settle()
    yield driver
    if driver.window.wall.on:
        driver.window.wall.close()
    while driver.view.workshop.history.undo_step is not None:
        driver.view.workshop.undo()
    driver.window.toast.hide()
    settle()


def start(room, number: int) -> None:
    session = queries.sessions(room.document)[0]
    room.view.leading.start(agenda.blocks(room.document, session.id)[number])
    settle()


def cover(room):
    return room.window.wall.alone.cover


def test_nothing_of_the_scribes_is_in_sight_and_all_of_it_comes_back(room):
    window, view = room.window, room.view
    assert [w.isVisible() for w in (window.rail, window.top, view.inspector)] == [False, False, False]
    assert view.page().bar.isVisible()
    assert not cover(room).isVisible()  # no block is on: the canvas is what people see
    assert window.wall.lamp()[0] == "ÜKS EKRAAN"
    room.ctx.commands.run("window.inspector")
    settle()
    assert not view.inspector.isVisible()
    press(view.page().bar.line, "F5")
    settle()
    assert [w.isVisible() for w in (window.rail, window.top, view.inspector)] == [True, True, True]
    assert window.wall.lamp() == ("", "")


def test_a_break_covers_the_canvas_and_the_line_still_takes_notes(room):
    start(room, 3)
    assert not cover(room).isVisible()
    start(room, 6)
    assert cover(room).isVisible()
    line = room.view.page().bar.line
    assert cover(room).geometry().bottom() <= line.mapTo(room.window.stack, line.rect().topLeft()).y()
    before = len(room.document.of(Note))
    line.setFocus()
    type_text(line, "Paus sobib kõigile")
    press(line, "Enter")
    settle()
    assert len(room.document.of(Note)) == before + 1
    assert cover(room).isVisible()


def test_people_and_the_agendas_notes_are_covered_and_an_opened_canvas_is_seen(room):
    start(room, 3)
    room.view.open_canvas("people")
    settle()
    assert cover(room).isVisible()
    start(room, 6)
    room.view.open_canvas(room.view.canvases()[1].id)
    settle()
    assert not cover(room).isVisible()  # the scribe asked for it
    start(room, 7)
    start(room, 6)
    assert cover(room).isVisible()


def test_paging_shows_the_canvas_large_page_by_page_and_comes_back_to_it(room):
    control, seen = room.window.wall, []
    line = room.view.page().bar.line
    line.setFocus()
    room.ctx.commands.run("window.wall_next")
    settle()
    room.window.grab()
    pages = control.show.pages
    assert pages > 1
    for _page in range(pages):
        assert cover(room).isVisible()
        seen.append((control.show.shown().page, cover(room).picture.said))
        room.ctx.commands.run("window.wall_next")
        settle()
        room.window.grab()
    assert not cover(room).isVisible()
    assert [page for page, _said in seen] == list(range(pages))
    assert len({said for _page, said in seen}) == pages
    room.ctx.commands.run("window.wall_back")
    settle()
    assert cover(room).isVisible()
    assert control.show.shown().page == pages - 1
    start(room, 6)
    assert control.show.shown().face == "break"
    room.view.open_canvas(room.view.canvases()[2].id)
    room.ctx.commands.run("window.wall_next")
    assert (control.show.shown().face, control.show.shown().canvas) == ("canvas", room.view.canvases()[2].id)
    room.view.open_canvas(room.view.canvases()[0].id)
    settle()
    assert not cover(room).isVisible()
    assert control.show.face == "auto"


def test_a_face_of_several_pages_is_paged_and_an_empty_screen_hides_the_line_too(room):
    control = room.window.wall
    control.choose("plan")
    room.view.open_canvas("agenda")
    settle()
    room.window.grab()
    assert control.show.pages == 2
    control.turn(1)
    assert control.show.shown().page == 1
    room.view.open_canvas(room.view.canvases()[0].id)
    settle()
    control.blank()
    settle()
    assert cover(room).geometry() == room.window.stack.rect()
    assert {cover(room).grab().toImage().pixel(x, 9) for x in range(0, 900, 50)} == {0xFF000000}
    control.blank()
    settle()
    assert not cover(room).isVisible()


def test_holding_is_refused_in_words(room):
    room.ctx.commands.run("window.wall_hold")
    settle()
    assert "ei saa peatada" in room.window.toast.text()
    assert room.window.wall.lamp()[0] == "ÜKS EKRAAN"


def test_the_mouse_finds_every_face_in_the_strip(room):
    offered = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        offered.extend(a.text() for a in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    room.window.wall.alone.strip.faces.click()
    assert {"Paus", "Päevakava", "Kokkulepped"} <= set(offered)
    room.window.wall.alone.strip.leave.click()
    settle()
    assert not room.window.wall.on
