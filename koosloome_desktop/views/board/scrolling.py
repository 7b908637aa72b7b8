"""How the pixels of a view are moved when its paper is: all but those under what lies over it.

Qt scrolls a widget with everything that lies on it, so that chip, strip and overview would have to be moved, put back
and painted with each step, and every one of them would leave its shape in what is to be painted. Here the free parts of
the view are moved, each by itself; what lies over the paper stays where it is, and only the paper round it is painted.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QGraphicsView, QWidget

if TYPE_CHECKING:
    from koosloome_desktop.views.board.paper import PaperView

_WORTH: Final = 60_000
"""A part of fewer px is painted anew as quickly as it is moved."""
_CRUMB: Final = 30_000
"""Px that may be painted anew to have one part less."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom (px; right and bottom outside)."""


def free_parts(width: int, height: int, islands: list[Box]) -> list[Box]:
    """Large rectangles of an area that no island touches: in each band between the islands' edges the widest gap;
    bands below each other that have nearly the same one are one part.
    """
    edges = sorted({0, height, *(min(max(y, 0), height) for _l, top, _r, foot in islands for y in (top, foot))})
    parts: list[Box] = []
    for top, foot in pairwise(edges):
        left, right = _widest(width, sorted((x0, x1) for x0, y0, x1, y1 in islands if y0 < foot and y1 > top))
        before = parts[-1] if parts else (0, 0, 0, 0)
        both = (max(left, before[0]), before[1], min(right, before[2]), foot)
        if parts and _px(both) + _CRUMB >= _px(before) + (right - left) * (foot - top):
            parts[-1] = both
        else:
            parts.append((left, top, right, foot))
    return [p for p in parts if _px(p) >= _WORTH]


def _px(box: Box) -> int:
    return max(0, box[2] - box[0]) * (box[3] - box[1])


def _widest(width: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    best, start = (0, 0), 0
    for left, right in [*taken, (width, width)]:
        if left - start > best[1] - best[0]:
            best = (start, left)
        start = max(start, right)
    return best


def turned(boxes: list[Box]) -> list[Box]:
    """The same boxes with across for down."""
    return [(top, left, foot, right) for left, top, right, foot in boxes]


class Scrolling:
    """Moves the pixels of one view. What is to be moved is worked out again when something over it changed."""

    def __init__(self, view: PaperView) -> None:
        self._view = view
        self._known: list[object] = []
        self._parts: list[QRect] = []
        self._rest = QRegion()

    def move(self, dx: int, dy: int) -> None:
        """Move what is in sight by so many px, all but what lies over it; what came into sight is painted later."""
        view, viewport = self._view, self._view.viewport()
        self._look(viewport, bool(dx))
        # Without updates of its own the graphics view only takes note of where it is now.
        mode = view.viewportUpdateMode()
        view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        QGraphicsView.scrollContentsBy(view, dx, dy)
        view.setViewportUpdateMode(mode)
        for part in self._parts:
            viewport.scroll(dx, dy, part)
        if not self._rest.isEmpty():
            viewport.update(self._rest)

    def _look(self, viewport: QWidget, across: bool) -> None:
        """Find what is to be moved: bands over each other, since strips at the side take longer than those at the foot;
        beside each other where the paper only moves up and down.
        """
        over = [w for w in viewport.children() if isinstance(w, QWidget) and not w.isHidden()]
        known: list[object] = [across, viewport.size(), *(w.geometry() for w in over)]
        if known == self._known:
            return
        self._known = known
        whole = viewport.rect()
        boxes = [(r.x(), r.y(), r.x() + r.width(), r.y() + r.height()) for r in (w.geometry() for w in over)]
        if across:
            parts = free_parts(whole.width(), whole.height(), boxes)
        else:
            parts = turned(free_parts(whole.height(), whole.width(), turned(boxes)))
        self._parts = [QRect(left, top, right - left, foot - top) for left, top, right, foot in parts]
        self._rest = QRegion(whole)
        for part in self._parts:
            self._rest -= QRegion(part)
        for widget in over:
            if widget.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
                self._rest -= QRegion(widget.geometry())
