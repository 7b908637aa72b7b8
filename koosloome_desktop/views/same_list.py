"""The list of notes that say the same as the line: it lies in the foot of the board, above the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fonts import ui_font
from koosloome_desktop.views.plain import label, mnemonic_free
from koosloome_desktop.views.widgets import button, clear, column

WIDTH: Final = 620
_ROW: Final = 34


@dataclass(frozen=True, slots=True)
class SameRow:
    """A note of the list: its text, where it stands, how often it was said."""

    text: str
    place: str
    times: int


class SameList(QFrame):
    """A title that says what the keys do, and a button for each note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(_("Same thought?"))
        self.chosen: Callable[[int], object] = lambda _at: None
        self._rows: tuple[SameRow, ...] = ()
        self._at = -1
        self._area = QRect()
        self._body = column(margins=(8, 8, 8, 8), gap=2)
        self.setLayout(self._body)
        self.hide()

    def say(self, rows: Sequence[SameRow], at: int) -> None:
        """Show these notes, one of them with the bar (-1: none); no notes hide the list."""
        if (tuple(rows), at) == (self._rows, self._at):
            return
        self._rows, self._at = tuple(rows), at
        self._build()

    def place(self, area: QRect) -> None:
        """Lie at the bottom left of an area (px of the parent)."""
        if area != self._area:
            self._area = area
            self._build()
        elif self._rows:
            self._sit()

    def texts(self) -> list[str]:
        """What the rows say."""
        return [b.text() for b in self.findChildren(QPushButton) if not b.isHidden()]

    def _clicked(self, at: int) -> None:
        self.chosen(at)

    def _build(self) -> None:
        clear(self._body)
        self.setVisible(bool(self._rows))
        if not self._rows:
            return
        width = max(200, min(WIDTH, self._area.width() - 28))
        keys = _("Same thought? Enter counts it once more, Esc writes on") if self._at >= 0 else _("Same thought?  ↓")
        self._body.addWidget(label(keys, "section"))
        metrics = QFontMetricsF(ui_font())
        for at, row in enumerate(self._rows):
            rest = "  ".join(x for x in (f"×{row.times}" if row.times > 1 else "", row.place) if x)
            room = width - 64 - metrics.horizontalAdvance(rest)
            text = metrics.elidedText(" ".join(row.text.split()), Qt.TextElideMode.ElideRight, max(80.0, room))
            made = button(mnemonic_free(f"{text}   {rest}"), "ghost", run=partial(self._clicked, at))
            made.setAccessibleName(f"{row.text}, {rest}")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFixedHeight(_ROW)
            made.setStyleSheet("text-align: left;")
            made.setCheckable(True)
            made.setChecked(at == self._at)
            self._body.addWidget(made)
        self.setFixedSize(width, 16 + 24 + len(self._rows) * (_ROW + 2))
        self._sit()
        self.raise_()

    def _sit(self) -> None:
        self.move(self._area.left() + 14, self._area.bottom() - self.height() - 5)
