"""Whose journey it is: the fields, the header they make, and what is kept that nobody knows."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.persona import FIELDS, persona, persona_in, persona_text, set_persona
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import queries


def journey(**fields: object) -> tuple[Document, Canvas]:
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas = queries.canvases(document)[0]
    if fields:
        with document.transaction("Persona") as tx:
            canvas = tx.update(canvas, parts=FrozenMap({"persona": fields, "emotion_scale": {"min": -3}}))
    return document, canvas


def test_every_field_is_set_cleaned_and_taken_away_again() -> None:
    document, canvas = journey()
    history, before = History(document), document.digest()
    for key in FIELDS:
        with document.transaction("Set") as tx:
            canvas = set_persona(tx, canvas, key, f"  {key}\0 ")
    assert list(persona(canvas)) == list(FIELDS)
    assert persona_text(canvas, "need") == "need\ufffd"
    for key in FIELDS:
        with document.transaction("Clear") as tx:
            canvas = set_persona(tx, canvas, key, " ")
    assert "persona" not in canvas.parts, "an empty persona is none"
    for _step in range(2 * len(FIELDS)):
        history.undo()
    assert document.digest() == before


@pytest.mark.parametrize(("text", "value"), [("41", 41), ("üle 60", "üle 60"), ("٣", "٣"), ("", None)])
def test_an_age_that_is_a_number_stays_one(text: str, value: object) -> None:
    document, canvas = journey(age=7, quote={"et": "Nii on"})
    with document.transaction("Set") as tx:
        canvas = set_persona(tx, canvas, "age", text)
    assert persona(canvas).get("age") == value
    assert persona(canvas)["quote"] == FrozenMap({"et": "Nii on"}), "what nobody knows is kept"
    assert "emotion_scale" in canvas.parts


def test_the_header_says_who_and_with_captions_what_they_need() -> None:
    _document, canvas = journey(
        label="Huviringi juhendaja", age=41, description="Töötab linnas", need="Soe saal", start="tekib mõte",
        end="tund", quote="„Ah nii“", flag=True,
    )  # fmt: skip
    header = persona_in(canvas, "et")
    assert header is not None
    assert header.title == "Huviringi juhendaja, 41"
    assert header.text == "Töötab linnas\nVajadus: Soe saal · „Ah nii“ · Algusest lõpuni: tekib mõte → tund"
    assert persona_in(journey()[1], "et") is None
    assert persona_in(journey(label="", need="")[1], "et") is None


@pytest.mark.parametrize("odd", [None, "Mari", [1], 3])
def test_a_persona_that_is_no_object_is_none(odd: object) -> None:
    document, canvas = journey()
    with document.transaction("Odd") as tx:
        canvas = tx.update(canvas, parts=FrozenMap({"persona": odd}))
    assert persona_in(canvas, "et") is None
    with document.transaction("Set") as tx:
        canvas = set_persona(tx, canvas, "label", "Külaelanik")
    assert persona_text(canvas, "label") == "Külaelanik"
