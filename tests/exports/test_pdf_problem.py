"""Every variant of the problem map on paper: its own drawing, and the lists that say what the drawing shows."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases import spec_of
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.exports.pdf_drawing import Area, drawings
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from tests.exports.reading import report, squashed, texts

VARIANTS = [v.code for v in spec_of("problem_map").variants]
OWN = {
    "fishbone": "spine", "iceberg": "water", "five_whys": "step", "stakeholder_map": "axis",
}  # fmt: skip


def example(variant: str) -> Document:
    read = workshop_file.read(json.loads(json.dumps(sample_workshop("problem_map", variant))))
    document = Document(read.id)
    document.load(read.records, 0)
    return document


def said(document: Document, lang: str = "et") -> str:
    return squashed(" ".join(texts(report(document, lang))))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_drawing_is_the_variants_own_and_can_be_read(variant):
    document = example(variant)
    (made,) = drawings(document, queries.canvases(document)[0], "et", Area((491.0, 650.0), (770.0, 453.0)))
    assert made.readable
    assert {n.id for n in made.board.notes} == {n.id for n in document.of(Note) if n.form == "note"}
    if variant in OWN:
        assert OWN[variant] in {c.role for c in made.board.curves}
    roles = {p.role for p in made.board.panels}
    assert ("force" in roles) is (variant == "force_field")
    assert ("sentence" in roles) is (variant == "problem_statement")
    assert ("quadrant" in roles) is (variant == "stakeholder_map")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("lang", ["et", "ru"])
def test_every_note_is_in_the_report(variant, lang):
    document = example(variant)
    told = said(document, lang)
    for note in document.of(Note):
        assert squashed(note.text) in told


def test_sums_and_balance_are_told():
    told = said(example("force_field"))
    assert squashed("Soodustavad tegurid: 19") in told
    assert squashed("Takistavad tegurid: 18") in told
    assert squashed("Soodustavad kaaluvad 1 võrra üles") in told


def test_sentences_stand_in_the_list_with_the_chosen_one_first():
    told = said(example("problem_statement"))
    chosen = squashed("✓ valitud: Üksi elav üle 75-aastane maainimene vajab kindlust")
    other = squashed("Perearstikeskus vajab teadet, et patsient ei saa tulla, aga ei saa, sest ärajäänud sõidust")
    assert chosen in told
    assert other in told
    assert told.rindex(chosen) < told.rindex(other)


def test_attitudes_are_told_in_words_and_in_the_legend():
    told = said(example("stakeholder_map"))
    assert "opposes" not in told
    assert squashed("vastu · Huvi 0,75 · Mõju 0,18") in told
    for word in ("toetab", "neutraalne", "vastu", "teadmata"):
        assert word in told


def test_the_chosen_question_is_marked_in_the_list():
    assert squashed("✓ valitud") in said(example("hmw"))
