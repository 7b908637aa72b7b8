"""Killed at any moment, the program loses nothing that it called saved; and the drivers keep their promises."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.drivers.editor import PHASES
from tests.drivers.forks import Forked, Nursery
from tests.drivers.waiting import PATIENCE, bar
from tests.drivers.witness import Witness, tell

ROOT = Path(__file__).resolve().parents[2]
OPEN_SECONDS = 5.0
"""The next start after a kill is open within this (quality.md, D1 and section 8)."""


SHORT = (1, 2, 3, 10, 40, 80)
LONG = (*SHORT, 120, 300)
"""After so many lines of the editor it is killed."""
Start = Callable[..., "subprocess.Popen[bytes] | Forked"]
pytestmark = pytest.mark.slow


def start(name: str, library: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.drivers.{name}", str(library), *words], cwd=ROOT, stdout=subprocess.PIPE
    )


@pytest.fixture(scope="module")
def begin():
    """Starts a driver: from a process with everything imported, where the system can fork."""
    if not hasattr(os, "fork"):
        yield start
        return
    with Nursery() as nursery:
        yield nursery.start


def run(begin: Start, name: str, library: Path, *words: str) -> tuple[int, list[list[str]]]:
    process = begin(name, library, *words)
    out = process.communicate(timeout=PATIENCE * 4)[0].decode()
    return process.returncode, [line.split(" ", 2) for line in out.splitlines()]


def run_and_kill(
    begin: Start, library: Path, chance: random.Random, *words: str, lines: Sequence[int] = SHORT
) -> list[list[str]]:
    """Start the editor, let it go on for a random number of lines and moments, kill it; the whole lines it wrote."""
    process = begin("editor", library, *words)
    got = b""
    try:
        for _ in range(chance.choice(lines)):
            line = process.stdout.readline()
            if not line:
                break
            got += line
        time.sleep(chance.random() * 0.02)  # not a wait for something: the kill shall fall anywhere
    finally:
        process.kill()
        got += process.communicate()[0]
    return [line.split(" ", 2) for line in got.decode().split("\n")[:-1]]


@dataclass
class Kills:
    """Rounds of start, kill and look, the phases in turn. A library lives for `life` rounds, then a new one begins."""

    begin: Start
    folder: Path
    life: int = 16
    lines: Sequence[int] = SHORT
    acknowledged: int = 0

    def hold(self, rounds: int, seed: int, phases: Sequence[str] = PHASES) -> None:
        """So many rounds; tells what was counted."""
        chance, witness = random.Random(seed), Witness()
        turns = itertools.cycle(phases)
        for number in range(rounds):
            if number % self.life == 0:
                self.acknowledged += witness.acknowledged
                witness = Witness()
            library = self.folder / str(number // self.life)
            words = ("--seed", str(number), "--phase", next(turns))
            witness.hear(run_and_kill(self.begin, library, chance, *words, lines=self.lines))
            self.look(library, witness)
        self.acknowledged += witness.acknowledged
        assert self.acknowledged >= rounds
        tell(f"{rounds} kills in {', '.join(phases)}: {self.acknowledged} acknowledged edits, 0 lost")

    def look(self, library: Path, witness: Witness) -> None:
        """The next start: quick, whole, nothing lost."""
        begun = time.monotonic()
        process = self.begin("verify", library)
        first = process.stdout.readline()
        seconds = time.monotonic() - begun
        lines = [line.split(" ", 2) for line in (first + process.communicate()[0]).decode().splitlines()]
        assert process.returncode == 0, lines
        assert seconds < bar(OPEN_SECONDS)
        witness.judge(lines)


def test_two_kills_of_programs_started_from_nothing(tmp_path):
    # Neither is killed before it has saved an edit: with so few kills there would be nothing to lose.
    Kills(start, tmp_path, lines=(10, 40)).hold(2, seed=1)


@pytest.mark.timeout(900)
def test_fifty_kills(begin, tmp_path):
    Kills(begin, tmp_path).hold(50, seed=2)


@pytest.mark.full
@pytest.mark.timeout(7200)
def test_a_thousand_kills(begin, tmp_path):
    Kills(begin, tmp_path, life=200, lines=LONG).hold(1000, seed=3)


@pytest.mark.full
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("phase", PHASES)
def test_two_hundred_kills_in_each_phase(begin, tmp_path, phase):
    # Libraries that live long are the thousand kills' matter: there reading all of them takes most of the time.
    Kills(begin, tmp_path, life=40, lines=LONG).hold(200, seed=4, phases=[phase])


def test_an_edit_is_tried_then_acknowledged_and_is_there_afterwards(begin, tmp_path):
    witness = Witness()
    for phase in ("undo", "migrate"):
        code, lines = run(begin, "editor", tmp_path, "--edits", "20", "--phase", phase)
        assert code == 0
        witness.hear(lines)
        acknowledged = [int(n) for word, n, _ in lines if word == "ACK"]
        assert acknowledged == sorted(acknowledged)
        code, lines = run(begin, "verify", tmp_path)
        assert code == 0
        witness.judge(lines)
        assert lines[0] == ["STATE", str(witness.acknowledged), *witness.tried[witness.acknowledged]]
        assert lines[2] == ["NOTICE", "none"]


def test_after_a_kill_the_notice_says_so_once(begin, tmp_path):
    witness = Witness()
    witness.hear(run_and_kill(begin, tmp_path, random.Random(1), "--seed", "1"))
    notices = [run(begin, "verify", tmp_path)[1][2] for _ in range(2)]
    assert notices[0][:2] != ["NOTICE", "none"]
    assert notices[1] == ["NOTICE", "none"]


def test_an_empty_folder(begin, tmp_path):
    code, lines = run(begin, "verify", tmp_path)
    assert code == 0
    assert lines == [["STATE", "0", hashlib.sha256(b"").hexdigest()], ["CHECK", "ok"], ["NOTICE", "none"]]


def test_a_phase_that_is_not_there_yet_is_refused(tmp_path, capfd):
    code, lines = run(start, "editor", tmp_path / "x", "--phase", "room")
    assert (code, lines) == (2, [])
    assert "edit, undo, import" in capfd.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_library_in_use_or_damaged_is_told(begin, tmp_path):
    process = begin("editor", tmp_path)
    try:
        process.stdout.readline()
        code, lines = run(begin, "editor", tmp_path, "--edits", "1")
        assert code == 1
        assert lines[0][0] == "ERR"
    finally:
        process.kill()
        process.communicate()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "library.sqlite").write_bytes(b"no database " * 100)
    code, lines = run(begin, "verify", tmp_path / "bad")
    assert code == 3
    assert lines[0][0] == "CHECK"
    assert lines[0][1] != "ok"
