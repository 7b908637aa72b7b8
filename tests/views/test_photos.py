"""Photos on a canvas, by every way a person brings them: pasted, dropped, chosen; looked at, typed from, taken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog

from koosloome_desktop.model.records import Asset, Note
from koosloome_desktop.operations.photos import map_asset
from koosloome_desktop.views.board.photo_paint import cut
from koosloome_desktop.views.photo_mime import photos_in
from koosloome_desktop.views.photo_pane import PhotoDialog
from koosloome_desktop.views.photo_store import decode, side_for
from tests.drivers.board import BoardDriver
from tests.drivers.pictures import HEIC, SVG, flipchart, phone_photo, saved

RED = (0xC0, 0x20, 0x20)


@pytest.fixture
def open_board(qapp, tmp_path):
    """As everywhere, and an empty clipboard afterwards."""
    made = []

    def opened(document=None, kind: str = "problem_map", **options) -> BoardDriver:
        made.append(BoardDriver(tmp_path, document, kind, **options))
        return made[-1]

    yield opened
    for driver in made:
        driver.close()
    qapp.clipboard().clear()
    qapp.setStyleSheet("")


@pytest.fixture
def board(open_board):
    return open_board()


@pytest.fixture
def files(tmp_path):
    found = {}
    for name, data in {
        "Tahvel 1.jpg": phone_photo(), "IMG_2031.jpg": phone_photo(width=600, height=800),
        "skeem.png": saved(flipchart(300, 200), "PNG"), "vana.heic": HEIC, "joonis.jpg": SVG, "kiri.txt": b"tere",
    }.items():  # fmt: skip
        found[name] = tmp_path / name
        found[name].write_bytes(data)
    return found


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    mime.setText("\n".join(str(p) for p in paths))
    return mime


def paste(board: BoardDriver, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    board.press("Ctrl+V")
    board.settle()


def drop(board: BoardDriver, mime: QMimeData, at: QPointF) -> bool:
    """Drag files over the board and let go; whether they were welcome."""
    viewport = board.page.view.viewport()
    buttons, mods = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, buttons, mods)
    QApplication.sendEvent(viewport, over)
    if over.isAccepted():
        QApplication.sendEvent(viewport, QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, mods))
    board.settle()
    return over.isAccepted()


def photo_notes(board: BoardDriver) -> list[Note]:
    return [n for n in board.notes() if n.photo]


def screen(board: BoardDriver) -> QImage:
    board.settle()
    return board.page.view.viewport().grab().toImage()


def shows_red(board: BoardDriver, note: Note) -> bool:
    """Whether the red corner of the flipchart is on the board, in the note's photo."""
    box = board.page.view.board.note(note.id)
    x, y, w, h = box.picture_rect()
    image = screen(board)
    points = (board.page.view.from_board(_rect(x + w * a, y + h * b)).topLeft().toPoint()
              for a in (0.05, 0.1, 0.15) for b in (0.05, 0.1, 0.2))  # fmt: skip
    return any(_near(image.pixelColor(p), RED) for p in points)


def _rect(x, y):
    return QRectF(x, y, 0, 0)


def _near(colour, wanted) -> bool:
    return all(abs(a - b) < 50 for a, b in zip((colour.red(), colour.green(), colour.blue()), wanted, strict=True))


# -- ways in


def test_pasted_files_become_notes_in_one_step_and_what_was_typed_stays(board, files):
    board.type("pooleli")
    paste(board, mime_of(files["Tahvel 1.jpg"], files["IMG_2031.jpg"]))
    assert [n.text for n in photo_notes(board)] == ["Tahvel 1", "Foto 2"]
    assert board.line == "pooleli"
    assert len({n.photo for n in photo_notes(board)}) == 2
    assert shows_red(board, photo_notes(board)[0])
    board.undo()
    assert board.notes() == []
    assert board.document.of(Asset) == []
    board.redo()
    assert len(photo_notes(board)) == 2
    assert shows_red(board, photo_notes(board)[0])


def test_a_picture_of_the_clipboard_becomes_a_note(board):
    image = QImage.fromData(saved(flipchart(400, 300), "PNG"))
    QGuiApplication.clipboard().setImage(image)
    board.press("Ctrl+V")
    (note,) = photo_notes(board)
    assert note.text == "Foto 1"
    asset = board.document.get(note.photo, Asset)
    assert (asset.width, asset.height) == (400, 300)
    assert shows_red(board, note)


def test_text_wins_over_a_picture_of_it(board):
    mime = QMimeData()
    mime.setText("arv 7")
    mime.setImageData(QImage.fromData(saved(flipchart(40, 30), "PNG")))
    assert photos_in(mime) == []
    paste(board, mime)
    assert board.line == "arv 7"
    assert board.notes() == []


def test_other_files_paste_as_their_name_as_before(board, files):
    paste(board, mime_of(files["kiri.txt"]))
    assert board.line.endswith("kiri.txt")
    assert board.notes() == []


def test_pasting_over_a_selected_note_adds_a_photo_too(board, files):
    board.type_note("märge")
    board.press("Down")
    assert board.mode == "A"
    paste(board, mime_of(files["skeem.png"]))
    assert [n.text for n in photo_notes(board)] == ["skeem"]


def test_dropped_on_a_zone_photos_land_there_on_a_note_it_is_its_photo(board, files):
    note = board.type_note("Bussid ei sõida")
    assert drop(board, mime_of(files["Tahvel 1.jpg"]), board.place(note))
    assert board.document.get(note.id, Note).photo
    assert len(board.notes()) == 1
    zone = "effect"
    assert drop(board, mime_of(files["skeem.png"], files["IMG_2031.jpg"]), board.paper(zone, (0.5, 0.5)))
    assert [n.text for n in board.notes(zone)] == ["skeem", "Foto 3"]
    assert not drop(board, mime_of(files["kiri.txt"]), board.place(note))


def test_dropped_on_the_line_it_becomes_a_note(board, files):
    line = board.page.bar.line
    mime = mime_of(files["Tahvel 1.jpg"])
    over = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                           Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(line, over)
    assert over.isAccepted()
    drop_ = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(line, drop_)
    board.settle()
    assert len(photo_notes(board)) == 1
    assert board.line == ""


@pytest.mark.parametrize(("name", "said"), [("vana.heic", "HEIC"), ("joonis.jpg", "SVG")])
def test_what_cannot_be_read_is_refused_whole_with_a_reason(board, files, name, said):
    paste(board, mime_of(files["Tahvel 1.jpg"], files[name]))
    assert board.notes() == []
    assert board.document.of(Asset) == []
    assert said in board.toasts[-1]
    assert name in board.toasts[-1]
    assert "\n" not in board.toasts[-1]


def test_chosen_files_come_in_and_the_folder_is_remembered(board, files, monkeypatch):
    chosen = [str(files["Tahvel 1.jpg"])]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: (chosen, ""))
    board.ctx.commands.run("canvas.photo")
    board.settle()
    assert [n.text for n in photo_notes(board)] == ["Tahvel 1"]
    assert board.ctx.settings.values.photo_folder == str(files["Tahvel 1.jpg"].parent)


# -- put on, taken off


def test_a_photo_is_put_on_a_note_and_taken_off(board, files, monkeypatch):
    note = board.type_note("Bussid ei sõida")
    high = board.page.view.board.note(note.id).h
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(files["skeem.png"]), ""))
    board.ctx.commands.run("note.photo_put")
    board.settle()
    box = board.page.view.board.note(note.id)
    assert box.photo
    assert box.h > high
    assert box.first_baseline > box.picture_rect()[3]
    assert "".join(box.lines).replace("-", "") == "Bussid ei sõida".replace(" ", "") or box.lines
    assert board.overlaps() == []
    board.ctx.commands.run("note.photo_off")
    board.settle()
    assert not board.page.view.board.note(note.id).photo
    assert board.document.of(Asset) == []
    board.undo()
    assert board.document.get(note.id, Note).photo


def test_a_missing_picture_is_a_calm_field_and_comes_with_the_same_photo(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    (note,) = photo_notes(board)
    store = board.page.photos.store
    board.workshop.pictures._kept.clear()
    store._kept.clear()
    board.page.view.layer.repaint_all()
    assert not shows_red(board, note)
    board.settle()
    assert store.missing(note.photo)
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    board.settle()
    assert not store.missing(note.photo)
    assert shows_red(board, note)


def test_the_editor_opens_under_the_photo(board, files):
    paste(board, mime_of(files["Tahvel 1.jpg"]))
    (note,) = photo_notes(board)
    board.click(note)
    board.press("F2")
    assert board.mode == "E"
    assert shows_red(board, note)
    board.type(" – seinal")
    board.press("Return")
    assert board.document.get(note.id, Note).text == "Tahvel 1 – seinal"


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
    assert any(_near(image.pixelColor(x, y), RED) for x in range(0, image.width(), 9) for y in range(0, 400, 9))
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
    assert _near(screen(board).pixelColor(at.topLeft().toPoint()), RED)
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
