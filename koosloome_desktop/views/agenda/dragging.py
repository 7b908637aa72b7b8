"""A block dragged with the mouse: a line shows where it would go, letting go moves it there, Esc lets it be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from koosloome_desktop.views.widgets import styled

if TYPE_CHECKING:
    from koosloome_desktop.views.agenda.page import AgendaPage
    from koosloome_desktop.views.agenda.rows import BlockRow

_HEAD: Final = 20
"""Pixels above the first row of a meeting that belong to the meeting before it: its end."""
_THICK: Final = 3


class Dragging(QWidget):
    """The line, over the rows of a page."""

    def __init__(self, page: AgendaPage, inner: QWidget) -> None:
        super().__init__(inner)
        styled(self, "dropline")
        self._page, self._inner = page, inner
        self._target: tuple[str, str] | None = None
        self.hide()

    def over(self, row: BlockRow, place: QPoint) -> None:
        """The mouse holds a block at a place of the screen."""
        y = self._inner.mapFromGlobal(place).y()
        self._target, line = self._at(y)
        self.setGeometry(row.x() + 60, line - _THICK // 2, row.width() - 60, _THICK)
        self.show()
        self.raise_()
        self._page.scroll_to(y)

    def _at(self, y: int) -> tuple[tuple[str, str], int]:
        """((session, the block it would stand before, "" at its end), where the line is)."""
        rows = list(self._page.rows.values())
        before: BlockRow | None = None
        for row in rows:
            if y < row.y() + row.height() // 2:
                other = before is not None and before.item.session != row.item.session
                if before is None or not other or y > row.y() - _HEAD:
                    return (row.item.session, row.item.id), row.y() - 3
                break
            before = row
        last = before or rows[-1]
        return (last.item.session, ""), last.y() + last.height() + 3

    def drop(self, row: BlockRow) -> None:
        """Let go: the block moves to where the line was."""
        target = self._target
        self.stop()
        if target is not None:
            self._page.desk.place_block(row.item.id, *target)

    def stop(self) -> None:
        """Let everything be."""
        self._target = None
        self.hide()
