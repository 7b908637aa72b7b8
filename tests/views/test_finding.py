"""Ctrl+F over the board: marks with numbers, a list over all canvases, a filter that dims; Ctrl+H as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication, QMenu

from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import finding, notes, queries
from koosloome_desktop.operations.photos import remove_canvas
from koosloome_desktop.views.parking_page import ParkingPage
from tests.drivers.window import press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1366, 768))
    made.open(0)
    return made


def keys(*names: str) -> None:
    for name in names:
        held = QApplication.focusWidget()
        assert held is not None
        press(held, name)
        settle()


def words(text: str) -> None:
    type_text(QApplication.focusWidget(), text)
    settle()


def find(driver, text: str):
    keys("Ctrl+F")
    words(text)
    return driver.view.finder


def marked(driver) -> list[str]:
    found = driver.view.page().view.found.found
    return [driver.document.get(i, Note).text for i in found.notes]


def test_matches_are_marked_and_counted_in_reading_order(driver):
    finder = find(driver, "MAJA")
    texts = marked(driver)
    assert texts
    assert all("maja" in t.lower() for t in texts)
    order = driver.view.page().order()
    assert list(driver.view.page().view.found.found.notes) == sorted(
        driver.view.page().view.found.found.notes, key=order.index
    )
    assert finder.panel.count.text() == f"1/{len(finder.rows)}"
    assert [r.number for r in finder.rows[: len(texts)]] == list(range(1, len(texts) + 1))


def test_escape_closes_only_the_panel_and_the_caret_is_where_it_was(driver):
    line = driver.view.page().bar.line
    words("pooleli mõte")
    line.setCursorPosition(4)
    find(driver, "maja")
    keys("Escape")
    assert not driver.view.finder.panel.isVisible()
    assert line.hasFocus()
    assert (line.text(), line.cursorPosition()) == ("pooleli mõte", 4)
    assert marked(driver) == []


def test_escape_leaves_the_ring_where_it_was(driver):
    page = driver.view.page()
    page.modes.arrange(page.order()[2])
    settle()
    find(driver, "maja")
    keys("Escape")
    assert (page.desk.mode, page.desk.focus) == ("A", page.order()[2])
    assert page.view.hasFocus()


def test_a_text_that_is_open_stays_open_unsaved_with_its_caret(driver):
    page = driver.view.page()
    before, note = driver.document.digest(), page.order()[2]
    page.go_to(note)
    page.modes.edit(note)
    settle()
    words("xyz")
    keys("Left")
    find(driver, "maja")
    assert (page.desk.mode, driver.document.digest()) == ("E", before)
    keys("Escape")
    assert page.editor.has_keyboard()
    words("q")
    assert page.editor.text().endswith("xyqz")
    assert driver.document.digest() == before
    keys("Escape")
    assert (page.desk.mode, page.desk.focus) == ("A", note)


def test_a_text_that_was_open_is_kept_when_one_goes_on_elsewhere(driver):
    page = driver.view.page()
    note = page.order()[2]
    page.modes.edit(note)
    settle()
    words("xyz")
    find(driver, "maja")
    keys("Return")
    assert page.verbs.note(note).text.endswith("xyz")
    assert (page.desk.mode, page.editor.note) == ("A", "")
    page.modes.edit(note)
    words("w")
    find(driver, "maja")
    page.bar.line.setFocus()
    settle()
    assert page.verbs.note(note).text.endswith("xyzw")
    assert (page.desk.mode, page.editor.note) == ("W", "")


def test_before_words_are_replaced_an_open_text_is_saved_and_escape_leads_to_its_note(driver):
    page = driver.view.page()
    note = page.order()[2]
    page.modes.edit(note)
    settle()
    words("xyz")
    driver.view.finder.open(replace=True)
    settle()
    assert page.verbs.note(note).text.endswith("xyz")
    keys("Escape")
    assert (page.desk.mode, page.desk.focus, page.view.hasFocus()) == ("A", note, True)


def test_enter_puts_the_ring_there_and_f3_goes_on(driver):
    finder = find(driver, "maja")
    keys("Down")
    wanted = finder.rows[1]
    assert driver.view.page().view.found.found.here == wanted.record
    keys("Return")
    desk = driver.view.page().desk
    assert (desk.mode, desk.focus) == ("A", wanted.record)
    keys("F3")
    assert driver.view.page().desk.focus == finder.rows[2].record
    keys("Shift+F3")
    assert driver.view.page().desk.focus == wanted.record


def test_other_canvases_the_plan_and_the_lot_are_in_the_list_and_enter_jumps(driver):
    driver.view.workshop.run("Park", lambda tx: notes.add_note(tx, "", "Zeppelin parklasse", form="parking"))
    journey = driver.view.canvases()[1]
    there = queries.notes(driver.document, journey.id)[0]
    find(driver, there.text)
    keys("Return")
    assert (driver.view.current, driver.view.page().desk.focus) == (journey.id, there.id)
    action = queries.actions(driver.document, driver.view.canvases()[3].id)[0]
    find(driver, action.activity)
    keys("Return")
    assert driver.view.current == driver.view.canvases()[3].id
    find(driver, "zeppelin")
    keys("Return")
    assert isinstance(driver.view.page(), ParkingPage)


def test_nothing_found_says_so(driver):
    finder = find(driver, "õõõõ")
    assert finder.panel.count.text() == "0/0"
    assert finder.panel.none.isVisible()
    keys("Return", "Down", "F3")
    assert finder.panel.isVisible()


def test_a_filter_dims_everything_else_and_closing_lifts_it(driver):
    page = driver.view.page()
    driver.ctx.commands.run("window.filter")
    settle()
    finder = driver.view.finder
    assert page.view.found.found.bright is None
    finder.panel.dots.choose("yes")
    settle()
    votes = queries.votes(driver.document, page.canvas_id)
    assert page.view.found.found.bright == {i for i, count in votes.items() if count and i in set(page.order())}
    finder.panel.cluster.choose(finding.NO_CLUSTER)
    settle()
    inside = queries.cluster_of(driver.document, page.canvas_id)
    assert page.view.found.found.bright
    assert not page.view.found.found.bright & set(inside)
    keys("Return")
    assert finder.panel.isVisible()
    assert page.desk.mode == "A"
    finder.panel.field.setFocus()
    keys("Escape")
    assert page.view.found.found.bright is None


def test_a_chip_of_the_filter_is_set_by_keys(driver):
    driver.ctx.commands.run("window.filter")
    settle()
    chip = driver.view.finder.panel.dots
    chip.setFocus()
    keys("Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert chip.value == "yes"


def test_replacing_shows_what_changes_and_is_one_step(driver):
    before = driver.document.digest()
    keys("Ctrl+H")
    words("maja")
    panel = driver.view.finder.panel
    panel.other.setFocus()
    words("hoone")
    here = len(driver.view.finder.rows)
    assert here
    assert all("hoone" in r.text.lower() for r in driver.view.finder.rows)
    assert driver.document.digest() == before
    panel.scope.choose("all")
    settle()
    assert len(driver.view.finder.rows) > here
    keys("Return")
    assert finding.replacements(driver.document, "maja", "x") == []
    assert "asendatud" in driver.window.toast.text()
    driver.window.actions_.undo()
    settle()
    assert driver.document.digest() == before


def test_what_the_bar_is_on_never_lies_under_the_panel(driver):
    finder = find(driver, "a")
    page = driver.view.page()
    for _ in page.view.found.found.notes:
        box = page.view.board.note(page.view.found.found.here)
        if box is None:
            break
        on_page = page.view.from_board(QRectF(box.x, box.y, box.w, box.h)).toRect()
        corner = page.view.viewport().mapTo(driver.view, on_page.topLeft())
        assert not on_page.translated(corner - on_page.topLeft()).intersects(finder.panel.geometry())
        keys("Down")


def test_letters_in_the_panel_never_write_a_note(driver):
    count = len(driver.view.page().order())
    find(driver, "maja 1 + -")
    assert driver.view.page().bar.line.text() == ""
    assert len(driver.view.page().order()) == count


def test_what_changes_meanwhile_changes_the_list(driver):
    finder = find(driver, "lumekoristus")
    assert finder.rows == []
    canvas = driver.view.current
    driver.view.workshop.run("Add", lambda tx: notes.add_note(tx, canvas, "Lumekoristus", zone="cause"))
    settle()
    assert [r.text for r in finder.rows] == ["Lumekoristus"]


def test_every_part_has_a_name_and_markup_stays_text(driver):
    canvas = driver.view.current
    driver.view.workshop.run("Add", lambda tx: notes.add_note(tx, canvas, "<b>paks</b>", zone="cause"))
    finder = find(driver, "<b>")
    assert [r.text for r in finder.rows] == ["<b>paks</b>"]
    assert rich_labels(driver.window) == []
    for part in (finder.panel.field, finder.panel.other, finder.panel.funnel, finder.panel.list):
        assert part.accessibleName()


def test_closing_finds_the_line_when_the_page_it_came_from_is_gone(driver):
    find(driver, "maja")
    gone = driver.document.get(driver.view.current, Canvas)
    driver.view.workshop.run("Delete canvas", lambda tx: remove_canvas(tx, gone))
    settle()
    press(driver.view.finder.panel.field, "Escape")
    settle()
    assert not driver.view.finder.panel.isVisible()
    assert QApplication.focusWidget() is driver.view.page().bar.line


def test_left_beside_the_board_it_is_closed_by_the_last_escape(driver):
    finder = find(driver, "maja")
    page = driver.view.page()
    page.mouse.clicked(page.order()[0], Qt.KeyboardModifier.NoModifier)
    settle()
    assert page.desk.mode == "A"
    keys("Escape", "Escape")
    assert not finder.panel.isVisible()
    assert not marked(driver)
    assert QApplication.focusWidget() is page.bar.line


def test_what_is_looked_for_tab_what_stands_in_its_place_enter(driver):
    """Tab went to a button first, and the other words were typed into nothing."""
    before = driver.document.digest()
    keys("Ctrl+H")
    words("maja")
    keys("Tab")
    words("hoone")
    panel = driver.view.finder.panel
    assert (panel.field.text(), panel.other.text()) == ("maja", "hoone")
    keys("Return")
    assert driver.document.digest() != before
    assert any("hoone" in n.text for n in driver.document.of(Note))
    driver.window.actions_.undo()
    assert driver.document.digest() == before
