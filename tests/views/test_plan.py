"""The action plan as a table: what it shows, what it adds up, what the keys do, what it refuses and why."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from koosloome_desktop.views.plan.words import FIELDS
from tests.drivers.window import press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("01")


@pytest.fixture
def page(driver):
    return driver.plan()


def shown(page, row: int, field: str) -> str:
    return page.model.data(page.model.index(row, FIELDS.index(field)), Qt.ItemDataRole.DisplayRole)


def edit(page, row: int, field: str, text: str, leave: str = "Return") -> None:
    """Overwrite a cell as a person does: letters, then Enter."""
    page.table.go_to(page.model.rows[row].id, field)
    press(page.table, "F2")
    editor = QApplication.focusWidget()
    type_text(editor, text)
    press(editor, leave)
    settle()


def test_rows_show_what_the_file_says(page):
    assert page.model.rowCount() == 8
    assert shown(page, 1, "activity") == "Valla ja seltsi uus kasutusleping"
    assert shown(page, 1, "partner_roles") == "külaseltsi esimees, vallavara spetsialist"
    assert shown(page, 1, "start") == "01.11.2026"
    assert shown(page, 0, "budget") == "0"
    assert shown(page, 1, "budget") == "300"
    assert shown(page, 7, "budget").startswith("Vahendid leitakse")
    assert shown(page, 0, "status") == "kavandatud"


def test_the_sum_is_that_of_the_rows_it_names(page):
    text, total = page.totals.texts()
    assert total.replace("\xa0", " ") == "14 570 €"
    assert "1 summata" in text


def test_the_sums_say_how_many_rows_are_in_sight(driver, page):
    driver.resize(1440, 480)
    seen = len(page.table.visible_rows())
    assert 0 < seen < 8
    text, _total = page.totals.texts()
    assert str(seen) in text
    assert "8" in text
    driver.resize(1920, 1400)
    assert len(page.table.visible_rows()) == 8
    assert page.totals.texts()[0].startswith("8 rida")


def test_every_cell_is_as_high_as_its_text(driver, page):
    for width in (1920, 1366, 1093):
        driver.resize(width, 800)
        page.table.arrange()
        for row in range(page.model.rowCount()):
            for column in range(page.model.columnCount()):
                index = page.model.index(row, column)
                needed = page.table.cells.height(index, page.table.columnWidth(column))
                assert page.table.rowHeight(row) >= needed


def test_no_column_is_out_of_sight_at_1093(driver, page):
    driver.resize(1093, 614)
    page.table.arrange()
    assert page.table.horizontalScrollBar().maximum() == 0


def test_enter_takes_the_text_and_goes_down(driver, page):
    edit(page, 0, "owner_role", "külavanem")
    assert page.model.rows[0].owner_role == "külavanem"
    assert page.table.currentIndex().row() == 1
    driver.window.actions_.undo()
    assert page.model.rows[0].owner_role == "külaseltsi esimees"


def test_escape_leaves_the_cell_as_it_was_and_then_goes_to_the_line(page):
    edit(page, 0, "owner_role", "keegi teine", leave="Esc")
    assert page.model.rows[0].owner_role == "külaseltsi esimees"
    assert page.table.hasFocus()
    press(page.table, "Esc")
    assert page.line.hasFocus()


def test_letters_write_over_the_cell(page):
    page.table.go_to(page.model.rows[0].id, "result")
    press(page.table, "x")
    editor = QApplication.focusWidget()
    assert editor is not page.table
    press(editor, "Return")
    assert page.model.rows[0].result == "x"


def test_delete_clears_a_cell_but_never_the_action_itself(page):
    page.table.go_to(page.model.rows[0].id, "owner_role")
    press(page.table, "Del")
    assert page.model.rows[0].owner_role == ""
    page.table.go_to(page.model.rows[0].id, "activity")
    press(page.table, "Del")
    assert page.model.rows[0].activity != ""
    assert not page.reason.isHidden()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1.12.2026", "2026-12-01"), ("detsember 2026", "2026-12"), ("30.11", "2026-11-30"), ("", None)],
)
def test_dates_are_understood(page, typed, stored):
    edit(page, 0, "deadline", typed) if typed else None
    if not typed:
        page.table.go_to(page.model.rows[0].id, "deadline")
        press(page.table, "Del")
    assert page.model.rows[0].deadline == stored


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("deadline", "31.6", "31.6"),
        ("deadline", "1.1.2020", "01.01.2020"),
        ("budget", "-5", ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_stays_in_the_editor(page, field, typed, why):
    before = page.model.rows[0]
    edit(page, 0, field, typed)
    assert page.model.rows[0] == before
    assert why in page.reason.text()
    assert page.reason.text()
    assert page.reason.isVisible()
    editor = QApplication.focusWidget()
    assert editor is not page.table
    press(editor, "Esc")


@pytest.mark.parametrize(
    ("typed", "budget", "note"),
    [
        ("1 250,50", {"2026": 125050}, ""),
        ("0", {"2026": 0}, ""),
        ("Leiame selleks vahendid", {}, "Leiame selleks vahendid"),
        ("2026: 300; 2027: 500", {"2026": 30000, "2027": 50000}, ""),
    ],
)
def test_money_has_three_states(page, typed, budget, note):
    edit(page, 1, "budget", typed)
    assert dict(page.model.rows[1].budget) == budget
    assert page.model.rows[1].budget_note == note


def test_empty_is_not_zero(page):
    page.table.go_to(page.model.rows[1].id, "budget")
    press(page.table, "Del")
    assert dict(page.model.rows[1].budget) == {}
    assert shown(page, 1, "budget") == ""
    assert "2 summata" in page.totals.texts()[0]


def test_a_budget_of_several_years_is_not_flattened(driver, page):
    action = page.model.rows[1]
    edit(page, 1, "budget", "2026: 300; 2027: 500")
    edit(page, 1, "budget", "900")
    assert len(page.model.rows[1].budget) == 2
    assert "2026" in page.reason.text()
    assert action.id == page.model.rows[1].id


def test_status_is_chosen_from_six(page):
    page.table.go_to(page.model.rows[0].id, "status")
    press(page.table, "F2")
    box = QApplication.focusWidget()
    assert box.count() == 6
    box.setCurrentIndex(2)
    press(box, "Return")
    assert page.model.rows[0].status == "done"


def test_rows_move_with_alt_and_come_back(driver, page):
    order = [a.code for a in page.model.rows]
    page.table.go_to(page.model.rows[0].id)
    press(page.table, "Alt+Down")
    assert [a.code for a in page.model.rows] == [order[1], order[0], *order[2:]]
    assert page.table.currentIndex().row() == 1
    press(page.table, "Alt+Up")
    assert [a.code for a in page.model.rows] == order
    press(page.table, "Alt+Up")
    assert [a.code for a in page.model.rows] == order


def test_the_line_adds_an_action(driver, page):
    page.focus_line()
    type_text(page.line, "Õhtune kohvituba neljapäeviti")
    press(page.line, "Return")
    assert page.model.rows[-1].activity == "Õhtune kohvituba neljapäeviti"
    assert page.line.text() == ""
    press(page.line, "Return")
    assert page.model.rowCount() == 9
    driver.saved()
    assert re.search(r"\d\d:\d\d:\d\d$", driver.window.rail.saved.text())


def test_a_half_typed_action_is_kept_and_offered_back(driver, page):
    type_text(page.line, "Pooleli mõte")
    page.line.textEdited.emit(page.line.text())
    driver.window.show_home()
    settle()
    assert driver.plan().line.text() == "Pooleli mõte"


def test_the_chip_jumps_to_who_is_missing(page):
    assert not page.head.ownerless()
    page.table.go_to(page.model.rows[4].id, "owner_role")
    press(page.table, "Del")
    press(page.table, "Esc")
    page.head.jump_on()
    assert page.table.currentIndex().row() == 4
    assert FIELDS[page.table.currentIndex().column()] == "owner_role"


def test_the_table_is_copied_with_tabs_and_nothing_that_a_spreadsheet_would_run(driver, page):
    edit(page, 0, "result", "=HYPERLINK(1)")
    page.table.blocks.copy(whole=True)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 9
    assert all(line.count("\t") == len(FIELDS) - 1 for line in lines)
    assert "\t'=HYPERLINK(1)\t" in lines[1]


def test_an_empty_plan_teaches_how_a_note_becomes_an_action(driver, page):
    from koosloome_desktop.operations.actions import delete_actions

    ids = [a.id for a in page.model.rows]
    driver.view.workshop.run("Delete action", lambda tx: delete_actions(tx, ids))
    settle()
    assert page.empty.isVisible()
    assert not page.views.isVisible()
    driver.window.actions_.undo()
    settle()
    assert page.views.isVisible()
    assert page.model.rowCount() == 8


def test_nothing_in_the_plan_is_rich_text(driver, page):
    page.table.go_to(page.model.rows[0].id)
    settle()
    assert rich_labels(driver.window) == []


def test_year_tables_have_tabs_and_the_stated_total_beside_a_different_one(open_window):
    driver = open_window("plan_2021")
    driver.open(0)
    page = driver.view.page()
    years = [t.year for t in page.model.tables()]
    assert years == [2021, 2022, 2023, 2024]
    sums = {}
    for year in years:
        page.head.choose(year)
        page.table.arrange()
        sums[year] = page.totals.texts()
        assert all(a.table_year == year for a in page.model.rows)
    assert [sums[y][1].replace("\xa0", " ") for y in years] == ["39 800 €", "44 000 €", "44 500 €", "34 500 €"]
    different = [y for y in years if "kirjas" in sums[y][0] or "failis" in sums[y][0].lower()]
    assert different == [2022]
    page.head.choose(None)
    assert page.model.rowCount() == len(queries.actions(driver.document, page.canvas_id)) == 26
