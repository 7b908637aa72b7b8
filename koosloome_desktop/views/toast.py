"""One short sentence that comes and goes over the page; only the person at this window sees it, never the wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from koosloome_desktop.views.plain import label
from koosloome_desktop.views.saying import say_aloud
from koosloome_desktop.views.style import LINE
from koosloome_desktop.views.widgets import button, row

SHOWN_MS: Final = 5000
_OVER_STRIP: Final = 60
"""Px over the line: the strip of clusters stays in sight."""


class Toast(QFrame):
    """Sits above the capture line, in the middle of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self._label = label()
        self._run: Callable[[], object] | None = None
        self._holds: Callable[[], bool] = lambda: True
        self._button = button("", run=self._do)
        self.setLayout(row(self._label, self._button, margins=(16, 8, 12, 8), gap=12))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, action: str = "", run: Callable[[], object] | None = None,
        holds: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        """Show a sentence for five seconds, with one thing to do about it; `holds` says whether that still can be."""
        self._run, self._holds = run, holds
        self._label.setText(text)
        self._label.setWordWrap(False)
        widest = max(240, self._over.width() - 96)
        if self._label.sizeHint().width() > widest:
            self._label.setWordWrap(True)
            self._label.setMinimumWidth(widest - 48)
        else:
            self._label.setMinimumWidth(0)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        say_aloud(self, text)

    def text(self) -> str:
        """The sentence that was said last."""
        return self._label.text()

    def check(self) -> None:
        """Something changed: what can no longer be done is not offered any more."""
        if self.isVisible() and not self._holds():
            self.hide()

    def _do(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def _place(self) -> None:
        parent = self._over
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - LINE - _OVER_STRIP)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gone before its time: nothing waits for it any more."""
        super().hideEvent(event)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
