"""A box whose note says the rest when somebody asks is the box that says it at once."""

from __future__ import annotations

import copy
import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest

from koosloome_desktop.layout.card import Card
from koosloome_desktop.layout.notebox import LATE, NoteBox
from koosloome_desktop.layout.primitives import SCREEN, NoteIn

NOTE = NoteIn(
    "a", "Buss ei sõida pärast kella", zone="cause", kind="cause", footer="● Põhjus", votes=3, badges=("×2", "↗"),
    second="No bus after", photo="p1",
)  # fmt: skip


def later(note: NoteIn = NOTE, **named) -> NoteBox:
    return Card(note, SCREEN, True, **named).place(10.0, 20.0, 2)


def at_once(box: NoteBox) -> NoteBox:
    return NoteBox(**{f.name: getattr(box, f.name) for f in fields(NoteBox) if f.init})


@pytest.mark.parametrize("named", [{}, {"centred": True, "width": 300.0, "least": 0.0}])
def test_it_says_the_same_however_it_is_asked(named):
    whole = at_once(later(**named))
    assert later(**named) == whole == later(**named)
    assert hash(later(**named)) == hash(whole)
    assert repr(later(**named)) == repr(whole)
    assert pickle.loads(pickle.dumps(later(**named))) == whole
    assert copy.copy(later(**named)) == whole
    assert replace(later(**named), x=1.0) == replace(whole, x=1.0)
    assert later(**named).scaled(2.0) == whole.scaled(2.0)
    for name in LATE:
        assert getattr(later(**named), name) == getattr(whole, name), name


def test_boxes_that_say_something_else_are_not_equal():
    assert later() != later(replace(NOTE, text="Buss sõidab"))


def test_a_name_that_no_box_has_is_an_error():
    box = later()
    for _ in range(2):
        with pytest.raises(AttributeError):
            box.colour  # type: ignore[attr-defined]  # noqa: B018
    assert box.votes == 3


def test_a_card_that_grew_after_its_box_was_placed_leaves_that_one_as_it_was():
    card = Card(NOTE, SCREEN, True, centred=True)
    small = card.place(0.0, 0.0)
    card.h += 40.0
    large = card.place(0.0, 0.0)
    assert large.footer_baseline == small.footer_baseline + 40.0
    assert large.first_baseline == small.first_baseline + 20.0


def test_a_card_that_did_not_move_gives_the_same_box():
    card = Card(NOTE, SCREEN, True)
    box = card.place(1.0, 2.0)
    assert card.place(1.0, 2.0) is box
    assert card.place(1.0, 3.0) is not box


def test_box_and_card_are_no_ring():
    card = Card(NOTE, SCREEN, True)
    reached, work = set(), [card.place(0.0, 0.0)]
    while work:
        thing = work.pop()
        if id(thing) not in reached and not isinstance(thing, type):
            reached.add(id(thing))
            assert thing is not card
            work += gc.get_referents(thing)


def test_several_threads_may_ask_the_same_box():
    boxes = [later(replace(NOTE, id=str(n))) for n in range(200)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [b.lines for b in boxes], range(4)))
    assert all(lines == [b.lines for b in boxes] for lines in found)
