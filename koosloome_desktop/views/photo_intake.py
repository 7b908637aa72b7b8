"""Brings photos in for a page, away from the window: all or none, shown after half a second, can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from koosloome_desktop.imports.photos import Photo, PhotosStopped, take_in
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.busy_chip import BusyChip
from koosloome_desktop.views.photo_mime import Given
from koosloome_desktop.views.waiting import Waiting

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
        self._waiting = Waiting(self, page.ctx.executor)
        self._stopped = False
        self._moved.connect(self._say)

    def bring(self, found: Sequence[Given], done: Done) -> None:
        """Decode these; then `done(photos)` in the window's thread."""
        if self.busy.working:
            self._page.toast.emit(_("Photos are being brought in already."))
            return
        self._stopped = False
        self.busy.begin(len(found))
        self._waiting = Waiting(self, self._page.ctx.executor)
        gone, moved = self._waiting.forgotten(), self._moved.emit
        self._waiting.ask(
            lambda: take_in([g.raw() for g in found], moved, lambda: self._stopped or gone()),
            partial(self._done, done),
            self._failed,
            still=lambda: shiboken6.isValid(self._page),
        )

    def stop(self) -> None:
        """The person has waited enough."""
        self._stopped = True

    def close(self) -> None:
        """The page goes: what is under way brings nothing any more."""
        self._waiting.forget()
        self.busy.end()

    def _say(self, done: int, total: int) -> None:
        if self.busy.working:
            self.busy.say(done, total)

    def _done(self, done: Done, photos: list[Photo]) -> None:
        self.busy.end()
        if self._stopped:
            self._page.toast.emit(_("Stopped; no photo was brought in."))
            return
        try:
            done(photos)
        except KoosloomeError as error:
            self._page.toast.emit(error.line())

    def _failed(self, error: Exception) -> None:
        self.busy.end()
        if not isinstance(error, KoosloomeError):
            raise error
        self._page.toast.emit(error.message if isinstance(error, PhotosStopped) else error.line())
