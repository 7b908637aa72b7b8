"""The dialog for what we did wrong."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.widgets import button


class CrashDialog(Dialog):
    """The error as text, and a button that copies it."""

    def __init__(self, details: str, parent: QWidget | None) -> None:
        told = _("What you entered is saved. You can go on; if it happens again, send us this text.")
        super().__init__(_("Something went wrong in the program"), told, parent=parent, width=640)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(180)
        self.details.setAccessibleName(_("Details"))
        self.body.addWidget(self.details)
        self.buttons.addWidget(button(_("Copy"), run=lambda: QGuiApplication.clipboard().setText(details)))
        self.add_buttons(_("Go on"))
