"""The one item that paints every note of a board, with levels of detail.

Nothing else on the board is an item but the marks and what is being dragged.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from koosloome_desktop.layout.primitives import Board, Curve, ZoneBox
from koosloome_desktop.views.board.glide import Glide
from koosloome_desktop.views.board.ground import Ground
from koosloome_desktop.views.board.index import BoardIndex, Rect, touches
from koosloome_desktop.views.board.looks import TEXT_FROM, Looks
from koosloome_desktop.views.board.painter import BoardPainter, PhotoPaint
from koosloome_desktop.views.board.paths import REACH, Paths
from koosloome_desktop.views.board.sprites import Look, Sized, Sprites, Zooming, look_of, margin_of, sized
from koosloome_desktop.views.board.tiles import Tiles

ROOM: Final = 60_000.0
"""Units of empty paper round a board, so that every part of it can be brought anywhere on the screen."""
_EMPTY: Final = Board(0.0, 0.0)
_OPAQUE: Final = 255
_INSIDE: Final = 16.0
"""A zone is one plain colour this far inside its edge (units)."""
_SHARE: Final = 0.5
"""The part of a frame's patience that may go into pictures of notes while the zoom is under way."""
_ABOUT: Final = 1.5
"""A zoom shows pictures of the scale at which it began up to this factor larger or smaller."""
_SLACK: Final = 8.0
"""Shadows and edges reach this far outside the boxes (units)."""


def stepped(scale: float) -> float:
    """The next larger of the scales (a factor of 1.41 apart) in which pictures are kept while zooming."""
    return float(2 ** (math.ceil(math.log2(max(scale, 1e-3)) * 2 - 1e-9) / 2))


class Part(NamedTuple):
    """A rectangle of the screen in px of the view and in board units."""

    px: QRect
    rect: QRectF


class LayerItem(QGraphicsItem):
    """Paints a board. While `moving` (the zoom is under way) it scales pictures that it has instead of new ones."""

    def __init__(self, looks: Looks, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.painter = BoardPainter(looks)
        self.sprites = Sprites(self.painter)
        self.tiles = Tiles(looks, ground)
        self.moving = False
        self.glide: Glide | None = None
        self.hidden: frozenset[str] = frozenset()
        self.unfinished: Callable[[], None] = lambda: None
        """Called when a frame could not show everything: another one is needed soon."""
        self.parts: Callable[[], list[Part]] = list
        """What of the screen is being painted, paper and all; empty = the board alone, as far as Qt exposes it."""
        self._looks: list[Look | None] = []
        self._zooming = Zooming()
        self._rest = 0.0
        """The scale of the last frame at which no zoom was under way."""
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
        self._zooming.clear()
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
        self._zooming.clear()
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
            self._zooming.clear()
            self.tiles.clear()
            self.update()

    def hide_notes(self, ids: frozenset[str]) -> None:
        """Leave these notes out: items show them meanwhile."""
        if ids != self.hidden:
            self.hidden = self.tiles.hidden = ids
            self.tiles.clear()
            self.update()

    def boundingRect(self) -> QRectF:
        """The board and all paper round it."""
        return QRectF(0, 0, self.board.width, self.board.height).adjusted(-ROOM, -ROOM, ROOM, ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """One frame, or the strips of it that came into sight: each with the paper under it, cut to its own rectangle.

        Under a region of several rectangles everything would be drawn span by span: ten times as slow for a strip.
        """
        parts, transform = self.parts(), painter.worldTransform()
        self.tiles.begin()
        if not parts:
            self._board(painter, option.exposedRect, transform)
            return
        as_it_is = transform.m11() < TEXT_FROM and not self.moving
        whole = True
        painter.save()
        for px, rect in parts:
            painter.resetTransform()
            if len(parts) > 1:
                painter.setClipRect(px)
            if as_it_is:
                whole &= self.tiles.paint(painter, px, transform)
                continue
            plain = self._plain(rect)
            fill = self.painter.looks.zone(self.board.zones[plain].kind).fill if plain >= 0 else None
            if fill is not None:
                painter.fillRect(px, fill)
            else:
                self.ground.cover(painter, px, transform)
            painter.setWorldTransform(transform)
            self._board(painter, rect, transform, plain)
        painter.restore()
        if not whole:
            self.unfinished()

    def _plain(self, rect: QRectF) -> int:
        """The uppermost zone of one colour that covers a part and is nowhere near its edge there: it needs no paper and
        nothing of the zones below. -1 when there is none.
        """
        if self.glide is not None:
            return -1
        left, top = rect.left() - _INSIDE, rect.top() - _INSIDE
        right, foot = rect.right() + _INSIDE, rect.bottom() + _INSIDE
        zones, looks = self.board.zones, self.painter.looks
        for number in range(len(zones) - 1, -1, -1):
            x0, y0, x1, y1 = self.index.zones[number]
            if x0 <= left and y0 <= top and right <= x1 and foot <= y1 and not zones[number].outline:
                fill = looks.zone(zones[number].kind).fill
                if fill is not None and fill.alpha() == _OPAQUE:
                    return number
        return -1

    def _board(self, painter: QPainter, rect: QRectF, transform: QTransform, plain: int = -1) -> None:
        """A part of the board, on the paper that is there or on a zone (`plain`) that is filled already."""
        scale = transform.m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.moving)
        if scale < TEXT_FROM:
            # The next smaller ones: half the pixels of the next larger, and a zoom from end to end finds them all kept.
            step = stepped(scale * 0.7) if self.moving else scale
            if not self.tiles.paint_scaled(painter, rect, transform, step):
                self.unfinished()
            return
        area = _grown(rect)
        self._fields(painter, rect, area, scale, plain)
        self._curves(painter, area)
        for ghost in self.board.ghosts:
            self.painter.ghost(painter, ghost, scale)
        self._notes(painter, self.index.notes.within(area), transform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.board.marks:
            for number in self.index.marks.within(area):
                self.painter.mark(painter, self.board.marks[number], scale)
        if self.board.texts:
            self.painter.lines(painter, [self.board.texts[n] for n in self.index.texts.within(area)], scale)

    def _pictures(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        for picture in self.board.pictures:
            box = QRectF(picture.x, picture.y, picture.w, picture.h)
            if rect.intersects(box):
                self.painter.photo(painter, picture.asset, box, scale, False)

    def _fields(self, painter: QPainter, rect: QRectF, area: Rect, scale: float, plain: int) -> None:
        zones, rects = self.board.zones, self.index.zones
        for number in range(max(plain, 0), len(zones)):
            if self.glide is not None:
                shown = self._gliding(zones[number])
                if rect.intersects(QRectF(shown.x, shown.y, shown.w, shown.h)):
                    self.painter.zone(painter, shown, scale)
            elif number == plain:
                if touches(area, self.index.zone_texts[number]):
                    self.painter.lines(painter, zones[number].texts, scale)
            elif touches(area, rects[number]):
                self.painter.zone(painter, zones[number], scale)
        self._pictures(painter, rect, scale)
        for panel in self.board.panels:
            box = QRectF(panel.x, panel.y, panel.w, panel.h)
            if rect.intersects(box):
                self.painter.panel(painter, panel, scale)

    def _gliding(self, zone: ZoneBox) -> ZoneBox:
        if self.glide is None:
            return zone
        x, y, w, h = self.glide.zone(zone.code, (zone.x, zone.y, zone.w, zone.h))
        if zone.outline:
            return zone
        moved = zone.shifted(x - zone.x, y - zone.y)
        return replace(moved, w=w, h=h)

    def _curves(self, painter: QPainter, area: Rect) -> None:
        curves = self.board.curves
        if self.glide is not None:
            for curve in curves:
                points = self.glide.points(curve.key, curve.points)
                self.painter.curve(painter, Curve(points, curve.role, curve.key))
            return
        for number in self._paths.crossing(self.index.curves, area):
            curve = curves[number]
            pen = self.painter.looks.curve(curve)
            if self.painter.looks.filled(curve) is not None or pen.style() != Qt.PenStyle.SolidLine:
                self.painter.curve(painter, curve, self._paths[number])  # dashes count from its beginning
            elif (path := self._paths.near(number, area, REACH)) is not None:
                painter.strokePath(path, pen)

    def _notes(self, painter: QPainter, numbers: Sequence[int], transform: QTransform) -> None:
        if not numbers and self.glide is None:
            return
        painter.resetTransform()
        if self.moving and self.glide is None:
            self._scaled(painter, numbers, transform)
            painter.setWorldTransform(transform)
            return
        ratio, scale = painter.device().devicePixelRatioF(), transform.m11()
        dx, dy = transform.dx(), transform.dy()
        margin, self._rest = margin_of(scale), scale
        glide, notes = self.glide, self.board.notes
        if glide is not None and len(notes) <= 1500:
            numbers = range(len(notes))
        for number in numbers:
            box = notes[number]
            if box.id in self.hidden:
                continue
            x, y = glide.place(box.id, box.x, box.y) if glide is not None else (box.x, box.y)
            picture = self.sprites.get(box, self._look(number), scale, ratio)
            left, top = x * scale + dx, y * scale + dy
            if glide is not None and box.id in glide.fresh:
                painter.setOpacity(glide.t)
            # Whole px of the screen, else the text would be blurred; halves always the same way, or a note would
            # jump when the paper moves by one px.
            across, down = math.floor(left * ratio + 0.5) / ratio, math.floor(top * ratio + 0.5) / ratio
            painter.drawPixmap(QPointF(across - margin, down - margin), picture)
            painter.setOpacity(1.0)
        painter.setWorldTransform(transform)

    def _scaled(self, painter: QPainter, numbers: Sequence[int], transform: QTransform) -> None:
        """Notes while the zoom is under way: the pictures they had before it while they are of about that size, then
        those of the next smaller scale, half the pixels, so that those of a zoom from end to end stay; boxes without
        words where this frame has painted enough of others already.
        """
        ratio, scale = painter.device().devicePixelRatioF(), transform.m11()
        step = stepped(scale * 0.7)
        dx, dy, notes = transform.dx(), transform.dy(), self.board.notes
        known, later = self._zooming.at(step, ratio), list[int]()
        for number in numbers:
            box = notes[number]
            if box.id in self.hidden:
                continue
            found = known.get(number)
            if found is None:
                found = self._zoomed(number, step, scale, ratio)
                if found is None:
                    later.append(number)
                    continue
                known[number] = found
            picture, wide, high, whole, made_at = found
            shrink = scale / made_at
            off = margin_of(made_at) * shrink
            at = QRectF(box.x * scale + dx - off, box.y * scale + dy - off, wide * shrink, high * shrink)
            painter.drawPixmap(at, picture, whole)
        if later:
            painter.setWorldTransform(transform)
            self.tiles.boxes(painter, later, scale)
            self.unfinished()

    def _zoomed(self, number: int, step: float, scale: float, ratio: float) -> Sized | None:
        """A picture of a note for a zoom under way, None when this frame has no time to paint one."""
        box, look = self.board.notes[number], self._look(number)
        if scale / _ABOUT <= self._rest <= scale * _ABOUT and self.sprites.has(look, self._rest, ratio):
            return sized(self.sprites.get(box, look, self._rest, ratio), self._rest)
        if not self.sprites.has(look, step, ratio):
            if self.tiles.late(_SHARE):
                return None
            self.tiles.made()
        return sized(self.sprites.get(box, look, step, ratio), step)

    def _look(self, number: int) -> Look:
        found = self._looks[number]
        if found is None:
            found = self._looks[number] = look_of(self.board.notes[number])
        return found


def _grown(rect: QRectF) -> Rect:
    return (rect.left() - _SLACK, rect.top() - _SLACK, rect.right() + _SLACK, rect.bottom() + _SLACK)
