"""What the problem map's variants keep in files and show on the board."""

from __future__ import annotations

import json
from typing import Any

import pytest

from koosloome_desktop.canvases import registry, spec_of
from koosloome_desktop.canvases.changing import switch, take_in
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.draw_problem import axes_words, candidates, sentence_of, verdict
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.inputs import kind_of, parts_in
from koosloome_desktop.canvases.questions import adopt
from koosloome_desktop.canvases.samples import sample_canvas, sample_workshop
from koosloome_desktop.layout.fishbone import joint_of
from koosloome_desktop.layout.primitives import SCREEN
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.ids import new_id

VARIANTS = [v.code for v in spec_of("problem_map").variants]  # type: ignore[union-attr]


def opened(variant: str, **changes: Any) -> tuple[Document, Canvas, list[Any]]:
    data: dict[str, Any] = json.loads(json.dumps(sample_workshop("problem_map", variant)))
    data["canvases"][0] |= changes
    read = workshop_file.read(data)
    document = Document(read.id)
    document.load(read.records, 0)
    return document, queries.canvases(document)[0], list(read.warnings)


def test_there_are_ten_variants_all_offered_with_an_example() -> None:
    spec = registry()["problem_map"]
    assert len(spec.variants) == 10
    assert all(v.offered for v in spec.variants)
    for variant in spec.variants:
        found = sample_canvas("problem_map", variant.code)
        assert found is not None
        assert {z["code"] for z in found["zones"]} == {z.code for z in variant.zones}


@pytest.mark.parametrize("lang", ["et", "en", "ru"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_titles_and_questions_are_in_the_language_asked_for(variant: str, lang: str) -> None:
    _document, canvas, _warnings = opened(variant)
    for zone in parts_in(_document, canvas, lang)[1]:
        spec = next(z for z in spec_of("problem_map").variant(variant).zones if z.code == zone.code)  # type: ignore[union-attr]
        assert (zone.title, zone.hint) == (spec.title.get(lang), spec.hint.get(lang))


# -- forces


def test_wrong_sums_in_a_file_are_reported_kept_and_written_anew() -> None:
    document, _canvas, warnings = opened("force_field", force_totals={"enabler": 99, "obstacle": 18})
    assert [w.code for w in warnings] == ["import.stated_differs"]
    written = workshop_file.write(document)["canvases"][0]
    assert written["force_totals"] == {"enabler": 19, "obstacle": 18}
    assert written["stated"] == {"force_totals": {"enabler": 99, "obstacle": 18}}
    again = workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))
    twin = Document(again.id)
    twin.load(again.records, 0)
    assert workshop_file.dumps(workshop_file.write(twin)) == workshop_file.dumps(workshop_file.write(document))


def test_right_sums_are_no_matter_and_other_variants_have_none() -> None:
    _document, _canvas, warnings = opened("force_field", force_totals={"enabler": 19, "obstacle": 18})
    assert warnings == []
    document, _canvas, _ = opened("iceberg")
    assert "force_totals" not in workshop_file.write(document)["canvases"][0]


def test_the_verdict_names_the_heavier_side() -> None:
    assert verdict(0, 0, "et") == ""
    assert verdict(5, 3, "et") == "Soodustavad kaaluvad 2 võrra üles"
    assert verdict(3, 5, "en") == "Obstacles are 2 stronger"
    assert verdict(3, 3, "ru") == "В равновесии"
    assert verdict(3, 5, "et", aside=True) == "Mis siis, kui: Takistavad kaaluvad 2 võrra üles"


def test_renamed_zones_are_called_so_in_verdict_sentence_and_chain_too() -> None:
    def told(variant: str, code: str, name: str) -> str:
        document, canvas, _ = opened(variant)
        with document.transaction("Rename") as tx:
            zone = next(t for t in queries.tracks(document, canvas.id, "zone") if t.code == code)
            tx.update(zone, label=FrozenMap({"et": name}))
        made = board(document, canvas, SCREEN.sized(1094, 782), "et")
        texts = [*made.texts, *(t for p in made.panels for t in p.texts), *(t for z in made.zones for t in z.texts)]
        return " ".join(t.text for t in texts)

    assert "„Meie poolt“ kaalub" in told("force_field", "enabler", "Meie poolt")
    said = told("problem_statement", "what", "igatseb")
    assert said.count("igatseb") > 1, "in the head of the column and in the sentences"
    assert said.count("vajab") == 1, "in the question of the column"
    assert "Mispärast" in told("five_whys", "why", "Mispärast")


# -- axes


def test_axes_are_called_as_the_file_calls_them() -> None:
    _document, canvas, _ = opened("stakeholder_map", axes={"x": {"et": "Kiirus"}, "y": "Jõud"})
    words = axes_words(canvas, "ru")
    assert (words.x, words.y) == ("Kiirus", "Jõud")
    _document, canvas, _ = opened("stakeholder_map", axes={"x": 3})
    assert (axes_words(canvas, "et").x, axes_words(canvas, "et").y) == ("Huvi", "Mõju")


def test_an_attitude_is_the_kind_of_a_stakeholder_and_of_nobody_else() -> None:
    document, canvas, _ = opened("stakeholder_map")
    kinds = {n.text: kind_of(canvas, n) for n in document.of(Note)}
    assert kinds["Suvitajad"] == "opposes"
    assert kinds["Noored, kes õhtuti rannas käivad"] == "stakeholder"
    assert kinds["Rannaala on eraautosid täis ja pääs vette on kinni"] == "core"
    drawn = board(document, canvas, SCREEN.sized(1094, 560), "et")
    assert {b.id: b.kind for b in drawn.notes} == {n.id: kind_of(canvas, n) for n in document.of(Note)}
    odd = Note(id=new_id(), canvas=canvas.id, zone="stakeholder", attitude="kahtleb")
    assert kind_of(canvas, odd) == "stakeholder"


# -- sentences


def test_a_sentence_is_made_of_its_parts_in_three_languages() -> None:
    document, canvas, _ = opened("problem_statement")
    assert sentence_of(document, canvas, 2, "et") == (
        "Perearstikeskus vajab teadet, et patsient ei saa tulla, aga ei saa, sest ärajäänud sõidust ei anta kellelegi"
        " teada ja selle tagajärjel aeg jääb tühjaks, kuigi järjekord on pikk."
    )
    assert ", but cannot have it because " in sentence_of(document, canvas, 0, "en")
    assert ", но не получает, потому что " in sentence_of(document, canvas, 0, "ru")
    assert sentence_of(document, canvas, 7, "et") == ""


def test_parts_without_a_number_find_their_candidate_by_turn() -> None:
    document, canvas, _ = opened("problem_statement")
    with document.transaction("Forget") as tx:
        for note in document.of(Note):
            tx.update(note, level=None)
    rows = candidates(document, canvas)
    assert {document.get(i, Note).code: row for i, row in rows.items() if row == 1} == {
        "P05": 1, "P06": 1, "P07": 1, "P08": 1,
    }  # fmt: skip


def test_a_sentence_says_what_it_lacks() -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "problem_statement")])
    canvas = queries.canvases(document)[0]
    with document.transaction("Write") as tx:
        verbs.add_note(tx, canvas.id, "eakas.", zone="who")
    assert sentence_of(document, canvas, 0, "et") == "Eakas vajab …, aga ei saa, sest … ja selle tagajärjel …"


# -- fishbone


def test_a_bone_of_ones_own_holds_causes_too() -> None:
    document, canvas, _ = opened("fishbone")
    with document.transaction("Add") as tx:
        tx.create(Track(id=new_id(), canvas=canvas.id, axis="zone", code="own1", name="Ajalugu", order="zz"))
        note = verbs.add_note(tx, canvas.id, "Vana tüli", zone="own1")
    drawn = board(document, canvas, SCREEN.sized(1094, 560), "et")
    assert joint_of(drawn, "own1") is not None
    box = drawn.note(note.id)
    assert box is not None
    assert box.kind == "cause"


# -- switching


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_example_can_be_taken_into_a_workshop_that_has_a_map_already(variant: str) -> None:
    document = new_workshop("Proov")
    data = sample_canvas("problem_map", variant)
    assert data is not None
    with document.transaction("Take in") as tx:
        canvas = take_in(tx, data)
    assert canvas.code == "problem-2"
    drawn = board(document, canvas, SCREEN.sized(1094, 560), "et")
    assert len(drawn.notes) == len(data["notes"])


def test_listed_questions_become_notes_when_a_map_turns_into_questions() -> None:
    document, canvas, _ = opened("problem_tree", how_might_we=["Kuidas vastata 30 päevaga?", "Kuidas kuulda varem?"])
    history = History(document)
    before = document.digest()
    with document.transaction("Switch") as tx:
        switch(tx, canvas, "hmw", "et")
    switched = queries.canvases(document)[0]
    drawn = board(document, switched, SCREEN.sized(1094, 560), "et")
    asked = [n for n in document.of(Note) if n.zone == "hmw"]
    assert [n.text for n in asked] == ["Kuidas vastata 30 päevaga?", "Kuidas kuulda varem?"]
    assert all(n.code and drawn.note(n.id) is not None for n in asked)
    assert workshop_file.write(document)["canvases"][0]["how_might_we"] == []
    history.undo()
    assert document.digest() == before


def test_a_file_of_questions_only_is_brought_onto_the_canvas() -> None:
    document, canvas, _ = opened("hmw", notes=[], voting=None, how_might_we=["Kuidas vastata?", "Kuidas kuulda?"])
    with document.transaction("Bring") as tx:
        assert adopt(tx, canvas) == 2
        assert adopt(tx, canvas) == 0
    rows = workshop_file.write(document)["canvases"][0]["notes"]
    assert [(r["id"], r["zone"], r["text"]) for r in rows] == [
        ("P01", "hmw", "Kuidas vastata?"), ("P02", "hmw", "Kuidas kuulda?"),
    ]  # fmt: skip
