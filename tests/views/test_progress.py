"""How far a plan is: years, what is overdue, what changed and since when; every row leads to itself."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_set import set_due
from koosloome_desktop.views.inspector_parts import Jump
from tests.drivers.window import press, rich_labels, settle

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("03")


@pytest.fixture
def view(driver):
    page = driver.plan()
    driver.ctx.commands.run("plan.view.progress")
    settle()
    return page.views.current()


def texts(view) -> str:
    return " ".join(x.text() for x in view.findChildren(QLabel) if not x.isHidden()).replace("\xa0", " ")


def action(driver, code: str) -> Action:
    return next(a for a in driver.document.of(Action) if a.code == code)


def test_years_and_numbers(view):
    said = texts(view)
    assert "6 355 €" in said
    assert "12 550" in said
    assert "60 %" in said
    assert not rich_labels(view)


def test_what_changed_since_the_meeting_is_seen_at_once_and_leads_to_its_row(driver, view):
    assert "Sellest ajast pole midagi muutunud." in texts(view)
    late = action(driver, "A7")
    driver.view.workshop.run("Move", lambda tx: set_due(tx, late, "2027-12-31"))
    settle()
    assert "30.09.2027 → 31.12.2027" in texts(view)
    jump = next(j for j in view.findChildren(Jump) if j.text().startswith("A7"))
    jump.click()
    settle()
    assert driver.view.page().views.current_name == "table"
    assert driver.view.page().table.currentIndex().row() == 6
    driver.window.actions_.undo()
    settle()


def test_since_the_adoption_is_another_choice_by_keyboard(driver, view):
    assert QApplication.focusWidget() is view.choice
    press(view.choice, "Down")
    view.choice.activated.emit(view.choice.currentIndex())
    settle()
    assert view.choice.currentText() == "alates vastuvõtmisest"
    assert "01.09.2026 → 15.12.2026" in texts(view)
    assert view.choice.hasFocus()


def test_overdue_rows_stand_first(driver, view):
    late = action(driver, "A6")
    driver.view.workshop.run("Move", lambda tx: set_due(tx, late, "2026-10-10"))
    settle()
    assert "5 päeva üle" in texts(view)


def test_a_meeting_leads_to_what_changed_since(driver, view):
    page = driver.view.page()
    page.show_view("review")
    settle()
    button = next(b for b in page.views.current().start.findChildren(type(page.views.current().start.primary))
                  if b.accessibleName().startswith("Mis on muutunud"))  # fmt: skip
    button.click()
    settle()
    assert page.views.current_name == "progress"
    assert page.views.current().choice.currentText() == "alates kohtumisest 08.10.2026"
