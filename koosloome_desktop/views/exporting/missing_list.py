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
    """Up to four sentences as buttons; a click jumps to the first place of its kind."""

    def __init__(self, gaps: Sequence[Gap], jump: Callable[[Gap, str], object]) -> None:
        super().__init__()
        self.lines: list[QPushButton] = []
        groups = told(gaps)
        for words, places in groups[:_MOST]:
            run = partial(jump, places[0], words)
            self.lines.append(button(words, "hint", icon="arrow-right", run=run, hint=places[0].text))
        more = len(groups) - _MOST
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for made in self.lines:
            flow.addWidget(made)
        if more > 0:
            flow.addWidget(label(_("and {count} more").format(count=more), "muted"))
        self.setLayout(column(label(_("Before it goes out"), "section"), holder, gap=4))
        self.setVisible(bool(groups))
