"""A journey on paper: split by stages, its lines in the legend, pains and opportunities with owners at the end."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.exports.pdf_drawing import Area, drawings
from koosloome_desktop.layout.pages import LEAST, MOST_NOTES, MOST_STAGES, least_text
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import notes, queries, tracks
from koosloome_desktop.services import workshop_file
from tests.exports.reading import document_of, report, sample, squashed, texts

A4 = Area((491.0, 650.0), (770.0, 453.0))


def example(variant: str):
    read = workshop_file.read(json.loads(json.dumps(sample_workshop("journey_map", variant))))
    return document_of(read.id, read.records)


def journey(stages: int, each: int):
    """A journey of so many stages with notes in each, some of them widened."""
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas = queries.canvases(document)[0]
    with document.transaction("Fill") as tx:
        while len(queries.tracks(document, canvas.id, "stage")) < stages:
            tracks.insert(tx, canvas.id, "stage", "Veel üks pikema nimega etapp")
        for track in queries.tracks(document, canvas.id, "stage"):
            for number in range(each):
                zone = ("action", "pain", "opportunity", "owner")[number % 4]
                note = notes.add_note(tx, canvas.id, f"Märge {track.code}-{number}", zone=zone, stage=track.code)
                if number == 1:
                    tx.update(note, span=3)
    return document, canvas


@pytest.mark.parametrize(("stages", "each", "pages"), [(8, 2, 1), (9, 2, 2), (20, 1, 3), (6, 11, 2), (1, 70, 1)])
def test_long_journeys_are_split_by_stages_with_the_lanes_repeated(stages: int, each: int, pages: int):
    document, canvas = journey(stages, each)
    made = drawings(document, canvas, "et", A4)
    assert len(made) >= pages
    if stages > 1:
        assert len(made) == pages
    shown = [n.id for d in made for n in d.board.notes]
    assert sorted(shown) == sorted(n.id for n in document.within(Note, canvas.id))
    for drawn in made:
        assert drawn.readable
        assert least_text(drawn.board) * drawn.scale >= LEAST - 1e-6
        heads = [p for p in drawn.board.panels if p.role == "stage"]
        assert len(heads) <= MOST_STAGES
        assert len(drawn.board.notes) <= MOST_NOTES or len(heads) <= 1
        if heads and pages > 1:
            titles = " ".join(t.text for z in drawn.board.zones for t in z.texts)
            assert "Tegevused" in titles
            assert "Valupunktid" in titles


def test_pains_and_opportunities_stand_at_the_end_with_their_owners():
    document = example("current_state")
    told = texts(report(document))
    last = squashed(told[-1])
    for wanted in (
        "Valupunktid ja võimalused", "Lasteaiabussi ring kaks peatust pikemaks", "teenuse eestvedaja vallas",
        "Õhtuti ei ole ühtegi kohta, kus lastega käia", "4. Esimene talv",
    ):  # fmt: skip
        assert squashed(wanted) in last, wanted
    whole = squashed("".join(told))
    for wanted in ("nagu soovime +2 elevil", "intervjuu", "üle 2 etapi"):
        assert squashed(wanted) in whole, wanted


def test_a_journey_without_pains_has_no_such_list():
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    with document.transaction("Add") as tx:
        notes.add_note(tx, queries.canvases(document)[0].id, "Helistab", zone="action", stage="S1")
    assert squashed("Valupunktid ja võimalused") not in squashed("".join(texts(report(document))))


@pytest.mark.parametrize("document", [sample("06_sotsiaaltransport"), example("service_blueprint")], ids=["06", "own"])
def test_the_lines_of_a_service_plan_are_drawn_and_in_the_legend(document):
    canvas = next(c for c in queries.canvases(document) if c.type == "journey_map")
    (made,) = drawings(document, canvas, "et", A4)
    assert {"interaction", "visibility", "internal"} <= {c.role for c in made.board.curves}
    whole = squashed("".join(texts(report(document))))
    for name in ("Kokkupuutejoon", "Nähtavusjoon", "Sisemise koostöö joon"):
        assert whole.count(squashed(name)) >= 2, "in the drawing and in the legend"


def test_a_stage_nobody_gave_a_level_does_not_ask_on_paper():
    document = new_workshop("Proov", canvases=[("journey_map", "engagement")])
    with document.transaction("Add") as tx:
        notes.add_note(tx, queries.canvases(document)[0].id, "Loeb kutset", zone="action", stage="S1")
    assert "tase?" not in "".join(texts(report(document)))
