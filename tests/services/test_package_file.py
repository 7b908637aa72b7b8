"""The portable file: what goes out comes back the same, with the same ids and photos; anything else is refused."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pytest

from koosloome_desktop import __version__
from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.services.lineage import lineage_of
from tests.exports.nasty_workshop import nasty_workshop
from tests.exports.reading import SAMPLES, sample
from tests.services.packages import PICTURES, manifest, parts, with_photos, written


@pytest.fixture
def library(tmp_path):
    service = LibraryService.open(tmp_path / "library")
    yield service
    service.close()


@pytest.fixture
def other(tmp_path):
    service = LibraryService.open(tmp_path / "other")
    yield service
    service.close()


def shown(library, workshop):
    return workshop_file.dumps(workshop_file.write(library.document(workshop)))


# -- out and back


@pytest.mark.parametrize("name", [*SAMPLES, "nasty", "edited"])
def test_what_goes_out_comes_back_the_same_records_and_photos(name, tmp_path, library):
    document = with_photos({"nasty": nasty_workshop, "edited": edited}.get(name, lambda: sample(name))())
    path = written(document, tmp_path)
    report = library.import_file(path)
    assert report.workshop == document.id
    assert not report.unchanged
    assert shown(library, report.workshop) == workshop_file.dumps(workshop_file.write(document))
    assert {r.id for r in library.document(report.workshop).records()} == {r.id for r in document.records()}
    for sha256, (data, _kind) in PICTURES.items():
        assert library.blob(sha256) == data
    again = written(library.document(report.workshop), tmp_path, "again.koosloome")
    assert parts(again)["workshop.json"] == parts(path)["workshop.json"]


def edited():
    """A workshop made here: its records have ids of their own, which no file's codes give."""
    document = new_workshop("Siin tehtud")
    canvases = queries.canvases(document)
    with document.transaction("x") as tx:
        one = verbs.add_note(tx, canvases[0].id, "Põhjus", zone="cause")
        verbs.add_note(tx, canvases[0].id, "Teine", zone="effect", parent=one.id)
        three = verbs.add_note(tx, canvases[2].id, "Saal", zone="places")
        tx.update(three, sources=(one.id,))
        plan = next(c for c in canvases if c.type == "action_plan")
        add_action(tx, plan.id, "Teha ära", sources=(one.id,), deadline="2027-01")
    return document


def test_references_lead_to_the_same_records(tmp_path, library):
    document = edited()
    report = library.import_file(written(document, tmp_path))
    back = library.document(report.workshop)
    for record in document.of(Note) + document.of(Action):
        found = back.get(record.id, type(record))
        assert found.sources == record.sources
        assert getattr(found, "parent", "") == getattr(record, "parent", "")


def test_the_same_again_changes_nothing(tmp_path, library):
    path = written(with_photos(sample("01_kogukonnamaja")), tmp_path)
    first = library.import_file(path)
    assert library.import_file(path).unchanged
    workshop = library.open_workshop(first.workshop)
    with workshop.document.transaction("x") as tx:
        verbs.add_note(tx, queries.canvases(workshop.document)[0].id, "Uus", zone="cause")
    workshop.close()
    again = library.import_file(path)
    assert again.unchanged
    assert [row.id for row in library.list()] == [first.workshop]


def test_other_content_of_the_same_workshop_stands_beside_it_and_merge_is_named(tmp_path, library):
    document = sample("01_kogukonnamaja")
    library.import_file(written(document, tmp_path))
    with document.transaction("x") as tx:
        verbs.add_note(tx, queries.canvases(document)[0].id, "Uus", zone="cause")
    report = library.import_file(written(document, tmp_path))
    assert report.title.endswith("(2)")
    assert [w.code for w in report.warnings] == ["import.other_content"]
    assert "merge" in report.warnings[0].text
    assert len(library.list()) == 2


def test_photos_that_a_json_file_did_not_bring_come_with_the_portable_one(tmp_path, library):
    document = with_photos(sample("01_kogukonnamaja"))
    json_path = export_workshop(document, tmp_path / "w.json")
    assert "import.photos_missing" in [w.code for w in library.import_file(json_path).warnings]
    assert library.import_file(written(document, tmp_path)).unchanged
    assert all(library.blob(sha256) == data for sha256, (data, _kind) in PICTURES.items())


def test_a_photo_that_is_nowhere_is_named_as_missing_and_the_rest_goes(tmp_path, library):
    document = with_photos(sample("01_kogukonnamaja"))
    path = export_workshop(document, tmp_path / "w.koosloome", photos=lambda _sha256: None)
    assert sorted(manifest(path)["missing"]) == sorted(PICTURES)
    assert "import.photos_missing" in [w.code for w in library.import_file(path).warnings]


# -- what merging needs


def test_a_copy_says_what_was_edited_in_it(tmp_path, library, other):
    document = edited()
    library.import_file(written(document, tmp_path))
    first = export_of(library, document.id, tmp_path / "out.koosloome")
    other.import_file(first)
    workshop = other.open_workshop(document.id)
    note = next(n for n in workshop.document.of(Note) if n.text == "Teine")
    with workshop.document.transaction("x") as tx:
        tx.update(note, text="Teine, parandatud")
        verbs.add_note(tx, note.canvas, "Kolmas", zone="cause")
    workshop.close()
    told = {
        r["id"]: r for r in manifest(export_of(other, document.id, tmp_path / "back.koosloome"))["records"].values()
    }
    sent = {r["id"]: r["hash"] for r in manifest(first)["records"].values()}
    assert told[note.id]["base"] == sent[note.id]
    assert told[note.id]["hash"] != told[note.id]["base"]
    assert told[note.id]["rev"] == 2
    new = [r for r in told.values() if r["base"] is None]
    assert [other.document(document.id).get(r["id"], Note).text for r in new] == ["Kolmas"]
    untouched = [r for i, r in told.items() if i != note.id and r["base"] is not None]
    assert untouched
    assert all(r["hash"] == r["base"] and r["rev"] == 1 for r in untouched)


def export_of(library, workshop, path):
    document = library.document(workshop)
    return export_workshop(document, path, photos=library.blob, lineage=lambda: lineage_of(library, workshop))


# -- what the file is


def test_the_file_says_what_it_is_before_it_is_unpacked(tmp_path):
    path = written(with_photos(sample("01_kogukonnamaja")), tmp_path)
    raw = path.read_bytes()
    assert raw[30:38] == b"mimetype"
    assert raw[38 : 38 + 42].startswith(b"application/vnd.koosloome.workshop+zip")
    names = zipfile.ZipFile(path).namelist()
    assert names[:3] == ["mimetype", "manifest.json", "workshop.json"]
    told = manifest(path)
    assert told["format"] == "koosloome-package/1"
    assert told["program"] == __version__
    for name, part in told["parts"].items():
        assert part == {"sha256": hashlib.sha256(parts(path)[name]).hexdigest(), "size": len(parts(path)[name])}
    assert json.loads(parts(path)["workshop.json"])["schema"] == "koosloome-workshop/1"


def test_the_same_workshop_gives_the_same_bytes(tmp_path):
    document = with_photos(sample("01_kogukonnamaja"))
    assert (
        written(document, tmp_path, "a.koosloome").read_bytes()
        == written(document, tmp_path, "b.koosloome").read_bytes()
    )
