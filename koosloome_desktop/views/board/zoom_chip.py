"""The zoom at the bottom right of the board: smaller, how large, larger, whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import label, tip
from koosloome_desktop.views.widgets import button, row


class ZoomChip(QFrame):
    """Lies over the board; never takes the keyboard."""

    def __init__(self, zoom: Callable[[float], object], fit: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._less = button("", "icon", icon="minus", name=_("Smaller"), run=lambda: zoom(0.8))
        self._more = button("", "icon", icon="plus", name=_("Larger"), run=lambda: zoom(1.25))
        self._whole = button(_("Whole"), "ghost", run=fit)
        self._text = label("100 %", "muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMinimumWidth(46)
        for made in (self._less, self._more, self._whole):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self._less, self._text, self._more, self._whole, margins=(2, 1, 2, 1), gap=2))
        self.setFixedHeight(36)
        self.refresh_words()

    def say(self, text: str) -> None:
        """Show how large the board is."""
        if self._text.text() != text:
            self._text.setText(text)
            self.adjustSize()

    def refresh_words(self) -> None:
        """Say everything in the language now."""
        for made, name, key in (
            (self._less, _("Smaller"), "Ctrl+-"),
            (self._more, _("Larger"), "Ctrl++"),
            (self._whole, _("Show the whole canvas"), "Ctrl+0"),
        ):
            made.setAccessibleName(name)
            tip(made, f"{name} ({key})")
        self._whole.setText(_("Whole"))
        self.adjustSize()

    def place(self, area: QRect) -> None:
        """Sit at the bottom right of an area (px of the parent)."""
        self.move(area.right() - self.width() - 14, area.bottom() - self.height() - 5)
