"""What is missing before an export: a line for each kind of gap that leads to the place, and back to the dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.services.missing import Gap, told
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column

_MOST = 4


class MissingList(QWidget):
    """Up to four sentences as buttons; a click jumps to the first place of its kind. Hidden when all is there."""

    def __init__(self, jump: Callable[[Gap, str], object]) -> None:
        super().__init__()
        self._jump = jump
        self.lines: list[QPushButton] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=6)
        self.setLayout(column(label(_("Before it goes out"), "section"), self._holder, gap=4))
        self.hide()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Say what is missing."""
        self._flow.clear()
        self.lines = []
        groups = told(gaps)
        for words, places in groups[:_MOST]:
            run = partial(self._jump, places[0], words)
            self.lines.append(button(words, "hint", icon="arrow-right", run=run, hint=places[0].text))
            self._flow.addWidget(self.lines[-1])
        more = len(groups) - _MOST
        if more > 0:
            self._flow.addWidget(label(_("and {count} more").format(count=more), "muted"))
        self.setVisible(bool(groups))
