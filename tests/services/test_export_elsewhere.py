"""Large workshops are exported in a process beside the window: the same bytes, the same errors, stopped at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from koosloome_desktop.exports.elsewhere import Died, NeverBegan, conversation
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import photos
from koosloome_desktop.services.export import ExportCancelled, Snapshot, Wish, export_bytes
from koosloome_desktop.services.export_elsewhere import LARGE, made_beside
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import UsageError
from tests.drivers.pictures import flipchart, saved
from tests.drivers.waiting import bar
from tests.exports.reading import SAMPLES, sample

pytestmark = pytest.mark.slow
PDF = Path("w.pdf")
JPEG = saved(flipchart(400, 300))


@pytest.fixture(scope="module")
def snapshot():
    document = sample("01_kogukonnamaja")
    document.clock = FixedClock()
    with document.transaction("Photo") as tx:
        note = document.of(Note)[0]
        photos.set_photo(tx, note, photos.add_asset(tx, "a" * 64, "image/jpeg", width=400, height=300))
    return Snapshot.of(document)


def test_it_is_the_same_file_with_its_photos_and_tells_how_far_it_is(snapshot):
    asked, told = [], []

    def photo(sha256):
        asked.append(sha256)
        return JPEG

    wish = Wish(lang="ru", names=True)
    beside = made_beside(snapshot, PDF, wish, progress=lambda *step: told.append(step), photos=photo, large=0)
    assert asked
    assert told == sorted(told)
    assert len(told) > 5
    assert beside == export_bytes(snapshot.document(), PDF, wish, photos=lambda _sha256: JPEG)


def test_a_refusal_comes_back_as_it_is(snapshot):
    with pytest.raises(UsageError) as told:
        made_beside(snapshot, PDF, Wish(paper="b5"), large=0)
    with pytest.raises(UsageError, match="b5") as here:
        export_bytes(snapshot.document(), PDF, Wish(paper="b5"))
    assert told.value.line() == here.value.line()


def test_it_stops_within_a_second_wherever_it_is(snapshot):
    begun: list[float] = []

    def stop() -> bool:
        begun.append(time.monotonic())
        return len(begun) > 2

    with pytest.raises(ExportCancelled):
        made_beside(snapshot, PDF, Wish(), cancelled=stop, large=0)
    assert time.monotonic() - begun[-1] < bar(1.0)


def test_a_program_that_never_begins_is_told_from_one_that_dies_in_the_middle():
    with pytest.raises(NeverBegan):
        conversation("koosloome_desktop.no_such_program", ["x" * 200_000], lambda _v: (False, None), lambda: False)
    with pytest.raises(Died):
        conversation("koosloome_desktop.services.export_child", ["no task"], lambda _v: (False, None), lambda: False)


def test_the_samples_are_small_and_their_records_travel():
    import pickle

    for name in SAMPLES:
        records = list(Snapshot.of(sample(name)).records.values())
        assert len(records) < LARGE
        assert pickle.loads(pickle.dumps(records)) == records
