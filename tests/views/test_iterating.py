"""The next iteration of a sprint in the real window: one command, the way back and forth, what changed, and undo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations import actions, iterations, notes, queries
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.iteration import NextIteration
from koosloome_desktop.views.window_words import titles
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("06", size=(1600, 900))
    made.open(0)
    return made


def begin(driver) -> None:
    driver.answer(NextIteration, lambda dialog: dialog.accept(), lambda: driver.ctx.commands.run("window.iterate"))


def jumps(driver) -> dict[str, Jump]:
    return {j.accessibleName(): j for j in driver.view.inspector.findChildren(Jump) if j.isVisible()}


def labels(driver) -> list[str]:
    return [w.text() for w in driver.view.inspector.findChildren(QLabel) if w.isVisible()]


def test_one_command_begins_the_next_iteration_where_one_was_and_one_undo_takes_it_back(driver):
    before = driver.document.digest()
    assert driver.ctx.commands.find("window.iterate").title.endswith("2/3")
    begin(driver)
    assert driver.window.toast.text().startswith("Iteratsioon 2/3 on alanud")
    shown = driver.document.find(driver.view.current)
    assert shown.title.endswith("2/3")
    entries = driver.window.rail.ids()
    assert len([e for e in entries if e.startswith("canvas:")]) == 8
    assert entries.index(f"canvas:{shown.id}") < entries.index(f"canvas:{shown.continues}")
    driver.window.actions_.undo()
    settle()
    assert driver.document.digest() == before
    assert len([e for e in driver.window.rail.ids() if e.startswith("canvas:")]) == 4


def test_the_panel_leads_back_and_forth_and_tells_what_changed(driver):
    first = driver.view.current
    begin(driver)
    second = driver.view.current
    assert "Midagi ei ole veel muutunud." in labels(driver)
    found = queries.notes(driver.document, second)
    driver.view.workshop.run("Edit note", lambda tx: notes.reword(tx, found[0], "Täpsem mõte"))
    driver.view.workshop.run("Add note", lambda tx: notes.add_note(tx, second, "Uus mõte", zone=found[0].zone))
    driver.view.workshop.run("Delete", lambda tx: notes.delete_notes(tx, [found[1].id]))
    settle()
    assert {"Uusi: 1", "Muutunud: 1", "Välja jäänud: 1"} <= set(labels(driver))
    changed = next(j for name, j in jumps(driver).items() if name.startswith("Muutunud: 1"))
    assert changed.text() == f"{found[0].code} Täpsem mõte"
    assert f"enne: {found[0].text}" in labels(driver)
    back = next(j for name, j in jumps(driver).items() if name.startswith("jätkab lõuendit"))
    assert "iteratsioon" not in titles(driver.window)[1]
    back.click()
    settle()
    assert driver.view.current == first
    assert "Probleemi kaardistamine · iteratsioon 1/3" in titles(driver.window)[1]
    forth = next(j for name, j in jumps(driver).items() if name.startswith("jätkub lõuendil"))
    forth.click()
    settle()
    assert driver.view.current == second


def test_a_row_tells_how_it_stood_in_the_last_iteration_and_what_of_the_plan_is_different(driver):
    driver.open(3)
    begin(driver)
    plan = driver.view.current
    rows = driver.document.within(Action, plan)
    driver.view.workshop.run("Deadline", lambda tx: actions.set_due(tx, rows[0], "2026-09-30"))
    settle()
    driver.view.toggle_inspector()
    settle()
    changed = next(j for name, j in jumps(driver).items() if name.startswith("Muutunud: 1"))
    assert changed.text() == "A1 Sõidupäevik: neli nädalat andmeid"
    assert "Tähtaeg: 30.06.2026 → 30.09.2026" in labels(driver)
    changed.click()
    settle()
    assert any(name.startswith("Eelmises iteratsioonis") for name in jumps(driver))
    assert [c.id for c in iterations.current(driver.document)][-1] == plan
