"""A presenter's remote, the projector check and the wall's looks: what is pressed and set, what the wall does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from koosloome_desktop.layout.wall import LEAST, MOST, USUAL
from koosloome_desktop.model.records import Note
from koosloome_desktop.views.wall.setup import TextForWall, WallSetup
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def room(driver):
    driver.view.open_canvas(driver.view.canvases()[0].id)
    driver.window.wall.open_beside()
    driver.window.wall.choose("canvas")
    driver.window.wall.wall.resize(1280, 720)
    settle()
    driver.window.wall.wall.grab()
    yield driver
    driver.window.toast.hide()
    driver.window.wall.close()
    driver.ctx.settings.change(wall_dark=False, wall_calm=False, wall_distance=0.0, wall_width=0.0)
    settle()


def page(room) -> int:
    return room.window.wall.show.shown().page


def test_pgdn_and_pgup_page_the_wall_from_the_line_and_leave_its_text(room):
    line = room.view.page().bar.line
    line.setFocus()
    type_text(line, "pooleli")
    press(line, "PgDown")
    settle()
    assert page(room) == 1
    room.window.wall.wall.grab()
    press(line, "PgUp")
    press(line, "PgUp")
    settle()
    assert page(room) == room.window.wall.show.pages - 1
    assert line.text() == "pooleli"
    line.clear()


def test_a_table_scrolls_by_them_only_while_the_wall_is_off(room):
    room.view.open_canvas(room.view.canvases()[3].id)
    settle()
    table = room.view.page().table
    table.setFocus()
    settle()
    at = table.currentIndex()
    press(table, "PgDown")
    settle()
    assert page(room) == 1
    assert table.currentIndex() == at
    room.window.wall.close()
    settle()
    assert "PgDown" not in room.ctx.commands.shortcuts()


def test_the_walls_own_window_takes_what_remotes_send_and_hands_letters_on(room):
    wall, line = room.window.wall.wall, room.view.page().bar.line
    line.setFocus()
    for key, expected in (("PgDown", 1), ("Right", 2), ("Left", 1), ("Space", 2), ("Backspace", 1)):
        press(wall, key)
        wall.grab()
        assert page(room) == expected, key
    for key in (".", "B", "W"):
        press(wall, key)
        assert wall.picture.blank, key
        press(wall, key)
        assert not wall.picture.blank, key
    press(wall, "K")
    assert line.text().lower() == "k"
    line.clear()
    press(wall, "Esc")
    assert wall.isVisible()
    press(wall, "F5")
    settle()
    assert room.window.wall.wall is None


def test_a_point_in_the_scribes_line_is_text(room):
    line, before = room.view.page().bar.line, len(room.document.of(Note))
    line.setFocus()
    type_text(line, "b.")
    assert line.text() == "b."
    assert not room.window.wall.wall.picture.blank
    line.clear()
    assert len(room.document.of(Note)) == before


def test_the_check_asks_two_numbers_tells_the_size_and_what_a_remote_sends(room):
    told = []
    wall = room.window.wall.wall

    def try_it(dialog: WallSetup) -> None:
        assert room.window.wall.show.face == "check"
        for distance, width in (("", ""), ("8", "2,5"), ("3", "3"), ("20", "2"), ("acht", "2")):
            dialog.distance.setText(distance)
            dialog.width_.setText(width)
            dialog.take()
            told.append((dialog.size_.text(), wall.look.size))
        dialog.calm.click()
        dialog.dark.click()
        assert (wall.look.calm, wall.look.dark) == (True, True)
        assert wall.look.theme.name == "calm_dark"
        dialog.remote.setFocus()
        for key, words in (("PgDown", "järgmine leht"), (".", "tühi sein"), ("Esc", "tagasi"), ("F5", "sein sisse")):
            press(dialog.remote, key)
            assert words in dialog.told.text()
        assert dialog.isVisible()
        assert room.window.wall.on

    room.answer(WallSetup, try_it, lambda: room.ctx.commands.run("window.wall_setup"))
    sizes = [size for _words, size in told]
    assert sizes == [USUAL, pytest.approx(36.48), LEAST, MOST, MOST]
    assert ["meetrid arvuna" in words for words, _size in told] == [False, False, False, False, True]
    assert "projektor tahapoole" in told[3][0]
    assert room.window.wall.show.face == "canvas"


def test_a_larger_size_makes_more_pages(room):
    show, wall = room.window.wall.show, room.window.wall.wall
    pages = show.pages
    room.ctx.settings.change(wall_distance=12.0, wall_width=2.5)
    settle()
    wall.grab()
    assert show.pages > pages


def test_a_text_of_ones_own_stays_until_another_face_is_chosen(room):
    def write(dialog: TextForWall) -> None:
        dialog.area.setPlainText("Kohv on teises saalis.")
        dialog.accept()

    room.answer(TextForWall, write, lambda: room.ctx.commands.run("window.wall_text"))
    wall = room.window.wall.wall
    wall.grab()
    assert "Kohv on teises saalis." in wall.accessibleDescription()
    room.ctx.commands.run("window.wall.auto")
    settle()
    wall.grab()
    assert "Kohv" not in wall.accessibleDescription()


def test_after_a_sleep_the_wall_is_drawn_anew_and_looks_for_its_screen(room):
    wall, woke = room.window.wall.wall, []
    wall.woke.connect(lambda: woke.append(True))
    wall.second()
    assert woke == []
    room.ctx.clock.at += timedelta(hours=8)
    wall.second()
    assert woke == [True]
    assert wall.isVisible()


def test_a_held_wall_lets_one_change_at_a_time_through_and_reminds(room):
    control = room.window.wall
    control.choose("question")
    settle()
    room.ctx.commands.run("window.wall_hold")
    line = room.view.page().bar.line
    line.setFocus()
    for words in ("Esimene", "Teine"):
        type_text(line, words)
        press(line, "Enter")
    settle()
    assert control.lamp()[0] == "SEIN SEISAB · 2"
    assert "Esimene" not in " ".join(_said(control))
    room.ctx.commands.run("window.wall_one")
    assert control.lamp()[0] == "SEIN SEISAB · 1"
    assert "Esimene" in " ".join(_said(control))
    assert "Teine" not in " ".join(_said(control))
    assert control.reminder.isActive()
    control.reminder.timeout.emit()
    assert "minuti" in room.window.toast.text()
    room.ctx.commands.run("window.wall_hold")
    assert "Teine" in " ".join(_said(control))
    assert not control.reminder.isActive()


def _said(control) -> tuple[str, ...]:
    control.wall.grab()
    return control.wall.picture.said


def test_a_wall_that_was_given_the_keyboard_when_it_came_hands_it_back_and_a_click_takes_it(room):
    """Window managers give it to a new window whatever that asks for: the scribe's next "b" would empty the wall."""
    wall, window = room.window.wall.wall, room.window
    window.activateWindow()
    wall.present(window.screen())
    wall.activateWindow()
    settle()
    assert (wall.isActiveWindow(), window.isActiveWindow()) == (False, True)
    QTest.mouseClick(wall, Qt.MouseButton.LeftButton)
    settle()
    assert wall.isActiveWindow()
    window.activateWindow()
    settle()
