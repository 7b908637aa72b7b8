"""What was edited in a shared library and is not yet on its server: a small SQLite file on this computer.

Every step goes in here before it is sent and out again when the server has it, so that what waits for a server that is
gone survives the end of the program, however that comes. Each step carries its writer's name and number, by which the
server's journal knows it again: it is sent until it is there, and is there once. A thread of its own owns the file;
nobody waits for it but `flush` and `close`. A program takes a file for itself; a second program gets a second one.
"""

from __future__ import annotations

import hashlib
import json
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.changes import ChangeSet, from_json, to_json
from koosloome_desktop.model.payload import dumps
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.storage.failures import is_damage, told
from koosloome_desktop.storage.guard import safely
from koosloome_desktop.storage.lock import LibraryLock
from koosloome_desktop.support.errors import KoosloomeError, LibraryBusy
from koosloome_desktop.support.paths import ensure_dir

T = TypeVar("T")

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS steps (actor TEXT NOT NULL, seq INTEGER NOT NULL, workshop TEXT NOT NULL,
 change TEXT NOT NULL, stranded INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (actor, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS drafts (workshop TEXT NOT NULL, place TEXT NOT NULL, target TEXT NOT NULL,
 text TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (workshop, place, target)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_RETRY_SECONDS: Final = 2.0
_SLOTS: Final = 20
"""Most programs of one person on one shared library."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One step that waits: who made it, its number, what it does, and the pictures it brings."""

    actor: str
    seq: int
    workshop: str
    change: ChangeSet
    blobs: tuple[Blob, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Half a text that waits."""

    workshop: str
    place: str
    target: str
    text: str
    at: str


@dataclass(slots=True)
class _Task:
    work: Callable[[Any], object]
    done: Future[None] | None = None
    last: bool = False


class Outbox:
    """One file. `on_error` hears in the thread when the disk refuses; what it refused is tried again."""

    def __init__(self, file: Path, lock: LibraryLock) -> None:
        self.file = file
        self.on_error: Callable[[KoosloomeError], object] | None = None
        self._lock = lock
        self._queue: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._waiting: list[_Task] = []
        self._connection = _opened(file)
        self.actor = self._meta("actor")
        """Who wrote here the last time; empty the first time."""
        self.clean = self._meta("open") != "1"
        """Whether the program ended properly the last time."""
        self.erasures = int(self._meta("erasures") or 0)
        """The number of the last erasure in the library that what lies here was cleaned of."""
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._thread.start()

    # -- for everybody; nothing here waits for the disk but `flush` and `close`

    def begin(self, actor: str) -> None:
        """Note who writes from now on."""
        self.actor = actor
        self._put(lambda c: _set_meta(c, actor=actor, open="1"))

    def keep(self, kept: Kept) -> None:
        """Keep a step until it is forgotten."""
        self._put(lambda c: _keep(c, kept))

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keep half a text in place of the one before."""
        row = (draft.workshop, draft.place, draft.target, draft.text, draft.at)
        self._put(lambda c: c.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", row))

    def forget(self, actor: str, numbers: Sequence[int], drafts: Iterable[KeptDraft] = ()) -> None:
        """Let go of what is on the server; a draft only if it has not been typed on since."""
        gone = [(actor, number) for number in numbers]
        texts = [(d.workshop, d.place, d.target, d.at) for d in drafts]

        def work(connection: Any) -> None:
            connection.executemany("DELETE FROM steps WHERE actor = ? AND seq = ?", gone)
            connection.executemany(
                "DELETE FROM drafts WHERE workshop = ? AND place = ? AND target = ? AND at = ?", texts
            )
            if connection.execute("SELECT count(*) FROM steps").fetchone()[0] == 0:
                connection.execute("DELETE FROM pictures")

        self._put(work)

    def strand(self, kept: Iterable[Kept]) -> None:
        """Set steps aside whose workshop is gone from the server: they are kept, but not sent any more."""
        rows = [(k.actor, k.seq) for k in kept]
        self._put(lambda c: c.executemany("UPDATE steps SET stranded = 1 WHERE actor = ? AND seq = ?", rows))

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed over so far is on the disk; False when it is not within `timeout` seconds."""
        done: Future[None] = Future()
        self._queue.put(_Task(lambda _c: None, done))
        try:
            done.result(timeout)
        except TimeoutError:
            return False
        return True

    def close(self, timeout: float) -> bool:
        """Write what is left, note that the program ended properly, and let the file go."""
        done: Future[None] = Future()
        self._queue.put(_Task(lambda c: _set_meta(c, open="0"), done, last=True))
        try:
            done.result(timeout)
        except TimeoutError:
            return False
        self._thread.join(timeout)
        self._lock.release()
        return True

    def reserve(self, actor: str, upto: int) -> None:
        """Note that a writer may have used all numbers up to this one."""
        self._put(lambda c: _set_meta(c, **{f"reserved {actor}": str(upto)}))

    def heeded(self, number: int) -> None:
        """Note the number of the last erasure that what lies here was cleaned of."""
        self._put(lambda c: _set_meta(c, erasures=str(number)))

    def later(self, work: Callable[[], object]) -> None:
        """Run something in the thread after everything that was handed over before; what it gives is lost."""
        self._put(lambda _c: safely(work))

    def tell(self, work: Callable[[list[Kept], list[KeptDraft]], object]) -> None:
        """Run something in the thread with what waits, in order; what goes wrong in it is only logged."""
        self._put(lambda c: safely(partial(work, *_left(c))))

    def call(self, work: Callable[[list[Kept], list[KeptDraft]], T], timeout: float) -> T:
        """Run something in the thread with what waits, in order, and give what it gives; raises what it raises."""
        given: Future[T] = Future()

        def answer(connection: Any) -> None:
            if given.done():
                return
            try:
                given.set_result(work(*_left(connection)))
            except Exception as error:  # noqa: BLE001  (the caller waits for an answer, whatever it is)
                given.set_exception(error)

        self._put(answer)
        return given.result(timeout)

    # -- before the thread has anything to do

    def left(self) -> tuple[list[Kept], list[KeptDraft]]:
        """What waits since the last time, in order. Call before anything is kept."""
        return _left(self._connection)

    def reserved(self, actor: str) -> int:
        """The last number that a writer may have used, as far as this computer knows."""
        return max(int(self._meta(f"reserved {actor}") or 0), self.last_seq(actor))

    def last_seq(self, actor: str) -> int:
        """The last number of a writer that waits here; 0 when none does."""
        row = self._connection.execute("SELECT max(seq) FROM steps WHERE actor = ?", (actor,)).fetchone()
        return int(row[0] or 0)

    def _meta(self, key: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    # -- in the thread

    def _put(self, work: Callable[[Any], object]) -> None:
        self._queue.put(_Task(work))

    def _run(self) -> None:
        while True:
            self._gather()
            if not self._waiting:
                continue
            try:
                self._commit()
            except driver.sqlite_module().Error as error:
                if self.on_error is not None:
                    self.on_error(told(error, str(self.file.parent)))
                continue
            ended = any(task.last for task in self._waiting)
            if ended:
                self._connection.close()
            for task in self._waiting:
                if task.done is not None:
                    task.done.set_result(None)
            self._waiting.clear()
            if ended:
                return

    def _gather(self) -> None:
        try:
            self._waiting.append(self._queue.get(timeout=_RETRY_SECONDS if self._waiting else None))
            while True:
                self._waiting.append(self._queue.get_nowait())
        except queue.Empty:
            return

    def _commit(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for task in self._waiting:
                task.work(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _opened(file: Path) -> Any:
    try:
        return _with_tables(file)
    except driver.sqlite_module().Error as error:
        if not is_damage(error):
            raise told(error, str(file)) from error
    # Not ours to read any more, nor to delete: it is put beside, and a new one is begun.
    file.replace(file.with_suffix(".damaged"))
    return _with_tables(file)


def _with_tables(file: Path) -> Any:
    connection = driver.connect(file_uri(file, mode="rwc"))
    driver.prepare(connection, read_only=False)
    connection.executescript(_TABLES)
    return connection


def _left(connection: Any) -> tuple[list[Kept], list[KeptDraft]]:
    pictures = {
        sha: Blob.of(bytes(data), media)
        for sha, media, data in connection.execute("SELECT sha256, media_type, data FROM pictures")
    }
    steps = []
    for actor, seq, workshop, text in connection.execute(
        "SELECT actor, seq, workshop, change FROM steps WHERE stranded = 0 ORDER BY actor, seq"
    ):
        data = json.loads(text)
        blobs = tuple(pictures[sha] for sha in data.pop("pictures", ()) if sha in pictures)
        steps.append(Kept(actor, seq, workshop, from_json(data), blobs))
    drafts = [KeptDraft(*row) for row in connection.execute("SELECT * FROM drafts ORDER BY at")]
    return steps, drafts


def _set_meta(connection: Any, **values: str) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))


def _keep(connection: Any, kept: Kept) -> None:
    data = to_json(kept.change)
    if kept.blobs:
        data["pictures"] = [blob.sha256 for blob in kept.blobs]
        rows = [(blob.sha256, blob.media_type, blob.data) for blob in kept.blobs]
        connection.executemany("INSERT OR IGNORE INTO pictures VALUES (?, ?, ?)", rows)
    connection.execute(
        "INSERT OR IGNORE INTO steps (actor, seq, workshop, change) VALUES (?, ?, ?, ?)",
        (kept.actor, kept.seq, kept.workshop, dumps(data)),
    )


def _file_of(folder: Path, address: str, slot: int) -> Path:
    name = hashlib.sha256(address.encode()).hexdigest()[:20]
    return folder / f"{name}-{slot}.sqlite"


def take_outbox(folder: Path, address: str, since: str) -> Outbox:
    """The first outbox of this shared library (its address without a password) that no running program has."""
    ensure_dir(folder)
    for slot in range(1, _SLOTS + 1):
        file = _file_of(folder, address, slot)
        lock = LibraryLock(file)
        try:
            lock.acquire(since)
        except LibraryBusy:
            continue
        try:
            return Outbox(file, lock)
        except BaseException:
            lock.release()
            raise
    raise LibraryBusy(address, place=str(folder))


def others_left(folder: Path, address: str, own: Path, since: str) -> list[Outbox]:
    """Outboxes of programs that ended with something unsent in them; whoever gets them closes them."""
    found = []
    for slot in range(1, _SLOTS + 1):
        file = _file_of(folder, address, slot)
        if file == own or not file.exists():
            continue
        lock = LibraryLock(file)
        try:
            lock.acquire(since)
        except LibraryBusy:
            continue
        try:
            found.append(Outbox(file, lock))
        except BaseException:
            lock.release()
            raise
    return found


def waiting(folder: Path, address: str) -> int:
    """How many steps wait for this shared library, whoever has the outboxes; 0 where that cannot be read."""
    count = 0
    for slot in range(1, _SLOTS + 1):
        file = _file_of(folder, address, slot)
        if not file.exists():
            continue
        try:
            connection = driver.connect(file_uri(file, mode="ro"))
        except driver.sqlite_module().Error:
            continue
        try:
            count += int(connection.execute("SELECT count(*) FROM steps WHERE stranded = 0").fetchone()[0])
        except driver.sqlite_module().Error:
            continue
        finally:
            connection.close()
    return count
