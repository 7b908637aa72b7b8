"""What the window does about people's data: dialogs, the bin, names whose day is over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koosloome_desktop.services.commands import Command
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import N_, _
from koosloome_desktop.views.count_words import plain_title, short
from koosloome_desktop.views.sharing.commands import sharing_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.services.persons import Report
    from koosloome_desktop.services.retention import Due
    from koosloome_desktop.storage.rows import Snapshot
    from koosloome_desktop.views.main_window import MainWindow
    from koosloome_desktop.views.wall.again import WallBefore

_TITLE = 50
NAMES = "names"
VERSIONS = "versions"
"""The notices of the first screen."""


def privacy_commands(window: MainWindow) -> list[Command]:
    """A person's data and the bin, from wherever one is; putting the open workshop into the bin."""

    def ready() -> bool:
        return window.library is not None

    def opened() -> bool:
        return window.view is not None

    return [
        Command("window.person", N_("A person's data …"), (), "user", "workshop", ready, partial(person, window)),
        Command("window.bin", N_("Bin …"), (), "trash-2", "workshop", ready, partial(open_bin, window)),
        Command("window.delete", N_("Put the workshop into the bin"), (), "trash-2", "workshop", opened,
                partial(put_away, window)),
    ]  # fmt: skip


def data_menu(window: MainWindow) -> None:
    """The menu of the rail at home."""
    do = window.actions_
    entries: list[tuple[str, str, Callable[[], object]]] = [
        (_("Earlier states …"), "history", do.earlier_states),
        (_("Verify the library"), "circle-check", do.verify),
        (_("Bin …"), "trash-2", partial(open_bin, window)),
        (_("A person's data …"), "user", partial(person, window)),
    ]
    do.menu([*sharing_entries(window), *entries], "data")


# --- a person


def person(window: MainWindow) -> None:
    """Look for a person; erase them where that is wanted."""
    from koosloome_desktop.views.privacy.person import PersonDialog

    library = window.library
    if library is None:
        return
    around = Aside(window)
    dialog = PersonDialog(library, window.ctx, before=around.leave, after=around.back, parent=window)
    dialog.exec()
    dialog.deleteLater()


class Aside:
    """Lets the open workshop go while its library changes under it, and opens it where it was, with its wall."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._open: tuple[str, str] | None = None
        self._wall: WallBefore | None = None

    def leave(self) -> None:
        """Write and close what is open."""
        window, view = self._window, self._window.view
        self._open = (view.workshop.id, view.current) if view is not None else None
        if view is not None:
            from koosloome_desktop.views.wall.again import WallBefore

            self._wall = WallBefore.of(window)
            window.show_home()
        window.home.thumbs.set_library(None)

    def back(self) -> None:
        """Show what is there now: settings, miniatures, the workshop that was open."""
        window = self._window
        if window.gone:
            return
        window.ctx.settings.reread()
        window.home.thumbs.forget()
        window.home.set_library(window.library)
        remind(window)
        if self._open is not None:
            workshop, place = self._open
            window.open_workshop(workshop)
            if window.view is not None and place:
                window.view.open_canvas(place)
            if self._wall is not None:
                self._wall.again(window)


# --- the bin


def open_bin(window: MainWindow) -> None:
    """Show deleted workshops; open one that is taken back."""
    from koosloome_desktop.views.privacy.bin import BinDialog

    if window.library is None:
        return
    dialog = BinDialog(window.library, window.ctx.lang, parent=window)
    dialog.exec()
    restored = dialog.restored
    dialog.deleteLater()
    if restored:
        window.home.reload()
        window.actions_.open_from_home(restored, "")


def put_away(window: MainWindow, workshop: str = "") -> None:
    """Put a workshop into the bin (the open one unless it is named), with the way back at hand."""
    from koosloome_desktop.views.importing.beside import wait_for
    from koosloome_desktop.views.waiting import ask_library

    library, view = window.library, window.view
    wanted = workshop or (view.workshop.id if view is not None else "")
    if library is None or not wanted:
        return
    if view is not None and view.workshop.id == wanted:
        window.show_home()
        if window.view is not None:
            return  # it is not saved yet, and stays
    try:
        row = library.find(wanted)
        # Beside the window: the snapshot that is made before takes the time of the whole library.
        gone = wait_for(window, partial(library.delete, row.id), _("Putting it into the bin …"))
    except KoosloomeError as error:
        window.actions_.refused(error)
        return
    if window.library is not library or window.gone:
        return
    if not gone:
        # Stopped; what was done all the same shows when the worker is through with it.
        ask_library(window, library, lambda: None, lambda _none: window.home.reload())
        return
    window.home.reload()
    window.refresh_shell()
    title = short(plain_title(row.title, sample=row.sample), _TITLE)
    told = _("“{title}” is in the bin for thirty days.").format(title=title)
    window.toast.say(told, _("Bring back"), partial(_bring_back, window, library, row.id))


def _bring_back(window: MainWindow, library: LibraryService, workshop: str) -> None:
    library.restore(workshop)
    if window.view is None:
        window.home.reload()
        window.refresh_shell()


# --- names whose day is over


def remind(window: MainWindow) -> None:
    """Look beside the window whose names are over their day; the first screen says so."""
    from koosloome_desktop.services.retention import due_names
    from koosloome_desktop.support.zones import local
    from koosloome_desktop.views.waiting import ask_library

    library = window.library
    if library is None:
        return

    today = local(window.ctx.clock.now()).date()

    ask_library(window, library, partial(due_names, library, today), partial(show_reminder, window))


def show_reminder(window: MainWindow, found: Sequence[Due]) -> None:
    """Put the reminder on the first screen, or take it away."""
    from koosloome_desktop.views.privacy.reminder import Reminder

    if not found:
        window.home.notice.put(NAMES, None)
        return
    strip = Reminder(found, window.ctx.lang)
    strip.later.connect(partial(window.home.notice.put, NAMES, None))
    strip.erase.connect(partial(erase_due, window, tuple(found)))
    window.home.notice.put(NAMES, strip)


def erase_due(window: MainWindow, found: Sequence[Due]) -> None:
    """Erase the names of these workshops beside the window, and say what went."""
    from koosloome_desktop.services.retention import erase_names
    from koosloome_desktop.views.privacy.person import erased_words
    from koosloome_desktop.views.privacy.sure import BusyDialog
    from koosloome_desktop.views.waiting import ask_for

    library = window.library
    if library is None:
        return
    around = Aside(window)
    around.leave()
    # No workshop may be opened meanwhile: it would hold what was there.
    busy = BusyDialog(_("Erasing …"), parent=window)
    busy.open()

    def done(report: Report) -> None:
        busy.finish()
        if not window.gone:
            around.back()
            window.toast.say(erased_words(report))

    def failed(error: Exception) -> None:
        busy.finish()
        if window.gone:
            return
        around.back()
        if not isinstance(error, KoosloomeError):
            raise error
        window.actions_.refused(error)

    work = partial(erase_names, library, [d.workshop for d in found])
    ask_for(window.executor, window, work, done, failed)


def tidy(window: MainWindow) -> None:
    """Some time after the start: what has been in the bin for its thirty days goes, and the first screen reminds."""
    from koosloome_desktop.services.bin import empty_what_is_due
    from koosloome_desktop.services.snapshots import versions
    from koosloome_desktop.views.library_trouble import look_after
    from koosloome_desktop.views.sharing.reading import say_again
    from koosloome_desktop.views.waiting import ask_library

    library = window.library
    if library is None:
        return
    if library.store.read_only:
        say_again(window)
        return
    ask_library(window, library, partial(empty_what_is_due, library), lambda _gone: remind(window), lambda _error: None)
    if library.file is not None:
        ask_library(window, library, partial(versions, library.file), partial(_tell_versions, window))
    look_after(window, library)


def _tell_versions(window: MainWindow, found: Sequence[Snapshot]) -> None:
    """Two computers wrote the library in a synchronised folder: both versions are there, and one is shown."""
    from koosloome_desktop.services.snapshots import when
    from koosloome_desktop.views.privacy.reminder import Strip

    if not found:
        window.home.notice.put(VERSIONS, None)
        return
    told = _("Beside the library lies another version of it, changed {time}: {name}. Both are kept.")
    text = told.format(time=when(found[0], window.ctx.lang), name=found[0].path.name)
    strip = Strip(text, _("Look into it …"), "history", window.actions_.earlier_states)
    strip.later.connect(partial(window.home.notice.put, VERSIONS, None))
    window.home.notice.put(VERSIONS, strip)
