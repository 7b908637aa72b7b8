"""Pictures of a library that cannot be written: what is offered, and how it looks while it is open to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPixmap

from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.errors import LibraryBusy
from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.context import Ways
from koosloome_desktop.views.library_trouble import LibraryTrouble, ways_out
from koosloome_desktop.views.sharing.reading import READING, offer_takeover, tell_reading
from koosloome_desktop.views.shots import Studio

Draw = Callable[[Studio], QPixmap]


def _busy(studio: Studio) -> QPixmap:
    window = studio.window
    window.show_home()
    told = _("The library is open in another program (process {pid} on {host}).").format(pid=4711, host="raamatukogu")
    hint = _("Close it there, or go on reading here.")
    window.ctx.ways = Ways(
        str(studio.library.folder), lambda _place: studio.library, read=lambda _place: studio.library
    )
    error = LibraryBusy(told, place="~/koosloome", hint=hint)
    picture = studio.picture(LibraryTrouble(window, error, ways_out(window, error)))
    window.ctx.ways = None
    return picture


@contextmanager
def _reading(studio: Studio) -> Iterator[None]:
    window = studio.window
    window.show_home()
    reader = LibraryService.open(studio.library.folder, read_only=True)
    window.set_library(reader)
    window.show_home()
    tell_reading(window)
    try:
        yield
    finally:
        window.show_home()
        window.home.notice.put(READING, None)
        window.set_library(studio.library)
        window.show_home()
        reader.close()


def _home(studio: Studio) -> QPixmap:
    with _reading(studio):
        return studio.picture()


def _board(studio: Studio) -> QPixmap:
    with _reading(studio):
        studio.open(0)
        return studio.picture()


def _ended(studio: Studio) -> QPixmap:
    with _reading(studio):
        studio.open(0)
        offer_takeover(studio.window, ended=True)
        picture = studio.picture()
        offer_takeover(studio.window, ended=False)
        return picture


READING_SCENES: tuple[tuple[str, Draw], ...] = (
    ("library_busy", _busy),
    ("reading_home", _home),
    ("reading_board", _board),
    ("reading_ended", _ended),
)
