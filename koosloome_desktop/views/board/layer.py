"""The one item that paints every note of a board, with levels of detail.

Nothing else on the board is an item but the marks and what is being dragged.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from koosloome_desktop.layout.primitives import Board, Curve, ZoneBox
from koosloome_desktop.views.board.glide import Glide
from koosloome_desktop.views.board.index import BoardIndex, Rect, touches
from koosloome_desktop.views.board.looks import TEXT_FROM, Looks
from koosloome_desktop.views.board.painter import BoardPainter, Paths, PhotoPaint
from koosloome_desktop.views.board.sprites import Look, Sprites, look_of, margin_of
from koosloome_desktop.views.board.tiles import Tiles

_EMPTY: Final = Board(0.0, 0.0)
_LOW: Final = 64.0
"""A part of the screen lower than this (px) is looked up together with its neighbours."""
_INSIDE: Final = 16.0
"""A zone is one plain colour this far inside its edge (units)."""
_SLACK: Final = 8.0
"""Shadows and edges reach this far outside the boxes (units)."""


def stepped(scale: float) -> float:
    """The next larger of the scales (a factor of 1.41 apart) in which pictures are kept while zooming."""
    return float(2 ** (math.ceil(math.log2(max(scale, 1e-3)) * 2 - 1e-9) / 2))


class LayerItem(QGraphicsItem):
    """Paints a board. While `moving` (the zoom is under way) it scales pictures that it has instead of new ones."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.painter = BoardPainter(looks)
        self.sprites = Sprites(self.painter)
        self.tiles = Tiles(looks)
        self.moving = False
        self.glide: Glide | None = None
        self.hidden: frozenset[str] = frozenset()
        self.unfinished: Callable[[], None] = lambda: None
        """Called when a frame could not show everything: another one is needed soon."""
        self.region: Callable[[], list[QRectF]] = list
        """The rectangles (board units) that are being painted; empty = what Qt exposes."""
        self._looks: list[Look | None] = []
        self._paths = Paths()
        self.index = BoardIndex(_EMPTY)

    @property
    def board(self) -> Board:
        """The board that is shown."""
        return self.index.board

    def show_board(self, board: Board) -> None:
        """Show another board."""
        self.prepareGeometryChange()
        self.index = BoardIndex(board)
        self._looks = [None] * len(board.notes)
        self._paths = Paths(board.curves, self._paths)
        self.tiles.show(self.index, self._paths)
        self.update()

    def set_looks(self, looks: Looks) -> None:
        """Another theme."""
        self.painter.looks = self.tiles.looks = looks
        self.repaint_all()

    def repaint_all(self) -> None:
        """Forget every picture."""
        self.sprites.clear()
        self.tiles.clear()
        self.update()

    def set_photos(self, photo: PhotoPaint) -> None:
        """How pictures are painted."""
        self.painter.photo = self.tiles.photo = photo

    def photo_arrived(self, asset: str) -> None:
        """There is more to show of a picture than before."""
        shown = {n.photo for n in self.board.notes} | {p.asset for p in self.board.pictures}
        if asset in shown:
            self.sprites.forget(asset)
            self.tiles.clear()
            self.update()

    def hide_notes(self, ids: frozenset[str]) -> None:
        """Leave these notes out: items show them meanwhile."""
        if ids != self.hidden:
            self.hidden = self.tiles.hidden = ids
            self.tiles.clear()
            self.update()

    def boundingRect(self) -> QRectF:
        """The board with its shadows."""
        return QRectF(0, 0, self.board.width, self.board.height).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """One frame, or the strip of it that came into sight."""
        scale = painter.worldTransform().m11()
        exposed: QRectF = option.exposedRect
        rects = self.region() or [exposed]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.moving)
        if scale < TEXT_FROM:
            step = stepped(scale) if self.moving else scale
            if not self.tiles.paint(painter, rects, scale, step):
                self.unfinished()
            return
        rects = _merged(rects, scale)
        areas = [_grown(r) for r in rects]
        self._fields(painter, rects, areas, scale)
        self._curves(painter, areas)
        for ghost in self.board.ghosts:
            self.painter.ghost(painter, ghost, scale)
        numbers = sorted({n for area in areas for n in self.index.notes.within(area)})
        self._notes(painter, numbers, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.board.marks:
            self.painter.mark(painter, mark, scale)
        if self.board.texts:
            lines = sorted({n for area in areas for n in self.index.texts.within(area)})
            self.painter.lines(painter, [self.board.texts[n] for n in lines], scale)

    def _pictures(self, painter: QPainter, rects: list[QRectF], scale: float) -> None:
        for picture in self.board.pictures:
            box = QRectF(picture.x, picture.y, picture.w, picture.h)
            if any(r.intersects(box) for r in rects):
                self.painter.photo(painter, picture.asset, box, scale, False)

    def _fields(self, painter: QPainter, rects: list[QRectF], areas: list[Rect], scale: float) -> None:
        for number, zone in enumerate(self.board.zones):
            shown = self._gliding(zone)
            box = QRectF(shown.x, shown.y, shown.w, shown.h)
            inner = box.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
            touched = [r for r in rects if r.intersects(box)]
            if touched and not zone.outline and all(inner.contains(r) for r in touched):
                # In the middle of a large field a strip is one colour: no path, no smooth edges.
                for rect in touched:
                    self.painter.inside(painter, rect, shown)
                words = self.index.zone_texts[number]
                if self.glide is not None or any(touches(area, words) for area in areas):
                    self.painter.lines(painter, shown.texts, scale)
            elif touched:
                self.painter.zone(painter, shown, scale)
        self._pictures(painter, rects, scale)
        for panel in self.board.panels:
            box = QRectF(panel.x, panel.y, panel.w, panel.h)
            if any(r.intersects(box) for r in rects):
                self.painter.panel(painter, panel, scale)

    def _gliding(self, zone: ZoneBox) -> ZoneBox:
        if self.glide is None:
            return zone
        x, y, w, h = self.glide.zone(zone.code, (zone.x, zone.y, zone.w, zone.h))
        if zone.outline:
            return zone
        moved = zone.shifted(x - zone.x, y - zone.y)
        return replace(moved, w=w, h=h)

    def _curves(self, painter: QPainter, areas: list[Rect]) -> None:
        if self.glide is not None:
            for curve in self.board.curves:
                points = self.glide.points(curve.key, curve.points)
                self.painter.curve(painter, Curve(points, curve.role, curve.key))
            return
        for number in sorted({n for area in areas for n in self.index.curves.within(area)}):
            self.painter.curve(painter, self.board.curves[number], self._paths[number])

    def _notes(self, painter: QPainter, numbers: list[int], scale: float) -> None:
        ratio = painter.device().devicePixelRatioF()
        step = stepped(scale) if self.moving else scale
        transform = painter.worldTransform()
        dx, dy = transform.dx(), transform.dy()
        margin, shrink = margin_of(step), scale / step
        glide, notes = self.glide, self.board.notes
        if glide is not None:
            numbers = range(len(notes)) if len(notes) <= 1500 else numbers  # type: ignore[assignment]
        painter.save()
        painter.resetTransform()
        for number in numbers:
            box = notes[number]
            if box.id in self.hidden:
                continue
            x, y = glide.place(box.id, box.x, box.y) if glide is not None else (box.x, box.y)
            picture = self.sprites.get(box, self._look(number), step, ratio)
            left, top = x * scale + dx, y * scale + dy
            if self.moving:
                size = picture.deviceIndependentSize() * shrink
                at = QPointF(left - margin * shrink, top - margin * shrink)
                painter.drawPixmap(QRectF(at, size), picture, QRectF(picture.rect()))
            else:
                if glide is not None and box.id in glide.fresh:
                    painter.setOpacity(glide.t)
                # Whole px of the screen, else the text would be blurred.
                at = QPointF(round(left * ratio) / ratio - margin, round(top * ratio) / ratio - margin)
                painter.drawPixmap(at, picture)
                painter.setOpacity(1.0)
        painter.restore()

    def _look(self, number: int) -> Look:
        found = self._looks[number]
        if found is None:
            found = self._looks[number] = look_of(self.board.notes[number])
        return found


def _merged(rects: list[QRectF], scale: float) -> list[QRectF]:
    """The same area in fewer rectangles: while panning, the strip at the foot and what lies in it are one."""
    tall = [r for r in rects if r.height() * scale >= _LOW]
    low = QRectF()
    for rect in rects:
        if rect.height() * scale < _LOW:
            low = low.united(rect)
    # Strips at both ends of the screen are not worth one box round everything between them.
    return [*tall, low] if 0 < low.height() * scale < 2 * _LOW else rects


def _grown(rect: QRectF) -> Rect:
    return (rect.left() - _SLACK, rect.top() - _SLACK, rect.right() + _SLACK, rect.bottom() + _SLACK)
