"""The 3×3 grid that puts a note without a place on two axes: digit = cell, as it is drawn; a click does the same.

It lies where the strip of clusters does, and takes the digits from it until every note has its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from koosloome_desktop.canvases.draw_problem import axes_words
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.modes import Job, Mode
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button

if TYPE_CHECKING:
    from koosloome_desktop.layout.axes import AxesIn
    from koosloome_desktop.views.canvas_page import CanvasPage

_SIDE: Final = 3
_CELL: Final = (46, 27)
"""Width and height of a cell in px."""
_SMALL: Final = (30, 24)
_WIDEST: Final = 16777215
_ROOMY: Final = 1500
"""From this width of the board on (px) the field of notes without a place is as wide as the usual grid; where it is
narrower the grid is narrow, too, so that it covers no part of the chart."""


class PlaceGrid(QFrame):
    """Nine numbered cells between the names of the axes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.chosen: Callable[[int], object] = lambda _number: None
        self._narrow = False
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 8, 6)
        grid.setSpacing(3)
        self.up, self.across, self.title = (label("", "section", parent=self) for _place in range(3))
        self.cells: list[QPushButton] = []
        for number in range(1, _SIDE * _SIDE + 1):
            made = button(str(number), "ghost", run=partial(self._press, number))
            made.setFixedSize(*_CELL)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setStyleSheet("padding: 0; border: 1px solid palette(mid);")
            row, column = divmod(number - 1, _SIDE)
            grid.addWidget(made, row + 2, column + 1)
            self.cells.append(made)
        grid.addWidget(self.title, 0, 0, 1, _SIDE + 1)
        grid.addWidget(self.up, 2, 0, _SIDE, 1)
        grid.addWidget(self.across, _SIDE + 2, 1, 1, _SIDE, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def _press(self, number: int) -> None:
        self.chosen(number)

    def say(self, words: AxesIn, key: str, left: int) -> None:
        """Name the axes; `key` is pressed with the digit ("" or "Alt+"), `left` notes have no place yet."""
        self.title.setText(_("{key}digit = place · {count} without a place").format(key=key, count=left))
        self.up.setText(f"↑ {words.y}")
        self.across.setText(f"{words.x} →")
        names = (words.high, "", words.low)
        for index, made in enumerate(self.cells):
            row, column = divmod(index, _SIDE)
            told = [f"{words.x}: {names[2 - column]}" if names[2 - column] else ""]
            told.append(f"{words.y}: {names[row]}" if names[row] else "")
            made.setAccessibleName(f"{index + 1} " + ", ".join(t for t in told if t))
        self.adjustSize()

    def place(self, area: QRect) -> None:
        """Lie at the bottom left of an area (px of the parent)."""
        self._shape(narrow=area.width() < _ROOMY)
        self.adjustSize()
        self.move(area.left() + (4 if self._narrow else 14), area.bottom() - self.height() - 5)

    def _shape(self, *, narrow: bool) -> None:
        """Small cells with the upward axis over them, or the usual ones with it at their left."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        wide, high = _SMALL if narrow else _CELL
        for made in self.cells:
            made.setFixedSize(wide, high)
        self._grid.setContentsMargins(*((7, 4, 7, 4) if narrow else (10, 6, 8, 6)))
        self._grid.removeWidget(self.up)
        if narrow:
            self._grid.addWidget(self.up, 1, 1, 1, _SIDE, Qt.AlignmentFlag.AlignHCenter)
        else:
            self._grid.addWidget(self.up, 2, 0, _SIDE, 1)
        self.title.setWordWrap(narrow)
        self.title.setMaximumWidth(_SIDE * (wide + 3) if narrow else _WIDEST)


class Places:
    """Which note is to be placed on the page, and putting it."""

    def __init__(self, page: CanvasPage) -> None:
        self.page = page

    def _ids(self) -> tuple[str, ...]:
        page, desk = self.page, self.page.desk
        if desk.mode == Mode.ARRANGE:
            found = page.arrange_keys.chosen()
        else:
            found = (desk.current,) if desk.mode == Mode.WRITE and desk.job == Job.ADD and desk.current else ()
        return tuple(i for i in found if page.presenter.placing(page.verbs.note(i)))

    def cells(self) -> int:
        """How many cells a digit can mean now; 0 when there is nothing to place."""
        page = self.page
        ids = self._ids()
        return page.presenter.placing(page.verbs.note(ids[0])) if ids else 0

    def put(self, number: int) -> bool:
        """Into that cell; while arranging the ring goes on to the next note without a place."""
        page = self.page
        ids = self._ids()
        change = page.presenter.put(ids, number) if ids else None
        if change is None:
            return False
        page.workshop.run(N_("Place note"), change)
        page.stage.fresh()
        note = page.verbs.note(ids[0])
        page.verbs.announce(page.presenter.told(note) if note is not None else "")
        following = page.presenter.unplaced(ids[0])
        if page.desk.mode == Mode.ARRANGE and following:
            page.modes.arrange(following)
        page.refresh()
        return True

    def show(self, *, allowed: bool = True) -> bool:
        """Show the grid, or hide it while the digits mean something else; whether it is shown."""
        page = self.page
        shown = allowed and bool(self.cells())
        if shown:
            key = "" if page.desk.mode == Mode.ARRANGE else "Alt+"
            left = sum(1 for n in page.presenter.notes() if page.presenter.placing(n))
            page.grid.say(axes_words(page.presenter.canvas, page.presenter.lang), key, left)
            page.grid.place(page.view.viewport().rect())
        if page.grid.isVisibleTo(page) != shown:
            page.grid.setVisible(shown)
            page.grid.raise_()
        return shown
