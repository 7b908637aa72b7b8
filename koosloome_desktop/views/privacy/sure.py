"""One question before what cannot be taken back; Enter leaves everything as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.dialogs import Dialog
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.widgets import button


class SureDialog(Dialog):
    """Says what would go for good. The way back has the keyboard."""

    def __init__(self, title: str, text: str, yes: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent, width=480)
        self.body.addWidget(label(text, "body", wrap=True))
        self.yes = button(yes, icon="trash-2", run=self.accept)
        no = button(_("Leave everything as it is"), "primary", run=self.reject)
        no.setDefault(True)
        self.buttons.addWidget(self.yes)
        self.buttons.addWidget(no)
        no.setFocus()


class BusyDialog(Dialog):
    """Says what is being done while nothing else may be; `finish` takes it away, Esc does not. What can be stopped
    tells `stop` that a person has waited enough: by its button, or by Esc.
    """

    def __init__(self, title: str, *, parent: QWidget | None = None, stop: Callable[[], object] | None = None) -> None:
        super().__init__(title, parent=parent, width=360)
        self._stop = stop
        if stop is not None:
            bar = QProgressBar()
            bar.setRange(0, 0)
            bar.setTextVisible(False)
            bar.setAccessibleName(title)
            self.body.addWidget(bar)
            self.stop_button = button(_("Stop"), run=self.reject)
            # Enter may still be on its way from what was pressed before: it stops nothing.
            self.stop_button.setAutoDefault(False)
            self.buttons.addWidget(self.stop_button)

    def reject(self) -> None:
        """It is gone when the work is done, or was stopped."""
        if self._stop is not None:
            self._stop()

    def finish(self) -> None:
        """The work is done."""
        super().reject()
        self.deleteLater()


def sure(parent: QWidget, title: str, text: str, yes: str) -> bool:
    """Whether somebody means it."""
    dialog = SureDialog(title, text, yes, parent=parent)
    said = bool(dialog.exec())
    dialog.deleteLater()
    return said
