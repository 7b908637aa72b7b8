"""Photos are looked at, typed from, and lie under maps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog

from koosloome_desktop.operations.photos import map_asset
from koosloome_desktop.views.board.photo_paint import cut
from koosloome_desktop.views.photo_pane import PhotoDialog
from koosloome_desktop.views.photo_store import decode, side_for
from tests.drivers.photo_board import RED, mime_of, near, paste, photo_files, photo_notes, screen
from tests.drivers.pictures import SVG, flipchart, saved

pytestmark = pytest.mark.slow


@pytest.fixture
def board(open_board):
    yield open_board()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def files(tmp_path):
    return photo_files(tmp_path)


# -- looking


def test_a_double_click_on_the_photo_shows_it_large_on_the_text_it_edits(board, files, qtbot):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    (note,) = photo_notes(board)
    box = board.page.view.board.note(note.id)
    seen = []

    def look():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PhotoDialog))
        seen.append((dialog.accessibleName(), dialog.panel.pane.hasFocus(), dialog.grab().toImage()))
        dialog.reject()

    QTimer.singleShot(0, look)
    board.mouse(QEvent.Type.MouseButtonDblClick, board.place(note, (0.5, box.picture_rect()[3] / box.h / 2)))
    assert len(seen) == 1
    assert "Tahvel 1" in seen[0][0]
    image = seen[0][2]
    assert any(near(image.pixelColor(x, y), RED) for x in range(0, image.width(), 9) for y in range(0, 400, 9))
    board.mouse(QEvent.Type.MouseButtonDblClick, board.place(note, (0.5, 0.95)))
    assert board.mode == "E"


def test_the_pane_sizes_pans_turns_and_lets_letters_write(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    board.ctx.commands.run("note.photo_type")
    board.settle()
    beside = board.page.photos.beside
    pane = beside.panel.pane
    whole = pane.area()
    assert whole.width() <= pane.width()
    beside.focus()
    board.press("+", "+")
    assert pane.area().width() > whole.width() * 1.5
    moved = pane.area().left()
    board.press("Left")
    assert pane.area().left() > moved
    board.press("0")
    assert pane.area() == whole
    board.ctx.commands.run("canvas.photo_turn")
    assert pane.area().height() > pane.area().width()
    pane.setFocus()
    board.sign("k")
    assert board.line == "k"
    assert board.page.bar.line.hasFocus()
    pane.setFocus()
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QApplication.sendEvent(pane, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, altgr, "ž"))
    board.settle()
    assert board.line == "kž", "AltGr is Ctrl+Alt on Windows"


# -- typing beside


def test_what_is_typed_beside_a_photo_knows_it_and_esc_puts_it_away(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    (photo,) = photo_notes(board)
    board.ctx.commands.run("note.photo_type")
    board.settle()
    panel = board.page.photos.beside.panel
    assert panel.isVisible()
    assert panel.geometry().right() < board.page.bar.mapTo(board.page, board.page.bar.rect().topLeft()).x() + 1
    assert board.page.bar.line.hasFocus()
    one = board.type_note("Buss kell viis")
    board.paste("Talvel libe\nPimedas peatus")
    typed = [n for n in board.notes() if not n.photo]
    assert [n.text for n in typed] == ["Buss kell viis", "Talvel libe", "Pimedas peatus"]
    assert all(n.sources == (photo.id,) for n in typed)
    assert "📷" in {s: x for x, s in board.page.view.board.note(one.id).badges}
    assert "typed from" in _spoken(board, one) or "fotolt" in _spoken(board, one)
    board.type("pooleli")
    board.press("Escape")
    assert not panel.isVisible()
    assert board.line == "pooleli"
    assert board.page.bar.line.hasFocus()
    board.press("Return")
    assert board.note("pooleli").sources == ()


def _spoken(board, note) -> str:
    return board.page.view.spoken.description(note.id)


def test_escape_from_arrange_goes_to_the_line_first(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    board.ctx.commands.run("note.photo_type")
    board.press("Down")
    assert board.mode == "A"
    board.press("Escape")
    assert board.mode == "W"
    assert board.page.photos.beside.panel.isVisible()
    board.press("Escape")
    assert not board.page.photos.beside.panel.isVisible()


def test_a_photo_that_is_deleted_meanwhile_is_put_away(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    board.ctx.commands.run("note.photo_type")
    board.settle()
    board.undo()
    assert not board.page.photos.beside.panel.isVisible()
    assert board.page.desk.photo == ""


# -- the map


def test_a_canvas_gets_its_map_and_loses_it(open_board, files, monkeypatch):
    board = open_board(kind="resource_map")
    commands = board.ctx.commands
    assert not commands.by_id("canvas.map").when()
    with board.document.transaction("variant") as tx:
        tx.update(board.canvas_record(), variant="geo_pins")
    board.settle()
    assert commands.by_id("canvas.map").when()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(files["skeem.png"]), ""))
    commands.run("canvas.map")
    board.settle()
    asset = map_asset(board.document, board.canvas_record())
    assert (asset.width, asset.height) == (300, 200)
    (picture,) = board.page.view.board.pictures
    assert picture.w / picture.h == pytest.approx(1.5)
    at = board.page.view.from_board(QRectF(picture.x + picture.w * 0.1, picture.y + picture.h * 0.1, 0, 0))
    assert near(screen(board).pixelColor(at.topLeft().toPoint()), RED)
    commands.run("canvas.map_off")
    board.settle()
    assert map_asset(board.document, board.canvas_record()) is None
    board.undo()
    assert map_asset(board.document, board.canvas_record()).sha256 == asset.sha256


# -- pixels


@pytest.mark.qt_log_ignore("Not a JPEG file", extend=True)
def test_sizes_are_few_and_a_cut_keeps_the_middle(qapp):
    assert [side_for(x) for x in (10, 320, 321, 2000, 9000)] == [320, 320, 640, 2560, 2560]
    assert cut(QPixmap(400, 100), QRectF(0, 0, 10, 10)) == QRectF(150, 0, 100, 100)
    assert decode(saved(flipchart(800, 600)), "image/jpeg", 320).size().width() == 320
    assert decode(SVG, "image/jpeg", 320).isNull(), "what says it is a JPEG is read as one or not at all"
