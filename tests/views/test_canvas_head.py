"""The head of an empty canvas: question, first key, usual minutes; gone with the first note, back with undo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.drivers.board import BoardDriver


@pytest.fixture
def board(qapp, tmp_path):
    made = BoardDriver(tmp_path)
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_an_empty_canvas_asks_its_question_and_says_how_long_it_takes(board):
    head = board.page.head
    assert head.isVisible()
    said = [label.text() for label in head.findChildren(QLabel)]
    assert said == [
        "Mis täpselt on halvasti, kellel ja kui tihti?",
        "Kirjuta esimene märge allolevale reale (Põhiprobleem) ja vajuta",
        "Enter",
        "umbes 50 minutit",
    ]
    board.type_note("Buss ei käi")
    assert not head.isVisible()
    board.undo()
    assert head.isVisible()
