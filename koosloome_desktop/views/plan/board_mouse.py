"""The mouse on a plan's board: a card is lifted, columns show that they would take it, Esc puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from koosloome_desktop.views.plan.board_faces import paint_face
from koosloome_desktop.views.plan.board_place import GAP, HEAD
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.board_area import BoardArea


class BoardMouse:
    """One gesture at a time: `lifted` is the card, `goal` the column it would fall into (-1: none)."""

    def __init__(self, area: BoardArea) -> None:
        self._area = area
        self._grab: tuple[str, QPoint] | None = None
        self._at = QPoint()
        self.lifted = ""
        self.goal = -1

    def press(self, at: QPoint) -> None:
        """Choose what is there and be ready to lift it."""
        self._area.fresh()
        found = self._area.place.card_at(at)
        if found:
            self._area.choose(found)
            self._grab = (found, at)

    def move(self, at: QPoint, *, held: bool) -> None:
        """Carry the card."""
        area = self._area
        if not held or self._grab is None:
            over = area.place.card_at(at)
            area.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        card, start = self._grab
        if not self.lifted and (at - start).manhattanLength() < QApplication.startDragDistance():
            return
        area.fresh()
        if not area.spoken.has(card):
            self.cancel()
            return
        self.lifted, self._at = card, at
        self._follow(at)
        self.goal = area.place.column_at(at.x())
        area.viewport().update()

    def release(self, at: QPoint) -> None:
        """Drop it: another column is another status, owner …; another place in the same column is the row's place."""
        area, card, goal = self._area, self.lifted, self.goal
        self.cancel()
        spot = area.place.spots.get(card)
        if not card or goal < 0 or spot is None:
            return
        if goal != spot[0]:
            area.dropped.emit(card, area.place.columns[goal].lane.key)
            return
        ids = [row.action.id for row in area.place.columns[goal].lane.cards]
        to = area.place.gap_at(goal, at.y())
        to -= to > spot[1]
        if to != spot[1]:
            area.verbs.move_row(card, to - spot[1], ids)

    def cancel(self) -> bool:
        """Put the card back; whether one was lifted."""
        was = bool(self.lifted)
        self.lifted, self._grab, self.goal = "", None, -1
        self._area.viewport().update()
        return was

    def _follow(self, at: QPoint) -> None:
        """At an edge the board, or the column under the card, goes along."""
        area, bar = self._area, self._area.horizontalScrollBar()
        if at.x() > area.place.width - 24:
            bar.setValue(bar.value() + 16)
        elif at.x() < 24:
            bar.setValue(bar.value() - 16)
        place = area.place.column_at(at.x())
        if place >= 0 and (at.y() > area.place.height - 24 or HEAD <= at.y() < HEAD + 20):
            column, step = area.place.columns[place], 16 if at.y() > HEAD + 20 else -16
            column.scroll = max(0, min(column.scroll + step, column.most(area.place.cards_height)))

    def paint(self, painter: QPainter) -> None:
        """Draw the card at the pointer, and the line where it would stand in its own column."""
        area = self._area
        spot = area.place.spots.get(self.lifted)
        if spot is None or self._grab is None:
            return
        column = area.place.columns[spot[0]]
        if self.goal == spot[0]:
            self._mark(painter, spot[0])
        shown, box = column.faces[spot[1]], area.place.card_rect(*spot)
        box.moveTopLeft(QPointF(self._at) - QPointF(self._grab[1]) + box.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 40))
        painter.drawRoundedRect(box.translated(3, 4), 6, 6)
        paint_face(painter, box, shown, chosen=True, focused=True, lifted=False)

    def _mark(self, painter: QPainter, place: int) -> None:
        area = self._area
        gap, column = area.place.gap_at(place, self._at.y()), area.place.columns[place]
        y = HEAD + column.stack.tops[gap] - column.scroll - GAP / 2
        box = area.place.column_rect(place)
        painter.fillRect(QRectF(box.left() + GAP, y - 1.5, box.width() - 2 * GAP, 3), QColor(tokens().accent))
