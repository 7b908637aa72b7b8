"""A board on paper: the same lines, at the same places, and kinds that survive a grey print."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from koosloome_desktop.canvases.drawing import board
from koosloome_desktop.exports.canvas_painter import BoardPainter, role_colour, wash, zone_edge
from koosloome_desktop.exports.pdf_fonts import FontSet, face
from koosloome_desktop.exports.pdf_ink import Ink
from koosloome_desktop.layout.primitives import paper
from koosloome_desktop.operations import queries
from koosloome_desktop.support.palette import NOTE_KINDS, contrast, note_kind
from tests.exports.reading import SAMPLES, sample, squashed, texts, texts_by_pypdf


def painted(boards, drawn=None) -> bytes:
    out = io.BytesIO()
    pdfmetrics.registerFont(face("regular").font)
    canvas = Canvas(out, pagesize=(842, 595), initialFontName=face("regular").font.fontName, pageCompression=1)
    fonts, painter = FontSet(canvas._doc), BoardPainter(drawn)
    for made in boards:
        painter.paint(Ink(canvas, fonts, 595), made, 20, 20, min(800 / made.width, 550 / made.height))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def every_line(made):
    for holder in (made.zones, made.panels):
        for box in holder:
            yield from box.texts
    for note in made.notes:
        yield from note.body()
        yield from note.foot()
    for mark in made.marks:
        yield from mark.texts
    yield from made.texts


@pytest.mark.parametrize("name", SAMPLES)
def test_paper_breaks_lines_exactly_where_the_layout_did(name):
    document = sample(name)
    made = [board(document, c, paper(800, 550), "et") for c in queries.canvases(document)]
    seen = []
    data = painted(made, seen.append)
    assert sorted((t.x, t.y, t.text) for t in seen) == sorted((t.x, t.y, t.text) for m in made for t in every_line(m))
    for text, one in zip(texts_by_pypdf(data), made, strict=True):
        lines = {squashed(line) for line in text.split("\n")}
        for note in one.notes:
            # Neighbours that stand on one line are read as one.
            assert all(any(squashed(line) in read for read in lines) for line in note.lines), note.lines


def test_no_line_leaves_its_note():
    from koosloome_desktop.layout.metrics import measure

    document = sample("06_sotsiaaltransport")
    for canvas in queries.canvases(document):
        made = board(document, canvas, paper(800, 550), "et")
        for note in made.notes:
            for line in (*note.body(), *note.foot()):
                assert note.x <= line.x
                assert line.x + measure(line.text, line.size, line.weight) <= note.x + note.w + 0.5
                assert note.y <= line.y <= note.y + note.h


def test_examples_of_an_empty_canvas_are_not_printed():
    from koosloome_desktop.canvases.creating import new_workshop

    document = new_workshop("Tühi")
    made = board(document, queries.canvases(document)[0], paper(800, 550), "et")
    assert made.ghosts
    shown = squashed("".join(texts(painted([made]))))
    assert not any(squashed("".join(g.lines)) in shown for g in made.ghosts)


def grey(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_bars_and_texts_stand_out_in_a_grey_print(kind):
    look = note_kind(kind)
    assert grey(look.tint) - grey(look.bar) > 60
    assert contrast(role_colour("note_muted"), look.tint) >= 4.5
    assert contrast(role_colour("muted"), wash(kind)) >= 4.5
    assert grey("#FFFFFF") - grey(zone_edge(kind)) > 20


@pytest.mark.parametrize("canvas", [0, 1, 2])
def test_kinds_of_one_canvas_differ_by_more_than_colour(canvas):
    document = sample("01_kogukonnamaja")
    made = board(document, queries.canvases(document)[canvas], paper(800, 550), "et")
    for one, two in combinations({n.kind for n in made.notes}, 2):
        assert note_kind(one).word != note_kind(two).word
        assert note_kind(one).sign
