"""Dividing people into groups by chance: even sizes, mixed sectors, no pair twice, and reproducible from its seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Person
from koosloome_desktop.model.transaction import Transaction
from koosloome_desktop.operations import queries

TASKS: Final = ("timekeeper", "scribe", "spokesperson")
"""What people in a group can be asked to do: ajahoidja, kirjutaja, eestkõneleja (domain.md 3.7)."""
HOST: Final = "host"
"""Who keeps a table: one person runs it and writes down (domain.md 3.7, lauajuht)."""
_TRIES: Final = 12
_AGAIN: Final = 100
_ALIKE: Final = 4
_SAME_HOME: Final = 10


@dataclass(frozen=True, slots=True)
class Seat:
    """Who is to be seated: a code, and what shall not sit together where it can be helped."""

    code: str
    sector: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a division shall regard besides even sizes. `earlier` counts how often a pair sat together before."""

    mix: bool = True
    apart: bool = False
    earlier: Mapping[frozenset[str], int] = field(default_factory=dict)


def sizes(people: int, groups: int) -> list[int]:
    """Sizes of so many groups that differ by at most one, larger first; ValueError for fewer than one group."""
    if groups < 1:
        raise ValueError("at least one group")
    small, larger = divmod(people, groups)
    return [small + 1] * larger + [small] * (groups - larger)


def groups_of(people: int, size: int) -> int:
    """How many groups of about `size` people there are to be, so that none has fewer than size − 1 where possible."""
    if people <= 0:
        return 0
    return max(1, min(people, round(people / max(1, size))))


def divide(seats: Sequence[Seat], groups: int, seed: int, wish: Wish | None = None) -> list[list[str]]:
    """Codes by group. The same seats in the same order, number, seed and wish give the same division, anywhere.

    Even sizes always hold; mixing sectors, keeping people of one municipality apart (`wish.apart`) and avoiding pairs
    that sat together before are pursued together by swapping pairs of people while that helps, from several beginnings
    (a local search; the best division found is given).
    """
    wish = wish or Wish()
    chance = random.Random(seed)  # noqa: S311 - people, not secrets, are shuffled
    if not seats or groups < 1:
        return [[] for _ in range(max(0, groups))]
    best: list[list[Seat]] | None = None
    least = -1
    for _try in range(_TRIES):
        found = _dealt(seats, groups, chance, mix=wish.mix)
        cost = _improved(found, wish)
        if best is None or cost < least:
            best, least = found, cost
        if least == 0:
            break
    assert best is not None  # noqa: S101 - there is at least one try
    return [[seat.code for seat in group] for group in best]


def _dealt(seats: Sequence[Seat], groups: int, chance: random.Random, *, mix: bool) -> list[list[Seat]]:
    # Like cards: sorted by sector and dealt round, each sector spreads over the groups by itself.
    order = list(seats)
    chance.shuffle(order)
    if mix:
        order.sort(key=lambda s: s.sector)
    found: list[list[Seat]] = [[] for _ in range(groups)]
    places = list(range(groups))
    chance.shuffle(places)
    for at, seat in enumerate(order):
        found[places[at % groups]].append(seat)
    found.sort(key=len, reverse=True)
    return found


def _pair_cost(one: Seat, other: Seat, wish: Wish) -> int:
    cost = _AGAIN * wish.earlier.get(frozenset((one.code, other.code)), 0)
    if wish.mix and one.sector and one.sector == other.sector:
        cost += _ALIKE
    if wish.apart and one.home and one.home == other.home:
        cost += _SAME_HOME
    return cost


def _with(seat: Seat, group: Sequence[Seat], wish: Wish, *, without: Seat) -> int:
    return sum(_pair_cost(seat, other, wish) for other in group if other is not seat and other is not without)


def _improved(found: list[list[Seat]], wish: Wish) -> int:
    """Swap people between groups while that makes the division better; its cost then."""
    better = True
    while better:
        better = False
        for first, second in combinations(range(len(found)), 2):
            better = _swapped(found[first], found[second], wish) or better
    return sum(_pair_cost(a, b, wish) for group in found for a, b in combinations(group, 2))


def _swapped(one: list[Seat], other: list[Seat], wish: Wish) -> bool:
    changed = False
    for i, mine in enumerate(one):
        for j, theirs in enumerate(other):
            now = _with(mine, one, wish, without=mine) + _with(theirs, other, wish, without=theirs)
            then = _with(theirs, one, wish, without=mine) + _with(mine, other, wish, without=theirs)
            if then < now:
                one[i], other[j] = theirs, mine
                mine, changed = theirs, True  # noqa: PLW2901 - the seat at this place is another now
    return changed


def pairs_of(divisions: Iterable[Sequence[Sequence[str]]]) -> dict[frozenset[str], int]:
    """How often each pair of codes sat in one group over these divisions."""
    found: Counter[frozenset[str]] = Counter()
    for division in divisions:
        for group in division:
            found.update(frozenset(pair) for pair in combinations(group, 2))
    return dict(found)


def earlier_pairs(document: Document) -> dict[frozenset[str], int]:
    """The pairs that sat together before, by the divisions that the workshop remembers."""
    kept = document.workshop.groupings
    return pairs_of([[list(map(str, g)) for g in one.get("groups", ())] for one in kept])


def seats(document: Document) -> list[Seat]:
    """Everybody who is there, in order."""
    return [Seat(p.code, p.sector, p.municipality) for p in queries.people(document) if p.present]


def seat_people(tx: Transaction, division: Sequence[Sequence[str]], seed: int, *, pairs: bool = False) -> None:
    """Put people into groups 1, 2, 3 …, or into pairs of buddies; the workshop remembers the division, so that a later
    one avoids its pairs.
    """
    by_code = {p.code: p for p in queries.people(tx.document)}
    seated = {code: number for number, codes in enumerate(division, 1) for code in codes}
    for code, person in by_code.items():
        if pairs and person.pair != seated.get(code):
            tx.update(person, pair=seated.get(code))
        elif not pairs and code in seated and person.group != seated[code]:
            tx.update(person, group=seated[code])
    kept: dict[str, Any] = {"seed": seed, "groups": tuple(tuple(codes) for codes in division)}
    workshop = tx.document.workshop
    tx.update(workshop, groupings=(*workshop.groupings, FrozenMap(kept)))


def buddies(document: Document, person: Person) -> list[Person]:
    """Who is in one pair with somebody; two where the number of people was odd, none without a pair."""
    if person.pair is None:
        return []
    return [p for p in queries.people(document) if p.pair == person.pair and p.id != person.id]


def hosts(document: Document) -> dict[str, int]:
    """The table hosts who are there: code → number of the group whose table they keep."""
    found = (p for p in queries.people(document) if p.present and p.task == HOST)
    return {p.code: p.group for p in found if type(p.group) is int}


def divide_round(
    seats: Sequence[Seat], groups: int, seed: int, wish: Wish | None, staying: Mapping[str, int]
) -> list[list[str]]:
    """As `divide`, but table hosts stay at their tables, where every table has one; the others go round (world café).

    Who sat with a host before goes to another one where that is possible.
    """
    wish = wish or Wish()
    if sorted(staying.values()) != list(range(1, groups + 1)):
        return divide(seats, groups, seed, wish)
    home = {number: code for code, number in staying.items()}
    found = divide([s for s in seats if s.code not in staying], groups, seed, wish)
    free = list(range(groups))
    result: list[list[str]] = []
    for number in range(1, groups + 1):
        # The first of those that met this host least: with few tables nearly always none is met twice.
        met = {at: sum(wish.earlier.get(frozenset((home[number], c)), 0) for c in found[at]) for at in free}
        chosen = min(free, key=lambda at: met[at])
        free.remove(chosen)
        result.append([home[number], *found[chosen]])
    return result


def give_tasks(tx: Transaction, seed: int, tasks: Sequence[str] = TASKS) -> None:
    """Choose by chance who does what in each group; people of a group that is too small do without the last tasks. Who
    keeps a table goes on doing so; `tasks` with a host gives one to the groups that have none.
    """
    chance = random.Random(seed)  # noqa: S311 - people, not secrets, are shuffled
    groups: dict[Any, list[Person]] = {}
    for person in queries.people(tx.document):
        if person.present and person.group is not None:
            groups.setdefault(person.group, []).append(person)
    for group in sorted(groups, key=str):
        people = groups[group]
        keeper = next((p for p in people if p.task == HOST), None)
        free = [p for p in people if p is not keeper]
        chosen = chance.sample(free, len(free))
        wanted = [t for t in tasks if t != HOST or keeper is None]
        for person, task in zip(chosen, [*wanted, *[""] * len(free)], strict=False):
            if person.task != task:
                tx.update(person, task=task)
