"""How wide the columns of the participants are: as wide as what stands in them, as long as nobody drags them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

_LEAST: Final = 64
_NARROW: Final = 112
_AIR: Final = 8


class Columns(QObject):
    """Fits the columns of a table whenever it is resized; `roomy` ones (their numbers) share what is left over, and
    are made narrower where there is too little room. A width that somebody chose by the mouse is kept.
    """

    def __init__(self, table: QTableView, roomy: frozenset[int]) -> None:
        super().__init__(table)
        self._table, self._roomy = table, roomy
        self._own = self._busy = False
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)

    def _resized(self, *_of: int) -> None:
        self._own = self._own or not self._busy

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table has another width."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Set all widths anew, unless somebody did."""
        table = self._table
        count = table.model().columnCount()
        shown = [c for c in range(count) if not table.isColumnHidden(c)]
        room = table.viewport().width()
        if self._own or not shown or room < len(shown) * _LEAST:
            return
        header = table.horizontalHeader()
        wanted = {c: max(_LEAST, header.sectionSizeHint(c), table.sizeHintForColumn(c) + _AIR) for c in shown}
        over = sum(wanted.values()) - room
        roomy = sorted((c for c in shown if c in self._roomy), key=lambda c: -wanted[c])
        for column in roomy:  # the widest gives first
            given = min(max(over, 0), max(wanted[column] - _NARROW, 0))
            wanted[column] -= given
            over -= given
        for number, column in enumerate(roomy):
            wanted[column] += max(-over, 0) // (len(roomy) - number)
            over += max(-over, 0) // (len(roomy) - number)
        self._busy = True
        for column, width in wanted.items():
            table.setColumnWidth(column, width)
        self._busy = False
