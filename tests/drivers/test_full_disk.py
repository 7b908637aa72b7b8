"""A disk of 64 MB full to its last byte: nothing is lost, people hear which disk it is, and it goes on (D5)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.full_disk import mounting
from tests.drivers.waiting import PATIENCE
from tests.drivers.witness import tell

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What the driver saw in all four roles."""
    before = mounting()
    if before is None:
        pytest.skip("nothing may be mounted here: a full disk cannot be made")
    folder = tmp_path_factory.mktemp("full")
    words = [*before, sys.executable, "-m", "tests.drivers.full_disk", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 5, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_as_the_librarys_disk_the_reserve_is_given_up_then_edits_wait_in_memory(seen):
    found = seen["library"]
    assert found["laid"], "the reserve was never laid down"
    assert found["edits_on_the_reserve"] >= 1
    for told in (found["told"], found["deleting"]):
        assert "one on täis: vaja on 1,0 MB, vaba on 0 kB" in told
    assert found["saved_again"], "saving did not come back when there was room"
    assert found["same"]
    assert found["wrong"] == []
    assert found["laid_again"]
    tell("full disk of 64 MB as library, export, temporary and backup folder: 0 lost, 0 damaged")


def test_as_the_exports_disk_old_files_stay_whole(seen):
    found = seen["export"]
    assert all("ketas on täis; fail vajab" in told for told in found["told"].values()), found["told"]
    assert found["whole"]
    assert found["stray"] == []
    assert found["saved"]
    assert found["closed"]


def test_as_the_temporary_disk_everything_goes_on(seen):
    assert seen["temp"] == {"saved": True, "told": [""] * 6, "problems": 0, "same": True}


def test_as_the_backups_disk_older_snapshots_stay_and_people_hear_it(seen):
    found = seen["backup"]
    assert "four/library/backups on täis: hetktõmmis vajab" in found["told"]
    assert found["left"] == []
    assert found["saved"]
    assert found["again"] == 2
    assert found["closed"]
