"""Names of conflict copies: whose version a file is, and what is somebody else's file."""

from __future__ import annotations

import pytest

from koosloome_desktop.support.versions import beside, conflicts, is_conflict, root

COPIES = (
    "Kogukonnamaja (Kadri's conflicted copy 2026-11-26)",
    "Kogukonnamaja (конфликтующая копия пользователя ПК 2026-11-26)",
    "Kogukonnamaja (conflicted copy 2026-11-26 101500)",
    "Kogukonnamaja.sync-conflict-20261126-101500-ABCDEF7",
    "Kogukonnamaja_conflict-20261126-101500",
    "Kogukonnamaja - Copy (2)",
    "Kogukonnamaja – koopia",
    "Kogukonnamaja copy 2",
    "Kogukonnamaja (1)",
    "Kogukonnamaja 2",
    "Kogukonnamaja-DESKTOP-4F7K2",
    "Kogukonnamaja-DESKTOP-4F7K2 (1)",
)


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy_has_the_name_of_its_file(stem):
    assert root(stem) == "Kogukonnamaja"


def test_what_is_no_mark_stays():
    for stem in ("Kogukonnamaja", "Koosolek maja teemal", "(1)", "töö-Oü", "copy"):
        assert root(stem) == stem


def test_versions_are_found_from_either_side_and_others_are_not(tmp_path):
    for stem in (*COPIES, "Kogukonnamaja", "Kogukonnamajad", "Muu (1)"):
        (tmp_path / f"{stem}.koosloome").write_bytes(b"x")
    (tmp_path / "Kogukonnamaja (1).json").write_bytes(b"x")
    (tmp_path / "Kogukonnamaja (3).koosloome").mkdir()
    one = {p.stem for p in beside(tmp_path / "Kogukonnamaja.koosloome")}
    assert one == set(COPIES)
    other = {p.stem for p in beside(tmp_path / f"{COPIES[0]}.koosloome")}
    assert other == {*COPIES[1:], "Kogukonnamaja"}
    assert beside(tmp_path / "gone" / "a.koosloome") == []


def test_a_librarys_versions_are_those_that_say_so(tmp_path):
    names = ("library (conflicted copy).sqlite", "library-LAPTOP-7.sqlite", "library (1).sqlite")
    for name in (*names, "library.sqlite", "library-damaged-20260101T000000.sqlite", "library2.sqlite", "x.sqlite"):
        (tmp_path / name).write_bytes(b"x")
    assert {p.name for p in conflicts(tmp_path / "library.sqlite")} == set(names)
    assert is_conflict("a (Konfliktis koopia)")
    assert not is_conflict("a (1)")
