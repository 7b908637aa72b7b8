"""Parked topics: Ctrl+J puts a note off, the page gives each a way on, all by keyboard alone and all undoable."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import parking, queries
from koosloome_desktop.views.parking_page import DRAFT, ParkingPage
from tests.drivers.window import press, rich_labels, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1366, 768))
    made.open(0)
    return made


def held():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(*names: str) -> None:
    for name in names:
        press(held(), name)
        settle()


def lot(driver) -> list[str]:
    return [n.text for n in parking.parked(driver.document)]


def page(driver) -> ParkingPage:
    found = driver.view.page()
    assert isinstance(found, ParkingPage)
    return found


def parked_from_board(driver) -> Note:
    """Arrange, put the first cause off."""
    board = driver.view.page()
    note = next(n for n in board.presenter.notes() if n.zone == "cause")
    board.modes.arrange(note.id)
    settle()
    keys("Ctrl+J")
    return driver.document.get(note.id, Note)


def test_ctrl_j_puts_the_note_off_and_the_rail_counts_it(driver):
    before = len(lot(driver))
    note = parked_from_board(driver)
    assert (note.form, note.canvas) == ("parking", "")
    assert lot(driver)[-1] == note.text
    assert note.text[:15] in driver.window.toast.text()
    assert driver.window.rail.item("parking")._count == before + 1
    assert driver.view.page().desk.mode == "A"
    keys("Ctrl+Z")
    assert driver.document.get(note.id, Note).form == "note"
    assert driver.window.rail.item("parking")._count == before


def test_a_parked_note_is_brought_back_by_keys_from_its_page(driver):
    note = parked_from_board(driver)
    canvas = note.parked_from
    driver.window.actions_.rail("parking")
    settle()
    texts = [label.text() for label in page(driver).findChildren(QLabel)]
    assert any("Probleemi kaardistamine · Põhjused" in t for t in texts)
    keys("Up")
    while page(driver).current != note.id:
        keys("Down")
    keys("Ctrl+J")
    back = driver.document.get(note.id, Note)
    assert (back.canvas, back.zone, back.parent) == (canvas, note.zone, note.parent)
    assert isinstance(driver.view.page(), ParkingPage)
    assert note.text not in lot(driver)


def test_an_action_is_made_and_the_topic_leaves(driver):
    driver.view.open_canvas("parking")
    settle()
    first = lot(driver)[0]
    count = len(lot(driver))
    keys("Up")
    keys("Ctrl+T")
    plan = driver.view.canvases()[3]
    assert queries.actions(driver.document, plan.id)[-1].activity == first
    assert len(lot(driver)) == count - 1
    driver.window.actions_.undo()
    settle()
    assert lot(driver)[0] == first


def test_topics_are_written_edited_and_deleted_by_keys(driver):
    driver.view.open_canvas("parking")
    settle()
    before = lot(driver)
    type_text(held(), "Parkla lumekoristus")
    keys("Return")
    assert lot(driver) == [*before, "Parkla lumekoristus"]
    keys("Up", "Return")
    held().selectAll()
    type_text(held(), "Parkla talvel")
    keys("Return")
    assert lot(driver)[-1] == "Parkla talvel"
    assert page(driver).rows[-1].hasFocus()
    keys("Return")
    held().selectAll()
    type_text(held(), "ei jää")
    keys("Escape")
    assert lot(driver)[-1] == "Parkla talvel"
    keys("Delete")
    assert lot(driver) == before
    keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert lot(driver) == before


def test_letters_write_a_new_topic_and_a_pasted_list_is_one_step(driver):
    driver.view.open_canvas("parking")
    settle()
    before = lot(driver)
    keys("Up", "U")
    assert page(driver).bar.line.text().lower() == "u"
    page(driver).bar.line.clear()
    page(driver).bar.line.paste_text("üks\nkaks\nkolm")
    settle()
    assert lot(driver) == [*before, "üks", "kaks", "kolm"]
    keys("Ctrl+Z")
    assert lot(driver) == before


def test_the_last_topic_leaves_and_the_page_says_how_topics_come_here(driver):
    driver.view.open_canvas("parking")
    settle()
    keys("Up")
    for _ in lot(driver):
        keys("Delete")
    assert lot(driver) == []
    assert page(driver).bar.line.hasFocus()
    assert any("Ctrl+J" in label.text() for label in page(driver).findChildren(QLabel))


def test_a_topic_without_a_canvas_has_no_way_back_but_can_become_an_action(driver):
    driver.view.open_canvas("parking")
    settle()
    keys("Up")
    names = [b.accessibleName() for b in page(driver).rows[0].buttons]
    assert not any("Too tagasi" in name for name in names)
    before = driver.document.digest()
    keys("Ctrl+J")
    assert driver.document.digest() == before


def test_every_row_has_a_name_and_no_text_is_taken_for_markup(driver):
    driver.view.open_canvas("parking")
    settle()
    type_text(held(), "<b>paks</b>")
    keys("Return")
    assert all(row.accessibleName() for row in page(driver).rows)
    assert all(b.accessibleName() for row in page(driver).rows for b in row.buttons)
    assert rich_labels(driver.window) == []


def test_leaving_the_page_opens_a_canvas_again(driver):
    driver.view.open_canvas("parking")
    settle()
    assert not driver.view.inspector_open()
    keys("Ctrl+1")
    assert driver.view.current == driver.view.canvases()[0].id
    driver.window.ctx.commands.run("window.parking")
    settle()
    assert isinstance(driver.view.page(), ParkingPage)


def test_what_is_half_typed_is_kept_when_the_workshop_closes(driver):
    driver.view.open_canvas("parking")
    settle()
    type_text(page(driver).bar.line, "pool mõ")
    page(driver).close_page()
    assert driver.view.workshop.drafts[DRAFT] == "pool mõ"
    again = ParkingPage(driver.view.workshop, driver.ctx)
    assert again.bar.line.text() == "pool mõ"
    again.bar.line.setFocus()
    press(again.bar.line, "Return")
    assert lot(driver)[-1] == "pool mõ"
    assert DRAFT not in driver.view.workshop.drafts
    again.close_page()
    again.deleteLater()


def test_without_a_plan_a_topic_makes_one_in_the_same_step(open_window):
    from koosloome_desktop.model.records import Action, Canvas
    from koosloome_desktop.operations import notes

    driver = open_window()
    made = driver.library.create("Proov", place="", date="2026-10-15", lang="et", canvases=[("problem_map", "hmw")])
    driver.open(0, made)
    driver.view.workshop.run("Park", lambda tx: notes.add_note(tx, "", "Ootel mõte", form="parking"))
    driver.view.open_canvas("parking")
    settle()
    page = driver.view.page()
    before = driver.document.digest()
    assert page.topics.make_action(page.topics.all()[0].id)
    plan = next(c for c in driver.document.of(Canvas) if c.type == "action_plan")
    assert [(a.activity, a.canvas) for a in driver.document.of(Action)] == [("Ootel mõte", plan.id)]
    driver.window.actions_.undo()
    assert driver.document.digest() == before
