"""Problems turned into objectives in the real window: one after another with Enter, outlines, jumps both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from koosloome_desktop.canvases.draw_tree import outline_id
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import flipping, queries
from koosloome_desktop.views.inspector_parts import Jump
from tests.drivers.window import press, settle, type_text

pytestmark = pytest.mark.slow


@pytest.fixture
def driver(open_window):
    made = open_window("01", size=(1600, 900))
    made.open(0)
    return made


def flip(driver):
    """Run the command; the page of the objective tree."""
    assert driver.ctx.commands.run("note.flip")
    settle()
    return driver.view.page()


def enter(page, text: str) -> None:
    type_text(page.bar.line, text)
    press(page.bar.line, "Return")
    settle()


def note(driver, code: str) -> Note:
    return next(n for n in driver.document.of(Note) if n.code == code)


def test_flipping_makes_the_tree_with_what_was_ready_and_asks_for_the_rest(driver):
    before = driver.document.digest()
    page = flip(driver)
    assert page.presenter.canvas.variant == "objective_tree"
    assert len(queries.notes(driver.document, page.canvas_id)) == 7
    assert "15/22" in page.bar.chip_text()
    assert "Võti on ainult ühe vabatahtliku käes" in page.bar.line.placeholderText()
    assert page.bar.line.hasFocus()
    driver.view.workshop.undo()
    settle()
    assert driver.document.digest() == before


def test_enter_turns_one_after_another_and_undo_takes_one_back(driver):
    page = flip(driver)
    enter(page, "Võtmeid jagub viiele")
    enter(page, "Asendaja on kokku lepitud")
    assert "13/22" in page.bar.chip_text()
    mirror = page.presenter.canvas
    twins = flipping.twins(driver.document, mirror.id)
    key = twins[note(driver, "P03").id]
    assert key.text == "Võtmeid jagub viiele"
    assert driver.document.get(key.parent, Note).text == "Maja avavad kordamööda viis usaldusisikut"
    driver.view.workshop.undo()
    settle()
    assert "P04" in {n.code for n in flipping.unturned(driver.document, mirror)}


def test_an_empty_enter_leaves_a_problem_for_later_and_it_stays_outlined(driver):
    page = flip(driver)
    first = note(driver, "P03")
    press(page.bar.line, "Return")
    settle()
    assert "Asendaja" in page.bar.line.placeholderText()
    assert outline_id(first.id) in {g.id for g in page.view.board.ghosts}
    assert page.view.marks.marks.drop is not None, "the one that is asked about is marked"
    press(page.bar.line, "Escape")
    settle()
    assert page.view.marks.marks.drop is None
    assert page.bar.line.placeholderText() != ""
    assert len(queries.notes(driver.document, page.canvas_id)) == 7


def test_a_click_on_an_outline_asks_about_that_one(driver):
    page = flip(driver)
    press(page.bar.line, "Escape")
    ghost = next(g for g in page.view.board.ghosts if g.id == outline_id(note(driver, "P10").id))
    middle = QRectF(ghost.x + ghost.w / 2, ghost.y + ghost.h / 2, 0, 0)
    at = page.view.from_board(middle).topLeft()
    viewport = page.view.viewport()
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        held = Qt.MouseButton.LeftButton if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind, QPointF(at), viewport.mapToGlobal(at), Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)
    settle()
    assert "Sissepääsul puudub kaldtee" in page.bar.line.placeholderText()


def test_when_all_are_turned_the_line_writes_again(driver):
    page = flip(driver)
    for number in range(15):
        enter(page, f"Korras {number}")
    assert page.view.board.ghosts == ()
    assert "Kõik probleemid" in driver.window.toast.text()
    assert not driver.ctx.commands.run("note.turn")
    enter(page, "Veel üks eeldus")
    assert any(n.text == "Veel üks eeldus" for n in queries.notes(driver.document, page.canvas_id))


def test_flipping_again_opens_the_same_tree_and_problems_show_that_they_are_turned(driver):
    mirror = flip(driver).canvas_id
    driver.open(0)
    tree = driver.view.page()
    tree.stage.fresh()
    box = tree.view.board.note(note(driver, "P02").id)
    assert "↔" in [sign for _x, sign in box.badges]
    assert flip(driver).canvas_id == mirror
    assert sum(c.variant == "objective_tree" for c in queries.canvases(driver.document)) == 1


def test_problem_and_objective_show_each_other_and_can_be_followed(driver):
    page = flip(driver)
    problem = note(driver, "P09")
    twin = flipping.twins(driver.document, page.canvas_id)[problem.id]
    driver.view.jump(twin.id)
    settle()
    back = next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == problem.text)
    back.click()
    settle()
    assert driver.view.current == problem.canvas
    assert driver.view.page().desk.focus == problem.id
    there = next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == twin.text)
    there.click()
    settle()
    assert driver.view.page().desk.focus == twin.id


def test_undo_while_turning_counts_anew_and_keeps_what_is_typed(driver):
    page = flip(driver)
    enter(page, "Võtmeid jagub viiele")
    assert "14/22" in page.bar.chip_text()
    type_text(page.bar.line, "pool")
    driver.view.workshop.undo()
    settle()
    assert "15/22" in page.bar.chip_text()
    assert "Asendaja" in page.bar.line.placeholderText()
    assert page.bar.line.text() == "pool"


def test_when_the_tree_itself_is_undone_nothing_is_asked_any_more(driver):
    page = flip(driver)
    driver.view.workshop.undo()
    settle()
    assert driver.view.page() is not page
    assert driver.view.page().desk.job == "add"


def test_a_click_on_a_note_ends_the_questions_and_the_mark_of_the_outline_goes(driver):
    page = flip(driver)
    twin = queries.notes(driver.document, page.canvas_id)[0]
    type_text(page.bar.line, "pooleli")
    assert page.go_to(twin.id)
    settle()
    assert page.desk.mode == "A"
    assert page.view.marks.marks.drop is None
    page.modes.write()
    settle()
    assert page.bar.line.text() == "pooleli"


def test_a_text_that_is_refused_stays_in_the_line(driver):
    page = flip(driver)
    before = driver.document.digest()
    enter(page, "x" * 10_001)
    assert driver.document.digest() == before
    assert len(page.bar.line.text()) == 10_001
    assert "15/22" in page.bar.chip_text()


def test_the_panel_counts_what_is_left_and_leads_to_both_trees(driver):
    driver.view.inspector.show_selection(())
    settle()
    buttons = {b.accessibleName(): b for b in driver.view.inspector.findChildren(QPushButton)}
    buttons["Pööra probleemid eesmärkideks"].click()
    settle()
    page = driver.view.page()
    assert page.presenter.canvas.variant == "objective_tree"
    texts = [w.text() for w in driver.view.inspector.findChildren(QLabel)]
    assert "15/22 pööramata" in texts
    enter(page, "Võtmeid jagub viiele")
    assert "14/22 pööramata" in [w.text() for w in driver.view.inspector.findChildren(QLabel)]
    next(j for j in driver.view.inspector.findChildren(Jump) if j.text() == "Probleemi kaardistamine").click()
    settle()
    assert driver.view.page().presenter.canvas.variant == "problem_tree"
