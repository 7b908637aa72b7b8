"""The panel of a plan's row, and of several: every field understood as in the table, refused beside the field."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from koosloome_desktop.operations import queries
from koosloome_desktop.views.inspector_parts import EditText
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("06", size=(1920, 1080))


@pytest.fixture
def page(driver):
    page = driver.plan()
    page.table.go_to(page.model.rows[2].id)
    settle()
    return page


def field(driver, caption: str) -> EditText:
    return next(e for e in driver.view.inspector.findChildren(EditText) if e.accessibleName() == caption)


def write(driver, caption: str, text: str) -> None:
    edit = field(driver, caption)
    edit.setFocus()
    edit.selectAll()
    type_text(edit, text)
    press(edit, "Return")
    settle()


@pytest.mark.parametrize(
    ("caption", "text", "name", "value"),
    [
        ("Vastutaja", "vallavanem", "owner_role", "vallavanem"),
        ("Tähtaeg", "20. detsember 2026", "deadline", "2026-12-20"),
        ("Partnerid", "kool, külaselts", "partner_roles", ("kool", "külaselts")),
        ("Kulunud €", "1 250,50", "spent", 125050),
        ("Tehtud %", "40 %", "percent", 40),
        ("Esimene samm", "helistan perearstile", "first_step", "helistan perearstile"),
    ],
)
def test_a_field_of_the_panel_is_understood_as_a_cell(driver, page, caption, text, name, value):
    write(driver, caption, text)
    assert getattr(page.model.rows[2], name) == value
    driver.window.actions_.undo()
    assert getattr(page.model.rows[2], name) != value


def test_what_cannot_be_is_told_below_the_field_and_stays_there(driver, page):
    before = page.model.rows[2]
    write(driver, "Kulunud €", "mõni euro")
    assert page.model.rows[2] == before
    assert field(driver, "Kulunud €").toPlainText() == "mõni euro"
    told = [w.text() for w in driver.view.inspector.findChildren(QLabel) if w.isVisible() and "mõni euro" in w.text()]
    assert told


def test_a_milestone_is_ticked_in_the_panel(driver, page):
    tick = next(t for t in driver.view.inspector.findChildren(QCheckBox) if t.accessibleName() == "Tingimuste kavand")
    tick.click()
    settle()
    steps = queries.milestones(driver.document, page.model.rows[2].id)
    assert [s.done for s in steps if s.text == "Tingimuste kavand"] == [True]


def test_a_row_is_agreed_and_the_agreement_taken_back(driver, page):
    next(
        b for b in driver.view.inspector.findChildren(QPushButton) if b.text().strip() == "Ruumis kokku lepitud"
    ).click()
    settle()
    assert page.model.rows[2].agreed_at
    assert "✓" in page.model.texts.text(page.model.rows[2], "agreed")
    next(b for b in driver.view.inspector.findChildren(QPushButton) if b.text() == "Võta kokkulepe tagasi").click()
    settle()
    assert not page.model.rows[2].agreed_at


def test_a_folded_section_stays_folded_for_the_next_row(driver, page):
    fold = next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == "Raha")
    assert fold.isChecked()
    fold.click()
    settle()
    page.table.go_to(page.model.rows[4].id)
    settle()
    fold = next(b for b in driver.view.inspector.findChildren(QPushButton) if b.accessibleName() == "Raha")
    assert not fold.isChecked()
    assert not field(driver, "Rahastusallikas").isVisible()


def test_several_rows_get_a_status_and_an_owner_at_once(driver, page):
    model, table = page.model, page.table
    table.go_to(model.rows[0].id, "activity")
    for row in range(3):
        table.selectionModel().select(model.index(row, 1), table.selectionModel().SelectionFlag.Select)
    settle()
    box = next(b for b in driver.view.inspector.findChildren(QComboBox) if b.accessibleName() == "Seis")
    box.activated.emit(box.findData("done"))
    settle()
    assert [a.status for a in model.rows[:4]] == ["done", "done", "done", "planned"]
    write(driver, "Vastutaja", "vallavanem")
    assert [a.owner_role for a in model.rows[:3]] == ["vallavanem"] * 3
    later = next(b for b in driver.view.inspector.findChildren(QPushButton) if b.text() == "Nädal hiljem")
    before = model.rows[0].deadline
    later.click()
    settle()
    assert (before, model.rows[0].deadline) == ("2026-06-30", "2026-07-07")
