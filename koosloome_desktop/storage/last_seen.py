"""A library whose server may be away: reading then goes to what this computer saw last (seen.py)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.document import Document
from koosloome_desktop.storage import reading
from koosloome_desktop.storage.batch import Outcome
from koosloome_desktop.storage.failures import from_database
from koosloome_desktop.storage.library import Library, Rows
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import Listener
from koosloome_desktop.storage.outbox import Kept, KeptDraft, Outbox
from koosloome_desktop.storage.rows import DraftRow, Loaded
from koosloome_desktop.storage.seen import Seen
from koosloome_desktop.support.errors import ServerAway, StorageError
from koosloome_desktop.support.i18n import _

T = TypeVar("T")
Here = Callable[[Seen, list[Kept], list[KeptDraft]], T]
_PATIENCE: Final = 10.0
"""Seconds that a look into a small file on this computer may take."""

_log = logging.getLogger(__name__)


class LastSeenLibrary(Library):
    """What is asked while the server does not answer is answered from this computer."""

    _outbox: Outbox | None = None
    _copy: Seen | None = None
    _listener: Listener | None = None

    def __init__(self, *place: Any, **options: Any) -> None:
        super().__init__(*place, **options)
        # What this thread read last: its document is tied next, or it was only looked at.
        self._read = threading.local()

    def ask(self, read: Callable[[Line], T]) -> T:
        """As of a file; while the server is away among the workshops that were opened on this computer."""
        return self._either(
            lambda: super(LastSeenLibrary, self).ask(read), lambda seen, _steps, _drafts: read(seen.line())
        )

    def list(self, *, deleted: bool = False) -> Rows:
        """As of a file; while the server is away what it listed last, and an empty bin."""
        found = super().list(deleted=deleted)
        if not deleted and not self.away:
            self._later(lambda seen: seen.list(found))
        return found

    def load(self, workshop: str) -> Loaded:
        """As of a file; while the server is away as it was seen last, ServerAway where it was not opened here."""

        def here(seen: Seen, steps: list[Kept], drafts: list[KeptDraft]) -> Loaded:
            found = seen.load(workshop, self.actor, steps, drafts)
            if found is None:
                raise ServerAway(
                    _("The server does not answer, and this workshop was not opened on this computer before."),
                    hint=_("It can be opened when the server is back."),
                )
            return found

        found = self._either(lambda: super(LastSeenLibrary, self).load(workshop), here)
        self._read.loaded = found
        return found

    def drafts(self, workshop: str) -> tuple[DraftRow, ...]:
        """As of a file; while the server is away those that wait."""
        return self._either(
            lambda: super(LastSeenLibrary, self).drafts(workshop),
            lambda _seen, _steps, drafts: tuple(
                DraftRow(d.workshop, d.place, d.target, d.text, d.at) for d in drafts if d.workshop == workshop
            ),
        )

    def blob(self, sha256: str) -> bytes | None:
        """As of a file; while the server is away a picture that was looked at here before, or waits."""
        found = self._either(lambda: super(LastSeenLibrary, self).blob(sha256), partial(_picture, sha256))
        if not self.away:
            self._looked_at(found)
        return found

    def ask_blob(self, sha256: str, done: Callable[[bytes | None], object]) -> None:
        """The same without waiting: `done(bytes)` is called through `post`."""
        if self.away and self._outbox is not None and self._copy is not None:
            copy, post = self._copy, self._writer.post
            self._outbox.tell(lambda steps, drafts: post(partial(done, _picture(sha256, copy, steps, drafts))))
            return

        def found(data: bytes | None) -> None:
            self._looked_at(data)
            done(data)

        super().ask_blob(sha256, found)

    def _looked_at(self, data: bytes | None) -> None:
        if data is not None:
            picture, at = Blob.of(data, ""), self._now()
            self._later(lambda seen: seen.keep_picture(picture, at))

    def seen(self) -> Mapping[str, str]:
        """The workshops that can be opened now although the server is away."""
        return self._kept() if self.away else {}

    def _kept(self) -> dict[str, str]:
        return self._here(lambda seen, _steps, _drafts: seen.kept())

    def _either(self, ask: Callable[[], T], here: Here[T]) -> T:
        # What is known to be away is not asked again and again: the listener tells when it is back.
        if not self.away:
            try:
                return ask()
            except ServerAway:
                if self._outbox is None or not self._kept():
                    raise
                self._gone()
        return self._here(here)

    def _gone(self) -> None:
        self.away = True
        if self._listener is not None:
            self._listener.again()

    def _here(self, work: Here[T]) -> T:
        outbox, copy = self._outbox, self._copy
        if outbox is None or copy is None:
            raise RuntimeError("the library is closed")
        try:
            return outbox.call(lambda steps, drafts: work(copy, steps, drafts), _PATIENCE)
        except TimeoutError as error:
            raise StorageError(_("The disk of this computer does not answer."), place=str(copy.file)) from error

    def _later(self, work: Callable[[Seen], object]) -> None:
        outbox, copy = self._outbox, self._copy
        if outbox is None or copy is None:
            return

        def safely() -> None:
            # A copy that cannot be written is no copy; what is edited does not depend on it.
            try:
                work(copy)
            except Exception as error:
                if not from_database(error) and not isinstance(error, OSError | ValueError):
                    raise
                _log.warning("what was seen last cannot be kept: %s", type(error).__name__)
                copy.forget()

        outbox.later(safely)

    # -- following what is open

    def _stands_at(self, document: Document) -> int:
        loaded: Loaded | None = getattr(self._read, "loaded", None)
        self._read.loaded = None
        if loaded is None or loaded.row.id != document.id:
            return document.rev
        if loaded.known is not None:
            return loaded.known
        at = self._now()
        self._later(lambda seen: seen.keep(loaded, self.actor, at))
        return document.rev

    def _follow(self, outcomes: Sequence[Outcome]) -> None:
        at = self._now()

        def work(seen: Seen) -> None:
            for outcome in outcomes:
                if not seen.follow(outcome, self.actor, at):
                    self._read_anew(outcome.stream.workshop)

        self._later(work)

    def _read_anew(self, workshop: str) -> None:
        def found(loaded: Loaded | None) -> None:
            if loaded is not None:
                at = self._now()
                self._later(lambda seen: seen.keep(loaded, self.actor, at))

        self._writer.ask(lambda line: reading.load(line, workshop, self.actor, self.place), found)

    def _let_go(self) -> None:
        if self._copy is not None and self._outbox is not None:
            self._outbox.later(self._copy.close)


def _picture(sha256: str, seen: Seen, steps: list[Kept], _drafts: list[KeptDraft]) -> bytes | None:
    waiting = (blob.data for step in steps for blob in step.blobs if blob.sha256 == sha256)
    try:
        return seen.picture(sha256) or next(waiting, None)
    except Exception as error:
        if not from_database(error):
            raise
        return None  # a copy that is damaged has no picture
