"""The list of workshops follows what others do in a shared library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from koosloome_desktop.views.home import Home

_SOON_MS: Final = 300


class Following(QTimer):
    """Started whenever somebody else changed something: the list is read anew soon after, when it is in sight."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._home = home
        self.setSingleShot(True)
        self.setInterval(_SOON_MS)
        self.timeout.connect(self._look)

    def _look(self) -> None:
        home = self._home
        if home.library is not None and home.isVisible() and not home.search.text():
            home.reload()
