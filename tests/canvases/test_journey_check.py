"""What makes a good journey, on the examples and on empty ones."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.changing import take_in
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.journey_check import points
from koosloome_desktop.canvases.persona import set_persona
from koosloome_desktop.canvases.samples import sample_canvas
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.records import Canvas
from koosloome_desktop.operations import notes, queries


def example(variant: str) -> tuple[Document, Canvas]:
    document = new_workshop("Proov", canvases=[])
    data = sample_canvas("journey_map", variant)
    assert data is not None
    with document.transaction("Take in") as tx:
        canvas = take_in(tx, data)
    return document, canvas


@pytest.mark.parametrize("variant", ["current_state", "future_state", "engagement"])
def test_the_examples_are_good_journeys(variant: str) -> None:
    assert [p.text for p in points(*example(variant)) if not p.holds] == []


def test_a_service_plan_is_not_asked_for_lanes_that_it_has_not() -> None:
    texts = [p.text for p in points(*example("service_blueprint"))]
    assert "The lowest point says why" in texts
    assert "Every opportunity has an owner" not in texts


def test_what_is_lacking_is_said_with_its_stages() -> None:
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas = queries.canvases(document)[0]
    assert not any(p.holds for p in points(document, canvas))
    with document.transaction("Fill") as tx:
        for index, stage in enumerate(queries.tracks(document, canvas.id, "stage")):
            tx.update(stage, value=-2 if index in {1, 3} else 1, evidence="guess" if index else "")
            notes.add_note(tx, canvas.id, "Helistab", zone="action", stage=stage.code)
        notes.add_note(tx, canvas.id, "Vastust ei tule", zone="pain", stage="S2")
        notes.add_note(tx, canvas.id, "Vastus päevaga", zone="opportunity", stage="S2")
        set_persona(tx, canvas, "label", "Külaelanik")
    found = {p.text: p for p in points(document, document.get(canvas.id, Canvas))}
    assert found["Whose journey it is, is said"].holds
    assert found["Every stage has an action"].holds
    assert found["Every stage says how it is known"].lacking == ("1",)
    assert found["The lowest point says why"].lacking == ("4",)
    assert found["The lowest point has an opportunity"].lacking == ("4",)
    assert found["Every opportunity has an owner"].lacking == ("2",)
