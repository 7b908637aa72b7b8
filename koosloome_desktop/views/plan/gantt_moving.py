"""What is being dragged in a Gantt chart, and where it and its dates stand in the viewport."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from koosloome_desktop.layout.gantt import Bar
from koosloome_desktop.operations.plan_moving import Dates, Part
from koosloome_desktop.views.fonts import SEMIBOLD, ui_font
from koosloome_desktop.views.plan.gantt_place import Place


@cache
def told_font() -> QFont:
    """The face of the dates beside the pointer."""
    return ui_font(13, SEMIBOLD, tabular=True)


@dataclass(frozen=True, slots=True)
class Moving:
    """What is being dragged: the row, the grip, where it would stand, and why it cannot be (or "")."""

    action: str
    grip: str
    dates: Dates
    bar: Bar | None
    text: str
    at: QPointF
    refused: str = ""

    @property
    def lines(self) -> list[str]:
        """What is told beside the pointer."""
        return [t for t in (self.text, self.refused) if t]


def moving_box(place: Place, moving: Moving) -> QRectF:
    """Where what is dragged would stand: a bar, or the box around a diamond."""
    index = place.rows.place.get(moving.action, -1)
    if index < 0:
        return QRectF()
    if moving.bar is not None:
        return place.bar_rect(index, moving.bar)
    if moving.grip in set(Part):
        return QRectF()
    middle = QPointF(moving.at.x(), place.row_rect(index).center().y())
    return QRectF(middle.x() - 10, middle.y() - 10, 20, 20)


def told_box(place: Place, moving: Moving) -> QRectF:
    """Where the new dates stand beside the pointer, always inside the viewport."""
    metrics = QFontMetricsF(told_font())
    width = max((metrics.horizontalAdvance(t) for t in moving.lines), default=0.0) + 20
    high = 22.0 * len(moving.lines) + 4
    left = max(4.0, min(moving.at.x() + 14, place.width - width - 4))
    return QRectF(left, max(2.0, min(moving.at.y() + 16, place.height - high - 2)), width, high)


def moving_area(place: Place, moving: Moving | None) -> QRect:
    """All that has to be painted anew when what is dragged goes elsewhere."""
    if moving is None:
        return QRect()
    whole = told_box(place, moving).united(moving_box(place, moving))
    return whole.toAlignedRect().adjusted(-6, -6, 6, 6)
