"""Participants as they are typed; names apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import PersonName
from koosloome_desktop.operations import people, queries
from koosloome_desktop.services import workshop_file


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("külavanem, kogukond", {"role": "külavanem", "sector": "community"}),
        (
            "ametnik, KOV, Metsaraja vald",
            {"role": "ametnik", "sector": "municipality", "organisation": "Metsaraja vald"},
        ),
        ("староста, сообщество", {"role": "староста", "sector": "community"}),
        ("teacher, Lille kool", {"role": "teacher", "organisation": "Lille kool"}),
        ("õpilane", {"role": "õpilane"}),
    ],
)
def test_a_line_is_a_role_a_sector_and_the_rest(line, found):
    assert people.read_person(line) == found


@given(st.text(max_size=60))
def test_no_word_of_a_line_is_lost(line):
    found = people.read_person(line)
    kept = " ".join(found.values())
    for part in (p.strip() for p in line.split(",")):
        assert not part or part in kept or people.sector_of(part)


def test_names_stand_apart_are_in_no_file_and_go_with_the_person():
    document = new_workshop("x", canvases=())
    with document.transaction("x") as tx:
        one = people.add_person(tx, role="külavanem", sector="community")
        people.set_name(tx, one.id, "Väljamõeldud Nimi")
    assert one.code == "O1"
    assert people.name_of(document, one.id) == "Väljamõeldud Nimi"
    assert "Väljamõeldud" not in workshop_file.dumps(workshop_file.write(document))
    with document.transaction("x") as tx:
        people.set_name(tx, one.id, "")
    assert document.of(PersonName) == []
    with document.transaction("x") as tx:
        people.set_name(tx, one.id, "Teine Nimi")
        people.delete_people(tx, [one.id])
    assert document.of(PersonName) == []
    assert queries.people(document) == []
