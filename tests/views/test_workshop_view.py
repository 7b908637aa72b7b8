"""The pages of a workshop as its canvases come and go."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import remove_canvas
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


def test_without_a_canvas_no_command_of_a_page_is_left(open_window):
    driver = open_window("01")
    driver.open(0)
    left = {c.id for c in driver.view.page().commands()}
    for canvas in reversed(queries.canvases(driver.document)):
        driver.view.workshop.run("Delete canvas", lambda tx, gone=canvas: remove_canvas(tx, gone))
        settle()
    assert driver.view.current == ""
    table = driver.ctx.commands
    assert not [c.id for c in table if c.id in left]
    for command in table:
        command.when()
    assert not driver.view.inspector.isVisible()
    driver.view.workshop.undo()
    settle()
    driver.view.open_canvas(driver.view.canvases()[0].id)
    settle()
    assert QApplication.focusWidget() is driver.view.page().bar.line
