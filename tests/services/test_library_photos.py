"""A workshop file with photos: what it does not carry is said, what is in the library already is shown."""

from __future__ import annotations

import json

from koosloome_desktop.model.blobs import Blob
from koosloome_desktop.model.records import Asset, Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.photos import add_asset, set_photo
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.support.dispatch import LoopDispatcher

BLOB = Blob.of(b"\xff\xd8\xff" + b"pilt" * 40, "image/jpeg")


def test_photos_of_a_file_find_their_pictures_or_are_told(tmp_path):
    library = LibraryService.open(tmp_path / "one", post=LoopDispatcher().post)
    workshop = library.open_workshop(library.create("Proov"))
    canvas = queries.canvases(workshop.document)[0]

    def work(tx):
        set_photo(
            tx, verbs.add_note(tx, canvas.id, "Tahvel", zone="cause"), add_asset(tx, BLOB.sha256, BLOB.media_type)
        )

    workshop.run("Add photo", work, blobs=[BLOB])
    data = workshop_file.write(workshop.document)
    workshop.close()
    path = tmp_path / "w.json"
    path.write_text(workshop_file.dumps({**data, "id": "TEINE"}), encoding="utf-8")
    here = library.import_file(path)
    assert [w.code for w in here.warnings] == []
    copy = library.document(here.workshop)
    assert library.blob(copy.of(Asset)[0].sha256) == BLOB.data
    library.close()

    other = LibraryService.open(tmp_path / "two", post=LoopDispatcher().post)
    there = other.import_file(path)
    assert [(w.code, w.place) for w in there.warnings] == [("import.photos_missing", "photos")]
    brought = other.document(there.workshop)
    assert [n.text for n in brought.of(Note) if n.photo] == ["Tahvel"]
    assert json.loads(workshop_file.dumps(workshop_file.write(brought)))["photos"] == data["photos"]
    other.close()
