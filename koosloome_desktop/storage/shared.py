"""A library on a server that several programs write to: an outbox for what cannot be sent yet, and ears for others.

What the window sees is the same as of a file: every change set goes to the writer, "saved" is told when the server has
it, what others wrote comes in as REMOTE change sets. Beside that every step lies in the outbox until the server has it,
so neither the window nor its end ever waits for the server. While it is away, also from the start, workshops that were
opened here before are opened as they were seen last (seen.py), with what waits in the outbox on top.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from koosloome_desktop import __version__
from koosloome_desktop.storage import reading, schema, writing
from koosloome_desktop.storage.addresses import split_address
from koosloome_desktop.storage.batch import DraftJob, Job, Outcome, StepJob
from koosloome_desktop.storage.delivering import deliver
from koosloome_desktop.storage.erasures import Heed
from koosloome_desktop.storage.last_seen import LastSeenLibrary
from koosloome_desktop.storage.library import CLOSE_SECONDS
from koosloome_desktop.storage.line import Line
from koosloome_desktop.storage.listening import ERASED, Listener, announce
from koosloome_desktop.storage.outbox import Kept, KeptDraft, Outbox, others_left, take_outbox
from koosloome_desktop.storage.rows import Recovery
from koosloome_desktop.storage.seen import Seen, seen_beside
from koosloome_desktop.support.errors import KoosloomeError, ServerAway
from koosloome_desktop.support.paths import data_dir

T = TypeVar("T")
_LOCAL_SECONDS = 2.0
"""How long the server may take at the end; what it does not take then waits in the outbox."""
_AHEAD = 200
"""How many numbers of steps are reserved at once: so a start without the server uses none twice."""


class SharedLibrary(LastSeenLibrary):
    """An open library on a server."""

    _hear_others: Callable[[], object] | None = None

    def _begin(self, actor: str | None, *, fresh: bool) -> None:
        address, since = split_address(self._place.url)[0], self._now()
        folder = data_dir() / "outbox"
        self._outbox = outbox = take_outbox(folder, address, since)
        self._copy = Seen(seen_beside(outbox.file))
        try:
            if self._absent is not None:
                self._begin_without(self._absent, outbox, actor)
            else:
                self._begin_with(outbox, actor, fresh=fresh)
                for other in others_left(folder, address, outbox.file, since):
                    try:
                        heed = self._heed(other)
                        self._writer.call(heed.obey)
                        self._send_left(other, heed)
                    finally:
                        other.close(CLOSE_SECONDS)
        except BaseException:
            self._closed = True
            if not self._writer.ended:
                self._writer.stop(_LOCAL_SECONDS)
            self._let_go()
            self._outbox = None
            outbox.close(_LOCAL_SECONDS)
            raise
        outbox.begin(self.actor)
        outbox.on_error = self._outbox_failed
        self._writer.written = self._sent
        self._listener = Listener(self._place.url, self.actor, self._heard)

    def _begin_with(self, outbox: Outbox, actor: str | None, *, fresh: bool) -> None:
        super()._begin(actor or outbox.actor or None, fresh=fresh)
        if outbox.clean:
            # The server was away when this run's end should have been noted.
            self.recovery = None
        last = max(self._writer.call(lambda c: reading.last_seq(c, self.actor)), outbox.last_seq(self.actor))
        self._numbers = _Numbers(outbox, self.actor, last + 1)
        self._writer.heed = heed = self._heed(outbox)
        self._writer.call(heed.obey)
        self._send_left(outbox, heed)

    def _begin_without(self, absent: ServerAway, outbox: Outbox, actor: str | None) -> None:
        from koosloome_desktop.storage.library import new_actor

        if not self._kept():
            raise absent
        self.away = True
        self._writer.actor = actor or outbox.actor or new_actor()
        steps, drafts = outbox.left()
        if not outbox.clean:
            self.recovery = Recovery(self._now(), "", "", len(drafts))
        self._numbers = _Numbers(outbox, self.actor, outbox.reserved(self.actor) + 1)

        self._writer.heed = heed = self._heed(outbox)
        before = {(k.actor, k.seq) for k in steps}

        def arrive(line: Line) -> None:
            nonlocal steps, drafts
            with line.begin():
                schema.stamp_program(line)
                if heed.obey(line):
                    left, drafts = outbox.call(lambda *all_: all_, CLOSE_SECONDS)
                    steps = [k for k in left if (k.actor, k.seq) in before]
                homeless = deliver(line, steps, drafts) if not heed.missed else []
                self._run = writing.start_run(line, self.actor, __version__, self._now())
            if heed.missed:
                self._put_aside(outbox, steps, drafts)
            else:
                self._delivered(outbox, steps, drafts, homeless)

        self._writer.arriving = arrive
        self._writer.start(reach=False)

    def _heed(self, outbox: Outbox) -> Heed:
        copy = Seen(seen_beside(outbox.file)) if self._copy is None or outbox is not self._outbox else self._copy

        def obeyed(number: int) -> None:
            # What was seen last is read anew; a copy has no history worth cleaning.
            outbox.later(copy.forget)
            outbox.heeded(number)
            for tie in tuple(self._ties):
                if outbox is self._outbox and tie.attached:
                    self._writer.post(partial(tie.erased, number))
                    self._read_anew(tie.workshop)

        return Heed(outbox.erasures, outbox.file, obeyed)

    def _put_aside(self, outbox: Outbox, steps: list[Kept], drafts: list[KeptDraft]) -> None:
        """This computer was away for longer than erasures are told: what waited may hold a name that is gone."""
        outbox.strand(steps)
        outbox.forget("", (), drafts)
        self.overdue += len(steps)

    def _send_left(self, outbox: Outbox, heed: Heed) -> None:
        steps, drafts = outbox.left()
        if heed.missed:
            self._put_aside(outbox, steps, drafts)
        elif steps or drafts:
            self._delivered(outbox, steps, drafts, self._writer.call(lambda c: deliver(c, steps, drafts)))

    def _delivered(
        self, outbox: Outbox, steps: list[Kept], drafts: list[KeptDraft], homeless: list[Kept]
    ) -> None:  # fmt: skip
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

    def _sent(self, jobs: list[Job], outcomes: list[Outcome]) -> None:
        self._follow(outcomes)
        if self.away:
            # It is back, and the listener has not heard of it yet.
            self.away = False
            self._tell_others()
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
        if self.away:
            # In the order in which the writer does it: what waited from before goes first, then others are looked for.
            self.away = False
            self._writer.ask(lambda _line: None, lambda _none: None)
        if workshop in {"", ERASED} and isinstance(self._writer.heed, Heed):
            self._writer.ask(self._writer.heed.obey, lambda _new: None)
        for tie in tuple(self._ties):
            if tie.attached and workshop in {"", tie.workshop}:
                tie.refresh()
        self._tell_others()

    def _tell_others(self) -> None:
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
        self._let_go()
        outbox, self._outbox = self._outbox, None
        return (outbox.close(timeout) if outbox is not None else True) or written


def _kept_draft(job: DraftJob) -> KeptDraft:
    return KeptDraft(job.workshop, job.place, job.target, job.text, job.at)


class _Numbers:
    """The numbers of this run's steps. The outbox knows an upper bound of them at any time, as the server may be away
    when the next run begins: numbers that it has already would look like steps that have landed.
    """

    def __init__(self, outbox: Outbox, actor: str, first: int) -> None:
        self._outbox, self._actor, self._count = outbox, actor, itertools.count(first)
        self._reserve(first)

    def _reserve(self, number: int) -> None:
        self._bound = number + _AHEAD
        self._outbox.reserve(self._actor, self._bound)

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        number = next(self._count)
        if number + _AHEAD // 2 > self._bound:
            self._reserve(number)
        return number
