"""Ctrl+N: on a canvas the line; elsewhere a line over the page into the parking lot, and back to the same spot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from koosloome_desktop.operations import queries
from koosloome_desktop.views.dialogs_new import NewWorkshopDialog
from koosloome_desktop.views.quick_note import QuickNote
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def plan(open_window):
    driver = open_window("01")
    driver.plan()
    return driver


def focused():
    return QApplication.focusWidget()


def parked(driver) -> list[str]:
    return [n.text for n in queries.notes(driver.document, "", "parking")]


def quick(driver) -> QuickNote:
    return driver.view.findChild(QuickNote)


def test_from_a_cell_of_the_plan_a_note_goes_into_the_parking_lot_and_the_cell_has_the_keyboard_again(plan):
    before, digest = parked(plan), plan.document.digest()
    table = plan.view.page().table
    table.go_to(table.model().rows[2].id)
    settle()
    cell, holder = table.currentIndex(), focused()
    press(holder, "Ctrl+N")
    settle()
    assert focused() is quick(plan).line
    type_text(focused(), "Õunapuud parki")
    press(focused(), "Return")
    settle()
    assert parked(plan) == [*before, "Õunapuud parki"]
    assert (focused(), table.currentIndex()) == (holder, cell)
    assert not quick(plan).isVisible()
    assert "Õunapuud parki" in plan.window.toast.text()
    plan.view.workshop.undo()
    assert plan.document.digest() == digest


def test_back_in_a_half_typed_line_the_caret_stands_where_it_stood(plan):
    page = plan.view.page()
    page.focus_line()
    type_text(page.line, "Tellida buss")
    page.line.setCursorPosition(4)
    press(page.line, "Ctrl+N")
    settle()
    press(focused(), "Esc")
    settle()
    assert (focused(), page.line.text(), page.line.cursorPosition()) == (page.line, "Tellida buss", 4)


def test_escape_keeps_what_was_typed_for_the_next_time(plan):
    press(focused(), "Ctrl+N")
    settle()
    type_text(focused(), "pool mõ")
    press(focused(), "Esc")
    settle()
    assert plan.view.workshop.drafts[("quick", "")] == "pool mõ"
    press(focused(), "Ctrl+N")
    settle()
    type_text(focused(), "tet")
    press(focused(), "Return")
    settle()
    assert parked(plan)[-1] == "pool mõtet"
    assert ("quick", "") not in plan.view.workshop.drafts


def test_an_empty_line_adds_nothing_and_a_pasted_list_is_one_step(plan):
    before = parked(plan)
    press(focused(), "Ctrl+N")
    settle()
    press(focused(), "Return")
    settle()
    assert (parked(plan), quick(plan).isVisible()) == (before, True)
    quick(plan).line.paste_text("üks\nkaks\nkolm")
    settle()
    assert parked(plan) == [*before, "üks", "kaks", "kolm"]
    plan.view.workshop.undo()
    assert parked(plan) == before


def test_it_lies_at_the_foot_whatever_the_size(plan):
    press(focused(), "Ctrl+N")
    settle()
    plan.resize(1093, 614)
    line = quick(plan)
    assert line.geometry().bottom() == plan.view.rect().bottom()
    assert line.width() == plan.view.width()


def test_on_a_canvas_it_is_the_line_also_from_the_inspector_and_over_a_note(open_window):
    driver = open_window("01")
    driver.open(0)
    page = driver.view.page()
    page.go_to(page.order()[0])
    settle()
    press(focused(), "Ctrl+N")
    settle()
    assert (focused(), page.desk.mode) == (page.bar.line, "W")
    driver.window.rail.focus_pane()
    press(focused(), "Ctrl+N")
    settle()
    assert focused() is page.bar.line
    assert quick(driver) is None


def test_at_home_it_is_a_new_workshop(open_window, qtbot):
    driver = open_window("01")
    seen = []

    def close() -> None:
        dialog = driver.dialog(NewWorkshopDialog)
        seen.append(dialog)
        dialog.reject()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, close)
    press(focused() or driver.window, "Ctrl+N")
    settle()
    assert len(seen) == 1


def test_it_goes_when_the_keyboard_goes_elsewhere_and_keeps_what_was_typed(plan):
    press(focused(), "Ctrl+N")
    settle()
    type_text(focused(), "pool mõ")
    press(focused(), "Ctrl+1")
    settle()
    page = plan.view.page()
    assert focused() is page.bar.line
    assert not quick(plan).isVisible(), "it would lie over the line that has the keyboard"
    assert plan.view.workshop.drafts[("quick", "")] == "pool mõ"


def test_a_click_into_the_table_puts_it_away(plan):
    press(focused(), "Ctrl+N")
    settle()
    plan.view.page().table.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    assert not quick(plan).isVisible()
