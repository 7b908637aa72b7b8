"""A row of a vote: what is voted on, the number by the chosen method, the sum and its dots."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIntValidator, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.palette import DARK
from koosloome_desktop.views.capture_line import altgr_text
from koosloome_desktop.views.count_words import dot_words
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import column, row

_Key = Qt.Key
_STEPS: Final = {_Key.Key_Down: 1, _Key.Key_Up: -1, _Key.Key_PageDown: 8, _Key.Key_PageUp: -8}
_MORE: Final = frozenset({_Key.Key_Plus, _Key.Key_Equal})
_DOT: Final = 12
_MOST: Final = 40


class NumberField(Field):
    """A number: digits go in, letters ask for a row, Enter and arrows go on, + and − change it by one."""

    done = Signal(int)
    """Leave for the row so many further; what stands in the field is kept."""
    letter = Signal(str)
    changed_by = Signal(int)
    left = Signal()

    def __init__(self, table: CommandTable, name: str) -> None:
        super().__init__(table)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(72)
        self.setValidator(QIntValidator(0, 99_999, self))
        self.setProperty("role", "number")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and editing keys are the field's; everything else leads on."""
        key, mods, text = _Key(event.key()), plain(event), event.text()
        keypad = mods & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and not keypad:
            self.done.emit(1)
        elif key in _STEPS and not keypad:
            self.done.emit(_STEPS[key])
        elif key == _Key.Key_Escape:
            self.left.emit()
        elif key in _MORE or key == _Key.Key_Minus:
            self.changed_by.emit(-1 if key == _Key.Key_Minus else 1)
        elif text.isdecimal() or not text.isprintable() or not text or mods & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif not keypad & ~Qt.KeyboardModifier.ShiftModifier or altgr_text(event):
            self.letter.emit(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A new number writes over the old one."""
        super().focusInEvent(event)
        self.selectAll()


class Dots(QWidget):
    """So many dots, with their number where there are too many to draw."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for a dozen."""
        return QSize(12 * (_DOT + 3), 20)

    def show_count(self, count: int) -> None:
        """Draw so many."""
        self._count = count
        self.setAccessibleName(dot_words(count))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots from the left; closer where there are many, never past the edge."""
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().bad if tokens() is DARK else tokens().dot))
        shown = min(self._count, _MOST)
        step = min(_DOT + 3.0, (self.width() - _DOT) / max(1, shown - 1))
        for at in range(shown):
            painter.drawEllipse(QPointF(_DOT / 2 + at * step, self.height() / 2), _DOT / 2 - 0.5, _DOT / 2 - 0.5)
        painter.end()


class TargetRow(QFrame):
    """One thing that is voted on: its words, the bar of its kind, and the mark of the row that has the keyboard."""

    def __init__(self, target: str, text: str, colour: str) -> None:
        super().__init__()
        self.target, self.text = target, text
        self.setObjectName("voterow")
        self._colour = colour

    def words(self, where: str) -> QBoxLayout:
        """Its text, and where it stands."""
        made = column(label(self.text, "body", wrap=True), gap=1)
        if where:
            made.addWidget(label(where, "muted", wrap=True))
        return made

    def numbers(self) -> list[NumberField]:
        """The numbers of the row, in order."""
        raise NotImplementedError

    @property
    def field(self) -> NumberField:
        """The number that has the keyboard, else the first one."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar of the note's kind at the left, a hairline below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRect(10, 8, 5, self.height() - 16), QColor(self._colour))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(tokens().line))
        if any(f.hasFocus() for f in self.numbers()):
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(tokens().accent))
        painter.end()


class VoteRow(TargetRow):
    """One target and its dots."""

    def __init__(self, table: CommandTable, target: str, text: str, where: str, colour: str) -> None:
        super().__init__(target, text, colour)
        self._field = NumberField(table, _("Dots for “{text}”").format(text=text))
        self.others = label("", "muted")
        self.others.setMinimumWidth(64)
        self.total = label("", "strong")
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.total.setFixedWidth(44)
        self.dots = Dots()
        line = row(self.words(where), self._field, self.others, self.total, self.dots, margins=(24, 6, 16, 6), gap=12)
        line.setStretch(0, 3)
        line.setStretch(4, 2)
        self.setLayout(line)

    @property
    def field(self) -> NumberField:
        """Its number."""
        return self._field

    def numbers(self) -> list[NumberField]:
        """Its number alone."""
        return [self._field]

    def show_counts(self, mine: int, others: str, total: int | None) -> None:
        """The number of the chosen method, a word about the others, the sum (None: it is hidden)."""
        if not self.field.hasFocus() or not self.field.isModified():
            # A nought that was typed stays: this row has been counted, the empty ones have not.
            nought = self._field.text() if self._field.text() == "0" else ""
            self.field.setText(str(mine) if mine else nought)
        self.others.setText(others)
        self.total.setText("" if total is None else str(total))
        self.dots.show_count(total or 0)

    def number(self) -> int:
        """What stands in the field."""
        return int(self.field.text() or 0)
