"""One writer to a library, whoever asks by whatever name; and locks of the dead do not count."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import textwrap

import pytest

from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.lock import LibraryLock, birth, boot_id, lock_path, owner_of
from koosloome_desktop.support.errors import LibraryBusy, StorageError
from tests.drivers.waiting import PATIENCE
from tests.storage.helpers import sample

SINCE = "2026-10-15T14:05:00.000Z"

HOLDER = """
    import sys
    from koosloome_desktop.storage.library import Library
    library = Library.open(sys.argv[1])
    print("open", flush=True)
    sys.stdin.readline()
    if sys.argv[2] == "properly":
        library.close()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the library open; give its stdin a line to end it."""
    running = []

    def start(how="properly", folder=tmp_path / "library"):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(HOLDER), str(folder), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert process.stdout.readline() == "open\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_a_second_start_is_told_who_has_it(tmp_path, holder):
    process = holder()
    with pytest.raises(LibraryBusy) as caught:
        Library.open(tmp_path / "library")
    assert str(process.pid) in caught.value.line()
    assert owner_of(tmp_path / "library" / "library.sqlite").pid == process.pid
    with Library.open(tmp_path / "library", read_only=True) as reading:
        assert reading.list() == []
    process.communicate("end\n", timeout=PATIENCE * 2)
    with Library.open(tmp_path / "library") as library:
        assert library.recovery is None
    assert owner_of(tmp_path / "library" / "library.sqlite") is None


@pytest.mark.slow
def test_after_a_kill_the_next_start_gets_in_and_says_what_happened(tmp_path, holder):
    process = holder()
    process.kill()
    process.wait()
    with Library.open(tmp_path / "library") as library:
        assert library.recovery is not None
    with Library.open(tmp_path / "library") as library:
        assert library.recovery is None


def test_two_in_one_process_exclude_each_other(tmp_path):
    with Library.open(tmp_path), pytest.raises(LibraryBusy):
        Library.open(tmp_path)
    Library.open(tmp_path).close()


def test_another_name_of_the_folder_is_the_same_library(tmp_path):
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real, target_is_directory=True)
    with Library.open(tmp_path / "link") as library:
        library.create(sample())
        with pytest.raises(LibraryBusy):
            Library.open(real)
    far = tmp_path / "far"
    far.mkdir()
    (far / "library.sqlite").symlink_to(real / "library.sqlite")
    with Library.open(far) as library:
        assert [row.code for row in library.list()] == ["T1"]
        with pytest.raises(LibraryBusy):
            Library.open(real)


def test_a_hard_link_is_refused(tmp_path):
    Library.open(tmp_path / "real").close()
    (tmp_path / "far").mkdir()
    os.link(tmp_path / "real" / "library.sqlite", tmp_path / "far" / "library.sqlite")
    with pytest.raises(StorageError):
        Library.open(tmp_path / "far")


@pytest.mark.parametrize("record", ["[" * 4096, '{"pid": Infinity}', '{"pid": null}', "\x00" * 40, "7"])
def test_a_record_that_makes_no_sense_holds_nobody_up(tmp_path, record):
    lock_path(tmp_path / "library.sqlite").write_text(record)
    Library.open(tmp_path).close()
    Library.open(tmp_path, read_only=True).close()


def write_owner(tmp_path, **values) -> None:
    owner = {"pid": os.getppid(), "host": platform.node(), "boot": boot_id(), "since": SINCE}
    owner["born"] = birth(os.getppid())
    lock_path(tmp_path / "library.sqlite").write_text(json.dumps(owner | values))


@pytest.mark.skipif(not birth(os.getpid()), reason="start times of processes cannot be read on this system")
def test_a_living_owner_counts_even_where_locks_do_nothing(tmp_path):
    write_owner(tmp_path)
    with pytest.raises(LibraryBusy):
        Library.open(tmp_path)


@pytest.mark.parametrize(
    "stale",
    [{"boot": "another-boot"}, {"born": "1"}, {"pid": 2**22 + 1}, {"host": "some-other-host"}, {"boot": ""}],
    ids=["reboot", "pid reused", "gone", "other host", "unknown boot"],
)
def test_a_stale_record_does_not_count(tmp_path, stale):
    write_owner(tmp_path, **stale)
    Library.open(tmp_path).close()


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"pid": "x"}', "\0\0"])
def test_a_record_that_cannot_be_read_does_not_count(tmp_path, rubbish):
    lock_path(tmp_path / "library.sqlite").write_text(rubbish)
    Library.open(tmp_path).close()


def test_releasing_twice_is_one_release(tmp_path):
    one, two = LibraryLock(tmp_path / "library.sqlite"), LibraryLock(tmp_path / "library.sqlite")
    one.acquire(SINCE)
    one.release()
    two.acquire(SINCE)
    one.release()
    with pytest.raises(LibraryBusy):
        LibraryLock(tmp_path / "library.sqlite").acquire(SINCE)
    two.release()
