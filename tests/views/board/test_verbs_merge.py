"""Ctrl+M on the board: one note of several, with everything kept; taken apart by menu, panel or palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from koosloome_desktop.operations import queries
from tests.drivers.board import BoardDriver, sample

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(board):
    for text in ("Buss ei käi", "Bussi pole", "Raha pole"):
        board.type_note(text)
    return board


def folded(driver: BoardDriver) -> list[str]:
    """Select the last two notes by keys and fold them: the ring is on the upper one of them."""
    driver.click(driver.notes()[-1])
    driver.click(driver.notes()[-2], Qt.KeyboardModifier.ControlModifier)
    driver.press("Ctrl+M")
    return driver.texts()


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_ctrl_m_folds_the_selected_notes_and_the_ring_is_on_the_one(filled):
    before = filled.document.digest()
    assert folded(filled) == ["Buss ei käi", "Bussi pole"]
    assert (filled.mode, filled.ring) == ("A", "Bussi pole")
    box = filled.page.view.board.note(filled.page.desk.focus)
    assert [sign for _x, sign in box.badges] == ["×2"]
    assert "Bussi pole" in filled.toasts[-1]
    filled.press("Ctrl+Z")
    assert filled.document.digest() == before


def test_taken_apart_both_are_back_and_selected(filled):
    folded(filled)
    before = filled.document.digest()
    assert filled.ctx.commands.run("note.separate")
    filled.settle()
    assert filled.texts() == ["Buss ei käi", "Bussi pole", "Raha pole"]
    assert len(filled.page.desk.selected) == 2
    filled.undo()
    assert filled.document.digest() == before


def test_one_note_alone_cannot_be_folded(filled):
    filled.click(filled.notes()[1])
    assert not filled.ctx.commands.run("note.merge")
    assert not filled.ctx.commands.run("note.separate")
    assert len(filled.notes()) == 3


def test_a_need_and_a_resource_are_not_folded(open_board):
    driver = open_board(sample("01"), "resource_map")
    need = queries.notes(driver.document, driver.canvas.id, "need")[0]
    other = queries.notes(driver.document, driver.canvas.id)[0]
    before = driver.document.digest()
    assert driver.page.verbs.merge((need.id, other.id)) == ""
    assert driver.toasts
    assert driver.document.digest() == before


def test_a_folded_note_goes_with_its_zone_and_is_read_in_every_kind(open_board):
    for kind in ("problem_map", "journey_map", "resource_map"):
        driver = open_board(sample("01"), kind)
        first, second = queries.notes(driver.document, driver.canvas.id)[:2]
        total = sum(queries.votes(driver.document, driver.canvas.id).values())
        count = len(driver.notes())
        made = driver.page.verbs.merge((first.id, second.id))
        driver.page.stage.fresh()
        assert len(driver.notes()) == count - 1
        assert driver.page.view.board.note(made) is not None
        assert driver.page.view.board.note(first.id) is None
        assert sum(queries.votes(driver.document, driver.canvas.id).values()) == total
        assert driver.overlaps() == []


def test_the_right_button_opens_the_menu_of_the_note_under_it(filled):
    folded(filled)
    note = filled.notes()[-1]
    filled.page.modes.write()
    at = filled.place(note)
    filled.mouse(QEvent.Type.MouseButtonPress, at, button=Qt.MouseButton.RightButton)
    filled.mouse(QEvent.Type.MouseButtonRelease, at, button=Qt.MouseButton.RightButton)
    assert filled.ring == note.text
    names = [a.objectName() for a in menu().actions()]
    assert "note.separate" in names
    assert "note.merge" not in names
    next(a for a in menu().actions() if a.objectName() == "note.separate").trigger()
    menu().close()
    filled.settle()
    assert len(filled.notes()) == 3


def test_dragging_the_paper_with_the_right_button_opens_no_menu(filled):
    at = filled.place(filled.notes()[0])
    filled.mouse(QEvent.Type.MouseButtonPress, at, button=Qt.MouseButton.RightButton)
    for step in (10, 40, 80):
        filled.mouse(QEvent.Type.MouseMove, at + QPoint(step, 0), button=Qt.MouseButton.RightButton)
    filled.mouse(QEvent.Type.MouseButtonRelease, at + QPoint(80, 0), button=Qt.MouseButton.RightButton)
    assert QApplication.activePopupWidget() is None


def test_the_menu_key_opens_the_same_menu(filled):
    filled.click(filled.notes()[0])
    view = filled.page.view
    at = QPoint(3, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert "note.edit" in [a.objectName() for a in menu().actions()]
    menu().close()
    filled.settle()
