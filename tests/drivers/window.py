"""Drives the real window over a real library in a temporary folder, so that tests read as what a person does."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from koosloome_desktop.app.dispatch import QtDispatcher
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.dispatch import InlineExecutor, Worker
from koosloome_desktop.views import style
from koosloome_desktop.views.bridge import Bridge
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.main_window import make_window
from koosloome_desktop.views.thumbs import Thumb, ThumbStore
from tests.drivers.ready import ready_library, sample_files
from tests.drivers.waiting import until

__all__ = ["WindowDriver", "press", "rich_labels", "sample_files", "settle", "type_text"]


_BLANKS: dict[tuple[str, str], list[Thumb]] = {}
"""What empty templates look like, by language and theme: drawn by the first window of a process, kept for the next."""
atexit.register(_BLANKS.clear)  # no picture may outlive the application


def settle(rounds: int = 6) -> None:
    """Let everything that is posted happen, also deletions."""
    for _round in range(rounds):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def type_text(widget: QWidget, text: str) -> None:
    """Type as an input method does: qtbot.keyClicks aborts the process on õ."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, keys: str) -> None:
    """Press a key by its portable name: ``Ctrl+K``, ``Alt+Up``, ``Return``."""
    combination = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def rich_labels(root: QWidget) -> list[str]:
    """Labels in which Qt might take text for markup; there must be none."""
    labels = [*root.findChildren(QLabel)] + ([root] if isinstance(root, QLabel) else [])
    return [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText]


class WindowDriver:
    """A window with these samples (the beginnings of their file names) in its library."""

    def __init__(
        self, folder: Path, samples: tuple[str, ...] = (), *, size: tuple[int, int] = (1440, 900), threads: bool = False
    ) -> None:
        """With `threads` exports and pictures are made as in the program, not before the call comes back."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.prepare(app)
        self.dispatcher = QtDispatcher()
        self.rows = ready_library(folder, samples) if samples else []
        self.library = LibraryService.open(folder / "library", post=self.dispatcher.post)
        self.settings = Settings(folder / "settings.json")
        self.clock = FixedClock()
        ctx = PageContext(settings=self.settings, bridge=Bridge(), clock=self.clock, fixed=True, reduced_motion=True)
        self.worker = Worker(self.dispatcher, "exports") if threads else InlineExecutor()
        thumbs = ThumbStore(folder / "miniatures")
        thumbs.executor = self.worker if threads else None
        self.window = make_window(ctx, self.worker, thumbs)
        self.window.home._blanks = _BLANKS
        self.window.resize(*size)
        self.window.show()
        self.window.set_library(self.library)
        settle()

    @property
    def ctx(self) -> PageContext:
        return self.window.ctx

    @property
    def view(self):
        assert self.window.view is not None
        return self.window.view

    @property
    def document(self):
        return self.view.workshop.document

    def open(self, place: int | str = 0, workshop: str = "") -> None:
        """Open a workshop (the first one brought in) at a canvas by its place."""
        self.window.open_workshop(workshop or self.rows[0].workshop, f"canvas:{place}")
        settle()

    def back(self, place: int = 0) -> None:
        """As when the workshop was opened for the first time: every step taken back, every page made anew."""
        view, workshop = self.view, self.view.workshop
        self.window.wall.close()
        while workshop.undo() is not None:
            pass
        for where, target in list(workshop.drafts):
            workshop.save_draft(where, target, "")
        for page in view._pages.values():
            page.close_page()
            view.stack.removeWidget(page)
            page.deleteLater()
        view._pages.clear()
        view.current = ""
        self.clock.at = FixedClock().at
        self.window.activateWindow()
        self.open(place)
        self.window.toast._timer.stop()
        self.window.toast.hide()

    def plan(self):
        """Open the plan of the first workshop; its page."""
        self.open(3)
        page = self.view.page()
        page.table.arrange()
        settle()
        return page

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        settle()

    def saved(self) -> None:
        """Wait until everything is on the disk and the window has heard of it."""
        until(lambda: not self.view.workshop.saved.pending, "the last step was not saved")

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The open dialog of a kind."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def answer(self, kind: type[QDialog], act: Callable[[QDialog], object], run: Callable[[], object]) -> None:
        """Run what opens a modal dialog; `act` answers it while it is open. What `act` raises is raised here."""
        wrong: list[BaseException] = []

        def do() -> None:
            # What is raised here would leave the dialog open for ever: it is kept, every dialog is closed, then raised.
            try:
                settle(2)  # the dialog gets the keyboard
                act(self.dialog(kind))
            except BaseException as error:  # noqa: BLE001
                wrong.append(error)
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, QDialog) and widget.isVisible():
                    widget.reject()

        QTimer.singleShot(0, do)
        run()
        settle()
        if wrong:
            raise wrong[0]

    def close(self) -> None:
        # Whatever a test left unsaved: nobody is there to answer a question.
        self.window.hurried = True
        self.window.close()
        self.window.deleteLater()
        settle()
        if isinstance(self.worker, Worker):
            self.worker.close()
            settle()
