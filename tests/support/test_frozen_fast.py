"""What is made quickly is what the class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields

import pytest

from koosloome_desktop.layout.inputs import NoteIn
from koosloome_desktop.model.records import KINDS, Note
from koosloome_desktop.support.frozen_fast import maker


@dataclass(frozen=True, slots=True)
class Plain:
    one: int
    two: list[int] = field(default_factory=list)
    three: str = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Below(Plain):
    four: int = 4


@dataclass(frozen=True, slots=True)
class Looks:
    one: int

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError


@pytest.mark.parametrize("cls", [*KINDS.values()])
def test_every_kind_of_record(cls):
    made = maker(cls)
    usual = cls(id="a")
    quick = made(id="a")
    assert type(quick) is cls
    assert quick == usual
    assert hash(quick) == hash(usual)
    assert all(getattr(quick, f.name) == getattr(usual, f.name) for f in fields(cls))
    assert pickle.loads(pickle.dumps(quick)) == usual


def test_it_is_quick_for_what_a_board_has_thousands_of():
    """Where this fails a new Python compares classes more strictly: all works, a tenth of a second later."""
    assert maker(Note) is not Note
    assert maker(NoteIn) is not NoteIn


def test_what_is_made_cannot_be_changed():
    made = maker(Note)(id="a", text="Tekst")
    with pytest.raises(FrozenInstanceError):
        made.text = "Muu"
    with pytest.raises(FrozenInstanceError):
        del made.text
    assert made.text == "Tekst"


def test_values_defaults_and_mistakes_are_those_of_the_class():
    made = maker(Below)
    assert made(1, [2], four=5) == Below(1, [2], four=5)
    assert made(1).two == []
    assert made(1).two is not made(1).two
    for words in ((), (1, [], "3", 4)):
        with pytest.raises(TypeError):
            made(*words)
    with pytest.raises(TypeError):
        made(1, five=5)


def test_a_class_that_looks_at_itself_is_asked():
    with pytest.raises(ValueError):  # noqa: PT011
        maker(Looks)(-1)
