"""The way back to the main thread: in order, on the right thread, nothing swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from koosloome_desktop.support.dispatch import InlineExecutor, LoopDispatcher, Worker
from tests.drivers.waiting import PATIENCE


@pytest.fixture
def loop() -> LoopDispatcher:
    return LoopDispatcher()


@pytest.fixture
def worker(loop: LoopDispatcher) -> Iterator[Worker]:
    made = Worker(loop, name="test worker")
    yield made
    made.close(drop_queued=True)


class TestLoop:
    def test_runs_in_order_and_only_when_asked(self, loop: LoopDispatcher) -> None:
        seen: list[int] = []
        loop.post(lambda: seen.append(1))
        loop.post(lambda: loop.post(lambda: seen.append(3)))
        loop.post(lambda: seen.append(2))
        assert seen == []
        assert loop.run_pending() == 4
        assert seen == [1, 2, 3]
        assert loop.run_pending() == 0

    def test_an_error_reaches_the_owner_and_leaves_the_rest_queued(self, loop: LoopDispatcher) -> None:
        seen: list[int] = []

        def fail() -> None:
            raise LookupError("broken")

        loop.post(fail)
        loop.post(lambda: seen.append(1))
        with pytest.raises(LookupError):
            loop.run_pending()
        assert loop.run_pending() == 1
        assert seen == [1]

    def test_run_until_stops_as_soon_as_it_holds(self, loop: LoopDispatcher) -> None:
        seen: list[int] = []
        for number in range(5):
            loop.post(lambda number=number: seen.append(number))  # type: ignore[misc]
        assert loop.run_until(lambda: len(seen) == 3, timeout=PATIENCE)
        assert seen == [0, 1, 2]

    def test_run_until_gives_up(self, loop: LoopDispatcher) -> None:
        assert not loop.run_until(lambda: False, timeout=0.01)

    def test_posts_from_many_threads_all_arrive_each_in_its_order(self, loop: LoopDispatcher) -> None:
        seen: list[tuple[int, int]] = []

        def send(source: int) -> None:
            for number in range(200):
                loop.post(lambda item=(source, number): seen.append(item))  # type: ignore[misc]

        threads = [threading.Thread(target=send, args=(source,)) for source in range(4)]
        for thread in threads:
            thread.start()
        assert loop.run_until(lambda: len(seen) == 800, timeout=PATIENCE)
        for thread in threads:
            thread.join()
        for source in range(4):
            assert [number for who, number in seen if who == source] == list(range(200))


class TestInline:
    def test_done_and_failed(self) -> None:
        seen: list[object] = []
        InlineExecutor().submit(lambda: 4, seen.append)
        InlineExecutor().submit(lambda: 5)
        error = OSError("full")

        def fail() -> int:
            raise error

        InlineExecutor().submit(fail, seen.append, seen.append)
        assert seen == [4, error]
        with pytest.raises(OSError, match="full"):
            InlineExecutor().submit(fail)


class TestWorker:
    def test_works_elsewhere_and_answers_here(self, loop: LoopDispatcher, worker: Worker) -> None:
        seen: list[tuple[int, int]] = []
        worker.submit(threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
        assert loop.run_until(lambda: bool(seen), timeout=PATIENCE)
        there, here = seen[0]
        assert here == threading.get_ident()
        assert there != here

    def test_keeps_the_order(self, loop: LoopDispatcher, worker: Worker) -> None:
        seen: list[int] = []
        for number in range(100):
            worker.submit(lambda number=number: number, seen.append)  # type: ignore[misc]
        assert loop.run_until(lambda: len(seen) == 100, timeout=PATIENCE)
        assert seen == list(range(100))

    def test_an_error_is_told_or_raised_never_lost(self, loop: LoopDispatcher, worker: Worker) -> None:
        seen: list[Exception] = []

        def fail() -> None:
            raise OSError("disk full")

        worker.submit(fail, None, seen.append)
        assert loop.run_until(lambda: bool(seen), timeout=PATIENCE)
        assert str(seen[0]) == "disk full"
        worker.submit(fail)
        with pytest.raises(OSError, match="disk full"):
            loop.run_until(lambda: False, timeout=PATIENCE)

    def test_close_finishes_what_was_taken_on(self, loop: LoopDispatcher) -> None:
        seen: list[int] = []
        with Worker(loop) as worker:
            for number in range(50):
                worker.submit(lambda number=number: seen.append(number))  # type: ignore[misc]
        assert seen == list(range(50))
        with pytest.raises(RuntimeError):
            worker.submit(lambda: None)
        assert worker.close()

    def test_close_can_drop_what_has_not_begun(self, loop: LoopDispatcher) -> None:
        begun, go_on, ran = threading.Event(), threading.Event(), threading.Event()
        worker = Worker(loop)

        def slow() -> None:
            begun.set()
            go_on.wait(PATIENCE)

        worker.submit(slow)
        worker.submit(ran.set)
        assert begun.wait(PATIENCE)
        assert not worker.close(drop_queued=True, timeout=0.01), "it is still at work"
        go_on.set()
        assert worker.close()
        assert not ran.is_set()

    def test_the_thread_has_a_name_and_is_no_daemon(self, loop: LoopDispatcher, worker: Worker) -> None:
        assert [thread.daemon for thread in threading.enumerate() if thread.name == "test worker"] == [False]
