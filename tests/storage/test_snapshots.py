"""Snapshots: numbered, thinned with age, believed only after a check, put back without a mixture."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koosloome_desktop.model.records import Note
from koosloome_desktop.services import snapshots as service
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.storage import driver
from koosloome_desktop.storage.keeping import SnapshotKeeper
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.rows import Snapshot
from koosloome_desktop.storage.snapshots import (
    SnapshotReader,
    find_snapshot,
    kept,
    mark_of,
    restore_library,
    snapshots,
    take_snapshot,
    unchanged,
)
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import DamagedLibrary, LibraryBusy, NotFound, StorageError
from koosloome_desktop.support.paths import resource
from tests.drivers.waiting import PATIENCE
from tests.storage.helpers import dump, sample

NOON = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)


def add(folder: Path, code: str) -> None:
    with Library.open(folder) as library:
        library.create(sample(code))


def codes(folder: Path) -> list[str]:
    with Library.open(folder, read_only=True) as library:
        return sorted(row.code for row in library.list())


def test_a_snapshot_has_a_number_a_time_a_reason_and_everything(folder):
    file = folder / "library.sqlite"
    one = take_snapshot(file, NOON, "hand")
    assert (one.number, one.at, one.reason) == (1, NOON, "hand")
    assert dump(one.path) == dump(file)
    two = take_snapshot(file, NOON + timedelta(minutes=10), "auto")
    assert [s.number for s in snapshots(file)] == [2, 1]
    assert find_snapshot(file, "1") == one
    assert find_snapshot(file, two.path.name) == two
    with pytest.raises(NotFound):
        find_snapshot(file, "3")


def test_a_clock_that_jumped_changes_neither_order_nor_what_stays(folder):
    file = folder / "library.sqlite"
    future = take_snapshot(file, NOON + timedelta(days=1100), "auto")
    for minute in range(25):
        last = take_snapshot(file, NOON + timedelta(minutes=minute), "auto")
    found = snapshots(file)
    assert found[0] == last
    # The one of the wrong future is one day's last, and stays as that; the newest ones are all here.
    assert [s.number for s in found] == [*range(26, 16, -1), future.number]


def shots(moments: list[datetime]) -> list[Snapshot]:
    return [Snapshot(n, at, "auto", 1, Path("x")) for n, at in enumerate(moments, 1)]


def test_ten_latest_seven_days_and_four_weeks_stay():
    moments = [NOON + timedelta(hours=6 * n) for n in range(4 * 40)]
    stay = kept(shots(moments))
    total = len(moments)
    assert set(range(total - 9, total + 1)) <= stay
    days = {moments[n - 1].date() for n in stay}
    assert {(moments[-1] - timedelta(days=d)).date() for d in range(7)} <= days
    weeks = {moments[n - 1].isocalendar()[:2] for n in stay}
    assert len(weeks) == 4
    assert len(stay) <= 10 + 7 + 4


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=60))
@settings(deadline=None)
def test_whatever_the_clock_said_the_latest_stay_and_few_others(moments):
    stay = kept(shots(moments))
    assert set(range(len(moments), max(0, len(moments) - 10), -1)) <= stay
    assert len(stay) <= 21


def test_nothing_new_needs_no_snapshot(folder):
    file = folder / "library.sqlite"
    assert not unchanged(file)
    take_snapshot(file, NOON, "auto")
    assert unchanged(file)
    add(folder, "T2")
    assert not unchanged(file)
    assert mark_of(file) != mark_of(snapshots(file)[0].path)


def test_everything_goes_back_and_what_was_there_is_kept(folder):
    file = folder / "library.sqlite"
    one = take_snapshot(file, NOON, "hand")
    before = dump(file)
    add(folder, "T2")
    assert restore_library(file, one, NOON) is None
    assert codes(folder) == ["T1"]
    assert dump(file) == before
    kept_one = snapshots(file)[0]
    assert kept_one.reason == "restore"
    with SnapshotReader(kept_one) as reader:
        assert sorted(row.code for row in reader.workshops()) == ["T1", "T2"]
    restore_library(file, kept_one, NOON)
    assert codes(folder) == ["T1", "T2"]
    with Library.open(folder) as library:
        assert library.recovery is None


def test_a_snapshot_of_an_open_library_is_no_crash_when_it_comes_back(folder):
    file = folder / "library.sqlite"
    with Library.open(folder):
        one = take_snapshot(file, NOON, "auto")
    restore_library(file, one, NOON)
    with Library.open(folder) as library:
        assert library.recovery is None


def test_a_damaged_snapshot_puts_nothing_in_place(folder):
    file = folder / "library.sqlite"
    one = take_snapshot(file, NOON, "hand")
    data = bytearray(one.path.read_bytes())
    data[5 * 4096 : 6 * 4096] = bytes([7]) * 4096
    one.path.write_bytes(data)
    before = dump(file)
    with pytest.raises(DamagedLibrary):
        restore_library(file, one, NOON)
    assert dump(file) == before


def test_a_damaged_library_is_moved_aside_not_overwritten(folder):
    file = folder / "library.sqlite"
    one = take_snapshot(file, NOON, "hand")
    data = bytearray(file.read_bytes())
    data[4096 : 6 * 4096] = bytes([7]) * 5 * 4096
    file.write_bytes(data)
    aside = restore_library(file, one, NOON)
    assert aside is not None
    assert aside.read_bytes() == bytes(data)
    assert codes(folder) == ["T1"]


def test_an_open_library_is_not_put_back(folder):
    file = folder / "library.sqlite"
    take_snapshot(file, NOON, "hand")
    with Library.open(folder), pytest.raises(LibraryBusy):
        service.restore_everything(file, "1")


def texts(document) -> list[str]:
    return sorted(note.text for note in document.of(Note))


def test_one_workshop_comes_back_beside_the_present_one(tmp_path):
    file = tmp_path / "library.sqlite"
    clock = FixedClock(NOON)
    library = LibraryService.open(tmp_path, clock=clock)
    try:
        library.import_file(resource("samples", "01_kogukonnamaja.json"))
        (row,) = library.list()
        before = library.document(row.id)
        take_snapshot(file, NOON, "hand")
        library.delete(row.id)
        copy = service.restore_copy(library, "1", row.id)
        assert copy.title.endswith("(15.10.2026 12.00)")
        assert [r.id for r in library.list()] == [copy.id]
        assert texts(library.document(copy.id)) == texts(before)
        assert [s.reason for s in snapshots(file)] == ["hand"]
        with pytest.raises(NotFound):
            service.restore_copy(library, "1", "nobody")
    finally:
        library.close()


def test_deleting_a_workshop_takes_a_snapshot_first(folder):
    library = LibraryService.open(folder)
    try:
        (row,) = library.list()
        library.delete(row.id)
    finally:
        library.close()
    (one,) = snapshots(folder / "library.sqlite")
    assert one.reason == "delete"
    with SnapshotReader(one) as reader:
        assert [r.id for r in reader.workshops()] == [row.id]
        assert reader.load(row.id).records


class Ticks:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_ten_minutes_of_change_make_one_and_silence_none(folder):
    file = folder / "library.sqlite"
    take_snapshot(file, NOON, "hand")
    ticks = Ticks()
    keeper = SnapshotKeeper(file, FixedClock(NOON), monotonic=ticks)
    with Library.open(folder) as library:
        library.keep_snapshots(keeper)
        keeper.begin()
        assert keeper.wait(PATIENCE)
        assert len(snapshots(file)) == 1
        row = library.list()[0]
        for seconds in (0, 300, 599):
            ticks.now = seconds
            library.save_draft(row.id, "capture", "", str(seconds))
            assert library.flush(20)
        library.create(sample("T2"))
        ticks.now = 601
        library.save_draft(row.id, "capture", "", "601")
        assert library.flush(20)
        assert keeper.wait(PATIENCE)
        assert [s.reason for s in snapshots(file)] == ["auto", "hand"]
        with SnapshotReader(snapshots(file)[0]) as reader:
            assert reader.count() == 2


def test_a_snapshot_that_fails_is_told_and_stops_nothing(folder):
    file = folder / "library.sqlite"
    (folder / "backups").write_text("in the way")
    told: list[Exception] = []
    keeper = SnapshotKeeper(file, FixedClock(NOON), failed=told.append)
    with Library.open(folder) as library:
        library.keep_snapshots(keeper)
        keeper.begin()
        assert keeper.wait(PATIENCE)
        library.create(sample("T2"))
    assert [type(e) for e in told] == [StorageError]
    assert codes(folder) == ["T1", "T2"]


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from koosloome_desktop.storage.snapshots import find_snapshot, restore_library, take_snapshot, snapshots
file = Path(sys.argv[1])
print("go", flush=True)
while True:
    restore_library(file, find_snapshot(file, sys.argv[2]), datetime.now(UTC))
"""


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [0, 3, 7, 13, 22, 35, 60, 90])
def test_a_kill_while_restoring_leaves_one_state_or_the_other(folder, milliseconds):
    file = folder / "library.sqlite"
    one = take_snapshot(file, NOON, "hand")
    add(folder, "T2")
    two = take_snapshot(file, NOON, "hand")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file), str(one.number)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    try:
        process.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
    connection = driver.connect(f"{file.as_uri()}?mode=rw")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
    assert codes(folder) in (["T1"], ["T1", "T2"])
    assert two.path.exists() or one.path.exists()
