"""Pictures on notes and canvases: one asset a content, gone with its last use, back on undo."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model import integrity
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.history import History
from koosloome_desktop.model.records import Asset, Canvas, Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import photos, queries

SHA = "ab" * 32


@pytest.fixture
def document():
    return new_workshop("Proov")


def run(document, work):
    with document.transaction("x") as tx:
        result = work(tx)
    assert list(integrity.problems(document)) == []
    return result


def canvas_of(document, kind="problem_map") -> Canvas:
    return next(c for c in queries.canvases(document) if c.type == kind)


def note_with(document, sha=SHA) -> Note:
    canvas = canvas_of(document)

    def work(tx):
        note = verbs.add_note(tx, canvas.id, "Foto", zone="cause")
        return photos.set_photo(tx, note, photos.add_asset(tx, sha, "image/jpeg", name="pilt", width=4, height=3))

    return run(document, work)


def test_one_content_is_one_asset(document):
    one, two, three = note_with(document), note_with(document), note_with(document, "cd" * 32)
    assert one.photo == two.photo != three.photo
    assert [a.code for a in document.of(Asset)] == ["F1", "F2"]
    assert photos.photo_of(document, one).sha256 == SHA


def test_it_goes_with_its_last_use_and_comes_back(document):
    history = History(document)
    one, two = note_with(document), note_with(document)
    run(document, lambda tx: photos.set_photo(tx, one, None))
    assert photos.photo_of(document, document.get(one.id, Note)) is None
    assert len(document.of(Asset)) == 1
    run(document, lambda tx: verbs.delete_notes(tx, [two.id]))
    assert document.of(Asset) == []
    history.undo()
    assert photos.photo_of(document, document.get(two.id, Note)).sha256 == SHA


def test_a_map_is_named_by_its_code_and_keeps_what_else_is_known_of_it(document):
    canvas = canvas_of(document, "resource_map")
    run(document, lambda tx: tx.update(canvas, parts=canvas.parts.having("map_image", {"source": "Maa-amet"})))
    canvas = document.get(canvas.id, Canvas)
    asset = run(document, lambda tx: photos.add_asset(tx, SHA, "image/png", width=800, height=600))
    run(document, lambda tx: photos.set_map(tx, canvas, asset))
    canvas = document.get(canvas.id, Canvas)
    assert canvas.parts["map_image"] == FrozenMap({"source": "Maa-amet", "photo": "F1"})
    assert photos.map_asset(document, canvas) == asset
    run(document, lambda tx: photos.set_map(tx, canvas, None))
    canvas = document.get(canvas.id, Canvas)
    assert canvas.parts["map_image"] == FrozenMap({"source": "Maa-amet"})
    assert photos.map_asset(document, canvas) is None
    assert document.of(Asset) == []


def test_a_map_keeps_the_asset_that_a_note_lets_go(document):
    canvas, note = canvas_of(document, "resource_map"), note_with(document)
    asset = photos.photo_of(document, note)
    run(document, lambda tx: photos.set_map(tx, canvas, asset))
    run(document, lambda tx: photos.set_photo(tx, note, None))
    assert document.of(Asset) == [asset]


def test_a_canvas_takes_its_pictures_along_when_it_goes(document):
    history = History(document)
    note, other = note_with(document), note_with(document, "cd" * 32)
    elsewhere = canvas_of(document, "journey_map")
    kept = run(document, lambda tx: verbs.add_note(tx, elsewhere.id, "Sama foto", zone="pains"))
    run(document, lambda tx: photos.set_photo(tx, kept, photos.photo_of(document, other)))
    canvas = document.get(note.canvas, Canvas)
    run(document, lambda tx: photos.remove_canvas(tx, canvas))
    assert [a.sha256 for a in document.of(Asset)] == ["cd" * 32]
    history.undo()
    assert photos.photo_of(document, document.get(note.id, Note)).sha256 == SHA


def test_what_was_typed_from_a_photo_knows_it(document):
    note = note_with(document)
    typed = run(document, lambda tx: tx.update(verbs.add_note(tx, note.canvas, "Rida 1"), sources=(note.id,)))
    assert photos.typed_from(document, typed).id == note.id
    assert photos.typed_from(document, note) is None
