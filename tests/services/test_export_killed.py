"""A file that leaves is the old one or the new one, whole, whenever the program is killed: every format, fifty times.

One driver loads the program once and forks a writer for each kill, so that a kill costs what the export costs. Half of
the kills come anywhere on the way, half while the new file's bytes are on their way to the disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from koosloome_desktop.services.export_formats import FORMATS
from koosloome_desktop.support.settingsfile import sweep

ROOT = Path(__file__).resolve().parents[2]
DRIVER = r"""
import json, os, signal, sys, time
from pathlib import Path
from koosloome_desktop.services.export import Wish, export_bytes, export_workshop, write_file
from koosloome_desktop.services.export_formats import FORMATS
from koosloome_desktop.support.clock import FixedClock
from tests.exports.reading import sample

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
one, two = sample("01_kogukonnamaja"), sample("03_turvaline_koolitee")
one.clock = two.clock = FixedClock()
for ending, spec in FORMATS.items():
    path = folder / f"w{ending}"
    wish = Wish(what="canvas" if spec.needs_canvas else "plan" if "plan" in spec.parts else "",
                canvas="journey" if spec.needs_canvas else "")
    old = export_bytes(one, path, wish)
    begun = time.perf_counter()
    new = export_bytes(two, path, wish)
    took = time.perf_counter() - begun
    assert old != new, ending
    for number in range(rounds):
        write_file(path, old)
        child = os.fork()
        if child == 0:
            export_workshop(two, path, what=wish.what, canvas=wish.canvas)
            os._exit(0)
        begun = time.perf_counter()
        if number % 2:
            while time.perf_counter() - begun < took * (number + 1) / rounds:
                pass
        else:  # the moment a file is being written: wait for it to appear, then for a different little while each time
            while not any(n.endswith(".part") for n in os.listdir(folder)) and time.perf_counter() - begun < took * 9:
                pass
            begun = time.perf_counter()
            while time.perf_counter() - begun < number * 0.0001:
                pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = path.read_bytes()
        print(json.dumps([ending, "old" if found == old else "new" if found == new else "broken"]), flush=True)
"""


def killed(folder: Path, rounds: int) -> list[tuple[str, str]]:
    """(ending, what was found) for each kill."""
    words = [sys.executable, "-c", DRIVER, str(folder), str(rounds)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a driver that forks")
@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=[pytest.mark.full, pytest.mark.timeout(1800)])])
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path, rounds):
    found = killed(tmp_path, rounds)
    told = Counter(state for _ending, state in found)
    assert len(found) == rounds * len(FORMATS)
    assert told["broken"] == 0, [one for one in found if one[1] == "broken"]
    assert told["old"] > rounds, "kills came before the end"
    left = {p.name for p in tmp_path.iterdir() if not p.name.startswith("w.")}
    assert all(name.startswith(".koosloome-") for name in left)
    assert sweep(tmp_path) == len(left)
