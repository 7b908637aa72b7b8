"""The first two columns of a wide table, which stay in sight while the others scroll by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.grid import PlanGrid

COLUMNS: Final = 2


class FrozenColumns(QWidget):
    """Paints the first columns over the scrolled table; a click there scrolls back to them."""

    def __init__(self, table: PlanGrid) -> None:
        super().__init__(table)
        self._table = table
        self.hide()
        table.horizontalScrollBar().valueChanged.connect(lambda _v: self.place())
        table.verticalScrollBar().valueChanged.connect(lambda _v: self.update())

    def breadth(self) -> int:
        """Width in px of the columns that stay."""
        return sum(self._table.columnWidth(i) for i in range(min(COLUMNS, self._table.plan.columnCount())))

    def place(self) -> None:
        """Lie over the table's left edge while it is scrolled to the right."""
        table = self._table
        shown = table.horizontalScrollBar().value() > 0 and table.plan.columnCount() > COLUMNS
        self.setVisible(shown)
        if shown:
            height = table.horizontalHeader().height() + table.viewport().height()
            self.setGeometry(QRect(table.viewport().x(), 0, self.breadth(), height))
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head and rows as the table draws them."""
        table, theme = self._table, tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        top = table.horizontalHeader().height()
        current = table.currentIndex().row()
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        rows = range(max(0, first), table.plan.rowCount() if last < 0 else last + 1)
        painter.setClipRect(QRect(0, top, self.width(), self.height() - top))
        left = 0
        for column in range(min(COLUMNS, table.plan.columnCount())):
            width = table.columnWidth(column)
            for row in rows:
                area = QRect(left, top + table.rowViewportPosition(row), width, table.rowHeight(row))
                table.cells.look.paint(painter, area, row, column, chosen=row == current, ring=False)
            left += width
        painter.setClipping(False)
        left = 0
        for column in range(min(COLUMNS, table.plan.columnCount())):
            width = table.columnWidth(column)
            table.head.paintSection(painter, QRect(left, 0, width, top), column)
            left += width
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), QColor(theme.muted))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse, scrolled back so that it can be edited."""
        table = self._table
        at: QPoint = event.position().toPoint()
        row = table.rowAt(at.y() - table.horizontalHeader().height())
        column = 0 if at.x() < table.columnWidth(0) else 1
        table.horizontalScrollBar().setValue(0)
        if row >= 0:
            table.setCurrentIndex(table.plan.index(row, column))
        table.setFocus()
