"""Notes sent on in the real window: palette and inspector send, the toast goes there, the inspector comes back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from koosloome_desktop.model.records import Action, Ballot, Canvas, Note
from koosloome_desktop.operations import queries
from koosloome_desktop.views.inspector_parts import Jump
from tests.drivers.window import press, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("01", size=(1920, 1080))


def first(driver, zone: str, form: str = "note") -> Note:
    return next(n for n in queries.notes(driver.document, driver.view.current, form) if n.zone == zone)


def select(driver, note: Note) -> None:
    driver.view.jump(note.id)
    settle()


def buttons(driver) -> dict[str, QPushButton]:
    return {b.accessibleName(): b for b in driver.view.inspector.findChildren(QPushButton)}


def jump(driver, text: str) -> None:
    next(j for j in driver.view.inspector.findChildren(Jump) if text in j.text()).click()
    settle()


def go_there(driver) -> None:
    driver.window.toast.findChildren(QPushButton)[0].click()
    settle()


def test_a_pain_goes_to_the_causes_and_back(driver):
    driver.open(1)
    before = driver.document.digest()
    pain = first(driver, "pain")
    select(driver, pain)
    ask = next(b for name, b in buttons(driver).items() if name.startswith("Küsi miks"))
    ask.click()
    settle()
    assert "Probleemi kaardistamine" in driver.window.toast.text()
    assert driver.view.current == pain.canvas, "one stays where one is"
    made = next(n for n in driver.document.of(Note) if pain.id in n.sources)
    go_there(driver)
    assert driver.view.current == made.canvas
    assert driver.view.page().desk.focus == made.id
    jump(driver, pain.text)
    assert driver.view.page().desk.focus == pain.id
    jump(driver, made.text)
    assert driver.view.page().desk.focus == made.id
    driver.view.workshop.undo()
    settle()
    assert driver.document.digest() == before


def test_the_command_is_in_the_table_only_where_it_can_run(driver):
    driver.open(1)
    select(driver, first(driver, "pain"))
    assert driver.ctx.commands.find("note.send.cause").when()
    assert not driver.ctx.commands.find("note.send.vote").when()
    driver.open(0)
    assert driver.ctx.commands.find("note.send.cause") is None


def test_an_opportunity_stands_on_the_vote_list_of_its_canvas(driver):
    driver.open(1)
    chance = first(driver, "opportunity")
    select(driver, chance)
    assert driver.ctx.commands.run("note.send.vote")
    settle()
    (ballot,) = [b for b in driver.document.of(Ballot) if b.targets]
    assert ballot.targets == (chance.id,)
    driver.view.inspector.show_selection(())
    settle()
    jump(driver, chance.text)
    assert driver.view.page().desk.focus == chance.id


def test_an_unmet_need_becomes_an_action_and_the_toast_goes_to_its_row(driver):
    driver.open(2)
    need = queries.unmatched_needs(driver.document, driver.view.current)[0]
    select(driver, need)
    assert driver.ctx.commands.run("note.to_action")
    settle()
    press(QApplication.focusWidget(), "Return")
    settle()
    row = next(a for a in driver.document.of(Action) if need.id in a.sources)
    go_there(driver)
    assert driver.view.current == row.canvas
    jump(driver, need.text)
    assert driver.view.page().desk.focus == need.id


def test_an_objective_becomes_the_goal_of_the_plan_which_shows_where_it_comes_from(driver):
    driver.open(0)
    driver.ctx.commands.run("note.flip")
    settle()
    objective = first(driver, "objective")
    select(driver, objective)
    assert driver.ctx.commands.run("note.send.goal")
    settle()
    plan = next(c for c in driver.document.of(Canvas) if c.type == "action_plan")
    assert plan.goal == objective.text
    go_there(driver)
    assert driver.view.current == plan.id
    jump(driver, objective.text)
    assert driver.view.page().desk.focus == objective.id
    jump(driver, plan.title)
    assert driver.view.current == plan.id


def test_the_whole_chain_is_walked_by_commands_alone(driver):
    driver.open(1)
    pain = first(driver, "pain")
    select(driver, pain)
    assert not driver.ctx.commands.find("note.onward").when()
    driver.ctx.commands.run("note.send.cause")
    settle()
    assert driver.ctx.commands.run("note.onward")
    settle()
    cause = driver.view.page().desk.focus
    assert driver.document.get(cause, Note).sources == (pain.id,)
    driver.ctx.commands.run("note.to_action")
    settle()
    press(QApplication.focusWidget(), "Return")
    settle()
    assert driver.ctx.commands.run("note.back")
    settle()
    assert driver.view.page().desk.focus == pain.id
    assert driver.ctx.commands.run("note.onward")
    settle()
    assert driver.ctx.commands.run("note.onward")
    settle()
    assert driver.view.current == next(c.id for c in driver.document.of(Canvas) if c.type == "action_plan")


def test_what_was_parked_since_is_named_and_found_both_ways(driver):
    driver.open(1)
    pain = first(driver, "pain")
    select(driver, pain)
    driver.ctx.commands.run("note.send.cause")
    settle()
    driver.ctx.commands.run("note.onward")
    settle()
    made = driver.view.page().desk.focus
    driver.ctx.commands.run("note.park")
    settle()
    driver.open(1)
    select(driver, pain)
    before = driver.document.digest()
    driver.ctx.commands.run("note.send.cause")
    settle()
    assert driver.document.digest() == before
    assert "Ootele pandud teemad" in driver.window.toast.text()
    go_there(driver)
    assert driver.view.current == "parking"
    driver.open(1)
    select(driver, pain)
    assert driver.ctx.commands.run("note.onward")
    settle()
    assert driver.view.current == "parking"
    assert driver.document.get(made, Note).sources == (pain.id,)
