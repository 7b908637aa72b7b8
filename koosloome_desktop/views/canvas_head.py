"""The head of an empty canvas: its guiding question and the first key. It goes with the first note."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import column, row, styled


class QuestionHead(QWidget):
    """The question large, and how to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "paper")
        self._question = label("", "heading", wrap=True)
        self._begin = label("", "quiet")
        self._key = label("Enter", "kbd")
        hint = row(self._begin, gap=8)
        hint.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._time = label("", "muted")
        hint.addStretch(1)
        hint.addWidget(self._time, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(self._question, hint, margins=(26, 16, 26, 2), gap=4))

    def say(self, question: str, zone: str, minutes: int = 0) -> None:
        """Show the question, in which zone the first note lands, and how many minutes the canvas usually takes."""
        self._question.setText(question)
        self._question.setVisible(bool(question))
        told = ngettext("about {count} minute", "about {count} minutes", minutes).format(count=minutes)
        self._time.setText(told if minutes else "")
        self._begin.setText(_("Write the first note on the line below ({zone}) and press").format(zone=zone))
