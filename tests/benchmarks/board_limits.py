"""The items of W2's two limits: all notes of a board as data in one item of a graphics view."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QStaticText, QTextOption
from PySide6.QtWidgets import QGraphicsItem

from koosloome_desktop.layout.primitives import Board, NoteBox
from koosloome_desktop.support.palette import note_kind
from koosloome_desktop.views.board.looks import ascent, face

SIDE: Final = 512
FAR: Final = 0.35
_MOST_PICTURES: Final = 1500
_MOST_TILES: Final = 96


class StrictLayer(QGraphicsItem):
    """A grid of notes and lines, a picture per note and zoom step of 1.41, below 0.35x tiles of boxes."""

    cell = 512.0
    reach = 400.0
    """Units that notes may reach beyond the cell they begin in."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        ascent(20, "regular")  # the fonts are there
        self.board = board
        self.boxes = [QRectF(n.x, n.y, n.w, n.h) for n in board.notes]
        self.pictures: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()
        self.tiles: OrderedDict[tuple[float, int, int], QPixmap] = OrderedDict()
        self.homes: dict[tuple[int, int], list[int]] = {}
        for number, note in enumerate(board.notes):
            self.homes.setdefault(self.home(note.x, note.y), []).append(number)
        self.lines = [QLineF(QPointF(*c.points[0]), QPointF(*c.points[-1])) for c in board.curves]
        self.line_homes: dict[tuple[int, int], set[int]] = {}
        for number, line in enumerate(self.lines):
            steps = math.ceil(line.length() / (self.cell / 2)) + 1
            for at in (line.pointAt(i / steps) for i in range(steps + 1)):
                self.line_homes.setdefault(self.home(at.x(), at.y()), set()).add(number)

    def home(self, x: float, y: float) -> tuple[int, int]:
        """The cell of a point."""
        return int(x // self.cell), int(y // self.cell)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.board.width, self.board.height)

    def within(self, rect: QRectF, reach: float) -> Iterator[tuple[int, int]]:
        """The cells whose things may come into a rectangle."""
        x0, y0 = self.home(rect.left() - reach, rect.top() - reach)
        x1, y1 = self.home(rect.right(), rect.bottom())
        return ((x, y) for y in range(y0, y1 + 1) for x in range(x0, x1 + 1))

    def words(self, painter: QPainter, number: int) -> None:
        """The text of a note whose corner is the origin: lines as they were broken."""
        note = self.board.notes[number]
        painter.setFont(face(round(note.size), note.weight))
        for i, text in enumerate(note.lines):
            painter.drawText(QPointF(note.text_x, note.first_baseline + i * note.line_height), text)

    def picture(self, number: int, step: float) -> QPixmap:
        """The picture of a note at a zoom step."""
        found = self.pictures.get((number, step))
        if found is not None:
            self.pictures.move_to_end((number, step))
            return found
        note = self.board.notes[number]
        found = QPixmap(math.ceil(note.w * step) + 1, math.ceil(note.h * step) + 1)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(step, step)
        painter.setBrush(QColor(note_kind(note.kind).tint))
        painter.drawRoundedRect(QRectF(0, 0, note.w, note.h), 4, 4)
        self.words(painter, number)
        painter.end()
        self.pictures[number, step] = found
        if len(self.pictures) > _MOST_PICTURES:
            self.pictures.popitem(last=False)
        return found

    def tile(self, step: float, tx: int, ty: int) -> QPixmap:
        """A tile of the far view."""
        found = self.tiles.get((step, tx, ty))
        if found is not None:
            self.tiles.move_to_end((step, tx, ty))
            return found
        span = SIDE / step
        found = QPixmap(SIDE, SIDE)
        found.fill(Qt.GlobalColor.white)
        painter = QPainter(found)
        painter.translate(-tx * SIDE, -ty * SIDE)
        painter.scale(step, step)
        self.far(painter, QRectF(tx * span, ty * span, span, span))
        painter.end()
        self.tiles[step, tx, ty] = found
        if len(self.tiles) > _MOST_TILES:
            self.tiles.popitem(last=False)
        return found

    def far(self, painter: QPainter, area: QRectF) -> None:
        """Lines and boxes in an area."""
        kinds: dict[str, list[QRectF]] = {}
        for place in self.within(area, self.reach):
            for number in self.homes.get(place, ()):
                kinds.setdefault(self.board.notes[number].kind, []).append(self.boxes[number])
        self.draw_lines(painter, area)
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, members in kinds.items():
            painter.setBrush(QColor(note_kind(kind).tint))
            painter.drawRects(members)

    def draw_lines(self, painter: QPainter, area: QRectF) -> None:
        """Links as hair lines, from end to end."""
        found: set[int] = set()
        for place in self.within(area, 0.0):
            found |= self.line_homes.get(place, set())
        if found:
            painter.setPen(QPen(QColor("#6F7B89"), 0))
            painter.drawLines([self.lines[n] for n in found])

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        scale, area = painter.worldTransform().m11(), option.exposedRect
        step = 2 ** (math.ceil(math.log2(scale) * 2 - 1e-9) / 2)
        if scale < FAR:
            self.paint_tiles(painter, area, scale, step)
            return
        self.draw_lines(painter, area)
        for place in self.within(area, self.reach):
            for number in self.homes.get(place, ()):
                box = self.boxes[number]
                if box.intersects(area):
                    picture = self.picture(number, step)
                    size = QRectF(box.x(), box.y(), picture.width() / step, picture.height() / step)
                    painter.drawPixmap(size, picture, QRectF(picture.rect()))

    def paint_tiles(self, painter: QPainter, area: QRectF, scale: float, step: float) -> None:
        """The far view, from tiles of the zoom step."""
        transform, span = painter.worldTransform(), SIDE / step
        painter.save()
        painter.resetTransform()
        right, bottom = min(area.right(), self.board.width), min(area.bottom(), self.board.height)
        for ty in range(math.floor(max(area.top(), 0) / span), math.floor(bottom / span) + 1):
            for tx in range(math.floor(max(area.left(), 0) / span), math.floor(right / span) + 1):
                left, top = round(tx * span * scale + transform.dx()), round(ty * span * scale + transform.dy())
                wide = round((tx + 1) * span * scale + transform.dx()) - left
                tall = round((ty + 1) * span * scale + transform.dy()) - top
                painter.drawPixmap(QRect(left, top, wide, tall), self.tile(step, tx, ty))
        painter.restore()


class HybridLayer(StrictLayer):
    """The same with raw text that Qt wraps, kept as it was laid out, in cells of twice the side."""

    cell = 1024.0

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.laid_out: dict[int, QStaticText] = {}
        self.option = QTextOption()
        self.option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.font = QFont("Source Sans 3")

    def words(self, painter: QPainter, number: int) -> None:
        """The text of a note as it came."""
        note: NoteBox = self.board.notes[number]
        text = self.laid_out.get(number)
        if text is None:
            text = self.laid_out[number] = QStaticText(" ".join(note.lines))
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextOption(self.option)
            text.setTextWidth(note.w - 16)
        self.font.setPixelSize(round(note.size))
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(8, 6), text)
