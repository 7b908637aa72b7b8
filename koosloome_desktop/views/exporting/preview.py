"""What the file will look like: its first page beside the choices, drawn in a worker so that nothing stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from koosloome_desktop.exports.preview import PageImage, page_count, page_image
from koosloome_desktop.support.dispatch import Executor
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.plain import label
from koosloome_desktop.views.waiting import Waiting
from koosloome_desktop.views.widgets import button, column, row, styled

WAIT: Final = 150
"""Milliseconds without another choice before the work begins."""
_FRAME: Final = 28

Made = tuple[bytes, int, PageImage]


class Preview(QWidget):
    """A page with ways to the next; `show_work` starts anew and lets the older work go."""

    def __init__(self, executor: Executor, *, wait: int = WAIT) -> None:
        super().__init__()
        self._waiting = Waiting(self, executor)
        self._data = b""
        self._work: Callable[[Callable[[], bool]], bytes] | None = None
        self.page, self.pages = 0, 0
        self.sheet = label()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.sheet.setMinimumSize(240, 200)
        self.said = label("", "muted", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = button("‹", "icon", run=lambda: self.turn(-1), name=_("Previous page"))
        self.on = button("›", "icon", run=lambda: self.turn(1), name=_("Next page"))
        self.count = label("", "muted")
        inside = column(
            self.sheet, self.said, row(None, self.back, self.count, self.on, None, gap=8), margins=(8, 10, 8, 8), gap=6
        )
        inside.setStretch(0, 1)
        self.setLayout(inside)
        styled(self, "mat")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait)
        self._timer.timeout.connect(self._begin)
        self._tell()

    # -- what is shown

    def show_work(self, work: Callable[[Callable[[], bool]], bytes]) -> None:
        """Show the PDF that `work(cancelled)` makes, when choosing has come to rest for a moment."""
        self._waiting.forget()
        self._work = work
        self._say(_("The preview is being made …"))
        self._timer.start()

    def show_words(self, text: str) -> None:
        """Say something in place of a page."""
        self.stop()
        self._data, self.pages = b"", 0
        self.sheet.clear()
        self._say(text)
        self._tell()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def stop(self) -> None:
        """Let go of all work; nothing comes back any more."""
        self._waiting.forget()
        self._work = None
        self._timer.stop()

    def turn(self, by: int) -> None:
        """The next page, or the one before."""
        to = self.page + by
        if self._data and 0 <= to < self.pages:
            self.page = to
            self._draw()

    # -- the work

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return (
            max(int((self.sheet.width() - _FRAME) * ratio), 80),
            max(int((self.sheet.height() - _FRAME) * ratio), 80),
        )

    def _begin(self) -> None:
        work, forgotten, room = self._work, self._waiting.forgotten(), self._room()
        if work is None:
            return

        def run() -> Made:
            data = work(forgotten)
            return data, page_count(data), page_image(data, 0, room)

        self._waiting.ask(run, self._came, self._failed)

    def _came(self, made: Made) -> None:
        self._data, self.pages, image = made
        self.page = 0
        self._say("")
        self._put(image)

    def _failed(self, error: Exception) -> None:
        self.show_words(error.line() if isinstance(error, KoosloomeError) else _("There is no preview of this."))

    def _draw(self) -> None:
        data, number, room = self._data, self.page, self._room()
        self._waiting.ask(
            lambda: page_image(data, number, room), self._put, self._failed, still=lambda: number == self.page
        )

    def _put(self, image: PageImage) -> None:
        drawn = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB32).copy()
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.setPixmap(QPixmap.fromImage(drawn))
        self._tell()

    def _tell(self) -> None:
        self.count.setText(f"{self.page + 1} / {self.pages}" if self.pages else "")
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < self.pages)
        for each in (self.back, self.on):
            each.setVisible(self.pages > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page of another size is drawn anew."""
        super().resizeEvent(event)
        if self._data:
            self._draw()
