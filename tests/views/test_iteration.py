"""The iterations of a sprint in the window: what is carried on is shown first, one step, and the way back and on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import iterations
from koosloome_desktop.services import workshop_file
from koosloome_desktop.views.iteration import NextIteration
from koosloome_desktop.views.window_words import rail_entries, titles
from tests.drivers.window import rich_labels, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("06")
    made.open(0)
    return made


def begin(driver, act=lambda dialog: dialog.accept()) -> None:
    driver.answer(NextIteration, act, lambda: driver.ctx.commands.run("window.iterate"))


def file_of(driver) -> str:
    return workshop_file.dumps(workshop_file.write(driver.document))


def test_the_preview_says_what_is_carried_on_and_nothing_happens_before_enter(driver):
    before = file_of(driver)

    def look(dialog):
        texts = [b.text() for b in dialog.findChildren(QCheckBox)]
        assert len(texts) == 4
        assert texts[0].startswith("Probleemi kaardistamine · 18 m")
        assert any("26.08.2026" in label.text() for label in dialog.findChildren(type(dialog.wrong)))
        assert dialog.primary.text() == "Alusta iteratsiooni 2/3"
        assert not rich_labels(dialog)
        dialog.reject()

    begin(driver, look)
    assert file_of(driver) == before


def test_the_next_iteration_is_one_step_and_shows_itself_everywhere(driver):
    before = file_of(driver)
    first = driver.view.current
    begin(driver)
    canvas = driver.document.get(driver.view.current, Canvas)
    assert canvas.continues == first
    assert canvas.title == "Probleemi kaardistamine 2/3"
    assert titles(driver.window)[1].startswith("Probleemi kaardistamine 2/3 · Hiiemäe päevakeskus")
    entries = [e.text for e in rail_entries(driver.window)[0]]
    assert entries.index("Probleemi kaardistamine 2/3") < entries.index("Varasemad iteratsioonid")
    assert entries.index("Probleemi kaardistamine") > entries.index("Varasemad iteratsioonid")
    assert len(driver.view.canvases()) == 8
    driver.window.actions_.undo()
    settle()
    assert file_of(driver) == before
    assert driver.view.current == first


def test_canvases_can_be_left_out(driver):
    def some(dialog):
        boxes = dialog.findChildren(QCheckBox)
        for box in boxes[1:]:
            box.click()
        assert dialog.primary.isEnabled()
        boxes[0].click()
        assert not dialog.primary.isEnabled()
        boxes[0].click()
        dialog.accept()

    begin(driver, some)
    assert len(driver.view.canvases()) == 5


def test_back_and_on_by_commands(driver):
    first = driver.view.current
    begin(driver)
    second = driver.view.current
    driver.ctx.commands.run("window.iteration.before")
    settle()
    assert driver.view.current == first
    assert not driver.ctx.commands.run("window.iteration.before")
    driver.ctx.commands.run("window.iteration.after")
    settle()
    assert driver.view.current == second
    assert not driver.ctx.commands.run("window.iteration.after")


def test_a_workshop_that_is_no_sprint_becomes_one(open_window):
    driver = open_window("01")
    driver.open(0)
    begin(driver)
    assert iterations.number_of(driver.document) == (2, 2)
    assert driver.document.get(driver.view.current, Canvas).title.endswith("2/2")
