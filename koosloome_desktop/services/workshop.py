"""One open workshop: its document, its history and its tie to the library. Lives on the thread that owns the
document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet, Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.services.pictures import Pictures
from koosloome_desktop.support.errors import KoosloomeError, ServerAway
from koosloome_desktop.support.i18n import N_, _

ChangeListener = Callable[[ChangeSet], None]


@dataclass(frozen=True, slots=True)
class SaveState:
    """What is on the disk: the last durable revision and its instant, how many steps are under way, the last error.
    `away` says that the error is a server that does not answer: what is under way waits on this computer; `seen` is
    since when what is shown is a copy that this computer kept, empty where it is none.
    """

    rev: int
    at: str = ""
    pending: int = 0
    error: str = ""
    away: bool = False
    seen: str = ""


SaveListener = Callable[[SaveState], None]


class Held(Protocol):
    """A document that is being saved, or follows what others write. `on_erased` hears that a person was erased."""

    on_erased: Callable[[], object] | None

    def hold(self, *blobs: Blob) -> None:
        """The pictures that the next change set brings."""
        ...

    def detach(self) -> None:
        """Stop that."""
        ...


class Tie(Protocol):
    """What a workshop needs of the library while it is open."""

    def attach(
        self,
        document: Document,
        on_saved: Callable[[int, str], object] | None = None,
        on_error: Callable[[KoosloomeError], object] | None = None,
    ) -> Held:
        """Save every change set from now on."""
        ...

    def follow(self, document: Document, on_error: Callable[[KoosloomeError], object] | None = None) -> Held | None:
        """Bring in what others write, where the library may only be read."""
        ...

    def save_draft(self, workshop: str, place: str, target: str, text: str) -> None:
        """Keep what is being typed."""
        ...

    def keep_view(self, workshop: str, text: str) -> None:
        """Keep what a window shows of it for the next opening."""
        ...

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a picture."""
        ...

    def ask_blob(self, sha256: str, done: Callable[[bytes | None], object]) -> None:
        """The same, without waiting."""
        ...

    def rest(self, timeout: float = 5.0) -> bool:
        """Wait until what was edited can no longer be lost."""
        ...


class HandedOver(KoosloomeError):
    """The work goes on in a copy elsewhere."""


def refuse_when_handed_over(document: Document) -> None:
    """HandedOver, with when that was and the way back; nothing while the work is here."""
    since = document.workshop.handed_over
    if since:
        from koosloome_desktop.support import locale
        from koosloome_desktop.support.clock import from_instant
        from koosloome_desktop.support.zones import local

        told = _("Handed over at {time}: go on in the copy, not here.")
        raise HandedOver(
            told.format(time=locale.time(local(from_instant(since)))), hint=_("Ctrl+K, “Go on here”, takes it back.")
        )


class OpenWorkshop:
    """The workshop that a window works on; every write of the program goes through `run`, `undo` or `redo`."""

    def __init__(
        self,
        document: Document,
        library: Tie | None,
        *,
        journal: Iterable[ChangeSet] = (),
        drafts: dict[tuple[str, str], str] | None = None,
        refuse: Callable[[], object] | None = None,
        view: str = "",
    ) -> None:
        """`refuse` is given where the library may only be read: it raises what a person is told."""
        self.document = document
        self.view = view
        """What a window showed of it when it was closed; empty once that was used."""
        self.had_view = bool(view)
        self._refuse = refuse
        # Whoever opens a transaction is refused, `run` or not: plans and notes are brought in past it.
        document.guard = refuse or partial(refuse_when_handed_over, document)
        self.history = History(document, journal)
        self.drafts = dict(drafts or {})
        self._library = library
        self.pictures = Pictures(library)
        self._saved = SaveState(document.rev)
        self._change_listeners: list[ChangeListener] = []
        self._save_listeners: list[SaveListener] = []
        # Order matters: history first, then the writer, then everybody who only looks.
        tied = library if refuse is None else None
        self._tie = tied.attach(document, self._on_saved, self._on_error) if tied is not None else None
        read = library if refuse is not None else None
        self._following = read.follow(document, self._on_error) if read is not None else None
        if self._tie is not None:
            self._tie.on_erased = self.history.forget
        self._stop = document.subscribe(self._publish)

    @property
    def id(self) -> str:
        """The workshop's id."""
        return self.document.id

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here, as the library may only be read."""
        return self._refuse is not None

    @property
    def saved(self) -> SaveState:
        """What is on the disk now."""
        return self._saved

    def run(
        self,
        label: str,
        work: Callable[[Transaction], object],
        *,
        merge_key: str = "",
        blobs: Iterable[Blob] = (),
    ) -> ChangeSet | None:
        """Do `work` in one transaction, one undo step; `label` is an English message id. None when nothing changed.

        `blobs` are the bytes of pictures that `work` brings as assets: both are saved together or not at all.
        HandedOver when the work goes on in a copy elsewhere: nothing is written here then, so that nothing forks.
        OnlyRead when the library may only be read.
        """
        brought = tuple(blobs)
        for blob in brought:
            self.pictures.put(blob)
        if self._tie is not None and brought:
            self._tie.hold(*brought)
        try:
            with self.document.transaction(label, merge_key=merge_key) as tx:
                work(tx)
        finally:
            if self._tie is not None and brought:
                self._tie.hold()
        return tx.result

    def waits(self, pending: int, seen: str) -> None:
        """What is open is a copy of a server's workshop, as it was seen at that instant, with so many steps on top."""
        told = _("The server does not answer.")
        self._tell(SaveState(self.document.rev, pending=pending, error=told, away=True, seen=seen))

    def hand_over(self, since: str) -> None:
        """From that instant the work goes on in a copy elsewhere; "" takes it back. One undo step either way."""
        self._refuse_reading()
        with self.document.transaction(N_("Hand over"), guarded=False) as tx:
            tx.update(self.document.workshop, handed_over=since)

    def undo(self) -> ChangeSet | None:
        """Take back the last own step; OnlyRead when the library may only be read."""
        self._refuse_reading()
        return self.history.undo()

    def redo(self) -> ChangeSet | None:
        """Bring back the last undone step; OnlyRead when the library may only be read."""
        self._refuse_reading()
        return self.history.redo()

    def save_draft(self, place: str, target: str, text: str) -> None:
        """Keep half-typed text; an empty text forgets it."""
        if text == self.drafts.get((place, target), ""):
            return
        if text:
            self.drafts[place, target] = text
        else:
            self.drafts.pop((place, target), None)
        if self._tie is not None and self._library is not None:
            self._library.save_draft(self.id, place, target, text)

    def keep_view(self, text: str) -> None:
        """Keep what a window shows of it for the next opening; it is written after all that was changed."""
        if self._tie is not None and self._library is not None and not self._saved.error:
            self._library.keep_view(self.id, text)

    def _refuse_reading(self) -> None:
        # Ways past the document's guard: undo and handing over, which a workshop that was handed over still allows.
        if self._refuse is not None:
            self._refuse()

    def on_change(self, listener: ChangeListener) -> Callable[[], None]:
        """Hear of every change set, after history and writer; returns the way to stop."""
        self._change_listeners.append(listener)
        return lambda: _drop(self._change_listeners, listener)

    def on_save(self, listener: SaveListener) -> Callable[[], None]:
        """Hear of every change of `saved`; returns the way to stop."""
        self._save_listeners.append(listener)
        return lambda: _drop(self._save_listeners, listener)

    def close(self) -> None:
        """Stop listening and wait until everything is on the disk."""
        self._stop()
        self.history.close()
        if self._library is not None:
            self._library.rest()
        for tie in (self._tie, self._following):
            if tie is not None:
                tie.detach()
        self._change_listeners.clear()
        self._save_listeners.clear()

    def _publish(self, change: ChangeSet) -> None:
        if change.origin is not Origin.REMOTE and self._library is not None:
            self._tell(replace(self._saved, pending=self._saved.pending + 1))
        for listener in tuple(self._change_listeners):
            listener(change)

    def _on_saved(self, rev: int, at: str) -> None:
        self._tell(SaveState(rev, at, max(0, self.document.rev - rev)))

    def _on_error(self, error: KoosloomeError) -> None:
        self._tell(replace(self._saved, error=error.line(), away=isinstance(error, ServerAway)))

    def _tell(self, state: SaveState) -> None:
        self._saved = state
        for listener in tuple(self._save_listeners):
            listener(state)


def _drop(listeners: list[Any], listener: Any) -> None:
    if listener in listeners:
        listeners.remove(listener)
