"""Ways through a report: contents, outline, from an action to its note and back."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from koosloome_desktop.model.records import Action, Note
from koosloome_desktop.operations import queries
from tests.exports.reading import document_of, report, sample, squashed, texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tied():
    """A sample whose first action comes from the first note, its second from a need."""
    document = sample("01_kogukonnamaja")
    first, second = document.of(Action)[:2]
    note = document.of(Note)[0]
    need = next(n for n in document.of(Note) if n.form == "need")
    changed = {
        first.id: replace(first, sources=(note.id,)),
        second.id: replace(second, sources=(need.id, "no-such-note")),
    }
    records = [changed.get(r.id, r) for r in document.records()]
    return document_of(document.id, records), note, need, first


def links(data: bytes) -> list[tuple[int, int, tuple[float, ...]]]:
    """(page, page it leads to, rectangle) of every link."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    found = []
    for number, page in enumerate(reader.pages):
        for one in page.get("/Annots", ()):
            link = one.get_object()
            where = link["/Dest"].get_object()
            found.append((number, numbers[where[0].idnum], tuple(float(v) for v in link["/Rect"])))
    return found


def under(data: bytes, page: int, rect: tuple[float, ...]) -> str:
    """What is written in a rectangle of a page."""
    pdf = pypdfium2.PdfDocument(data)
    layer = pdf[page].get_textpage()
    found = layer.get_text_bounded(*rect)
    layer.close()
    pdf.close()
    return " ".join(found.split())


def test_an_action_leads_to_its_note_and_the_note_back(tied):
    document, note, need, action = tied
    data = report(document)
    # Letters of the watermark may lie behind a line.
    found = [(page, to, re.sub("^[^↖→]*", "", under(data, page, rect))) for page, to, rect in links(data) if page]
    for record in (note, need):
        (to,) = {to for _, to, text in found if text.startswith("↖") and record.text[:12] in text}
        assert squashed(record.text) in squashed(texts(data)[to])
        assert any(page == to and text.startswith("→") for page, _, text in found)
    (back,) = {to for _, to, text in found if text.startswith("→") and action.activity[:12] in text}
    assert squashed(action.activity) in squashed(texts(data)[back])


def test_every_link_lies_on_its_page(tied):
    document, *_ = tied
    data = report(document)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(links(data)) > 6
    for page, _, (left, bottom, right, top) in links(data):
        assert 0 < left < right < float(reader.pages[page].mediabox.width)
        assert 0 < bottom < top < float(reader.pages[page].mediabox.height)


def test_the_contents_lead_to_the_sections_they_name(tied):
    document, *_ = tied
    data = report(document)
    cover = [(to, under(data, 0, rect)) for page, to, rect in links(data) if page == 0]
    assert len(cover) == len(queries.canvases(document)) + 1
    titles = [*(c.title for c in queries.canvases(document)), "Kuidas töötuba kulges"]
    for title, (to, line) in zip(titles, cover, strict=True):
        assert title in line
        assert line.endswith(str(to + 1))
        assert squashed(title) in squashed(texts(data)[to])


def test_the_outline_names_canvases_and_the_parts_of_the_plan(tied):
    document, *_ = tied
    outline = pypdf.PdfReader(io.BytesIO(report(document))).outline
    flat = [o.title for part in outline for o in (part if isinstance(part, list) else [part])]
    for title in ("Probleemi kaardistamine", "Tegevuskava", "Ajajoon", "Vaheetapid"):
        assert title in flat


def test_no_source_no_link_but_the_contents():
    data = report(sample("06_sotsiaaltransport"))
    assert {page for page, *_ in links(data)} == {0}
