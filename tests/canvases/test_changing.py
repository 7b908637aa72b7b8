"""Whole canvases: switched to every other variant and back, copied, moved, taken in; nothing is lost, undo is exact."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import changing, registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.canvases.inputs import TRAY, place_of, zone_codes, zones_in
from koosloome_desktop.layout.primitives import SCREEN
from koosloome_desktop.model import integrity
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Ballot, Canvas, Cluster, Link, Note, Tally, Track
from koosloome_desktop.operations import notes, queries, tracks
from koosloome_desktop.services import workshop_file
from tests.canvases.contents import BOARDS, PAIRS, canvas_of, filled, ids, reread
from tests.drivers.calls import calls


@pytest.mark.parametrize(("spec", "one", "two"), PAIRS)
def test_switching_keeps_every_note_and_undo_is_exact(spec, one, two) -> None:
    document, canvas = filled(spec, one, 12)
    history = History(document)
    before, before_notes = document.digest(), document.of(Note)
    with document.transaction("Switch") as tx:
        changing.switch(tx, canvas, two.code, "et")
    assert document.of(Note) == before_notes
    switched = canvas_of(document)
    assert switched.variant == two.code
    assert switched.title == two.title.et
    assert list(integrity.problems(document)) == []
    drawn = board(document, switched, SCREEN.sized(1094, 782), "et")
    assert {b.id for b in drawn.notes} == {n.id for n in before_notes}
    lost = [n for n in document.of(Note) if place_of(document, switched, n) == TRAY]
    tray = drawn.zone(TRAY)
    assert (tray is not None) is bool(lost)
    if tray is not None:
        assert tray.texts[0].text.startswith("Ootab kohta") or any(t.text == "Ootab kohta" for t in drawn.texts)

    with document.transaction("Switch") as tx:
        changing.switch(tx, canvas_of(document), one.code, "et")
    assert all(place_of(document, canvas_of(document), n) != TRAY for n in document.of(Note))
    history.undo()
    history.undo()
    assert document.digest() == before


def test_own_words_on_zones_and_stages_survive_a_switch() -> None:
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas = canvas_of(document)
    stage = queries.tracks(document, canvas.id, "stage")[0]
    lane = queries.tracks(document, canvas.id, "lane")[0]
    with document.transaction("Name") as tx:
        tx.update(stage, name="Kuulen naabrilt", value=-2)
        tx.update(lane, label=FrozenMap({"et": "Mida teen"}))
        changing.rename(tx, canvas, "  Bussisõit\n ")
        changing.ask(tx, canvas, "Kuidas ma bussile saan?")
    with document.transaction("Switch") as tx:
        changing.switch(tx, canvas_of(document), "engagement", "et")
    assert queries.tracks(document, canvas.id, "stage")[0].name == "Kuulen naabrilt"
    assert canvas_of(document).title == "Bussisõit"
    assert document.get(lane.id, Track).label == FrozenMap({"et": "Mida teen"})

    fresh = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    with fresh.transaction("Switch") as tx:
        changing.switch(tx, canvas_of(fresh), "engagement", "et")
    assert [t.name for t in queries.tracks(fresh, canvas_of(fresh).id, "stage")][:2] == ["Kuulen", "Olen kutsutud"]


def switched(document: Document, variant: str) -> Canvas:
    with document.transaction("Switch") as tx:
        changing.switch(tx, canvas_of(document), variant, "et")
    return canvas_of(document)


def titles(document: Document) -> list[str]:
    return [z.title for z in zones_in(document, canvas_of(document), "et", ghosts=False)]


def test_an_own_bone_and_own_titles_come_back_with_their_form() -> None:
    document = new_workshop("Proov", canvases=[("problem_map", "fishbone")])
    canvas, history = canvas_of(document), History(document)
    with document.transaction("Name") as tx:
        zones = {t.code: t for t in queries.tracks(document, canvas.id, "zone")}
        tx.update(zones["people"], label=FrozenMap({"et": "Rahvas"}))
        own = tracks.insert(tx, canvas.id, "zone", "Ilm", after="people")
        note = notes.add_note(tx, canvas.id, "Talvel on tee umbes", zone=own.code)
    before, bones = document.digest(), titles(document)
    assert bones[:4] == ["Põhiprobleem", "Rahvas", "Ilm", "Reeglid ja korraldus"]
    tree = switched(document, "problem_tree")
    assert place_of(document, tree, note) == TRAY
    first, document = document, reread(document)  # the way through a file on the way
    tree = canvas_of(document)
    with document.transaction("Name") as tx:
        core = next(t for t in queries.tracks(document, tree.id, "zone") if t.code == "core")
        tx.update(core, label=FrozenMap({"et": "Tuum"}))
    switched(document, "iceberg")
    assert "Ilm" not in titles(document)
    back = switched(document, "fishbone")
    # The core lost its place in the iceberg: its title of the tree comes back, the bones' own ones too.
    assert titles(document) == ["Tuum", *bones[1:]]
    assert place_of(document, back, queries.notes(document, back.id)[0]) == own.code
    assert "set_aside" not in back.parts
    history.undo()
    assert first.digest() == before


def test_lanes_keep_their_order_and_lanes_of_ones_own_their_place() -> None:
    document = new_workshop("Proov", canvases=[("journey_map", "current_state")])
    canvas, history = canvas_of(document), History(document)
    with document.transaction("Move") as tx:
        lanes = queries.tracks(document, canvas.id, "lane")
        tracks.move(tx, lanes[3], -3)
        tx.update(lanes[5], label=FrozenMap({"et": "Kes vastutab"}))
        tracks.insert(tx, canvas.id, "lane", "Kulu", after="pain")
    before, lanes_before = document.digest(), titles(document)
    assert lanes_before[:3] == ["Valupunktid", "Kulu", "Tegevused"]
    switched(document, "future_state")
    assert titles(document) == lanes_before
    switched(document, "service_blueprint")
    assert titles(document)[-2:] == ["Valupunktid", "Kulu"]
    switched(document, "engagement")
    assert titles(document)[-1] == "Kes vastutab"
    for _step in range(3):
        history.undo()
    assert document.digest() == before


@pytest.mark.parametrize("pair", BOARDS, ids=ids)
def test_a_copy_holds_the_same_under_other_ids_and_without_votes(pair) -> None:
    document, canvas = filled(*pair, 9)
    some = queries.notes(document, canvas.id)
    with document.transaction("More") as tx:
        cluster = notes.add_cluster(tx, canvas.id, "Rühm")
        notes.put_in_cluster(tx, canvas.id, [n.id for n in some[:3]], cluster)
        notes.link(tx, canvas.id, "relation", some[0].id, some[1].id)
        notes.set_votes(tx, canvas.id, some[0].id, 4)
    history, before = History(document), document.digest()
    with document.transaction("Copy") as tx:
        made = changing.duplicate(tx, document.get(canvas.id, Canvas), "Teine laud")
    copies = queries.notes(document, made.id)
    assert [n.text for n in copies] == [n.text for n in some]
    assert not {n.id for n in copies} & {n.id for n in some}
    assert len({n.code for n in document.of(Note) if n.code}) == len([n for n in document.of(Note) if n.code])
    assert {n.parent for n in copies if n.parent} <= {n.id for n in copies}
    assert document.within(Cluster, made.id)[0].notes == tuple(n.id for n in copies[:3])
    assert len(document.within(Link, made.id)) == len(document.within(Link, canvas.id))
    assert document.within(Ballot, made.id) == []
    assert len(document.of(Tally)) == 1
    assert [c.title for c in queries.canvases(document)] == [canvas.title, "Teine laud"]
    assert workshop_file.write(reread(document)) == workshop_file.write(document)
    history.undo()
    assert document.digest() == before


def test_a_copy_of_many_notes_looks_for_free_codes_once() -> None:
    document, canvas = filled(*BOARDS[0], 40)
    few = calls(lambda: _copy(document, canvas)).total()
    with document.transaction("More") as tx:
        for number in range(160):
            notes.add_note(tx, canvas.id, f"märge {number}", zone=queries.notes(document, canvas.id)[0].zone)
    many = calls(lambda: _copy(document, canvas)).total()
    assert many < 7 * few, (few, many)


def _copy(document: Document, canvas: Canvas) -> None:
    with document.transaction("Copy") as tx:
        changing.duplicate(tx, document.get(canvas.id, Canvas), "Koopia")


def test_canvases_move_and_a_canvas_of_another_file_is_taken_in() -> None:
    document = new_workshop("Proov")
    first = canvas_of(document)
    with document.transaction("Move") as tx:
        assert changing.move(tx, first, 2)
        assert not changing.move(tx, document.get(first.id, Canvas), 5)
    assert [c.type for c in queries.canvases(document)].index("problem_map") == 2
    other, canvas = filled(registry()["problem_map"], registry()["problem_map"].variants[0], 5)
    data = workshop_file.write(other)["canvases"][0]
    with document.transaction("Take in") as tx:
        made = changing.take_in(tx, data)
    assert made.code == "problem-2"
    assert [n.text for n in queries.notes(document, made.id)] == [n.text for n in queries.notes(other, canvas.id)]
    assert zone_codes(document, made) == zone_codes(other, canvas)
    with pytest.raises(KeyError), document.transaction("Take in") as tx:
        changing.take_in(tx, {"type": "mood", "variant": "x"})
    with pytest.raises(KeyError), document.transaction("Switch") as tx:
        changing.switch(tx, made, "olematu", "et")
