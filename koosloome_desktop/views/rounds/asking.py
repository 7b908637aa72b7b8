"""What stands over the lines of a round: its question, and how many have spoken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations import rounds
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.votes.rows import NumberField
from koosloome_desktop.views.widgets import button, column, row

if TYPE_CHECKING:
    from koosloome_desktop.views.rounds.page import RoundsPage


class RoundHead(QWidget):
    """Seen for check-in and check-out. Enter in the question or the number keeps it and goes to the line."""

    def __init__(self, page: RoundsPage) -> None:
        super().__init__()
        self._page = page
        self.question = Field(page.ctx.commands)
        self.question.editingFinished.connect(self._keep_question)
        self.question.returnPressed.connect(page.focus_line)
        self.number = NumberField(page.ctx.commands, "")
        self.number.editingFinished.connect(self._keep_number)
        self.number.changed_by.connect(self._by)
        self.number.done.connect(lambda _step: page.focus_line())
        self.number.left.connect(page.focus_line)
        self.number.letter.connect(self._letter)
        self._asked, self._spoken, self._of = label("", "field"), label("", "field"), label("", "muted")
        self._asked.setBuddy(self.question)
        self._spoken.setBuddy(self.number)
        self._fewer = button("", "icon", icon="minus", name=_("One fewer has spoken"), run=partial(self._by, -1))
        self._more = button("", "icon", icon="plus", name=_("One more has spoken"), run=partial(self._by, 1))
        counter = row(self._fewer, self.number, self._more, self._of, None, gap=6)
        both = row(column(self._asked, self.question, gap=4), column(self._spoken, counter, gap=4), gap=20)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        self.setLayout(both)

    @property
    def _part(self) -> str:
        return self._page.place

    def _keep_question(self) -> None:
        if self.question.isModified() and self._part in rounds.ROUNDS:
            self.question.setModified(False)
            self._page.desk.ask(self._part, self.question.text())

    def _keep_number(self) -> None:
        if self.number.isModified() and self._part in rounds.ROUNDS:
            self.number.setModified(False)
            self._page.desk.spoke(self._part, int(self.number.text() or 0))

    def _by(self, step: int) -> None:
        self._keep_number()
        self._page.desk.spoke(self._part, rounds.spoke(self._page.workshop.document, self._part) + step)
        self.number.selectAll()

    def _letter(self, text: str) -> None:
        self._page.focus_line()
        self._page.bar.line.insert(text)

    def show_round(self) -> None:
        """The question and the number as they stand in the document; what is being typed stays."""
        part, document = self._part, self._page.workshop.document
        self.setVisible(part in rounds.ROUNDS)
        if part not in rounds.ROUNDS:
            return
        if not (self.question.hasFocus() and self.question.isModified()):
            self.question.setText(rounds.question(document, part))
            self.question.setCursorPosition(0)
        self.question.setPlaceholderText(rounds.usual_question(part, document.workshop.language))
        if not (self.number.hasFocus() and self.number.isModified()):
            count = rounds.spoke(document, part)
            self.number.setText(str(count) if count else "")
        self._of.setText(self._page.desk.spoken_words(part))

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._asked.setText(_("Question"))
        self._spoken.setText(_("Have spoken"))
        self.question.setAccessibleName(_("Question"))
        self.number.setAccessibleName(_("Have spoken"))
        for made, words in ((self._fewer, _("One fewer has spoken")), (self._more, _("One more has spoken"))):
            made.setAccessibleName(words)
            tip(made, words)
