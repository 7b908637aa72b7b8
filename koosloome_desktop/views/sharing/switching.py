"""From one's own library to a shared one and back: the new one is open before the old one is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koosloome_desktop.services import shared_library
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _, ngettext
from koosloome_desktop.views.sharing.dialog import SharedDialog
from koosloome_desktop.views.waiting import ask_for

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.views.main_window import MainWindow


def connect(window: MainWindow, trouble: KoosloomeError | None = None) -> None:
    """Ask for a shared library and go there; with `trouble` at the start, where the way out is one's own."""
    ways, settings = window.ctx.ways, window.ctx.settings
    if ways is None:
        return
    address = shared_library.remembered(settings)
    dialog = SharedDialog(ways, window.executor, address, trouble=trouble, parent=window)
    dialog.exec()
    library, at, left = dialog.library, dialog.address, dialog.own
    dialog.deleteLater()
    if library is not None:
        shared_library.remember(settings, at)
        adopt(window, library)
    elif trouble is not None and left:
        own(window)


def own(window: MainWindow) -> None:
    """Back to the library of this computer."""
    ways = window.ctx.ways
    if ways is None:
        return

    def opened(library: LibraryService) -> None:
        shared_library.remember(window.ctx.settings)
        adopt(window, library)

    def failed(error: Exception) -> None:
        if not isinstance(error, KoosloomeError):
            raise error
        if window.library is None:
            window.library_failed(error)
        else:
            window.actions_.refused(error)

    ask_for(
        window.executor, window, lambda: ways.open(ways.own), opened, failed,
        still=lambda: not window.gone, late=lambda library: library.close(),
    )  # fmt: skip


def adopt(window: MainWindow, library: LibraryService) -> None:
    """Show another library in place of the one before, which is written and closed."""
    before = window.library
    window.show_home()
    if window.view is not None:
        # What is open is not saved yet, and stays.
        library.close()
        return
    window.home.set_library(None)
    if before is not None:
        before.close()
    window.set_library(library)
    window.show_home()
    if window.ctx.ways is not None:
        window.ctx.ways.adopted(library)
    if not tell_sent(window, library):
        name = library.shared
        words = _("Shared library {name}. What others change comes by itself.").format(name=name)
        window.toast.say(words if name else _("This is the library of this computer."))


def tell_sent(window: MainWindow, library: LibraryService) -> bool:
    """Say what had waited on this computer and is on the server now, or has no workshop any more."""
    sent, stranded, overdue = library.store.sent, library.store.stranded, library.store.overdue
    if overdue:
        words = ngettext(
            "{count} change waited here for more than a year and may name somebody who was erased. It stays aside.",
            "{count} changes waited here for more than a year and may name somebody who was erased. They stay aside.",
            overdue,
        )
        window.toast.say(words.format(count=overdue))
    elif stranded:
        words = ngettext(
            "{count} change that waited here belongs to a workshop that is gone from the server. It is kept aside.",
            "{count} changes that waited here belong to a workshop that is gone from the server. They are kept aside.",
            stranded,
        )
        window.toast.say(words.format(count=stranded))
    elif sent:
        words = ngettext(
            "{count} change that waited on this computer is on the server now.",
            "{count} changes that waited on this computer are on the server now.",
            sent,
        )
        window.toast.say(words.format(count=sent))
    return bool(sent or stranded or overdue)
