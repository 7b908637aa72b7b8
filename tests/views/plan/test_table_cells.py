"""Cells of a plan's table that are more than text: letters, pickers, remarks, drafts, milestones, sources."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit

from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_actions
from koosloome_desktop.views.fields import hands_on
from koosloome_desktop.views.plan.picking import DatePicker
from tests.drivers.table import run, text, undo
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    return open_window("06")


@pytest.fixture
def page(driver):
    return driver.plan()


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


def test_principles_are_picked_one_after_another_from_the_plan_s_list(page):
    run(page, "plan.set.avp")
    row = page.model.rows[0]
    page.table.go_to(row.id, "principles")
    press(page.table, "Alt+Down")
    settle()
    editor = page.table.viewport().findChild(QLineEdit)
    known = editor.completer()
    words = [known.popup().model().index(i, 0).data() for i in range(known.popup().model().rowCount())]
    assert words[:2] == ["Juurdepääs teabele", "Kaasamine ja osalus"]
    known.popup().hide()
    type_text(editor, "avatus, kaasam")
    known.setCompletionPrefix(known.splitPath(editor.text())[-1])
    editor.setText(known.pathFromIndex(known.currentIndex()))
    press(editor, "Return")
    settle()
    assert page.model.everything()[0].principles == ("avatus", "Kaasamine ja osalus")


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


def test_undo_in_a_cell_that_was_emptied_brings_its_text_back_and_changes_nothing_else(driver, page):
    row = page.model.rows[0]
    page.table.go_to(row.id, "owner_role")
    press(page.table, "F2")
    settle()
    field = QApplication.focusWidget()
    text_before, before = field.text(), driver.document.digest()
    assert text_before
    press(field, "Ctrl+A")
    press(field, "Del")
    assert field.text() == ""
    press(field, "Ctrl+Z")
    assert (field.text(), driver.document.digest()) == (text_before, before)
    assert hands_on(override("Ctrl+Z"), driver.ctx.commands, empty=True)  # and where nothing was typed it is the plan's


def test_looking_for_words_from_an_open_cell_leads_back_to_its_table(driver, page):
    page.table.go_to(page.model.rows[1].id, "owner_role")
    press(page.table, "F2")
    settle()
    driver.view.finder.open()
    settle()
    press(driver.view.finder.panel.field, "Esc")
    settle()
    assert page.table.hasFocus()
    assert page.table.currentIndex().row() == 1


def override(key: str) -> QKeyEvent:
    combination = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)[0]
    return QKeyEvent(QEvent.Type.ShortcutOverride, int(combination.key()), combination.keyboardModifiers())
