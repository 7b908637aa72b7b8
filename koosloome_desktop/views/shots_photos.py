"""The screens with photos that `shots` draws: on notes, large, beside the line. The photos are painted here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap

from koosloome_desktop.model.records import Note
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.views.board.mini_map import FROM
from koosloome_desktop.views.canvas_page import CanvasPage
from koosloome_desktop.views.photo_mime import Given
from koosloome_desktop.views.photo_pane import PhotoDialog
from koosloome_desktop.views.shots import Studio
from koosloome_desktop.views.shots_variants import open_variant

_LINES: Final = {
    "et": ("2. rühm: bussipeatus", "– kell viis läheb viimane buss", "– pink on katki", "– valgust ei ole",
           "– sildi peal vana aeg", "– kes lund lükkab?", "Kõige tähtsam: VALGUS!"),
    "en": ("Group 2: the bus stop", "– the last bus leaves at five", "– the bench is broken", "– there is no light",
           "– the timetable is old", "– who clears the snow?", "What matters most: LIGHT!"),
    "ru": ("2-я группа: остановка", "– последний автобус в пять", "– скамейка сломана", "– света нет",
           "– расписание старое", "– кто чистит снег?", "Самое важное: СВЕТ!"),
}  # fmt: skip
_INKS: Final = ("#1D2B53", "#1D2B53", "#1D2B53", "#1D2B53", "#1D2B53", "#1D2B53", "#B3261E")


def flipchart(lang: str, width: int = 1500, height: int = 1900) -> QImage:
    """A sheet of a flipchart as a phone sees it: a wall behind, a shadow, writing that goes a little uphill."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#8C8A80"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet = QRectF(width * 0.07, height * 0.05, width * 0.86, height * 0.9)
    painter.fillRect(sheet.translated(14, 18), QColor("#6E6C64"))
    painter.fillRect(sheet, QColor("#F3F0E6"))
    for number, (line, ink) in enumerate(zip(_LINES[lang], _INKS, strict=True)):
        painter.save()
        painter.translate(sheet.left() + width * 0.06, sheet.top() + height * (0.13 + 0.115 * number))
        painter.rotate(-1.2)
        font = QFont("Source Sans 3")
        font.setItalic(True)
        font.setPixelSize(round(height * (0.05 if number in {0, 6} else 0.042)))
        font.setBold(number in {0, 6})
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(0, 0), line)
        if number in {0, 6}:
            painter.setPen(QPen(QColor(ink), height * 0.004, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(0, height * 0.015), QPointF(width * 0.7, height * 0.012))
        painter.restore()
    painter.end()
    return image


def square(width: int = 1600, height: int = 1200) -> QImage:
    """A village green: sky, grass, a house with a red roof, a bus stop."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#BFD9EE"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, x, y, w, h in (
        ("#7FA267", 0.0, 0.58, 1.0, 0.42), ("#9A968C", 0.0, 0.78, 1.0, 0.1), ("#E9DFC9", 0.14, 0.36, 0.3, 0.26),
        ("#8A5A3C", 0.26, 0.46, 0.06, 0.16), ("#4C5A66", 0.66, 0.4, 0.02, 0.36), ("#D9E3EA", 0.68, 0.44, 0.2, 0.2),
        ("#4C5A66", 0.64, 0.38, 0.28, 0.05), ("#0B66C3", 0.63, 0.26, 0.07, 0.1),
    ):  # fmt: skip
        painter.setBrush(QColor(colour))
        painter.drawRect(QRectF(x * width, y * height, w * width, h * height))
    painter.setBrush(QColor("#A8442F"))
    painter.drawPolygon([QPointF(width * x, height * y) for x, y in ((0.11, 0.37), (0.29, 0.2), (0.47, 0.37))])
    painter.setBrush(QColor("#F7E39B"))
    painter.drawEllipse(QPointF(width * 0.84, height * 0.16), width * 0.05, width * 0.05)
    painter.end()
    return image


def _with_photos(studio: Studio) -> tuple[CanvasPage, Note]:
    page = studio.open(0)
    if not isinstance(page, CanvasPage):
        raise TypeError("the first canvas has no page of notes")
    lang = studio.window.ctx.lang
    known = [n for n in page.presenter.notes() if n.photo]
    if not known:
        name = {"et": "Tahvel, 2. rühm", "en": "Flipchart, group 2", "ru": "Лист, группа 2"}[lang]
        place = {"et": "Peatus praegu", "en": "The stop today", "ru": "Остановка сейчас"}[lang]
        page.desk.target = page.presenter.start()
        page.photos.intake.bring(
            [Given(f"{name}.jpg", image=flipchart(lang)), Given(f"{place}.jpg", image=square())], page.photos.as_notes
        )
        known = [n for n in page.presenter.notes() if n.photo]
    studio.settle()
    return page, known[0]


def photo_notes(studio: Studio) -> QPixmap:
    """Two photo notes among others, one of them selected, its photo in the inspector."""
    page, note = _with_photos(studio)
    page.go_to(note.id)
    view = studio.window.view
    if view is not None and not view.inspector_open() and view.docked():
        view.toggle_inspector()
    studio.settle()
    return studio.picture()


def photo_map(studio: Studio) -> QPixmap:
    """A picture of one's own under the pins of a resource map."""
    page = open_variant(studio, "resource_map", "geo_pins")
    if isinstance(page, CanvasPage) and not page.photos.has_map():
        page.photos.intake.bring([Given("kaart.png", image=square())], page.photos.as_map)
    studio.settle()
    return studio.picture()


def overview(studio: Studio) -> QPixmap:
    """A board of very many notes, a part of it in sight, all of it in the corner."""
    page = studio.open(0)
    if not isinstance(page, CanvasPage):
        raise TypeError("the first canvas has no page of notes")
    texts = [n.text for n in page.presenter.notes() if n.zone in {"cause", "effect"}]
    known = len(page.presenter.notes())
    if known <= FROM:
        zones = ("cause", "cause", "effect")

        def many(tx: Transaction) -> None:
            for number in range(FROM + 60 - known):
                verbs.add_note(tx, page.canvas_id, texts[number % len(texts)], zone=zones[number % len(zones)])

        page.workshop.run("Add notes", many)
    page.focus_line()
    page.stage.fresh()
    board = page.view.board
    page.view.camera.look_at(0.62, QPointF(board.width * 0.34, board.height * 0.4))
    studio.settle()
    return studio.picture()


def photo_large(studio: Studio) -> QPixmap:
    """A photo as large as the window."""
    page, note = _with_photos(studio)
    dialog = PhotoDialog(page.photos.store, note.photo, note.text, parent=studio.window)
    studio.settle()
    return studio.picture(dialog)


def photo_beside(studio: Studio) -> QPixmap:
    """Typing what a photo says, beside it."""
    page, note = _with_photos(studio)
    page.photos.beside.begin(note.id)
    lines = [line.lstrip("– ") for line in _LINES[studio.window.ctx.lang][1:3]]
    page.write_keys.add(lines, keep_line=True)
    page.bar.line.setText(_LINES[studio.window.ctx.lang][3].lstrip("– "))
    studio.settle()
    picture = studio.picture()
    page.bar.line.clear()
    page.photos.beside.leave()
    return picture
