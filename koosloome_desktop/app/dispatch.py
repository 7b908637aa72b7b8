"""Bringing calls from other threads back to Qt's main thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class QtDispatcher(QObject):
    """A `Dispatcher` over a queued signal: posted calls run in order, on the thread this object lives on."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, fn: Callable[[], object], /) -> None:
        """Have `fn` run soon on the main thread; from any thread."""
        self._posted.emit(fn)

    def _run(self, fn: Callable[[], object]) -> None:
        fn()
