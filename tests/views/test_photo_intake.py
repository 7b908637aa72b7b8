"""Photos come in while the window goes on: told after half a second, stopped by a button, never half."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from koosloome_desktop.app.dispatch import QtDispatcher
from koosloome_desktop.model.records import Asset
from koosloome_desktop.support.dispatch import Worker
from tests.drivers.later import Later
from tests.drivers.pictures import flipchart, phone_photo, saved
from tests.drivers.waiting import PATIENCE_MS

pytestmark = pytest.mark.slow


@pytest.fixture
def board(open_board):
    made = open_board()
    made.ctx.executor = Later()
    return made


def paste(board, *data: bytes) -> None:
    folder = board.ctx.settings.path.parent
    mime = QMimeData()
    urls = []
    for number, one in enumerate(data):
        path = folder / f"tahvel {number}.jpg"
        path.write_bytes(one)
        urls.append(QUrl.fromLocalFile(str(path)))
    mime.setUrls(urls)
    QGuiApplication.clipboard().setMimeData(mime)
    board.press("Ctrl+V")


def test_what_takes_long_is_told_and_one_goes_on_writing(board, qtbot):
    paste(board, phone_photo(width=200, height=150), saved(flipchart(90, 60)))
    busy = board.page.photos.intake.busy
    assert not busy.isVisible(), "what is quick needs no word"
    qtbot.waitUntil(busy.isVisible, timeout=PATIENCE_MS)
    assert busy.geometry().bottom() < board.page.bar.geometry().top()
    assert "2" in busy._label.text()
    board.type_note("vahepeal kirjutatud")
    board.ctx.executor.run()
    board.settle()
    assert not busy.isVisible()
    assert board.texts() == ["vahepeal kirjutatud", "tahvel 0", "tahvel 1"]


def test_the_button_stops_it_and_nothing_comes(board, qtbot):
    paste(board, phone_photo(width=200, height=150))
    busy = board.page.photos.intake.busy
    qtbot.waitUntil(busy.isVisible, timeout=PATIENCE_MS)
    qtbot.mouseClick(busy.stop_button, Qt.MouseButton.LeftButton)
    board.ctx.executor.run()
    board.settle()
    assert board.notes() == []
    assert board.document.of(Asset) == []
    assert not busy.isVisible()
    assert "Katkestatud" in board.toasts[-1]


def test_one_at_a_time(board):
    paste(board, phone_photo(width=200, height=150))
    paste(board, saved(flipchart(90, 60)))
    assert len(board.ctx.executor.waiting) == 1
    assert "juba" in board.toasts[-1]
    board.ctx.executor.run()
    board.settle()
    assert len(board.notes()) == 1
    assert board.page.bar.line.hasFocus()


def test_a_page_that_closed_meanwhile_takes_nothing(board):
    paste(board, phone_photo(width=200, height=150))
    board.page.close_page()
    board.ctx.executor.run()
    board.settle()
    assert board.document.of(Asset) == []


def test_through_the_real_worker_thread(open_board, qtbot):
    board = open_board()
    dispatcher = QtDispatcher()
    with Worker(dispatcher, "photos") as worker:
        board.ctx.executor = worker
        paste(board, phone_photo(width=1600, height=1200))
        assert board.notes() == [], "the window does not wait"
        qtbot.waitUntil(lambda: len(board.notes()) == 1, timeout=PATIENCE_MS)
        (note,) = board.notes()
        assert board.document.get(note.photo, Asset).width == 1600
    QApplication.processEvents()
    board.ctx.executor = Later()


def test_a_refusal_comes_back_to_the_window(board):
    paste(board, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    board.ctx.executor.run()
    assert "SVG" in board.toasts[-1]
    assert not board.page.photos.intake.busy.working
