"""Groups of alike notes: found in three languages, quick, the same every time, and never what was turned down."""

from __future__ import annotations

import pytest

from koosloome_desktop.operations import affinity
from koosloome_desktop.operations.affinity import MOST_IN_GROUP, Group, suggestions
from tests.drivers.waiting import Work

ESTONIAN = {
    "1": "Buss ei käi õhtul",
    "2": "Bussipeatus on pime",
    "3": "Bussi sõiduplaan ei sobi",
    "4": "Kooli katus laseb läbi",
    "5": "Koolis pole arvuteid",
    "6": "Raha ei jätku kütteks",
}
ENGLISH = {"1": "No evening bus", "2": "Buses are late", "3": "The library is shut", "4": "Library hours are short"}
RUSSIAN = {"1": "Автобус не ходит вечером", "2": "Автобусы опаздывают", "3": "Школа закрыта", "4": "В школе холодно"}


def sets(texts: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(g.notes) for g in suggestions(texts)}


def test_notes_with_a_word_in_common_whatever_its_ending_belong_together() -> None:
    assert frozenset("123") in sets(ESTONIAN)
    assert frozenset("45") in sets(ESTONIAN)
    assert not any("6" in found for found in sets(ESTONIAN))
    assert frozenset("34") in sets(ENGLISH)
    assert frozenset("12") in sets(RUSSIAN)
    assert frozenset("34") in sets(RUSSIAN)


def test_a_group_is_called_by_the_shortest_form_of_what_it_shares() -> None:
    words = {frozenset(g.notes): g.word for g in suggestions(ESTONIAN)}
    assert words[frozenset("123")] in {"buss", "bussi"}
    assert words[frozenset("45")].startswith("kool")


@pytest.mark.parametrize(
    "texts", [{}, {"1": "Buss"}, {"1": "", "2": "!!", "3": "12 34"}, {"1": "ja see on", "2": "see"}]
)
def test_nothing_is_proposed_where_nothing_is_shared(texts: dict[str, str]) -> None:
    assert suggestions(texts) == []


def test_what_was_turned_down_does_not_come_back_but_others_do() -> None:
    refused = frozenset("123")
    found = {frozenset(g.notes) for g in suggestions(ESTONIAN, without=[refused])}
    assert refused not in found
    assert frozenset("45") in found


def test_it_is_the_same_every_time_and_every_note_is_in_one_group_at_most() -> None:
    texts = {str(i): f"{word} number {i}" for i, word in enumerate(["buss", "kool", "maja", "raha"] * 12)}
    found = suggestions(texts)
    assert found == suggestions(texts)
    inside = [i for g in found for i in g.notes]
    assert len(inside) == len(set(inside))
    assert all(2 <= len(g.notes) <= MOST_IN_GROUP for g in found)


def test_two_hundred_notes_are_compared_while_one_waits() -> None:
    stems = ["bussipeatus", "koolimaja", "lasteaed", "raamatukogu", "tänavavalgus", "kergliiklustee", "noortekeskus"]
    texts = {str(i): f"{stems[i % 7]} {stems[(i * 3) % 7]} mure {i}" for i in range(200)}
    with Work() as work:
        assert suggestions(texts)
    assert work.seconds < 3.0
    assert isinstance(affinity.suggestions(texts)[0], Group)
