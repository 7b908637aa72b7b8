"""Change sets: inverse and composition are laws, the journal loses nothing, `carried` respects what others did."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.model.changes import ChangeSet, Origin, Update, carried, compose, difference, from_json, to_json
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Cluster, Note
from tests.model.worlds import Desk, acts, begin, copied, through_json

steps = st.lists(st.lists(acts(), min_size=1, max_size=3), min_size=1, max_size=6)


def played(some) -> tuple[Desk, list[ChangeSet]]:
    desk = Desk()
    for step in some:
        desk.act(lambda tx, text, step=step: [act(tx, f"{text}.{i}") for i, act in enumerate(step)])
    return desk, desk.journal


@given(steps)
def test_a_change_and_its_inverse_are_nothing(some):
    desk, journal = played(some)
    for change in reversed(journal):
        before = desk.document.digest()
        desk.document.apply(change.inverse(Origin.REMOTE))
        desk.document.apply(change)
        assert desk.document.digest() == before
        desk.document.apply(change.inverse(Origin.REMOTE))
        assert change.inverse(Origin.UNDO).inverse(change.origin) == ChangeSet(
            change.label, change.origin, change.created, change.updated, change.removed, change.at
        )
    assert desk.document.digest() == begin().digest()


@given(steps)
def test_composed_changes_do_what_one_after_the_other_does(some):
    _, journal = played(some)
    for start, end in itertools.combinations(range(len(journal) + 1), 2):
        if end - start < 2:
            continue
        whole = journal[start]
        for change in journal[start + 1 : end]:
            whole = compose(whole, change)
        document = begin()
        for change in journal[:start]:
            document.apply(change)
        before = document.digest()
        document.apply(whole)
        other = begin()
        for change in journal[:end]:
            other.apply(change)
        assert document.digest() == other.digest()
        document.apply(whole.inverse(Origin.REMOTE))
        assert document.digest() == before


@given(steps)
def test_composing_is_associative(some):
    _, journal = played(some)
    for one, two, three in zip(journal, journal[1:], journal[2:], strict=False):
        left, right = compose(compose(one, two), three), compose(one, compose(two, three))
        assert {r.id: r for r in left.created} == {r.id: r for r in right.created}
        assert {r.id: r for r in left.removed} == {r.id: r for r in right.removed}
        assert {u.id: (dict(u.before), dict(u.after)) for u in left.updated} == {
            u.id: (dict(u.before), dict(u.after)) for u in right.updated
        }


def test_steps_that_cancel_out_compose_to_nothing():
    desk = Desk()
    one = desk.act(lambda tx, _: tx.update(tx.document.get("n0", Note), text="x"))
    back = desk.act(lambda tx, _: tx.update(tx.document.get("n0", Note), text="märge 0"))
    assert compose(one, back).empty
    made = desk.act(lambda tx, _: tx.create(Note(id="x", canvas="canvas-a")))
    gone = desk.act(lambda tx, _: tx.remove("x"))
    assert compose(made, gone).empty
    away = desk.act(lambda tx, _: tx.remove("n5"))
    again = desk.act(lambda tx, _: tx.create(away.removed[0]))
    assert compose(away, again).empty


@given(steps)
def test_the_journal_gives_back_every_change_set(some):
    desk, journal = played(some)
    for change in journal:
        assert through_json(change) == change
    other = begin()
    for change in journal:
        other.apply(through_json(change), origin=change.origin)
    assert other.digest() == desk.document.digest() == copied(desk.document).digest()


def test_a_journal_row_of_a_newer_program_is_read_as_far_as_it_is_known():
    row = to_json(ChangeSet("Add", Origin.LOCAL, (Note(id="a", text="x"),), (), (), "2026-10-15T14:05:00.000Z", "k"))
    row["created"].append(["hologram", "h", 1, {}])
    row["updated"] = [["hologram", "h", {}, {"x": 1}]]
    change = from_json(row)
    assert change.ids() == {"a"}
    assert change.merge_key == "k"


def test_difference_holds_changed_fields_only():
    one, two = Note(id="a", text="x", x=1), Note(id="a", text="x", x=1.0, zone="z")
    assert difference(one, two) == Update(
        "a", "note", FrozenMap({"zone": "", "x": 1}), FrozenMap({"zone": "z", "x": 1.0})
    )
    assert difference(one, one) is None


@pytest.mark.parametrize(
    ("before", "after", "now", "merged"),
    [
        ((), ("a",), ("b",), ("b", "a")),
        (("a", "b"), ("a",), ("a", "b", "c"), ("a", "c")),
        (("a", "b"), ("b", "a"), ("a", "b", "c"), ("a", "b", "c")),
        (("a",), ("a", "x"), ("a", "x", "y"), ("a", "x", "y")),
        (("a", "b"), (), ("b",), ()),
    ],
)
def test_lists_of_references_take_both_sides(before, after, now, merged):
    update = Update("c", "cluster", FrozenMap({"notes": before}), FrozenMap({"notes": after}))
    assert carried(Cluster(id="c", notes=now), update) == ({"notes": merged}, [])


def test_fields_that_others_set_stand_against_a_change():
    update = Update(
        "a", "note", FrozenMap({"text": "", "zone": "", "x": 1}), FrozenMap({"text": "t", "zone": "z", "x": 2})
    )
    assert carried(Note(id="a", text="other", zone="z", x=1), update) == ({"x": 2}, ["text"])
    # 1 is not 1.0: somebody has set it.
    assert carried(Note(id="a", x=1.0), update) == ({"text": "t", "zone": "z"}, ["x"])
