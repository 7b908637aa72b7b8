"""A file of many parts: each is read alone, none that is damaged is given, on every system."""

from __future__ import annotations

import os

import pytest

from koosloome_desktop.support.kept_parts import Parts, write_parts

PARTS = {("a", 1): b"first" * 100, "b": b"", "c": bytes(range(256))}


@pytest.fixture(params=["a place of a file", "the whole file"])
def place(request, tmp_path, monkeypatch):
    if request.param == "the whole file":
        monkeypatch.delattr(os, "pread", raising=False)
    write_parts(tmp_path / "a-1.bin", ("mark", 7), PARTS, "a-*.bin")
    return tmp_path / "a-1.bin"


def test_each_part_comes_back_with_its_mark(place):
    there = Parts(place)
    assert (there.mark, there.names(), there.size()) == (("mark", 7), list(PARTS), 756)
    assert {name: there.get(name) for name in there.names()} == PARTS
    assert there.get("d") is None
    there.close()
    assert there.get("c") is None, "after closing there is none"


def test_a_damaged_part_is_left_out_and_the_others_are_there(place):
    whole = place.read_bytes()
    for harm in (whole[:-3], whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:]):
        place.write_bytes(harm)
        there = Parts(place)
        assert there.get(("a", 1)) == PARTS["a", 1]
        assert there.get("c") is None


@pytest.mark.parametrize("harm", [0, 5, 9, 13, 20])
def test_a_damaged_list_is_no_list(place, harm):
    whole = place.read_bytes()
    for data in (whole[:harm], whole[:harm] + bytes([whole[harm] ^ 1]) + whole[harm + 1 :]):
        place.write_bytes(data)
        assert (Parts(place).names(), Parts(place).mark) == ([], None)
    place.unlink()
    assert Parts(place).names() == []


def test_a_new_file_takes_the_place_of_older_ones(place, tmp_path):
    there = Parts(place)
    write_parts(tmp_path / "a-2.bin", None, {"x": b"y"}, "a-*.bin")
    assert [p.name for p in tmp_path.iterdir()] == ["a-2.bin"]
    assert Parts(tmp_path / "a-2.bin").get("x") == b"y"
    assert there.get("c") == PARTS["c"], "who has the old one open goes on with it"
