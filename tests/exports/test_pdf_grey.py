"""A grey print still tells everything: bars stand out, signs and words say the kind, states have signs."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest

from koosloome_desktop.exports.pdf import PdfJob, compose
from koosloome_desktop.exports.pdf_items import Box, Drawing, Text
from koosloome_desktop.exports.pdf_paint import paint
from koosloome_desktop.exports.pdf_words import Words
from koosloome_desktop.model.records import Action
from koosloome_desktop.support.palette import note_kind
from tests.exports.reading import MADE, SAMPLES, sample

pytestmark = pytest.mark.slow

SCALE = 4.0


def rendered(document, lang="et"):
    """(page as composed, its pixels in grey) of every page with a drawing, and of every page of the plan."""
    pages = compose(document, PdfJob(lang=lang, made=MADE), Words(lang))
    kept = [list(p.items) for p in pages]
    pdf = pypdfium2.PdfDocument(paint(pages, title="x", lang=lang, made=MADE))
    for number, items in enumerate(kept):
        if any(isinstance(i, Drawing) for i in items):
            yield items, pdf[number].render(scale=SCALE, grayscale=True).to_pil()
    pdf.close()


def at(image, x: float, y: float) -> int:
    return image.getpixel((round(x * SCALE), round(y * SCALE)))


@pytest.mark.parametrize("name", SAMPLES)
def test_bars_stand_out_of_their_notes_and_notes_of_the_paper_in_grey(name):
    seen = 0
    for items, image in rendered(sample(name)):
        for drawing in (i for i in items if isinstance(i, Drawing)):
            for note in drawing.board.notes:
                left, top = drawing.x + note.x * drawing.scale, drawing.y + note.y * drawing.scale
                k = drawing.scale * note.scale
                middle = top + note.h * drawing.scale / 2
                bar = at(image, left + 3.0 * k, middle)
                paper = at(image, left + note.w * drawing.scale - 3.0 * k, top + 5.0 * k)
                assert paper - bar > 70, (note.id, bar, paper)
                seen += 1
    assert seen > 40


@pytest.mark.parametrize("lang", ["et", "ru"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_legend_has_sign_and_word_of_every_kind_and_no_two_are_the_same(name, lang):
    words = Words(lang)
    document = sample(name)
    for page in compose(document, PdfJob(lang=lang, made=MADE), words):
        boards = [i.board for i in page.items if isinstance(i, Drawing)]
        kinds = {n.kind for b in boards for n in b.notes if n.kind}
        said = {i.text for i in page.items if isinstance(i, Text)}
        if len(boards) == 1 and any(words.kind(k) in said for k in kinds):
            assert {words.kind(k) for k in kinds} <= said
        for one, other in itertools.combinations(kinds, 2):
            assert words.kind(one) != words.kind(other)
            assert note_kind(one).sign != note_kind(other).sign or note_kind(one).word != note_kind(other).word


def test_states_on_the_timeline_have_signs_of_their_own():
    document = sample("03_turvaline_koolitee")
    pages = compose(document, PdfJob(lang="et", made=MADE), Words("et"))
    (page,) = [p for p in pages if any(isinstance(i, Text) and i.text == "Ajajoon" for i in p.items)]
    signs = [i.text for i in page.items if isinstance(i, Text) and i.text in {"✓", "…", "!", "»", "×"}]
    states = [a.status for a in document.of(Action)]
    sign = {"done": "✓", "in_progress": "…", "delayed": "!", "dropped": "×"}
    for status in set(states):
        assert signs.count(sign[status]) == states.count(status) + 1  # on each bar, and in the legend
    assert len([i for i in page.items if isinstance(i, Box)]) > len(states)
