"""A disk that hangs is told to whoever must not wait for it; one that works is waited for (quality.md D13)."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.storage.driver import connect
from koosloome_desktop.storage.engine import file_uri
from koosloome_desktop.storage.hanging import hurry, unless_it_hangs
from koosloome_desktop.support.errors import NoAnswer
from koosloome_desktop.support.paths import resource
from tests.drivers.waiting import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="threads' processor time is told by POSIX systems")
SOON = 0.3


@pytest.fixture
def library(tmp_path):
    made = LibraryService.open(tmp_path / "kogu õ", post=lambda run: run())
    made.import_file(resource("samples", "01_kogukonnamaja.json"))
    hurry(made.store)
    made.store._writer.hurry = SOON
    yield made
    made.close()


@pytest.fixture
def stuck(library):
    """Whoever holds SQLite's own lock makes the writer wait as a disk does that hangs: no error, no answer."""
    held = connect(file_uri(library.file, mode="rw"))
    held.execute("BEGIN IMMEDIATE")
    yield held
    held.close()


def test_what_is_asked_of_a_disk_that_hangs_is_refused_and_what_was_not_begun_is_never_done(library, stuck):
    for ask in (library.list, library.list, lambda: library.store.delete("d1e178cd-492f-574a-83b0-c1ab1f8b6260")):
        with pytest.raises(NoAnswer) as caught:
            ask()
        assert str(library.folder) in caught.value.line()
    stuck.execute("ROLLBACK")
    assert [one.title for one in library.list()], "it answers again, and nothing was deleted behind anybody's back"
    assert library.list()[0].id == "d1e178cd-492f-574a-83b0-c1ab1f8b6260"


def test_another_thread_waits_as_long_as_it_takes(library, stuck):
    found = []
    other = threading.Thread(target=lambda: found.append(library.list()))
    other.start()
    with pytest.raises(NoAnswer):
        library.list()
    stuck.execute("ROLLBACK")
    other.join(PATIENCE)
    assert len(found[0]) == 1


@pytest.mark.slow
def test_who_works_is_waited_for(library):
    def busy(_line):
        end = time.thread_time() + 3 * SOON
        while time.thread_time() < end:
            pass
        return "done"

    assert library.store.ask(busy) == "done"


def test_what_does_not_open_is_left_behind_and_handed_on_when_it_opens_after_all():
    go, late = threading.Event(), []

    def slow():
        go.wait(PATIENCE)
        return "open"

    with pytest.raises(NoAnswer):
        unless_it_hangs(slow, "x", late.append, seconds=SOON)
    opener = next(t for t in threading.enumerate() if t.name == "library-opener")
    go.set()
    opener.join(PATIENCE)
    assert late == ["open"]
    assert unless_it_hangs(lambda: "at once", "x", late.append) == "at once"
    with pytest.raises(ValueError, match="its own"):
        unless_it_hangs(lambda: int("its own"), "x", late.append)
    assert late == ["open"]
