"""A note's text stays open, unsaved and with its caret, while the panel for finding has the keyboard (mode P)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage


class OpenText(QObject):
    """Holds the editor of a page open until the keyboard leaves the panel; gone elsewhere than back, it is kept."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._page: CanvasPage | None = None
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]

    def hold(self, page: CanvasPage) -> None:
        """The panel takes the keyboard from this page's editor."""
        self._page = page

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        page = self._page
        if page is None or new is None or self._panel.isAncestorOf(new) or new.window() is not self._panel.window():
            return  # another window in front is no leaving
        self._page = None
        if page.editor.note and not page.editor.isAncestorOf(new):
            page.edit_keys.left()
            if page.bar.line.hasFocus():
                page.modes.write()
