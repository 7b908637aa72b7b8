"""Blocks of cells and whole rows of a plan's table: paste, fill, clear, put in, copy, move, delete."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views import slices
from koosloome_desktop.views.privacy.sure import BusyDialog
from tests.drivers.calls import calls
from tests.drivers.table import paste, run, select, undo
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("06")


@pytest.fixture
def page(driver):
    return driver.plan()


# -- blocks of cells


def test_a_block_is_pasted_as_if_it_were_typed_and_taken_back_at_once(driver, page):
    page.table.go_to(page.model.rows[0].id, "start")
    paste(page, "1.6.2026\t30.9\n1.7.2026\tvarsti\n")
    rows = page.model.rows
    assert (rows[0].start, rows[0].deadline) == ("2026-06-01", "2026-09-30")
    assert rows[1].start == "2026-07-01"
    undo(driver)
    assert (page.model.rows[0].start, page.model.rows[1].start) == ("2026-05-25", "2026-06-01")


def test_a_refused_cell_keeps_what_it_had_and_is_told_with_its_place(page):
    before = page.model.rows[1]
    page.table.go_to(page.model.rows[0].id, "budget")
    paste(page, "150\n-5\n700\n")
    assert page.model.rows[1] == before
    assert dict(page.model.rows[2].budget) == {"2026": 70000}
    assert "A2" in page.reason.text()
    assert "Eelarve" in page.reason.text()


def test_one_cell_is_pasted_into_all_chosen_ones(page):
    select(page, (0, "owner_role"), (3, "owner_role"))
    paste(page, "vallavanem")
    assert [a.owner_role for a in page.model.rows[:4]] == ["vallavanem"] * 4


def test_lines_in_a_cell_of_excel_stay_in_the_cell(page):
    page.table.go_to(page.model.rows[0].id, "result")
    paste(page, '"kaks kohtumist\nkokkuvõte"\t\n')
    assert page.model.rows[0].result == "kaks kohtumist\nkokkuvõte"


def test_rows_that_go_past_the_end_are_added(driver, page):
    page.table.go_to(page.model.rows[8].id, "activity")
    paste(page, "Viimane\tkoordinaator\nUus rida\tvallavanem\nVeel üks\t\n")
    assert [a.activity for a in page.model.rows[8:]] == ["Viimane", "Uus rida", "Veel üks"]
    assert page.model.rows[9].owner_role == "vallavanem"
    undo(driver)
    assert len(page.model.rows) == 9


def test_many_new_rows_are_each_written_once_and_say_what_was_refused(driver, page):
    last = page.model.rows[-1]
    page.table.go_to(last.id, "activity")
    fields = [c.field for c in page.model.columns[page.model.place_of("activity") :]]

    def line(number: int, **cells: str) -> str:
        return "\t".join(cells.get(f, f"Rida {number}" if f == "activity" else "") for f in fields)

    lines = [line(0)] + [
        line(n, owner_role="vallavanem", start="1.6.2027", deadline="30.9.2027" if n % 2 else "1.1.2027",
             budget="150" if n != 7 else "-5", status="töös") for n in range(1, 30)
    ]  # fmt: skip
    counted = calls(lambda: paste(page, "\n".join(lines)))
    rows = page.model.rows[page.model.row_of(last.id) :]
    assert counted["transaction", "Transaction.update"] < 10
    assert [a.activity for a in rows] == [f"Rida {n}" for n in range(30)]
    assert {a.owner_role for a in rows[1:]} == {"vallavanem"}
    assert [a.deadline for a in rows[1:5]] == ["2027-09-30", None, "2027-09-30", None]
    assert [dict(a.budget) for a in rows[6:9]] == [{"2027": 15000}, {}, {"2027": 15000}]
    assert rows[2].code in page.reason.text()
    undo(driver)
    assert page.model.rows[-1] == last


def test_a_row_is_written_once_however_many_of_its_cells_are_emptied(driver, page):
    before = [a.owner_role for a in page.model.rows]
    select(page, (0, "owner_role"), (3, "budget"))
    counted = calls(page.table.blocks.clear)
    assert counted["transaction", "Transaction.update"] <= 4
    assert counted["grid", "PlanGrid._told"] <= 2, "rows below each other are measured once"
    assert [(a.owner_role, a.start, a.deadline, dict(a.budget)) for a in page.model.rows[:4]] == [
        ("", None, None, {})
    ] * 4
    undo(driver)
    assert [a.owner_role for a in page.model.rows] == before


def test_pasting_that_is_stopped_writes_nothing(driver, page, monkeypatch):
    monkeypatch.setattr(slices, "SLICE", 0.0)
    monkeypatch.setattr(slices, "PATIENCE_MS", 0)
    before, last = driver.document.rev, page.model.rows[-1]
    page.table.go_to(last.id, "activity")

    def stop() -> None:
        told = [w for w in QApplication.topLevelWidgets() if isinstance(w, BusyDialog) and w.isVisible()]
        press(told[0], "Escape") if told else QTimer.singleShot(0, stop)

    QTimer.singleShot(0, stop)
    paste(page, "\n".join(f"Rida {n}" for n in range(3000)))
    assert driver.document.rev == before
    assert page.model.rows[-1] == last


def test_chosen_cells_are_read_by_their_rectangles(page):
    select(page, (0, "activity"), (3, "result"))
    rows, columns = 4, page.model.place_of("result") - page.model.place_of("activity") + 1
    first = page.model.place_of("activity")
    assert page.table.chosen_cells() == {(r, first + c) for r in range(rows) for c in range(columns)}
    assert len(page.table.blocks.cells()) == rows * columns
    assert calls(page.table.blocks.copy)["model", "PlanModel.flags"] == 0, "Qt asks each cell when it lists them"
    page.table.clearSelection()
    now = page.table.currentIndex()
    assert page.table.chosen_cells() == {(now.row(), now.column())}


def test_a_copied_block_comes_back_unchanged(driver, page):
    rev = driver.document.rev
    select(page, (0, "activity"), (8, "status"))
    press(page.table, "Ctrl+C")
    copied = QGuiApplication.clipboard().text()
    assert len(copied.splitlines()) == 9
    press(page.table, "Ctrl+V")
    settle()
    assert driver.document.rev == rev
    assert page.reason.text() == ""


def test_amounts_are_copied_as_a_spreadsheet_reads_them(page):
    page.table.go_to(page.model.rows[6].id, "budget")
    page.table.blocks.copy(whole=True)
    assert "77500" in QGuiApplication.clipboard().text()


def test_fill_down_takes_the_cell_above_or_the_first_of_the_block(driver, page):
    page.table.go_to(page.model.rows[1].id, "owner_role")
    press(page.table, "Ctrl+D")
    settle()
    assert page.model.rows[1].owner_role == page.model.rows[0].owner_role
    select(page, (0, "partner_roles"), (4, "partner_roles"))
    press(page.table, "Ctrl+D")
    settle()
    assert all(a.partner_roles == page.model.rows[0].partner_roles for a in page.model.rows[:5])
    undo(driver)
    assert page.model.rows[4].partner_roles != page.model.rows[0].partner_roles


def test_del_empties_all_chosen_cells_in_one_step(driver, page):
    select(page, (0, "owner_role"), (2, "partner_roles"))
    press(page.table, "Del")
    settle()
    assert all(not a.owner_role and not a.partner_roles for a in page.model.rows[:3])
    undo(driver)
    assert all(a.owner_role and a.partner_roles for a in page.model.rows[:3])


def test_ctrl_enter_writes_into_all_chosen_cells(page):
    select(page, (0, "target_group"), (2, "target_group"))
    page.table.edit(page.table.currentIndex())
    editor = QApplication.focusWidget()
    editor.selectAll()
    type_text(editor, "kõik elanikud")
    press(editor, "Ctrl+Return")
    settle()
    assert [a.target_group for a in page.model.rows[:3]] == ["kõik elanikud"] * 3


def test_status_and_time_of_several_rows_at_once(driver, page):
    select(page, (1, "activity"), (3, "activity"))
    run(page, "plan.rows.status.done")
    assert [a.status for a in page.model.rows[1:4]] == ["done"] * 3
    before = page.model.rows[2].deadline
    select(page, (2, "activity"), (3, "activity"))
    run(page, "plan.week_later")
    assert page.model.rows[2].deadline == "2026-11-06" != before
    undo(driver)
    assert page.model.rows[2].deadline == before


# -- rows


def test_rows_are_put_in_copied_and_deleted(driver, page):
    page.table.go_to(page.model.rows[2].id)
    press(page.table, "Ctrl+Return")
    editor = QApplication.focusWidget()
    type_text(editor, "Vahele pandud")
    press(editor, "Return")
    settle()
    assert page.model.rows[3].activity == "Vahele pandud"
    page.table.go_to(page.model.rows[3].id)
    run(page, "plan.duplicate")
    assert [a.activity for a in page.model.rows[3:5]] == ["Vahele pandud"] * 2
    select(page, (3, "activity"), (4, "activity"))
    run(page, "plan.delete")
    assert len(page.model.rows) == 9
    undo(driver)
    assert len(page.model.rows) == 11


def test_several_rows_move_together(page):
    codes = [a.code for a in page.model.rows]
    select(page, (1, "activity"), (2, "activity"))
    press(page.table, "Alt+Down")
    assert [a.code for a in page.model.rows][:4] == [codes[0], codes[3], codes[1], codes[2]]


def test_a_row_that_was_put_in_and_left_empty_goes_again(page):
    codes = [a.code for a in page.model.rows]
    page.table.go_to(page.model.rows[2].id)
    press(page.table, "Ctrl+Return")
    press(QApplication.focusWidget(), "Esc")
    settle()
    assert [a.code for a in page.model.rows] == codes
    assert page.table.hasFocus()
