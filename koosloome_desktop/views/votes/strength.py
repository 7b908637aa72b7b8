"""A row of a strength ballot: how many gave 1, 2, 3, 4 and 5, how many have spoken, the average."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from koosloome_desktop.operations.ballots import STRONGEST
from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.support.locale import number
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.votes.rows import NumberField, TargetRow
from koosloome_desktop.views.widgets import column, row

_Key = Qt.Key
_WIDE: Final = 52
_GAP: Final = 6
_SPOKEN: Final = 72
_AVERAGE: Final = 44


def strength_words(average: float, lang: str) -> str:
    """``4,3``."""
    return number(average, lang, decimals=1)


class MarkField(NumberField):
    """A number of hands; Enter (`entered`), Left and Right (`beside`) go along the row, Up and Down to other rows."""

    beside = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What leads along the row; the rest is as in every number."""
        key, mods = _Key(event.key()), plain(event) & ~Qt.KeyboardModifier.KeypadModifier
        whole = not self.text() or self.hasSelectedText()
        if not mods and key in ENTER:
            self.entered.emit()
        elif not mods and key == _Key.Key_Right and (whole or self.cursorPosition() == len(self.text())):
            self.beside.emit(1)
        elif not mods and key == _Key.Key_Left and (whole or not self.cursorPosition()):
            self.beside.emit(-1)
        else:
            super().keyPressEvent(event)


class Strength(QWidget):
    """An average as a bar from 1 to 5."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for five steps."""
        return QSize(120, 20)

    def show_average(self, average: float | None) -> None:
        """Draw it; None draws nothing."""
        self._share = 0.0 if average is None else average / STRONGEST
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Five steps, filled from the left."""
        if not self._share:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = (self.width() + 2.0) / STRONGEST
        for at in range(STRONGEST):
            place = QRectF(at * step, 5, step - 2, 10)
            painter.setBrush(QColor(tokens().line))
            painter.drawRect(place)
            full = max(0.0, min(1.0, self._share * STRONGEST - at))
            painter.setBrush(QColor(tokens().accent))
            painter.drawRect(QRectF(place.left(), place.top(), place.width() * full, place.height()))
        painter.end()


class StrengthRow(TargetRow):
    """`field` is the number that has the keyboard, else the first one. `done` asks for the row so many further on."""

    def __init__(self, table: CommandTable, target: str, text: str, where: str, colour: str) -> None:
        super().__init__(target, text, colour)
        self.fields = [MarkField(table, _("{mark}: {text}").format(mark=m, text=text)) for m in range(1, STRONGEST + 1)]
        for one in self.fields:
            one.setFixedWidth(_WIDE)
            one.beside.connect(partial(self._beside, one))
            one.entered.connect(partial(self._entered, one))
        self.voters = self._others = 0
        self.through = False
        """Whether Enter led past the last number: the next row begins at its first one."""
        self.spoken, self.average = label("", "muted"), label("", "strong")
        self.spoken.setFixedWidth(_SPOKEN)
        self.average.setFixedWidth(_AVERAGE)
        self.average.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = Strength()
        line = row(
            self.words(where), row(*self.fields, gap=_GAP), self.spoken, self.average, self.bar,
            margins=(24, 6, 16, 6), gap=12,
        )  # fmt: skip
        line.setStretch(0, 3)
        line.setStretch(4, 1)
        self.setLayout(line)

    @property
    def field(self) -> MarkField:
        """The number that has the keyboard, else the first one."""
        return next((f for f in self.fields if f.hasFocus()), self.fields[0])

    def numbers(self) -> list[NumberField]:
        """The numbers of the row, in order."""
        return list(self.fields)

    def marks(self) -> tuple[int, ...]:
        """What stands in the fields."""
        return tuple(int(f.text() or 0) for f in self.fields)

    def show_marks(self, marks: tuple[int, ...], others: int, voters: int, average: float | None, lang: str) -> None:
        """The numbers of the chosen method, how many spoke in all, the average (None: it is hidden)."""
        self.voters, self._others = voters, others
        for field, mark in zip(self.fields, marks, strict=True):
            if not field.hasFocus() or not field.isModified():
                field.setText(str(mark) if mark else "")
        spoken = sum(marks) + others
        self.spoken.setText(f"{spoken}/{voters}" if voters else str(spoken or ""))
        self.average.setText("" if average is None else strength_words(average, lang))
        self.bar.show_average(average)

    def _beside(self, one: MarkField, step: int) -> None:
        at = self.fields.index(one) + step
        if 0 <= at < len(self.fields):
            self.fields[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields[at].selectAll()

    def _entered(self, one: MarkField) -> None:
        """The next number; behind the last one, or when everybody has spoken, the next row."""
        spoken = sum(self.marks()) + self._others
        if one is self.fields[-1] or (self.voters and spoken == self.voters):
            self.through = True
            one.done.emit(1)
            self.through = False
        else:
            self._beside(one, 1)


class StrengthHead(QWidget):
    """The captions over the numbers."""

    def __init__(self) -> None:
        super().__init__()
        marks = []
        for mark in range(1, STRONGEST + 1):
            caption = label(str(mark), "field")
            caption.setFixedWidth(_WIDE)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            marks.append(caption)
        spoken, average = label(_("spoke"), "field"), label("", "field")
        spoken.setFixedWidth(_SPOKEN)
        average.setFixedWidth(_AVERAGE)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = column(label(_("1 = hardly, 5 = very much"), "muted"))
        line = row(told, row(*marks, gap=_GAP), spoken, average, space, margins=(24, 6, 16, 0), gap=12)
        line.setStretch(0, 3)
        line.setStretch(4, 1)
        self.setLayout(line)
