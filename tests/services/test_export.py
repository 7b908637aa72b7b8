"""Exports as the window and the command line call them: whole files or none, clear refusals."""

from __future__ import annotations

import errno
import json
import os
import threading

import pypdfium2
import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Note
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.export import (
    ExportCancelled,
    Snapshot,
    export_workshop,
    find_canvas,
    formats,
    unprintable,
)
from koosloome_desktop.services.export_formats import FORMATS, PAPERS, WHATS, offered
from koosloome_desktop.support.errors import KoosloomeError, NotFound, UsageError
from tests.exports.reading import SAMPLES, sample, texts


@pytest.fixture
def document():
    return sample("01_kogukonnamaja")


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    pdf = pypdfium2.PdfDocument(data)
    found = [pdf.get_page_size(n) for n in range(len(pdf))]
    pdf.close()
    return found


def left_in(folder) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_pdf_in_the_workshops_own_language(document, tmp_path):
    path = export_workshop(document, tmp_path / "Kokkuvõte õäöü.PDF")
    data = path.read_bytes()
    assert data.startswith(b"%PDF-1.")
    assert data.rstrip().endswith(b"%%EOF")
    assert "TÖÖTOA KOKKUVÕTE" in texts(data)[0]
    assert left_in(tmp_path) == ["Kokkuvõte õäöü.PDF"]


def test_labels_in_another_language_leave_the_content_alone(document, tmp_path):
    data = export_workshop(document, tmp_path / "r.pdf", lang="ru").read_bytes()
    assert "ИТОГИ МАСТЕРСКОЙ" in texts(data)[0]
    assert "Leppida kokku" in texts(data)[0]


@pytest.mark.parametrize("name", SAMPLES)
def test_json_is_the_canonical_workshop_file(name, tmp_path):
    document = sample(name)
    path = export_workshop(document, tmp_path / "w.json")
    text = path.read_text(encoding="utf-8")
    assert text == workshop_file.dumps(workshop_file.write(document))
    again = workshop_file.read(json.loads(text))
    assert {r.id for r in again.records} == {r.id for r in document.records()}


@pytest.mark.parametrize("name", ["w.exe", "w", "w.odt", "w.pdf.bak"])
def test_other_endings_are_refused_in_one_line_that_names_those_there_are(document, tmp_path, name):
    with pytest.raises(UsageError) as told:
        export_workshop(document, tmp_path / name)
    assert "\n" not in told.value.line()
    assert all(ending in told.value.line() for ending in formats())
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "values", "error"),
    [
        ("r.pdf", {"lang": "fi"}, UsageError),
        ("r.pdf", {"paper": "b5"}, UsageError),
        ("r.pdf", {"what": "poem"}, UsageError),
        ("r.pdf", {"what": "canvas:"}, UsageError),
        ("r.pdf", {"what": "canvas:nothing"}, NotFound),
        ("r.json", {"what": "plan"}, UsageError),
        ("r.json", {"canvas": "plan"}, UsageError),
        ("r.pdf", {"what": "plan:plan"}, UsageError),
        ("r.pdf", {"what": "report", "canvas": "journey"}, UsageError),
        ("r.pdf", {"what": "plan", "canvas": "journey"}, NotFound),
        ("r.pdf", {"tile": "a4"}, UsageError),
    ],
)
def test_calls_that_cannot_be_meant_are_refused(document, tmp_path, name, values, error):
    with pytest.raises(error):
        export_workshop(document, tmp_path / name, **values)
    assert left_in(tmp_path) == []


def test_parts_of_the_report(document, tmp_path):
    plan = texts(export_workshop(document, tmp_path / "p.pdf", what="plan").read_bytes())
    assert "Tegevuskava" in plan[0]
    one = texts(export_workshop(document, tmp_path / "c.pdf", what="canvas:journey").read_bytes())
    assert "Teekonnakaart" in one[0]
    assert not any("Eelarve kokku" in t for t in one)


def test_a_canvas_may_be_named_apart_from_what(document, tmp_path):
    by_colon, apart, alone = (
        texts(export_workshop(document, tmp_path / "c.pdf", **values).read_bytes())
        for values in ({"what": "canvas:journey"}, {"what": "canvas", "canvas": "journey"}, {"canvas": "journey"})
    )
    assert by_colon == apart == alone


@pytest.mark.parametrize("spec", FORMATS.values(), ids=FORMATS)
def test_every_format_says_what_it_can_and_can_do_it(document, tmp_path, spec):
    assert spec.default in WHATS
    for what, part in offered(document, spec).items():
        assert set(part.papers) <= set(PAPERS)
        path = tmp_path / f"{what}{spec.ending}"
        export_workshop(document, path, what=what, canvas="journey" if part.canvas == "one" else "")
        assert path.stat().st_size > 100


def test_what_a_workshop_has_nothing_for_is_not_offered():
    bare = new_workshop("Ilma", canvases=(("problem_map", "problem_tree"),))
    assert "plan" not in offered(bare, FORMATS[".pdf"])
    assert "canvas" in offered(bare, FORMATS[".pdf"])


def test_a_workshop_without_a_plan_says_so(tmp_path):
    document = new_workshop("Ilma", canvases=(("problem_map", "problem_tree"),))
    with pytest.raises(NotFound):
        export_workshop(document, tmp_path / "p.pdf", what="plan")


def test_canvases_are_named_by_code_type_or_unique_beginning(document):
    assert find_canvas(document, "problem").type == "problem_map"
    assert find_canvas(document, "journey_map").type == "journey_map"
    assert find_canvas(document, "res").type == "resource_map"
    with document.transaction("Add") as tx:
        from koosloome_desktop.canvases.creating import add_canvas

        add_canvas(tx, "problem_map", "problem_tree", "et")
    assert find_canvas(document, "problem-2").code == "problem-2"
    with pytest.raises(NotFound, match="problem-2"):
        find_canvas(document, "problem_map")


def test_a3_is_larger(document, tmp_path):
    small, large = (
        export_workshop(document, tmp_path / f"{paper}.pdf", what="plan", paper=paper).read_bytes()
        for paper in ("a4", "a3")
    )
    assert len(texts(large)) < len(texts(small))
    for data, size in ((small, (210.0, 297.0)), (large, (297.0, 420.0))):
        for sides in page_sizes(data):
            assert sorted(v / 72 * 25.4 for v in sides) == pytest.approx(size, abs=0.5)


def test_cancelling_leaves_the_old_file_as_it_was(document, tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")
    for limit in (0, 3, 12, 25):
        calls = iter(range(10_000))
        with pytest.raises(ExportCancelled):
            export_workshop(document, path, cancelled=lambda calls=calls, limit=limit: next(calls) >= limit)
        assert path.read_bytes() == b"old"
        assert left_in(tmp_path) == ["r.pdf"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file_and_tells_how_much_is_needed(document, tmp_path, monkeypatch, failing):
    path = tmp_path / "r.pdf"
    path.write_bytes(b"old")

    def full(*_arguments, **_values):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(KoosloomeError) as told:
        export_workshop(document, path, what="agenda")
    monkeypatch.undo()
    assert "kB" in told.value.line()
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["r.pdf"]


def test_places_that_cannot_be_written_are_told(document, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder.pdf").mkdir()
    for path in (tmp_path / "missing" / "r.pdf", tmp_path / "file" / "r.pdf", tmp_path / "folder.pdf"):
        with pytest.raises(KoosloomeError) as told:
            export_workshop(document, path, what="agenda")
        assert str(path) in told.value.line()


def test_a_snapshot_is_exported_in_another_thread_while_people_go_on(document, tmp_path):
    snap = Snapshot.of(document)
    digest = document.digest()
    done = []
    worker = threading.Thread(
        target=lambda: done.append(export_workshop(snap.document(), tmp_path / "r.pdf")), name="export"
    )
    worker.start()
    with document.transaction("Add") as tx:
        for number in range(200):
            add_note(tx, queries.canvases(document)[0].id, f"Uus märge {number}", zone="cause")
    worker.join()
    assert snap.document().digest() == digest
    assert "Uus märge" not in " ".join(texts(done[0].read_bytes()))
    assert len(document.of(Note)) > 200


def test_progress_is_told_in_rising_steps(document, tmp_path):
    told = []
    export_workshop(document, tmp_path / "r.pdf", progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_letters_without_a_typeface_are_counted_before_an_export(document):
    assert unprintable(document) == 0
    with document.transaction("Add") as tx:
        add_note(tx, queries.canvases(document)[0].id, "漢字 õ", zone="cause")
    assert unprintable(document) == 2


def test_reportlab_is_not_loaded_before_an_export():
    import subprocess
    import sys

    code = "import sys, koosloome_desktop.services.export; print(any(m.startswith('reportlab') for m in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
