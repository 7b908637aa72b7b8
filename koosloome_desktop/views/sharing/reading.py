"""A library that is only read here, as another program writes it: said, followed, and taken over when that one ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout

from koosloome_desktop.support.i18n import _
from koosloome_desktop.views.library_trouble import do_and_open
from koosloome_desktop.views.privacy.reminder import Strip
from koosloome_desktop.views.saying import say_aloud

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.views.main_window import MainWindow

READING: Final = "reading"
"""The notice of the first screen that a library is open to read only."""


def tell_reading(window: MainWindow) -> None:
    """The first screen says that the library may only be read, and offers to try again."""
    told = _(
        "The library is open to read only: nothing is changed here. What another program saves shows here by itself."
    )
    strip = Strip(told, _("Open for writing"), "pencil", partial(open_to_write, window))
    strip.later.connect(partial(window.home.notice.put, READING, None))
    window.home.notice.put(READING, strip)
    # It stands over the cards, the first of which has the keyboard and would be scrolled to.
    QTimer.singleShot(0, window.home, lambda: window.home.area.verticalScrollBar().setValue(0))


def say_again(window: MainWindow) -> None:
    """What is said about reading, in the language of now."""
    if window.takeover is not None:
        offer_takeover(window, ended=True)
    elif window.home.notice.shown(READING) is not None:
        tell_reading(window)


def follow_end(window: MainWindow, library: LibraryService) -> None:
    """Offer the library for writing as soon as the program that writes it has ended."""

    def heard(ended: bool) -> None:
        if window.library is library:
            offer_takeover(window, ended=ended)

    library.store.on_ended(heard)


def offer_takeover(window: MainWindow, *, ended: bool) -> None:
    """A strip over home and workshop alike while nobody writes the library; it takes no keyboard."""
    take_away_offer(window)
    if not ended:
        tell_reading(window)
        return
    window.home.notice.put(READING, None)
    told = _("The other program has ended. The library can be written here now.")
    strip = Strip(told, _("Take over for editing"), "pencil", partial(open_to_write, window))
    strip.later.connect(partial(QTimer.singleShot, 0, strip, partial(take_away_offer, window)))
    window.takeover = strip
    above = window.stack.parentWidget()
    whole = above.layout() if above is not None else None
    if isinstance(whole, QBoxLayout):
        whole.insertWidget(whole.indexOf(window.stack), strip)
    say_aloud(strip, told)


def take_away_offer(window: MainWindow) -> None:
    """No offer any more."""
    strip, window.takeover = window.takeover, None
    if strip is not None:
        strip.hide()
        strip.setParent(None)
        strip.deleteLater()


def open_to_write(window: MainWindow) -> None:
    """Try whether the library that is open to read can be written by now, and go on where one was; where not, it stays
    open as it is.
    """
    ways, view = window.ctx.ways, window.view
    if ways is None:
        return
    place = (view.workshop.id, view.current, view.chosen) if view is not None else None

    def written(window: MainWindow, _came: object) -> None:
        take_away_offer(window)
        window.home.notice.put(READING, None)
        if place is not None:
            _back_to(window, *place)
        window.toast.say(_("The library can be written again."))

    do_and_open(window, ways.own, lambda: None, written)


def _back_to(window: MainWindow, workshop: str, page: str, chosen: tuple[str, ...]) -> None:
    if window.library is None or all(row.id != workshop for row in window.library.list()):
        return
    window.open_workshop(workshop)
    if window.view is None:
        return
    if page and page != window.view.current:
        window.view.open_canvas(page)
    if chosen and window.view.workshop.document.find(chosen[0]) is not None:
        window.view.open_canvas(window.view.current, chosen[0])
