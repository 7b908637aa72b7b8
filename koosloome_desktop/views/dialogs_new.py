"""A new workshop: its question, where, when. Enter makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QWidget

from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.templates import TEMPLATES, Template
from koosloome_desktop.views.understood import Bubble, time_told
from koosloome_desktop.views.widgets import button


@dataclass(frozen=True, slots=True)
class NewWorkshop:
    """What was filled in; `date` is ``YYYY-MM-DD`` or ``""``."""

    title: str
    place: str
    date: str
    template: Template


class NewWorkshopDialog(Dialog):
    """Question, place, date, and the template, chosen already when one came through its card."""

    def __init__(self, template: Template, lang: str, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(_("New workshop"), _("Everything can be changed later."), parent=parent, width=520)
        self._lang, self._today = lang, today
        self.title = self.field(_("Question or title"), hint=_("What do you want to solve together?"))
        self.place = self.field(_("Place"), hint=_("Community house, town hall …"))
        self.date = self.field(_("Date"), locale.date(today, lang))
        Bubble(self.date, lambda text: time_told(text, today=today, lang=lang))
        self.body.addSpacing(8)
        self.body.addWidget(label(_("Begins with"), "field"))
        self._group = QButtonGroup(self)
        choices = FlowLayout(gap=8)
        for i, each in enumerate(TEMPLATES):
            choice = button(_(each.title), "chip")
            choice.setCheckable(True)
            choice.setChecked(each.code == template.code)
            self._group.addButton(choice, i)
            choices.addWidget(choice)
        self.body.addLayout(choices)
        self._line = label("", "muted", wrap=True)
        self.body.addWidget(self._line)
        self._group.idClicked.connect(lambda _id: self._tell())
        self._tell()
        self.result_value: NewWorkshop | None = None
        self.add_buttons(_("Create"), _("Cancel"))
        self.title.setFocus()

    def template(self) -> Template:
        """The template that is chosen."""
        return TEMPLATES[max(0, self._group.checkedId())]

    def _tell(self) -> None:
        self._line.setText(_(self.template().line))

    def accept(self) -> None:
        """Take what is written, or say what is missing."""
        try:
            title = clean_title(self.title.text()).text
            place = clean_title(self.place.text()).text
        except KoosloomeError as error:
            self.refuse(error.line(), self.title)
            return
        if not title:
            self.refuse(_("Write the question or a title first."), self.title)
            return
        found = parse_typed(self.date.text().strip(), today=self._today, lang=self._lang)
        if found.kind not in {RangeKind.EMPTY, RangeKind.DAY}:
            told = _("This is not a day: {text}. Write it as {example}.")
            example = locale.date(self._today, self._lang)
            self.refuse(told.format(text=self.date.text().strip(), example=example), self.date)
            return
        self.result_value = NewWorkshop(title, place, found.start or "", self.template())
        super().accept()
