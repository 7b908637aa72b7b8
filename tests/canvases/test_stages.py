"""What is said of a stage: feelings as they are and as wished, evidence, level; and how files hold it."""

from __future__ import annotations

import json

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import zone_title
from koosloome_desktop.canvases.stages import EVIDENCE, LEVELS, feeling_field, said, stages_in
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import queries
from koosloome_desktop.services import workshop_file
from koosloome_desktop.support.errors import RefusedInput


def read(variant: str, stages: list[dict], notes: list[dict] | None = None) -> tuple[Document, Canvas]:
    canvas = {
        "id": "journey", "type": "journey_map", "variant": variant, "title": "", "stages": stages, "notes": notes or [],
    }  # fmt: skip
    found = workshop_file.read({"schema": "koosloome-workshop/1", "id": "proov", "canvases": [canvas]})
    document = Document(found.id)
    document.load(found.records, 0)
    return document, queries.canvases(document)[0]


def written(document: Document) -> dict:
    return json.loads(workshop_file.dumps(workshop_file.write(document)))["canvases"][0]


@pytest.mark.parametrize(
    "emotion",
    [
        {"value": -2, "label": "mures", "to_be": {"value": 1, "label": "kindel"}},
        {"to_be": {"value": 0}},
        {"value": None, "to_be": {}},
        {"to_be": None},
        {"value": 1.5, "to_be": {"value": -2.5, "label": "", "oma": [1]}, "muu": {"a": None}},
        {},
    ],
)
def test_feelings_come_back_from_a_file_as_they_stood(emotion: dict) -> None:
    stage = {"id": "S1", "order": 1, "name": "Algus", "emotion": emotion, "evidence": "oma allikas", "level": "decide"}
    document, _canvas = read("current_state", [stage], [{"id": "J1", "stage": "S1", "text": "a", "span": 4}])
    assert written(document)["stages"] == [stage]
    assert written(document)["notes"][0]["span"] == 4


@pytest.mark.parametrize(
    ("stage", "place"),
    [
        ({"id": "S1", "emotion": {"to_be": 3}}, "canvases[0].stages[0].emotion.to_be"),
        ({"id": "S1", "emotion": {"to_be": {"value": "hea"}}}, "canvases[0].stages[0].emotion.to_be.value"),
        ({"id": "S1", "evidence": 3}, "canvases[0].stages[0].evidence"),
    ],
)
def test_what_is_no_feeling_is_refused_with_its_place(stage: dict, place: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        read("current_state", [stage])
    assert refused.value.place == place


def test_a_note_of_a_stage_that_is_gone_never_makes_a_file_that_cannot_be_read() -> None:
    document, canvas = read("current_state", [{"id": "S1", "order": 1, "name": "a"}])
    with document.transaction("Remote") as tx:
        tx.create(Note(id="n", canvas=canvas.id, order="V", code="J1", text="hilja", stage="S9"))
    assert "stage" not in written(document)["notes"][0]
    workshop_file.read(json.loads(workshop_file.dumps(workshop_file.write(document))))


def test_feelings_alone_on_a_wished_journey_are_the_wished_ones() -> None:
    stages = [{"id": "S1", "emotion": {"value": 2, "label": "rõõmus"}}, {"id": "S2"}]
    document, canvas = read("future_state", stages)
    tracks = queries.tracks(document, canvas.id, "stage")
    first = stages_in(document, canvas, "et")[0]
    assert (first.value, first.to_be, first.to_be_label) == (None, 2, "rõõmus")
    assert feeling_field(canvas, tracks) == "value", "what + and − change is what is drawn"
    document, canvas = read("current_state", stages)
    first = stages_in(document, canvas, "et")[0]
    assert (first.value, first.to_be) == (2, None)
    document, canvas = read("future_state", [{"id": "S1"}])
    assert feeling_field(canvas, queries.tracks(document, canvas.id, "stage")) == "to_be"


def test_marks_say_level_and_evidence_with_sign_and_word() -> None:
    document = new_workshop("Proov", canvases=[("journey_map", "engagement")])
    canvas = queries.canvases(document)[0]
    assert stages_in(document, canvas, "et")[0].marks == ("tase?",)
    assert stages_in(document, canvas, "et", asks=False)[0].marks == ()
    track = queries.tracks(document, canvas.id, "stage")[0]
    with document.transaction("Mark") as tx:
        tx.update(document.get(track.id, Track), evidence="guess", level="collaborate", value=9)
    first = stages_in(document, canvas, "ru")[0]
    assert first.marks == ("4\u00a0сотрудничество", "≈\u00a0предположение")
    assert first.value == 3, "the scale ends at three"


def test_every_choice_has_its_word_in_three_languages_and_ones_own_is_kept() -> None:
    for choice in (*EVIDENCE, *LEVELS):
        assert choice.word.et
        assert choice.word.en
        assert choice.word.ru
        assert choice.sign
    assert said(EVIDENCE, "päevik", "et") == "päevik"


def test_a_lane_that_another_variant_names_so_is_told_in_every_language() -> None:
    _document, canvas = read("service_blueprint", [{"id": "S1"}])
    known, own = {"et": "Tegevused", "en": "Actions"}, {"et": "Omad teod"}
    assert zone_title(canvas, "action", known, "ru") == "Действия"
    assert zone_title(canvas, "action", None, "ru") == "Действия пользователя"
    assert zone_title(canvas, "action", own, "ru") == "Omad teod"
    assert zone_title(canvas, "action", known, "et") == "Tegevused"
