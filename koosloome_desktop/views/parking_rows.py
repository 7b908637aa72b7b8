"""The parked topics as rows: text, where it came from, and what can be done with it. One row has the ring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from koosloome_desktop.services.commands import CommandTable
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.inspector_parts import EditText
from koosloome_desktop.views.key_parts import ENTER, plain, written
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, row

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_STEPS: Final = {_Key.Key_Down: 1, _Key.Key_Up: -1, _Key.Key_PageDown: 5, _Key.Key_PageUp: -5}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with a topic: icon, words, key as it is shown, what it does with the topic's id; `told` ones have
    their words on the button.
    """

    icon: str
    words: str
    key: str
    run: Callable[[str], object]
    told: bool = False


class TopicRow(QFrame):
    """One topic. `stepped` asks for another row, `typed` hands letters to the line, `edited` has a new text."""

    spoken_role = "ListItem"
    stepped = Signal(int)
    typed = Signal(str)
    edited = Signal(str)
    deleted = Signal()
    left = Signal()
    focused = Signal()

    def __init__(self, table: CommandTable, topic: str, text: str, where: str, deeds: list[Deed]) -> None:
        super().__init__()
        self.topic, self._text, self._table = topic, text, table
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{text}, {where}" if where else text)
        self._label = label(text, "body", wrap=True)
        self._words: QVBoxLayout = column(self._label, gap=2)
        if where:
            self._words.addWidget(label(where, "muted", wrap=True))
        self._edit: EditText | None = None
        self.buttons = [self._made(deed) for deed in deeds]
        line = row(self._words, *self.buttons, margins=(16, 10, 8, 10), gap=2)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _made(self, deed: Deed) -> QPushButton:
        made = button(
            deed.words if deed.told else "", "ghost" if deed.told else "icon", icon=deed.icon,
            name=f"{deed.words}: {self._text}", hint=f"{deed.words} ({deed.key})", run=lambda: deed.run(self.topic),
        )  # fmt: skip
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def edit(self) -> None:
        """Open the text: Enter keeps it, Esc leaves the old one."""
        if self._edit is None:
            self._edit = EditText(self._table, _("Text"), self._text, self.edited.emit)
            self._edit.left.connect(self.close_edit)
            self._label.hide()
            self._words.insertWidget(0, self._edit)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def close_edit(self) -> None:
        """Put the text away; the ring is on the row again."""
        if self._edit is not None:
            gone, self._edit = self._edit, None
            gone.hide()
            gone.deleteLater()
            self._label.show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def editing(self) -> bool:
        """Whether the text is open."""
        return self._edit is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from row to row, Enter opens the text, letters write a new topic."""
        key, mods = event.key(), plain(event)
        if key in _STEPS and not mods:
            self.stepped.emit(_STEPS[_Key(key)])
        elif not mods and key in ENTER:
            self.edit()
        elif key == _Key.Key_Delete and not mods:
            self.deleted.emit()
        elif key == _Key.Key_Escape:
            self.left.emit()
        elif text := written(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the ring here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the text."""
        self.edit()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the ring round it while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().accent), 2.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 13, 13)
            painter.end()
