"""Every variant of the resource map on paper: one readable drawing, and lists that say all of it in words."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.exports.pdf_drawing import drawings
from koosloome_desktop.layout.pages import LEAST, least_text
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from tests.exports.reading import document_of, report, sample, texts
from tests.exports.test_pdf_drawing import A4

VARIANTS = [v.code for v in registry()["resource_map"].variants]


def example(variant: str) -> Document:
    found = workshop_file.read(sample_workshop("resource_map", variant))
    return document_of(found.id, found.records)


def paper(document: Document, lang: str = "et") -> str:
    """All text of a report on one line."""
    return " ".join(" ".join(texts(report(document, lang))).split())


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_example_is_one_readable_drawing_and_its_lists_name_every_note(variant: str) -> None:
    document = example(variant)
    canvas = queries.canvases(document)[0]
    (made,) = drawings(document, canvas, "et", A4)
    assert made.readable
    assert least_text(made.board) * made.scale >= LEAST - 1e-6
    shown = paper(document).replace("- ", "")
    for note in document.of(Note):
        assert note.text.replace("- ", "") in shown, note.text


def test_needs_stand_with_what_answers_them_and_the_open_ones_once_more() -> None:
    shown = paper(example("needs_matching"))
    assert "Vajadused ja mis neile vastab" in shown
    assert shown.index("Seni katmata vajadused") < shown.rindex("Keegi, kes lükkab lund")
    assert "3 vajadust on katmata" in shown
    assert "Parandan jalgrattaid vahetuseks" in shown


def test_pins_are_numbered_on_the_drawing_and_in_the_list_alike() -> None:
    document = example("geo_pins")
    assert "Lohista" not in paper(document), "nobody can drag a note on paper"
    canvas = queries.canvases(document)[0]
    (made,) = drawings(document, canvas, "et", A4)
    shown = paper(document)
    for mark in made.board.marks:
        note = document.find(mark.key)
        if isinstance(note, Note):
            assert f"{note.text} {note.code} {mark_word(note)} · kaardil nr {mark.value}" in shown or (
                f"{note.text} {mark_word(note)} · kaardil nr {mark.value}" in shown
            )
    assert "Mida märgised tähendavad" in shown
    assert "danger" not in shown


def mark_word(note: Note) -> str:
    return {"danger": "oht", "resource": "ressurss", "proposal": "ettepanek"}[note.pin]


def test_what_a_legend_says_besides_is_printed_with_its_own_words() -> None:
    shown = paper(sample("03_turvaline_koolitee"))
    assert "▲ oht (punane)" in shown
    assert "● ressurss (roheline)" in shown


def test_links_are_listed_with_their_kinds() -> None:
    shown = paper(example("network"))
    for line in ("Jahiselts → Külamaja: konflikt", "Puidutehas → Spordiklubi: rahastab"):
        assert line in shown


@pytest.mark.parametrize(("lang", "here"), [("et", "oleme siin: 3. Tegutsemine"), ("ru", "мы здесь: 3. Действие")])
def test_the_phase_is_told_in_the_language_of_the_report_and_never_as_keys_of_a_file(lang: str, here: str) -> None:
    document = example("phase")
    shown = paper(document, lang)
    assert here in shown
    assert "step" not in shown
    canvas = queries.canvases(document)[0]
    with document.transaction("Phase") as tx:
        tx.update(
            canvas, parts=FrozenMap({"community_phase": {"et": "Alles algus"}, "phases": [{"title": "Enne"}, "Pärast"]})
        )
    shown = paper(document)
    assert "Alles algus" in shown
    assert "1. Enne" in shown
    assert "2. Pärast" in shown
