"""Reading that goes on beside the window while it waits: shown after half a second, stopped by a button or Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QEventLoop, QTimer

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.waiting import Waiting

if TYPE_CHECKING:
    from koosloome_desktop.views.main_window import MainWindow

T = TypeVar("T")
PATIENCE_MS: Final = 500
"""What takes longer is shown."""
_LONG: Final = 1


def wait_for(window: MainWindow, work: Callable[[Callable[[], bool]], T], words: str = "") -> T | None:
    """What `work(cancelled)` comes to, or its error, in the worker; None when somebody stopped it, or the window went.

    The window paints and hears of the room meanwhile, but takes no keys: what is opened next is not known yet. Before
    there is a word of it keys wait, and are for what comes then.
    """
    came: list[T] = []
    wrong: list[Exception] = []
    loop, waiting = QEventLoop(), Waiting(window, window.executor)
    cancelled = waiting.forgotten()

    def done(result: T) -> None:
        came.append(result)
        loop.quit()

    def failed(error: Exception) -> None:
        wrong.append(error)
        loop.quit()

    waiting.ask(lambda: work(cancelled), done, failed, still=lambda: not window.gone)
    if not came and not wrong:
        _wait(window, loop, waiting, words or _("Reading the file …"))
    waiting.forget()
    if wrong:
        raise wrong[0]
    return came[0] if came else None


def _wait(window: MainWindow, loop: QEventLoop, waiting: Waiting, words: str) -> None:
    from koosloome_desktop.views.privacy.sure import BusyDialog

    def stop() -> None:
        waiting.forget()
        loop.quit()

    window.closed.connect(loop.quit)
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(_LONG))
    patience.start(PATIENCE_MS)
    if loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents) == _LONG:
        dialog = BusyDialog(words, parent=window, stop=stop)
        dialog.open()
        loop.exec()
        dialog.finish()
    window.closed.disconnect(loop.quit)
