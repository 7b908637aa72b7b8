"""Killed at any moment, the program loses nothing that it called saved; and the drivers keep their promises."""

from __future__ import annotations

import hashlib
import itertools
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.drivers.editor import PHASES
from tests.drivers.witness import Witness, tell

ROOT = Path(__file__).resolve().parents[2]
OPEN_SECONDS = 5.0
"""The next start after a kill is open within this (quality.md, D1 and section 8)."""


def start(name: str, library: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.drivers.{name}", str(library), *words], cwd=ROOT, stdout=subprocess.PIPE
    )


def run(name: str, library: Path, *words: str) -> tuple[int, list[list[str]]]:
    process = start(name, library, *words)
    out = process.communicate(timeout=120)[0].decode()
    return process.returncode, [line.split(" ", 2) for line in out.splitlines()]


def run_and_kill(library: Path, chance: random.Random, *words: str) -> list[list[str]]:
    """Start the editor, let it go on for a random number of lines and moments, kill it; the whole lines it wrote."""
    process = start("editor", library, *words)
    got = b""
    try:
        for _ in range(chance.choice((1, 2, 3, 10, 40, 120, 300))):
            line = process.stdout.readline()
            if not line:
                break
            got += line
        time.sleep(chance.random() * 0.02)  # not a wait for something: the kill shall fall anywhere
    finally:
        process.kill()
        got += process.communicate()[0]
    return [line.split(" ", 2) for line in got.decode().split("\n")[:-1]]


def kill_and_look(library: Path, rounds: int, seed: int, phases: Sequence[str] = PHASES) -> None:
    """Start, kill and look so many times, the phases in turn; prints what was counted."""
    chance, witness = random.Random(seed), Witness()
    turns = itertools.cycle(phases)
    for number in range(rounds):
        witness.hear(run_and_kill(library, chance, "--seed", str(number), "--phase", next(turns)))
        begun = time.monotonic()
        process = start("verify", library)
        first = process.stdout.readline()
        seconds = time.monotonic() - begun
        lines = [line.split(" ", 2) for line in (first + process.communicate()[0]).decode().splitlines()]
        assert process.returncode == 0, lines
        assert seconds < OPEN_SECONDS
        witness.judge(lines)
    assert witness.acknowledged >= rounds
    tell(f"{rounds} kills in {', '.join(phases)}: {witness.acknowledged} acknowledged edits, 0 lost")


def test_two_kills(tmp_path):
    kill_and_look(tmp_path / "library", 2, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills(tmp_path):
    kill_and_look(tmp_path / "library", 50, seed=2)


@pytest.mark.full
@pytest.mark.timeout(7200)
def test_a_thousand_kills(tmp_path):
    kill_and_look(tmp_path / "library", 1000, seed=3)


@pytest.mark.full
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("phase", PHASES)
def test_two_hundred_kills_in_each_phase(tmp_path, phase):
    kill_and_look(tmp_path / "library", 200, seed=4, phases=[phase])


def test_an_edit_is_tried_then_acknowledged_and_is_there_afterwards(tmp_path):
    witness = Witness()
    for phase in ("undo", "migrate"):
        code, lines = run("editor", tmp_path, "--edits", "20", "--phase", phase)
        assert code == 0
        witness.hear(lines)
        acknowledged = [int(n) for word, n, _ in lines if word == "ACK"]
        assert acknowledged == sorted(acknowledged)
        code, lines = run("verify", tmp_path)
        assert code == 0
        witness.judge(lines)
        assert lines[0] == ["STATE", str(witness.acknowledged), *witness.tried[witness.acknowledged]]
        assert lines[2] == ["NOTICE", "none"]


def test_after_a_kill_the_notice_says_so_once(tmp_path):
    witness = Witness()
    witness.hear(run_and_kill(tmp_path, random.Random(1), "--seed", "1"))
    notices = [run("verify", tmp_path)[1][2] for _ in range(2)]
    assert notices[0][:2] != ["NOTICE", "none"]
    assert notices[1] == ["NOTICE", "none"]


def test_an_empty_folder(tmp_path):
    code, lines = run("verify", tmp_path)
    assert code == 0
    assert lines == [["STATE", "0", hashlib.sha256(b"").hexdigest()], ["CHECK", "ok"], ["NOTICE", "none"]]


def test_a_phase_that_is_not_there_yet_is_refused(tmp_path, capfd):
    code, lines = run("editor", tmp_path / "x", "--phase", "room")
    assert (code, lines) == (2, [])
    assert "edit, undo, import" in capfd.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_library_in_use_or_damaged_is_told(tmp_path):
    process = start("editor", tmp_path)
    try:
        process.stdout.readline()
        code, lines = run("editor", tmp_path, "--edits", "1")
        assert code == 1
        assert lines[0][0] == "ERR"
    finally:
        process.kill()
        process.communicate()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "library.sqlite").write_bytes(b"no database " * 100)
    code, lines = run("verify", tmp_path / "bad")
    assert code == 3
    assert lines[0][0] == "CHECK"
    assert lines[0][1] != "ok"
