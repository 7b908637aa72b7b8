"""Coming back to the main thread, and one small worker for what must not stand in its way.

The main thread owns the Document. Whoever works elsewhere hands results over with `Dispatcher.post`: a queued call in
the window, the plain loop below in the command line and in tests. Next to the rooms with threads of their own, this is
the only place that knows `threading`.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

T = TypeVar("T")


class Dispatcher(Protocol):
    """Runs functions on the main thread, in the order they were posted."""

    def post(self, fn: Callable[[], object], /) -> None:
        """Have `fn` run soon on the main thread; callable from any thread, never blocks, never runs it at once."""
        ...


class Executor(Protocol):
    """Runs work away from the main thread and brings the outcome back to it."""

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `work`; then `done(result)` or `failed(error)` on the main thread. Untaken errors are raised there."""
        ...


class LoopDispatcher:
    """A thread-safe queue that its owner drains: the main loop of the command line and of tests."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()

    def post(self, fn: Callable[[], object], /) -> None:
        """Put `fn` at the end of the queue."""
        self._queue.put(fn)

    def run_pending(self) -> int:
        """Run what is queued, also what is posted meanwhile; gives the number of calls. An error leaves the rest
        queued.
        """
        ran = 0
        while True:
            try:
                fn = self._queue.get_nowait()
            except queue.Empty:
                return ran
            fn()
            ran += 1

    def run_until(self, predicate: Callable[[], bool], timeout: float) -> bool:
        """Run posted calls until `predicate()` holds; False when `timeout` seconds (monotonic) went by first."""
        end = time.monotonic() + timeout
        while not predicate():
            left = end - time.monotonic()
            if left <= 0:
                return False
            try:
                # The cap lets a predicate that changes without a post (a file, a thread's end) be seen too.
                fn = self._queue.get(timeout=min(left, 0.05))
            except queue.Empty:
                continue
            fn()
        return True


class InlineExecutor:
    """Does the work at once in the calling thread: for tests and the command line, where nobody waits at a window."""

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `work` and its follow-up now."""
        try:
            result = work()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return
        if done is not None:
            done(result)


class Worker:
    """One thread that does submitted work in order; outcomes go through the dispatcher.

    The thread is not a daemon: what was taken on is finished, so the owner must `close` it (or use it in a ``with``).
    """

    def __init__(self, dispatcher: Dispatcher, name: str = "worker") -> None:
        self._dispatcher = dispatcher
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=False)
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Queue `work` for the thread; RuntimeError after `close`."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the worker is closed")
            self._queue.put(lambda: self._one(work, done, failed))

    def _one(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  (whatever it is, the main thread must hear of it)
            self._dispatcher.post(_failing(error, failed))
            return
        if done is not None:
            self._dispatcher.post(lambda: done(result))

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            if job is None:
                return
            if not self._cancelled.is_set():
                job()

    def close(self, *, drop_queued: bool = False, timeout: float | None = None) -> bool:
        """Take no more work, finish what is queued (or drop what has not begun) and wait; False when `timeout` s was
        too short.

        May be called again.
        """
        if drop_queued:
            self._cancelled.set()
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(drop_queued=kind is not None)


def _failing(error: Exception, failed: Callable[[Exception], object] | None) -> Callable[[], None]:
    def tell() -> None:
        if failed is None:
            raise error
        failed(error)

    return tell


def on_thread_error(take: Callable[[BaseException], object]) -> Callable[[], object]:
    """Have `take(error)` hear, in that thread, of what ends a thread; returns the way back to how it was."""
    old = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            take(args.exc_value)

    def back() -> None:
        threading.excepthook = old

    threading.excepthook = hook
    return back
