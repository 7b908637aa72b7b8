"""Photos on a canvas, by every way a person brings them: pasted, dropped, chosen; looked at, typed from, taken off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Asset, Note
from koosloome_desktop.views.photo_mime import photos_in
from tests.drivers.photo_board import drop, mime_of, paste, photo_files, photo_notes, shows_red
from tests.drivers.pictures import flipchart, saved

pytestmark = pytest.mark.slow


@pytest.fixture
def board(open_board):
    yield open_board()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def files(tmp_path):
    return photo_files(tmp_path)


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


def test_the_first_picture_on_a_map_of_places_is_its_map_and_the_next_a_note(open_board):
    board = open_board(new_workshop("Proov", canvases=[("resource_map", "geo_pins")]), "resource_map")
    image = QImage.fromData(saved(flipchart(400, 300), "PNG"))
    QGuiApplication.clipboard().setImage(image)
    board.press("Ctrl+V")
    assert (board.notes(), board.page.photos.has_map()) == ([], True)
    assert board.toasts
    board.press("Ctrl+V")
    assert len(photo_notes(board)) == 1
    board.undo()
    board.undo()
    assert (board.notes(), board.page.photos.has_map()) == ([], False)


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


def test_pasted_into_an_open_note_it_is_that_notes_photo(board, files):
    note = board.type_note("Bussid ei sõida")
    board.click(note)
    board.press("F2")
    paste(board, mime_of(files["skeem.png"]))
    assert board.document.get(note.id, Note).photo
    assert board.mode == "E"
    board.type(" õhtul")
    board.press("Return")
    assert board.document.get(note.id, Note).text == "Bussid ei sõida õhtul"
    assert len(board.notes()) == 1


def test_a_picture_dragged_out_of_a_browser_is_taken_its_address_never_followed(board):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.invalid/pilt.png")])
    mime.setText("https://example.invalid/pilt.png")
    assert photos_in(mime) == []
    mime.setImageData(QImage.fromData(saved(flipchart(40, 30), "PNG")))
    (found,) = photos_in(mime)
    assert found.image.width() == 40
    assert found.path is None


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
