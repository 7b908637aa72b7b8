"""The line “New action” at the foot of a plan's page: a whole row in plain words, and under it what was understood.

``Bussipeatuse valgustus, vallavanem 30.9 450 eur`` adds an action with its responsible, deadline and budget. Esc once
gives everything back as words, Backspace on a chip only that; Tab takes the role that is proposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.operations.plan_line import PlanRow, proposal, read_line
from koosloome_desktop.operations.plan_values import values_of
from koosloome_desktop.operations.role_words import known_roles
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.support.text import seen
from koosloome_desktop.support.zones import local
from koosloome_desktop.views.canvas_words import replaced_words
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.line_chips import LineChips
from koosloome_desktop.views.style import LINE, LINE_LOW, is_low
from koosloome_desktop.views.whole_text import text_in
from koosloome_desktop.views.widgets import column, row, styled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from koosloome_desktop.views.plan.page import PlanPage

_PLACE = "plan.line"
_CHIPS: Final = 38
"""Height in px of the row of chips; it is there as long as one writes, so nothing jumps at the first letter."""


class PlanLine(QWidget):
    """Enter adds a row at the end; what is half typed is kept every second, and offered back."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        styled(self, "line")
        self._page = page
        self._low = False
        self._left: set[tuple[str, str]] = set()
        self._roles: tuple[str, ...] | None = None
        self.field = Field(page.ctx.commands)
        self.field.setProperty("role", "capture")
        self.chips = LineChips()
        self._chip = label(_("New action"), "chip")
        self._adds = label(_("adds"), "muted")
        keys = row(label("Enter", "kbd"), self._adds, gap=6)
        line = row(self._chip, self.field, keys, margins=(24, 0, 24, 0), gap=12)
        self._body = column(line, self.chips, gap=0)
        self.setLayout(self._body)
        self.field.setText(page.workshop.drafts.get((_PLACE, page.canvas_id), ""))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(1000)
        self._draft.timeout.connect(self.keep_draft)
        self._focused = QTimer(self)
        self._focused.setSingleShot(True)
        self._focused.timeout.connect(self._make_room)
        self.field.textEdited.connect(lambda _t: self._draft.start())
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.chips.given_back.connect(self._give_back)
        self.chips.back.connect(self._type_on)
        self.chips.taken.connect(self._take)
        self.refresh_words()
        self._make_room()

    def keep_draft(self) -> None:
        """Store what is half typed."""
        self._page.workshop.save_draft(_PLACE, self._page.canvas_id, self.field.text())

    # -- what is understood

    def roles(self) -> tuple[str, ...]:
        """Known roles, looked up anew whenever one begins to write."""
        if self._roles is None:
            self._roles = known_roles(self._page.workshop.document, self._page.ctx.lang)
        return self._roles

    def read(self) -> PlanRow:
        """What the line says now."""
        page = self._page
        today = local(page.ctx.clock.now()).date()
        year = page.model.year
        text = text_in(self.field)
        return read_line(text, roles=self.roles(), today=today, lang=page.ctx.lang, year=year, left=self._left)

    def _look(self, text: str) -> None:
        if self._low and bool(text) is self.chips.isHidden():
            self._make_room()
        if not text.strip():
            self._left.clear()
        found = self.read()
        self.chips.say(found, proposal(text, found, self.roles()), self._page.ctx.lang)

    def _give_back(self, kind: str, phrase: str) -> None:
        """A chip was taken away: its words are a part of the activity again."""
        self._left.add((kind, phrase.casefold()))
        self._look(self.field.text())
        if not self.chips.take_keyboard():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_all_back(self) -> bool:
        pieces = self.read().pieces
        self._left |= {(p.kind, p.text.casefold()) for p in pieces}
        self._look(self.field.text())
        return bool(pieces)

    def _take(self, line: str) -> None:
        """The proposed role comes into the line, as if it had been typed: its own undo takes it out."""
        self.field.selectAll()
        self.field.insert(line)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._draft.start()

    def _type_on(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(len(self.field.text()))
        if text:
            self.field.insert(text)

    def _make_room(self) -> None:
        """The chips have their row while one writes; the table gets it back when the keyboard is elsewhere."""
        held = QApplication.focusWidget()
        writing = held is self.field or (held is not None and self.isAncestorOf(held)) or bool(self.field.text())
        if self._low:  # an empty line needs no chips, and the rows need the room
            writing = bool(self.field.text())
        self.chips.setVisible(writing)
        self._body.setContentsMargins(0, 0, 0, 8 if writing else 0)
        self.setFixedHeight((LINE_LOW if self._low else LINE) + (_CHIPS if writing else 0))

    def set_low(self, *, low: bool) -> None:
        """Be lower in a low window."""
        self._low = low
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """A line that was made since asks how high its window is."""
        self.set_low(low=is_low(self))
        super().showEvent(event)

    # -- adding

    def add(self) -> bool:
        """Add the line's row; whether there was any text."""
        text = text_in(self.field).strip()
        if not seen(text):
            return False
        page, found = self._page, self.read()
        today = local(page.ctx.clock.now()).date()
        try:
            values = values_of(page.workshop.document, page.canvas_id, found, table=page.model.year, today=today)
            page.workshop.run(
                N_("Add action"), lambda tx: add_action(tx, page.canvas_id, found.activity or text, **values)
            )
        except KoosloomeError as error:
            page.say_refused(error.line())
            return False
        page.say_refused("")
        told = replaced_words([text])
        if told:
            page.toast.emit(told)
        self._roles = None
        self.field.clear()
        self.keep_draft()
        page.views.current().show_last()
        return True

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds; Up on an empty line goes to the rows; focus tells the mode."""
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._roles = None
            self._look(self.field.text())
            self._page.mode_changed.emit("W")
            self._page.selection_changed.emit(())
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._focused.start(0)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), plain(event)
        if key in ENTER:
            self.add()
            return True
        if key == Qt.Key.Key_Tab and not mods and self.chips.proposed is not None:
            self._take(self.chips.proposed.line)
            return True
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not mods:
            return self._to_rows(last=key == Qt.Key.Key_Up) if not self.field.text() else self._to_chips(key)
        if key == Qt.Key.Key_Escape:
            self._give_all_back()
            return True
        return False

    def _to_chips(self, key: int) -> bool:
        return key == Qt.Key.Key_Down and self.chips.take_keyboard()

    def _to_rows(self, *, last: bool) -> bool:
        rows = self._page.model.rows
        if not rows:
            return False
        view = self._page.views.current()
        view.go_to(rows[-1 if last else 0].id)
        view.focus_view()
        return True

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        self._chip.setText(_("New action"))
        self._adds.setText(_("adds"))
        self.field.setPlaceholderText(_("What will be done?"))
        self.field.setAccessibleName(_("New action"))
        self._look(self.field.text())
