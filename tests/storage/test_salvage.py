"""A damaged library: what can be read of it comes into a new one, with counts; the damaged file is kept as it is."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

import pytest

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.records import Note
from koosloome_desktop.storage.library import Library
from koosloome_desktop.storage.pages import Pages
from koosloome_desktop.storage.salvage import read_damaged, salvage
from koosloome_desktop.support.clock import FixedClock
from koosloome_desktop.support.errors import DamagedLibrary, KoosloomeError
from tests.storage.helpers import digest, sample

PAGE = 4096


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A library with three workshops, one of them in the bin, long texts that go over several pages, and a picture."""
    folder = tmp_path_factory.mktemp("full")
    picture = Blob.of(b"\xff\xd8" + bytes(range(256)) * 100, "image/jpeg")
    with Library.open(folder) as library:
        rows = [library.create(sample("T1", notes=60), pictures=[picture]), library.create(sample("T2", notes=40))]
        long = [replace(r, text="pikk jutt " * 900) if isinstance(r, Note) else r for r in sample("T3", 3)]
        rows.append(library.create(long))
        library.delete(rows[1].id)
    return folder


@pytest.fixture
def broken(full, tmp_path):
    shutil.copytree(full, tmp_path / "library")
    return tmp_path / "library" / "library.sqlite"


def contents(folder) -> dict[str, int]:
    with Library.open(folder) as library:
        assert library.check() == []
        rows = [*library.list(), *library.list(deleted=True)]
        return {row.code: row.notes for row in rows}


def test_a_sound_file_is_read_whole_page_by_page(full):
    found = read_damaged(full / "library.sqlite")
    assert sorted(len(found.records(w)) for w in found.workshops()) == [len(sample("x", 3)), len(sample("x", 40)),
                                                                       len(sample("x", 60))]  # fmt: skip
    assert len(found.blobs) == 1


def test_a_library_whose_trees_are_gone_comes_back_whole(broken):
    data = bytearray(broken.read_bytes())
    data[0:100] = bytes(100)  # the header: SQLite takes this for no database at all
    broken.write_bytes(data)
    before = digest(broken)
    with pytest.raises(KoosloomeError):
        Library.open(broken.parent)
    told = salvage(broken, FixedClock())
    assert digest(told.aside) == before
    assert contents(broken.parent) == {"T1": 60, "T2": 40, "T3": 3}
    assert sorted((w.notes, w.stated_notes) for w in told.workshops) == [(3, 3), (40, 40), (60, 60)]
    with Library.open(broken.parent) as library:
        assert [row.code for row in library.list(deleted=True)] == ["T2"]
        assert library.recovery is None
    assert not list(broken.parent.glob("rescue-*"))


@pytest.mark.slow
def test_truncated_zero_tailed_and_scrambled_files_give_what_is_left_with_counts(broken):
    whole = broken.read_bytes()
    pages = len(whole) // PAGE
    chance = random.Random(5)
    lost = 0
    for number in range(12):
        data = bytearray(whole)
        cut = chance.randrange(pages // 3, pages) * PAGE
        if number % 3 == 0:
            del data[cut + chance.randrange(PAGE) :]
        elif number % 3 == 1:
            data[cut:] = bytes(len(data) - cut)
        else:
            for _ in range(6):
                at = chance.randrange(len(data) - 300)
                data[at : at + 300] = chance.randbytes(300)
        shutil.rmtree(broken.parent)
        broken.parent.mkdir()
        broken.write_bytes(data)
        told = salvage(broken, FixedClock())
        left = contents(broken.parent)
        assert set(left) >= {"T1"}, number
        for one in told.workshops:
            assert one.notes <= max(one.stated_notes, one.notes)
            assert str(one.notes) in one.line()
        lost += sum(w.stated_notes - w.notes for w in told.workshops)
    assert lost > 0, "nothing was damaged"


def test_what_stands_in_the_log_only_is_read_too(full, tmp_path):
    with Library.open(tmp_path / "a") as library:
        library.create(sample("T9", notes=30))
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    file = tmp_path / "b" / "library.sqlite"
    assert (tmp_path / "b" / "library.sqlite-wal").stat().st_size > PAGE
    assert len(list(Pages(file).rows())) > 30
    salvage(file, FixedClock())
    assert contents(tmp_path / "b") == {"T9": 30}


@pytest.mark.parametrize("data", [b"", b"this is a letter" * 1000, bytes(50_000)])
def test_where_nothing_can_be_read_nothing_is_touched(tmp_path, data):
    file = tmp_path / "library.sqlite"
    file.write_bytes(data)
    with pytest.raises(DamagedLibrary):
        salvage(file, FixedClock())
    assert file.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["library.sqlite"]
