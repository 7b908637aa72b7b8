"""A photo in the whole program: saved with its note, there again after a restart, in the inspector, in the PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from koosloome_desktop.model.records import Asset, Note
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.views.dialogs_export import ExportDialog
from koosloome_desktop.views.inspector_photo import PhotoCard
from koosloome_desktop.views.photo_pane import PhotoDialog
from koosloome_desktop.views.photo_store import photos_of
from tests.drivers.pictures import phone_photo
from tests.drivers.waiting import PATIENCE_MS
from tests.drivers.window import settle

pytestmark = pytest.mark.slow


@pytest.fixture
def window(open_window, qapp):
    yield open_window("01", size=(1600, 900))
    qapp.clipboard().clear()


def paste_photo(window, tmp_path) -> Note:
    path = tmp_path / "Tahvel kaks.jpg"
    path.write_bytes(phone_photo())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    page = window.view.page()
    page.focus_line()
    settle()
    QTest.keyClick(page.bar.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    return next(n for n in window.document.of(Note) if n.photo)


def red(image) -> bool:
    """Whether the red corner of the photographed sheet is somewhere in a picture."""
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return any(_red(image.pixelColor(x, y)) for x, y in points)


def _red(colour) -> bool:
    return abs(colour.red() - 0xC0) < 25 and abs(colour.green() - 0x20) < 25 and abs(colour.blue() - 0x20) < 25


def board_image(window, note):
    page = window.view.page()
    page.go_to(note.id)
    settle()
    box = page.view.board.note(note.id)
    x, y, w, h = box.picture_rect()
    view = page.view
    at = view.from_board(QRectF(x, y, w, h)).toAlignedRect()
    return view.viewport().grab(at.intersected(view.viewport().rect())).toImage()


def test_it_is_saved_and_there_after_a_restart(window, tmp_path, open_window, qtbot):
    window.open(0)
    note = paste_photo(window, tmp_path)
    assert red(board_image(window, note))
    window.saved()
    sha = window.document.get(note.photo, Asset).sha256
    workshop = window.view.workshop.id
    window.window.close()
    settle()
    library = LibraryService.open(window.library.folder, read_only=True)
    assert library.blob(sha) is not None
    assert library.document(workshop).get(note.id, Note).photo == note.photo
    assert library.check() == []
    library.close()


def test_another_window_reads_it_from_the_library(window, tmp_path, qtbot):
    window.open(0)
    note = paste_photo(window, tmp_path)
    window.saved()
    window.window.show_home()
    settle()
    window.open(0)
    store = photos_of(window.view.workshop, window.ctx)
    page = window.view.page()
    page.go_to(note.id)
    qtbot.waitUntil(lambda: store.get(note.photo, 300) is not None, timeout=PATIENCE_MS)
    settle()
    assert red(board_image(window, note))


def test_the_inspector_shows_it_larger_and_opens_it(window, tmp_path, qtbot):
    window.open(0)
    note = paste_photo(window, tmp_path)
    window.view.page().go_to(note.id)
    if not window.view.inspector_open():
        window.view.toggle_inspector()
    settle()
    (card,) = window.view.inspector.findChildren(PhotoCard)
    assert red(card.grab().toImage())
    assert "Tahvel kaks" in card.accessibleName()
    seen = []

    def look():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PhotoDialog) and w.isVisible())
        seen.append(dialog.size())
        QTest.keyClick(dialog.panel.pane, Qt.Key.Key_Escape)

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        card.setFocus()
        QTimer.singleShot(0, look)
        QTest.keyClick(card, key)
        settle()
    assert len(seen) == 2
    box = window.view.page().view.board.note(note.id)
    assert seen[0].width() > box.w * 4


def test_the_exported_report_holds_it(window, tmp_path):
    window.open(0)
    paste_photo(window, tmp_path)
    view = window.view
    dialog = ExportDialog(view.workshop.document, window.ctx, window.window.executor, parent=window.window,
                          photos=view.workshop.pictures.get)  # fmt: skip
    dialog.path.setText(str(tmp_path / "aruanne.pdf"))
    dialog.accept()
    settle()
    pages = PdfReader(io.BytesIO((tmp_path / "aruanne.pdf").read_bytes())).pages
    assert sum(len(p.images) for p in pages) >= 2
    dialog.close()
    dialog.deleteLater()
    settle()


def test_the_way_past_tab_leads_to_the_photo_too(window, tmp_path):
    window.open(0)
    photo = paste_photo(window, tmp_path)
    page = window.view.page()
    page.photos.beside.begin(photo.id)
    settle()
    pane = page.photos.beside.panel.pane
    seen = []
    for _press in range(8):
        window.window.actions_.next_pane()
        settle()
        seen.append(QApplication.focusWidget())
    assert pane in seen
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    settle()
    assert page.bar.line.hasFocus()
    assert page.photos.beside.shown()


def test_what_was_typed_from_it_leads_back_to_it(window, tmp_path):
    window.open(0)
    photo = paste_photo(window, tmp_path)
    page = window.view.page()
    page.photos.beside.begin(photo.id)
    page.write_keys.add(["kell viis läheb viimane buss"])
    note = next(n for n in window.document.of(Note) if n.text.startswith("kell viis"))
    page.go_to(note.id)
    if not window.view.inspector_open():
        window.view.toggle_inspector()
    settle()
    told = f"tipitud fotolt: {photo.text}"
    jump = next(w for w in window.view.inspector.findChildren(QAbstractButton) if w.accessibleName() == told)
    jump.click()
    settle()
    assert page.desk.focus == photo.id
