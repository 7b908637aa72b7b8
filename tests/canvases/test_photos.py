"""Photos on the notes of every variant: no note over another, none outside, its words below its photo."""

from __future__ import annotations

import pytest

from koosloome_desktop.canvases import changing, registry
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.canvases.samples import sample_workshop
from koosloome_desktop.layout.primitives import SCREEN, paper
from koosloome_desktop.model.document import Document
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import Asset, Canvas, Note
from koosloome_desktop.operations import photos, queries
from koosloome_desktop.services import workshop_file

VARIANTS = [
    (spec, v) for spec in registry().values() for v in spec.variants if sample_workshop(spec.type, v.code) is not None
]
PROFILES = {"screen": SCREEN.sized(1274, 640), "narrow": SCREEN.sized(560, 420), "paper": paper(760, 420)}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("spec", "variant"), VARIANTS, ids=[f"{s.type}/{v.code}" for s, v in VARIANTS])
def test_every_third_note_with_a_photo(spec, variant, profile):
    read = workshop_file.read(sample_workshop(spec.type, variant.code))
    document = Document(read.id)
    document.load(read.records, 0)
    canvas = queries.canvases(document)[0]
    with document.transaction("x") as tx:
        tx.create(Asset(id="a1", code="F1", sha256="ab" * 32, width=3, height=4, order="V"))
        for note in queries.notes(document, canvas.id)[::3]:
            tx.update(note, photo="a1")
    board = spec.board(document, canvas, PROFILES[profile], "et")
    with_photo = [n for n in board.notes if n.picture]
    assert len(with_photo) >= 3
    for i, a in enumerate(board.notes):
        assert -0.1 <= a.x <= a.x + a.w <= board.width + 0.1
        assert -0.1 <= a.y <= a.y + a.h <= board.height + 0.1
        for b in board.notes[i + 1 :]:
            apart = a.x >= b.x + b.w - 0.01 or b.x >= a.x + a.w - 0.01
            assert apart or a.y >= b.y + b.h - 0.01 or b.y >= a.y + a.h - 0.01
    for note in with_photo:
        x, y, w, h = note.picture_rect()
        assert note.x <= x < x + w <= note.x + note.w + 0.01
        lines = list(note.body())
        assert all(y + h <= line.y - line.size * 0.7 for line in lines)
        assert all(line.y <= note.y + note.h for line in (*lines, *note.foot()))


def test_a_canvas_of_another_file_is_taken_in_without_its_photos_and_copied_with_them():
    there = sample_workshop("resource_map", "geo_pins")
    canvas = there["canvases"][0]
    canvas["notes"][0]["photo"] = "F1"
    canvas["map_image"] = {"photo": "F1", "source": "Maa-amet"}
    here = new_workshop("Proov")
    with here.transaction("x") as tx:
        made = changing.take_in(tx, canvas)
    assert [n.photo for n in here.within(Note, made.id)] == [""] * len(here.within(Note, made.id))
    assert here.get(made.id, Canvas).parts["map_image"] == FrozenMap({"source": "Maa-amet"})
    assert canvas["notes"][0]["photo"] == "F1", "the file itself is as it was"
    with here.transaction("x") as tx:
        asset = photos.add_asset(tx, "ab" * 32, "image/png", width=4, height=3)
        photos.set_map(tx, made, asset)
        photos.set_photo(tx, here.within(Note, made.id)[0], asset)
    with here.transaction("x") as tx:
        copy = changing.duplicate(tx, here.get(made.id, Canvas), "Koopia")
    assert here.within(Note, copy.id)[0].photo == asset.id
    assert photos.map_asset(here, here.get(copy.id, Canvas)) == asset
    with here.transaction("x") as tx:
        photos.remove_canvas(tx, here.get(made.id, Canvas))
    assert here.of(Asset) == [asset], "the copy still shows it"
