"""Random groups: even, mixed, without the same pairs, reproducible."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Person
from koosloome_desktop.operations import grouping, queries
from koosloome_desktop.operations.grouping import Seat, TeamRule, Wish, divide, pairs_of, sizes
from koosloome_desktop.services import workshop_file

PEOPLE = st.lists(st.sampled_from(["ngo", "municipality", "community", ""]), max_size=40).map(
    lambda sectors: [Seat(f"O{n}", sector, f"vald {n % 5}") for n, sector in enumerate(sectors)]
)


def from_file(data):
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document


@given(PEOPLE, st.integers(1, 12), st.integers(), st.booleans())
def test_everybody_sits_once_and_sizes_differ_by_at_most_one(seats, groups, seed, mix):
    found = divide(seats, groups, seed, Wish(mix=mix))
    assert sorted(code for group in found for code in group) == sorted(s.code for s in seats)
    assert len(found) == groups
    assert [len(g) for g in found] == sizes(len(seats), groups)
    assert divide(seats, groups, seed, Wish(mix=mix)) == found


@given(PEOPLE, st.integers(1, 8), st.integers())
def test_each_sector_spreads_over_the_groups_as_evenly_as_can_be(seats, groups, seed):
    found = divide(seats, groups, seed)
    sector = {s.code: s.sector for s in seats}
    for name, count in Counter(s.sector for s in seats if s.sector).items():
        each = [sum(sector[c] == name for c in group) for group in found]
        assert max(each) <= -(-count // groups) + 1


def test_nobody_sits_with_the_same_people_while_that_can_be_had():
    seats = [Seat(f"O{n}") for n in range(16)]
    first = divide(seats, 4, 1)
    second = divide(seats, 4, 2, Wish(earlier=pairs_of([first])))
    third = divide(seats, 4, 3, Wish(earlier=pairs_of([first, second])))
    # 16 people in fours can meet anew five times; the second and third times are found by swapping alone.
    assert max(pairs_of([first, second]).values()) == 1
    assert sum(n - 1 for n in pairs_of([first, second, third]).values()) <= 2


@given(st.integers(4, 20), st.integers())
def test_pairs_of_buddies_are_new_in_the_second_round(people, seed):
    seats = [Seat(f"O{n}") for n in range(people)]
    count = grouping.groups_of(people, 2)
    first = divide(seats, count, seed)
    second = divide(seats, count, seed + 1, Wish(earlier=pairs_of([first])))
    if people >= 6:
        assert max(pairs_of([first, second]).values()) == 1


def test_people_of_one_municipality_are_kept_apart_where_asked():
    seats = [Seat(f"O{n}", "", "Metsaraja" if n < 4 else "Soovälja") for n in range(8)]
    found = divide(seats, 4, 5, Wish(apart=True))
    homes = {s.code: s.home for s in seats}
    assert all(len({homes[c] for c in group}) == 2 for group in found)


def test_the_workshop_remembers_divisions_and_files_keep_them():
    document = new_workshop("x", canvases=())
    with document.transaction("x") as tx:
        for n in range(9):
            tx.create(Person(id=f"p{n}", order=f"V{n}", code=f"O{n}", sector="ngo", present=n != 8))
        grouping.seat_people(tx, divide(grouping.seats(document), 2, 7), 7)
        grouping.give_tasks(tx, 7)
    people = queries.people(document)
    assert Counter(p.group for p in people) == {1: 4, 2: 4, None: 1}
    for group in (1, 2):
        assert Counter(p.task for p in people if p.group == group) == {
            "timekeeper": 1,
            "scribe": 1,
            "spokesperson": 1,
            "": 1,
        }
    assert len(grouping.earlier_pairs(document)) == 12
    again = from_file(workshop_file.write(document))
    assert grouping.earlier_pairs(again) == grouping.earlier_pairs(document)
    assert workshop_file.write(again) == workshop_file.write(document)


def test_a_rule_for_teams_says_what_is_missing():
    rule = TeamRule(least=4, of_sector={"municipality": 2, "ngo": 2})
    team = [Seat("a", "municipality"), Seat("b", "ngo"), Seat("c", "ngo")]
    assert rule.broken(team) == [("least", 3, 4), ("municipality", 1, 2)]
    assert TeamRule(least=3, most=4).broken(team) == []
    assert TeamRule(most=2).broken(team) == [("most", 3, 2)]
