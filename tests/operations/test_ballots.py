"""Votes by hands and paper: the cap, methods and groups added up, ties, rounds, hidden totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Ballot, Note
from koosloome_desktop.operations import ballots, queries
from koosloome_desktop.operations.ballots import TooManyDots, count, open_ballot, results, suggested_dots
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services import workshop_file


def from_file(data):
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document


def room(notes: int = 20, voters: int = 12, **more):
    document = new_workshop("x", canvases=(("problem_map", "problem_tree"),))
    canvas = queries.canvases(document)[0].id
    with document.transaction("x") as tx:
        ids = [add_note(tx, canvas, f"Põhjus {n}", zone="causes").id for n in range(notes)]
        ballot = open_ballot(tx, canvas, voters=voters, **{"dots": 3, **more})
    return document, ballot, ids


def give(document, ballot, target, number, **more):
    with document.transaction("Count") as tx:
        count(tx, document.get(ballot.id, Ballot), target, number, **more)


@pytest.mark.parametrize(("items", "dots"), [(1, 2), (6, 2), (10, 3), (12, 3), (16, 4), (20, 5), (60, 5)])
def test_dots_are_suggested_by_the_number_of_things(items, dots):
    assert suggested_dots(items) == dots


def test_twelve_people_give_thirty_six_dots_and_the_thirty_seventh_is_refused():
    document, ballot, ids = room()
    for target, number in zip(ids[:6], (9, 8, 7, 6, 5, 1), strict=True):
        give(document, ballot, target, number)
    assert (ballots.cast(document, ballot), ballots.available(ballot)) == (36, 36)
    with pytest.raises(TooManyDots) as refused:
        give(document, ballot, ids[5], 3)
    assert "36/36" in refused.value.line()
    assert "2" in refused.value.line()
    assert ballots.counted(document, ballot, ids[5], "hands") == 1
    # A smaller number always goes, and what it frees can be given again.
    give(document, ballot, ids[0], 7)
    give(document, ballot, ids[5], 3)
    assert ballots.cast(document, ballot) == 36


def test_hands_paper_and_groups_are_kept_apart_and_added_up():
    document, ballot, ids = room()
    give(document, ballot, ids[0], 4, method="hands", group="1")
    give(document, ballot, ids[0], 2, method="hands", group="2")
    give(document, ballot, ids[0], 3, method="paper")
    give(document, ballot, ids[1], 9, method="paper")
    first, second, *_rest = results(document, document.get(ballot.id, Ballot))
    assert (first.target, first.dots, first.place, first.tied) == (ids[0], 9, 1, True)
    assert dict(first.by_method) == {"hands": 6, "paper": 3}
    assert (second.place, second.tied) == (1, True)
    data = workshop_file.write(document)
    again = from_file(data)
    assert workshop_file.write(again) == data


def test_hidden_totals_are_nowhere_until_the_round_is_closed():
    document, ballot, ids = room()
    give(document, ballot, ids[3], 5)
    assert not ballots.visible(ballot)
    assert queries.votes(document, ballot.canvas) == {}
    with document.transaction("x") as tx:
        ballots.close_ballot(tx, ballot)
    assert queries.votes(document, ballot.canvas) == {ids[3]: 5}


def test_a_tie_for_the_last_place_is_marked_and_goes_into_another_round():
    document, ballot, ids = room()
    for target, number in zip(ids[:4], (9, 6, 6, 2), strict=True):
        give(document, ballot, target, number)
    found = results(document, document.get(ballot.id, Ballot))
    assert ballots.tied_at(found, 2) == ids[1:3]
    assert ballots.tied_at(found, 3) == []
    with document.transaction("x") as tx:
        again = ballots.next_round(tx, document.get(ballot.id, Ballot), ids[1:3], dots=1)
    assert document.get(ballot.id, Ballot).closed
    give(document, again, ids[2], 8)
    give(document, again, ids[1], 4)
    both = ballots.compared(document, document.within(Ballot, ballot.canvas))
    assert [one and one.dots for one in both[ids[1]]] == [6, 4]
    assert [one and one.dots for one in both[ids[0]]] == [9, None]
    assert ballots.earlier(document, again) == [document.get(ballot.id, Ballot)]
    assert ballots.earlier(document, document.get(ballot.id, Ballot)) == []


def test_latecomers_raise_the_cap():
    document, ballot, ids = room(voters=2)
    give(document, ballot, ids[0], 6)
    with document.transaction("x") as tx:
        ballot = ballots.set_voters(tx, ballot, 3)
    give(document, ballot, ids[1], 3)
    with document.transaction("x") as tx, pytest.raises(TooManyDots):
        ballots.set_voters(tx, ballot, 2)
    assert document.get(ballot.id, Ballot).voters == 3


def test_strength_is_an_average_of_one_to_five():
    document, ballot, ids = room(form="strength")
    give(document, ballot, ids[0], 18, voices=4)
    give(document, ballot, ids[1], 30, voices=10)
    first, second, third, *_ = results(document, document.get(ballot.id, Ballot))
    assert (first.target, first.average, first.place) == (ids[0], 4.5, 1)
    assert (second.target, second.average) == (ids[1], 3.0)
    assert third.average is None
    with pytest.raises(TooManyDots):
        give(document, ballot, ids[2], 21, voices=4)


def test_marks_are_counted_kept_in_files_and_never_taken_for_dots():
    document, ballot, ids = room(form="strength", hidden=False)
    history = History(document)

    def mark(target, marks, **more):
        with document.transaction("Count") as tx:
            ballots.count_marks(tx, document.get(ballot.id, Ballot), target, marks, **more)

    mark(ids[0], (0, 0, 1, 3, 4), group="1")
    mark(ids[0], (0, 0, 0, 0, 4), group="2")
    with pytest.raises(TooManyDots):
        mark(ids[0], (0, 0, 0, 0, 5), group="2")
    assert ballots.counted_marks(document, ballot, ids[0], "hands", "2") == (0, 0, 0, 0, 4)
    first = results(document, ballot)[0]
    assert (first.voices, round(first.average, 3)) == (12, 4.583)
    assert queries.votes(document, ballot.canvas) == queries.stored_votes(document, ballot.canvas) == {}
    data = workshop_file.write(document)
    assert data["canvases"][0]["ballots"][0]["tallies"][0]["marks"] == [0, 0, 1, 3, 4]
    again = from_file(data)
    assert workshop_file.write(again) == data
    (same,) = again.of(Ballot)
    assert results(again, same)[0].average == first.average
    with pytest.raises(ValueError, match="five"):
        mark(ids[1], (1, 2))
    history.undo()
    assert results(document, ballot)[0].voices == 8


def test_without_people_counted_nothing_is_refused():
    document, ballot, ids = room(voters=0)
    give(document, ballot, ids[0], 400)
    assert ballots.cast(document, ballot) == 400


GIVEN = st.tuples(
    st.integers(0, 4), st.integers(0, 12), st.sampled_from(["hands", "paper"]), st.sampled_from(["", "1"])
)


@given(st.lists(GIVEN, max_size=25), st.integers(1, 6))
def test_never_more_dots_than_people_have_and_undo_takes_all_back(given_dots, voters):
    document, ballot, ids = room(notes=5, voters=voters)
    history = History(document)
    first = document.digest()
    for at, number, method, group in given_dots:
        before = document.digest()
        try:
            give(document, ballot, ids[at], number, method=method, group=group)
        except TooManyDots:
            assert document.digest() == before
        assert ballots.cast(document, ballot) <= ballots.available(ballot)
    while history.undo() is not None:
        pass
    assert document.digest() == first
    assert all(isinstance(document.find(i), Note) for i in ids)


def test_rounds_with_and_without_an_id_of_their_own_never_share_one_in_a_file():
    document, ballot, ids = room(notes=3)
    with document.transaction("x") as tx:
        tx.create(Ballot(id="b0", order="A", canvas=ballot.canvas))
        tx.update(ballot, code="B1")
        tx.create(Ballot(id="b2", order="z", canvas=ballot.canvas, code="B4"))
        tx.create(Ballot(id="b3", order="zz", canvas=ballot.canvas))
    give(document, ballot, ids[0], 2)
    data = workshop_file.write(document)
    codes = [b["id"] for b in data["canvases"][0]["ballots"]]
    assert len(codes) == len(set(codes)) == 4
    assert workshop_file.write(from_file(data)) == data


def test_the_last_closed_round_is_the_result_and_the_file_keeps_the_sum():
    document, first, (a, b, c, d) = room(notes=4)
    for target, number in ((a, 7), (b, 6), (c, 2)):
        give(document, first, target, number)
    with document.transaction("x") as tx:
        second = ballots.next_round(tx, first, (a, b), dots=1)
    # While the second round is counted, hidden or not, the first one's result stands.
    give(document, second, b, 5)
    assert queries.votes(document, first.canvas) == {a: 7, b: 6, c: 2}
    with document.transaction("x") as tx:
        second = tx.update(second, hidden=False)
    assert queries.votes(document, first.canvas) == {a: 7, b: 6, c: 2}
    with document.transaction("x") as tx:
        ballots.close_ballot(tx, second)
    assert queries.votes(document, first.canvas) == {b: 5}
    assert queries.rounds_of(document, first.canvas, b) == [(1, 6), (2, 5)]
    assert queries.rounds_of(document, first.canvas, c) == [(1, 2)]
    assert queries.rounds_of(document, first.canvas, d) == []
    again = from_file(workshop_file.write(document))
    assert sorted(queries.stored_votes(again, queries.canvases(again)[0].id).values()) == [2, 7, 11]
    assert list(queries.votes(again, queries.canvases(again)[0].id).values()) == [5]
    # A round about something else, one that nobody voted in, and hands for the core decide nothing about these.
    with document.transaction("x") as tx:
        other = open_ballot(tx, first.canvas, voters=12, dots=1, targets=(d,))
        ballots.close_ballot(tx, open_ballot(tx, first.canvas, voters=12, dots=1))
    give(document, other, d, 3)
    with document.transaction("x") as tx:
        ballots.close_ballot(tx, document.get(other.id, Ballot))
        tx.create(Ballot(id="hands", order="zz", canvas=first.canvas, closed=False, targets=(a, b)))
    give(document, document.get("hands", Ballot), a, 1)
    assert queries.votes(document, first.canvas) == {a: 1, b: 5, d: 3}
