"""What part of the board is in sight, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from koosloome_desktop.layout.primitives import Board, NoteBox, Point

if TYPE_CHECKING:
    from koosloome_desktop.views.board.paper import PaperView

MARGIN: Final = 18
"""Px of paper round a fitted board."""
FOOT: Final = 46
"""Px of paper below it: the zoom chip lies there and hides no note."""
LARGEST: Final = 4.0
SMALLEST: Final = 0.04
READABLE: Final = 0.52
"""A board whose fit would be smaller than this is not shown whole: a text of 16 units is 8 px then."""
COMFORTABLE: Final = 0.66
"""It opens at this scale then, or at the one that shows its whole width: what does not fit can as well be read easily.
"""
STILL_READABLE: Final = 0.9 * READABLE
"""A board that was shown whole stays whole until its fit is smaller than this."""
KEPT: Final = 96
"""Px of the board that stay in sight, however far somebody pans: no wall shows nothing but paper."""
_EDGE: Final = 28
_PLENTY: Final = 60
"""Notes that fill a window: nobody looks for a better place then, which takes long on a board of thousands."""
_ENOUGH: Final = 0.7
"""A place for the first look is good enough when it shows so many of the notes that the best one would."""
_AIR: Final = 40.0
"""Units of paper left of what stands first on a board that is narrower than its paper."""
_BEGINS: Final = 0.54
"""The upper left corner is good enough with fewer: zones begin there, and a look at their middle shows no titles."""


class Camera:
    """Zoom and place of a view. While `fitted` it follows the board: nobody has zoomed or panned since."""

    def __init__(self, view: PaperView) -> None:
        self._view = view
        self.fitted = True

    @property
    def scale(self) -> float:
        """Screen px per board unit."""
        return self._view.transform().m11()

    def area(self) -> tuple[float, float]:
        """Room for the board in px: the viewport without its margins."""
        size = self._view.viewport().size()
        return (max(320.0, size.width() - 2.0 * MARGIN), max(200.0, size.height() - MARGIN - FOOT))

    def fit_scale(self) -> float:
        """The scale at which the whole board is in sight, 1 at most."""
        board = self._view.board
        if board.width <= 0 or board.height <= 0:
            return 1.0
        width, height = self.area()
        return max(SMALLEST, min(width / board.width, height / board.height, 1.0))

    def fit(self) -> None:
        """Show the whole board."""
        board = self._view.board
        self.fitted = True
        scale = self.fit_scale()
        self.look_at(scale, QPointF(board.width / 2, board.height / 2 + (FOOT - MARGIN) / 2 / scale))

    def may_fit(self) -> bool:
        """Whether the whole board in sight could still be read."""
        return self.fit_scale() >= STILL_READABLE

    def open(self) -> None:
        """The first look at a board: all of it when that can be read, else its beginning in a readable size. An empty
        board shows all that it teaches: a form is understood as a whole.
        """
        if self.fit_scale() >= READABLE or not self._view.board.notes:
            self.fit()
            return
        self.open_at(self._beginning())

    def open_at(self, middle: QPointF) -> None:
        """The first look at a board that is too large, with that point in the middle."""
        self.fitted = True
        self.look_at(self._first_scale(), middle)
        self.fitted = False

    def _first_scale(self) -> float:
        return max(COMFORTABLE, min(1.0, self.area()[0] / self._view.board.width))

    def _beginning(self) -> QPointF:
        """The middle of the first look at a board that is too large to be read as a whole."""
        board = self._view.board
        width, height = self.area()
        across = self._first_scale()
        middle = first_middle(board, min(board.width, width / across), min(board.height, height / across))
        return QPointF(middle[0], middle[1] + (FOOT - MARGIN) / 2 / across)

    def first_sight(self) -> QRectF | None:
        """The part of the board, in its units, that `open` shows of one that is too large; None when it shows all."""
        if self.fit_scale() >= READABLE:
            return None
        scale, centre = self._first_scale(), self._beginning()
        size = self._view.viewport().size()
        wide, tall = size.width() / scale, size.height() / scale
        return QRectF(centre.x() - wide / 2, centre.y() - tall / 2, wide, tall)

    def look_at(self, scale: float, centre: QPointF) -> None:
        """Set scale and the board's point in the middle of the view."""
        view = self._view
        scale = max(SMALLEST, min(LARGEST, scale))
        if abs(scale - self.scale) > 1e-9:
            view.set_update_mode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
            view.setTransform(QTransform.fromScale(scale, scale))
        size = view.viewport().size()
        view.horizontalScrollBar().setValue(round(centre.x() * scale - size.width() / 2))
        view.verticalScrollBar().setValue(round(centre.y() * scale - size.height() / 2))
        view.camera_moved()

    def centre(self) -> QPointF:
        """The board's point in the middle of the view."""
        view, scale = self._view, self.scale
        size = view.viewport().size()
        x = (view.horizontalScrollBar().value() + size.width() / 2) / scale
        return QPointF(x, (view.verticalScrollBar().value() + size.height() / 2) / scale)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom about a point of the viewport (px), its middle when none is given."""
        view, before = self._view, self.scale
        size = view.viewport().size()
        at = anchor if anchor is not None else QPointF(size.width() / 2, size.height() / 2)
        scale = max(SMALLEST, min(LARGEST, before * factor))
        x = (view.horizontalScrollBar().value() + at.x()) / before
        y = (view.verticalScrollBar().value() + at.y()) / before
        self.fitted = False
        view.zooming()
        middle = QPointF(x + (size.width() / 2 - at.x()) / scale, y + (size.height() / 2 - at.y()) / scale)
        self.look_at(scale, middle)
        dx, dy = self._allowed(0, 0)
        if dx or dy:  # a zoom beside the board took it out of sight
            self.pan(dx, dy)

    def _allowed(self, dx: float, dy: float) -> tuple[float, float]:
        """How far the paper may move when it is to move so far (px): a part of the board stays in sight."""
        view, scale = self._view, self.scale
        size = view.viewport().size()

        def step(wanted: float, start: float, length: float, room: int) -> float:
            kept = min(float(KEPT), length, float(room))
            return max(kept - start - length, min(wanted, room - kept - start))

        return (
            step(dx, -view.horizontalScrollBar().value(), view.board.width * scale, size.width()),
            step(dy, -view.verticalScrollBar().value(), view.board.height * scale, size.height()),
        )

    def pan(self, dx: float, dy: float) -> None:
        """Move the paper by so many px: the pixels that are there are moved, only the new strip is painted."""
        view = self._view
        self.fitted = False
        dx, dy = self._allowed(dx, dy)
        view.set_update_mode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        view.scroll_by(-round(dx), -round(dy))

    def reveal(self, rect: QRectF) -> None:
        """Pan as little as is needed to have a box (board units) in sight."""
        edge = _EDGE / self.scale
        seen = self.seen().adjusted(0, 0, 0, -(FOOT - _EDGE) / self.scale)  # chip and strip lie over the foot
        wanted = rect.adjusted(-edge, -edge, edge, edge)
        if seen.contains(wanted) or self._whole():
            return
        dx = _shift(wanted.left(), wanted.right(), seen.left(), seen.right())
        dy = _shift(wanted.top(), wanted.bottom(), seen.top(), seen.bottom())
        if dx or dy:
            was = self.fitted
            self.pan(-dx * self.scale, -dy * self.scale)
            self.fitted = was

    def _whole(self) -> bool:
        """Whether the whole board is in sight: then nothing needs to move."""
        board = self._view.board
        return self.fitted and self.seen().contains(QRectF(0, 0, board.width, board.height))

    def seen(self) -> QRectF:
        """The part of the board in sight, in board units."""
        view, scale = self._view, self.scale
        size = view.viewport().size()
        left, top = view.horizontalScrollBar().value() / scale, view.verticalScrollBar().value() / scale
        return QRectF(left, top, size.width() / scale, size.height() / scale)


def first_middle(board: Board, wide: float, tall: float) -> Point:
    """The middle of a first look of that size: at what a tree grows from; else the upper left corner, where reading
    begins and a journey has its stages, unless there is little there: then what lies above in the middle, the middle
    itself (where a network has its notes), or the first note.
    """
    half = (wide / 2, tall / 2)
    ends = (board.width - half[0], board.height - half[1])

    def at(x: float, y: float) -> Point:
        return _between(x, half[0], ends[0]), _between(y, half[1], ends[1])

    def near(note: NoteBox) -> Point:
        return at(note.x + note.w / 2, note.y + note.h / 2)

    if not board.notes:
        return half
    if any(n.level for n in board.notes):
        core = (n for n in board.notes if n.level == 0)
        return near(min(core, key=lambda n: n.zone != "core", default=board.notes[0]))
    if any(p.role == "stage" for p in board.panels):
        return half  # the columns of a journey are nothing without their heads
    lefts = [*(p.x for p in board.panels), *(n.x for n in board.notes), *(z.x for z in board.zones if z.code)]
    corner = at(min(lefts) - _AIR + half[0], half[1])
    places = [corner, at(board.width / 2, 0.0), at(board.width / 2, board.height / 2), near(board.notes[0])]
    first = notes_in(board, corner, half)
    if first >= _PLENTY:
        return corner
    shown = [first, *(notes_in(board, place, half) for place in places[1:])]
    titles = (z.texts[0] for z in board.zones if z.code and z.texts)
    begins = any(abs(t.x - corner[0]) < half[0] and abs(t.y - corner[1]) < half[1] for t in titles)
    if begins and first >= max(shown) * _BEGINS:
        return corner
    enough = max(shown) * _ENOUGH
    return next(place for place, count in zip(places, shown, strict=True) if count >= enough)


def notes_in(board: Board, middle: Point, half: Point) -> int:
    """How many notes have their middle in a look."""
    return sum(
        abs(n.x + n.w / 2 - middle[0]) <= half[0] and abs(n.y + n.h / 2 - middle[1]) <= half[1] for n in board.notes
    )


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _shift(low: float, high: float, seen_low: float, seen_high: float) -> float:
    """How far to go so that low…high is in sight; its beginning wins when it is larger than the view."""
    if low < seen_low or high - low > seen_high - seen_low:
        return low - seen_low
    return max(0.0, high - seen_high)
