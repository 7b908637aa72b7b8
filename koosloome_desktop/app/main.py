"""Starting the window: it paints first, the library opens in a thread, then files that were named are brought in."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from koosloome_desktop.app.crash import CrashHook
from koosloome_desktop.app.dispatch import QtDispatcher
from koosloome_desktop.app.early import AfterFirstFrame, FileOpened, may_answer
from koosloome_desktop.app.stall import watch
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.services.shared_library import named_database, to_open
from koosloome_desktop.support import kept_code, kept_modules
from koosloome_desktop.support.clock import SteadyClock
from koosloome_desktop.support.dispatch import Worker
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError, LibraryBusy
from koosloome_desktop.support.i18n import _, set_language
from koosloome_desktop.support.paths import LIBRARY_VARIABLE, config_dir, library_dir
from koosloome_desktop.views import qt_words, style
from koosloome_desktop.views.ahead import ReadAhead
from koosloome_desktop.views.application import application
from koosloome_desktop.views.bridge import Bridge
from koosloome_desktop.views.context import PageContext, Ways
from koosloome_desktop.views.main_window import MainWindow, make_window
from koosloome_desktop.views.privacy.actions import tidy

_TIDY_MS = 3_000
"""The bin and names whose day is over are looked at when the start is over."""

if TYPE_CHECKING:
    import argparse

    from koosloome_desktop.app.ending import Ending
    from koosloome_desktop.app.instance import Doorbell
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.support.logs import Log


_LISTEN_MS: Final = 500
"""How long after the library opened the door bell is hung up: Qt's network room is no part of the first notes."""
_ASKED_MOST: Final = 3
"""How often a start that finds the library busy rings at it, `_LISTEN_MS` apart."""
SECONDS: Final = 2.0
"""How long what is being made beside the window may take when the system ends the program."""
_KEPT_MS: Final = 15_000
"""How long after the library opened what was compiled since is written down, should the program end suddenly."""


def run_window(found: argparse.Namespace | SimpleNamespace) -> int:
    """What `koosloome`, `koosloome demo` and `koosloome shots` do; the exit code."""
    if found.command == "shots":
        from koosloome_desktop.views.shots import shots_from

        return shots_from(cast("argparse.Namespace", found))
    if found.command == "demo":
        import shutil
        import tempfile

        folder = tempfile.mkdtemp(prefix="koosloome-demo-")
        try:
            return _open(folder, [], found.lang, demo=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    database = named_database(found.library, found.database)
    named = found.library or database or os.environ.get(LIBRARY_VARIABLE, "").strip()
    files = list(getattr(found, "files", []))
    return _open(database or str(library_dir(found.library)), files, found.lang, named=bool(named))


def _open(library: str, files: Sequence[str], lang: str | None, *, demo: bool = False, named: bool = True) -> int:
    settings = Settings()
    if lang:
        # Chosen for this start; what the settings hold stays.
        settings.values = replace(settings.values, language=lang)
    set_language(settings.values.language)
    called = library
    if not demo and "://" not in library:
        library = _where_it_went(settings, library)
    app = application()
    # The window that moved the library listens under the name that it was called by.
    if not demo and any(may_answer(name) and _handed_over(name, files) for name in dict.fromkeys((library, called))):
        sys.stderr.write(_("The program has this library open already; its window is in front now.") + "\n")
        return 0
    # A library that the call names is opened; otherwise the one that was worked in last.
    place = "" if named else to_open(settings)
    run = Run(app, settings, library, files, demo=demo, place=place)
    run.window.show()
    code = app.exec()
    if not run.end():
        # The system waits no longer; what is still being made beside the window is written whole or not at all.
        logging.shutdown()
        os._exit(code)
    return code


def _where_it_went(settings: Settings, folder: str) -> str:
    """The folder of a library that was moved home, else the folder itself."""
    if not settings.values.moved:
        return folder
    from koosloome_desktop.services.moved import moved_to

    return moved_to(settings, folder)


def _handed_over(library: str, files: Sequence[str]) -> bool:
    from koosloome_desktop.app.instance import hand_over

    return hand_over(library, files)


class Run:
    """One start of the program: what it is made of, and the order in which that comes and goes."""

    def __init__(
        self, app: QApplication, settings: Settings, library: str, files: Sequence[str], *,
        demo: bool = False, place: str = "",
    ) -> None:  # fmt: skip
        self._library, self._files, self._demo = library, list(files), demo
        self._place = place or library
        """What is opened first; the doorbell rings for `library`, whose window this is, whatever it shows."""
        self.words = qt_words.install(app)
        self.dispatcher = QtDispatcher()
        self.worker = Worker(self.dispatcher, "library and exports")
        ctx = PageContext(
            settings=settings, bridge=Bridge(), reduced_motion=style.reduced_motion(), ticking=SteadyClock()
        )
        if not demo:
            own = library if "://" not in library else _where_it_went(settings, str(library_dir()))
            ctx.ways = Ways(own, self.open_library, self.adopted, self.read_library)
        self.window: MainWindow = make_window(ctx, self.worker)
        self._ended = False
        self._asked = 0
        place_window(self.window)
        self.hook = CrashHook(self.window)
        self.doorbell: Doorbell | None = None
        self.log: Log | None = None
        self.opened_by_system = FileOpened(self.rung)
        if sys.platform == "darwin":
            # Nowhere else does the system send files as events, and every event of every widget would pass here.
            app.installEventFilter(self.opened_by_system)
        self.ending: Ending | None = None
        self.stall = watch(self.window)
        # The first frame before the first import of the database layer, whose thread would paint with us in turns.
        AfterFirstFrame(self.window, self.load)

    def load(self) -> None:
        """Open the library in the thread."""
        if self._ended:
            return
        self.listen_to_system()
        self.window.home.again.connect(self._once_more)
        self._begin()
        # What the first workshop will need, read while home is looked at. Nothing of Qt: classes of it that come into
        # being in this thread while the window's own thread does the same end the process (seen: a segmentation fault).
        self.worker.submit(lambda: importlib.import_module("koosloome_desktop.canvases.drawing"))

    def _begin(self) -> None:
        from koosloome_desktop.views.waiting import ask_for

        if self._ended:
            return
        # Another way may have opened a library by then: that one stays.
        ask_for(
            self.worker, self.window, lambda: self.open_library(self._place), self.loaded, self.failed,
            still=lambda: not self._ended and not self.window.gone and self.window.library is None,
            late=lambda library: library.close(),
        )  # fmt: skip

    def _once_more(self) -> None:
        self.window.home.failed(None)
        self._begin()

    def open_library(self, place: str) -> LibraryService:
        """A library by its folder or address; slow, in the thread."""
        from koosloome_desktop.services.library import open_unless_it_hangs

        library = open_unless_it_hangs(place, post=self.dispatcher.post, without_server=True)
        if not self._demo:
            library.keep_reserve()
        return library

    def read_library(self, place: str) -> LibraryService:
        """A library to read only; slow, in the thread."""
        from koosloome_desktop.services.library import open_unless_it_hangs

        return open_unless_it_hangs(place, post=self.dispatcher.post, read_only=True)

    def listen_to_system(self) -> None:
        """From now on the end of the session and signals end the program in order; before, there is nothing to lose."""
        from koosloome_desktop.app.ending import Ending

        if self.ending is None:
            self.ending = Ending(application(), self.window)

    def listen(self) -> None:
        """Hear second starts from now on; one that came before found the library busy, and rings again."""
        if self._ended or self.doorbell is not None:
            return
        if self.window.settling.due:
            # A workshop is being opened: its notes first.
            QTimer.singleShot(_LISTEN_MS, self.window, self.listen)
            return
        self.begin_log()
        from koosloome_desktop.app.instance import Doorbell
        from koosloome_desktop.views.spoken_list import install

        install()

        self.doorbell = Doorbell(self._library)
        self.doorbell.rung.connect(self.rung)

    def begin_log(self) -> None:
        """Write the log from now on, off the way to the first notes; without a folder for it the program goes on."""
        if self.log is None:
            from koosloome_desktop.support.logs import open_log

            self.log = open_log()

    def loaded(self, library: LibraryService) -> None:
        """The library is open: show it, bring the named files in, say what a crash left."""
        try:
            self.window.set_library(library)
        except DamagedLibrary as error:
            # It opens, and its list cannot be read: the ways out are those of one that does not open.
            self.window.home.set_library(None)
            self.window.library = None
            library.close()
            self.failed(error)
            return
        QTimer.singleShot(_LISTEN_MS, self.window, self.listen)
        QTimer.singleShot(_KEPT_MS, self.window, lambda: self.worker.submit(_keep))
        ReadAhead(self.window, lambda: self.window.settling.due)
        if self._demo:
            self.window.actions_.try_sample()
        self.adopted(library)
        left = library.recovery
        if left is not None:
            self.window.toast.say(left.line())
        if library.erased:
            self.window.toast.say(_("An erasure that was cut short is finished now."))
        if library.shared:
            from koosloome_desktop.views.sharing.switching import tell_sent

            tell_sent(self.window, library)

    def adopted(self, library: LibraryService) -> None:
        """A library is shown: bring in the files that this start was called with, and keep snapshots of it."""
        files, self._files = self._files, []
        for name in files:
            self.window.actions_.import_file(Path(name))
        if self.window.library is not library:
            return  # closed, or left for another, while a file was read
        if not self._demo and not library.store.read_only:
            QTimer.singleShot(_LISTEN_MS, self.window, self.listen)
            self._keep_snapshots(library)
            QTimer.singleShot(_TIDY_MS, self.window, partial(tidy, self.window))

    def _keep_snapshots(self, library: LibraryService) -> None:
        # What happened before this start has its snapshot once the first minute, when people wait for it, is over.
        from koosloome_desktop.services import snapshots

        def told(error: KoosloomeError) -> None:
            self.dispatcher.post(lambda: self.window.toast.say(_("No snapshot: {why}").format(why=error.line())))

        begin = snapshots.keep(library, told)
        if begin is not None:
            QTimer.singleShot(60_000, self.window, begin)

    def failed(self, error: Exception) -> None:
        """The library could not be opened."""
        self.begin_log()
        if not isinstance(error, LibraryBusy):
            QTimer.singleShot(_LISTEN_MS, self.window, self.listen)
        if isinstance(error, KoosloomeError) and "://" in self._place:
            from koosloome_desktop.views.sharing.switching import connect

            connect(self.window, error)
        elif isinstance(error, LibraryBusy):
            if self._rung_again():
                return
            hint = _("Close the other window, or choose another library.")
            self.window.library_failed(LibraryBusy(error.message, hint=error.hint or hint))
        elif isinstance(error, KoosloomeError):
            self.window.library_failed(error)
        else:
            raise error

    def _rung_again(self) -> bool:
        """Whether this start ends or tries again soon: the window that has the library may be starting itself."""
        if self._demo or self._asked >= _ASKED_MOST or self._ended:
            return False
        self._asked += 1
        if _handed_over(self._library, self._files):
            self.window.close()
        else:
            QTimer.singleShot(_LISTEN_MS, self.window, self._begin)
        return True

    def rung(self, files: Sequence[str]) -> None:
        """A second start: come to the front, take its files."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self.window.library is None:
            self._files += files
            return
        for name in files:
            self.window.actions_.import_file(Path(name))

    def end(self) -> bool:
        """Let everything go, in the order that loses nothing; False when the system wants us gone and something that is
        being made beside the window takes too long.
        """
        self._ended = True
        hurried = self.ending is not None and self.ending.asked
        if self.doorbell is not None:
            self.doorbell.close()
        keep_place(self.window)
        self.window.close()
        done = self.worker.close(drop_queued=hurried, timeout=SECONDS if hurried else None)
        # A library that opened while the window went is handed over now, and closed.
        QApplication.processEvents()
        self.hook.remove()
        _keep()
        if self.log is not None:
            self.log.close()
        if self.ending is not None:
            self.ending.remove()
        return done


def _keep() -> None:
    """Write down what was compiled since the last time."""
    for store in (kept_code.FIRST, kept_code.LATER, kept_modules.FIRST, kept_modules.LATER):
        store.keep()
    kept_modules.LATER.forget()


def _places() -> QSettings:
    return QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)


def place_window(window: MainWindow) -> None:
    """Where the window stood the last time; the first time as large as is comfortable on this screen."""
    kept = _places().value("geometry")
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    room = window.screen().availableSize()
    window.resize(min(1600, room.width()), min(1000, room.height()))
    if room.width() < 1400:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep_place(window: MainWindow) -> None:
    """Remember where the window stands."""
    _places().setValue("geometry", window.saveGeometry())
