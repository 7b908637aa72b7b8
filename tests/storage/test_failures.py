"""When the disk or the database refuses: it is told, nothing is called saved or is lost, and it is tried again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading

import pytest
from sqlalchemy.exc import OperationalError

from koosloome_desktop.model.records import Note
from koosloome_desktop.storage import writer as writers
from koosloome_desktop.storage.failures import told
from koosloome_desktop.storage.keeping import SnapshotKeeper
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.clock import SystemClock
from koosloome_desktop.support.errors import (
    DamagedLibrary,
    KoosloomeError,
    LibraryBusy,
    NotFound,
    StorageError,
    UsageError,
)
from koosloome_desktop.support.ids import new_id
from tests.drivers.waiting import PATIENCE
from tests.storage.helpers import WAIT, Desk, sample


@pytest.fixture
def sqlite_desk(tmp_path, opened):
    """A program with the sample open, in a folder."""
    library, loop = opened(tmp_path / "library")
    return Desk(library, loop, library.create(sample()).id)


def limit_pages(library: Library, spare: int | None) -> None:
    """Let the file grow by so many pages of 4 KiB, then be 'full'; None: no limit."""

    def set_limit(line):
        ((now,),) = line.ask("PRAGMA page_count")
        line.ask(f"PRAGMA max_page_count={2**30 if spare is None else now + spare}")

    library._writer.call(set_limit)


def test_a_full_disk_is_told_and_nothing_is_lost(sqlite_desk):
    desk = sqlite_desk
    limit_pages(desk.library, 3)
    canvas = desk.note(1).canvas
    for number in range(12):
        with desk.document.transaction("Add") as tx:
            tx.create(Note(id=new_id(), canvas=canvas, text=f"{number} " * 2000))
        desk.library.flush(WAIT)
        desk.loop.run_pending()
    assert desk.errors
    assert all(isinstance(error, StorageError) and error.hint for error in desk.errors)
    saved = desk.saved[-1][0] if desk.saved else 1
    assert saved < desk.document.rev == 13
    assert desk.reread().rev == saved
    assert desk.tie.unsaved == desk.document.rev - saved
    assert not desk.library.flush(WAIT)
    limit_pages(desk.library, None)
    desk.settle()
    assert desk.saved[-1][0] == desk.document.rev
    assert desk.reread().digest() == desk.document.digest()
    assert desk.library.check() == []


def test_a_failed_commit_is_tried_again_by_itself(sqlite_desk, monkeypatch):
    desk = sqlite_desk
    monkeypatch.setattr(writers, "RETRY_SECONDS", 0.02)
    real, failures = desk.library._writer._write, iter(range(3))

    def write():
        if next(failures, None) is not None:
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))
        return real()

    monkeypatch.setattr(desk.library._writer, "_write", write)
    desk.set_note(1, text="lõpuks")
    assert desk.loop.run_until(lambda: bool(desk.saved), WAIT)
    assert len(desk.errors) == 3
    assert desk.reread().digest() == desk.document.digest()


def test_a_commit_whose_answer_was_lost_is_not_written_twice(desk, monkeypatch):
    real, lost = desk.library._writer._write, []

    def write():
        outcome = real()
        if not lost:
            lost.append(True)
            raise OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))
        return outcome

    monkeypatch.setattr(desk.library._writer, "_write", write)
    desk.set_note(1, text="üks")
    desk.library.flush(WAIT)
    desk.set_note(1, text="kaks")
    desk.set_note(2, text="kolm")
    desk.settle()
    assert len(desk.errors) == 1
    assert desk.document.rev == desk.saved[-1][0] == 4
    assert desk.reread().digest() == desk.document.digest()
    assert len(desk.library.load(desk.workshop).journal) == 3
    assert desk.library.check() == []
    desk.set_note(3, text="ja edasi")
    desk.settle()
    assert desk.reread().digest() == desk.document.digest()


def test_a_lost_connection_is_made_again(postgres_place, opened):
    library, loop = opened(postgres_place)
    desk = Desk(library, loop, library.create(sample()).id)
    pid = library._writer.call(lambda line: line.ask("SELECT pg_backend_pid()")[0][0])
    other, _ = opened(postgres_place)
    other._writer.call(lambda line: line.ask(f"SELECT pg_terminate_backend({pid})"))
    desk.set_note(1, text="üle katkestuse")
    for _ in range(3):
        library.flush(WAIT)
        loop.run_pending()
    assert desk.tie.unsaved == 0
    assert desk.reread().digest() == desk.document.digest()
    assert other.load(desk.workshop).rev == 2


def test_the_last_try_is_made_when_closing(sqlite_desk):
    desk = sqlite_desk
    limit_pages(desk.library, 0)
    with desk.document.transaction("Add") as tx:
        tx.create(Note(id=new_id(), canvas=desk.note(1).canvas, text="ruumi pole " * 800))
    assert not desk.library.flush(WAIT)
    assert not desk.library.close()
    desk.loop.run_pending()
    assert desk.errors
    assert desk.saved == []


def test_closing_does_not_wait_for_ever_and_keeps_the_lock_while_something_writes(sqlite_desk, tmp_path):
    gate = threading.Event()
    held = threading.Thread(target=sqlite_desk.library._writer.call, args=(lambda c: gate.wait(WAIT),))
    held.start()
    sqlite_desk.set_note(1, text="jääb kinni")
    assert not sqlite_desk.library.close(timeout=0.05)
    with pytest.raises(LibraryBusy):
        Library.open(tmp_path / "library")
    gate.set()
    held.join()


@pytest.mark.parametrize("address", ["mysql://x/y", "https://example.org", "postgresql://host:port/x", "sqlite:///x"])
def test_what_is_no_library_address_is_wrong_usage(address):
    with pytest.raises(UsageError):
        Library.open(address)


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path):
    with pytest.raises(StorageError) as caught:
        Library.open(f"postgresql://somebody:secret@/x?host={tmp_path}")
    assert "secret" not in caught.value.line()
    assert caught.value.hint


def test_a_workshop_erased_elsewhere_is_told(desks):
    one, two = desks
    one.library._writer.call(lambda line: line.do("DELETE FROM workshops"))
    two.set_note(1, text="kuhu?")
    two.library.flush(WAIT)
    two.loop.run_pending()
    assert isinstance(two.errors[0], NotFound)


def test_a_call_that_fails_tells_its_caller_and_the_next_one_works(desk):
    def bad(line):
        line.ask("SELECT * FROM nowhere")

    with pytest.raises(StorageError):
        desk.library._writer.call(bad)
    with pytest.raises(ZeroDivisionError):
        desk.library._writer.call(lambda c: 1 // 0)
    assert desk.library.check() == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", StorageError),
        ("SQLITE_READONLY_DBMOVED", StorageError),
        ("SQLITE_CANTOPEN", StorageError),
        ("SQLITE_BUSY_SNAPSHOT", StorageError),
        ("SQLITE_IOERR_FSYNC", StorageError),
        ("", StorageError),
        ("SQLITE_CORRUPT_VTAB", DamagedLibrary),
        ("SQLITE_NOTADB", DamagedLibrary),
    ],
)
def test_every_refusal_has_words_and_a_next_step(name, kind):
    raw = sqlite3.OperationalError("some\ndetail")
    if name:
        raw.sqlite_errorname = name
    error = told(OperationalError("UPDATE x", {"text": "saladus"}, raw), "/kodu/kogu")
    assert type(error) is kind
    assert error.place == "/kodu/kogu"
    assert error.hint
    assert "saladus" not in error.line()
    assert "\n" not in error.line()


def test_whatever_goes_wrong_behind_a_commit_the_thread_that_saves_goes_on(sqlite_desk):
    desk = sqlite_desk

    def pulled() -> None:
        raise OSError(5, "Input/output error")

    desk.library._writer.after_commit = pulled
    desk.library._writer.written = lambda _jobs, _outcomes: pulled()
    desk.set_note(1, text="gone right behind the commit")
    desk.settle()
    desk.set_note(1, text="and on")
    desk.settle()
    assert not desk.errors
    assert not desk.library._writer.ended
    assert "and on" in [n.text for n in desk.reread().of(Note)]


def test_a_snapshot_that_fails_for_any_reason_is_told(sqlite_desk, tmp_path):
    said: list[KoosloomeError] = []
    # A folder in its place: neither a library nor a missing file.
    keeper = SnapshotKeeper(tmp_path, SystemClock(), failed=said.append)
    keeper.begin()
    assert keeper.wait(PATIENCE)
    assert [isinstance(one, KoosloomeError) for one in said] == [True]


def test_what_is_for_people_already_stays():
    error = UsageError("x")
    assert told(error, "y") is error
    assert issubclass(UsageError, KoosloomeError)


# ---------------------------------------------------------------- reading beside a writer


def test_reading_beside_an_open_writer_sees_what_is_saved_and_changes_nothing(tmp_path, opened):
    library, loop = opened(tmp_path)
    desk = Desk(library, loop, library.create(sample()).id)
    desk.set_note(1, text="salvestatud")
    desk.settle()
    files = {p.name: p.stat().st_size for p in tmp_path.iterdir()}
    with Library.open(tmp_path, read_only=True) as reading:
        assert reading.read_only
        assert [row.rev for row in reading.list()] == [2]
        assert reading.load(desk.workshop).rev == 2
        assert len(reading.search("salvestatud")) == 1
        assert reading.find("T1").notes == 4
        assert reading.check() == []
        for refused in (
            lambda: reading.create(sample("T2")),
            lambda: reading.delete(desk.workshop),
            lambda: reading.save_draft(desk.workshop, "capture", "", "x"),
            lambda: reading.attach(desk.document),
        ):
            with pytest.raises(StorageError):
                refused()
        with pytest.raises(StorageError):
            reading._writer.call(lambda line: line.do("DELETE FROM workshops"))
        desk.set_note(1, text="edasi")
        desk.settle()
        assert reading.load(desk.workshop).rev == 3
    assert {p.name for p in tmp_path.iterdir()} == set(files)
    assert (tmp_path / "library.sqlite").stat().st_size == files["library.sqlite"]


def test_reading_a_library_that_is_not_there_finds_nothing_and_makes_nothing(tmp_path):
    with Library.open(tmp_path / "nowhere", read_only=True) as reading:
        assert reading.list() == []
        assert reading.search("x") == []
    assert not (tmp_path / "nowhere").exists()


READ_AS_NOBODY = """
import os, sys, tempfile
from koosloome_desktop.storage.keeping import SnapshotKeeper
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.errors import KoosloomeError
from koosloome_desktop.support.i18n import _
_("Import")
with tempfile.TemporaryDirectory() as warm, Library.open(warm) as library:
    library.list()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with Library.open(sys.argv[1], read_only=True) as library:
    print([row.code for row in library.list()])
try:
    Library.open(sys.argv[1])
except KoosloomeError as error:
    print("refused")
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="folders are guarded in another way on Windows")
def test_reading_in_a_folder_that_cannot_be_written(tmp_path):
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        library.create(sample())
    (folder / "library.sqlite.lock").unlink()
    for parent in tmp_path.parents:
        if parent.is_relative_to(tempfile.gettempdir()) and not parent.stat().st_mode & 0o001:
            parent.chmod(0o755)
    tmp_path.chmod(0o755)
    (folder / "library.sqlite").chmod(0o444)
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_AS_NOBODY, str(folder)],
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            check=False,
        )
    finally:
        folder.chmod(0o755)
    assert done.stdout == "['T1']\nrefused\n", done.stderr
    assert [p.name for p in folder.iterdir()] == ["library.sqlite"]


def test_reading_what_a_crash_left_finds_the_last_commit(tmp_path):
    import shutil

    with Library.open(tmp_path / "a") as library:
        library.create(sample())
        # What a kill leaves: the file and its log as they are now, without anything being closed.
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    with Library.open(tmp_path / "b", read_only=True) as reading:
        assert [row.code for row in reading.list()] == ["T1"]
    with Library.open(tmp_path / "b") as library:
        assert [row.code for row in library.list()] == ["T1"]
        assert library.recovery.workshop_title == "Külakiik ja õunaaed T1"
        assert library.check() == []


def test_changes_never_wait_for_the_disk(sqlite_desk):
    """While the writer is held up, the thread that owns the document goes on."""
    desk = sqlite_desk
    gate = threading.Event()
    held = threading.Thread(target=desk.library._writer.call, args=(lambda c: gate.wait(WAIT),))
    held.start()
    for number in range(300):
        desk.set_note(1, text=f"{number}")
    desk.library.save_draft(desk.workshop, "capture", "", "x")
    assert desk.tie.unsaved == 300
    gate.set()
    held.join()
    desk.settle()
    assert desk.reread().rev == 301


def test_a_burst_is_one_commit(sqlite_desk, monkeypatch):
    desk = sqlite_desk
    gate, commits = threading.Event(), []
    held = threading.Thread(target=desk.library._writer.call, args=(lambda c: gate.wait(WAIT),))
    held.start()
    real = desk.library._writer._write
    monkeypatch.setattr(desk.library._writer, "_write", lambda: commits.append(1) or real())
    for number in range(20):
        desk.set_note(1, text=f"{number}")
    gate.set()
    held.join()
    desk.settle()
    assert len(commits) == 1
    assert desk.saved == [(21, desk.saved[0][1])]


def test_a_connection_that_cannot_be_made_leaves_no_thread_behind():
    def refused():
        raise StorageError("refused")

    writer = writers.Writer(refused, clock=SystemClock(), post=lambda call: call(), shown="library")
    with pytest.raises(StorageError):
        writer.start()
    assert writer.ended
