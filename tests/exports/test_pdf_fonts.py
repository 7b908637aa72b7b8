"""Faces, codes and the map back to Unicode."""

from __future__ import annotations

import importlib.util
import io

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from koosloome_desktop.exports.pdf_fonts import FontSet, face, to_unicode_cmap, unprintable
from koosloome_desktop.exports.pdf_ink import Ink
from koosloome_desktop.layout.metrics import measure
from tests.exports.reading import fonts


def drawn(*lines: str, weight: str = "regular") -> bytes:
    out = io.BytesIO()
    pdfmetrics.registerFont(face("regular").font)
    canvas = Canvas(out, pagesize=(600, 400), initialFontName=face("regular").font.fontName, pageCompression=1)
    ink = Ink(canvas, FontSet(canvas._doc), 400)
    for number, line in enumerate(lines):
        ink.text(20, 40 + 30 * number, line, 18, weight, "#1B2430")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def read_back(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    layer = pdf[0].get_textpage()
    text = layer.get_text_range()
    layer.close()
    pdf.close()
    return [line for line in text.replace("\r", "").split("\n") if line]


def test_estonian_russian_and_emoji_come_back_as_they_were():
    lines = ["Jüri sõi õhtul öökülmas šokolaadi ja žürii", "Съешь ещё этих мягких французских булок", "😀õ 👍 🎉 ⏱"]
    assert read_back(drawn(*lines)) == lines


def test_reportlab_itself_still_writes_emoji_as_rubbish():
    # When this fails upstream has been mended, and `to_unicode_cmap` can go.
    spec = importlib.util.find_spec("reportlab.pdfbase.ttfonts")
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    assert "<1F600>" in fresh.makeToUnicodeCMap("F", [0, 0x1F600])
    assert "<D83DDE00>" in to_unicode_cmap("F", [0, 0x1F600])
    assert ttfonts.makeToUnicodeCMap is to_unicode_cmap


def test_a_block_of_the_map_holds_at_most_a_hundred_lines():
    told = to_unicode_cmap("F", list(range(32, 288)))
    counts = [int(line.split()[0]) for line in told.split("\n") if line.endswith("beginbfchar")]
    assert sum(counts) == 256
    assert max(counts) <= 100


def test_more_than_one_subset_of_a_face_still_reads_back():
    letters = [chr(c) for c in (*range(0x21, 0x7F), *range(0xC0, 0x180), *range(0x400, 0x460))]
    lines = ["".join(letters[i : i + 40]) for i in range(0, len(letters), 40)]
    data = drawn(*lines)
    assert "".join(read_back(data)) == "".join(lines)
    assert len([f for f in fonts(data) if "Regular" in f["/BaseFont"]]) > 1


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧 pere",
        "🇪🇪 lipp",
        "❤️ süda",
        "👍🏽 hästi",
        "★ võimalus",
        "◇ vajadus",
        "שלום tere",
        "漢字 märk",
        "x\u0304 b",
    ],
)
def test_what_cannot_be_drawn_as_it_is_still_says_what_it_was(text):
    line = "".join(read_back(drawn(text)))
    # The joiner has no width, and the renderer's own text layer leaves out what has none.
    assert line.replace("\u200d", "") == text.replace("\u200d", "")


@pytest.mark.parametrize("text", ["õäöüšž ÕÄÖÜŠŽ", "← → ≥ € № „tere“", "😀👍🎉", "★ ◇ ▲ ▼ ● ○ ■"])
def test_no_letter_of_ours_is_missing(text):
    assert unprintable(text) == 0


def test_missing_letters_are_counted():
    assert unprintable("漢字 ja שלום") == 6


def test_widths_on_paper_are_those_the_layout_measured():
    data = drawn("Kogukonnamaja seisab tühjana 123", weight="semibold")
    pdf = pypdfium2.PdfDocument(data)
    layer = pdf[0].get_textpage()
    right = max(layer.get_charbox(i, loose=True)[2] for i in range(layer.count_chars()))
    layer.close()
    pdf.close()
    assert right - 20 == pytest.approx(measure("Kogukonnamaja seisab tühjana 123", 18, "semibold"), abs=0.3)


def test_control_characters_of_pdf_strings_are_escaped():
    text = r"a (b) \ c \) ((("
    assert read_back(drawn(text)) == [text]
