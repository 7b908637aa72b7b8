"""A workshop without an agenda: the templates to begin with. Digits and arrows choose, Enter makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from koosloome_desktop.services.agenda_templates import TEMPLATES, AgendaTemplate
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.key_parts import ENTER
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.template_offers import length_words
from koosloome_desktop.views.widgets import button, column, frame, row


class TemplateList(QListWidget):
    """Enter chooses."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self._choose = choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes the agenda; the rest is the list's."""
        if event.key() in ENTER:
            self._choose()
        else:
            super().keyPressEvent(event)


class Choosing(QWidget):
    """`choose` takes the template that was chosen; `own` are the person's own ones, which stand first."""

    def __init__(self, choose: Callable[[AgendaTemplate], object], own: Sequence[AgendaTemplate] = ()) -> None:
        super().__init__()
        self._take = choose
        self._all = (*own, *TEMPLATES)
        self.list = TemplateList(self.choose)
        self.list.setAccessibleName(_("Agenda templates"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._all:
            line = _(one.line) if one.line else _("Own template")
            self.list.addItem(QListWidgetItem(f"{_(one.title)}\n{line} · {length_words(one)}"))
        self.list.setCurrentRow(len(own))
        self.list.setMinimumHeight(190)
        self.list.itemDoubleClicked.connect(lambda _item: self.choose())
        card = frame("card")
        card.setMaximumSize(680, 640)
        card.setLayout(
            column(
                label(_("Begin with an agenda"), "heading", wrap=True),
                label(_("Times follow from the length of the blocks; everything can be changed."), "quiet", wrap=True),
                self.list,
                row(button(_("Take this agenda"), "primary", hint="Enter", run=self.choose), None),
                margins=(24, 20, 24, 24),
                gap=10,
            )
        )
        whole = column(card, None)
        # The list gives way on a low screen, so that the button below it stays in sight.
        whole.setStretch(0, 100)
        self.setLayout(whole)

    def choose(self) -> None:
        """Take the template that is marked."""
        at = self.list.currentRow()
        if 0 <= at < len(self._all):
            self._take(self._all[at])
