"""A workshop that begins now: one form, three fields with defaults; Enter, and the room can start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from koosloome_desktop.services.agenda_templates import TEMPLATES, AgendaTemplate
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label

_PEOPLE: Final = 12
_HOURS: Final = "4"
_OFFERED: Final = ("four_hours", "two_and_a_half_hours", "think_in", "day")


@dataclass(frozen=True, slots=True)
class StartNow:
    """What was filled in."""

    question: str
    people: int
    template: AgendaTemplate


class StartDialog(Dialog):
    """Question, people, hours; the agenda whose length is nearest is named below."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("The workshop begins now"), _("Agenda, canvases and the wall stand ready."), parent=parent, width=520
        )
        self.question = self.field(_("Question"), hint=_("What do you want to solve together?"))
        self.people = self.field(_("How many people"), str(_PEOPLE))
        self.hours = self.field(_("How many hours"), _HOURS)
        self._told = label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        self.hours.textChanged.connect(lambda _text: self._tell())
        self.result_value: StartNow | None = None
        self.add_buttons(_("Begin"), _("Cancel"))
        self._tell()
        self.question.setFocus()

    def template(self) -> AgendaTemplate:
        """The offered agenda whose length is nearest to the hours; the usual one for what is no number."""
        wanted = _number(self.hours.text()) * 60
        offered = [t for t in TEMPLATES if t.code in _OFFERED]
        return min(offered, key=lambda t: abs(t.minutes - wanted)) if wanted > 0 else offered[0]

    def _tell(self) -> None:
        self._told.setText(_(self.template().title))

    def accept(self) -> None:
        """Take what is written, or say what is missing."""
        try:
            question = clean_title(self.question.text()).text
        except KoosloomeError as error:
            self.refuse(error.line(), self.question)
            return
        if not question:
            self.refuse(_("Write the question or a title first."), self.question)
            return
        people = self.people.text().strip()
        if not people.isdecimal():
            self.refuse(_("A whole number is expected here."), self.people)
            return
        self.result_value = StartNow(question, int(people), self.template())
        super().accept()


def _number(text: str) -> float:
    try:
        return max(0.0, float(text.strip().replace(",", ".")))
    except ValueError:
        return 0.0
