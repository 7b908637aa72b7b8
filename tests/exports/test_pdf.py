"""The whole report: every text is in it, nothing is clipped, the file is sound."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace

import pypdf
import pytest

from koosloome_desktop.exports.pdf import WORK, Cancelled, PdfJob, compose, pdf_bytes
from koosloome_desktop.exports.pdf_frame import BOTTOM, PAPERS, SIDE
from koosloome_desktop.exports.pdf_items import Drawing, Text
from koosloome_desktop.exports.pdf_paint import paint
from koosloome_desktop.exports.pdf_words import SECTORS, Words
from koosloome_desktop.layout.metrics import measure
from koosloome_desktop.layout.pages import LEAST, least_text
from koosloome_desktop.model.frozen import FrozenMap
from koosloome_desktop.model.records import (
    Action,
    AgendaItem,
    Canvas,
    Cluster,
    Milestone,
    Note,
    Person,
    PersonName,
    Workshop,
)
from koosloome_desktop.operations import queries
from koosloome_desktop.operations.notes import add_note
from tests.conftest import TIER
from tests.exports.reading import (
    MADE,
    SAMPLES,
    darkness,
    document_of,
    fonts,
    letters,
    report,
    sample,
    squashed,
    texts,
    texts_by_pypdf,
)

EACH = [
    pytest.param((name, lang), marks=[] if name.startswith("01") else [pytest.mark.slow], id=f"{name}-{lang}")
    for name in SAMPLES
    for lang in ("et", "ru")
]


@pytest.fixture(scope="module", params=EACH)
def made(request):
    """A sample's report in Estonian and in Russian."""
    name, lang = request.param
    document = sample(name)
    return document, lang, report(document, lang)


def content(document):
    """Every text that people wrote, and where it is from."""
    for note in document.of(Note):
        yield note.text
        yield note.whose
    for action in document.of(Action):
        yield from (action.activity, action.result, action.indicator, action.target_group, action.owner_role)
        yield from (action.budget_note, action.funding_source, *action.partner_roles)
    for step in document.of(Milestone):
        yield step.text
    for cluster in document.of(Cluster):
        yield cluster.label
    for canvas in document.of(Canvas):
        yield from (canvas.title, canvas.focus_question, canvas.goal, *canvas.result_indicators)
        yield from written_in(canvas.parts)
    workshop = document.workshop
    yield from (workshop.goal, workshop.theme, workshop.development_plan_link, *workshop.expected_results)
    yield from (*workshop.agreements, *workshop.facilitation_roles)
    yield from written_in(workshop.check_in)
    yield from written_in(workshop.check_out)
    yield from written_in(workshop.feedback)


def written_in(value):
    """Texts inside a part; the figures of feedback and codes of pairs are told apart by being words."""
    if isinstance(value, FrozenMap):
        if value and set(value) <= {"et", "en", "ru"}:
            yield value.get("et") or next(iter(value.values()))
            return
        for key, inner in value.items():
            if key not in {"scale", "matrix", "note", "pin", "date"}:
                yield from written_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from written_in(inner)
    elif isinstance(value, str):
        yield value


def test_every_text_is_in_it_with_its_letters_whole(made):
    document, lang, data = made
    # The second reader is several times slower: before a change is taken it reads the first sample, in both languages.
    second = TIER == "full" or (TIER == "ci" and document.id == sample(SAMPLES[0]).id)
    for reader in (texts, texts_by_pypdf) if second else (texts,):
        shown = squashed("".join(reader(data)))
        for text in content(document):
            if lang == "et" or text not in {"Huvi", "Mõju"}:
                assert squashed(text) in shown, text


def by_poppler(data: bytes) -> str:
    """All text as poppler's reader gives it, without blanks and hyphens."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout
    return squashed(told.decode())


def test_another_reader_finds_notes_actions_blocks_and_how_many_came(made):
    document, lang, data = made
    shown, words = by_poppler(data), Words(lang)
    for text in [n.text for n in document.of(Note)] + [a.activity for a in document.of(Action)]:
        assert squashed(text) in shown
    for item in document.of(AgendaItem):
        assert squashed(words.hours(item.start, item.end) + (item.title or item.type)) in shown
    for sector, count in Counter(p.sector for p in document.of(Person)).items():
        name = words.named(SECTORS, sector) or words.gettext("sector not given")
        assert squashed(f"{count}{name}") in shown


def test_another_reader_gives_back_every_letter():
    document = sample("01_kogukonnamaja")
    said = (
        "Öö jõe äärde, šokk ja džäss: ÕÄÖÜŠŽ",
        "Школьный автобус, подъезд, ёлка",
        "🚌 buss, 👩‍👧 pere, 🇪🇪 lipp, ✓ tehtud",
    )
    with document.transaction("x") as tx:
        for text in said:
            add_note(tx, queries.canvases(document)[0].id, text, zone="cause")
    shown = by_poppler(report(document))
    assert [text for text in said if squashed(text) not in shown] == []


def test_all_faces_are_embedded_subsets_with_a_way_back_to_unicode(made):
    _document, _lang, data = made
    found = list(fonts(data))
    assert found
    for font in found:
        assert font["/Subtype"] == "/TrueType"
        assert font["/BaseFont"][7:8] == "+"
        assert font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
        assert b"beginbfchar" in font["/ToUnicode"].get_object().get_data()


def test_pages_are_exactly_a4_and_none_is_blank(made):
    _document, _lang, data = made
    width, height = PAPERS["a4"]
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        size = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert size == pytest.approx([width, height], abs=1e-3)
    assert min(darkness(data)) > 0.002


def test_no_letter_lies_outside_its_page(made):
    _document, _lang, data = made
    for number, (width, height), boxes in letters(data):
        assert boxes, number
        assert min(b[0] for b in boxes) > 20
        assert max(b[2] for b in boxes) < width - 20
        assert min(b[1] for b in boxes) > 8
        assert max(b[3] for b in boxes) < height - 12


def test_texts_keep_to_the_margins_and_drawings_stay_readable(made):
    document, lang, _data = made
    for page in compose(document, PdfJob(lang=lang, made=MADE), Words(lang)):
        side = SIDE if page.width < page.height else 30
        # A drawing in which place is the meaning may have to be smaller on one page; then the page says so.
        told = " ".join(i.text for i in page.items if isinstance(i, Text))
        small = "7 punkti" in told or "7 пунктов" in told
        for item in page.items:
            if isinstance(item, Text):
                assert item.x >= side - 0.01
                assert item.x + measure(item.text, item.size, item.weight) <= page.width - side + 1.0, item.text
            if isinstance(item, Drawing):
                assert item.x >= side - 0.01
                assert item.x + item.board.width * item.scale <= page.width - side + 0.5
                assert item.y + item.board.height * item.scale <= page.height - (BOTTOM if side == SIDE else 38)
                assert least_text(item.board) * item.scale >= (5.5 if small else LEAST) - 0.01


def test_every_note_is_drawn_and_listed(made):
    document, lang, _data = made
    pages = compose(document, PdfJob(lang=lang, made=MADE), Words(lang))
    drawn = [n.id for p in pages for i in p.items if isinstance(i, Drawing) for n in i.board.notes]
    wanted = {n.id for n in document.of(Note) if n.form in {"note", "need"}}
    assert set(drawn) >= wanted
    codes = [i.text for p in pages for i in p.items if isinstance(i, Text)]
    for note in document.of(Note):
        if note.form in {"note", "need"}:
            assert any(note.code in t for t in codes)


def test_lines_of_drawings_are_those_of_the_board(made):
    document, lang, _data = made
    pages = compose(document, PdfJob(lang=lang, made=MADE), Words(lang))
    seen = []
    paint(pages, title="x", lang=lang, made=MADE, drawn=seen.append)
    boards = [i.board for p in pages for i in p.items if isinstance(i, Drawing)]
    wanted = [line.text for b in boards for n in b.notes for line in n.body()]
    assert [t for t in wanted if t not in {s.text for s in seen}] == []


def test_outline_language_title_and_date(made):
    document, lang, data = made
    reader = pypdf.PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == lang
    assert reader.metadata.title == Words(lang).title(document)
    assert reader.metadata.creation_date == MADE
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert [c.title for c in queries.canvases(document)] == titles[1:-1]
    assert root["/PageMode"] == "/UseOutlines"
    for entry in reader.outline:
        if not isinstance(entry, list):
            assert reader.get_destination_page_number(entry) is not None


def leads_only_inside(page) -> bool:
    """Whether every annotation of a page is a link to a place of the same file."""
    found = [a.get_object() for a in page.get("/Annots", ())]
    return all(a["/Subtype"] == "/Link" and "/Dest" in a and "/A" not in a for a in found)


def test_no_actions_no_links_out_no_scripts_no_pictures(made):
    _document, _lang, data = made
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        assert leads_only_inside(page)
        assert not page.images
    for word in (b"/JavaScript", b"/URI", b"/OpenAction", b"/Launch", b"/AA "):
        assert word not in data


def test_qpdf_finds_nothing_wrong(made, tmp_path):
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    _document, _lang, data = made
    path = tmp_path / "r.pdf"
    path.write_bytes(data)
    told = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "WARNING" not in told.stderr


def test_no_english_label_in_an_estonian_or_russian_report(made):
    _document, _lang, data = made
    words = " ".join(texts(data)).split()
    for english in (
        "Votes",
        "Notes",
        "Agreements",
        "Contents",
        "Budget",
        "Deadline",
        "Participants",
        "Agenda",
        "SAMPLE",
    ):
        assert english not in words


def test_the_same_document_at_the_same_instant_is_the_same_file():
    assert report(sample("01_kogukonnamaja")) == report(sample("01_kogukonnamaja"))


def test_samples_say_that_they_are_samples_and_others_do_not():
    document = sample("01_kogukonnamaja")
    assert all("NÄIDIS" in t for t in texts(report(document)))
    plain = replace(document.workshop, sample=False)
    other = document_of(document.id, [r if r.id != document.id else plain for r in document.records()])
    assert not any("NÄIDIS" in t.replace("[NÄIDIS]", "") for t in texts(report(other)))


def test_numbers_in_the_contents_are_those_of_the_pages():
    data = report(sample("03_turvaline_koolitee"))
    pages = texts(data)
    reader = pypdf.PdfReader(io.BytesIO(data))
    for entry in reader.outline:
        if not isinstance(entry, list) and entry.title in pages[0].split("\n"):
            lines = pages[0].split("\n")
            number = int(lines[lines.index(entry.title) + 1])
            assert number == reader.get_destination_page_number(entry) + 1


def test_a_canvas_of_unknown_kind_is_listed_whole():
    document = sample("01_kogukonnamaja")
    raw = FrozenMap(
        {"id": "x", "type": "weather", "variant": "storm", "cells": [{"text": "Äike õhtul", "n": 7}], "foot": "lõpp"}
    )
    canvas = Canvas(id="c-x", code="x", type="weather", variant="storm", title="Ilm", raw=raw, order="zz")
    other = document_of(document.id, [*document.records(), canvas])
    shown = squashed("".join(texts(report(other))))
    for text in ("Ilm", "Äike õhtul", "cells[0].text", "lõpp", "7"):
        assert squashed(text) in shown


NASTY = (
    "😀👍🎉 emotikonid ja 👨‍👩‍👧 pere",
    "Как вовлечь молодёжь в обсуждение?",
    "שלום עולם ja \u202epööratud\u202c tekst",
    '<img src="file:' + "//" + '/etc/hostname"> <a href="javascript:alert(1)">klõpsa</a> <b> & <para>',
    "=1+1; %1 {lang} \\n \\(sulg) (lahti",
    "Tuhat märki: " + "pikk mõte koosloomest ja osalemisest, " * 26,
    "õ" * 200,
    "https://näide.ee/väga/pikk/aadress?" + "a=1&" * 60,
    "rida üks\nrida kaks\n\nrida neli",
    "漢字 ja kana かな",
)


def test_nasty_texts_are_only_texts():
    document = sample("01_kogukonnamaja")
    canvas = queries.canvases(document)[0]
    with document.transaction("Add") as tx:
        for text in NASTY:
            add_note(tx, canvas.id, text, zone="cause")
    data = report(document)
    shown = squashed("".join(texts(data)))
    for text in NASTY:
        for word in text.split():
            if word.isascii() or not any("\u0590" <= c <= "\u05ff" or c in "\u202e\u202c\u200d" for c in word):
                assert squashed(word) in shown, word
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        assert leads_only_inside(page)
        assert not page.images
    for _number, (width, height), boxes in letters(data):
        assert min(b[0] for b in boxes) > 15
        assert max(b[2] for b in boxes) < width - 15
        assert min(b[1] for b in boxes) > 8
        assert max(b[3] for b in boxes) < height - 12
    assert "11 tähte puudub" in " ".join(texts(data)[0].split()) or "tähte puudub" in " ".join(texts(data)[0].split())


def test_an_empty_workshop_has_a_report_too():
    from koosloome_desktop.canvases.creating import new_workshop

    document = new_workshop("Uus töötuba", place="Tartu", date="2026-11-05")
    data = report(document)
    assert "Uus töötuba" in texts(data)[0]
    assert min(darkness(data)) > 0.0002
    nothing = document_of("w", [Workshop(id="w")])
    assert len(texts(report(nothing))) == 1


def test_names_are_printed_only_when_asked_for():
    document = sample("01_kogukonnamaja")
    person = queries.people(document)[0]
    named = document_of(document.id, [*document.records(), PersonName(id="n1", person=person.id, name="Mari Nimeline")])
    assert "Mari Nimeline" not in " ".join(texts(report(named)))
    assert "Mari Nimeline" in " ".join(texts(report(named, names=True)))


def test_progress_grows_to_the_end_and_cancelling_stops():
    told: list[tuple[int, int]] = []
    report(sample("01_kogukonnamaja"), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (WORK, WORK)
    count = iter(range(1000))
    with pytest.raises(Cancelled):
        pdf_bytes(sample("01_kogukonnamaja"), PdfJob(lang="et", made=MADE, cancelled=lambda: next(count) > 5))
