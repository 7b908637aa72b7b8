"""What a program compiles itself is compiled once: found again by its text, never taken when damaged."""

from __future__ import annotations

import dataclasses
import sys

import pytest

from koosloome_desktop.support import kept_code
from koosloome_desktop.support.kept_code import KeptCode
from koosloome_desktop.support.paths import cache_dir


@pytest.fixture(autouse=True)
def may_write(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def value(store: KeptCode, text: str, filename: str = "<a>") -> object:
    names: dict[str, object] = {}
    exec(store.code(text, filename, lambda: compile(text, filename, "exec")), names)
    return names["x"]


def only_file():
    (found,) = (cache_dir() / "code").iterdir()
    return found


def test_it_is_compiled_once_by_its_text_and_its_file():
    store = KeptCode("a")
    assert (value(store, "x = 1"), value(store, "x = 2"), value(store, "x = 1", "<b>"), store.missed) == (1, 2, 1, 3)
    store.keep()
    again = KeptCode("a")
    assert (value(again, "x = 2"), value(again, "x = 1"), again.missed) == (2, 1, 0)
    assert (value(again, "x = 3"), again.missed) == (3, 1)
    again.keep()
    third = KeptCode("a")
    assert (value(third, "x = 1"), value(third, "x = 3"), third.missed) == (1, 3, 0)


@pytest.mark.parametrize("harm", ["cut", "flipped", "another Python's", "no code at all"])
def test_a_damaged_file_is_not_believed(harm):
    store = KeptCode("a")
    value(store, "x = 1")
    store.keep()
    whole = only_file().read_bytes()
    if harm in {"cut", "flipped"}:
        only_file().write_bytes(whole[:-3] if harm == "cut" else whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
    else:
        only_file().write_bytes(b"\0\0\0\0" + whole[4:] if harm == "another Python's" else whole[:4] + b"\xff")
    again = KeptCode("a")
    assert (value(again, "x = 1"), again.missed) == (1, 1)
    again.keep()
    assert only_file().read_bytes() == whole


def test_nothing_is_written_when_python_writes_nothing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    store = KeptCode("a")
    value(store, "x = 1")
    store.keep()
    assert not (cache_dir() / "code").exists()


def test_a_file_that_has_grown_begins_anew_with_what_was_used(monkeypatch):
    store = KeptCode("a")
    for number in range(50):
        value(store, f"x = {number}")
    store.keep()
    monkeypatch.setattr(kept_code, "_MOST", 1000)
    again = KeptCode("a")
    value(again, "x = 7")
    value(again, "x = 'new'")
    again.keep()
    assert len(KeptCode("a").parts().names()) == 2


def test_classes_come_out_the_same(monkeypatch):
    def made() -> list[object]:
        @dataclasses.dataclass(frozen=True, slots=True, order=True)
        class Point:
            """A point."""

            x: int
            y: list[int] = dataclasses.field(default_factory=list, compare=False)

        first = Point(1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            first.x = 2
        return [
            repr(first),
            first == Point(1, [3]),
            hash(first) == hash(Point(1)),
            first < Point(2),
            first.y,
        ]

    plain = made()
    monkeypatch.setattr(kept_code, "_now", [KeptCode("a")])
    for name in ("exec", "_repr_fn", "_frozen_get_del_attr"):
        monkeypatch.setitem(vars(dataclasses), name, vars(dataclasses).get(name, exec))
    kept_code.quick_classes()
    store = kept_code._now[0]
    assert made() == plain
    assert store.missed > 3
    missed = store.missed
    assert made() == plain
    assert store.missed == missed


def test_shared_methods_do_what_written_ones_do(monkeypatch):
    def made() -> list[object]:
        @dataclasses.dataclass(frozen=True)
        class Node:
            """One that may hold itself."""

            name: str
            inside: list[object]
            hidden: int = dataclasses.field(default=3, repr=False)

        @dataclasses.dataclass(frozen=True)
        class Leaf(Node):
            """One more."""

            width: float = 1.5

        node = Node("a", [])
        node.inside.append(node)
        said = [repr(node), repr(Leaf("b", [])), Node.__repr__.__qualname__, Node.__setattr__.__qualname__]
        for thing, change in (
            (node, lambda: setattr(node, "name", "b")),
            (node, lambda: setattr(node, "other", "b")),
            (node, lambda: delattr(node, "name")),
            (Leaf("b", []), lambda: setattr(Leaf("b", []), "width", 2)),
        ):
            with pytest.raises(dataclasses.FrozenInstanceError) as refused:
                change()
            said.append((str(refused.value), repr(thing)))
        return said

    for name in ("exec", "_repr_fn", "_frozen_get_del_attr"):
        monkeypatch.setitem(vars(dataclasses), name, vars(dataclasses).get(name, exec))
    plain = made()
    monkeypatch.setattr(kept_code, "_now", [KeptCode("a")])
    kept_code.quick_classes()
    assert made() == plain
