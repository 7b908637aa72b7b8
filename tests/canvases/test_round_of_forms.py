"""Every ordered pair of forms of a kind: there and back is the identical document, with what people added and named
themselves, with undo, redo and the way through a file in between; and what waits keeps its kind.
"""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import changing, registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.inputs import TRAY, axis_of, kind_of, place_of, zone_title, zones_in
from koosloome_desktop.canvases.spec import CanvasSpec, Variant
from koosloome_desktop.model.changes import Origin
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Canvas, Note, Track
from koosloome_desktop.operations import notes, queries, tracks
from koosloome_desktop.services import workshop_file
from tests.canvases.contents import BOARDS, PAIRS, canvas_of, document_of, example, filled, ids, reread

pytestmark = pytest.mark.slow


def furnished(spec: CanvasSpec, form: Variant) -> Document:
    """A canvas on which people named, moved, added and placed what its form lets them."""
    document, canvas = filled(spec, form, 7)
    axis = axis_of(form)
    with document.transaction("Furnish") as tx:
        zones = queries.tracks(document, canvas.id, axis)
        tx.update(zones[-1], label=FrozenMap({"et": "Oma sõnad"}))
        tracks.move(tx, zones[0], 1)
        if form.open_zones:
            own = tracks.insert(tx, canvas.id, axis, "Ilm", after=zones[0].code)
            bare = tracks.insert(tx, canvas.id, axis, "", before=zones[0].code)
            notes.add_note(tx, canvas.id, "Talvel on tee umbes", zone=own.code)
            notes.add_note(tx, canvas.id, "Keegi ei lükka lund", zone=bare.code)
        if form.stages:
            stage = queries.tracks(document, canvas.id, "stage")[1]
            tx.update(tracks.rename(tx, stage, "Ootan"), value=-2, word="tusk", to_be=1, evidence="guess")
            tracks.move(tx, tracks.insert(tx, canvas.id, "stage", "Sõidan"), -2)
        said = {"x": 0.3, "y": 0.8, "ring": "outer", "attitude": "opposes", "strength": 4, "level": 2, "span": 2}
        tx.update(queries.notes(document, canvas.id)[0], reach="partners", collapsed=True, **said)
    return document


def standing(document: Document) -> dict[str, tuple[str, str]]:
    """Where each note is shown, and as what."""
    canvas = canvas_of(document)
    return {n.id: (place_of(document, canvas, n), kind_of(canvas, n)) for n in document.of(Note)}


def switch(document: Document, form: Variant) -> Canvas:
    with document.transaction("Switch") as tx:
        return changing.switch(tx, canvas_of(document), form.code, "et")


@pytest.mark.parametrize(("spec", "one", "two"), PAIRS)
def test_there_and_back_is_the_identical_document(spec: CanvasSpec, one: Variant, two: Variant) -> None:
    document = furnished(spec, one)
    history, first, file = History(document), document.digest(), workshop_file.write(document)
    stood, records = standing(document), document.of(Note)
    titles = zones_in(document, canvas_of(document), "et", ghosts=False)
    there = switch(document, two)
    away = document.digest()
    waiting = {i: kind for i, (place, kind) in standing(document).items() if place == TRAY}
    assert waiting == {i: stood[i][1] for i in waiting}, "what waits keeps its kind"
    history.undo()
    assert document.digest() == first
    history.redo()
    assert document.digest() == away
    kept = reread(document)
    assert workshop_file.write(kept) == workshop_file.write(document)
    assert {n.code: kind_of(canvas_of(kept), n) for n in kept.of(Note)} == {
        n.code: kind_of(there, n) for n in document.of(Note)
    }
    for each in (document, kept):
        switch(each, one)
        assert workshop_file.write(each) == file
        assert zones_in(each, canvas_of(each), "et", ghosts=False) == titles
    assert document.of(Note) == records
    assert standing(document) == stood
    history.undo()
    history.undo()
    assert document.digest() == first


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_a_file_is_the_same_after_every_other_form(pair: tuple[CanvasSpec, Variant]) -> None:
    spec, form = pair
    data = workshop_file.write(example(spec, form)[0])
    canvas = data["canvases"][0]
    for number, zone in enumerate(canvas.get("zones") or canvas.get("lanes") or ()):
        zone["colour"] = number
        if number % 2:
            zone["label"] = None
    bare = {k: v for k, v in canvas.items() if k not in {"zones", "lanes"}}
    listed = {"how_might_we": ["Kuidas saaksime sõita?", "Kuidas saaksime kõndida?"]}
    for one in (canvas, bare | listed if spec.type == "problem_map" and form.layout != "questions" else bare):
        document = document_of(data | {"canvases": [one]})
        history, first, file = History(document), document.digest(), workshop_file.write(document)
        others = [v for v in spec.variants if v.code != form.code]
        for other in others:
            switch(document, other)
            switch(document, form)
            assert workshop_file.write(document) == file, other.code
        for _step in range(2 * len(others)):
            history.undo()
        assert document.digest() == first


def test_what_was_deleted_stays_deleted_and_what_others_add_meanwhile_stays() -> None:
    spec, fish, ice = registry()["problem_map"], "fishbone", "iceberg"
    document, canvas = filled(spec, next(v for v in spec.variants if v.code == fish), 7)
    bones = {t.code: t for t in queries.tracks(document, canvas.id, "zone")}
    with document.transaction("Delete") as tx:
        tracks.remove(tx, bones["people"])
    before = [z.code for z in zones_in(document, canvas, "et", ghosts=False)]
    switch(document, next(v for v in spec.variants if v.code == ice))
    with document.transaction("Somebody else", origin=Origin.REMOTE) as tx:
        note = notes.add_note(tx, canvas.id, "Vahepeal", zone=bones["people"].code)
        notes.add_note(tx, canvas.id, "Jää", zone="pattern")
    back = switch(document, next(v for v in spec.variants if v.code == fish))
    assert [z.code for z in zones_in(document, back, "et", ghosts=False)] == before
    assert place_of(document, back, note) == TRAY
    assert "zone_orders" not in back.parts


@pytest.mark.parametrize("title", ["", "Probleemi kaart", "Problem tree", "Meie mure"])
def test_a_title_and_untouched_stages_come_back_in_the_language_they_had(title: str) -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "problem_tree"), ("journey_map", "current_state")])
    tree, journey = queries.canvases(document)
    stages = queries.tracks(document, journey.id, "stage")
    with document.transaction("Name") as tx:
        tx.update(tree, title=title)
        for stage, given in zip(stages, registry()["journey_map"].variants[0].stages, strict=True):
            tx.update(stage, name=given.title.ru)
    file = workshop_file.write(document)
    for canvas, form in (
        (tree, "iceberg"),
        (journey, "engagement"),
        (tree, "problem_tree"),
        (journey, "current_state"),
    ):
        with document.transaction("Switch") as tx:
            changing.switch(tx, document.get(canvas.id, Canvas), form, "et")
    assert workshop_file.write(document) == file


def test_listed_questions_come_back_to_the_list_unless_something_was_said_of_them() -> None:
    spec = registry()["problem_map"]
    data = workshop_file.write(example(spec, spec.variants[0])[0])
    data["canvases"][0]["how_might_we"] = ["Kuidas sõita?", "Kuidas kõndida?", "Kuidas lennata?"]
    document = document_of(data)
    forms = {v.code: v for v in spec.variants}
    switch(document, forms["hmw"])
    first, second, _third = (n for n in document.of(Note) if n.zone == "hmw")
    with document.transaction("Vote") as tx:
        notes.set_votes(tx, second.canvas, second.id, 3)
        tx.update(first, text="Kuidas sõita õhtul?")
    document = reread(document)
    assert len(workshop_file.write(document)["canvases"][0]["from_list"]) == 3
    switch(document, forms["problem_tree"])
    told = workshop_file.write(document)["canvases"][0]
    assert told["how_might_we"] == ["Kuidas sõita õhtul?", "Kuidas lennata?"]
    assert [n["text"] for n in told["notes"] if n["zone"] == "hmw"] == ["Kuidas kõndida?"]
    assert "from_list" not in told


def test_an_own_bone_is_called_by_its_name_while_it_waits() -> None:
    spec = registry()["problem_map"]
    document = furnished(spec, next(v for v in spec.variants if v.code == "fishbone"))
    bone = next(t for t in document.of(Track) if t.label == FrozenMap({"et": "Ilm"}))
    assert zone_title(switch(document, spec.variants[0]), bone.code, None, "et") == "Ilm"
