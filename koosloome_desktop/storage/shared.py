"""A library on a server that several programs write to: an outbox for what cannot be sent yet, and ears for others.

What the window sees is the same as of a file: every change set goes to the writer, "saved" is told when the server has
it, what others wrote comes in as REMOTE change sets. Beside that every step lies in the outbox until the server has it,
so neither the window nor its end ever waits for the server.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TypeVar

from koosloome_desktop.storage.addresses import split_address
from koosloome_desktop.storage.batch import DraftJob, Job, StepJob
from koosloome_desktop.storage.blobs import put_blobs
from koosloome_desktop.storage.library import CLOSE_SECONDS, Library
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import Listener, announce
from koosloome_desktop.storage.merge import catch_up
from koosloome_desktop.storage.outbox import Kept, KeptDraft, Outbox, others_left, take_outbox
from koosloome_desktop.storage.writing import Step, put_draft
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.paths import data_dir

T = TypeVar("T")
_LOCAL_SECONDS = 2.0
"""How long the server may take at the end; what it does not take then waits in the outbox."""


class SharedLibrary(Library):
    """An open library on a server."""

    _outbox: Outbox | None = None
    _listener: Listener | None = None
    _hear_others: Callable[[], object] | None = None

    def _begin(self, actor: str | None, *, fresh: bool) -> None:
        address, since = split_address(self._place.url)[0], self._now()
        folder = data_dir() / "outbox"
        self._outbox = outbox = take_outbox(folder, address, since)
        try:
            super()._begin(actor or outbox.actor or None, fresh=fresh)
        except BaseException:
            self._outbox = None
            outbox.close(_LOCAL_SECONDS)
            raise
        if outbox.clean:
            # The server was away when this run's end should have been noted.
            self.recovery = None
        last = max(self._last_seq(), outbox.last_seq(self.actor))
        self._numbers = itertools.count(last + 1)
        try:
            self._send_left(outbox)
            for other in others_left(folder, address, outbox.file, since):
                try:
                    self._send_left(other)
                finally:
                    other.close(CLOSE_SECONDS)
        except BaseException:
            self._closed = True
            self._writer.stop(_LOCAL_SECONDS)
            outbox.close(_LOCAL_SECONDS)
            raise
        outbox.begin(self.actor)
        outbox.on_error = self._outbox_failed
        self._writer.written = self._sent
        self._listener = Listener(self._place.url, self.actor, self._heard)

    def _last_seq(self) -> int:
        from koosloome_desktop.storage.reading import last_seq

        return self._writer.call(lambda c: last_seq(c, self.actor))

    def _send_left(self, outbox: Outbox) -> None:
        steps, drafts = outbox.left()
        if not steps and not drafts:
            return
        homeless = self._writer.call(lambda c: deliver(c, steps, drafts))
        outbox.strand(homeless)
        self.stranded += len(homeless)
        self.sent += len(steps) - len(homeless)
        away = {(k.actor, k.seq) for k in homeless}
        for actor in {k.actor for k in steps}:
            outbox.forget(actor, [k.seq for k in steps if k.actor == actor and (actor, k.seq) not in away])
        outbox.forget("", (), drafts)

    # -- sending

    def _hand_over(self, job: StepJob | DraftJob) -> None:
        if self._outbox is not None:
            if isinstance(job, DraftJob):
                self._outbox.keep_draft(_kept_draft(job))
            else:
                step = job.step
                self._outbox.keep(Kept(self.actor, step.seq, job.stream.workshop, step.change, step.blobs))
        super()._hand_over(job)

    def _sent(self, jobs: list[Job]) -> None:
        if self._outbox is not None:
            drafts = [_kept_draft(job) for job in jobs if isinstance(job, DraftJob)]
            self._outbox.forget(self.actor, [job.step.seq for job in jobs if isinstance(job, StepJob)], drafts)

    def _outbox_failed(self, error: KoosloomeError) -> None:
        for tie in tuple(self._ties):
            if tie.attached:
                self._writer.post(lambda tie=tie: tie.failed(error))  # type: ignore[misc]

    def _change(self, work: Callable[[Line], T]) -> T:
        def told(line: Line) -> T:
            result = work(line)
            announce(line, "", self.actor)
            return result

        return super()._change(told)

    # -- hearing

    def on_others(self, hear: Callable[[], object]) -> None:
        """Call `hear()` through `post` whenever somebody else changed anything in the library; one listener."""
        self._hear_others = hear

    def _heard(self, workshop: str) -> None:
        for tie in tuple(self._ties):
            if tie.attached and workshop in {"", tie.workshop}:
                tie.refresh()
        if self._hear_others is not None:
            self._writer.post(self._hear_others)

    @property
    def listening(self) -> bool:
        """Whether others' changes are heard of at the moment."""
        return self._listener is not None and self._listener.ready.is_set()

    # -- life

    def rest(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Wait for the outbox only."""
        return self._outbox.flush(timeout) if self._outbox is not None else self.flush(timeout)

    def close(self, timeout: float = CLOSE_SECONDS) -> bool:
        """As of a file; what the server does not take within two seconds waits in the outbox."""
        if self._closed:
            return True
        if self._listener is not None:
            self._listener.close(1.0)
        written = super().close(min(timeout, _LOCAL_SECONDS))
        outbox, self._outbox = self._outbox, None
        return (outbox.close(timeout) if outbox is not None else True) or written


def _kept_draft(job: DraftJob) -> KeptDraft:
    return KeptDraft(job.workshop, job.place, job.target, job.text, job.at)


def deliver(line: Line, steps: Sequence[Kept], drafts: Sequence[KeptDraft] = ()) -> list[Kept]:
    """Write what waited in an outbox, each step once; gives those whose workshop is gone.

    What the journal has already was written by a commit whose answer was lost.
    """
    homeless: list[Kept] = []
    living = {name for (name,) in line.ask("SELECT id FROM workshops")}
    for workshop, actor in dict.fromkeys((k.workshop, k.actor) for k in steps):
        mine = [k for k in steps if (k.workshop, k.actor) == (workshop, actor)]
        if workshop not in living:
            homeless += mine
            continue
        known = line.ask(
            "SELECT actor_seq FROM changes WHERE actor = :actor AND actor_seq >= :first", actor=actor, first=mine[0].seq
        )
        landed = {number for (number,) in known}
        left = [Step(k.change, {}, None, k.seq, 0, k.blobs) for k in mine if k.seq not in landed]
        for step in left:
            put_blobs(line, step.blobs, step.change.at)
        if left:
            ((rev,),) = line.ask("SELECT rev FROM workshops WHERE id = :id", id=workshop)
            catch_up(line, workshop, int(rev), left, actor=actor, epoch=0)
            announce(line, workshop, actor)
    for draft in drafts:
        if draft.workshop in living:
            put_draft(line, draft.workshop, draft.place, draft.target, draft.text, draft.at)
    return homeless
