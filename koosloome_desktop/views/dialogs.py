"""The frame of every dialog: heading, content, one line for what is wrong, buttons. Esc closes, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.fields import Field
from koosloome_desktop.views.plain import label, window_title
from koosloome_desktop.views.widgets import button, column, row, scroller

MARGIN: Final = 24
_FRAME: Final = 32
"""Px that the frame of a window takes of the screen."""


class Dialog(QDialog):
    """A modal sheet of fixed width; `body` takes the content."""

    def __init__(self, title: str, sub: str = "", *, parent: QWidget | None = None, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title(title))
        self.setAccessibleName(title)
        self.setModal(True)
        self.setFixedWidth(min(width, parent.window().width() - 48) if parent else width)
        self.body: QVBoxLayout = column(gap=8)
        self._rolls: QScrollArea | None = None
        self.wrong = label("", "bad", wrap=True)
        self.wrong.hide()
        self.buttons = row(None, gap=8)
        head = column(label(title, "heading", wrap=True), gap=4)
        if sub:
            head.addWidget(label(sub, "quiet", wrap=True))
        self.setLayout(
            column(head, 16, self.body, self.wrong, 16, self.buttons, margins=(MARGIN, 20, MARGIN, MARGIN), gap=0)
        )

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the wrapped texts need, no higher."""
        super().showEvent(event)
        from koosloome_desktop.views.held_keys import act_once

        act_once(self)
        self.fit_height()

    def fit_height(self) -> None:
        """Take the height that the content needs at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wanted, room = layout.totalHeightForWidth(self.width()), self._room()
            if wanted > room:
                self._scroll()
            self.setFixedHeight(min(wanted, room))
            if self._rolls is not None:
                # The area has its size only when it is on the screen.
                QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to what has the keyboard."""
        held: object = self.focusWidget()
        if self._rolls is not None and isinstance(held, QWidget) and self._rolls.isAncestorOf(held):
            self._rolls.ensureWidgetVisible(held)

    def _room(self) -> int:
        """The height there is, in px: little of it is left on a screen that shows everything twice as large."""
        parent = self.parentWidget()
        window = parent.window().height() if parent is not None else 0
        return max(self.screen().availableGeometry().height(), window) - _FRAME

    def _scroll(self) -> None:
        """Have the content scroll between heading and buttons, which stay in sight."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout) and self._rolls is None:
            at = layout.indexOf(self.body)
            layout.takeAt(at)
            self.body.setParent(None)
            content = QWidget()
            self._rolls = scroller(content, "dialog", bare=True)
            layout.insertWidget(at, self._rolls, 1)
            held = self.focusWidget()
            content.setLayout(self.body)
            if held is not None:
                held.setFocus()

    def add_buttons(self, yes: str, no: str = "") -> QPushButton:
        """The primary button (Enter) and, unless it is empty, the one that closes; the primary comes back."""
        self.leaving = button(no, run=self.reject) if no else None
        if self.leaving is not None:
            self.buttons.addWidget(self.leaving)
        primary = button(yes, "primary", run=self.accept)
        primary.setDefault(True)
        self.buttons.addWidget(primary)
        return primary

    def field(self, caption: str, value: str = "", hint: str = "") -> QLineEdit:
        """A labelled line in the body."""
        edit = Field(None, value)
        edit.setAccessibleName(caption)
        if hint:
            edit.setPlaceholderText(hint)
        title = label(caption, "field")
        title.setBuddy(edit)
        self.body.addLayout(column(title, edit, gap=4))
        return edit

    def refuse(self, text: str, at: QLineEdit | None = None) -> None:
        """Say why it cannot be done, and put the cursor where it can be mended."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        if at is not None:
            at.setFocus()
            at.selectAll()
        self.fit_height()


class Told(Dialog):
    """Something a person should know: a sentence, perhaps a list, and one way on."""

    def __init__(self, title: str, text: str, lines: Sequence[str] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent, width=520)
        self.text: QLabel = label(text, "body", wrap=True)
        self.body.addWidget(self.text)
        for line in lines[:12]:
            self.body.addWidget(label(f"·  {line}", "body", wrap=True))
        if len(lines) > 12:
            self.body.addWidget(label(_("and {count} more").format(count=len(lines) - 12), "muted"))
        for shown in self.findChildren(QLabel):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.closing = self.add_buttons(_("Close"))


def show_in_folder(path: str) -> None:
    """Open the folder of a file in the desktop's file manager."""
    folder = path.replace("\\", "/").rpartition("/")[0]
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
