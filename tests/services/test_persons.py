"""One person everywhere: found in every place, exported, erased so that no byte of the name is left on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from koosloome_desktop.model.records import Note, Person
from koosloome_desktop.operations import people
from koosloome_desktop.services import person_file, persons, snapshots
from koosloome_desktop.services.library import LibraryService
from koosloome_desktop.storage import driver
from koosloome_desktop.support.errors import UsageError
from koosloome_desktop.support.logs import open_log
from koosloome_desktop.support.paths import cache_dir, config_dir, data_dir, resource

SAMPLE = resource("samples", "01_kogukonnamaja.json")
pytestmark = pytest.mark.slow

NAME = "Õnne Näidismaasikas"
FORMS = (NAME, "Õnne Näidismaasikale", "Näidismaasikas, Õnne", "ÕNNE NÄIDISMAASIKAS", "õnne näidismaasika")


def _opened_outbox(path: Path):
    from koosloome_desktop.storage import outbox

    path.parent.mkdir(parents=True)
    return outbox._opened(path)


def places_with(folder: Path, *words: str, without: str = "") -> list[str]:
    """The files in which a word stands, as UTF-8 or UTF-16, composed or decomposed, in capitals or small; but for those
    of the folder `without`.
    """
    needles = set()
    for word in words:
        for form in ("NFC", "NFD"):
            for case in (word, word.upper(), word.lower()):
                text = unicodedata.normalize(form, case)
                escaped = json.dumps(text)[1:-1]
                needles |= {text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
                needles |= {escaped.encode(), escaped.upper().encode()}
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if without and path.is_relative_to(folder / without):
            continue
        try:
            data = path.name.encode() + path.read_bytes()
        except FileNotFoundError:
            # A running server removes files between the listing and the reading; a file that is gone holds nothing.
            continue
        if any(needle in data for needle in needles):
            found.append(str(path.relative_to(folder)))
    return found


def scatter(service: LibraryService) -> tuple[str, str]:
    """Write the name into everything that the program keeps; the workshop and the note that was renamed since."""
    row = service.import_file(SAMPLE)
    workshop = service.open_workshop(row.workshop)
    document = workshop.document
    someone = document.of(Person)[0]
    notes = document.of(Note)
    workshop.run("Edit", lambda tx: people.set_name(tx, someone.id, NAME))
    for note, form in zip(notes, FORMS, strict=False):
        workshop.run(
            "Edit", lambda tx, note=note, form=form: tx.update(tx.document.get(note.id, Note), text=f"Küsi: {form}!")
        )
    workshop.run("Edit", lambda tx: tx.update(tx.document.get(notes[5].id, Note), text=f"{NAME} tuleb homme"))
    service.store.flush()
    snapshots.take(service.file)
    workshop.run("Edit", lambda tx: tx.update(tx.document.get(notes[5].id, Note), text="Keegi tuleb homme"))
    workshop.run("Edit", lambda tx: tx.remove(notes[4].id))
    service.store.save_draft(document.id, "capture", "", f"pool lauset, {NAME}")
    # What a window showed: texts are broken into lines there, even inside a word.
    service.store.keep_view(document.id, '["Õnne","Näidismaasika-","sest"]')
    service.store.flush()
    snapshots.take(service.file)
    workshop.close()
    # A second workshop in the bin, and what stands outside the library.
    other = service.create(f"Koosolek: {NAME}")
    service.delete(other)
    for folder in (cache_dir() / "miniatures", config_dir()):
        folder.mkdir(parents=True, exist_ok=True)
    for place in (service.folder / "rescue-abc", service.folder / "templates"):
        place.mkdir()
    (service.folder / "rescue-abc" / "library.sqlite").write_text(NAME, encoding="utf-8")
    template = {"template": {"title": NAME, "line": f"Juhib {NAME}"}}
    (service.folder / "templates" / f"{NAME}.json").write_text(json.dumps(template), encoding="utf-8")
    outbox = data_dir() / "outbox" / "0-1.sqlite"
    connection = _opened_outbox(outbox)
    connection.execute("INSERT INTO steps VALUES ('a', 1, 'w', ?, 0)", (json.dumps({"label": NAME}),))
    connection.execute("INSERT INTO drafts VALUES ('w', 'capture', '', ?, '2026')", (f"pool lauset, {NAME}",))
    connection.close()
    outbox.with_suffix(".damaged").write_text(NAME, encoding="utf-8")
    (cache_dir() / "miniatures" / "a.txt").write_text(f"3 {NAME}\n", encoding="utf-8")
    (config_dir() / "settings.json").write_text(json.dumps({"plan_tables": {"a": {"filter": NAME}}}), encoding="utf-8")
    (config_dir() / "settings.damaged").write_text(f"{{{NAME}", encoding="utf-8")
    return row.workshop, notes[5].id


@pytest.fixture
def scattered(own_folders, tmp_path):
    """A library with the name everywhere, a log that holds it too; (service, workshop, note, root of everything)."""
    log = open_log(faults=False)
    (log.folder / "koosloome.log").write_text(f"2026 WARNING: {NAME}\n", encoding="utf-8")
    service = LibraryService.open(own_folders / "library")
    yield service, *scatter(service), own_folders
    service.close()
    log.close()


def test_what_is_known_of_a_person_is_found_and_exported(scattered, tmp_path):
    service, workshop, _note, root = scattered
    assert len(places_with(root, "Näidismaasika")) > 6
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "plaan.md").write_text(f"Vastutab {NAME}", encoding="utf-8")
    (exports / "muu.md").write_text("Vastutab külavanem", encoding="utf-8")
    (exports / "kaart.pdf").write_bytes(b"%PDF")
    person = persons.find_person(service, NAME, export_folder=str(exports))
    assert [k.name for k in person.known] == [NAME]
    assert person.suggested_put() == person.known[0].role != ""
    kinds = [h.kind for h in person.hits if h.workshop == workshop]
    assert kinds.count("note") == 4
    assert kinds.count("person_name") == 1
    assert [h.in_bin for h in person.hits if h.kind == "workshop"] == [True]
    assert person.copies >= 2
    assert {p.name for p in person.exports} == {"plaan.md", "kaart.pdf"}
    code = person.known[0].code
    assert NAME in persons.find_person(service, code.lower()).spellings
    person_file.write_person(person, tmp_path / "inimene.json")
    told = json.loads((tmp_path / "inimene.json").read_text(encoding="utf-8"))
    assert told["participants"][0]["name"] == NAME
    assert len(told["texts"]) == len(person.hits)
    person_file.write_person(person, tmp_path / "inimene.txt")
    assert "Küsi: Õnne Näidismaasikale!" in (tmp_path / "inimene.txt").read_text(encoding="utf-8")
    with pytest.raises(UsageError):
        persons.find_person(service, "x")


def test_an_erased_name_is_nowhere_on_the_disk(scattered):
    service, workshop, note, root = scattered
    person = persons.find_person(service, NAME)
    steps: list[tuple[int, int]] = []
    order = persons.order_for(person, "külavanem", [h.record for h in person.hits])
    report = persons.erase_person(service, order, progress=lambda done, of: steps.append((done, of)))
    assert not report.unfinished
    assert report.copies >= 2
    assert report.dropped == 0
    assert steps[-1][0] == steps[-1][1]
    # While the library is open, and after it was closed.
    assert places_with(root, NAME, "Näidismaasika") == []
    assert service.check() == []
    assert persons.find_person(service, NAME).empty
    document = service.document(workshop)
    assert [people.name_of(document, p.id) for p in document.of(Person)].count("") == len(document.of(Person))
    assert "Küsi: külavanem!" in {n.text for n in document.of(Note)}
    # Undo still works and brings the text back without the name; the snapshots can be read.
    again = service.open_workshop(workshop)
    while again.history.undo_step is not None and again.document.get(note, Note).text == "Keegi tuleb homme":
        again.undo()
    assert again.document.get(note, Note).text == "külavanem tuleb homme"
    again.close()
    for one in snapshots.snapshots(service.file):
        assert workshop in {r.id for r in snapshots.workshops_in(service.file, str(one.number))}
    service.close()
    assert places_with(root, NAME, "Näidismaasika") == []


def test_a_text_that_shall_stay_stays_with_its_history_and_other_forms_too(own_folders):
    service = LibraryService.open(own_folders / "library")
    row = service.import_file(SAMPLE)
    workshop = service.open_workshop(row.workshop)
    first, second, third = workshop.document.of(Note)[:3]
    texts = {first.id: "Kai tuleb", second.id: "Kaie teeb", third.id: "kai ääres"}
    for record, text in texts.items():
        workshop.run("Edit", lambda tx, record=record, text=text: tx.update(tx.document.get(record, Note), text=text))
    workshop.close()
    person = persons.find_person(service, "Kai")
    seen = {h.record: h.likely for h in person.hits}
    assert (seen[first.id], seen[second.id], seen[third.id]) == (True, True, False)
    persons.erase_person(service, persons.order_for(person, "", [first.id]))
    found = {n.id: n.text for n in service.document(row.workshop).of(Note)}
    assert [found[r] for r in texts] == [" tuleb", "Kaie teeb", "kai ääres"]
    again = service.open_workshop(row.workshop)
    again.undo()
    again.redo()
    assert again.document.get(third.id, Note).text == "kai ääres"
    again.close()
    service.close()


def test_a_copy_that_cannot_be_read_is_counted_and_deleted(scattered):
    service, _workshop, _note, root = scattered
    broken = snapshots.take(service.file).path
    data = bytearray(broken.read_bytes())
    data[2048:9000] = os.urandom(9000 - 2048)
    broken.write_bytes(bytes(data))
    lost = service.file.with_name("library-damaged-20260101T000000.sqlite")
    lost.write_bytes(b"SQLite format 3\0" + f"... {NAME} ...".encode() * 400)
    person = persons.find_person(service, NAME)
    assert person.unreadable >= 1
    report = persons.erase_person(service, persons.order_for(person, "…", [h.record for h in person.hits]))
    assert report.dropped >= 1
    assert not lost.exists()
    assert places_with(root, NAME, "Näidismaasika") == []


def test_somebody_who_reads_meanwhile_delays_the_log_only(scattered):
    service, _workshop, _note, root = scattered
    if driver.driver_info().fallback:
        pytest.skip("without WAL there is no log")
    reader = driver.connect(f"{service.file.as_uri()}?mode=ro")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM records").fetchone()
    person = persons.find_person(service, NAME)
    report = persons.erase_person(service, persons.order_for(person, "…", [h.record for h in person.hits]))
    reader.close()
    assert report.unfinished
    service.close()
    again = LibraryService.open(root / "library")
    assert again.erased
    assert places_with(root, NAME, "Näidismaasika") == []
    again.close()


KILLED = """
import os, sys
from koosloome_desktop.services import persons
from koosloome_desktop.services.library import LibraryService
place, name, at = sys.argv[1], sys.argv[2], int(sys.argv[3])
service = LibraryService.open(place)
person = persons.find_person(service, name)
order = persons.order_for(person, "…", [h.record for h in person.hits])
persons.erase_person(service, order, progress=lambda done, of: os._exit(9) if done == at else None)
"""


@pytest.mark.parametrize("at", [pytest.param(0, marks=pytest.mark.full), 2])
def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(scattered, at):
    service, _workshop, _note, root = scattered
    service.close()
    words = [sys.executable, "-c", KILLED, str(root / "library"), NAME, str(at)]
    assert subprocess.run(words, check=False, cwd=Path(__file__).parents[2]).returncode == 9
    assert places_with(root, "Näidismaasika")
    again = LibraryService.open(root / "library")
    assert again.erased
    assert again.check() == []
    again.close()
    assert places_with(root, NAME, "Näidismaasika") == []
