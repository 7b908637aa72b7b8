"""The library: what the rest of the program knows of storage.

    with open_library(folder, post=dispatcher.post) as library:
        loaded = library.load(row.id)
        document = Document(row.id, rev=loaded.rev); document.load(loaded.records, loaded.rev)
        history = History(document, loaded.journal)
        tie = library.attach(document, on_saved=…, on_error=…)

Reading methods wait for the writer thread, so what was queued before them is in what they give. Changes never wait.
"""

from __future__ import annotations

import base64
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Self, TypeVar

from koosloome_desktop import __version__
from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Record, Workshop
from koosloome_desktop.storage import reading, schema, writing
from koosloome_desktop.storage.attachment import Attachment, OnError, OnSaved
from koosloome_desktop.storage.batch import DraftJob, EndJob, StepJob, Stream, SyncJob
from koosloome_desktop.storage.blobs import blob_data, put_blobs
from koosloome_desktop.storage.checks import problems
from koosloome_desktop.storage.engine import Place, place_of
from koosloome_desktop.storage.guard import Guard
from koosloome_desktop.storage.keeping import SnapshotKeeper
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.lock import LibraryLock, locked
from koosloome_desktop.storage.rows import DraftRow, DueRow, Hit, Loaded, Problem, Recovery, WorkshopRow
from koosloome_desktop.storage.writer import Post, Writer
from koosloome_desktop.support.clock import Clock, SystemClock, instant
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import NotFound, OnlyRead, ServerAway, UsageError
from koosloome_desktop.support.i18n import N_, _

T = TypeVar("T")
Rows = list[WorkshopRow]
Hits = list[Hit]
Dues = list[DueRow]
Problems = list[Problem]

CLOSE_SECONDS = 5.0
"""How long closing waits for the disk."""


class Library:
    """An open library. `actor` is who writes here, `recovery` what the last run left when it did not end properly,
    `sent` how many steps of former runs were sent to a server at opening, `stranded` those without a workshop there,
    `overdue` those that waited so long that nobody knows any more who was erased meanwhile.
    """

    sent = stranded = overdue = 0
    away = False
    """Whether the server of a shared library does not answer, and what is listed and opened is what was seen last."""

    def __init__(self, place: Place, writer: Writer, *, clock: Clock, loop: LoopDispatcher, read_only: bool) -> None:
        self._place = place
        self.place = place.shown
        self.file = place.file
        """The library's file; None for a database elsewhere."""
        self.read_only = read_only
        self.recovery: Recovery | None = None
        self.guard = Guard(place.file) if place.file is not None and not read_only else None
        """Looks after the file and its disk; None where nothing is written to a file."""
        self.patience = CLOSE_SECONDS
        """The longest that anybody here waits for the disk: less where the system ends the program."""
        self._writer = writer
        self._clock = clock
        self._loop = loop
        self._lock: LibraryLock | None = None
        self._run = 0
        self._numbers: Iterator[int] = itertools.count(1)
        self._absent: ServerAway | None = None
        self._ties: list[Attachment] = []
        self._keeper: SnapshotKeeper | None = None
        self._closed = False

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str],
        *,
        actor: str | None = None,
        clock: Clock | None = None,
        post: Post | None = None,
        read_only: bool = False,
        without_server: bool = False,
    ) -> Library:
        """Open the library in a folder (made when missing) or in a PostgreSQL database.

        Args:
            where: a folder that holds ``library.sqlite``, or ``postgresql://…``.
            actor: who writes; a file remembers its own, a database gets a new one for each opening unless it is given.
            clock: the source of instants.
            post: brings calls to the thread that owns the documents (`Dispatcher.post`); without it they are kept
                until `flush` or `close`, which run them.
            read_only: no lock, no migration, no checkpoint; a missing library reads as empty.
            without_server: what this computer saw last will do while a server does not answer (`SharedLibrary.away`).

        Raises LibraryBusy, NewerLibrary, DamagedLibrary (a file that is no library too) or StorageError; the file is
        unchanged.
        """
        from koosloome_desktop.storage import opening

        place = place_of(where)
        clock = clock or SystemClock()
        loop = LoopDispatcher()
        lock = None if read_only or place.file is None else locked(place.file, instant(clock.now()))
        try:
            state, absent = opening.state_or_absent(place, read_only=read_only, without=without_server)
            connect = opening.reaching(place, state, read_only=read_only)
            if absent is not None:
                connect = opening.reached_later(place)
            writer = Writer(connect, clock=clock, post=post or loop.post, shown=place.shown)
            library = opening.class_for(cls, place, read_only=read_only)(
                place, writer, clock=clock, loop=loop, read_only=read_only
            )
            library._lock, library._absent = lock, absent
            library._begin(actor, fresh=state is schema.State.FRESH)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return library

    def _begin(self, actor: str | None, *, fresh: bool) -> None:
        def prepare(line: Line) -> tuple[str, int]:
            if fresh:
                schema.create(line)
            known = actor or reading.meta_value(line, "actor") or new_actor()
            if self.read_only:
                return known, 0
            if not line.server:
                writing.set_meta(line, "actor", known)
            schema.stamp_program(line)
            self.recovery = reading.unfinished_run(line, known)
            self._run = writing.start_run(line, known, __version__, self._now())
            return known, reading.last_seq(line, known)

        self._writer.start()
        try:
            # What an earlier run held back helps this one to open on a full disk.
            self._writer.guard = self.guard
            self._writer.actor, last = self._writer.call(prepare)
        except BaseException:
            self._writer.stop(CLOSE_SECONDS)
            raise
        self._numbers = itertools.count(last + 1)

    @property
    def actor(self) -> str:
        """Who writes here."""
        return self._writer.actor

    def _now(self) -> str:
        return instant(self._clock.now())

    # -- reading

    def ask(self, read: Callable[[Line], T]) -> T:
        """What `read` finds in the tables; of a shared library whose server is away in those that were seen last."""
        return self._writer.call(read, hasty=True)

    def list(self, *, deleted: bool = False) -> Rows:
        """The workshops, last changed first; with `deleted` those in the bin instead."""
        return self.ask(lambda c: reading.workshop_rows(c, deleted=deleted))

    def load(self, workshop: str) -> Loaded:
        """A whole workshop by its id; NotFound when there is none, NewerLibrary when records are of a newer form."""
        found = self._writer.call(lambda c: reading.load(c, workshop, self.actor, self.place), hasty=True)
        if found is None:
            raise NotFound(_("There is no such workshop in the library."), place=workshop)
        return found

    def find(self, name: str) -> WorkshopRow:
        """The workshop whose id or code is `name`, or begins with it, whatever its case.

        Raises NotFound when there is none, UsageError when several fit.
        """
        wanted = name.strip().casefold()
        rows = self.list() if wanted else []
        exact = [row for row in rows if wanted in (row.id, row.code.casefold())]
        fits = exact or [row for row in rows if row.id.startswith(wanted) or row.code.casefold().startswith(wanted)]
        if not fits:
            raise NotFound(_("There is no such workshop in the library."), place=name)
        if len(fits) > 1:
            raise UsageError(
                _("{count} workshops fit this name.").format(count=len(fits)),
                place=name,
                hint=", ".join(f"{row.code or row.id} ({row.title})" for row in fits[:5]),
            )
        return fits[0]

    def find_source(self, source_hash: str) -> WorkshopRow | None:
        """The workshop that was imported from content with this hash."""
        return self._writer.call(lambda c: reading.by_source(c, source_hash), hasty=True)

    def seen(self) -> Mapping[str, str]:
        """The workshops that can be opened while the server is away, and until when each was seen; empty otherwise."""
        return {}

    def search(self, query: str, *, workshop: str = "", limit: int = 200) -> Hits:
        """The records in which every word of `query` stands, in a stable order; no character has a special meaning."""
        return self.ask(lambda c: reading.search(c, query, workshop=workshop, limit=limit, shown=self.place))

    def due(self) -> Dues:
        """What has a date and is not over, in all workshops, by date."""
        return self.ask(reading.due_rows)

    def drafts(self, workshop: str) -> tuple[DraftRow, ...]:
        """What was being typed in a workshop, oldest first."""
        return self._writer.call(lambda c: reading.draft_rows(c, workshop), hasty=True)

    def blob(self, sha256: str) -> bytes | None:
        """The bytes of a picture by its content hash; None when they are not here. Callable from any thread."""
        return self._writer.call(lambda c: blob_data(c, sha256), hasty=True)

    def ask_blob(self, sha256: str, done: Callable[[bytes | None], object]) -> None:
        """The same without waiting: `done(bytes)` is called through `post`."""
        self._writer.ask(lambda c: blob_data(c, sha256), done)

    def check(self) -> Problems:
        """Everything that does not hold: the file's own check, counts, journal, records. Takes a while."""
        return self._writer.call(problems)

    # -- writing

    def create(
        self,
        records: Iterable[Record],
        *,
        source_hash: str = "",
        canonical_hash: str = "",
        label: str = N_("Import"),
        pictures: Iterable[Blob] = (),
    ) -> WorkshopRow:
        """Write a whole new workshop with its pictures in one transaction and wait for it; it stands at revision 1.

        ValueError when the records hold no or several workshops, or one of this id is there already (in the bin too).
        """
        found, seen = tuple(records), tuple(pictures)
        heads = [record for record in found if isinstance(record, Workshop)]
        if len(heads) != 1:
            raise ValueError(f"{len(heads)} workshops among the records")
        head = heads[0].id

        def write(line: Line) -> WorkshopRow:
            if reading.workshop_row(line, head) is not None:
                raise ValueError(f"{head} is there already")
            put_blobs(line, seen, self._now())
            writing.insert_workshop(
                line,
                found,
                at=self._now(),
                actor=self.actor,
                seq=next(self._numbers),
                label=label,
                hashes=(source_hash, canonical_hash),
            )
            row = reading.workshop_row(line, head)
            assert row is not None  # noqa: S101  (written two lines above)
            return row

        return self._change(write)

    def delete(self, workshop: str) -> None:
        """Put a workshop into the bin; NotFound when there is none."""
        self._set_deleted(workshop, self._now())

    def restore(self, workshop: str) -> None:
        """Take a workshop out of the bin."""
        self._set_deleted(workshop, None)

    def _set_deleted(self, workshop: str, at: str | None) -> None:
        if not self._change(lambda c: writing.set_deleted(c, workshop, at)):
            raise NotFound(_("There is no such workshop in the library."), place=workshop)

    def attach(
        self, document: Document, on_saved: OnSaved | None = None, on_error: OnError | None = None
    ) -> Attachment:
        """Save every change set that `document` publishes from now on. Call in the thread that owns the document.

        The document must stand as it was loaded. `on_saved(rev, at)` is called through `post` after each commit:
        everything up to revision `rev` of the document is on the disk since the instant `at`. `on_error(error)` is
        called when a commit failed: the changes stay queued and are tried again. What others wrote comes into the
        document as REMOTE change sets.
        """
        self.refuse_writing()
        stream = Stream(document.id, self._stands_at(document))
        tie = Attachment(
            document,
            next_seq=lambda: next(self._numbers),
            hand_over=lambda step: self._hand_over(StepJob(stream, step)),
            look=lambda also: self._writer.put(SyncJob(stream, also)),
            on_saved=on_saved,
            on_error=on_error,
        )
        stream.attachment = tie
        tie.heeds = self._writer.heed.known if self._writer.heed is not None else 0
        self._ties = [*(t for t in self._ties if t.attached), tie]
        return tie

    def _stands_at(self, document: Document) -> int:
        """The revision of the library that a document was loaded at."""
        return document.rev

    def _hand_over(self, job: StepJob | DraftJob) -> None:
        self._writer.put(job)

    def save_draft(self, workshop: str, place: str, target: str, text: str) -> None:
        """Keep what is being typed; never waits. An empty text forgets it."""
        self.refuse_writing()
        self._hand_over(DraftJob(workshop, place, target, text, self._now()))

    def keep_view(self, workshop: str, text: str) -> None:
        """Keep what a window shows of a workshop for its next opening; never waits, and nothing is lost without it.

        Only in a file: on a server several laptops have windows of several sizes.
        """
        if self.file is not None and not self.read_only:
            self._writer.ask(lambda c: writing.set_view(c, workshop, text), lambda _done: None)

    # -- life

    def on_others(self, hear: Callable[[], object]) -> None:
        """Call `hear()` through `post` whenever somebody else changed anything; a file has one writer, who is here."""

    def on_ended(self, hear: Callable[[bool], object]) -> None:
        """Call `hear(True)` through `post` when the program that writes what is only read here has ended."""

    def follow(self, document: Document, on_error: OnError | None = None) -> Attachment | None:
        """Bring into a document that is only read what others write; None where that cannot be followed."""

    def rest(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Wait until everything queued can no longer be lost: on the disk here, on its way to a server elsewhere."""
        return self.flush(timeout)

    def flush(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Wait until everything queued is on the disk, at most `timeout` seconds; False when it is not."""
        done = self._writer.flush(min(timeout, self.patience) if self.patience < CLOSE_SECONDS else timeout)
        self._loop.run_pending()
        return done

    def keep_snapshots(self, keeper: SnapshotKeeper) -> None:
        """Have a keeper hear of every commit from now on; closing waits for the snapshot that it is making."""
        self._keeper = keeper
        self._writer.after_commit = keeper.written

    def close(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Write what is queued, note that the run ended properly, let the library go; may be called again.

        False when something could not be written within `timeout` seconds: it is lost unless the caller still holds it.
        """
        if self._closed:
            return True
        self._closed = True
        timeout = min(timeout, self.patience)
        for tie in self._ties:
            tie.detach()
        if self._run:
            self._writer.put(EndJob(self._run, self._now()))
        written = self._writer.stop(timeout)
        if self._keeper is not None:
            self._keeper.wait(timeout)
        self._loop.run_pending()
        # A writer that hangs in a slow disk still writes: then the lock goes with the process.
        if self._lock is not None and self._writer.ended:
            self._lock.release()
        return written

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _change(self, work: Callable[[Line], T]) -> T:
        self.refuse_writing()
        return self._writer.call(work, hasty=True, changes=True)

    def refuse_writing(self) -> None:
        """OnlyRead while the library is open for reading only; every way of changing it asks here first."""
        if self.read_only:
            raise OnlyRead(
                _("The library is open for reading only: nothing is changed."),
                hint=_("Ctrl+K, “Open for writing”, tries again."),
            )


def new_actor() -> str:
    """The name of a new writer: 12 letters and digits, 60 random bits; short, as it stands in every row."""
    return base64.b32encode(os.urandom(8)).decode("ascii")[:12].lower()
