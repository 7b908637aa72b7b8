"""What makes a good problem map and a good resource map, on the examples, on empty canvases, and as it comes about."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.map_check import map_points
from koosloome_desktop.model.records import Canvas, Note
from koosloome_desktop.operations import notes, queries
from tests.drivers.board import sample

FORMS = [(k, v.code) for k in ("problem_map", "resource_map") for v in registry()[k].variants]

ZONES = [(z.code, z.title.et) for z in registry()["resource_map"].variants[0].zones]


def open_points(document, canvas: Canvas) -> list[str]:
    return [p.text for p in map_points(document, canvas) if not p.holds]


@pytest.mark.parametrize(("kind", "variant"), FORMS)
def test_nothing_holds_on_an_empty_map(kind, variant):
    document = new_workshop("Proov", canvases=[(kind, variant)])
    assert not any(p.holds for p in map_points(document, queries.canvases(document)[0]))


def test_the_sample_s_maps_are_told_what_they_have():
    document = sample("01")
    problem, _journey, resources, plan = queries.canvases(document)
    assert open_points(document, problem) == []
    assert len(map_points(document, problem)) == 5
    found = map_points(document, resources)
    assert [p.holds for p in found] == [False, True, True]
    few = found[0].lacking
    counts = {t: sum(n.zone == z for n in queries.notes(document, resources.id)) for z, t in ZONES}
    assert few == tuple(t for _z, t in ZONES if counts[t] < 3)
    assert map_points(document, plan) == []


def test_points_follow_what_the_room_does():
    document = sample("01")
    problem, _journey, resources, _plan = queries.canvases(document)
    with document.transaction("Reword") as tx:
        core = next(n for n in queries.notes(document, problem.id) if n.zone == "core")
        tx.update(core, text="Majal ei ole kodulehte")
        for link in queries.links(document, resources.id, "match"):
            tx.remove(link.id)
        notes.delete_notes(tx, [n.id for n in queries.notes(document, resources.id) if n.zone == "culture"])
        need = queries.notes(document, resources.id, "need")[0]
        tx.update(document.get(need.id, Note), whose="")
    assert open_points(document, problem) == ["One core sentence, without a solution in it"]
    found = map_points(document, resources)
    assert [p.holds for p in found] == [False, False, False]
    assert found[0].lacking[-1] == "Lood, kombed ja kultuur"


def test_forms_are_asked_only_for_what_they_have():
    def asked(kind: str, variant: str) -> int:
        document = new_workshop("Proov", canvases=[(kind, variant)])
        return len(map_points(document, queries.canvases(document)[0]))

    assert [asked("problem_map", v) for v in ("problem_tree", "hmw", "force_field", "stakeholder_map")] == [5, 2, 0, 0]
    assert [asked("resource_map", v) for v in ("network", "needs_matching", "geo_pins")] == [4, 2, 0]
