"""Power cuts at any moment of everything the program does, replayed from recorded system calls (quality.md D1, 8)."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.drivers.disk import Event, record, states
from tests.drivers.editor import PHASES
from tests.drivers.verify import look
from tests.drivers.witness import Witness, tell

ROOT = Path(__file__).resolve().parents[2]
RUN = (
    "import sys; from tests.drivers.editor import main\n"
    "for phase in sys.argv[3:]: main([sys.argv[1], '--phase', phase, '--edits', '8', '--seed', sys.argv[2]])"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace records the system calls; it is for Linux"),
]


@dataclass
class Run:
    """A recorded run: what happened, and for each moment what was acknowledged until then."""

    folder: Path
    events: list[Event]
    witness: Witness = field(default_factory=Witness)
    acknowledged: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        for event in self.events:
            if event.name == "say":
                self.witness.hear([event.data.decode().split()])
            self.acknowledged.append(self.witness.acknowledged)

    def fault(self, moment: int, files: dict[str, bytes], place: Path) -> str:
        """What is wrong when the program starts after a cut with these files; empty when nothing is."""
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, content in files.items():
            target = place / Path(name).relative_to(self.folder)
            # The map of the log in memory is no file that outlives its processes: SQLite makes it anew.
            if not name.endswith("-shm"):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        try:
            seen = look(place, steps=3)
        except Exception as error:  # noqa: BLE001  (whatever it is: the program did not open this)
            return f"{type(error).__name__}: {error}"
        if seen.wrong:
            return "; ".join(seen.wrong)
        if seen.rev < self.acknowledged[moment]:
            return f"{self.acknowledged[moment] - seen.rev} acknowledged edits lost"
        return "" if seen.digest in self.witness.tried[seen.rev] else f"revision {seen.rev} is not what was edited"


def recorded(folder: Path, phases: Sequence[str], seed: int) -> Run:
    library = folder / "library"
    command = [sys.executable, "-c", RUN, str(library), str(seed), *phases]
    return Run(library, record(command, library, folder / "calls.txt", ROOT))


def faults(run: Run, count: int, seed: int, place: Path) -> list[str]:
    found = (run.fault(moment, files, place) for moment, files in states(run.events, count, random.Random(seed)))
    return [fault for fault in found if fault]


@pytest.fixture(scope="module")
def short_run(tmp_path_factory):
    return recorded(tmp_path_factory.mktemp("short"), PHASES, 1)


def test_a_hundred_power_cuts(short_run, tmp_path):
    assert faults(short_run, 100, 1, tmp_path / "after") == []
    tell("100 power cuts over all phases: 0 lost, 0 damaged")


def test_the_replay_would_find_what_is_not_synced(short_run, tmp_path):
    careless = Run(short_run.folder, [e for e in short_run.events if e.name != "sync"])
    assert faults(careless, 12, 2, tmp_path / "after")


@pytest.mark.full
@pytest.mark.timeout(7200)
def test_two_thousand_power_cuts(tmp_path):
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        run = recorded(folder, [*PHASES, *PHASES], seed)
        assert faults(run, 200, seed, tmp_path / "after") == [], f"seed {seed}"
    tell("2,000 power cuts over all phases: 0 lost, 0 damaged")
