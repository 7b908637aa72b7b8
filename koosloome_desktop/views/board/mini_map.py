"""The whole board in small in a corner of the view, with a frame round what is in sight: for boards of very many notes.

A child of the viewport like the zoom chip. Its picture is the far view, painted once for each board a moment after it
changed; a pan only moves the frame.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QRegion, QWheelEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.layout.primitives import NoteBox
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import tip

if TYPE_CHECKING:
    from koosloome_desktop.views.board.paper import PaperView

FROM: Final = 200
"""Boards with more notes than this have an overview."""
_WIDEST: Final = 208
_HIGHEST: Final = 148
_LEAST: Final = 56
_EDGE: Final = 5
_CORNER: Final = 14
_OVER_CHIP: Final = 48
_LATER_MS: Final = 120
_FRAME_MS: Final = 40
"""The frame follows a pan at 25 pictures a second: each costs as much as a strip of the board."""


class MiniMap(QWidget):
    """An overview of a view's board. A click or a drag goes there, the wheel zooms; it never takes the keyboard."""

    def __init__(self, view: PaperView, *, wanted: Callable[[], bool] = lambda: True, at_once: bool = False) -> None:
        """`wanted` asks whether the person has it on; `at_once` paints with the board: for pictures of the screen."""
        super().__init__(view.viewport())
        self._view = view
        self._picture: QPixmap | None = None
        self._shown: QPixmap | None = None
        self._at_once = at_once
        self._wanted = wanted
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._paint_board)
        self._frames = QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._anew)
        self.refresh_words()
        self.hide()

    def refresh_words(self) -> None:
        """Say everything in the language now; the theme may be another one too."""
        self.setAccessibleName(_("Overview of the board"))
        tip(self, _("Overview: click or drag to go there"))
        self.board_changed()

    def board_changed(self) -> None:
        """Another board: its picture is painted when it is needed, a moment later."""
        if self._at_once:
            self._picture = None
        elif self.isVisible() or self._picture is not None:
            self._later.start()
        size = self._fitted()
        if size != self.size():
            self.setFixedSize(size)

    def useful(self) -> bool:
        """Whether there is more of a large board than what is in sight."""
        board = self._view.board
        whole = QRectF(0, 0, board.width, board.height)
        return self._wanted() and len(board.notes) > FROM and not self._view.camera.seen().contains(whole)

    def place(self, area: QRect, clear_of: list[QRect]) -> None:
        """Sit in the first corner of an area (px of the viewport) where nothing of `clear_of` is covered, or hide."""
        spot = self._spot(area, clear_of) if self.useful() else None
        if spot is None:
            self.hide()
            return
        if self.isHidden():
            self.show()
            self.raise_()
        if self.geometry() != spot:
            self.setGeometry(spot)
        if self._at_once:
            self._anew()
        elif not self._frames.isActive():
            self._frames.start()

    def follow(self) -> None:
        """Show now what is in sight."""
        self._frames.stop()
        if self.isVisible():
            self._anew()

    def _spot(self, area: QRect, clear_of: list[QRect]) -> QRect | None:
        size = self.size()
        left, right = area.left() + _CORNER, area.right() - size.width() - _CORNER
        top, foot = area.top() + _CORNER, area.bottom() - size.height() - _OVER_CHIP
        if right < left + size.width() or foot < top + 2 * size.height():
            return None  # a view so small has no room for two pictures of the board
        for x, y in ((right, foot), (right, top), (left, top), (left, foot)):
            spot = QRect(x, y, size.width(), size.height())
            if not any(spot.intersects(r) for r in clear_of):
                return spot
        return None

    # -- board and px

    def _fitted(self) -> QSize:
        board = self._view.board
        if board.width <= 0 or board.height <= 0:
            return QSize(_WIDEST, _HIGHEST)
        k = min((_WIDEST - 2 * _EDGE) / board.width, (_HIGHEST - 2 * _EDGE) / board.height)
        wide, high = math.ceil(board.width * k) + 2 * _EDGE, math.ceil(board.height * k) + 2 * _EDGE
        return QSize(max(_LEAST, wide), max(_LEAST, high))

    def _scale(self) -> tuple[float, QPointF]:
        """Px for a board unit, and where the board's corner lies."""
        board = self._view.board
        k = min(
            (self.width() - 2 * _EDGE) / max(board.width, 1.0), (self.height() - 2 * _EDGE) / max(board.height, 1.0)
        )
        return k, QPointF((self.width() - board.width * k) / 2, (self.height() - board.height * k) / 2)

    def frame(self) -> QRectF:
        """What is in sight of the board, in px of the overview."""
        k, corner = self._scale()
        seen = self._view.camera.seen()
        found = QRectF(corner.x() + seen.x() * k, corner.y() + seen.y() * k, seen.width() * k, seen.height() * k)
        return found.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _paint_board(self) -> None:
        """The far view of the whole board."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(self._view.looks.paper)
        k, corner = self._scale()
        painter = QPainter(made)
        painter.translate(corner)
        painter.scale(k, k)
        self._draw(painter)
        painter.end()
        self._picture = made
        self._anew()

    def _draw(self, painter: QPainter) -> None:
        """Fields and notes in the colours of their kinds; links would only be a grey veil at this size."""
        looks, board = self._view.looks, self._view.board
        painter.setPen(Qt.PenStyle.NoPen)
        for picture in board.pictures:
            self._view.layer.painter.photo(
                painter,
                picture.asset,
                QRectF(picture.x, picture.y, picture.w, picture.h),
                painter.transform().m11(),
                False,
            )
        for zone in board.zones:
            fill = looks.zone(zone.kind).fill
            if fill is not None and not zone.outline:
                painter.fillRect(QRectF(zone.x, zone.y, zone.w, zone.h), fill)
        kinds: dict[str, list[NoteBox]] = {}
        for note in board.notes:
            kinds.setdefault(note.kind, []).append(note)
        for notes in kinds.values():
            # Tints are pale on light paper: there the kind's bar colour keeps a note of two px in sight.
            tint, bar, _edge = looks.note(notes[0])
            painter.setBrush(tint if looks.dark else bar)
            painter.drawRects([QRectF(n.x, n.y, n.w, n.h) for n in notes])

    # -- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture made last: most of what a pan asks for is a strip that came out from under another pixel."""
        if self._picture is None and self._at_once:
            self._paint_board()
        elif self._picture is None and not self._later.isActive():
            self._later.start()  # from the first frame on: the notes of a board that opens are there before it
        if self._shown is None or self._shown.deviceIndependentSize().toSize() != self.size():
            self._shown = self._composed()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._shown)
        painter.end()

    def _anew(self) -> None:
        """What is in sight, the board or the theme changed."""
        self._shown = None
        self.update()

    def _composed(self) -> QPixmap:
        """The board, a veil over what is out of sight, the frame."""
        looks, ratio = self._view.looks, self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(looks.paper)
        painter = QPainter(made)
        if self._picture is not None and self._picture.deviceIndependentSize().toSize() == self.size():
            painter.drawPixmap(0, 0, self._picture)
        frame = self.frame()
        veil = QColor("#000000" if looks.dark else looks.theme.ink)
        veil.setAlpha(0 if looks.strict else 130 if looks.dark else 46)
        whole, seen = self.rect(), frame.toAlignedRect()
        veiled: list[QRect] = list(QRegion(whole).subtracted(QRegion(seen)))  # type: ignore[call-overload]  # iterable
        for part in veiled:
            painter.fillRect(part, veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(looks.ink if looks.strict else looks.muted, 1))
        painter.drawRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5))
        # A line on a halo is seen on notes of every colour.
        for colour, width in ((looks.paper, 5.0), (looks.ink, 2.0)):
            painter.setPen(
                QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawRect(frame)
        painter.end()
        return made

    def _go(self, at: QPointF) -> None:
        """Have a point of the overview in the middle of the view."""
        k, corner = self._scale()
        camera = self._view.camera
        camera.fitted = False
        camera.look_at(camera.scale, QPointF((at.x() - corner.x()) / k, (at.y() - corner.y()) / k))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along, in the view's px: the overview itself is put back under the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Larger or smaller, about the middle of what is in sight."""
        self._view.camera.zoom_by(1.0015 ** event.angleDelta().y())
        event.accept()
