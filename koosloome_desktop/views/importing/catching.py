"""Tables that are pasted on a plan's page, and files that are dropped on the window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow


class Catcher(QObject):
    """Sees paste and drop before a widget does: a plan's table and files of ours are brought in, the rest passes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def watch(self, *widgets: QWidget) -> None:
        """Look at what these are given."""
        for widget in widgets:
            widget.installEventFilter(self)

    def watch_page(self, page: QWidget | None) -> None:
        """A plan's line and cells take tables."""
        plans = sys.modules.get("koosloome_desktop.views.plan.page")
        if plans is None:  # while nobody opened a plan, no page is one: its modules need not be read to see that
            return
        if isinstance(page, plans.PlanPage):
            self.watch(page.line, page.table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V of a table, files that come in."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence

            paste = event.matches(QKeySequence.StandardKey.Paste) and watched is not self._window
            return (paste and self._pasted(watched)) or super().eventFilter(watched, event)
        if event.type() in {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}:
            return (isinstance(event, QDropEvent) and self._dropped(event)) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pasted(self, watched: QObject) -> bool:
        """Into a line every table comes as one; cells take rows without headings themselves."""
        from koosloome_desktop.views.importing.start import paste_table

        return paste_table(self._window, headless=isinstance(watched, QLineEdit))

    def _dropped(self, event: QDropEvent) -> bool:
        paths = files_in(event.mimeData())
        if not paths or self._window.library is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            # The other program waits until the drop is over: a dialog inside it would hold it up.
            QTimer.singleShot(0, self, lambda: self._bring(paths))
        return True

    def _bring(self, paths: list[Path]) -> None:
        for path in paths:
            self._window.actions_.import_file(path)


def files_in(mime: QMimeData | None) -> list[Path]:
    """The files of ours in what is dropped; none when one of them is of another kind (a photo, say)."""
    from koosloome_desktop.services.importing import can_be_read

    if mime is None or not mime.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths if len(paths) == len(mime.urls()) and all(map(can_be_read, paths)) else []
