"""The wall in a follow-up: Shift+F5 puts the row that is talked about large before everybody."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from koosloome_desktop.operations.plan_set import set_fields
from koosloome_desktop.support.palette import LIGHT
from koosloome_desktop.views.wall.drawing import Sheet
from koosloome_desktop.views.wall.faces import Scene
from koosloome_desktop.views.wall.review_face import review_face
from koosloome_desktop.views.wall.show import Shown
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


def test_the_wall_shows_the_row_that_is_talked_about_and_follows_it(open_window):
    driver = open_window("03")
    page = driver.plan()
    driver.ctx.commands.run("plan.review")
    settle()
    control = driver.window.wall
    control.open_beside()
    settle()
    try:
        driver.ctx.commands.run("window.wall_light")
        settle()
        assert control.show.face == "review"
        first = control.wall.grab().toImage()
        rows = page.views.current().rows
        rows.setFocus()
        press(QApplication.focusWidget(), "Down")
        settle()
        assert control.show.shown().row == rows.current().id
        assert control.wall.grab().toImage() != first
        driver.ctx.commands.run("window.wall_light")
        assert control.show.face == "auto"
    finally:
        control.close()
        settle()


def drawn(driver, row: str = "", size: tuple[int, int] = (1920, 1080)) -> QPixmap:
    picture = QPixmap(*size)
    picture.fill("#ffffff")
    painter = QPainter(picture)
    scene = Scene(driver.document, driver.view.leading, Shown("review", row=row), "et")
    assert review_face(painter, Sheet(picture.rect(), LIGHT), scene) == 1
    painter.end()
    return picture


def test_without_a_meeting_without_a_row_and_with_a_source_it_draws(open_window):
    driver = open_window("03")
    driver.plan()
    empty = drawn(driver).toImage()
    driver.ctx.commands.run("plan.review")
    settle()
    overview = drawn(driver).toImage()
    assert overview != empty
    plan = driver.view.page().canvas_id
    action = queries.actions(driver.document, plan)[4]
    note = queries.notes(driver.document, driver.view.canvases()[0].id)[0]
    plain = drawn(driver, action.id).toImage()
    driver.view.workshop.run("Source", lambda tx: set_fields(tx, action, {"sources": (note.id,)}))
    assert drawn(driver, action.id).toImage() != plain
