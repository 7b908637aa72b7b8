"""Pictures of every screen, the same on every run (`koosloome shots DIR`): a throw-away library, a clock that stands
still.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.settings import Settings
from koosloome_desktop.support import i18n
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.dispatch import InlineExecutor, LoopDispatcher
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.i18n import LANGUAGES, _
from koosloome_desktop.support.paths import resource
from koosloome_desktop.views.application import application, draw_in_memory
from koosloome_desktop.views.bridge import Bridge
from koosloome_desktop.views.context import PageContext
from koosloome_desktop.views.main_window import MainWindow, make_window
from koosloome_desktop.views.style import SMALLEST
from koosloome_desktop.views.thumbs import ThumbStore

if TYPE_CHECKING:
    from koosloome_desktop.views.shots_scenes import Scene

SIZES: Final = ((1920, 1080), (1366, 768), (1093, 614))
SAMPLES: Final = (
    "06_sotsiaaltransport.json",
    "03_turvaline_koolitee.json",
    "02_noorte_kaasamine.json",
    "01_kogukonnamaja.json",
)


class Studio:
    """A window at one size, in one language and theme, over the samples (or nothing)."""

    def __init__(self, folder: Path, size: tuple[int, int], lang: str, theme: str, samples: Sequence[str]) -> None:
        self.folder = folder
        self.dispatcher = LoopDispatcher()
        clock = FixedClock()
        self.library = LibraryService.open(folder / "library", post=self.dispatcher.post, clock=clock)
        self.ids: dict[str, str] = {}
        for name in samples:
            clock.forward(60)
            self.ids[name] = self.library.import_file(resource("samples", name)).workshop
        settings = Settings(folder / "settings.json")
        settings.change(language=lang, theme=theme)
        ctx = PageContext(settings=settings, bridge=Bridge(), clock=clock, fixed=True, reduced_motion=True)
        self.window: MainWindow = make_window(ctx, InlineExecutor(), ThumbStore(folder / "miniatures"))
        self.looked: Callable[[QWidget], object] = lambda _shown: None
        """Called with every window and dialog as it is shown, for whoever walks through all of them."""
        self.window.resize(*size)
        self.window.show()
        self.window.set_library(self.library)
        self.settle()

    def settle(self) -> None:
        """Let everything happen that is waiting to happen."""
        for _round in range(6):
            self.dispatcher.run_pending()
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self.window.home.thumbs.finish()

    def saved(self) -> None:
        """Wait until the last step is on the disk and said so."""
        view = self.window.view
        if view is not None:
            self.dispatcher.run_until(lambda: not view.workshop.saved.pending, 5.0)
        self.settle()

    def open(self, place: int, sample: str = SAMPLES[-1]) -> QWidget:
        """Open a sample at a canvas; its page."""
        self.window.activateWindow()  # a dialog of an earlier picture took the keyboard along
        self.window.open_workshop(self.ids[sample], f"canvas:{place}")
        self.settle()
        view = self.window.view
        page = view.page() if view else None
        if page is None:
            raise LookupError(f"{sample} has no canvas {place}")
        return page

    def picture(self, dialog: QDialog | None = None) -> QPixmap:
        """The window as it is, with a dialog over it."""
        self.settle()
        whole = self.window.grab()
        if dialog is None:
            self.looked(self.window)
            return whole
        dialog.show()
        self.settle()
        self.looked(dialog)
        over = dialog.grab()
        painter = QPainter(whole)
        painter.fillRect(QRect(QPoint(0, 0), self.window.size()), QColor(0, 0, 0, 70))
        left = (self.window.width() - dialog.width()) // 2
        painter.drawPixmap(QPoint(left, max(12, (self.window.height() - dialog.height()) // 2)), over)
        painter.end()
        dialog.close()
        dialog.deleteLater()
        self.settle()
        return whole

    def close(self) -> None:
        """Let window and library go."""
        self.window.close()
        self.window.deleteLater()
        self.settle()


@contextmanager
def studio(size: tuple[int, int], lang: str, theme: str, samples: Sequence[str]) -> Iterator[Studio]:
    """A studio in a throw-away folder."""
    folder = Path(tempfile.mkdtemp(prefix="koosloome-shots-"))
    made = Studio(folder, size, lang, theme, samples)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


def run_shots(
    folder: Path,
    langs: Iterable[str] = LANGUAGES,
    sizes: Iterable[tuple[int, int]] = SIZES,
    *,
    dark: bool = False,
    pseudo: bool = False,
    only: Sequence[str] = (),
) -> list[Path]:
    """Draw every screen into `folder` as ``<screen>_<lang>_<width>x<height>_<theme>.png``; gives the files back.

    `only` are names of screens, with ``*`` for any letters.
    """
    from koosloome_desktop.views.shots_scenes import SCENES

    app = application()
    app.setCursorFlashTime(0)
    folder.mkdir(parents=True, exist_ok=True)
    theme = "dark" if dark else "light"
    written: list[Path] = []
    i18n.set_pseudo(pseudo)
    try:
        for lang in langs:
            for size in sizes:
                name = f"{'pseudo' if pseudo else lang}_{size[0]}x{size[1]}_{theme}"
                chosen = [s for s in SCENES if not only or any(fnmatchcase(s.name, o) for o in only)]
                written += _scenes(chosen, folder, name, size, lang, theme)
    finally:
        i18n.set_pseudo(False)
    return written


def _scenes(
    scenes: Sequence[Scene], folder: Path, name: str, size: tuple[int, int], lang: str, theme: str
) -> Iterator[Path]:
    for samples in sorted({s.samples for s in scenes}, key=len):
        with studio(size, lang, theme, samples) as made:
            for scene in scenes:
                if scene.samples == samples:
                    path = folder / f"{scene.name}_{name}.png"
                    scene.draw(made).save(str(path), "PNG")
                    yield path


def shots_from(found: argparse.Namespace) -> int:
    """What `koosloome shots` does; the exit code."""
    sizes = [parse_size(text) for text in found.size] if found.size else list(SIZES)
    langs = [found.lang] if found.lang else list(LANGUAGES)
    draw_in_memory()
    speaks = i18n.language()
    written = run_shots(Path(found.dir), langs, sizes, dark=found.dark, pseudo=found.pseudo, only=found.only)
    i18n.set_language(speaks)
    sys.stderr.write(_("{count} pictures in {folder}").format(count=len(written), folder=found.dir) + "\n")
    return 0


def parse_size(text: str) -> tuple[int, int]:
    """``1366x768`` as (1366, 768); UsageError for anything else."""
    wide, _sign, high = text.lower().partition("x")
    least = zip((wide, high), SMALLEST, strict=True)
    if not all(side.isdigit() and at_least <= int(side) <= 8000 for side, at_least in least):
        raise UsageError(_("A size is written as 1366x768, not {text}.").format(text=text))
    return int(wide), int(high)
