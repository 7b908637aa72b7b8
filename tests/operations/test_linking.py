"""Links between notes: made, of another kind, taken away; kept in files; followed through merged notes."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import linking, merging, notes, queries
from koosloome_desktop.services import workshop_file

KINDS = [("problem_map", "problem_tree"), ("journey_map", "current_state"), ("resource_map", "abcd_categories")]


def three(kind: tuple[str, str]) -> tuple[Document, Canvas, list[Note]]:
    document = new_workshop("Proov", canvases=[kind])
    canvas = queries.canvases(document)[0]
    with document.transaction("Add") as tx:
        made = [notes.add_note(tx, canvas.id, text) for text in ("Seltsimaja", "Buss", "Kool")]
    return document, canvas, made


def shown(document: Document, canvas: Canvas) -> list[tuple[str, str, str]]:
    return [(x.source, x.target, x.label) for x in queries.links(document, canvas.id, "relation")]


@pytest.mark.parametrize("kind", KINDS)
def test_links_of_every_kind_of_map_stand_in_files_and_are_drawn(kind: tuple[str, str]) -> None:
    document, _canvas, made = three(kind)
    with document.transaction("Link") as tx:
        linking.toggle(tx, made[0], made[1], "sõidab mööda")
        linking.toggle(tx, made[2], made[0])
    text = workshop_file.dumps(workshop_file.write(document))
    read = workshop_file.read(json.loads(text))
    again = Document(read.id)
    again.load(read.records, 0)
    assert workshop_file.dumps(workshop_file.write(again)) == text
    same = queries.canvases(again)[0]
    assert [label for _s, _t, label in shown(again, same)] == ["sõidab mööda", ""]
    for profile in (SCREEN.sized(1200, 700), paper(700, 500)):
        drawn = board(again, same, profile, "et")
        assert sum(c.role == "relation" for c in drawn.curves) == 4
    known = json.loads(text)["canvases"][0]
    listed = known["relations" if kind[0] == "resource_map" else "links"]
    assert listed[0] == {"from": made[0].code, "to": made[1].code, "kind": "sõidab mööda"}


def test_the_same_again_takes_it_away_and_another_kind_changes_it() -> None:
    document, canvas, made = three(KINDS[0])
    one, other = made[:2]
    history, before = History(document), document.digest()
    for label, expected in (("põhjus", "põhjus"), ("takistus", "takistus"), (None, None), ("", "")):
        with document.transaction("Link") as tx:
            linking.toggle(tx, one, other, label)
        labels = [found for _s, _t, found in shown(document, canvas)]
        assert labels == ([] if expected is None else [expected])
    with document.transaction("Link") as tx:
        linking.toggle(tx, other, one, "")
    assert shown(document, canvas) == []
    while history.undo():
        pass
    assert document.digest() == before


def test_a_kind_may_go_both_ways() -> None:
    document, canvas, made = three(KINDS[2])
    with document.transaction("Link") as tx:
        linking.toggle(tx, made[0], made[1], "rahastab")
        linking.toggle(tx, made[1], made[0], "teavitab")
    assert len(shown(document, canvas)) == 2


def test_links_of_merged_notes_are_one_and_go_together() -> None:
    document, canvas, made = three(KINDS[0])
    with document.transaction("Link") as tx:
        linking.toggle(tx, made[0], made[2])
        linking.toggle(tx, made[1], made[2])
        one = merging.merge(tx, made[0].id, [made[1].id])
    assert shown(document, canvas) == [(one.id, made[2].id, "")]
    with document.transaction("Remove") as tx:
        linking.remove(tx, queries.links(document, canvas.id, "relation")[0])
    assert shown(document, canvas) == []
    with document.transaction("Separate") as tx:
        merging.separate(tx, one.id)
    assert shown(document, canvas) == []


def test_a_note_is_not_linked_with_itself() -> None:
    document, _canvas, made = three(KINDS[0])
    with pytest.raises(ValueError, match="two notes"), document.transaction("Link") as tx:
        linking.toggle(tx, made[0], made[0])
