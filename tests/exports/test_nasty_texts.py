"""Texts that break programs, exported: the same plain text in the PDF and in the workshop file, on every canvas."""

from __future__ import annotations

import io
import json
import zipfile

import pypdf
import pytest

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.imports.notes_table import ParsedNotes
from koosloome_desktop.imports.table_file import read_table
from koosloome_desktop.imports.workshop_json import parse
from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import notes as verbs
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.actions import add_action
from koosloome_desktop.services import workshop_file
from koosloome_desktop.services.export import export_workshop
from tests.drivers.nasty import KEPT, NASTY, squashed
from tests.exports.nasty_workshop import nasty_workshop
from tests.exports.reading import texts
from tests.exports.test_pdf import leads_only_inside

pytestmark = pytest.mark.slow


ZONES = {"problem_map": ("cause", ""), "journey_map": ("pains", "s1"), "resource_map": ("places", "")}


def written():
    """A workshop in which every canvas holds every text, put there by the verbs that people use."""
    document = new_workshop("Proov")
    with document.transaction("x") as tx:
        for canvas in queries.canvases(document):
            for text in NASTY.values():
                if canvas.type == "action_plan":
                    add_action(tx, canvas.id, text)
                else:
                    zone, _stage = ZONES[canvas.type]
                    stages = queries.tracks(document, canvas.id, "stage")
                    verbs.add_note(tx, canvas.id, text, zone=zone, stage=stages[0].code if stages else "")
    return document


@pytest.fixture(scope="module")
def document():
    return written()


def test_every_canvas_keeps_them(document):
    for canvas in queries.canvases(document):
        if canvas.type == "action_plan":
            assert [a.activity for a in document.within(Action, canvas.id)] == list(KEPT.values())
        else:
            assert [n.text for n in document.within(Note, canvas.id)] == list(KEPT.values())


@pytest.mark.parametrize("what", ["canvas:problem", "canvas:journey", "canvas:resources", "plan"])
def test_in_print(document, tmp_path, what):
    data = export_workshop(document, tmp_path / "p.pdf", what=what).read_bytes()
    found = squashed("".join(texts(data)))
    lost = [name for name, text in KEPT.items() if squashed(text) not in found and name not in _NOT_ONE_RUN]
    assert lost == []
    for parts in _NOT_ONE_RUN.values():
        for part in parts:
            assert squashed(part) in found, part
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    assert b"/EmbeddedFile" not in data


_NOT_ONE_RUN = {"emoji": ("Buss", "🚌", "japere", "ilus", "😀"), "rtl": ("tere",)}
"""What print draws from several faces is found piece by piece."""


def test_in_a_workshop_file(document, tmp_path):
    raw = export_workshop(document, tmp_path / "w.json").read_bytes()
    raw.decode("utf-8", "strict")
    data = json.loads(raw)
    for canvas in data["canvases"]:
        found = [n["text"] for n in canvas.get("notes", ())] or [r["activity"] for r in canvas["rows"]]
        assert found == list(KEPT.values())
    again = workshop_file.read(data)
    assert workshop_file.dumps(data).encode() == raw
    assert {r.text for r in again.records if isinstance(r, Note)} == set(KEPT.values())


def test_from_a_workshop_file():
    """A file of another program holds them raw, escaped halves of characters too."""
    data = workshop_file.write(new_workshop("Proov"))
    data["canvases"][0]["notes"] = [
        {"id": f"P{i}", "zone": "cause", "text": text} for i, text in enumerate(NASTY.values(), 1)
    ]
    raw = json.dumps(data, ensure_ascii=True).encode()
    assert rb"\ud800" in raw
    parsed, replaced = parse(raw)
    assert replaced == 2
    read = workshop_file.read(parsed)
    assert [r.text for r in read.records if isinstance(r, Note)] == list(KEPT.values())


def test_from_a_table():
    rows = [f"{text}\tcause" for name, text in NASTY.items() if name != "surrogate"]
    found = read_table(("text\tzone\n" + "\n".join(rows)).encode(), lang="et", default_year=2026)
    assert isinstance(found, ParsedNotes)
    assert [n.text for n in found.notes] == [t for name, t in KEPT.items() if name != "surrogate"]


def test_a_formula_stays_a_text():
    document = written()
    assert [n.text for n in document.of(Note) if n.text.startswith("=")] == ["=1+1"] * 3


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx"])
def test_what_looks_like_an_address_becomes_no_link(tmp_path, ending):
    """Addresses stand in notes, rows and agreements; who clicks in the file goes nowhere (quality.md T13)."""
    out = export_workshop(nasty_workshop(), tmp_path / f"w{ending}", what="report" if ending == ".pdf" else "")
    if ending == ".pdf":
        data = out.read_bytes()
        assert "http://example.org" in "".join(texts(data))
        assert all(leads_only_inside(page) for page in pypdf.PdfReader(io.BytesIO(data)).pages)
        return
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert any("http://example.org" in text for text in parts.values())
    outside = {name: text for name, text in parts.items() if 'TargetMode="External"' in text}
    assert outside == {}
