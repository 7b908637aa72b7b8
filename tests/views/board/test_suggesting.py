"""Proposed groups on the board: nothing changes before Enter, Del turns down, each accepted one is one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.waiting import Waiting
from tests.drivers.board import BoardDriver
from tests.drivers.later import Later
from tests.drivers.window import settle

pytestmark = pytest.mark.slow

TEXTS = ("Buss ei käi õhtul", "Bussipeatus on pime", "Kooli katus laseb läbi", "Koolis pole arvuteid", "Raha on otsas")


@pytest.fixture
def filled(board: BoardDriver) -> BoardDriver:
    board.type_note("Põhimure")
    for text in TEXTS:
        board.type_note(text)
    return board


def start(driver: BoardDriver):
    assert driver.ctx.commands.run("canvas.suggest")
    driver.settle()
    return driver.page.suggesting


def texts_of(driver: BoardDriver, ids) -> set[str]:
    return {driver.document.find(i).text for i in ids}


def test_proposals_are_only_shown(filled):
    before = filled.document.digest()
    suggesting = start(filled)
    assert len(suggesting.groups) == 2
    assert suggesting.panel.hasFocus()
    found = filled.page.view.found.found
    assert texts_of(filled, found.notes) == texts_of(filled, suggesting.groups[0].notes)
    assert not found.numbered
    filled.press("Down", "Up", "Down")
    assert filled.document.digest() == before
    assert filled.rings() == []


def test_enter_accepts_one_and_the_next_is_offered(filled):
    before = filled.document.digest()
    suggesting = start(filled)
    chosen = set(suggesting.groups[0].notes)
    filled.press("Return")
    assert [set(c.notes) for c in filled.clusters()] == [chosen]
    assert filled.clusters()[0].label[:4] in {"Buss", "Kool"}
    assert len(suggesting.groups) == 1
    filled.press("Return")
    assert len(filled.clusters()) == 2
    assert not suggesting.panel.isVisible()
    assert filled.page.view.found.found.notes == ()
    filled.undo()
    assert len(filled.clusters()) == 1
    filled.undo()
    assert filled.document.digest() == before


def test_delete_turns_one_down_for_good(filled):
    suggesting = start(filled)
    gone = set(suggesting.groups[0].notes)
    filled.press("Delete")
    assert all(set(g.notes) != gone for g in suggesting.groups)
    filled.press("Escape")
    assert not suggesting.panel.isVisible()
    start(filled)
    assert all(set(g.notes) != gone for g in suggesting.groups)
    assert filled.clusters() == []


def test_escape_goes_back_to_where_one_was(filled):
    filled.click(filled.note(TEXTS[0]))
    start(filled)
    filled.press("Escape")
    assert (filled.mode, filled.ring) == ("A", TEXTS[0])


def test_the_buttons_do_the_same(filled):
    suggesting = start(filled)
    suggesting.panel.no.click()
    filled.settle()
    assert len(suggesting.groups) == 1
    suggesting.panel.yes.click()
    filled.settle()
    assert len(filled.clusters()) == 1


@pytest.fixture
def many(filled: BoardDriver) -> tuple[BoardDriver, Later]:
    """A board with too many notes to compare them while somebody waits, and the executor that is given them."""
    filled.page.verbs.add(
        [f"{text} {'abcdefghij'[i]}" for text in TEXTS[:4] for i in range(10)] * 2, filled.page.desk.target
    )
    filled.settle()
    later = Later()
    filled.page.suggesting._waits = Waiting(filled.page.suggesting, later)
    return filled, later


def test_many_notes_are_compared_beside_the_window_and_the_list_says_so(many):
    board, later = many
    suggesting = start(board)
    assert (suggesting.groups, len(later.waiting)) == ([], 1)
    assert suggesting.panel.hasFocus()
    assert not suggesting.panel.yes.isVisible()
    board.press("Down", "Return", "Delete")  # there is nothing to choose yet
    assert board.clusters() == []
    later.run()
    assert len(suggesting.groups) > 2
    assert suggesting.panel.yes.isVisible()
    before, told = len(suggesting.groups), later.waiting
    board.press("Delete")
    assert (len(suggesting.groups), told) == (before - 1, []), "what was turned down needs no comparing"
    chosen, rest = set(suggesting.groups[0].notes), len(suggesting.groups) - 1
    board.press("Return")
    assert [set(c.notes) for c in board.clusters()] == [chosen]
    assert len(suggesting.groups) == rest, "the others are offered while the notes are compared anew"
    later.run_all()
    assert all(not chosen & set(g.notes) for g in suggesting.groups)


def test_escape_stops_comparing_and_what_comes_too_late_is_let_go(many):
    board, later = many
    suggesting = start(board)
    board.press("Escape")
    assert not suggesting.panel.isVisible()
    assert board.page.bar.line.hasFocus()
    work = later.waiting[0][0]
    assert work() == [], "nobody waits: nothing is put together"
    later.run_all()
    assert not suggesting.panel.isVisible()
    assert board.toasts == []


def test_where_many_notes_are_not_alike_the_list_goes_with_a_sentence(board):
    board.page.verbs.add(
        ["Põhimure", *(chr(ord("a") + i // 26) * 3 + chr(ord("a") + i % 26) * 3 for i in range(70))],
        board.page.desk.target,
    )
    later = Later()
    board.page.suggesting._waits = Waiting(board.page.suggesting, later)
    board.settle()
    start(board)
    assert board.page.suggesting.panel.isVisible()
    _work, done, _failed = later.waiting.pop()
    done([])
    assert not board.page.suggesting.panel.isVisible()
    assert board.toasts


def test_what_is_written_meanwhile_is_looked_at(filled):
    suggesting = start(filled)
    filled.workshop.run(
        "Add", lambda tx: filled.page.presenter.add(tx, filled.page.desk.target, "Raha pole, raha on otsas")
    )
    filled.settle()
    assert len(suggesting.groups) == 3


def test_where_nothing_is_alike_a_sentence_says_so(board):
    for text in ("Põhimure", "Buss", "Kool", "Raha"):
        board.type_note(text)
    start(board)
    assert not board.page.suggesting.panel.isVisible()
    assert board.toasts


def test_two_notes_need_no_help(board):
    board.type_note("Üks")
    assert not board.ctx.commands.run("canvas.suggest")
    assert QApplication.focusWidget() is board.page.bar.line


def test_left_beside_the_board_it_is_closed_by_the_last_escape(filled):
    suggesting = start(filled)
    filled.click(filled.notes()[0])
    filled.press("Escape", "Escape")
    assert suggesting.panel.isHidden()
    assert filled.page.bar.line.hasFocus()


def test_it_goes_with_its_page_for_its_notes_may_be_gone_when_that_comes_back(open_window):
    window = open_window("01")
    window.open(0)
    page = window.view.page()
    page.verbs.add(TEXTS, page.desk.target)
    settle()
    assert window.ctx.commands.run("canvas.suggest")
    settle()
    assert page.suggesting.panel.isVisible()
    window.view.step(1)
    settle()
    window.view.workshop.undo()
    window.view.step(-1)
    settle()
    assert window.view.page() is page
    assert not page.suggesting.panel.isVisible()
