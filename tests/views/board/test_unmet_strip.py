"""Needs that nothing answers are always seen: on the board, or in the strip while they cannot be read there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QPushButton

from koosloome_desktop.operations import notes, queries
from tests.views.board.test_resource_variants import example


@pytest.fixture
def market(open_board):
    return open_board(example("needs_matching"), "resource_map")


def strip(board):
    return board.page.unmet.strip


def look_at(board, note) -> None:
    """Zoom in on a note until the rest is out of sight."""
    board.page.zoom_by(4.0)
    box = board.page.view.board.note(note.id)
    board.page.view.camera.reveal(QRectF(box.x, box.y, box.w, box.h))
    board.settle()


def test_while_every_unmet_need_is_to_be_read_there_is_no_strip(market):
    assert strip(market) is None or not strip(market).isVisible()


def test_zoomed_in_elsewhere_the_strip_names_them_with_the_urgent_one_first(market):
    look_at(market, market.note("Toon poest kraami koju"))
    assert strip(market).isVisible()
    assert strip(market).texts() == [
        "‼ Keegi, kes lükkab lund",
        "! Lapsehoid kaheks õhtuks kuus",
        "Laud ja pingid laadaks",
    ]
    market.page.fit()
    market.settle()
    assert not strip(market).isVisible()


def test_a_click_goes_to_the_need_and_a_match_takes_it_off_the_strip(market, qtbot):
    look_at(market, market.note("Toon poest kraami koju"))
    first = next(b for b in strip(market).findChildren(QPushButton) if b.objectName() == "unmet")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    market.settle()
    assert market.ring == "Keegi, kes lükkab lund"
    look_at(market, market.note("Toon poest kraami koju"))
    with market.document.transaction("Match") as tx:
        need, offer = market.note("Keegi, kes lükkab lund"), market.note("Toon poest kraami koju")
        notes.link(tx, market.canvas.id, "match", need.id, offer.id)
    market.page.stage.fresh()
    market.settle()
    assert "‼ Keegi, kes lükkab lund" not in strip(market).texts()
    assert len(strip(market).texts()) == len(queries.unmatched_needs(market.document, market.canvas.id)) == 2


def test_match_mode_begins_from_the_strip_and_hides_it(market, qtbot):
    look_at(market, market.note("Toon poest kraami koju"))
    go = next(b for b in strip(market).findChildren(QPushButton) if b.objectName() != "unmet")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    market.settle()
    assert market.page.matching.active
    assert not strip(market).isVisible()
    market.press("Esc")
    assert strip(market).isVisible()


def test_other_canvases_have_no_such_strip(open_board):
    board = open_board()
    board.type_note("Buss ei sõida")
    board.page.zoom_by(8.0)
    board.settle()
    assert board.page.unmet.strip is None
