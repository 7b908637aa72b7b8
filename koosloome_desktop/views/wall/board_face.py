"""A canvas on the wall: the same drawing as everywhere, whole or by pages, large enough for the back row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from koosloome_desktop.canvases.wall_drawing import Wall, wall_drawing
from koosloome_desktop.layout.primitives import Board, NoteBox, TextLine, ZoneBox
from koosloome_desktop.layout.wall import LEAST, USUAL, WallPage
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.palette import Palette, note_kind
from koosloome_desktop.views.board.looks import BAR, CORNER, Looks
from koosloome_desktop.views.board.painter import BoardPainter, PhotoPaint, no_photo
from koosloome_desktop.views.canvas_words import zone_title
from koosloome_desktop.views.wall.drawing import Sheet, head
from koosloome_desktop.views.wall.faces import question
from koosloome_desktop.views.wall.scene import Scene, about, question_of, time_of

_KEPT: Final = 4
_CALM_BAR: Final = 1.9


class BoardFace:
    """Keeps the drawings of the last canvases at the last size: turning a page lays nothing out anew."""

    def __init__(self, photo: PhotoPaint = no_photo) -> None:
        self._drawn: dict[tuple[object, ...], list[tuple[Board, WallPage]]] = {}
        self._painters: dict[tuple[str, bool], BoardPainter] = {}
        self._photo = photo

    def paint(self, painter: QPainter, sheet: Sheet, scene: Scene) -> int:
        """Paint the page that is shown; gives how many there are."""
        canvas = scene.canvas
        if canvas is None:
            return question(painter, sheet, scene)
        pages = self._pages(scene, canvas, sheet, _below_head(sheet))
        if not pages[0][0].notes:
            return question(painter, sheet, scene)
        board, page = pages[scene.shown.page % len(pages)]
        zone = zone_title(scene.document, canvas, page.zone, scene.words) if page.zone else ""
        kicker = " · ".join(x for x in (about(scene), zone) if x)
        area = head(painter, sheet, question_of(scene), time_of(scene), kicker)
        sheet.said.extend(_said(board, page))
        painter.save()
        self._paint_page(painter, sheet, area, board, page)
        painter.restore()
        return len(pages)

    def _pages(self, scene: Scene, canvas: Canvas, sheet: Sheet, area: QRect) -> list[tuple[Board, WallPage]]:
        key = (id(scene.document), scene.document.rev, canvas.id, area.width(), area.height(), sheet.size, scene.words)
        found = self._drawn.get(key)
        if found is None:
            least = sheet.px(LEAST * max(1.0, sheet.size / USUAL))
            wall = Wall(area.width(), area.height(), sheet.pt(USUAL), least)
            found = self._drawn[key] = wall_drawing(scene.document, canvas, wall, scene.words)
            while len(self._drawn) > _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
        return found

    def _brush(self, sheet: Sheet) -> BoardPainter:
        key = (sheet.theme.name, sheet.calm)
        if key not in self._painters:
            made = CalmPainter(sheet.theme) if sheet.calm else BoardPainter(Looks(sheet.theme))
            made.photo = self._photo
            self._painters[key] = made
        return self._painters[key]

    def _paint_page(self, painter: QPainter, sheet: Sheet, area: QRect, board: Board, page: WallPage) -> None:
        x, y, w, h = page.area
        scale = min(page.scale, area.width() / w, area.height() / h)
        left = area.left() + (area.width() - w * scale) / 2 - x * scale
        top = area.top() + max(0.0, (area.height() - h * scale) / 2) - y * scale
        painter.setClipRect(QRectF(area).adjusted(-sheet.px(8), -sheet.px(8), sheet.px(8), sheet.px(12)))
        painter.translate(left, top)
        painter.scale(scale, scale)
        brush = self._brush(sheet)
        if page.whole:
            _whole(brush, painter, board, scale)
        else:
            _part(brush, painter, board, page)


def _below_head(sheet: Sheet) -> QRect:
    """The room that every head leaves, with a title of two lines: pages do not change when a clock appears."""
    wide = sheet.area.width() - 2 * sheet.margin
    taken = sheet.px(40) + sheet.pt(30) * 1.3 + sheet.pt(58) * 1.3 + sheet.px(20) + sheet.stroke(5) + sheet.px(30)
    return QRect(0, 0, wide, round(sheet.area.height() - taken - sheet.px(56)))


class CalmLooks(Looks):
    """Colours for weak projectors: notes are white paper with a dark edge, the kind is told by bar, sign and word."""

    def note(self, box: NoteBox) -> tuple[QColor, QColor, QColor]:
        """Tint, bar and edge."""
        bar = QColor(note_kind(box.kind).bar)
        return QColor("#FFFFFF"), bar, bar


class CalmPainter(BoardPainter):
    """Draws notes with thick bars and edges, without shadows."""

    def __init__(self, theme: Palette) -> None:
        super().__init__(CalmLooks(theme))

    def blank(self, painter: QPainter, box: NoteBox, scale: float, *, lifted: bool = False) -> None:
        """The paper of a note."""
        k = box.scale
        _tint, bar, edge = self.looks.note(box)
        style = Qt.PenStyle.DashLine if box.state == "unmatched" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 2.2 * k, style))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), CORNER * k, CORNER * k)
        painter.fillRect(QRectF(box.x, box.y, BAR * _CALM_BAR * k, box.h), bar)


def _said(board: Board, page: WallPage) -> list[str]:
    """The notes of a page, as they are read out."""
    ids = set(page.notes)
    return [joined(n.body()) for n in board.notes if not ids or n.id in ids]


def joined(lines: Iterable[TextLine]) -> str:
    """Lines of text as one."""
    return " ".join(line.text for line in lines)


def _bare(zone: ZoneBox) -> ZoneBox:
    """A zone without its texts: they may stand outside the page."""
    return replace(zone, texts=())


def _whole(brush: BoardPainter, painter: QPainter, board: Board, scale: float) -> None:
    for zone in board.zones:
        brush.zone(painter, zone, scale)
    for picture in board.pictures:
        brush.photo(painter, picture.asset, QRectF(picture.x, picture.y, picture.w, picture.h), scale, False)
    for panel in board.panels:
        brush.panel(painter, panel, scale)
    for curve in board.curves:
        brush.curve(painter, curve)
    for note in board.notes:
        brush.note(painter, note, scale)
    for mark in board.marks:
        brush.mark(painter, mark, scale)
    brush.lines(painter, board.texts, scale)


def _part(brush: BoardPainter, painter: QPainter, board: Board, page: WallPage) -> None:
    x, y, w, _h = page.area
    scale = page.scale
    chosen = set(page.notes)
    for zone in board.zones:
        if zone.code and zone.code == page.zone and not zone.outline:
            brush.zone(painter, _bare(zone), scale)
    # The heads of the stages stand over every page, wherever it is cut.
    for panel in board.panels:
        if panel.role == "stage" and x - 1 <= panel.x + panel.w / 2 <= x + w + 1:
            brush.panel(painter, panel.shifted(0, y - panel.y), scale)
    for curve in board.curves:
        # A third part of the key is the arrow, or a piece of a curve that is cut beside a title.
        ends = set(curve.key.split(">")[:2]) if ">" in curve.key else set()
        if ends and ends <= chosen:
            brush.curve(painter, curve)
    for note in board.notes:
        if note.id in chosen:
            brush.note(painter, note, scale)
