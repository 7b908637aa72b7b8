"""Miniatures of workshops, drawn one at a time while nothing else happens, and kept as small files in the cache."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap

from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.paths import cache_dir, ensure_dir
from koosloome_desktop.views.style import tokens

if TYPE_CHECKING:
    from koosloome_desktop.model.document import Document
    from koosloome_desktop.services.library import LibraryService
    from koosloome_desktop.support.dispatch import Executor
    from koosloome_desktop.views.thumbs_draw import Part

SIZE: Final = QSize(320, 190)
"""Every miniature has this shape (px); cards show it larger or smaller."""
_VERSION: Final = "3"


@dataclass(frozen=True, slots=True)
class Thumb:
    """A canvas of a workshop in small: its title, how many notes it has, its picture."""

    title: str
    count: int
    picture: QPixmap


def thumbs_of(document: Document, ratio: float = 1.0) -> list[Thumb]:
    """Miniatures of the canvases of a document, in their order."""
    from koosloome_desktop.views.thumbs_draw import pictures

    return [Thumb(*each) for each in pictures(document, SIZE, ratio)]


def blank_thumbs(canvases: Sequence[tuple[str, str]], lang: str, ratio: float = 1.0) -> list[Thumb]:
    """Miniatures of empty canvases, given as (type, variant)."""
    from koosloome_desktop.canvases.creating import new_workshop

    return thumbs_of(new_workshop("", lang=lang, canvases=canvases), ratio)


class ThumbStore(QObject):
    """`ready(workshop id)` comes when miniatures that were asked for are there."""

    ready = Signal(str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or cache_dir() / "miniatures"
        self._library: LibraryService | None = None
        self.executor: Executor | None = None
        """Where workshops are read and laid out; None does it here, at once."""
        self.seen: Callable[[], bool] = lambda: True
        """Whether anybody sees them: if not, what was opened instead needs the processor, and what waits goes on when
        it is asked for again."""
        self._known: dict[tuple[str, str, str], list[Thumb]] = {}
        self._queue: deque[tuple[str, str, str]] = deque()
        self._away: tuple[str, str, str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def set_library(self, library: LibraryService | None) -> None:
        """Read workshops from here."""
        self._library = library
        if library is None:
            self._timer.stop()
            self._queue.clear()

    def forget(self) -> None:
        """Forget all miniatures, the kept ones too: what they showed may have been erased."""
        self._known.clear()
        self._queue.clear()
        from koosloome_desktop.services.person_places import clear_miniatures

        clear_miniatures(self._folder)

    def ask(self, workshop_id: str, changed: str) -> list[Thumb] | None:
        """The miniatures of a workshop as it was at its last change; None until `ready`."""
        key = (workshop_id, changed, tokens().name)
        if key in self._known:
            return self._known[key]
        if key != self._away:
            if key not in self._queue:
                self._queue.append(key)
            self._timer.start()
        return None

    def finish(self) -> None:
        """Draw everything that is asked for, now and here (for pictures and tests)."""
        executor, self.executor = self.executor, None
        while self._queue:
            self.draw_next()
        self.executor = executor

    def _next(self) -> None:
        if self.seen():
            self.draw_next()
        else:
            self._timer.stop()

    def draw_next(self) -> None:
        """Draw the miniatures of one workshop."""
        if not self._queue or self._library is None or self._away is not None:
            self._timer.stop()
            return
        key = self._queue.popleft()
        thumbs = self._from_cache(key)
        if thumbs is not None:
            self._show(key, thumbs)
        elif self.executor is None:
            # A workshop of a server that is away has no picture until it is back.
            with contextlib.suppress(KoosloomeError):
                self._drawn(key, thumbs_of(self._library.document(key[0]), self._ratio()))
        else:
            self._send(key, self._library, self.executor)

    def _send(self, key: tuple[str, str, str], library: LibraryService, executor: Executor) -> None:
        """Have the workshop read and laid out elsewhere: one of thousands of notes takes a second or two."""
        self._away = key

        def work() -> list[Part]:
            from koosloome_desktop.views.thumbs_draw import parts

            return parts(library.document(key[0]))

        def done(found: list[Part]) -> None:
            from koosloome_desktop.views.thumbs_draw import drawn

            self._away = None
            if library is self._library:
                ratio = self._ratio()
                self._drawn(key, [Thumb(title, count, drawn(part, SIZE, ratio)) for title, count, part in found])
                self._timer.start()

        def failed(_error: Exception) -> None:
            # It was deleted meanwhile, or the library closes: its card stays without pictures.
            self._away = None
            if library is self._library:
                self._timer.start()

        from koosloome_desktop.views.waiting import ask_for

        ask_for(executor, self, work, done, failed)

    def _drawn(self, key: tuple[str, str, str], thumbs: list[Thumb]) -> None:
        self._to_cache(key, thumbs)
        self._show(key, thumbs)

    def _show(self, key: tuple[str, str, str], thumbs: list[Thumb]) -> None:
        self._known[key] = thumbs
        self.ready.emit(key[0])

    @staticmethod
    def _ratio() -> float:
        return max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)

    def _stem(self, key: tuple[str, str, str]) -> str:
        import hashlib

        text = "\n".join((*key, f"{self._ratio()}", _VERSION))
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def _from_cache(self, key: tuple[str, str, str]) -> list[Thumb] | None:
        index = self._folder / f"{self._stem(key)}.txt"
        try:
            lines = index.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return None
        found = []
        for i, line in enumerate(lines):
            count, _sep, title = line.partition(" ")
            picture = QPixmap(str(self._folder / f"{self._stem(key)}-{i}.png"))
            if picture.isNull() or not count.isdigit():
                return None
            picture.setDevicePixelRatio(self._ratio())
            found.append(Thumb(title, int(count), picture))
        return found

    def _to_cache(self, key: tuple[str, str, str], thumbs: list[Thumb]) -> None:
        # A cache that cannot be written is no reason to stop: next time is drawn anew.
        try:
            ensure_dir(self._folder)
            for i, thumb in enumerate(thumbs):
                thumb.picture.save(str(self._folder / f"{self._stem(key)}-{i}.png"), "PNG")
            lines = "".join(f"{t.count} {' '.join(t.title.split())}\n" for t in thumbs)
            (self._folder / f"{self._stem(key)}.txt").write_text(lines, encoding="utf-8")
        except OSError:
            return
