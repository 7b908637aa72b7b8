"""The writer: one thread with one connection, through which everything that touches the database goes.

Change sets come in through a queue and are committed as soon as the queue is empty; a burst gathers for at most 250
ms. What a commit could not write stays in memory and is tried again with the next change or after two seconds, in its
old order; nothing is told to be saved before its COMMIT has returned.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol, TypeVar

from koosloome_desktop.storage.batch import Job, Outcome, StepJob, SyncJob, write
from koosloome_desktop.storage.failures import from_database, told
from koosloome_desktop.storage.guard import Guard, safely, with_room
from koosloome_desktop.storage.hanging import result_of
from koosloome_desktop.storage.line import Line
from koosloome_desktop.support.clock import Clock, instant
from koosloome_desktop.support.errors import KoosloomeError

T = TypeVar("T")
Post = Callable[[Callable[[], object]], object]

GATHER_SECONDS: Final = 0.25
"""The longest that a burst of changes gathers before it is committed."""
IDLE_SECONDS: Final = 1.0
"""After so long without a word a server's connection is asked whether it still stands."""
RETRY_SECONDS: Final = 2.0
"""How long after a failed commit it is tried again when nothing else happens."""
STEP_BYTES: Final = 32 * 1024
"""What one step takes on the disk at most (measured: 0006), for telling people how much room is needed."""

_log = logging.getLogger(__name__)


class Outdated(Exception):
    """Raised in a transaction: what is queued must be cleaned first; nothing was written."""


class Heed(Protocol):
    """What is asked before each commit (erasures.py)."""

    known: int

    def check(self, line: Line, jobs: Sequence[Job]) -> None:
        """Raises Outdated."""
        ...

    def clean(self, line: Line, jobs: Sequence[Job]) -> list[Job]:
        """The jobs as they may be written."""
        ...


@dataclass(slots=True)
class _Call:
    work: Callable[[Line], Any]
    future: Future[Any]
    bare: bool = False


@dataclass(slots=True)
class _Flush:
    future: Future[bool]


@dataclass(slots=True)
class _Stop:
    future: Future[bool]


class Writer:
    """The thread. Its methods may be called from any thread."""

    def __init__(self, connect: Callable[[], Line], *, clock: Clock, post: Post, shown: str) -> None:
        self.actor = ""
        """Who writes; set before the first change comes in."""
        self.after_commit: Callable[[], object] | None = None
        """Called in this thread after each commit of changes."""
        self.written: Callable[[list[Job], list[Outcome]], object] | None = None
        """Called in this thread with what a commit wrote and what it means."""
        self.arriving: Callable[[Line], object] | None = None
        """Called in this thread with the first connection, before anything else goes over it; until it returns once."""
        self.guard: Guard | None = None
        """Looks after the library's file and its disk; None for a database elsewhere."""
        self.heed: Heed | None = None
        """Says that what is queued must be cleaned before it is written; None for a file, which has one writer."""
        self._connect = connect
        self.hurry: float | None = None
        """How long a hasty call waits for a thread that does nothing (s); None: for ever."""
        self.hurries = 0
        """The thread that must not wait for ever."""
        self._used = 0.0
        self._clock = clock
        self.post = post
        """Brings calls to the thread that owns the documents."""
        self._shown = shown
        self._queue: queue.SimpleQueue[Job | _Call | _Flush | _Stop] = queue.SimpleQueue()
        self._pending: list[Job] = []
        self._line: Line | None = None
        self._failed_before = False
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="library-writer", daemon=True)

    # -- for everybody

    def start(self, *, reach: bool = True) -> None:
        """Start the thread and wait until it has its connection; raises what prevented it, and then it has ended.

        Not to `reach` waits for nothing: the connection is made when it is needed.
        """
        self._thread.start()
        if not reach:
            return
        try:
            self.call(lambda _: None)
        except BaseException:
            self.stop(RETRY_SECONDS)
            raise

    def put(self, job: Job) -> None:
        """Queue something to write; never waits."""
        self._queue.put(job)

    def call(self, work: Callable[[Line], T], *, bare: bool = False, hasty: bool = False, changes: bool = False) -> T:
        """Run `work` in the thread, in a transaction, after everything queued before it, and wait for what it gives.

        `bare` does without the transaction, for what SQLite does in none. Database errors come out as KoosloomeError;
        RuntimeError after `stop`. With `hasty` the thread that `hurries` gets NoAnswer where the disk hangs
        (`hanging.result_of`, which is told whether `work` changes anything).
        """
        if self._stopped:
            raise RuntimeError("the library is closed")
        future: Future[T] = Future()
        self._queue.put(_Call(work, future, bare))
        if hasty and self.hurry is not None and threading.get_ident() == self.hurries:
            return result_of(future, self._thread, self.hurry, self._shown, changes=changes)
        return future.result()

    def ask(self, work: Callable[[Line], T], done: Callable[[T], object]) -> None:
        """Run `work` as `call` does but wait for nothing: `done(result)` comes through `post`; an error is logged."""
        if self._stopped:
            return
        future: Future[T] = Future()
        future.add_done_callback(partial(self._hand_back, done))
        self._queue.put(_Call(work, future))

    def reconnect(self) -> None:
        """Let the connection go, after what was queued before: the next use makes a new one. Never waits."""
        self._queue.put(_Call(lambda _line: self._disconnect(), Future(), bare=True))

    def _hand_back(self, done: Callable[[T], object], future: Future[T]) -> None:
        error = future.exception()
        if error is not None:
            _log.warning("reading failed: %s", type(error).__name__)
            return
        result = future.result()
        self.post(lambda: done(result))

    def flush(self, timeout: float) -> bool:
        """Wait until everything queued so far is on the disk; False when it is not, within `timeout` seconds."""
        future: Future[bool] = Future()
        self._queue.put(_Flush(future))
        try:
            return future.result(timeout)
        except TimeoutError:
            return False

    def stop(self, timeout: float) -> bool:
        """Write what is left, close the connection and end the thread; False when something could not be written."""
        if self._stopped:
            return not self._pending
        self._stopped = True
        future: Future[bool] = Future()
        self._queue.put(_Stop(future))
        try:
            written = future.result(timeout)
        except TimeoutError:
            return False
        self._thread.join(timeout)
        return written

    @property
    def ended(self) -> bool:
        """Whether the thread has ended (or never began), so that nothing is written any more."""
        return not self._thread.is_alive()

    # -- in the thread

    def _run(self) -> None:
        task: Job | _Call | _Flush | _Stop | None
        while True:
            task = None
            with contextlib.suppress(queue.Empty):
                task = self._queue.get(timeout=RETRY_SECONDS if self._pending else None)
            if isinstance(task, Job):
                task = self._gather(task)
            if self._pending:
                self._commit()
            if isinstance(task, _Call):
                self._answer(task)
            elif isinstance(task, _Flush):
                task.future.set_result(not self._pending)
            elif isinstance(task, _Stop):
                self._disconnect()
                task.future.set_result(not self._pending)
                return

    def _gather(self, first: Job) -> _Call | _Flush | _Stop | None:
        # Takes what stands in the queue, up to the first thing that is not to be written.
        self._pending.append(first)
        end = time.monotonic() + GATHER_SECONDS
        while time.monotonic() < end:
            try:
                task = self._queue.get_nowait()
            except queue.Empty:
                return None
            if not isinstance(task, Job):
                return task
            self._pending.append(task)
        return None

    def _answer(self, call: _Call) -> None:
        if not call.future.set_running_or_notify_cancel():
            return
        try:
            result = with_room(self.guard, lambda: _worked(self._connected(), call))
        except BaseException as error:  # noqa: BLE001  (the caller waits for an answer, whatever it is)
            self._forget_if_lost(error)
            call.future.set_exception(told(error, self._shown) if from_database(error) else error)
        else:
            call.future.set_result(result)

    def _connected(self) -> Line:
        if self._line is not None and self._line.server and time.monotonic() - self._used > IDLE_SECONDS:
            self._ask_whether_there(self._line)
        if self.guard is not None and not self.guard.look():
            # Another file stands there now: the one that is open is nobody's.
            self._disconnect()
        if self._line is None:
            self._line = _greeted(self._connect(), self.arriving)
            self.arriving = None
        self._used = time.monotonic()
        return self._line

    def _ask_whether_there(self, line: Line) -> None:
        # A server that was started anew looks like a connection that broke; that is no failure to tell anybody.
        try:
            with line.begin():
                line.ask("SELECT 1")
        except Exception as error:
            if not from_database(error):
                raise
            self._disconnect()

    def _disconnect(self) -> None:
        if self._line is not None:
            try:
                self._line.close()
            except Exception as error:
                if not from_database(error):
                    raise
                _log.warning("the connection could not be closed properly", exc_info=True)
            self._line = None

    def _forget_if_lost(self, error: BaseException) -> None:
        if getattr(error, "connection_invalidated", False):
            self._disconnect()

    def _commit(self) -> None:
        try:
            outcomes = with_room(self.guard, self._write)
        except Exception as error:  # noqa: BLE001  (whatever it is, the user must hear that nothing is saved)
            self._forget_if_lost(error)
            self._failed_before = True
            # The type only: a message may hold what somebody wrote, and that has no place in a log.
            _log.warning("saving failed: %s", type(getattr(error, "orig", None) or error).__name__)
            self._tell_failure(told(error, self._shown, needed=_bytes_of(self._pending)))
            return
        written, self._pending = self._pending, []
        self._failed_before = False
        at = instant(self._clock.now())
        for outcome in outcomes:
            outcome.stream.known = outcome.rev
            if outcome.news is not None:
                outcome.stream.epoch = outcome.news.epoch
            safely(partial(self._tell, outcome, at))
        if self.written is not None:
            safely(partial(self.written, written, outcomes))
        if self.guard is not None:
            safely(self.guard.saved)
        if self.after_commit is not None:
            safely(self.after_commit)

    def _write(self) -> list[Outcome]:
        while True:
            line = self._connected()
            check = partial(self.heed.check, jobs=self._pending) if self.heed is not None else None
            try:
                return write(line, self._pending, actor=self.actor, uncertain=self._failed_before, check=check)
            except Outdated:
                assert self.heed is not None  # noqa: S101  (it was what said so)
                self._pending = self.heed.clean(self._connected(), self._pending)

    def _tell(self, outcome: Outcome, at: str) -> None:
        attachment, news = outcome.stream.attachment, outcome.news
        if attachment is None:
            return
        if news is not None:
            self.post(lambda: attachment.take_in(news))
        self.post(lambda: attachment.saved(outcome.upto, outcome.rev, at))

    def _tell_failure(self, error: KoosloomeError) -> None:
        streams = {id(job.stream): job.stream for job in self._pending if isinstance(job, StepJob | SyncJob)}
        for stream in streams.values():
            if stream.attachment is not None:
                self.post(partial(stream.attachment.failed, error))


def _greeted(line: Line, arriving: Callable[[Line], object] | None) -> Line:
    try:
        if arriving is not None:
            arriving(line)
    except BaseException:
        line.close()
        raise
    return line


def _worked(line: Line, call: _Call) -> Any:
    with contextlib.nullcontext() if call.bare else line.begin():
        return call.work(line)


def _bytes_of(jobs: Sequence[Job]) -> int:
    steps = [job.step for job in jobs if isinstance(job, StepJob)]
    return len(jobs) * STEP_BYTES + sum(len(blob.data) for step in steps for blob in step.blobs)
