"""Says over the page that something is under way, how far it is, and lets a person stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.saying import say_aloud
from koosloome_desktop.views.style import LINE
from koosloome_desktop.views.widgets import button, row

PATIENCE_MS: Final = 500
"""What takes longer is shown."""
_UP: Final = 56
"""Px over the line: the strip of clusters stays in sight."""


class BusyChip(QFrame):
    """Sits above the capture line while photos are brought in; never takes the keyboard by itself."""

    def __init__(self, over: QWidget, stop: Callable[[], object]) -> None:
        super().__init__(over)
        self._over = over
        self.working = False
        self.setObjectName("sheet")
        self._label = label("", "body")
        self.stop_button = button(_("Stop"), run=stop)
        self.setLayout(row(self._label, self.stop_button, margins=(16, 8, 10, 8), gap=12))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.appear)
        self.hide()

    def begin(self, total: int) -> None:
        """Work begins; it is shown when it takes longer than half a second."""
        self.working = True
        self.say(0, total)
        self._patience.start()

    def say(self, done: int, total: int) -> None:
        """How far it is, in photos."""
        told = ngettext("Bringing in {count} photo …", "Bringing in {count} photos …", total).format(count=total)
        if total > 1:
            told = _("Bringing in photos: {done} of {total} …").format(done=min(done + 1, total), total=total)
        self._label.setText(told)
        self.stop_button.setText(_("Stop"))
        self.adjustSize()

    def appear(self) -> None:
        """Show it."""
        if self.working:
            self.adjustSize()
            room = self._over
            self.move((room.width() - self.width()) // 2, room.height() - self.height() - LINE - _UP)
            self.show()
            self.raise_()
            say_aloud(self, self._label.text())

    def end(self) -> None:
        """Work is done, or was stopped."""
        self.working = False
        self._patience.stop()
        self.hide()
