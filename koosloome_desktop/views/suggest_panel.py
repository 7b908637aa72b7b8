"""The list of proposed groups over the board: loaded when groups are first asked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.find_list import FoundList
from koosloome_desktop.views.found_row import FoundRow
from koosloome_desktop.views.key_parts import ENTER, plain
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button, column, row

WIDTH: Final = 460


class SuggestPanel(QFrame):
    """The list of proposals with its two buttons; it has the keyboard while it is open."""

    stepped = Signal(int)
    accepted = Signal()
    refused = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("match")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = FoundList()
        self.title, self.told = label("", "card"), label("", "quiet", wrap=True)
        self.yes = button("", "primary", icon="check", run=self.accepted.emit)
        self.no = button("", run=self.refused.emit)
        shut = button("", "icon", icon="x", name=_("Close"), run=self.closed.emit)
        for made in (self.yes, self.no, shut):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self.title, None, shut)
        self.setLayout(
            column(head, self.told, self.list, row(self.yes, self.no, None), margins=(14, 10, 14, 14), gap=8)
        )  # fmt: skip
        self.hide()

    def say(self, rows: list[FoundRow], at: int) -> None:
        """Show these proposals, the bar on one of them."""
        self.title.setText(_("These might belong together"))
        self.yes.setText(_("Accept (Enter)"))
        self.no.setText(_("Not this one (Delete)"))
        self.told.setText(_("Only a proposal: nothing changes before you accept it."))
        self.yes.setVisible(True)
        self.no.setVisible(True)
        self.list.show_rows(rows, at)
        spoken = f"{rows[at].text}: {rows[at].under}" if rows else ""
        self.setAccessibleName(f"{self.title.text()}. {spoken}")
        self.place()

    def wait(self) -> None:
        """Say that the notes are being compared; Esc or the cross stops it."""
        self.title.setText(_("Suggest groups"))
        self.told.setText(_("Comparing the notes … Esc stops it."))
        self.yes.setVisible(False)
        self.no.setVisible(False)
        self.list.show_rows([], 0)
        self.setAccessibleName(f"{self.title.text()}. {self.told.text()}")
        self.place()

    def place(self) -> None:
        """Lie at the top right of the parent."""
        parent = self.parentWidget()
        if parent is None:
            return
        area = parent.rect()
        self.setFixedWidth(min(WIDTH, area.width() - 24))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(min(self.sizeHint().height(), area.height() - 24))
        self.move(area.right() - self.width() - 12, area.top() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose, Enter accepts, Del turns down, Esc leaves."""
        key, mods = event.key(), plain(event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None and not mods:
            self.stepped.emit(step)
        elif key in ENTER and not mods:
            self.accepted.emit()
        elif key == Qt.Key.Key_Delete:
            self.refused.emit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The frame is the ring while the keyboard is here."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("ring", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().event(event)
