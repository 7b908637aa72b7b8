"""A line of what was agreed or said as a row, and a statement with how often each answer was given."""

from __future__ import annotations

from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from koosloome_desktop.operations.rounds import Statement
from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.key_parts import plain
from koosloome_desktop.views.parking_rows import Deed, TopicRow
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.rounds.desk import average_words
from koosloome_desktop.views.votes.rows import NumberField
from koosloome_desktop.views.widgets import column, row

_Key = Qt.Key
_MOVES: Final = {_Key.Key_Down: 1, _Key.Key_Up: -1}
_FACES: Final = {"1": N_("sad"), "2": N_("so-so"), "3": N_("glad")}
_WIDE: Final = 52
_AVERAGE: Final = 96


class LineRow(TopicRow):
    """A line; `moved` asks for it to go up or down, `entered` for its numbers (Right)."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, table: CommandTable, at: int, text: str, deeds: list[Deed], *, number: bool = False) -> None:
        super().__init__(table, str(at), text, "", deeds)
        self.at = at
        self._mark = label(f"{at + 1}.", "strong") if number else None
        if self._mark is not None:
            self._mark.setFixedWidth(24)
            cast("QHBoxLayout", self.layout()).insertWidget(0, self._mark)

    def show_at(self, at: int) -> None:
        """The line stands at another place now."""
        self.at, self.topic = at, str(at)
        if self._mark is not None:
            self._mark.setText(f"{at + 1}.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+arrows move the line, Right goes to its numbers; the rest is as on every row."""
        key, mods = _Key(event.key()), plain(event)
        if key in _MOVES and mods == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_MOVES[key])
        elif key == _Key.Key_Right and not mods:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StatementRow(LineRow):
    """A statement with a number for each answer. `counted(answer, number)` is a new number, `gone(step)` asks for the
    field so many further on when that is in another row.
    """

    counted = Signal(str, int)
    gone = Signal(int)
    wanted = Signal(str)

    def __init__(self, table: CommandTable, at: int, one: Statement, deeds: list[Deed]) -> None:
        super().__init__(table, at, one.text, deeds)
        self.fields: dict[str, NumberField] = {}
        faces = one.scale == "1-3"
        boxes: list[QWidget] = []
        for answer in one.answers:
            word = _(_FACES[answer]) if faces and answer in _FACES else answer
            field = self.fields[answer] = self._field(table, answer, f"{word}: {one.text}")
            box = QWidget()
            caption = label(word, "field")
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.setLayout(column(caption, field, gap=2))
            boxes.append(box)
        self._average = label("", "strong")
        self._average.setMinimumWidth(_AVERAGE)
        numbers = QWidget()
        numbers.setLayout(row(*boxes, self._average, gap=6))
        cast("QHBoxLayout", self.layout()).insertWidget(1, numbers)

    def _field(self, table: CommandTable, answer: str, name: str) -> NumberField:
        made = NumberField(table, name)
        made.setFixedWidth(_WIDE)
        made.done.connect(partial(self._done, answer))
        made.editingFinished.connect(partial(self.keep, answer))
        made.changed_by.connect(partial(self._by, answer))
        made.letter.connect(self.wanted)
        made.left.connect(self._leave)
        return made

    def show_counts(self, one: Statement, lang: str) -> None:
        """The numbers as they stand in the document; what is being typed stays."""
        for answer, field in self.fields.items():
            words = str(one.counts.get(answer, 0) or "")
            if (not field.hasFocus() or not field.isModified()) and field.text() != words:
                field.setText(words)
        told = average_words(one, lang)
        if self._average.text() != told:
            self._average.setText(told)

    def keep(self, answer: str) -> None:
        """Keep what stands in a field."""
        field = self.fields[answer]
        if field.isModified():
            field.setModified(False)
            self.counted.emit(answer, int(field.text() or 0))

    def _done(self, answer: str, step: int) -> None:
        self.keep(answer)
        order = list(self.fields)
        at = order.index(answer) + (step if abs(step) == 1 else 0)
        if abs(step) == 1 and 0 <= at < len(order):
            self.enter(order[at])
        else:
            self.gone.emit(1 if step > 0 else -1)

    def _by(self, answer: str, step: int) -> None:
        field = self.fields[answer]
        field.setText(str(max(0, int(field.text() or 0) + step)))
        field.setModified(True)
        self.keep(answer)

    def _leave(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self, answer: str = "", *, last: bool = False) -> None:
        """Put the keyboard into the field of an answer: the first one, the last one, or that."""
        order = list(self.fields)
        if order:
            field = self.fields[answer or order[-1 if last else 0]]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
