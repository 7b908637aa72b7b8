"""A canvas on the wall: the same drawing as everywhere, whole or by pages of a zone, large enough for the back row."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from koosloome_desktop.canvases.drawing import board as draw_board
from koosloome_desktop.layout.primitives import WALL, Board, ZoneBox
from koosloome_desktop.layout.wall import LEAST, WallPage, wall_pages
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.views.board.looks import Looks
from koosloome_desktop.views.board.painter import BoardPainter
from koosloome_desktop.views.canvas_words import zone_title
from koosloome_desktop.views.wall.drawing import Sheet, head, text
from koosloome_desktop.views.wall.faces import Scene, clock_of, question, question_of

_KEPT: Final = 4


class BoardFace:
    """Keeps the drawings of the last canvases at the last size: turning a page lays nothing out anew."""

    def __init__(self) -> None:
        self._boards: dict[tuple[object, ...], tuple[Board, list[WallPage]]] = {}
        self._painters: dict[str, BoardPainter] = {}

    def paint(self, painter: QPainter, sheet: Sheet, scene: Scene) -> int:
        """Paint the page that is shown; gives how many there are."""
        canvas = scene.canvas
        if canvas is None:
            return question(painter, sheet, scene)
        clock, role = clock_of(scene)
        area = head(painter, sheet, question_of(scene), clock, role)
        area.adjust(0, 0, 0, sheet.px(30))
        board, pages = self._laid_out(scene, canvas, sheet, area)
        if not board.notes:
            return 1
        at = scene.shown.page % len(pages)
        if pages[at].zone:
            title = zone_title(scene.document, canvas, pages[at].zone, scene.words)
            used = text(painter, sheet, title, area, 34, lines=1, colour=sheet.theme.muted)
            area.adjust(0, used, 0, 0)
        painter.save()
        self._paint_page(painter, sheet, area, board, pages[at])
        painter.restore()
        return len(pages)

    def _laid_out(self, scene: Scene, canvas: Canvas, sheet: Sheet, area: QRect) -> tuple[Board, list[WallPage]]:
        key = (scene.document.rev, canvas.id, area.width(), area.height(), scene.words)
        if key not in self._boards:
            wide = 1600.0
            profile = WALL.sized(wide, wide * area.height() / max(1, area.width()))
            board = draw_board(scene.document, canvas, profile, scene.words)
            self._boards[key] = (board, wall_pages(board, area.width(), area.height() - sheet.px(44), sheet.px(LEAST)))
            while len(self._boards) > _KEPT:
                self._boards.pop(next(iter(self._boards)))
        return self._boards[key]

    def _paint_page(self, painter: QPainter, sheet: Sheet, area: QRect, board: Board, page: WallPage) -> None:
        x, y, w, h = page.area
        scale = page.scale
        left = area.left() + (area.width() - w * scale) / 2 - x * scale
        top = area.top() + max(0.0, (area.height() - h * scale) / 2) - y * scale
        painter.setClipRect(QRectF(area))
        painter.translate(left, top)
        painter.scale(scale, scale)
        name = sheet.theme.name
        if name not in self._painters:
            self._painters[name] = BoardPainter(Looks(sheet.theme))
        brush = self._painters[name]
        if page.whole:
            _whole(brush, painter, board, scale)
            return
        _part(brush, painter, board, page)


def _bare(zone: ZoneBox) -> ZoneBox:
    """A zone without its texts: they may stand outside the page."""
    return replace(zone, texts=())


def _whole(brush: BoardPainter, painter: QPainter, board: Board, scale: float) -> None:
    for zone in board.zones:
        brush.zone(painter, zone, scale)
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
        ends = set(curve.key.split(">")) if ">" in curve.key else set()
        if ends and ends <= chosen:
            brush.curve(painter, curve)
    for note in board.notes:
        if note.id in chosen:
            brush.note(painter, note, scale)
