"""The four parts as buttons over the page; each says how much stands in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QWidget

from koosloome_desktop.model.document import Document
from koosloome_desktop.operations import rounds
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import mnemonic_free
from koosloome_desktop.views.rounds.desk import TITLES
from koosloome_desktop.views.widgets import button


class Tabs(QWidget):
    """`choose` takes the part that was clicked."""

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.parts = {part: button(_(TITLES[part]), "chip", run=partial(choose, part)) for part in rounds.PARTS}
        flow = FlowLayout(gap=8)
        for made in self.parts.values():
            made.setCheckable(True)
            self._group.addButton(made)
            flow.addWidget(made)
        self.setLayout(flow)

    def show_parts(self, part: str, document: Document) -> None:
        """Mark the part in sight and say how many lines each has."""
        for one, made in self.parts.items():
            if one == rounds.FEEDBACK:
                count = len(rounds.statements(document))
            else:
                count = max(len(rounds.lines(document, one)), rounds.spoke(document, one) if one != "agreements" else 0)
            words = f"{_(TITLES[one])} · {count}" if count else _(TITLES[one])
            if made.text() != mnemonic_free(words):
                made.setText(mnemonic_free(words))
                made.setAccessibleName(words)
            made.setChecked(one == part)
