"""The card of the read-back: one row large, what is agreed, where it comes from, and the line that edits a part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from koosloome_desktop.model.records import Action
from koosloome_desktop.operations.plan_sentence import FIELDS, Sentence
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.flow import FlowLayout
from koosloome_desktop.views.key_parts import ENTER
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.plan.readback_words import PIECES
from koosloome_desktop.views.plan.sentence_sheet import SentenceSheet
from koosloome_desktop.views.style import tokens
from koosloome_desktop.views.widgets import button, column, row, set_role

if TYPE_CHECKING:
    from koosloome_desktop.views.plan.page import PlanPage


class ReadbackCard(QWidget):
    """`key` hands on key presses while nothing is edited, `typed` the text that was typed for a field, `left` that the
    editing was left.
    """

    spoken_role = "ListItem"
    key = Signal(QKeyEvent)
    typed = Signal(str, str)
    left = Signal()
    wanted = Signal(str)
    """A part of the sentence is to be edited."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._field = ""
        self.code = label("", "title")
        self.agreed = label("", "ok", wrap=True)
        self.sheet = SentenceSheet()
        self.sources = label("", "quiet", wrap=True)
        self.name = label("", "strong")
        self.line = Field(page.ctx.commands)
        self.line.setProperty("role", "cell")
        self.line.installEventFilter(self)
        self.editing = QWidget()
        edit = row(self.name, self.line, gap=8)
        edit.setStretch(1, 1)
        self.editing.setLayout(edit)
        self.editing.hide()
        self._chips: dict[str, QPushButton] = {}
        chips = FlowLayout(gap=4)
        for field in FIELDS:
            self._chips[field] = button("", "strip", run=partial(self.wanted.emit, field))
            chips.addWidget(self._chips[field])
        top = row(self.code, self.agreed, gap=16)
        top.setStretch(1, 1)
        body = column(top, self.sheet, self.sources, self.editing, margins=(24, 18, 24, 14), gap=10)
        body.addLayout(chips)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_row(self, action: Action, told: Sentence, chosen: str) -> None:
        """Another row, or the same one as it is now."""
        self.code.setText(action.code)
        self.sheet.show_sentence(told, chosen)
        for number, (field, chip) in enumerate(self._chips.items(), 1):
            chip.setText(f"{number} {_(PIECES[field])}")
            chip.setAccessibleName(_("Edit: {field}").format(field=_(PIECES[field])))
            set_role(chip, "strip-bad" if field in told.missing else "strip")
        self.setAccessibleName(f"{action.code} {told.text} {self.agreed.text()}".strip())

    def show_agreed(self, text: str, role: str) -> None:
        """Whether and when it was agreed to."""
        self.agreed.setText(text)
        set_role(self.agreed, role)

    def edit(self, field: str, text: str, *, select: bool = True) -> None:
        """Open the line for a part of the sentence."""
        self._field = field
        self.name.setText(f"{_(PIECES[field])}:")
        self.line.setAccessibleName(_(PIECES[field]))
        self.line.setText(text)
        if select:
            self.line.selectAll()
        self.editing.show()
        self.line.setFocus()

    def close_edit(self) -> None:
        """Put the line away."""
        self.editing.hide()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed, Esc leaves the part as it was."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER:
                self.typed.emit(self._field, self.line.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_edit()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Tab chooses a part of the sentence: it is taken before Qt moves the keyboard elsewhere."""
        tabs = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in tabs:
            self.key.emit(event)
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The view knows what to do."""
        event.ignore()
        self.key.emit(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet, with the ring when the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        ring = self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if ring else theme.line), 2.5 if ring else 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 14, 14)
        painter.end()
