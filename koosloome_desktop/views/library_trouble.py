"""A library that cannot be opened: what happened, and the ways out, each one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtWidgets import QFileDialog

from koosloome_desktop.services import rescue, snapshots
from koosloome_desktop.services.moved import remember_move, still_named
from koosloome_desktop.support.errors import (
    DamagedLibrary,
    KoosloomeError,
    LibraryBusy,
    NewerLibrary,
    NoAnswer,
    UnsuitablePlace,
)
from koosloome_desktop.support.i18n import _, language, ngettext
from koosloome_desktop.support.paths import data_dir
from koosloome_desktop.support.settingsfile import sweep
from koosloome_desktop.views.dialogs import Told
from koosloome_desktop.views.waiting import ask_for, ask_library
from koosloome_desktop.views.widgets import button, row, set_role

if TYPE_CHECKING:
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.storage.rows import Problem, Salvaged, Snapshot
    from koosloome_desktop.views.main_window import MainWindow

T = TypeVar("T")
DAMAGE: Final = "damage"
"""The notice of the first screen about a file that is damaged."""


class LibraryTrouble(Told):
    """`chosen` is the way out that was pressed; None when none was."""

    def __init__(self, window: MainWindow, error: KoosloomeError, ways: list[tuple[str, Callable[[], object]]]) -> None:
        lines = [error.place, error.hint]
        super().__init__(
            _("The library could not be opened"), error.message, [line for line in lines if line], parent=window
        )
        self.chosen: Callable[[], object] | None = None
        self.ways = [button(text, run=partial(self._take, run)) for text, run in ways]
        # One under another: with a date in them, and in Russian, three do not fit side by side.
        for one in self.ways:
            self.body.addLayout(row(one, None))
        if self.ways:
            # One primary button at a time: the best way out, not the one that leaves everything as it is.
            set_role(self.closing, "")
            set_role(self.ways[0], "primary")
            self.ways[0].setDefault(True)
            self.ways[0].setFocus()

    def _take(self, run: Callable[[], object]) -> None:
        self.chosen = run
        self.accept()


def ask(window: MainWindow, error: KoosloomeError) -> None:
    """Say what happened, and take the way that is chosen."""
    dialog = LibraryTrouble(window, error, ways_out(window, error))
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    if chosen is not None:
        chosen()


def ways_out(window: MainWindow, error: KoosloomeError) -> list[tuple[str, Callable[[], object]]]:
    """What can be done about it: (words of the button, what it does), the best first."""
    ways = window.ctx.ways
    if ways is None or "://" in ways.own:
        return []
    found: list[tuple[str, Callable[[], object]]] = []
    if isinstance(error, DamagedLibrary):
        last = rescue.last_sound(snapshots.library_file(ways.own))
        if last is not None:
            words = _("Back to {time}").format(time=snapshots.when(last, language()))
            found.append(
                (words, partial(do_and_open, window, ways.own, partial(rescue.restore_last, ways.own), _put_back))
            )
        found.append((_("Rescue what can be read"),
                      partial(do_and_open, window, ways.own, partial(rescue.rescue, ways.own), _rescued)))  # fmt: skip
    elif isinstance(error, UnsuitablePlace):
        home = str(data_dir())
        moved = partial(_moved, away=ways.own, home=home)
        bring = partial(rescue.bring_home, ways.own, home)
        found.append((_("Move it to this computer's own disk"), partial(do_and_open, window, home, bring, moved)))
    elif not isinstance(error, NewerLibrary):
        found.append((_("Try again"), partial(do_and_open, window, ways.own, lambda: None, _nothing)))
    if ways.read is not None and _readable(error, ways.own):
        found.append((_("Open to read"), partial(open_to_read, window)))
    if not isinstance(error, LibraryBusy | UnsuitablePlace):
        found.append((_("Another folder …"), partial(_elsewhere, window)))
    return found


def _readable(error: KoosloomeError, own: str) -> bool:
    """Whether a library that cannot be written may be read: where somebody else writes it or nobody may, and where a
    newer program only added to it.
    """
    if isinstance(error, NewerLibrary):
        return error.readable
    # Of a disk that hangs nobody here asks anything, not even whether the file is there.
    unread = isinstance(error, DamagedLibrary | UnsuitablePlace | NoAnswer)
    return not unread and snapshots.library_file(own).exists()


def do_and_open(
    window: MainWindow, place: str, work: Callable[[], Any], told: Callable[[MainWindow, Any], object]
) -> None:
    """Do it in the thread, then open the library at `place`; what fails is asked about again."""
    ways = window.ctx.ways
    if ways is None:
        return

    def both() -> tuple[Any, LibraryService]:
        came = work()
        return came, ways.open(place)

    def done(found: tuple[Any, LibraryService]) -> None:
        from koosloome_desktop.views.sharing.switching import adopt

        came, library = found
        window.rail.saved.say("")
        adopt(window, library)
        told(window, came)

    _ask_for_library(window, both, done, lambda found: found[1].close())


def _ask_for_library(
    window: MainWindow, work: Callable[[], T], done: Callable[[T], object], late: Callable[[T], object]
) -> None:
    """Have a library opened beside the window; one that comes when the window is gone is closed again (`late`)."""
    ask_for(window.executor, window, work, done, partial(_failed, window), still=lambda: not window.gone, late=late)


def _failed(window: MainWindow, error: Exception) -> None:
    """Ask again; where a library stands open to read meanwhile, it stays and this is only told."""
    if not isinstance(error, KoosloomeError):
        raise error
    if window.library is None:
        window.library_failed(error)
    else:
        window.actions_.refused(error)


def open_to_read(window: MainWindow) -> None:
    """Show the library, which somebody else writes or nobody may, to read only."""
    ways = window.ctx.ways
    if ways is None or ways.read is None:
        return
    read, place = ways.read, ways.own

    def done(library: LibraryService) -> None:
        from koosloome_desktop.views.sharing.reading import tell_reading
        from koosloome_desktop.views.sharing.switching import adopt

        adopt(window, library)
        window.toast.say(_("Open to read: look, search and export; nothing is changed."))
        tell_reading(window)

    _ask_for_library(window, lambda: read(place), done, lambda library: library.close())


def verify(window: MainWindow) -> None:
    """Read and check the whole library beside the window; say what does not hold, or that all does."""
    library = window.library
    if library is None:
        return
    window.toast.say(_("Verifying the library …"))

    def done(found: Sequence[Problem]) -> None:
        window.toast.hide()
        if not found:
            window.actions_.tell(_("The library is whole"), whole_words(library))
            return
        text = ngettext("{count} thing does not hold:", "{count} things do not hold:", len(found))
        way = _("“Earlier states …” brings back what was saved before; nothing was changed now.")
        window.actions_.tell(_("The library is damaged"), f"{text.format(count=len(found))} {way}",
                             [one.text for one in found])  # fmt: skip

    ask_library(window, library, partial(rescue.verify, library), done, partial(_failed, window))


def whole_words(library: LibraryService) -> str:
    """What was read and found whole."""
    count = len(library.list())
    told = ngettext(
        "{count} workshop was read from beginning to end: notes, history, pictures and the file itself.",
        "{count} workshops were read from beginning to end: notes, history, pictures and the file itself.",
        count,
    )
    return told.format(count=count)


def look_after(window: MainWindow, library: LibraryService) -> None:
    """Some time after the start: the file is looked over, and what a crash left of half-written files goes."""
    folders = [Path(name) for name in (window.ctx.settings.values.export_folder, str(library.folder)) if name]

    def work() -> list[str]:
        for folder in folders:
            sweep(folder)
        return rescue.look_over(library)

    ask_library(window, library, work, partial(_tell_damage, window), lambda _error: None)


def _tell_damage(window: MainWindow, found: list[str]) -> None:
    from koosloome_desktop.views.privacy.reminder import Strip

    if not found:
        window.home.notice.put(DAMAGE, None)
        return
    text = _("The library file is damaged ({detail}). Go back to an earlier state while you can.")
    strip = Strip(text.format(detail=found[0]), _("Earlier states …"), "history", window.actions_.earlier_states)
    strip.later.connect(partial(window.home.notice.put, DAMAGE, None))
    window.home.notice.put(DAMAGE, strip)


def put_everything_back(window: MainWindow, snapshot: Snapshot) -> None:
    """The whole library goes back to a snapshot: it is closed for that, and opened again whatever came of it."""
    library = window.library
    if library is None or library.file is None:
        return
    file = library.file
    window.show_home()
    if window.view is not None:
        return  # what is open is not saved yet, and stays
    window.home.set_library(None)
    window.library = None
    library.close()

    def work() -> KoosloomeError | None:
        try:
            snapshots.restore_everything(file, str(snapshot.number))
        except KoosloomeError as error:
            return error
        return None

    def told(window: MainWindow, error: KoosloomeError | None) -> None:
        if error is not None:
            window.actions_.refused(error)
            return
        words = _("The library is as it was on {time}. What was there before is a state of its own.")
        window.toast.say(words.format(time=snapshots.when(snapshot, language())))

    do_and_open(window, str(file.parent), work, told)


def _elsewhere(window: MainWindow) -> None:
    chosen = QFileDialog.getExistingDirectory(window, _("Folder of the library"), str(data_dir()))
    if chosen:
        do_and_open(window, chosen, lambda: None, _nothing)


def _nothing(_window: MainWindow, _came: object) -> None:
    """Opening it says enough."""


def _put_back(window: MainWindow, last: Snapshot) -> None:
    words = _("The library is as it was on {time}. The damaged file is kept beside it.")
    window.toast.say(words.format(time=snapshots.when(last, language())))


def _rescued(window: MainWindow, found: Salvaged) -> None:
    """How much of each workshop could be read."""
    kept = _("The damaged file is kept: {path}").format(path=found.aside)
    window.actions_.tell(
        _("Rescued"), _("This could be read of the damaged library:"), [*(w.line() for w in found.workshops), kept]
    )


def _moved(window: MainWindow, copied: bool, *, away: str, home: str) -> None:
    remember_move(window.ctx.settings, away, home)
    if window.ctx.ways is not None:
        window.ctx.ways = replace(window.ctx.ways, own=home)
    here = _("The library is on this computer's own disk now; the old one stays where it was, unchanged.")
    told = here if copied else _("This is the library of this computer; the other one was not touched.")
    named = still_named(away)
    if named:
        window.actions_.tell(_("Moved to this computer's own disk"), told, [home, named])
    else:
        window.toast.say(told)
