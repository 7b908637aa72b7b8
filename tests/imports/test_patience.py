"""A file on a disk that hangs or goes while it is read: one clear line within seconds, never a program that waits."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from koosloome_desktop.imports import patience
from koosloome_desktop.imports.patience import read_patiently
from koosloome_desktop.services.importing import read_file
from koosloome_desktop.support.errors import RefusedInput
from koosloome_desktop.support.paths import resource
from tests.drivers.waiting import PATIENCE, bar

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pipe with a name stands for a disk that hangs")


@pytest.fixture
def hangs(tmp_path, monkeypatch):
    """Makes a file that can be opened and never gives more than its beginning; it is let go at the end."""
    monkeypatch.setattr(patience, "SECONDS", 0.3)
    made: list[tuple[threading.Thread, threading.Event]] = []

    def make(name: str, beginning: bytes):
        path, over = tmp_path / name, threading.Event()
        os.mkfifo(path)

        def feed() -> None:
            fd = os.open(path, os.O_WRONLY)
            os.write(fd, beginning)
            over.wait(PATIENCE)
            os.close(fd)

        thread = threading.Thread(target=feed)
        thread.start()
        made.append((thread, over))
        return path

    yield make
    for thread, over in made:
        over.set()
        thread.join(PATIENCE)


@pytest.mark.parametrize("name", ["a.json", "b.koosloome", "c.csv"])
def test_a_disk_that_hangs_in_the_middle_is_one_line_in_time(hangs, name):
    path = hangs(name, b'{"schema": "koosloome-workshop/1", ')
    begun = time.monotonic()
    with pytest.raises(RefusedInput) as caught:
        read_file(path)
    assert time.monotonic() - begun < bar(3)
    assert "ei vasta" in caught.value.message
    assert caught.value.hint
    assert str(path) == caught.value.place


def test_the_answer_is_waited_for_three_seconds_from_byte_to_byte():
    assert patience.SECONDS == 3.0


def test_a_disk_that_is_slow_and_gives_something_is_waited_for(tmp_path, monkeypatch):
    waits: list[float] = []
    taken = threading.Semaphore(0)

    class Waits(queue.SimpleQueue):
        """Notes how long it would wait, and waits for as long as it takes."""

        def get(self, block=True, timeout=None):
            waits.append(timeout)
            piece = super().get(timeout=PATIENCE)
            taken.release()
            return piece

    monkeypatch.setattr(patience, "queue", SimpleNamespace(SimpleQueue=Waits, Empty=queue.Empty))
    monkeypatch.setattr(patience, "_CHUNK", 4)
    path = tmp_path / "slow.json"
    os.mkfifo(path)

    def feed() -> None:
        with path.open("wb", buffering=0) as file:
            for _part in range(8):
                file.write(b"1234")
                taken.acquire(timeout=PATIENCE)

    thread = threading.Thread(target=feed)
    thread.start()
    assert read_patiently(path, 100) == b"1234" * 8
    thread.join(PATIENCE)
    assert waits == [patience.SECONDS] * 9, "for each piece, and for the end, as long as for the first"


def test_a_file_is_read_whole_up_to_the_limit_and_errors_are_as_they_were(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(bytes(range(256)) * 8192)
    assert read_patiently(path, 10_000_000) == path.read_bytes()
    assert len(read_patiently(path, 1000)) == 1001, "one byte more than the limit tells that there is more"
    with pytest.raises(FileNotFoundError):
        read_patiently(tmp_path / "none", 10)
    with pytest.raises(IsADirectoryError):
        read_patiently(tmp_path, 10)
    assert read_file(resource("samples", "01_kogukonnamaja.json")).data["schema"]
