"""The row over the table of participants: counts, and the buttons beside or below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.widgets import row

_GAP = 8


class TopRow(QWidget):
    """Takes as little height as it can, so that the table keeps its room."""

    def __init__(self, facts: FlowLayout, verbs: QHBoxLayout) -> None:
        super().__init__()
        self._facts, self._verbs = facts, verbs
        self._row = row(facts, verbs, gap=_GAP)
        self._row.setStretch(0, 1)
        self.setLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons anew."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """The buttons stand beside the counts, or below them where that is less high together."""
        wide, verbs = self.width(), self._verbs.sizeHint()
        beside = self._facts.heightForWidth(wide - verbs.width() - _GAP)
        below = self._facts.heightForWidth(wide) + _GAP + verbs.height() < beside
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._row.setAlignment(self._verbs, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0))
