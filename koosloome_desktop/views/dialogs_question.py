"""The focus question of a canvas: written, or chosen from those that lead a room through this kind of canvas."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from koosloome_desktop.canvases.questions import guiding
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.inspector_parts import Jump
from koosloome_desktop.views.plain import label


class QuestionDialog(Dialog):
    """A line for the question, and below it the guiding ones: one click puts one into the line, Enter keeps it."""

    def __init__(self, canvas: Canvas, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Focus question of the canvas"), parent=parent, width=560)
        known = guiding(canvas, lang)
        self.usual = known[0] if known else ""
        self.line = self.field(_("Question"), canvas.focus_question, self.usual)
        self.offers: list[Jump] = []
        if known:
            self.body.addSpacing(8)
            self.body.addWidget(label(_("Questions that lead through this canvas"), "field"))
        for question in known:
            offer = Jump("?", question, _("Take this question"))
            offer.setAutoRepeat(False)
            offer.clicked.connect(partial(self._take, question))
            self.offers.append(offer)
            self.body.addWidget(offer)
        self.add_buttons(_("Save"), _("Cancel"))
        self.line.selectAll()
        self.line.setFocus()

    def _take(self, question: str, _checked: bool = False) -> None:
        self.line.setText(question)
        self.line.setFocus()

    def asked(self) -> str:
        """What the canvas asks from now on; "" for the question that its form brings along."""
        told = self.line.text().strip()
        return "" if told == self.usual else told
