"""DOCX: what a council's word processor reads back; headings, header rows, language, descriptions; no markup."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from koosloome_desktop.canvases.creating import new_workshop
from koosloome_desktop.model.records import Action, Note, Person, PersonName
from koosloome_desktop.operations import notes, photos, plan, queries
from koosloome_desktop.services.export import export_workshop
from koosloome_desktop.support import locale
from koosloome_desktop.support.ids import new_id
from tests.drivers.pictures import flipchart, saved
from tests.exports.nasty_workshop import KEPT_TEXTS, nasty_workshop
from tests.exports.reading import SAMPLES, sample

pytestmark = pytest.mark.slow


def written(document, folder, **values):
    path = export_workshop(document, folder / "w.docx", **values)
    return Document(io.BytesIO(path.read_bytes()))


def texts(docx) -> list[str]:
    cells = [c.text for t in docx.tables for row in t.rows for c in row.cells]
    return [p.text for p in docx.paragraphs] + cells


@pytest.mark.parametrize("lang", ["et", *(pytest.param(x, marks=pytest.mark.slow) for x in ("en", "ru"))])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_action_and_sum_is_in_it(name, lang, tmp_path):
    document = sample(name)
    found = "\n".join(texts(written(document, tmp_path, lang=lang)))
    assert [n.text for n in document.of(Note) if not n.merged_into and n.text not in found] == []
    assert [a.activity for a in document.of(Action) if a.activity not in found] == []
    total = sum(plan.row_total(a) for a in document.of(Action))
    assert locale.money(total, lang) in found


@pytest.mark.parametrize(("lang", "code"), [("et", "et-EE"), ("en", "en-GB"), ("ru", "ru-RU")])
def test_it_says_its_title_and_language(lang, code, tmp_path):
    docx = written(sample("01_kogukonnamaja"), tmp_path, lang=lang)
    assert docx.core_properties.title == "Kuidas Sooääre kogukonnamaja elama panna?"
    assert docx.core_properties.language == code
    assert docx.core_properties.author == ""
    defaults = docx.styles.element.find(qn("w:docDefaults"))
    assert [x.get(qn("w:val")) for x in defaults.iter(qn("w:lang"))] == [code]


def test_its_parts_are_as_old_as_it_says_so_the_same_document_is_the_same_file(tmp_path):
    # The library dates the parts by the machine's clock, in steps of two seconds.
    path = export_workshop(sample("01_kogukonnamaja"), tmp_path / "w.docx")
    made = Document(io.BytesIO(path.read_bytes())).core_properties.created
    with zipfile.ZipFile(path) as archive:
        times = {part.date_time for part in archive.infolist()}
    assert times == {(*made.timetuple()[:5], made.second // 2 * 2)}


def test_headings_are_styles_without_a_level_left_out(tmp_path):
    docx = written(sample("03_turvaline_koolitee"), tmp_path)
    levels = [int(p.style.name[-1]) for p in docx.paragraphs if p.style.name.startswith("Heading")]
    assert docx.paragraphs[0].style.name == "Title"
    assert {1, 2} <= set(levels)
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ones = [p.text for p in docx.paragraphs if p.style.name == "Heading 1"]
    assert "Tegevuskava" in ones
    assert "Probleemi kaardistamine" in ones
    assert any(p.style.name == "List Bullet" for p in docx.paragraphs)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_table_has_a_header_row_that_is_repeated_and_says_what_it_holds(name, tmp_path):
    docx = written(sample(name), tmp_path)
    assert docx.tables
    for table in docx.tables:
        first = table.rows[0]._tr.trPr
        head = [c.text for c in table.rows[0].cells]
        if any(head):
            assert first.find(qn("w:tblHeader")) is not None, head
            assert all(head), head
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_numbered_lists_begin_at_one(tmp_path):
    docx = written(sample("03_turvaline_koolitee"), tmp_path)
    numbers = [p._p.pPr.numPr.numId.val for p in docx.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) >= 2


def test_a_question_stays_on_the_page_of_its_answers(tmp_path):
    docx = written(sample("01_kogukonnamaja"), tmp_path)
    asked = next(p for p in docx.paragraphs if p.text.startswith("Milline hea hetk"))
    assert asked.paragraph_format.keep_with_next
    place = next(p for p in docx.paragraphs if p.text.startswith("Sooääre kogukonnamaja suur saal"))
    assert not place.paragraph_format.keep_with_next


def test_the_plan_lies_across_and_its_columns_can_be_chosen(tmp_path):
    docx = written(sample("06_sotsiaaltransport"), tmp_path, what="plan", columns="municipality")
    wide = [s for s in docx.sections if s.page_width > s.page_height]
    assert len(wide) == 1
    assert round(wide[0].page_width.mm) == 297
    heads = [c.text for t in docx.tables for c in t.rows[0].cells]
    assert "2027" in heads
    assert "Rahastusallikas" in heads
    assert "Märkmed" not in [p.text for p in docx.paragraphs]


def test_the_follow_up_overview(tmp_path):
    found = "\n".join(texts(written(sample("03_turvaline_koolitee"), tmp_path, what="review")))
    assert "Riigitee haldaja palus lisamõõtmist" in found
    assert locale.money(325000, "et") in found


def test_people_are_counts_and_names_stand_only_where_asked_for(tmp_path):
    document = sample("01_kogukonnamaja")
    with document.transaction("x") as tx:
        tx.create(PersonName(id=new_id(), person=document.of(Person)[0].id, name="Mari Näidis"))
    off, on = ("\n".join(texts(written(document, tmp_path, names=names))) for names in (False, True))
    assert "Mari Näidis" not in off
    assert "Mari Näidis" in on


def test_nasty_texts_stay_texts(tmp_path):
    document = nasty_workshop()
    path = export_workshop(document, tmp_path / "w.docx")
    found = "\n".join(texts(Document(path)))
    assert [t for t in KEPT_TEXTS if t not in found] == []
    raw = zipfile.ZipFile(path)
    body = raw.read("word/document.xml").decode()
    assert "<w:hyperlink" not in body
    assert "instrText" not in body
    links = [n for n in raw.namelist() if n.endswith(".rels")]
    assert not any("TargetMode" in raw.read(n).decode() for n in links)


def test_an_empty_workshop_has_a_title(tmp_path):
    docx = written(new_workshop("Ilma", canvases=()), tmp_path)
    assert docx.paragraphs[0].text == "Ilma"
    assert queries.canvases(new_workshop("Ilma", canvases=())) == []


def test_drawings_have_descriptions_and_lie_across(tmp_path):
    document = sample("03_turvaline_koolitee")
    docx = written(document, tmp_path, pictures=True)
    told = [shape._inline.docPr.get("descr") for shape in docx.inline_shapes]
    assert len(told) == 3
    assert "Probleemi kaardistamine" in told[0]
    assert "18 märget" in told[0]
    for shape in docx.inline_shapes:
        assert shape.width <= 257 * 36_000
        assert shape.height <= 170 * 36_000
    assert len(written(document, tmp_path).inline_shapes) == 0


def test_photos_stand_whole_above_their_words(tmp_path):
    document = new_workshop("Proov")
    with document.transaction("Photo") as tx:
        note = notes.add_note(tx, queries.canvases(document)[0].id, "Tahvli foto", zone="cause")
        note = photos.set_photo(tx, note, photos.add_asset(tx, "a" * 64, "image/jpeg", width=600, height=400))
    jpeg = saved(flipchart(600, 400))
    docx = written(document, tmp_path, photos=lambda _sha256: jpeg)
    (shape,) = docx.inline_shapes
    assert note.text in shape._inline.docPr.get("descr")
    assert shape.width / shape.height == pytest.approx(1.5, rel=0.01)
    index = next(i for i, p in enumerate(docx.paragraphs) if p._p.xpath(".//pic:pic"))
    assert docx.paragraphs[index].paragraph_format.keep_with_next
    assert note.text in docx.paragraphs[index + 1].text
    for fetch in (None, lambda _sha256: None, lambda _sha256: b"rotten"):
        assert len(written(document, tmp_path, photos=fetch).inline_shapes) == 0


def test_agenda_and_guide_are_documents_of_their_own(tmp_path):
    document = sample("03_turvaline_koolitee")
    full, short, guide = (
        written(document, tmp_path, **values)
        for values in ({"what": "agenda"}, {"what": "agenda", "audience": "participants"}, {"what": "guide"})
    )
    cells = [{c.text for t in d.tables for row in t.rows for c in row.cells} for d in (full, short)]
    assert "16.00–16.10" in cells[0]
    assert "kaasläbiviija" in cells[0]
    assert "kaasläbiviija" not in cells[1]
    heads = [p.text for p in guide.paragraphs if p.style.name.startswith("Heading")]
    assert "Kolm olulisemat põhjust" in heads
    for docx in (full, short, guide):
        levels = [int(p.style.name[-1]) for p in docx.paragraphs if p.style.name.startswith("Heading")]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
