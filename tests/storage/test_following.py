"""A library that is open to read only follows the program that writes it, without its lock and without waiting for it.

Writer and reader are two programs here: the writer is a process of its own with the real lock.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap
import time

import pytest

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.storage.engine import FILE_NAME
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.lock import LibraryLock
from koosloome_desktop.storage.snapshots import find_snapshot, restore_library, take_snapshot
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.dispatch import LoopDispatcher
from koosloome_desktop.support.errors import NotFound, OnlyRead
from tests.drivers.waiting import bar
from tests.storage.helpers import WAIT

pytestmark = pytest.mark.slow

WRITER = """
    import sys
    from koosloome_desktop.model.records import Note
    from koosloome_desktop.support.dispatch import LoopDispatcher
    from koosloome_desktop.storage.library import Library
    from tests.storage.helpers import Desk
    loop = LoopDispatcher()
    library = Library.open(sys.argv[1], post=loop.post)
    desk = Desk(library, loop, library.list()[0].id)
    print("held", flush=True)
    for line in sys.stdin:
        verb, _, text = line.strip().partition(" ")
        if verb == "edit":
            with desk.document.transaction("Edit note") as tx:
                tx.update(desk.note(1), text=text)
        elif verb == "remove":
            with desk.document.transaction("Delete") as tx:
                tx.remove(desk.note(2).id)
        elif verb == "draft":
            library.save_draft(desk.workshop, "line", "", text)
        elif verb == "die":
            import os
            os._exit(9)
        desk.settle()
        print("done", flush=True)
    library.close()
"""


class Other:
    """The program that writes."""

    def __init__(self, folder) -> None:
        call = [sys.executable, "-c", textwrap.dedent(WRITER), str(folder)]
        self.process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "held\n"

    def does(self, words: str) -> None:
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        if words != "die":
            assert self.process.stdout.readline() == "done\n"

    def ends(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(WAIT)
        self.process.stdout.close()


class Reader:
    """The program that reads: what it heard, and the document as it stands there."""

    def __init__(self, folder) -> None:
        self.loop = LoopDispatcher()
        self.library = Library.open(folder, post=self.loop.post, read_only=True)
        row = self.library.list()[0]
        loaded = self.library.load(row.id)
        self.document = Document(row.id, rev=loaded.rev)
        self.document.load(loaded.records, loaded.rev)
        self.changes: list[object] = []
        self.errors: list[Exception] = []
        self.heard = 0
        self.ended: list[bool] = []
        self.document.subscribe(self.changes.append)
        self.library.on_others(self.hear)
        self.library.on_ended(self.ended.append)
        self.tie = self.library.follow(self.document, self.errors.append)

    def hear(self) -> None:
        self.heard += 1

    def texts(self) -> list[str]:
        return sorted(note.text for note in self.document.of(Note))

    def waits_for(self, what) -> float:
        """Seconds until it is so."""
        begun = time.monotonic()
        assert self.loop.run_until(what, WAIT), (self.texts(), self.errors)
        return time.monotonic() - begun


@pytest.fixture
def other(folder):
    made = Other(folder)
    yield made
    made.ends()


@pytest.fixture
def reader(folder, other):
    made = Reader(folder)
    made.waits_for(lambda: made.heard)
    yield made
    made.tie.detach()
    assert made.library.close()


def test_what_is_committed_there_stands_here_within_a_second_or_so(reader, other):
    other.does("edit kirjutatud mujal")
    took = reader.waits_for(lambda: "kirjutatud mujal" in reader.texts())
    assert took < bar(2.0), "0.4 s between two looks; the rest is this machine"
    assert reader.heard
    (change,) = reader.changes
    assert [dict(u.after) for u in change.updated] == [{"text": "kirjutatud mujal"}], "one field of one record"
    other.does("remove")
    reader.waits_for(lambda: len(reader.texts()) == 3)
    (row,) = reader.library.list()
    assert reader.document.rev == row.rev == 3


def test_what_is_being_typed_there_changes_nothing_here(reader, other):
    before = reader.heard
    other.does("draft pool lau")
    reader.waits_for(lambda: reader.heard > before)
    assert not reader.changes
    assert reader.document.rev == 1


def test_following_takes_no_lock_and_writes_nothing(reader, other, folder):
    before = {p.name for p in folder.iterdir()}
    other.does("edit veel")
    reader.waits_for(lambda: "veel" in reader.texts())
    assert {p.name for p in folder.iterdir()} == before
    with pytest.raises(OnlyRead):
        reader.library.attach(reader.document)
    other.ends()
    reader.waits_for(lambda: reader.ended == [True])
    lock = LibraryLock(folder / FILE_NAME)
    lock.acquire("")  # nobody has it: not even while the reader looks whether it is free
    reader.waits_for(lambda: reader.ended == [True, False])
    lock.release()


def test_what_came_between_reading_and_following_is_not_missed(folder, other):
    library = Library.open(folder, read_only=True)
    row = library.list()[0]
    loaded = library.load(row.id)
    other.does("edit just enne")
    reader = Reader(folder)
    reader.tie.detach()
    reader.document = Document(row.id, rev=loaded.rev)
    reader.document.load(loaded.records, loaded.rev)
    reader.tie = reader.library.follow(reader.document)
    reader.waits_for(lambda: "just enne" in reader.texts())
    assert library.close()
    assert reader.library.close()


@pytest.mark.parametrize("how", ["ends", "die"])
def test_the_end_of_the_other_program_is_told_however_it_comes(reader, other, how):
    assert not reader.ended, "it runs"
    if how == "die":
        other.does("die")
    other.ends()
    reader.waits_for(lambda: reader.ended)
    assert reader.ended == [True]


def test_a_library_that_was_put_back_there_is_read_anew(reader, other, folder):
    file = folder / FILE_NAME
    first = take_snapshot(file, FixedClock().at, "hand")
    other.does("edit enne tagasipanekut")
    other.does("remove")
    reader.waits_for(lambda: len(reader.texts()) == 3)
    other.ends()
    restore_library(file, find_snapshot(file, str(first.number)), FixedClock().at)
    reader.waits_for(lambda: len(reader.texts()) == 4)
    assert "enne tagasipanekut" not in reader.texts()
    assert reader.document.rev == reader.library.list()[0].rev == 1


def test_a_workshop_that_is_gone_there_is_told_and_stays_in_sight(reader, other, folder):
    other.ends()
    with Library.open(folder) as library:
        library._change(lambda line: [line.do(f"DELETE FROM {t} WHERE workshop = :w", w=reader.document.id)
                                      for t in ("records", "changes", "drafts")])  # fmt: skip
        library._change(lambda line: line.do("DELETE FROM workshops WHERE id = :w", w=reader.document.id))
    reader.waits_for(lambda: reader.errors)
    assert isinstance(reader.errors[0], NotFound)
    assert len(reader.texts()) == 4
