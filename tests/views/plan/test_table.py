"""The table of a plan with spreadsheet habits: columns, order, groups, filter, blocks, letters, remarks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit

from koosloome_desktop.model.records import Action, Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_actions
from koosloome_desktop.views.plan.picking import DatePicker
from koosloome_desktop.views.plan.shape import Filter, Shape
from tests.drivers.window import press, settle, type_text


@pytest.fixture
def driver(open_window):
    return open_window("06")


@pytest.fixture
def page(driver):
    return driver.plan()


def run(page, command: str) -> None:
    assert page.ctx.commands.run(command), command
    settle()


def text(page, row: int, field: str) -> str:
    return page.model.text(page.model.row_of(page.model.rows[row].id), page.model.place_of(field))


def select(page, first: tuple[int, str], last: tuple[int, str]) -> None:
    """Cells as Shift and arrows select them."""
    model, chosen = page.model, page.table.selectionModel()
    page.table.go_to(model.rows[first[0]].id, first[1])
    rows = range(first[0], last[0] + 1)
    for row in rows:
        for column in range(model.place_of(first[1]), model.place_of(last[1]) + 1):
            chosen.select(model.index(row, column), QItemSelectionModel.SelectionFlag.Select)


def paste(page, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    press(page.table, "Ctrl+V")
    settle()


def undo(driver) -> None:
    driver.window.actions_.undo()
    settle()


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
    assert {a.owner_role for a in page.model.rows} == {"vabaühendus"}
    page.table.columns_.filter(Filter(statuses=("delayed",)))
    settle()
    assert {page.model.texts.status(a) for a in page.model.rows} == {"delayed"}


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


# -- RASCI, pickers, remarks, drafts


def rasci(driver, row: str) -> tuple[str, ...]:
    plan = next(c for c in driver.document.of(Canvas) if c.type == "action_plan")
    return tuple(plan.parts["rasci"]["matrix"][row])


def test_a_letter_typed_is_the_letter_of_the_cell(driver, page):
    run(page, "plan.set.rasci")
    page.table.go_to(page.model.rows[0].id, "rasci:3")
    press(page.table, "C")
    settle()
    assert rasci(driver, "A1")[3] == "C"
    press(page.table, "C")
    settle()
    assert rasci(driver, "A1")[3] == ""
    undo(driver)
    undo(driver)
    assert rasci(driver, "A1")[3] == "I"


def test_a_second_a_is_marked_at_once_and_blocks_nothing(driver, page):
    run(page, "plan.set.rasci")
    row = page.model.rows[0]
    assert not [m for m in page.model.marks.of(row) if m.finding.code.startswith("rasci")]
    page.table.go_to(row.id, "rasci:0")
    press(page.table, "A")
    settle()
    assert rasci(driver, "A1")[0] == "A"
    assert [m for m in page.model.marks.of(row) if m.finding.code == "rasci.not_one_a"]


def test_other_letters_are_refused_in_a_matrix(driver, page):
    run(page, "plan.set.rasci")
    page.table.go_to(page.model.rows[0].id, "rasci:0")
    press(page.table, "X")
    settle()
    assert rasci(driver, "A1")[0] == "I"
    assert "X" in page.reason.text()


def test_alt_down_opens_the_roles_for_the_owner(page):
    page.table.go_to(page.model.rows[0].id, "owner_role")
    press(page.table, "Alt+Down")
    settle()
    editor = page.table.viewport().findChild(QLineEdit)
    popup = editor.completer().popup()
    assert popup.isVisible()
    words = [popup.model().index(i, 0).data() for i in range(popup.model().rowCount())]
    assert "vabaühendus" in words
    popup.hide()
    press(editor, "Esc")


def test_alt_down_opens_a_calendar_with_months_for_a_deadline(driver, page):
    page.table.go_to(page.model.rows[2].id, "deadline")
    press(page.table, "Alt+Down")
    settle()
    picker = page.table.findChild(DatePicker)
    assert picker.isVisible()
    assert picker.findChild(QCalendarWidget).selectedDate().toString("yyyy-MM-dd") == "2026-10-30"
    picker._month(12)
    settle()
    assert page.model.rows[2].deadline == "2026-12"
    assert page.table.hasFocus()


def test_a_remark_leads_to_its_cell_and_escape_back_to_the_list(page):
    run(page, "plan.marks")
    panel = page.table_view().marks
    assert panel.list.hasFocus()
    at = next(i for i, m in enumerate(panel._marks) if m.row == "A2" and m.field == "budget")
    panel.list.setCurrentRow(at)
    press(panel.list, "Return")
    assert page.table.hasFocus()
    assert page.model.action_at(page.table.currentIndex().row()).code == "A2"
    assert page.table.columns_.current() == "budget"
    press(page.table, "Esc")
    assert panel.list.hasFocus()
    press(panel.list, "Esc")
    assert page.table.hasFocus()
    assert not panel.isVisible()


def test_a_remark_goes_when_what_it_says_is_done(page):
    row = page.model.rows[1]
    assert [m for m in page.model.marks.at(row, "budget") if m.finding.code == "plan.no_amount"]
    page.table.go_to(row.id, "budget")
    press(page.table, "F2")
    type_text(QApplication.focusWidget(), "0")
    press(QApplication.focusWidget(), "Return")
    settle()
    assert not page.model.marks.at(page.model.rows[1], "budget")


def test_hints_on_the_wording_can_be_switched_off(page):
    with_hints = len(page.model.marks.everything(page.model.rows))
    run(page, "plan.hints")
    without = len(page.model.marks.everything(page.model.rows))
    assert without <= with_hints
    assert page.model.shape.hints is False


def test_drafts_count_in_no_sum_and_are_said(driver, page):
    before = page.totals.texts()[1]
    with driver.document.transaction("Draft") as tx:
        add_actions(tx, page.canvas_id, [{"activity": "Pakutud", "draft": True, "budget": {"2026": 99900}}])
    settle()
    told, total = page.totals.texts()
    assert total == before
    assert "1 mustand" in told
    spoken = page.model.data(page.model.index(9, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert "mustand" in spoken


def test_a_row_past_its_deadline_is_delayed_by_itself(page):
    row = page.model.rows[0]
    assert row.status == "planned"
    assert text(page, 0, "status") == "hilineb"
    assert page.model.texts.edit(row, "status") == "kavandatud"


def test_the_totals_name_years_and_sources(page):
    below = page.totals.below().replace("\xa0", " ")
    assert "2027: 39 400 €" in below
    assert "valla eelarve" in below
    spoken = page.totals.accessibleName()
    assert "87" in spoken


def test_milestones_are_edited_as_lines(driver, page):
    run(page, "plan.set.avp")
    row = page.model.rows[0]
    page.table.go_to(row.id, "milestones")
    page.table.edit(page.table.currentIndex())
    editor = QApplication.focusWidget()
    assert editor.toPlainText().splitlines()[0].startswith("○ Päevik jagatud · 28.05.2026")
    editor.selectAll()
    type_text(
        editor, "✓ Päevik jagatud · 28.05.2026\nVahearuanne · 15.6\nKokkuvõte teiseks iteratsiooniks · 29.06.2026"
    )
    press(editor, "Return")
    settle()
    steps = queries.milestones(driver.document, row.id)
    assert [(s.text, s.due, s.done) for s in steps] == [
        ("Päevik jagatud", "2026-05-28", True),
        ("Vahearuanne", "2026-06-15", False),
        ("Kokkuvõte teiseks iteratsiooniks", "2026-06-29", False),
    ]
    undo(driver)
    assert len(queries.milestones(driver.document, row.id)) == 2


def test_money_split_by_source_is_read_and_written(driver, page):
    run(page, "plan.set.all")
    row = page.model.rows[4]
    page.table.go_to(row.id, "funding")
    page.table.edit(page.table.currentIndex())
    editor = QApplication.focusWidget()
    type_text(editor, "projektitoetus: 2026: 2000, 2027: 1200; omaosalus: 300")
    press(editor, "Return")
    settle()
    funding = page.model.rows[4].funding
    assert dict(funding["projektitoetus"]) == {"2026": 200000, "2027": 120000}
    assert dict(funding["omaosalus"]) == {"2026": 30000}
    assert page.model.texts.edit(page.model.rows[4], "funding").replace("\xa0", " ") == (
        "projektitoetus: 2026: 2 000, 2027: 1 200; omaosalus: 300"
    )


def test_no_two_commands_of_the_page_have_one_id(page):
    ids = [c.id for c in page.commands()]
    assert sorted(ids) == sorted(set(ids))


def test_every_command_of_the_table_is_in_the_palette(page):
    known = {c.id for c in page.ctx.commands.all()}
    assert {"plan.fill", "plan.filter", "plan.marks", "plan.set.avp", "plan.group.year", "plan.columns"} <= known
