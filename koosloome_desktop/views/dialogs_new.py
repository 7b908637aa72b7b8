"""A new workshop: a template with its blocks in sight, the question, where and when, the language. Enter makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koosloome_desktop.operations.dates import DateRange, RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.services.agenda_templates import workshop_of
from koosloome_desktop.services.own_templates import make_workshop
from koosloome_desktop.support import locale
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import LANGUAGES, N_, _
from koosloome_desktop.support.text import clean_title
from koosloome_desktop.views.combo import Combo
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.template_list import TemplateList
from koosloome_desktop.views.template_offers import Offer
from koosloome_desktop.views.template_preview import TemplatePreview
from koosloome_desktop.views.understood import Bubble, time_told
from koosloome_desktop.views.widgets import column, row
from koosloome_desktop.views.window_words import LANGUAGE_NAMES

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class NewWorkshop:
    """What was filled in; `date` is ``YYYY-MM-DD`` or ``""``, `lang` the language of the workshop."""

    title: str
    place: str
    date: str
    lang: str
    offer: Offer

    def make(self, library: LibraryService) -> str:
        """Make it in the library; its id."""
        first = date.fromisoformat(self.date) if self.date else None
        if self.offer.own is not None:
            return make_workshop(library, self.offer.own, self.title, place=self.place, day=first)
        if self.offer.agenda is None:
            return library.create(self.title, place=self.place, date=self.date, lang=self.lang, canvases=())
        document = workshop_of(self.offer.agenda, self.title, place=self.place, first=first, lang=self.lang)
        return library.store.create(document.records(), label=N_("New workshop")).id


class NewWorkshopDialog(Dialog):
    """Templates at the left, at the right what they bring and the fields; the keyboard begins in the title.

    Up and Down in a field go through the templates, Alt with a digit takes one.
    """

    def __init__(
        self, library: LibraryService | None, code: str, lang: str, today: date, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New workshop"), _("Everything can be changed later."), parent=parent, width=960)
        self._today = today
        self.templates = TemplateList(library, code)
        self.preview = TemplatePreview()
        self.title, self.place, self.date = Field(None), Field(None), Field(None, locale.date(today, lang))
        self.title.setPlaceholderText(_("What do you want to solve together?"))
        self.date.setMinimumWidth(self.date.fontMetrics().horizontalAdvance("88.88.8888") + 26)
        self.place.setPlaceholderText(_("Community house, town hall …"))
        self.language = Combo()
        for one in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[one], one)
        self._arrange()
        self._bubble = Bubble(self.date, lambda text: time_told(text, today=today, lang=lang))
        self._lang = lang
        self.language.setCurrentIndex(LANGUAGES.index(lang))
        self.language.currentIndexChanged.connect(lambda _at: self._tell())
        self.date.textChanged.connect(lambda _text: self._tell())
        self.templates.changed, self.templates.refuse = self._tell, self.refuse
        for edit in (self.title, self.place, self.date):
            edit.installEventFilter(self)
        self.result_value: NewWorkshop | None = None
        self.add_buttons(_("Create"), _("Cancel"))
        self._tell()
        self.title.setFocus()

    def _arrange(self) -> None:
        """Templates at the left; at the right the title, under it place, date and language, then what comes along."""
        where = row(gap=12)
        where.addLayout(_captioned(_("Place"), self.place), 4)
        where.addLayout(_captioned(_("Date"), self.date), 2)
        where.addLayout(_captioned(_("Language"), self.language), 2)
        right = column(_captioned(_("Question or title"), self.title), where, 6, gap=10)
        right.addWidget(self.preview, 1)
        both = row(self.templates, gap=20)
        both.addLayout(right, 1)
        self.body.addLayout(both)

    def _day(self) -> DateRange:
        return parse_typed(self.date.text().strip(), today=self._today, lang=self._lang)

    def _tell(self) -> None:
        offer = self.templates.chosen()
        if offer.own is not None:
            # Its texts are written in this language.
            self.language.setCurrentIndex(LANGUAGES.index(offer.own.language) if offer.own.language in LANGUAGES else 0)
        self.language.setEnabled(offer.own is None)
        found = self._day()
        first = date.fromisoformat(found.start) if found.kind == RangeKind.DAY and found.start else None
        self.preview.show_offer(offer, first, self._lang)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the fields: Up and Down go through the templates, Alt+digit takes one."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.templates.step(step)
                return True
            digit = event.key() - Qt.Key.Key_0
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and 1 <= digit <= 9:
                return self.templates.pick(digit)
        return super().eventFilter(watched, event)

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
        found = self._day()
        if found.kind not in {RangeKind.EMPTY, RangeKind.DAY}:
            told = _("This is not a day: {text}. Write it as {example}.")
            example = locale.date(self._today, self._lang)
            self.refuse(told.format(text=self.date.text().strip(), example=example), self.date)
            return
        lang = str(self.language.currentData())
        self.result_value = NewWorkshop(title, place, found.start or "", lang, self.templates.chosen())
        super().accept()


def _captioned(caption: str, widget: QWidget) -> QVBoxLayout:
    widget.setAccessibleName(caption)
    title = label(caption, "field")
    title.setBuddy(widget)
    return column(title, widget, gap=4)
