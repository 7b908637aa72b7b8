"""The table of a plan: sets of columns, order, groups, filter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Action
from koosloome_desktop.views.plan.shape import Filter, Shape
from tests.drivers.table import run, text, undo
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("06")


@pytest.fixture
def page(driver):
    return driver.plan()


# -- columns


def test_a_set_is_chosen_by_command_and_kept_for_this_plan(driver, page):
    run(page, "plan.set.municipality")
    assert [c.words for c in page.model.columns if c.field.startswith("budget:")] == ["2026 €", "2027 €", "2028 €"]
    assert text(page, 4, "budget:2027").replace("\xa0", " ") == "1 200"
    driver.window.show_home()
    settle()
    assert driver.plan().model.shape.columns == "municipality"
    assert driver.window.actions_.undo() is None or True
    assert driver.settings.values.plan_tables


def test_the_amount_of_one_year_is_edited_in_its_column(driver, page):
    run(page, "plan.set.municipality")
    page.table.go_to(page.model.rows[4].id, "budget:2028")
    press(page.table, "F2")
    type_text(QApplication.focusWidget(), "2,5 tuh")
    press(QApplication.focusWidget(), "Return")
    settle()
    assert dict(page.model.rows[4].budget) == {"2026": 230000, "2027": 120000, "2028": 250000}
    undo(driver)
    assert dict(page.model.rows[4].budget) == {"2026": 230000, "2027": 120000}


def test_a_column_is_hidden_moved_and_widened_by_command(page):
    page.table.go_to(page.model.rows[0].id, "partner_roles")
    run(page, "plan.column.hide")
    assert page.model.place_of("partner_roles") == -1
    page.table.go_to(page.model.rows[0].id, "result")
    before = page.model.place_of("result")
    run(page, "plan.column.left")
    assert page.model.place_of("result") == before - 1
    assert page.table.columns_.current() == "result"
    width = page.table.columnWidth(page.model.place_of("result"))
    run(page, "plan.column.wider")
    assert page.table.columnWidth(page.model.place_of("result")) > width
    run(page, "plan.column.reset")
    assert page.model.shape == Shape()


def test_a_dragged_head_moves_a_column(page):
    head, fields = page.table.head, [c.field for c in page.model.columns]
    head.moveSection(fields.index("status"), 1)
    settle()
    assert [c.field for c in page.model.columns][1] == "status"
    assert head.visualIndex(1) == 1


def test_the_first_two_columns_stay_while_a_wide_table_scrolls(page):
    run(page, "plan.set.all")
    assert not page.table.frozen.isVisible()
    page.table.go_to(page.model.rows[1].id, "status")
    settle()
    assert page.table.horizontalScrollBar().value() > 0
    assert page.table.frozen.isVisible()
    left = page.table.columnViewportPosition(page.model.place_of("status"))
    assert left >= page.table.frozen.breadth()
    page.table.go_to(page.model.rows[1].id, "activity")
    settle()
    assert page.table.horizontalScrollBar().value() == 0
    assert not page.table.frozen.isVisible()


@pytest.mark.parametrize("name", ["usual", "five", "municipality", "health", "minimum", "rasci", "progress"])
def test_only_wide_sets_scroll_sideways(driver, page, name):
    run(page, f"plan.set.{name}")
    for width in (1093, 1366):
        driver.resize(width, 700)
        page.table.arrange()
        settle()
        assert page.table.horizontalScrollBar().maximum() == 0


# -- order, groups, filter


def test_a_click_on_a_head_sorts_and_the_third_gives_the_plan_back(page):
    own = [a.code for a in page.model.rows]
    column = page.model.place_of("budget")
    page.table.head.sectionClicked.emit(column)
    settle()
    amounts = [sum(a.budget.values()) for a in page.model.rows if len(a.budget)]
    assert amounts == sorted(amounts)
    assert not len(page.model.rows[-1].budget), "rows without an amount come last"
    page.table.head.sectionClicked.emit(column)
    settle()
    assert page.model.rows[0].code == "A7"
    assert not len(page.model.rows[-1].budget)
    page.table.head.sectionClicked.emit(column)
    settle()
    assert [a.code for a in page.model.rows] == own


def test_an_edited_row_stays_under_the_hand_while_sorted(page):
    page.table.columns_.sort("owner_role")
    settle()
    code = page.model.rows[0].code
    page.table.go_to(page.model.rows[0].id, "owner_role")
    press(page.table, "F2")
    type_text(QApplication.focusWidget(), "ülemus")
    press(QApplication.focusWidget(), "Return")
    settle()
    assert page.model.rows[0].code == code


def test_sorted_rows_say_why_they_cannot_be_moved(page):
    page.table.columns_.sort("owner_role")
    settle()
    order = [a.code for a in page.model.everything()]
    page.table.go_to(page.model.rows[0].id)
    press(page.table, "Alt+Down")
    assert [a.code for a in page.model.everything()] == order
    assert page.reason.isVisible()


def test_groups_have_headings_with_their_sums(page):
    run(page, "plan.group.owner_role")
    headings = [line for line in page.model.lines if not isinstance(line, Action)]
    assert [h.key for h in headings] == sorted(h.key for h in headings)
    assert sum(h.total for h in headings) == page.model.ledger.everything().total
    first = next(h for h in headings if h.key == "vabaühendus")
    assert first.count == len([a for a in page.model.rows if a.owner_role == "vabaühendus"])
    spoken = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "abivallavanem" in spoken


def test_the_heading_of_a_group_is_renamed_for_all_its_rows(driver, page):
    run(page, "plan.group.owner_role")
    at = next(i for i, line in enumerate(page.model.lines) if getattr(line, "key", "") == "vabaühendus")
    codes = {a.code for a in page.model.in_group(at)}
    page.table.setCurrentIndex(page.model.index(at, 0))
    page.table.setFocus()
    press(page.table, "Return")
    type_text(QApplication.focusWidget(), "MTÜ")
    press(QApplication.focusWidget(), "Return")
    settle()
    assert {a.code for a in page.model.everything() if a.owner_role == "MTÜ"} == codes
    undo(driver)
    assert not [a for a in page.model.everything() if a.owner_role == "MTÜ"]


def test_a_group_counts_anew_when_an_amount_changes(page):
    run(page, "plan.group.owner_role")
    row = next(a for a in page.model.rows if a.code == "A3")
    page.table.go_to(row.id, "budget")
    press(page.table, "F2")
    type_text(QApplication.focusWidget(), "700")
    press(QApplication.focusWidget(), "Return")
    settle()
    heading = next(x for x in page.model.lines if getattr(x, "key", "") == "abivallavanem")
    assert heading.total == 70000


def test_the_filter_shows_what_has_all_the_words_and_the_sums_say_so(page):
    run(page, "plan.filter")
    bar = page.table_view().filter
    assert bar.text.hasFocus()
    type_text(bar.text, "perearst")
    settle()
    assert [a.code for a in page.model.rows] == ["A6"]
    told, _total = page.totals.texts()
    assert told.startswith("1/9")
    assert "8" in told
    press(bar.text, "Down")
    assert page.table.hasFocus()
    run(page, "plan.filter.off")
    assert len(page.model.rows) == 9
    assert not bar.isVisible()


def test_rows_are_filtered_by_status_and_owner(page):
    page.table.columns_.filter(Filter(owner="vabaühendus"))
    settle()
    # Whoever put the filter on: its bar is made and seen, with what it is on.
    bar = page.table_view().filter
    assert (bar.isVisible(), bar.owner.currentData(), bar.window()) == (True, "vabaühendus", page.window())
    assert {a.owner_role for a in page.model.rows} == {"vabaühendus"}
    page.table.columns_.filter(Filter(statuses=("delayed",)))
    settle()
    assert {page.model.texts.status(a) for a in page.model.rows} == {"delayed"}


def test_fewer_columns_while_scrolled_down_are_measured_anew(driver, page):
    driver.resize(1366, 520)
    run(page, "plan.set.all")
    page.table.scrollToBottom()
    page.table.go_to(page.model.rows[8].id, "status")
    settle()
    run(page, "plan.set.minimum")
    assert page.model.columnCount() == 5
    assert all(page.table.rowHeight(r) >= 44 for r in page.table.visible_rows())
