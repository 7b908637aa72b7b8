"""The numbered strip above the line: which digit means which cluster. A click does the same as the digit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, clear, styled

HEIGHT: Final = 40
MOST: Final = 9
"""Clusters that a single digit reaches."""


class ClusterStrip(QWidget):
    """``1 Transport · 5``, ``2 …``, ``0 ilma rühmata``, and the digit that makes a new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "line")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chosen: Callable[[int], object] = lambda _number: None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 18, 0)
        self._row.setSpacing(6)
        self._shown: tuple[object, ...] = ()

    def say(self, clusters: Sequence[tuple[str, int]], key: str) -> None:
        """Show these clusters (name, notes in it); `key` is put before the digit: "" in A, "Alt+" in W."""
        state = (tuple(clusters), key)
        if state == self._shown:
            return
        self._shown = state
        clear(self._row)
        self._row.addWidget(label(_("Clusters"), "section"))
        self._row.addSpacing(4)
        for number, (name, count) in enumerate(clusters[:MOST], 1):
            self._add(number, key, f"{name or _('unnamed')} · {count}")
        if len(clusters) < MOST:
            self._add(len(clusters) + 1, key, _("new cluster"))
        if clusters:
            self._add(0, key, _("no cluster"))
        self._row.addStretch(1)

    def texts(self) -> list[str]:
        """What the chips say, for tests and screen readers."""
        found: list[str] = []
        for i in range(self._row.count()):
            item = self._row.itemAt(i)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QPushButton | QLabel):
                found.append(widget.text())
        return found

    def _add(self, number: int, key: str, words: str) -> None:
        made = button(f"{number}  {words}", "chip", run=lambda: self.chosen(number), hint=f"{key}{number}")
        made.setAccessibleName(f"{number} {words}")
        self._row.addWidget(made)
