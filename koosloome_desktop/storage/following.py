"""A library file that is open to read only, while another program writes it: what that commits is followed.

A thread with a reading connection of its own (of the one SQLite of this process) asks ``PRAGMA data_version``, which
changes with every commit of anybody else and costs no lock that a writer would feel. What was touched is then read by
what the journal says, as in a shared library, and comes into the documents as REMOTE change sets. The same thread looks
whether the other program has ended: the library can be taken over for writing then.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.attachment import Attachment, OnError
from koosloome_desktop.storage.engine import reading_uri
from koosloome_desktop.storage.library import CLOSE_SECONDS, Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.lock import is_held
from koosloome_desktop.storage.merge import News, catch_up, look
from koosloome_desktop.storage.writing import Step
from koosloome_desktop.support.errors import KoosloomeError, NotFound

LOOK_SECONDS: Final = 0.4
"""How long between two looks at the file."""
_ALL: Final = -1
"""A revision before every other: everything may have changed since."""

_log = logging.getLogger(__name__)


class FollowedLibrary(Library):
    """A library file that is open to read only."""

    _watcher: Watcher | None = None
    _hear_others: Callable[[], object] | None = None
    _hear_end: Callable[[bool], object] | None = None

    def follow(self, document: Document, on_error: OnError | None = None) -> Attachment:
        """Bring into a document what others write, from now on. `on_error` hears NotFound when the workshop is gone."""
        known = [document.rev]
        tie = Attachment(
            document,
            next_seq=lambda: 0,
            hand_over=_refused,
            look=lambda also: self._writer.ask(partial(_news, document.id, known, also), heard),
            on_saved=None,
            on_error=on_error,
        )

        def heard(news: News | KoosloomeError | None) -> None:
            if isinstance(news, KoosloomeError):
                tie.failed(news)
            elif news is not None:
                tie.take_in(news)

        self._ties = [*(t for t in self._ties if t.attached), tie]
        self._watch()
        # What was committed between reading the document and now.
        tie.refresh()
        return tie

    def on_others(self, hear: Callable[[], object]) -> None:
        """Call `hear()` through `post` whenever the other program committed anything; one listener."""
        self._hear_others = hear
        self._watch()

    def on_ended(self, hear: Callable[[bool], object]) -> None:
        """Call `hear(True)` through `post` when the program that writes has ended, `hear(False)` when one has it again;
        one listener.
        """
        self._hear_end = hear
        self._watch()

    def close(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Let the file go."""
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.close(timeout)
        return super().close(timeout)

    def _watch(self) -> None:
        if self._watcher is None and self.file is not None and not self._closed:
            self._watcher = Watcher(self.file, changed=self._changed, ended=self._ended)

    # -- in the watcher's thread

    def _changed(self, replaced: bool) -> None:
        if replaced:
            self._writer.reconnect()
        for tie in tuple(self._ties):
            if tie.attached:
                # Of another file nothing is known: the document says which records it has, on its own thread.
                self._writer.post(tie.reread) if replaced else tie.refresh()
        if self._hear_others is not None:
            self._writer.post(self._hear_others)

    def _ended(self, ended: bool) -> None:
        if self._hear_end is not None:
            self._writer.post(partial(self._hear_end, ended))


def _refused(_step: Step) -> None:
    raise RuntimeError("a document that is only read was changed here")


def _news(workshop: str, known: list[int], also: frozenset[str], line: Line) -> News | KoosloomeError | None:
    """What others did since the revision that `known` holds, which then holds the new one; in the writer's thread."""
    try:
        if also:
            news = catch_up(line, workshop, _ALL, (), actor="", epoch=0, also=also)
        else:
            news = look(line, workshop, known[0], 0, epoch=0)
    except NotFound as error:
        return error
    known[0] = news.rev
    return news if news.states else None


class Watcher:
    """The thread. `changed(replaced)` is called in it after others' commits; `replaced`: another file stands there.
    `ended(True)` when nobody has the lock of the library any more, `ended(False)` when somebody has it again.
    """

    def __init__(self, file: Path, *, changed: Callable[[bool], object], ended: Callable[[bool], object]) -> None:
        self._file, self._changed, self._ended = file, changed, ended
        # Asked here and not at the first look: whoever ends before the thread comes to it has ended all the same.
        self._held: bool | None = True if is_held(file) else None
        self._end = threading.Event()
        self._raw: Any = None
        self._mark: tuple[object, ...] | None = None
        self._version: int | None = None
        self._thread = threading.Thread(target=self._run, name="library-watcher", daemon=True)
        self._thread.start()

    def close(self, timeout: float) -> None:
        """Stop looking."""
        self._end.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        while True:
            self._look()
            if self._end.wait(LOOK_SECONDS):
                break
        self._disconnect()

    def _look(self) -> None:
        try:
            replaced, changed = self._compare()
        except (OSError, driver.sqlite_module().Error) as error:
            # A disk that is away for a moment, a file that is just being put back: the next look finds what is there.
            _log.info("looking failed: %s", type(error).__name__)
            self._disconnect()
        else:
            if replaced or changed:
                self._changed(replaced)
        held = is_held(self._file)
        if self._held is not None and held != self._held:
            self._ended(not held)
        self._held = held if self._held is not None or held else None

    def _compare(self) -> tuple[bool, bool]:
        """Whether another file stands there, and whether something was committed, since the last look."""
        mark, known = _mark_of(self._file), self._mark
        replaced = known is not None and mark != known
        if replaced:
            self._disconnect()
        if self._raw is None:
            self._raw = driver.connect(reading_uri(self._file))
        self._mark = mark
        ((version,),) = self._raw.execute("PRAGMA data_version").fetchall()
        # At the first look and after a break (None) nobody knows what was committed meanwhile.
        changed, self._version = version != self._version, version
        return replaced, changed

    def _disconnect(self) -> None:
        raw, self._raw, self._version = self._raw, None, None
        if raw is not None:
            raw.close()


def _mark_of(file: Path) -> tuple[object, ...]:
    """What tells one file under a name from another. Where it is read as unchangeable SQLite looks at nothing, and its
    size and time have to say whether it changed; "unchangeable" itself ends when somebody begins to write.
    """
    found, uri = file.stat(), reading_uri(file)
    still = (found.st_size, found.st_mtime_ns) if "immutable" in uri else ()
    return found.st_dev, found.st_ino, uri, still
