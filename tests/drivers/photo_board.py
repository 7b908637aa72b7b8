"""What tests with photos on a board share: files, ways to bring them, a look at the pixels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from koosloome_desktop.model.records import Note
from tests.drivers.board import BoardDriver
from tests.drivers.pictures import HEIC, SVG, flipchart, phone_photo, saved

RED = (0xC0, 0x20, 0x20)


def photo_files(folder: Path) -> dict[str, Path]:
    """Photos, a picture, what only looks like one, and a text, by name."""
    found = {}
    for name, data in {
        "Tahvel 1.jpg": phone_photo(), "IMG_2031.jpg": phone_photo(width=600, height=800),
        "skeem.png": saved(flipchart(300, 200), "PNG"), "vana.heic": HEIC, "joonis.jpg": SVG, "kiri.txt": b"tere",
    }.items():  # fmt: skip
        found[name] = folder / name
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
    points = (board.page.view.from_board(rect(x + w * a, y + h * b)).topLeft().toPoint()
              for a in (0.05, 0.1, 0.15) for b in (0.05, 0.1, 0.2))  # fmt: skip
    return any(near(image.pixelColor(p), RED) for p in points)


def rect(x, y):
    return QRectF(x, y, 0, 0)


def near(colour, wanted) -> bool:
    return all(abs(a - b) < 50 for a, b in zip((colour.red(), colour.green(), colour.blue()), wanted, strict=True))
