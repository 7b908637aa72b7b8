"""Races of two starts on one library, and chains of backup, check, restore and comparison: counted (quality.md 8)."""

from __future__ import annotations

import os
import random

import pytest

from koosloome_desktop.services import snapshots
from koosloome_desktop.storage.backup import verify
from koosloome_desktop.storage.library import Library
from koosloome_desktop.support.dispatch import LoopDispatcher
from tests.drivers import editor as editors
from tests.drivers.editor import Editor, first_workshop
from tests.drivers.forks import Nursery
from tests.drivers.verify import look
from tests.drivers.witness import Witness, tell

pytestmark = pytest.mark.slow


def race(folder, rounds: int) -> None:
    """Two editors begin at once on one library, one of them by a link to it: one writes, the other is told."""
    library, link = folder / "library", folder / "link"
    library.mkdir()
    link.symlink_to(library, target_is_directory=True)
    witness = Witness()
    with Nursery() as nursery:
        for number in range(rounds):
            # Without end: while one writes, the other cannot come after it.
            both = [nursery.start("editor", place, "--seed", str(number)) for place in (library, link)]
            lines = [process.stdout.readline().decode().rstrip("\n").split(" ", 2) for process in both]
            losers = [n for n, line in enumerate(lines) if line[0] == "ERR"]
            assert len(losers) == 1, lines
            assert "teises programmis" in " ".join(lines[losers[0]])
            winner = both[1 - losers[0]]
            winner.kill()
            rest = winner.communicate()[0].decode().split("\n")[:-1]
            witness.hear([lines[1 - losers[0]], *(line.split(" ", 2) for line in rest)])
            assert both[losers[0]].communicate()[0] == b""
            assert both[losers[0]].returncode == 1
    seen = look(library, steps=3)
    assert seen.wrong == ()
    witness.hold(seen.rev, seen.digest)
    tell(f"{rounds} races of two starts on one library, one by a link: one writer each time, the other told, 0 lost")


def chain(folder, rounds: int, monkeypatch) -> None:
    """Edit, back up, check, edit on, put back, compare: what comes back is what was there, to the byte."""
    monkeypatch.setattr(editors, "say", lambda *_words: None)
    chance = random.Random(7)
    for number in range(rounds):
        digest = edited(folder, chance.randint(1, 12), number)
        with Library.open(folder) as library:
            file = library.file
        one = snapshots.take(file)
        verify(one.path)
        assert edited(folder, chance.randint(1, 12), number + 1000) != digest
        assert snapshots.restore_everything(file, str(one.number)) is None
        seen = look(folder, steps=3)
        assert seen.wrong == ()
        assert seen.digest == digest
        assert seen.notice == "none"
    tell(f"{rounds} chains of backup, check, restore and comparison: identical each time")


def edited(folder, count: int, seed: int) -> str:
    """So many edits; the hash of the document afterwards."""
    loop = LoopDispatcher()
    with Library.open(folder, post=loop.post) as library:
        editor = Editor(library, loop, seed)
        before = editor.document.digest()
        for _ in range(count):
            editor.edit()
        if editor.document.digest() == before:
            editor._add()
        editor.catch_up()
        editor.workshop.close()
        assert first_workshop(library).rev == editor.document.rev
        return editor.document.digest()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="starts both from one process that forks")
def test_twenty_races(tmp_path):
    race(tmp_path, 20)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_two_hundred_races(tmp_path):
    race(tmp_path, 200)


def test_twenty_chains_of_backup_and_restore(tmp_path, monkeypatch):
    chain(tmp_path, 20, monkeypatch)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_two_hundred_chains_of_backup_and_restore(tmp_path, monkeypatch):
    chain(tmp_path, 200, monkeypatch)
