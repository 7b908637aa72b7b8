"""The far view: a board too small to read is painted once into tiles and put on the screen as pixels."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform

from koosloome_desktop.layout.primitives import Board, Curve, NoteBox, Point
from koosloome_desktop.views.board.ground import DOTS, Ground
from koosloome_desktop.views.board.index import BoardIndex, Rect
from koosloome_desktop.views.board.looks import BAR, Looks
from koosloome_desktop.views.board.painter import PhotoPaint, no_photo
from koosloome_desktop.views.board.paths import Paths, path_of

SIDE: Final = 22 * DOTS
"""Side of a tile in px of the screen: the paper's dots go on from one to the next."""
_MOST: Final = 128
"""Tiles that are kept: those of a zoom from end to end, 1.1 MB each."""
_MOST_FINE: Final = 72
"""The same on screens with more pixels, where a tile takes four times as much."""
_BEYOND: Final = 4.0
"""Tiles reach this far outside the board (units)."""
_PATIENCE: Final = 0.012

Key = tuple[float, bool, int, int]


class Tiles:
    """Tiles of one board, least used ones go first. `hidden` notes are left out of new tiles."""

    def __init__(self, looks: Looks, ground: Ground) -> None:
        self.looks = looks
        self._ground = ground
        self.hidden: frozenset[str] = frozenset()
        self.patience = _PATIENCE
        """Seconds a frame may spend on new tiles (it paints at least one); the rest come with the next frames."""
        self.photo: PhotoPaint = no_photo
        self._begun, self._painted = 0.0, False
        self._index: BoardIndex | None = None
        self._rects: list[QRectF] = []
        self._bars: list[QRectF] = []
        self._paths = Paths()
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()

    def show(self, index: BoardIndex, paths: Paths) -> None:
        """Draw this board from now on."""
        self._index, self._paths = index, paths
        self._rects, self._bars = [], []
        self._kept.clear()

    def begin(self) -> None:
        """A frame begins: from now on its patience counts, whatever number of strips it has."""
        self._begun, self._painted = time.perf_counter(), False

    def late(self, share: float = 1.0) -> bool:
        """Whether this frame has painted something anew and has no time for more; or not this share of it."""
        return self._painted and time.perf_counter() - self._begun > self.patience * share

    def made(self) -> None:
        """Something was painted anew."""
        self._painted = True

    def clear(self) -> None:
        """Paint everything anew."""
        self._kept.clear()

    def paint(self, painter: QPainter, part: QRect, transform: QTransform) -> bool:
        """Put paper and board on a part of the screen (px, as the painter counts too) as they are; False when some
        tiles are still to come.
        """
        ratio, scale = painter.device().devicePixelRatioF(), transform.m11()
        dx, dy = transform.dx(), transform.dy()
        left, top = (part.x() - dx) / scale, (part.y() - dy) / scale
        seen = QRectF(left, top, part.width() / scale, part.height() / scale)
        found, whole = self._found(seen, scale, ratio, paper=True)
        board = self._index.board if self._index else None
        if not whole or board is None or not _inside(seen, board):
            self._ground.cover(painter, part, transform)
        for tx, ty, tile in found:
            painter.drawPixmap(round(tx * SIDE + dx), round(ty * SIDE + dy), tile)
        return whole

    def paint_scaled(self, painter: QPainter, rect: QRectF, transform: QTransform, step: float) -> bool:
        """While the zoom goes on: the board over a rectangle (board units) from tiles of another scale, larger or
        smaller than they are, on the paper that is there; False when some are still to come.
        """
        ratio, scale = painter.device().devicePixelRatioF(), transform.m11()
        dx, dy, side = transform.dx(), transform.dy(), SIDE / step * scale
        found, whole = self._found(rect, step, ratio, paper=False)
        painter.save()
        painter.resetTransform()
        for tx, ty, tile in found:
            left, top = round(tx * side + dx), round(ty * side + dy)
            right, bottom = round((tx + 1) * side + dx), round((ty + 1) * side + dy)
            painter.drawPixmap(QRectF(left, top, right - left, bottom - top), tile, QRectF(tile.rect()))
        painter.restore()
        return whole

    def _found(
        self, rect: QRectF, step: float, ratio: float, *, paper: bool
    ) -> tuple[list[tuple[int, int, QPixmap]], bool]:
        """The tiles that touch a rectangle (board units), as far as there is time to paint them; whether it is all."""
        whole, found = True, []
        for tx, ty in self._touched(rect, SIDE / step):
            key = (step * 1000 + ratio, paper, tx, ty)
            tile = self._kept.get(key)
            if tile is None:
                if self.late():
                    whole = False
                    continue
                tile = self._made(tx, ty, step, ratio, paper=paper)
                self._keep(key, tile)
                self.made()
            found.append((tx, ty, tile))
        return found, whole

    def _touched(self, rect: QRectF, span: float) -> list[tuple[int, int]]:
        board = self._index.board if self._index else None
        if board is None:
            return []
        x0, y0 = math.floor(max(rect.left(), -_BEYOND) / span), math.floor(max(rect.top(), -_BEYOND) / span)
        x1 = math.floor(min(rect.right(), board.width + _BEYOND) / span)
        y1 = math.floor(min(rect.bottom(), board.height + _BEYOND) / span)
        return [(x, y) for y in range(y0, y1 + 1) for x in range(x0, x1 + 1)]

    def _keep(self, key: Key, tile: QPixmap) -> None:
        self._kept[key] = tile
        most = _MOST if tile.devicePixelRatio() < 1.5 else _MOST_FINE
        while len(self._kept) > most:
            self._kept.popitem(last=False)

    def _made(self, tx: int, ty: int, step: float, ratio: float, *, paper: bool) -> QPixmap:
        tile = QPixmap(math.ceil(SIDE * ratio), math.ceil(SIDE * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(self.looks.paper if paper else Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        if paper:
            self._ground.cover(painter, QRect(0, 0, SIDE, SIDE), QTransform())
        painter.translate(-tx * SIDE, -ty * SIDE)
        painter.scale(step, step)
        span = SIDE / step
        self.far(painter, QRectF(tx * span, ty * span, span, span), step)
        painter.end()
        return tile

    def far(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        """Everything in a rectangle without text: fields, links as hair lines, notes as tinted boxes with their bar."""
        index = self._index
        if index is None:
            return
        area = (rect.left(), rect.top(), rect.right(), rect.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for zone in index.board.zones:
            look = self.looks.zone(zone.kind)
            box = QRectF(zone.x, zone.y, zone.w, zone.h)
            self._field(painter, box, look.fill, look.edge, look.corner, zone.outline)
        for picture in index.board.pictures:
            box = QRectF(picture.x, picture.y, picture.w, picture.h)
            if box.intersects(rect):
                self.photo(painter, picture.asset, box, scale, False)
        for panel in index.board.panels:
            box = QRectF(panel.x, panel.y, panel.w, panel.h)
            if box.intersects(rect):
                look = self.looks.panel_of(panel)
                self._field(painter, box, look.fill, look.edge, look.corner)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._curves(painter, index, area, scale)
        self.boxes(painter, index.notes.within(area), scale)
        for mark in index.board.marks:
            painter.setPen(QPen(self.looks.panel if mark.pin else self.looks.mark(mark.value), 2))
            painter.setBrush(self.looks.pin(mark.pin) if mark.pin else self.looks.panel)
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.r, mark.r)

    def _curves(self, painter: QPainter, index: BoardIndex, area: Rect, scale: float) -> None:
        for number in index.curves.within(area):
            curve = index.board.curves[number]
            fill = self.looks.filled(curve)
            if fill is not None:
                painter.fillPath(self._paths[number], fill)
                continue
            pen = QPen(self.looks.curve(curve))
            pen.setWidthF(max(pen.widthF(), 1.0 / scale) if scale > 0.2 else 0.0)
            if pen.style() != Qt.PenStyle.SolidLine:
                painter.strokePath(self._paths[number], pen)
            elif (path := self._paths.near(number, area, 4.0 / scale)) is not None:
                painter.strokePath(path, pen)

    def _field(
        self,
        painter: QPainter,
        box: QRectF,
        fill: QColor | None,
        edge: QPen | None,
        corner: float,
        outline: tuple[Point, ...] = (),
    ) -> None:
        pen = QPen(edge) if edge is not None else QPen(Qt.PenStyle.NoPen)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        if outline:
            painter.drawPath(path_of(Curve(outline)))
        else:
            painter.drawRoundedRect(box, corner, corner)

    def boxes(self, painter: QPainter, numbers: Sequence[int], scale: float) -> None:
        """Notes as tinted boxes with their bar."""
        notes = self._index.board.notes if self._index else ()
        if not self._rects:
            self._rects = [QRectF(n.x, n.y, n.w, n.h) for n in notes]
            self._bars = [QRectF(n.x, n.y, BAR * 1.5, n.h) for n in notes]
        kinds: dict[str, list[int]] = {}
        for number in numbers:
            if notes[number].id not in self.hidden:
                kinds.setdefault(notes[number].kind, []).append(number)
        for members in kinds.values():
            tint, bar, edge = self.looks.note(_any(notes, members))
            pen = QPen(edge, 0)
            painter.setPen(pen if scale >= 0.1 else Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRects([self._rects[n] for n in members])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(bar)
            painter.drawRects([self._bars[n] for n in members])
            for number in members:
                where = notes[number].picture_rect()
                if where is not None:
                    self.photo(painter, notes[number].photo, QRectF(*where), scale, True)


def _inside(rect: QRectF, board: Board) -> bool:
    return rect.left() >= 0.0 and rect.top() >= 0.0 and rect.right() <= board.width and rect.bottom() <= board.height


def _any(notes: tuple[NoteBox, ...], members: list[int]) -> NoteBox:
    return notes[members[0]]
