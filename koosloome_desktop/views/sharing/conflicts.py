"""Two wordings of one thing: both are shown whole, one after another, and a digit decides. Nothing goes by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from koosloome_desktop.model.records import Conflict
from koosloome_desktop.operations import conflicts
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.dialogs import MARGIN, Dialog
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.sharing.conflict_words import about, place_line, shown_value
from koosloome_desktop.views.widgets import button, clear, column, frame, row, scroller

if TYPE_CHECKING:
    from collections.abc import Callable

    from koosloome_desktop.services.workshop import OpenWorkshop

_HEIGHT = 300
"""The most that long texts take, in px; they scroll then."""
_GAP = 12


class ConflictsDialog(Dialog):
    """`decided` counts what was decided; `at` is the record to look at, when somebody asked to see it."""

    def __init__(self, workshop: OpenWorkshop, lang: str, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Two wordings"),
            _("The same place was changed by two at once. What stands there now stays until you decide; every decision "
              "can be undone."),
            parent=parent, width=820,
        )  # fmt: skip
        self._workshop, self._lang = workshop, lang
        self._at = 0
        self.decided, self.at = 0, ""
        self._acts: list[Callable[[], object]] = []
        self.place = label("", "field", wrap=True)
        self.about = label("", "muted", wrap=True)
        self._holder = QWidget()
        self._sides = row(gap=_GAP)
        self._first: QPushButton | None = None
        self._holder.setLayout(self._sides)
        self._area = scroller(self._holder, bare=True)
        self.body.addWidget(self.place)
        self.body.addWidget(self.about)
        self.body.addWidget(self._area)
        self._both = button("", run=partial(self._act, -1))
        self._see = button(_("Show it on the canvas"), "ghost", icon="eye", run=self._show)
        self._next = button(_("Next"), icon="arrow-right", run=partial(self._step, 1))
        self.buttons.insertWidget(0, self._see)
        self.buttons.addWidget(self._both)
        self.buttons.addWidget(self._next)
        self.buttons.addWidget(button(_("Later"), run=self.accept))
        self._fill()

    def _now(self) -> Conflict | None:
        found = conflicts.unsettled(self._workshop.document)
        self._at = min(self._at, len(found) - 1) if found else 0
        return found[self._at] if found else None

    def _fill(self) -> None:
        conflict = self._now()
        clear(self._sides)
        self._acts = []
        if conflict is None:
            self.accept()
            return
        document = self._workshop.document
        record = document.find(conflict.target)
        assert record is not None  # noqa: S101  (what is unsettled has its record)
        count = len(conflicts.unsettled(document))
        line = place_line(document, record, conflict.field, self._lang)
        self.place.setText(f"{self._at + 1} / {count} · {line}" if count > 1 else line)
        self.about.setText(about(record, conflict.field, self._lang))
        self.about.setVisible(bool(self.about.text()))
        cards = [
            self._side(number, conflict, value) for number, value in enumerate(conflicts.values(document, conflict), 1)
        ]
        for card in cards:
            self._sides.addWidget(card)
        width = (self.width() - 2 * MARGIN + _GAP) // len(cards) - _GAP
        self._area.setFixedHeight(min(_HEIGHT, max(card.heightForWidth(width) for card in cards)))
        both = conflicts.can_keep_both(document, conflict)
        self._both.setVisible(both)
        if both:
            self._acts.append(partial(self._keep_both, conflict))
            self._both.setText(_("{number} · Keep both as notes").format(number=len(self._acts)))
        self._next.setVisible(count > 1)
        self.fit_height()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at what stands there now."""
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _side(self, number: int, conflict: Conflict, value: Any) -> QFrame:
        """One value as a card with its button."""
        card = frame("card")
        caption = _("Stands there now") if number == 1 else _("Was written as well")
        words = label(shown_value(self._workshop.document, conflict, value, self._lang), "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told = _("{number} · Leave it so") if number == 1 else _("{number} · Take this")
        choose = button(told.format(number=number), run=partial(self._act, number - 1))
        choose.setAccessibleDescription(words.text())
        card.setLayout(column(label(caption, "muted"), words, None, row(choose, None), margins=(16, 12, 16, 12), gap=8))
        self._acts.append(partial(self._take, conflict, value))
        if number == 1:
            self._first = choose
        return card

    def _take(self, conflict: Conflict, value: Any) -> None:
        self._workshop.run(N_("Decide between two wordings"), lambda tx: conflicts.decide(tx, conflict, value))

    def _keep_both(self, conflict: Conflict) -> None:
        self._workshop.run(N_("Keep both wordings"), lambda tx: conflicts.keep_both(tx, conflict))

    def _act(self, number: int) -> None:
        try:
            self._acts[number]()
        except KoosloomeError as error:
            self.refuse(error.line())
            return
        self.decided += 1
        self.refuse("")
        self._fill()

    def _step(self, by: int) -> None:
        count = len(conflicts.unsettled(self._workshop.document))
        self._at = (self._at + by) % max(1, count)
        self._fill()

    def _show(self) -> None:
        conflict = self._now()
        self.at = conflict.target if conflict is not None else ""
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit decides, arrows go to the next and back."""
        digit = event.text()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if digit.isdecimal() and 1 <= int(digit) <= len(self._acts):
            self._act(int(digit) - 1)
        elif event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
