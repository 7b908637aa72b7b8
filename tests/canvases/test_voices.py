from __future__ import annotations

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.voices import missing_voices
from koosloome_desktop.model.records import Person
from koosloome_desktop.operations import merging, notes, queries
from koosloome_desktop.support.ids import new_id


def test_a_sector_is_missed_until_one_of_its_groups_has_spoken() -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "iceberg")])
    canvas = queries.canvases(document)[0]
    with document.transaction("People") as tx:
        for index, (sector, group) in enumerate(
            (("KOV", 1), ("vabaühendus", 2), ("ettevõtja", 2), ("KOV", 2), ("noored", 3))
        ):
            tx.create(Person(id=new_id(), code=f"I{index}", order=f"a{index}", sector=sector, group=group))
    assert missing_voices(document, canvas.id) is None, "nobody has said anything yet"
    with document.transaction("Say") as tx:
        notes.add_note(tx, canvas.id, "Buss jäi tulemata", zone="events", group="1")
    assert missing_voices(document, canvas.id) == ["vabaühendus", "ettevõtja", "noored"]
    with document.transaction("Say") as tx:
        notes.add_note(tx, canvas.id, "Keegi ei teata", zone="patterns", group="2")
        notes.add_note(tx, canvas.id, "Nagunii ei muutu", zone="mental_models", group="3")
    assert missing_voices(document, canvas.id) == []


def test_a_group_whose_note_was_folded_into_another_has_spoken() -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "iceberg")])
    canvas = queries.canvases(document)[0].id
    with document.transaction("Say") as tx:
        for index, (sector, group) in enumerate((("KOV", 1), ("noored", 2))):
            tx.create(Person(id=new_id(), code=f"I{index}", order=f"a{index}", sector=sector, group=group))
        said = [notes.add_note(tx, canvas, "Buss jäi tulemata", zone="events", group=g).id for g in "12"]
        merging.merge(tx, said[0], said)
    assert missing_voices(document, canvas) == []


def test_without_sectors_nothing_can_be_said() -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "iceberg")])
    assert missing_voices(document, queries.canvases(document)[0].id) is None
