"""What a screen reader finds on a board: a list of notes with text, kind, place and state; and it may keep asking."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible

from koosloome_desktop.views.spoken_list import interface_of
from tests.drivers.board import BoardDriver, sample
from tests.drivers.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def board(qapp, tmp_path):
    made = BoardDriver(tmp_path, sample("01"))
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_the_board_is_a_list_named_as_its_canvas(board):
    found = interface_of(board.page.view)
    assert found.role() == QAccessible.Role.List
    assert found.text(NAME) == board.canvas.title
    assert found.childCount() == len(board.notes())


def test_every_note_is_an_item_with_text_kind_zone_dots_and_position(board):
    found = interface_of(board.page.view)
    spoken = {}
    for i in range(found.childCount()):
        child = found.child(i)
        assert child.isValid()
        assert child.role() == QAccessible.Role.ListItem
        assert found.indexOfChild(child) == i
        spoken[child.text(NAME)] = child.text(DESCRIPTION)
    assert list(spoken) == [board.document.find(i).text for i in board.page.order()]
    text = spoken["Maja lahtiolek sõltub ühest inimesest"]
    assert text.split(", ")[0] == "põhjus"
    assert "Põhjused" in text
    assert "7 täppi" in text
    assert text.endswith(f"1/{len(board.notes('cause'))}")


def test_state_follows_selection_and_ring(board):
    note = board.notes("cause")[1]
    found = interface_of(board.page.view)
    child = found.child(board.page.order().index(note.id))
    assert not child.state().selected
    board.page.go_to(note.id)
    board.settle()
    assert child.state().selected
    assert child.state().focused
    assert found.focusChild().text(NAME) == note.text
    board.press("Esc")
    assert not child.state().focused


def test_a_note_is_found_where_it_stands_on_the_screen(board):
    note = board.notes("cause")[0]
    found = interface_of(board.page.view)
    child = found.child(board.page.order().index(note.id))
    middle = child.rect().center()
    local = board.page.view.viewport().mapFromGlobal(middle)
    assert board.page.view.note_at(local).id == note.id
    assert found.childAt(middle.x(), middle.y()).text(NAME) == note.text
    corner = board.page.view.viewport().mapToGlobal(QPoint(2, 2))
    assert found.childAt(corner.x(), corner.y()) is None


def test_an_interface_of_a_note_that_is_gone_says_so_and_comes_back_with_undo(board):
    note = board.notes("effect")[0]
    found = interface_of(board.page.view)
    child = found.child(board.page.order().index(note.id))
    assert child.isValid()
    board.page.go_to(note.id)
    board.press("Del")
    board.page.stage.fresh()
    assert not child.isValid()
    assert (child.text(NAME), child.state().invalid, child.rect().isEmpty()) == ("", True, True)
    board.undo()
    board.page.stage.fresh()
    assert child.isValid()
    assert child.text(NAME) == note.text


def test_what_happens_is_announced(board, monkeypatch):
    heard = []
    monkeypatch.setattr(board.page.verbs, "announce", heard.append)
    board.page.desk.target = board.page.presenter.next_zone(board.page.desk.target, 0)
    board.type_note("Uus mõte")
    board.press("Down")
    board.sign("1")
    board.page.go_to(board.note("Uus mõte").id)
    board.press("Del")
    assert heard[0] == "Lisatud: Uus mõte"
    assert heard[-1] == "Kustutatud: Uus mõte"
    assert len(heard) == 3


def test_every_widget_of_the_page_has_a_name(board):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    board.press("Down")
    for kind in (QAbstractButton, QLineEdit):
        for widget in board.page.findChildren(kind):
            if widget.isVisible():
                assert widget.accessibleName() or widget.text(), widget


def test_two_hundred_notes_asked_for_by_a_screen_reader_and_deleted_crash_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "tests.drivers.screen_reader"], cwd=ROOT, capture_output=True, text=True,
        timeout=PATIENCE * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["200", "asked", "200", "invalid", "0", "left", "closed"]
