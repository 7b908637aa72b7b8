"""The far view: a board too small to read is painted once into tiles and put on the screen as pixels."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from koosloome_desktop.layout.primitives import Curve, NoteBox, Point
from koosloome_desktop.views.board.index import BoardIndex
from koosloome_desktop.views.board.looks import BAR, Looks
from koosloome_desktop.views.board.painter import Paths, PhotoPaint, no_photo, path_of

SIDE: Final = 512
"""Side of a tile in px of the screen."""
_MOST: Final = 72
_PATIENCE: Final = 0.012

Key = tuple[float, int, int]


class Tiles:
    """Tiles of one board, least used ones go first. `hidden` notes are left out of new tiles."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.hidden: frozenset[str] = frozenset()
        self.patience = _PATIENCE
        """Seconds a frame may spend on new tiles (it paints at least one); the rest come with the next frames."""
        self.photo: PhotoPaint = no_photo
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

    def clear(self) -> None:
        """Paint everything anew."""
        self._kept.clear()

    def paint(self, painter: QPainter, rects: list[QRectF], scale: float, step: float) -> bool:
        """Put the tiles that touch these rectangles (board units) on the screen; False when some are still to come.

        `step` is the scale at which tiles are painted: the screen's own when it stands still.
        """
        ratio = painter.device().devicePixelRatioF()
        transform = painter.worldTransform()
        dx, dy = transform.dx(), transform.dy()
        span = SIDE / step
        side = span * scale
        started, whole = time.perf_counter(), True
        painter.save()
        painter.resetTransform()
        for tx, ty in sorted({t for r in rects for t in self._touched(r, span)}):
            key = (step * 1000 + ratio, tx, ty)
            tile = self._kept.get(key)
            if tile is None:
                if time.perf_counter() - started > self.patience:
                    whole = False
                    continue
                tile = self._made(tx, ty, step, ratio)
                self._keep(key, tile)
            left, top = round(tx * side + dx), round(ty * side + dy)
            if step == scale:  # as it is, without a look at how large it should be
                painter.drawPixmap(left, top, tile)
                continue
            right, bottom = round((tx + 1) * side + dx), round((ty + 1) * side + dy)
            painter.drawPixmap(QRectF(left, top, right - left, bottom - top), tile, QRectF(tile.rect()))
        painter.restore()
        return whole

    def _touched(self, rect: QRectF, span: float) -> list[tuple[int, int]]:
        board = self._index.board if self._index else None
        if board is None:
            return []
        x0, y0 = math.floor(max(rect.left(), -4.0) / span), math.floor(max(rect.top(), -4.0) / span)
        x1 = math.floor(min(rect.right(), board.width + 4.0) / span)
        y1 = math.floor(min(rect.bottom(), board.height + 4.0) / span)
        return [(x, y) for y in range(y0, y1 + 1) for x in range(x0, x1 + 1)]

    def _keep(self, key: Key, tile: QPixmap) -> None:
        self._kept[key] = tile
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def _made(self, tx: int, ty: int, step: float, ratio: float) -> QPixmap:
        tile = QPixmap(math.ceil(SIDE * ratio), math.ceil(SIDE * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
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
        for number in index.curves.within(area):
            fill = self.looks.filled(index.board.curves[number])
            if fill is not None:
                painter.fillPath(self._paths[number], fill)
                continue
            pen = QPen(self.looks.curve(index.board.curves[number]))
            pen.setWidthF(max(pen.widthF(), 1.0 / scale) if scale > 0.2 else 0.0)
            painter.strokePath(self._paths[number], pen)
        self._boxes(painter, index, index.notes.within(area), scale)
        for mark in index.board.marks:
            painter.setPen(QPen(self.looks.panel if mark.pin else self.looks.mark(mark.value), 2))
            painter.setBrush(self.looks.pin(mark.pin) if mark.pin else self.looks.panel)
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.r, mark.r)

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

    def _boxes(self, painter: QPainter, index: BoardIndex, numbers: list[int], scale: float) -> None:
        notes = index.board.notes
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


def _any(notes: tuple[NoteBox, ...], members: list[int]) -> NoteBox:
    return notes[members[0]]
