"""Brings photos in for a page, away from the window: all or none, shown after half a second, can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from koosloome_desktop.imports.photos import Photo, PhotosStopped, take_in
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.busy_chip import BusyChip
from koosloome_desktop.views.photo_mime import Given

if TYPE_CHECKING:
    from koosloome_desktop.views.canvas_page import CanvasPage

Done = Callable[[list[Photo]], object]


class Intake(QObject):
    """One bringing-in at a time. Errors that are for people are said by the page's toast."""

    _moved = Signal(int, int)

    def __init__(self, page: CanvasPage) -> None:
        super().__init__()
        self._page = page
        self.busy = BusyChip(page, self.stop)
        self._stopped = self._closed = False
        self._moved.connect(self._say)

    def bring(self, found: Sequence[Given], done: Done) -> None:
        """Decode these; then `done(photos)` in the window's thread."""
        if self.busy.working:
            self._page.toast.emit(_("Photos are being brought in already."))
            return
        self._stopped = False
        self.busy.begin(len(found))
        self._page.ctx.executor.submit(
            lambda: take_in([g.raw() for g in found], self._moved.emit, lambda: self._stopped),
            partial(self._done, done),
            self._failed,
        )

    def stop(self) -> None:
        """The person has waited enough."""
        self._stopped = True

    def close(self) -> None:
        """The page goes: what is under way brings nothing any more."""
        self._closed = self._stopped = True
        self.busy.end()

    def _say(self, done: int, total: int) -> None:
        if not self._closed:
            self.busy.say(done, total)

    def _done(self, done: Done, photos: list[Photo]) -> None:
        if self._closed:
            return
        self.busy.end()
        if self._stopped:
            self._page.toast.emit(_("Stopped; no photo was brought in."))
            return
        try:
            done(photos)
        except KoosloomeError as error:
            self._page.toast.emit(error.line())

    def _failed(self, error: Exception) -> None:
        if self._closed:
            return
        self.busy.end()
        if not isinstance(error, KoosloomeError):
            raise error
        self._page.toast.emit(error.message if isinstance(error, PhotosStopped) else error.line())
