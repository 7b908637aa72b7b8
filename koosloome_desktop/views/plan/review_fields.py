"""The fields of a row in a follow-up: reason, new deadline, remark, spent, percent; what was understood is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from koosloome_desktop.operations.dates import RangeKind
from koosloome_desktop.operations.dates_typed import parse_typed
from koosloome_desktop.operations.money import AmountState, parse_amount
from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support import locale
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import column, row, set_role

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Wrong(Exception):
    """A text that cannot be what the field holds; told to the person."""


def read_date(text: str, today: date, lang: str) -> str | None:
    """A deadline as it is typed everywhere: a day or a month; None for nothing, Wrong for what is no date."""
    found = parse_typed(text, today=today, lang=lang)
    if found.kind is RangeKind.EMPTY:
        return None
    if found.kind is RangeKind.TEXT or not (found.end or found.start):
        raise Wrong(_("“{text}” is not a date.").format(text=text.strip()))
    return found.end or found.start


def read_day(text: str, today: date, lang: str) -> str | None:
    """The day of a meeting; a month alone is no day (Wrong)."""
    found = read_date(text, today, lang)
    if found is not None and len(found) != len("2026-10-15"):
        raise Wrong(_("A meeting needs its day: {example}").format(example=locale.date(today, lang)))
    return found


def read_cents(text: str, lang: str) -> int | None:
    """An amount in cents; None for nothing, Wrong for a sentence or an amount below zero."""
    amount = parse_amount(text, lang)
    if amount.state is AmountState.EMPTY:
        return None
    if amount.cents is None or amount.cents < 0:
        raise Wrong(_("“{text}” is not an amount.").format(text=text.strip()))
    return amount.cents


def read_percent(text: str) -> int | None:
    """A whole number 0–100, with or without its sign; None for nothing, Wrong for anything else."""
    plain = text.strip().removesuffix("%").strip()
    if not plain:
        return None
    if not plain.isdecimal() or int(plain) > 100:
        raise Wrong(_("How much is done is a whole number from 0 to 100."))
    return int(plain)


class Entry(QWidget):
    """A line with its name over it, and beside the name what was understood.

    `read` gives the value of a text (or raises Wrong), `say` puts it into words. `kept(value)` comes when the line is
    left or Enter is pressed with another value than before; `entered` after Enter, `left` after Esc.
    """

    kept = Signal(object)
    entered = Signal()
    left = Signal()
    edited = Signal(str)

    def __init__(
        self,
        table: CommandTable,
        name: str,
        read: Callable[[str], object] = str.strip,
        say: Callable[[object], str] | None = None,
    ) -> None:
        super().__init__()
        self._read, self._say = read, say
        self._value: object = None
        self.field = Field(table)
        self._name = label(name, "field")
        self._name.setBuddy(self.field)
        self.field.setAccessibleName(name)
        self.told = label("", "muted")
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(self._name, self.told, gap=8)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.field, gap=2))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._understand)
        self.field.textEdited.connect(self.edited.emit)

    def value(self) -> object:
        """What is stored, or was last kept."""
        return self._value

    def rename(self, name: str) -> None:
        """Another name, for the eye and for screen readers."""
        self._name.setText(name)
        self.field.setAccessibleName(name)

    def show_value(self, value: object, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if self.field.isModified() and value == self._value:
            return
        self._value = value
        self.field.setText(text)
        self.field.setModified(False)
        self._tell("")

    def offer(self, text: str) -> None:
        """Put a half-typed text back."""
        self.field.setText(text)
        self.field.setModified(True)
        self._understand(text)

    def keep(self) -> bool:
        """Take what is typed; False when it cannot be that (it stays, with the reason)."""
        if not self.field.isModified():
            return True
        try:
            value = self._read(self.field.text())
        except Wrong as wrong:
            self._tell(str(wrong), bad=True)
            return False
        self.field.setModified(False)
        self._tell("")
        if value != self._value:
            self._value = value
            self.kept.emit(value)
        return True

    def _understand(self, text: str) -> None:
        if self._say is None:
            return
        try:
            value = self._read(text)
        except Wrong as wrong:
            self._tell(str(wrong), bad=True)
            return
        self._tell(self._say(value) if value is not None else "")

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self.told.setText(text)
        set_role(self.told, "bad" if bad else "ok")
        self.field.setProperty("bad", bad)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and leaving keep, Esc keeps too and goes back to the rows: nothing that was typed is lost."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                if self.keep():
                    self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if not self.keep():
                    self.show_again()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def close_entry(self) -> None:
        """What is typed is not kept any more when the line is left."""
        self.field.removeEventFilter(self)

    def show_again(self) -> None:
        """The text stays as it is typed, as not yet kept."""
        self.field.setModified(True)


class DraftKeeper(QObject):
    """Stores half-typed text every second, by its place and target; empty when it was kept."""

    def __init__(self, parent: QWidget, save: Callable[[str, str, str], None]) -> None:
        super().__init__(parent)
        self._save = save
        self._waiting: dict[tuple[str, str], str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.flush)

    def typed(self, place: str, target: str, text: str) -> None:
        """Remember to store a text."""
        self._waiting[place, target] = text
        self._timer.start()

    def forget(self, place: str, target: str) -> None:
        """The text was kept: no draft of it is left."""
        self._waiting.pop((place, target), None)
        self._save(place, target, "")

    def flush(self) -> None:
        """Store what waits."""
        self._timer.stop()
        for (place, target), text in self._waiting.items():
            self._save(place, target, text)
        self._waiting.clear()
